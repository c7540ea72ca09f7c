#!/usr/bin/env bash
# npm alasql 4.19.1: MEDIAN of 2 and 5 is 3.5, and QUART2, the same by its name, is 5; QUART3 of up to two answers is missing, and of 1, 2, 3, 4
# it is the highest. STDEV leaves null out and STDDEV, one letter more, counts it as 0: of 2, null, 5 they are 2.12 and 2.05, where STDDEV
# without the null is 1.5, the deviation of a population. Without gaps the two differ, too: STDEV is that of a sample.
# Guessed: the second quartile is the median, one answer is all its quartiles, and each aggregate leaves null out as AVG does.
# Seen: [4] 4 4 none; [2,5] 3.5 5 none; [1,2,3,4] 2.5 3 4 (MEDIAN, QUART2, QUART3); [2,null,5] 3.50 2.12 2.05 (AVG, STDEV, STDDEV).
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm install --silent --no-audit --no-fund --ignore-scripts alasql@4.19.1 >/dev/null
cat > main.mjs <<'J'
import alasql from "alasql";

const of = (values, ...names) => {
  const columns = names.map((name, i) => `${name}(level) AS c${i}`).join(", ");
  const row = alasql(`SELECT ${columns} FROM ?`, [values.map((level) => ({ level }))])[0];
  console.log(JSON.stringify(values), ...names.map((name, i) => `${name} ${row[`c${i}`]?.toFixed(2) ?? "none"}`));
};
for (const values of [[4], [2, 5], [1, 2, 3, 4], [1, 2, 3, 4, 5]]) of(values, "MEDIAN", "QUART2", "QUART3", "MAX");
for (const values of [[2, 5], [2, null, 5], [2, null, null, 5]]) of(values, "AVG", "STDEV", "STDDEV");
J
seen=$(node main.mjs)
echo "$seen"
[ "$seen" = '[4] MEDIAN 4.00 QUART2 4.00 QUART3 none MAX 4.00
[2,5] MEDIAN 3.50 QUART2 5.00 QUART3 none MAX 5.00
[1,2,3,4] MEDIAN 2.50 QUART2 3.00 QUART3 4.00 MAX 4.00
[1,2,3,4,5] MEDIAN 3.00 QUART2 3.00 QUART3 5.00 MAX 5.00
[2,5] AVG 3.50 STDEV 2.12 STDDEV 1.50
[2,null,5] AVG 3.50 STDEV 2.12 STDDEV 2.05
[2,null,null,5] AVG 3.50 STDEV 2.12 STDDEV 2.05' ]
