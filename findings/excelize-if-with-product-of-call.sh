#!/usr/bin/env bash
# Go module github.com/xuri/excelize/v2 v2.11.1: CalcCellValue does not compute a product whose second factor is a difference that ends
# in a function of two arguments when it stands in brackets within IF. It returns the words "formula not valid" as the value, and no
# error. The same product outside of IF, or with the call in front of the difference, is computed.
# Guessed: what Excel, LibreOffice and the evaluator itself compute outside of IF is computed within it; or the error says it is not.
# Seen: MIN last within IF -> "formula not valid", nil; outside -> 8; MIN first within IF -> -8.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
cat > main.go <<'G'
package main

import (
	"fmt"
	"os"

	"github.com/xuri/excelize/v2"
)

func main() {
	f := excelize.NewFile()
	for cell, x := range map[string]int{"B1": 2, "C1": 5, "D1": 1} {
		if err := f.SetCellInt("Sheet1", cell, int64(x)); err != nil {
			panic(err)
		}
	}
	changed := false
	for _, c := range [][2]string{
		{"IF(TRUE,(B1*(C1-MIN(D1,C1))),0)", "formula not valid"},
		{"(B1*(C1-MIN(D1,C1)))", "8"},
		{"IF(TRUE,(B1*(MIN(D1,C1)-C1)),0)", "-8"},
	} {
		if err := f.SetCellFormula("Sheet1", "A1", c[0]); err != nil {
			panic(err)
		}
		got, err := f.CalcCellValue("Sheet1", "A1")
		fmt.Printf("%-34s %q %v\n", c[0], got, err)
		changed = changed || got != c[1] || err != nil
	}
	if changed {
		os.Exit(1)
	}
}
G
go mod init finding >/dev/null 2>&1
go get github.com/xuri/excelize/v2@v2.11.1 >/dev/null 2>&1
go run .
