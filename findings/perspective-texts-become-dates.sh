#!/usr/bin/env bash
# npm @perspective-dev/client 5.5.1 with @perspective-dev/server 5.5.1: of rows that come as JSON or as JavaScript objects, texts that look like
# something else lose their type. Versions "1.10" and "1.1" are one number, and subject "1e5" is 100000; month "2026-11" is the 31st of
# October, and band "3-4" a day of the year 3. The first row says what a column is: after "3-4" a "whole firm" refuses the whole table.
# A schema of texts given beforehand keeps each as it is. Guessed: types are guessed in CSV, which has none; a quoted text of JSON
# stays a text, and if a month becomes a day, then one of that month. Seen: as said, in any time zone.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm install --silent --no-audit --no-fund --ignore-scripts @perspective-dev/client@5.5.1 @perspective-dev/server@5.5.1 >/dev/null
cat > main.mjs <<'J'
import perspective from "@perspective-dev/client/node";

const read = async (texts, schema) => {
  const rows = texts.map((text) => ({ text }));
  const table = await perspective.table(schema ?? rows);
  if (schema) await table.update(rows);
  const cells = (await (await table.view()).to_csv()).trim().split("\n").slice(1);
  return [(await table.schema()).text, ...cells].join(" ");
};
for (const texts of [["1.10", "1.1"], ["1e5", "7"], ["2026-11", "2026-12"], ["3-4", "4-5"], ["3-4", "whole firm"]]) {
  const guessed = await read(texts).catch((e) => /Could not coerce to \w+/.exec(String(e))?.[0] ?? e);
  console.log(texts.join(" "), "->", guessed, "| given:", await read(texts, { text: "string" }));
}
process.exit(0);
J
seen=$(node main.mjs)
echo "$seen"
[ "$seen" = '1.10 1.1 -> float 1.1 1.1 | given: string "1.10" "1.1"
1e5 7 -> float 100000 7 | given: string "1e5" "7"
2026-11 2026-12 -> date 2026-10-31 2026-11-30 | given: string "2026-11" "2026-12"
3-4 4-5 -> date 0003-03-31 0004-04-30 | given: string "3-4" "4-5"
3-4 whole firm -> Could not coerce to date | given: string "3-4" "whole firm"' ]
