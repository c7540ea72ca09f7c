#!/usr/bin/env bash
# Go module github.com/xuri/excelize/v2 v2.11.1: read with RawCellValue, as an importer does that wants 2026-11-20 and not 11-20-26, a
# ticked box comes back as "1" and an empty box as "0", the same text as the numbers 1 and 0: of a rating column nobody can tell any more
# who ticked and who gave level 1. Without the option the same cells read TRUE and FALSE. Guessed: raw or not, a boolean says so.
# Seen: raw 1 0 1 0, formatted TRUE FALSE 1 0.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
cat > main.go <<'G'
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/xuri/excelize/v2"
)

func main() {
	f := excelize.NewFile()
	for cell, value := range map[string]any{"A1": true, "B1": false, "C1": 1, "D1": 0} {
		if err := f.SetCellValue("Sheet1", cell, value); err != nil {
			panic(err)
		}
	}
	raw, err := f.GetRows("Sheet1", excelize.Options{RawCellValue: true})
	if err != nil {
		panic(err)
	}
	shown, err := f.GetRows("Sheet1")
	if err != nil {
		panic(err)
	}
	seen := fmt.Sprint("raw ", strings.Join(raw[0], " "), ", formatted ", strings.Join(shown[0], " "))
	fmt.Println(seen)
	if seen != "raw 1 0 1 0, formatted TRUE FALSE 1 0" {
		os.Exit(1)
	}
}
G
go mod init finding >/dev/null 2>&1
go get github.com/xuri/excelize/v2@v2.11.1 >/dev/null 2>&1
go run .
