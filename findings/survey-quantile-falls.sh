#!/usr/bin/env bash
# R package survey 4.1.1 (Debian r-cran-survey 4.1-1-1): svyquantile() cannot give the lowest answer where that alone weighs more than the
# share that is asked for; it gives the second. The first quartile of three raters 1, 4, 5 is 4. Of levels 2, 4, 5 that weigh 3, 2, 1 the
# first quartile is 4 and the median 2, so that quantiles fall; where the 2 weighs three fifths, the median is 4, without a warning.
# oldsvyquantile(), which it took the place of in 4.1, and rows written out as often as they weigh have the lowest.
# Guessed: the first answer at which the weights reach the share, as quantile(type = 1) has it; and never less for a larger share.
# Seen, of 25, 50 and 75 %: 4 4 5 for 1 4 5; 4 2 4 for 2 4 5 by 3 2 1; 4 4 4 by 3 1 1; 2 2 4 where the 2 stands in three rows.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v Rscript >/dev/null || apt-get install -y -qq --no-install-recommends r-base-core >/dev/null
apt-get download -qq r-cran-survey=4.1-1-1 r-cran-matrix r-cran-survival r-cran-lattice r-cran-minqa r-cran-numderiv r-cran-mitools \
  r-cran-dbi r-cran-rcpp
for deb in *.deb; do dpkg -x "$deb" root; done
cat > run.R <<'R'
suppressMessages(library(survey))
options(warn = 2) # none is raised
shares <- c(0.25, 0.5, 0.75)
show <- function(levels, weights) {
  design <- svydesign(ids = ~1, weights = weights, data = data.frame(levels))
  cat("levels", levels, "weights", weights, "now", coef(svyquantile(~levels, design, shares, ci = FALSE)),
    "before 4.1", oldsvyquantile(~levels, design, shares, method = "constant", f = 1),
    "rows", quantile(rep(levels, weights), shares, type = 1)); cat("\n")
}
show(c(1, 4, 5), c(1, 1, 1))
show(c(2, 4, 5), c(3, 2, 1))
show(c(2, 4, 5), c(3, 1, 1))
show(c(2, 2, 2, 4, 5), c(1, 1, 1, 1, 1))
R
seen=$(R_LIBS="$tmp/root/usr/lib/R/site-library:$tmp/root/usr/lib/R/library" Rscript run.R)
echo "$seen"
[ "$seen" = 'levels 1 4 5 weights 1 1 1 now 4 4 5 before 4.1 1 4 5 rows 1 4 5
levels 2 4 5 weights 3 2 1 now 4 2 4 before 4.1 2 2 4 rows 2 2 4
levels 2 4 5 weights 3 1 1 now 4 4 4 before 4.1 2 2 4 rows 2 2 4
levels 2 2 2 4 5 weights 1 1 1 1 1 now 2 2 4 before 4.1 2 2 4 rows 2 2 4' ]
