#!/usr/bin/env bash
# Go module github.com/xuri/excelize/v2 v2.11.1, beside npm hyperformula 3.5.0: a column of ratings 2, 3, 5, and N/A as text for what was
# not asked. In excelize's CalcCellValue a comparison in SUMIF and MAXIFS (">=3", ">1") is true of every text, so that N/A counts as a
# rating above any other: 9 where 5 is right, and 4 where 3 is. COUNTIF with the same comparison leaves the text out.
# Guessed: a comparison with a number holds for numbers only, as in spreadsheets and in hyperformula, and alike in all three functions.
# Seen: excelize 9 4 2, hyperformula 5 3 2 (SUMIF, MAXIFS, COUNTIF).
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
cat > main.go <<'G'
package main

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

func main() {
	f := excelize.NewFile()
	for cell, value := range map[string]any{"A1": 2, "A2": 3, "A3": 5, "A4": "N/A", "B1": 1, "B2": 2, "B3": 3, "B4": 4} {
		if err := f.SetCellValue("Sheet1", cell, value); err != nil {
			panic(err)
		}
	}
	formulas := []string{`SUMIF(A1:A4,">=3",B1:B4)`, `MAXIFS(B1:B4,A1:A4,">1")`, `COUNTIF(A1:A4,">=3")`}
	for i, formula := range formulas {
		cell := fmt.Sprintf("C%d", i+1)
		if err := f.SetCellFormula("Sheet1", cell, formula); err != nil {
			panic(err)
		}
		value, err := f.CalcCellValue("Sheet1", cell)
		if err != nil {
			panic(err)
		}
		fmt.Print(value, " ")
	}
}
G
go mod init finding >/dev/null 2>&1
go get github.com/xuri/excelize/v2@v2.11.1 >/dev/null 2>&1
npm init -y >/dev/null
npm install --silent --no-audit --no-fund hyperformula@3.5.0 >/dev/null 2>&1
cat > calc.cjs <<'J'
const { HyperFormula } = require('hyperformula');
const sheet = HyperFormula.buildFromArray([[2, 1], [3, 2], [5, 3], ['N/A', 4]], { licenseKey: 'gpl-v3' });
console.log(['=SUMIF(A1:A4,">=3",B1:B4)', '=MAXIFS(B1:B4,A1:A4,">1")', '=COUNTIF(A1:A4,">=3")'].map((f) => sheet.calculateFormula(f, 0)).join(' '));
J
seen="excelize $(go run .)hyperformula $(node calc.cjs)"
echo "$seen"
test "$seen" = "excelize 9 4 2 hyperformula 5 3 2"
