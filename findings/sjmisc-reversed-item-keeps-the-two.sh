#!/usr/bin/env bash
# R package sjmisc 2.8.9 (Debian r-cran-sjmisc 2.8.9-1), beside datawizard 0.6.5: rec(x, rec = "rev") turns an item round by the order of the
# answers that occur, not by their distance. Of 1, 2, 5 the ends change places and 2 stays 2, where 4 is right, though both ends of the
# scale are there; with nobody at 3 or 4 an item that was asked the other way is half turned. Value labels for all levels put it right.
# Guessed: the lowest plus the highest less the answer, as datawizard's reverse() and the usual 6 - x have it, or a refusal without a range.
# Seen: 1 2 5 to 5 2 1 (datawizard 5 4 1), 1 4 5 to 5 4 1 (5 2 1), 1 2 3 4 5 to 5 4 3 2 1 (the same), labelled 1 2 5 to 5 4 1.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v Rscript >/dev/null || apt-get install -y -qq --no-install-recommends r-base-core >/dev/null
mkdir -p debs/partial
apt-get install -y -qq --no-install-recommends --download-only -o Dir::Cache::archives="$tmp/debs" r-cran-sjmisc=2.8.9-1 \
  r-cran-datawizard=0.6.5+dfsg-1 r-cran-haven >/dev/null
for deb in debs/*.deb; do dpkg -x "$deb" root; done
cat > run.R <<'R'
options(warn = 2) # none is raised
names <- c("Ad hoc" = 1, "Emerging" = 2, "Defined" = 3, "Managed" = 4, "Optimised" = 5)
for (levels in list(c(1, 2, 5), c(1, 4, 5), 1:5)) {
  labelled <- structure(levels, labels = names)
  cat(levels, "sjmisc", sjmisc::rec(levels, rec = "rev"), "datawizard", datawizard::reverse(levels),
    "labelled", c(sjmisc::rec(labelled, rec = "rev")))
  cat("\n")
}
R
export R_LIBS="$tmp/root/usr/lib/R/site-library:$tmp/root/usr/lib/R/library"
seen=$(Rscript run.R)
echo "$seen"
[ "$seen" = '1 2 5 sjmisc 5 2 1 datawizard 5 4 1 labelled 5 4 1
1 4 5 sjmisc 5 4 1 datawizard 5 2 1 labelled 5 2 1
1 2 3 4 5 sjmisc 5 4 3 2 1 datawizard 5 4 3 2 1 labelled 5 4 3 2 1' ]
