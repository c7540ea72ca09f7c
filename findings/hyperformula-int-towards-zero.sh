#!/usr/bin/env bash
# npm hyperformula 3.5.0, beside Go module github.com/xuri/excelize/v2 v2.11.1: INT(-1.5) is -1 in hyperformula, cut towards zero, while its own
# description says "rounds down" and its FLOOR(-1.5, 1) is -2. A gap of one and a half levels, told in whole levels, comes out a level smaller.
# Guessed: INT rounds down, so -2, as in spreadsheets and excelize.
# Seen: hyperformula -1 -2, excelize -2 -2 (INT(-1.5), FLOOR(-1.5,1)).
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
	for i, formula := range []string{`INT(-1.5)`, `FLOOR(-1.5,1)`} {
		cell := fmt.Sprintf("C%d", i+1)
		if err := f.SetCellFormula("Sheet1", cell, formula); err != nil {
			panic(err)
		}
		value, err := f.CalcCellValue("Sheet1", cell)
		if err != nil {
			panic(err)
		}
		fmt.Print(" ", value)
	}
}
G
go mod init finding >/dev/null 2>&1
go get github.com/xuri/excelize/v2@v2.11.1 >/dev/null 2>&1
npm init -y >/dev/null
npm install --silent --no-audit --no-fund hyperformula@3.5.0 >/dev/null 2>&1
cat > calc.cjs <<'J'
const { HyperFormula } = require('hyperformula');
const sheet = HyperFormula.buildFromArray([[0]], { licenseKey: 'gpl-v3' });
console.log(['=INT(-1.5)', '=FLOOR(-1.5,1)'].map((f) => sheet.calculateFormula(f, 0)).join(' '));
J
seen="hyperformula $(node calc.cjs) excelize$(go run .)"
echo "$seen"
test "$seen" = "hyperformula -1 -2 excelize -2 -2"
