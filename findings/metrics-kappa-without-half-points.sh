#!/usr/bin/env bash
# R package Metrics 0.1.4 (Debian r-cran-metrics 0.1.4-2): ScoreQuadraticWeightedKappa() compares only those subjects to which both raters gave
# whole levels; where a half point is given the subject is left out without a word. (Where the lowest of all is a half, the whole ones
# are left out.) Two raters agree on two subjects, 1 and 4, and lie two levels apart on two more, 1.5 and 3.5, 2.5 and 4.5: their kappa is 1.
# The same levels doubled, all of them whole, have 0.52. Guessed: a half is a level like others, as its weight is its distance; or an error.
# Seen: with halves 1, with the range 1 to 5 given 1, half a level lower 1, doubled 0.52.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v Rscript >/dev/null || apt-get install -y -qq --no-install-recommends r-base-core >/dev/null
apt-get download -qq r-cran-metrics=0.1.4-2
for deb in *.deb; do dpkg -x "$deb" root; done
cat > run.R <<'R'
options(warn = 2) # none is raised
kappa <- Metrics::ScoreQuadraticWeightedKappa
one <- c(1, 1.5, 2.5, 4)
other <- c(1, 3.5, 4.5, 4)
told <- c("halves" = kappa(one, other), "range given" = kappa(one, other, 1, 5), "doubled" = kappa(2 * one, 2 * other),
  "half a level lower" = kappa(one - 0.5, other - 0.5))
writeLines(paste(names(told), round(told, 2)))
R
seen=$(R_LIBS="$tmp/root/usr/lib/R/site-library" Rscript run.R)
echo "$seen"
[ "$seen" = 'halves 1
range given 1
doubled 0.52
half a level lower 1' ]
