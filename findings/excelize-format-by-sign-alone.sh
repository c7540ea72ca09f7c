#!/usr/bin/env bash
# Go modules github.com/xuri/excelize/v2 v2.11.1 and github.com/tealeg/xlsx/v3 v3.3.13, beside npm xlsx 0.18.5: number formats with conditions,
# as scorecards have them, such as [>=4]"A";[>=2]"B";"C". excelize (GetCellValue, GetRows) does not look at the conditions: the first
# section is for whatever is not below 0, the second for what is. Levels 0, 2, 3 and 5 all read "A", and a 3 in [=0]"no";0.0 reads "no".
# tealeg/xlsx does the same, but has the third section for 0. RawCellValue and cell.Value have the number.
# Guessed: the section whose condition holds, which the sheet shows and xlsx has; or the number, where conditions are not known.
# Seen, for 0, 2, 3, 5: A A A A in excelize, C A A A in tealeg, C B B A in xlsx; no no no no in both, no 2.0 3.0 5.0 in xlsx.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm install --silent --no-audit --no-fund --ignore-scripts xlsx@0.18.5 >/dev/null
cat > main.go <<'G'
package main

import (
	"fmt"

	"github.com/tealeg/xlsx/v3"
	"github.com/xuri/excelize/v2"
)

// must gives what was made, or stops.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// write makes a book: a column for each format, a row for each level.
func write(path string, formats []string, levels []float64) {
	book := excelize.NewFile()
	for column, format := range formats {
		style := must(book.NewStyle(&excelize.Style{CustomNumFmt: &format}))
		for row, level := range levels {
			cell := must(excelize.CoordinatesToCellName(column+1, row+1))
			if book.SetCellValue("Sheet1", cell, level) != nil || book.SetCellStyle("Sheet1", cell, cell, style) != nil {
				panic(cell)
			}
		}
	}
	if err := book.SaveAs(path); err != nil {
		panic(err)
	}
}

func main() {
	formats := []string{`[>=4]"A";[>=2]"B";"C"`, `[=0]"no";0.0`, `[<3]"low";"high"`}
	levels := []float64{0, 2, 3, 5}
	write("levels.xlsx", formats, levels)
	read := must(excelize.OpenFile("levels.xlsx"))
	sheet := must(xlsx.OpenFile("levels.xlsx")).Sheets[0]
	for column, format := range formats {
		one, other := "", ""
		for row := range levels {
			one += " " + must(read.GetCellValue("Sheet1", must(excelize.CoordinatesToCellName(column+1, row+1))))
			other += " " + must(must(sheet.Cell(row, column)).FormattedValue())
		}
		fmt.Printf("%s excelize%s, tealeg%s\n", format, one, other)
	}
}
G
cat > read.cjs <<'J'
const XLSX = require("xlsx");

const rows = XLSX.utils.sheet_to_json(XLSX.readFile("levels.xlsx").Sheets.Sheet1, { header: 1, raw: false });
for (const column of [0, 1, 2]) console.log("xlsx", rows.map((row) => row[column]).join(" "));
J
go mod init finding >/dev/null 2>&1
go get github.com/xuri/excelize/v2@v2.11.1 github.com/tealeg/xlsx/v3@v3.3.13 >/dev/null 2>&1
seen=$(go run . && node read.cjs)
echo "$seen"
[ "$seen" = '[>=4]"A";[>=2]"B";"C" excelize A A A A, tealeg C A A A
[=0]"no";0.0 excelize no no no no, tealeg no no no no
[<3]"low";"high" excelize low low low low, tealeg low low low low
xlsx C B B A
xlsx no 2.0 3.0 5.0
xlsx low low high high' ]
