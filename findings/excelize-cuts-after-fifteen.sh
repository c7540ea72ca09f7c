#!/usr/bin/env bash
# Go module github.com/xuri/excelize/v2 v2.11.1: SetCellFloat with precision -1, and so SetCellValue, cuts a number after 15 significant
# digits instead of rounding it: 2/3 is stored as 0.666666666666666, a third of whose last digit is missing, and no number with more
# digits comes back as the one that was written. SetCellDefault with the number as a text keeps all 17.
# Guessed: -1 means as many digits as it takes, as in strconv.
# Seen: 0.6666666666666666 -> 0.666666666666666 (rounded it were ...667), 2.3333333333333335 -> 2.33333333333333, default keeps it.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
cat > main.go <<'G'
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

func main() {
	f := excelize.NewFile()
	var seen []string
	for _, x := range []float64{2.0 / 3, 7.0 / 3} {
		exact := strconv.FormatFloat(x, 'f', -1, 64)
		if err := f.SetCellFloat("Sheet1", "A1", x, -1, 64); err != nil {
			panic(err)
		}
		if err := f.SetCellDefault("Sheet1", "B1", exact); err != nil {
			panic(err)
		}
		row := []string{exact}
		for _, cell := range []string{"A1", "B1"} {
			text, err := f.GetCellValue("Sheet1", cell, excelize.Options{RawCellValue: true})
			if err != nil {
				panic(err)
			}
			row = append(row, text)
		}
		seen = append(seen, strings.Join(row, " "))
	}
	fmt.Println(strings.Join(seen, "\n"))
	if strings.Join(seen, ", ") != "0.6666666666666666 0.666666666666666 0.6666666666666666, "+
		"2.3333333333333335 2.33333333333333 2.3333333333333335" {
		os.Exit(1)
	}
}
G
go mod init finding >/dev/null 2>&1
go get github.com/xuri/excelize/v2@v2.11.1 >/dev/null 2>&1
go run .
