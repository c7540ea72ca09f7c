#!/usr/bin/env bash
# npm xlsx 0.18.5, the newest there under this name, and Go module github.com/thedatashed/xlsxreader v1.2.8, over a book of npm exceljs 4.4.0
# whose days are counted from 1904, as those of Excel for Mac were. Both say of 2026-11-20 that it is 2022-11-19, four years and a day
# before: an assessment of last week fails every rule on its age. xlsx read with cellDates has both in one cell, v 2022-11-19 and w
# 2026-11-20: rows as objects have the first, CSV the second. Guessed: date1904 in the book is looked at, or a date is one date.
# Seen: xlsx object 2022-11-19, its CSV 2026-11-20; xlsxreader 2022-11-19; exceljs 2026-11-20. Counted from 1900, all have 2026-11-20.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
export TZ=UTC
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 xlsx@0.18.5 >/dev/null
cat > run.cjs <<'J'
const { Workbook } = require("exceljs");
const XLSX = require("xlsx");

const day = (date) => date.toISOString().slice(0, 10);
(async () => {
  for (const from of [1900, 1904]) {
    const made = new Workbook(), path = `${from}.xlsx`;
    made.properties.date1904 = from === 1904;
    made.addWorksheet("answers").addRow([new Date(Date.UTC(2026, 10, 20))]).getCell(1).numFmt = "yyyy-mm-dd";
    await made.xlsx.writeFile(path);
    const read = new Workbook();
    await read.xlsx.readFile(path);
    const sheet = XLSX.readFile(path, { cellDates: true }).Sheets.answers;
    console.log(from, "exceljs", day(read.worksheets[0].getCell("A1").value), "xlsx", day(XLSX.utils.sheet_to_json(sheet, { header: 1 })[0][0]),
      "its CSV", XLSX.utils.sheet_to_csv(sheet));
  }
})();
J
cat > main.go <<'G'
package main

import (
	"fmt"

	"github.com/thedatashed/xlsxreader"
)

func main() {
	for _, from := range []string{"1900", "1904"} {
		book, err := xlsxreader.OpenFile(from + ".xlsx")
		if err != nil {
			panic(err)
		}
		for row := range book.ReadRows(book.Sheets[0]) {
			fmt.Println(from, "xlsxreader", row.Cells[0].Value)
		}
	}
}
G
go mod init finding >/dev/null 2>&1
go get github.com/thedatashed/xlsxreader@v1.2.8 >/dev/null 2>&1
seen=$(node run.cjs && go run .)
echo "$seen"
[ "$seen" = '1900 exceljs 2026-11-20 xlsx 2026-11-20 its CSV 2026-11-20
1904 exceljs 2026-11-20 xlsx 2022-11-19 its CSV 2026-11-20
1900 xlsxreader 2026-11-20
1904 xlsxreader 2022-11-19' ]
