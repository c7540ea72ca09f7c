#!/usr/bin/env bash
# Debian xlsx2csv 1:0.7.8-1 over a book of npm exceljs 4.4.0: words in quotes in a number format are read as the signs of a date, where
# one of their letters is such a sign. The level 3 in 0.0" months" becomes the text 0.0" 01ont12s", and 2.5 the same; in 0" days" and in
# "Stand "0.0 it goes the same way, and a 0 is 00:00 in each of them. 0.0" of 5" and 0"人" have no such letter, and are right.
# Guessed: the number, or what the sheet shows, 3.0 months; what stands in quotes is no sign.
# Seen: the columns right, right, months, days, Stand as in the lines at the end.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
apt-get download -qq xlsx2csv=1:0.7.8-1
for deb in *.deb; do dpkg -x "$deb" root; done
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 >/dev/null
cat > write.cjs <<'J'
const { Workbook } = require("exceljs");

const book = new Workbook(), sheet = book.addWorksheet("levels");
const formats = ['0.0" of 5"', '0"人"', '0.0" months"', '0" days"', '"Stand "0.0'];
for (const level of [3, 2.5, 0]) {
  const row = sheet.addRow(formats.map(() => level));
  formats.forEach((format, i) => (row.getCell(i + 1).numFmt = format));
}
book.xlsx.writeFile("levels.xlsx");
J
node write.cjs
seen=$(python3 root/usr/bin/xlsx2csv -d ';' levels.xlsx)
echo "$seen"
[ "$seen" = '3.00000000;3;"0.0"" 01ont12s""";"0"" 02ays""";"""stan02 ""0.0"
2.50000000;2.5;"0.0"" 01ont12s""";"0"" 01ays""";"""stan01 ""0.0"
0.00000000;0;00:00;00:00;00:00' ]
