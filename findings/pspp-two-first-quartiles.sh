#!/usr/bin/env bash
# PSPP 1.6.2 (Debian pspp 1.6.2-2): FREQUENCIES and EXAMINE give other quartiles of the same four levels, by default and in one run. The first has
# the spreadsheet's (1.75 and 4.25), the second that of SPSS, a weighted average (1.25 and 4.75), so that the middle half of a team is 2.5
# or 3.5 levels wide. EXAMINE heads its row "Weighted Average" also where PERCENTILES asks for EMPIRICAL, and that is what it then has.
# Guessed: one way of counting throughout, that of SPSS, whose commands these are; and a row that says which way it is.
# Seen: FREQUENCIES 1.75 3.00 4.25, EXAMINE 1.25 3.00 4.75, EXAMINE EMPIRICAL 1.00 2.00 4.00 (of 1, 2, 4, 5), headed Weighted Average.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v pspp >/dev/null || apt-get install -y -qq --no-install-recommends pspp=1.6.2-2 >/dev/null
cat > levels.sps <<'S'
DATA LIST LIST NOTABLE /level.
BEGIN DATA
1
2
4
5
END DATA.
FREQUENCIES /VARIABLES=level /FORMAT=NOTABLE /PERCENTILES=25 50 75.
EXAMINE /VARIABLES=level /PERCENTILES(25, 50, 75).
EXAMINE /VARIABLES=level /PERCENTILES(25, 50, 75)=EMPIRICAL.
S
pspp levels.sps > out.txt
first=$(sed -nE 's/^\|(Percentiles 25|            [57][05]) *\| *([0-9.]+)\|$/\2/p' out.txt | paste -sd' ')
others=$(sed -nE 's/^\|level (Weighted Average)\| *([0-9.]+)\| *([0-9.]+)\| *([0-9.]+)\|$/\1 \2 \3 \4/p' out.txt)
seen="FREQUENCIES $first
$others"
echo "$seen"
[ "$seen" = 'FREQUENCIES 1.75 3.00 4.25
Weighted Average 1.25 3.00 4.75
Weighted Average 1.00 2.00 4.00' ]
