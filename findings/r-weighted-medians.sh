#!/usr/bin/env bash
# R packages spatstat.geom 3.0.6, matrixStats 0.63.0 and Hmisc 4.8.0, beside collapse 1.9.2 (Debian r-cran-spatstat.geom 3.0-6-1 and so on): a
# weighted median in the middle of a heap. Of 1, 4, 5, where the 4 weighs three fifths, collapse has 4, spatstat's weighted.median()
# 2.5, and Hmisc's wtd.quantile() 5, the highest of all, as always when weights are shares that add up to 1; by 1, 3, 1 it has 4.
# spatstat's is no median by equal weights, either: five raters 1, 4, 4, 4, 5 are 2.5. matrixStats' weightedMedian() is 3.2 for 2 and 5 by
# 3 and 2, and 2 for the same five as rows. No warning. Guessed: equal weights give the median, only the ratio of weights matters, weight 3 is
# three rows, and an answer that weighs more than half is the median. Seen: as in the lines at the end.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v Rscript >/dev/null || apt-get install -y -qq --no-install-recommends r-base-core >/dev/null
mkdir -p debs/partial
apt-get install -y -qq --no-install-recommends --download-only -o Dir::Cache::archives="$tmp/debs" \
  r-cran-matrixstats=0.63.0-1 r-cran-spatstat.geom=3.0-6-1 r-cran-hmisc=4.8-0-1 r-cran-collapse=1.9.2-1 >/dev/null
for deb in debs/*.deb; do dpkg -x "$deb" root; done
cat > run.R <<'R'
options(warn = 2) # none is raised
show <- function(levels, weights) {
  told <- c(matrixStats = matrixStats::weightedMedian(levels, weights), spatstat = spatstat.geom::weighted.median(levels, weights),
    Hmisc = unname(Hmisc::wtd.quantile(levels, weights, 0.5)), collapse = collapse::fmedian(levels, w = weights))
  cat(levels, "by", weights, "is", rbind(names(told), round(told, 2)))
  cat("\n")
}
show(c(1, 4, 4, 4, 5), c(1, 1, 1, 1, 1))
show(c(1, 4, 5), c(1, 3, 1))
show(c(1, 4, 5), c(0.2, 0.6, 0.2))
show(c(2, 2, 2, 5, 5), c(1, 1, 1, 1, 1))
show(c(2, 5), c(3, 2))
R
export R_LIBS="$tmp/root/usr/lib/R/site-library:$tmp/root/usr/lib/R/library"
seen=$(Rscript run.R)
echo "$seen"
[ "$seen" = '1 4 4 4 5 by 1 1 1 1 1 is matrixStats 4 spatstat 2.5 Hmisc 4 collapse 4
1 4 5 by 1 3 1 is matrixStats 4 spatstat 2.5 Hmisc 4 collapse 4
1 4 5 by 0.2 0.6 0.2 is matrixStats 4 spatstat 2.5 Hmisc 5 collapse 4
2 2 2 5 5 by 1 1 1 1 1 is matrixStats 2 spatstat 2 Hmisc 2 collapse 2
2 5 by 3 2 is matrixStats 3.2 spatstat 2 Hmisc 2 collapse 2' ]
