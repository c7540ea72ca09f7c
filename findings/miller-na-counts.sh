#!/usr/bin/env bash
# Miller 6.6.0 (Debian miller 6.6.0-2+b3): in a survey column that holds NA, stats1 divides by three for the mean but says that four
# were counted, moves the median up by one place, and gives NA as the maximum. Guessed: NA is an error, or left out everywhere.
# Seen: mean 2.3333333333333335, count 4, p50 4, min 1, max NA (of 1, 2, NA, 4; without the NA the median is 2).
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
apt-get download -qq miller=6.6.0-2+b3
dpkg -x miller_*.deb root
seen=$(printf 'rater,level\na,1\nb,2\nc,NA\nd,4\n' | root/usr/bin/mlr --icsv --ocsvlite --headerless-csv-output stats1 -a mean,count,p50,min,max -f level)
echo "mean,count,p50,min,max: $seen"
test "$seen" = "2.3333333333333335,4,4,1,NA"
