#!/usr/bin/env bash
# Go module github.com/xuri/excelize/v2 v2.11.1, beside npm hyperformula 3.5.0: an answer left empty. In excelize's CalcCellValue an empty cell
# equals 0 and has length 0, yet A1="" is false of it, so that the usual guard IF(A1="","",A1*2) of a form's formulas lets the empty row
# through as a score of 0.
# Guessed: an empty cell equals both "" and 0, as in spreadsheets and in hyperformula.
# Seen: excelize FALSE TRUE 0 0, hyperformula true true 0 "" (A1="", A1=0, LEN(A1), IF(A1="","",A1*2)).
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
	for i, formula := range []string{`A1=""`, `A1=0`, `LEN(A1)`, `IF(A1="","",A1*2)`} {
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
const sheet = HyperFormula.buildFromArray([[null, 1]], { licenseKey: 'gpl-v3' });
console.log(['=A1=""', '=A1=0', '=LEN(A1)', '=IF(A1="","",A1*2)'].map((f) => sheet.calculateFormula(f, 0)).map((v) => v === '' ? '""' : v).join(' '));
J
seen="excelize $(go run .)hyperformula $(node calc.cjs)"
echo "$seen"
test "$seen" = 'excelize FALSE TRUE 0 0 hyperformula true true 0 ""'
