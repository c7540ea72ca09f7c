#!/usr/bin/env bash
# npm chdb 3.4.0 (ClickHouse 26.7): whether the first line of a CSV is taken for its head depends on the types below it. Where all columns hold text,
# it is a row of data, and the columns are c1, c2, c3; one whole number below, and it is the head. Then a head that stands twice, as Jira's
# Labels do in what it exports and imports, is refused. Guessed: first line is head, as DuckDB and pandas have it, and a second Labels gets a suffix.
# Seen: texts c1 c2 c3, 2 rows; a number Summary Labels Days, 1 row; Labels twice refused.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm install --silent --no-audit --no-fund chdb@3.4.0 >/dev/null
cat > main.cjs <<'J'
const { writeFileSync } = require("node:fs");
const chdb = require("chdb");

const files = { texts: "Summary,Labels,Owner\nroles,gap,DIR\n", number: "Summary,Labels,Days\nroles,gap,30\n",
  twice: "Summary,Labels,Labels,Days\nroles,gap,q3,30\n" };
for (const [name, text] of Object.entries(files)) {
  writeFileSync(name + ".csv", text);
  try {
    const got = JSON.parse(chdb.query(`select * from file('${name}.csv')`, "JSON"));
    console.log(name, got.meta.map((column) => column.name).join(" "), got.rows);
  } catch (e) {
    console.log(name, /Duplicate column name/.test(String(e)) ? "refused" : e);
  }
}
J
seen=$(node main.cjs)
echo "$seen"
[ "$seen" = 'texts c1 c2 c3 2
number Summary Labels Days 1
twice refused' ]
