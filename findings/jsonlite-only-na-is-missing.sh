#!/usr/bin/env bash
# R package jsonlite 1.8.4 (Debian r-cran-jsonlite 1.8.4+dfsg-1): the text "NA" of JSON, the region of North America, stays a text as long as
# another text stands in its column, and is a missing value where there is none. So a portfolio in one file has the region, and the same
# subjects in a file a region, read one by one and bound together, have lost it. stream_in of lines does the same. Guessed: a quoted text
# of JSON is a text in any company; what is missing is null.
# Seen: one file NA 2, NB 1, missing 0; two files NA 0, NB 1, missing 2; lines of NA alone: missing 2; null beside NA: missing 2.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v Rscript >/dev/null || apt-get install -y -qq --no-install-recommends r-base-core >/dev/null
apt-get download -qq r-cran-jsonlite=1.8.4+dfsg-1
for deb in *.deb; do dpkg -x "$deb" root; done
cat > run.R <<'R'
library(jsonlite)
north <- c('{"id":"a","region":"NA","score":2.5}', '{"id":"b","region":"NA","score":3.0}')
other <- '{"id":"c","region":"NB","score":4.0}'
rows <- function(...) fromJSON(paste0("[", paste(c(...), collapse = ","), "]"))
count <- function(region) c(sum(region %in% "NA"), sum(region %in% "NB"), sum(is.na(region)))
seen <- list(
  "one file" = count(rows(north, other)$region),
  "two files" = count(rbind(rows(north), rows(other))$region),
  "lines of NA" = count(stream_in(textConnection(north), verbose = FALSE)$region),
  "null beside NA" = count(rows(north[1], '{"id":"d","region":null,"score":1.0}')$region)
)
for (what in names(seen)) cat(what, "NA", seen[[what]][1], "NB", seen[[what]][2], "missing", seen[[what]][3], "\n")
stopifnot(unlist(seen) == c(2, 1, 0, 0, 1, 2, 0, 0, 2, 0, 0, 2))
R
R_LIBS="$tmp/root/usr/lib/R/site-library:$tmp/root/usr/lib/R/library" Rscript run.R
