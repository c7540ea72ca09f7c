#!/usr/bin/env bash
# npm @perspective-dev/client 5.5.1 with @perspective-dev/server 5.5.1: a row that holds a list becomes a row for each of its entries, even where the
# table's schema has no column for it. Three firms, one with three weak points, are five rows, and their mean score counts that one three
# times; and a last row whose list is null is gone, while one in the middle stays. list_flatten: "stringify" keeps the rows as they are.
# Guessed: a list is refused or kept as a text, and a table has as many rows as were put in.
# Seen: 5 rows, mean 2.6; schema of id and score 5 rows, mean 2.6; null last: 4 rows, mean 2, no firm c; stringify 3 rows, mean 3.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm install --silent --no-audit --no-fund --ignore-scripts @perspective-dev/client@5.5.1 @perspective-dev/server@5.5.1 >/dev/null
cat > main.mjs <<'J'
import perspective from "@perspective-dev/client/node";

const a = { id: "a", score: 2, weak: ["roles", "pay", "visits"] };
const b = { id: "b", score: 2, weak: ["pay"] };
const c = { id: "c", score: 5, weak: null };
const show = async (what, rows, schema, options) => {
  const table = await perspective.table(schema ?? rows, options);
  if (schema) await table.update(rows);
  const { id, score } = await (await table.view()).to_columns();
  console.log(what, id.length, "rows", id.join(""), "mean", score.reduce((sum, n) => sum + n, 0) / score.length);
};
await show("null in the middle:", [a, c, b]);
await show("no column for it:", [a, c, b], { id: "string", score: "float" });
await show("null last:", [a, b, c]);
await show("stringify:", [a, b, c], null, { list_flatten: "stringify" });
process.exit(0);
J
seen=$(node main.mjs)
echo "$seen"
[ "$seen" = 'null in the middle: 5 rows aaacb mean 2.6
no column for it: 5 rows aaacb mean 2.6
null last: 4 rows aaab mean 2
stringify: 3 rows abc mean 3' ]
