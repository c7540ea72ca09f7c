#!/usr/bin/env bash
# R package psych 2.2.9 (Debian r-cran-psych 2.2.9-1): ICC() answers panels whose rows all have the same mean with a reliability
# above 1 and another of minus 10^30, without an error. Guessed: NA, since between equal rows nothing can be told apart.
# Four subjects, three raters, every row adds up to 6: the mean square between rows is 0 but for the last bits.
# Seen: ICC2k 5.5; ICC1k below -1e29; ICC3k below -1e29.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v Rscript >/dev/null || apt-get install -y -qq --no-install-recommends r-base-core >/dev/null
apt-get download -qq r-cran-psych=2.2.9-1 r-cran-mnormt r-cran-nlme r-cran-lattice
for deb in *.deb; do dpkg -x "$deb" root; done
cat > run.R <<'R'
suppressWarnings(suppressMessages(library(psych)))
ratings <- rbind(c(1, 3, 2), c(3, 1, 2), c(2, 2, 2), c(2, 1, 3))
icc <- suppressWarnings(ICC(ratings, lmer = FALSE)$results)
for (type in c("ICC1k", "ICC2k", "ICC3k")) cat(type, format(icc$ICC[icc$type == type]), "\n")
value <- function(type) icc$ICC[icc$type == type]
stopifnot(abs(value("ICC2k") - 5.5) < 1e-6, value("ICC1k") < -1e20, value("ICC3k") < -1e20)
R
R_LIBS="$tmp/root/usr/lib/R/site-library:$tmp/root/usr/lib/R/library" Rscript run.R
