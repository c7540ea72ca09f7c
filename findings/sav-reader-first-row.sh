#!/usr/bin/env bash
# npm sav-reader 2.0.8 over R package haven 2.5.1 (Debian r-cran-haven 2.5.1-1): of six respondents in an SPSS file as haven writes it by
# default, readAllRows() gives the first, without an error; the head of the file, which it reads, announces six. haven fills the codes of each
# row up to eight with some that say "nothing here", and those at the end of the first row are taken for the end of the file. Where the
# same answers are written without compression, all six are read, and the answer that one of them left out is the level -1.8e308.
# R's foreign reads six of both. Guessed: as many rows as are announced, or an error; and a gap is none of the levels.
# Seen: compressed 6 announced, 1 read; not compressed 6 announced, 6 read, the third of them -1.7976931348623157e+308.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v Rscript >/dev/null || apt-get install -y -qq --no-install-recommends r-base-core >/dev/null
mkdir -p debs/partial
apt-get install -y -qq --no-install-recommends --download-only -o Dir::Cache::archives="$tmp/debs" \
  r-cran-haven=2.5.1-1 r-cran-foreign >/dev/null
for deb in debs/*.deb; do dpkg -x "$deb" root; done
npm install --silent --no-audit --no-fund --ignore-scripts sav-reader@2.0.8 >/dev/null
cat > write.R <<'R'
answers <- data.frame(id = 1:6, level = c(1, 2.5, NA, 3, 2, 4))
haven::write_sav(answers, "compressed.sav")
haven::write_sav(answers, "plain.sav", compress = "none")
for (file in c("compressed.sav", "plain.sav")) cat(file, "foreign", nrow(foreign::read.spss(file, to.data.frame = TRUE)), "\n")
R
cat > read.cjs <<'J'
const { SavBufferReader } = require("sav-reader");
const { readFileSync } = require("node:fs");

(async () => {
  for (const file of ["compressed.sav", "plain.sav"]) {
    const reader = new SavBufferReader(readFileSync(file));
    await reader.open();
    const rows = await reader.readAllRows();
    console.log(file, reader.meta.header.n_cases, "announced", rows.length, "read:", rows.map((row) => row.level).join(" "));
  }
})();
J
export R_LIBS="$tmp/root/usr/lib/R/site-library:$tmp/root/usr/lib/R/library"
seen=$(Rscript write.R 2>/dev/null | sed 's/ *$//'; node read.cjs)
echo "$seen"
[ "$seen" = 'compressed.sav foreign 6
plain.sav foreign 6
compressed.sav 6 announced 1 read: 1
plain.sav 6 announced 6 read: 1 2.5 -1.7976931348623157e+308 3 2 4' ]
