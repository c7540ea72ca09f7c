#!/usr/bin/env bash
# npm @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6): read_csv decides from the first 20,480 rows how cells are quoted. Where none of these
# is, there are no quotes for it, and a later cell "no level, 7" in quotes, as a row of an error has, stops the query as a row of too many
# columns, though it is valid by RFC 4180. Quotes about one name of the head, or quote='"', read the same rows. Guessed: " is the
# quote unless something else is seen.
# Seen: 25,000 rows, the last with a quoted comma: refused; with the second head in quotes: 25000 rows.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1 >/dev/null
cat > main.mjs <<'J'
import { writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const rows = Array.from({ length: 24999 }, (_, i) => `s${i},3.0,`).join("\n");
const last = '\ns24999,,"no level, 7"\n';
writeFileSync("plain.csv", "id,score,error\n" + rows + last);
writeFileSync("quoted.csv", 'id,"score",error\n' + rows + last);
const db = await (await DuckDBInstance.create()).connect();
for (const file of ["plain.csv", "quoted.csv"]) {
  try {
    const got = await db.runAndReadAll(`select count(*)::int, count(error)::int from read_csv('${file}')`);
    console.log(file, got.getRows()[0].join(" "));
  } catch (e) {
    console.log(file, "refused");
  }
}
J
seen=$(node main.mjs)
echo "$seen"
[ "$seen" = 'plain.csv refused
quoted.csv 25000 1' ]
