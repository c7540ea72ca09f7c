#!/usr/bin/env bash
# R package haven 2.5.1 (Debian r-cran-haven 2.5.1-1): an SPSS file says which codes are no answer, here -1 "not asked" and 9 "don't know". Read
# with user_na = TRUE, which keeps the two apart, is.na() is TRUE of both, and mean(), median(), max() and sd() with na.rm = TRUE count them all
# the same, as the levels -1 and 9; na.omit() leaves none out. weighted.mean() by equal weights, aggregate() by a formula and lm() leave
# them out: one column has two means. zap_missing(), x[!is.na(x)] and reading without user_na are right everywhere.
# Guessed: na.rm = TRUE leaves out what is.na() calls missing, and a mean by equal weights is the mean.
# Seen, of 1, 2.5, 4, -1, 9, 2.5: mean 3, by equal weights 2.5, by formula 2.5, of na.omit 3, max 9; zapped 2.5 each time, max 4.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v Rscript >/dev/null || apt-get install -y -qq --no-install-recommends r-base-core >/dev/null
mkdir -p debs/partial
apt-get install -y -qq --no-install-recommends --download-only -o Dir::Cache::archives="$tmp/debs" r-cran-haven=2.5.1-1 >/dev/null
for deb in debs/*.deb; do dpkg -x "$deb" root; done
cat > run.R <<'R'
library(haven)
level <- labelled_spss(c(1, 2.5, 4, -1, 9, 2.5), labels = c("Ad hoc" = 1, "not asked" = -1, "don't know" = 9),
  na_values = c(-1, 9))
write_sav(data.frame(level), "answers.sav")
x <- read_sav("answers.sav", user_na = TRUE)$level
cat("missing", sum(is.na(x)), "of", paste0(length(x), "\n"))
show <- function(what, x) {
  cat(what, "mean", mean(x, na.rm = TRUE), "max", max(x, na.rm = TRUE), "equal weights", weighted.mean(x, rep(1, length(x)), na.rm = TRUE),
    "na.omit", mean(na.omit(x)))
  cat("\n")
}
show("kept:", x)
show("by hand:", x[!is.na(x)])
show("zapped:", zap_missing(x))
show("not kept:", read_sav("answers.sav")$level)
one <- data.frame(x, firm = 1)
cat("kept: by formula", aggregate(x ~ firm, one, mean)$x, "lm", coef(lm(x ~ 1, one))); cat("\n")
R
export R_LIBS="$tmp/root/usr/lib/R/site-library:$tmp/root/usr/lib/R/library"
seen=$(Rscript run.R)
echo "$seen"
[ "$seen" = 'missing 2 of 6
kept: mean 3 max 9 equal weights 2.5 na.omit 3
by hand: mean 2.5 max 4 equal weights 2.5 na.omit 2.5
zapped: mean 2.5 max 4 equal weights 2.5 na.omit 2.5
not kept: mean 2.5 max 4 equal weights 2.5 na.omit 2.5
kept: by formula 2.5 lm 2.5' ]
