#!/usr/bin/env bash
# npm @perspective-dev/client 5.5.1 with @perspective-dev/server 5.5.1: within a group a missing score is left out of the mean, and is 0 for all that
# sort or compare: low, median and high. The group of null, 2.5, 5 has the mean 3.75, the median
# 2.5 and the lowest score 0; that of the gaps -1, null, -2.5 the highest 0. Whole numbers have the upper of the two in the middle as
# their median, 3 of 1, 2, 3, 4; fractions have the mean of the two. Guessed: null is left out of all alike, as in SQL and
# spreadsheets, and the median does not depend on the type. Seen: as said; without the null 3.75 and 2.5, and -1.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm install --silent --no-audit --no-fund --ignore-scripts @perspective-dev/client@5.5.1 @perspective-dev/server@5.5.1 >/dev/null
cat > main.mjs <<'J'
import perspective from "@perspective-dev/client/node";

for (const values of [[null, 2.5, 5], [2.5, 5], [-1, null, -2.5], [-1, -2.5], [1, 2, 3, 4], [1.5, 2, 3, 4]]) {
  const table = await perspective.table(values.map((score) => ({ region: "east", score })));
  const seen = [];
  for (const name of ["mean", "median", "low", "high"]) {
    const view = await table.view({ group_by: ["region"], columns: ["score"], aggregates: { score: name } });
    seen.push(`${name} ${(await view.to_columns()).score[1]}`);
  }
  console.log(JSON.stringify(values), ...seen);
}
process.exit(0);
J
seen=$(node main.mjs)
echo "$seen"
[ "$seen" = '[null,2.5,5] mean 3.75 median 2.5 low 0 high 5
[2.5,5] mean 3.75 median 3.75 low 2.5 high 5
[-1,null,-2.5] mean -1.1666666666666667 median -1 low -2.5 high 0
[-1,-2.5] mean -1.75 median -1.75 low -2.5 high -1
[1,2,3,4] mean 2.5 median 3 low 1 high 4
[1.5,2,3,4] mean 2.625 median 2.5 low 1.5 high 4' ]
