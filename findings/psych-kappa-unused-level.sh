#!/usr/bin/env bash
# R package psych 2.2.9 (Debian r-cran-psych 2.2.9-1): cohen.kappa() builds the table of two raters from the levels that occur. When
# nobody uses level 3 of 5, levels 2 and 4 count as neighbours and the weighted kappa is smaller; naming the levels puts that right,
# but then its confidence interval has no width. Guessed: whole numbers keep their distances, and an interval stays an interval.
# Seen: weighted kappa 0.82 (0.68 to 0.97) without levels; 0.91 (0.91 to 0.91) with levels = 1:5.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v Rscript >/dev/null || apt-get install -y -qq --no-install-recommends r-base-core >/dev/null
apt-get download -qq r-cran-psych=2.2.9-1 r-cran-mnormt r-cran-nlme r-cran-lattice
for deb in *.deb; do dpkg -x "$deb" root; done
cat > run.R <<'R'
suppressWarnings(suppressMessages(library(psych)))
two <- cbind(c(1, 2, 4, 5, 5, 1), c(2, 2, 5, 5, 4, 1))
used <- suppressWarnings(cohen.kappa(two))
all5 <- suppressWarnings(cohen.kappa(two, levels = 1:5))
show <- function(what, k) cat(what, round(k$confid["weighted kappa", ], 2), "\n")
show("levels that occur:", used)
show("levels 1 to 5:    ", all5)
width <- function(k) unname(k$confid["weighted kappa", 3] - k$confid["weighted kappa", 1])
stopifnot(round(used$weighted.kappa, 2) == 0.82, round(all5$weighted.kappa, 2) == 0.91, width(used) > 0.2, width(all5) < 0.01)
R
R_LIBS="$tmp/root/usr/lib/R/site-library:$tmp/root/usr/lib/R/library" Rscript run.R
