#!/usr/bin/env bash
# npm @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6): of lines of JSON whose objects get a key that the first 20,480 lack, "select *" is refused:
# unknown key "city". A query that names some of the columns, the object among them, is not: it gives {region: null}, and the city is nowhere,
# though ignore_errors is off. Files beyond the 32nd of read_json('*.json') go the same way. Who counts subjects by tag loses one in silence;
# sample_size=-1 (of many files union_by_name=true) finds the key. Guessed: the same column is refused or read in every query.
# Seen: all columns refused; named {"region":null}; named, sample_size=-1 {"region":null,"city":"b"}.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1 >/dev/null
cat > main.mjs <<'J'
import { writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const lines = Array.from({ length: 25000 }, (_, i) => JSON.stringify({ id: i, score: 2.5, tags: i < 24999 ? { region: "a" } : { city: "b" } }));
writeFileSync("rows.ndjson", lines.join("\n") + "\n");
const db = await (await DuckDBInstance.create()).connect();
for (const [what, columns, more] of [["all", "*", ""], ["named", "id, tags", ""], ["whole", "id, tags", ", sample_size=-1"]]) {
  try {
    const got = await db.runAndReadAll(`select ${columns} from read_json('rows.ndjson'${more}) where id = 24999`);
    console.log(what, JSON.stringify(got.getRowObjectsJson()[0].tags));
  } catch (e) {
    console.log(what, /has unknown key "city"/.test(e) ? "refused" : e);
  }
}
J
seen=$(node main.mjs)
echo "$seen"
[ "$seen" = 'all refused
named {"region":null}
whole {"region":null,"city":"b"}' ]
