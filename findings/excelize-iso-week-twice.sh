#!/usr/bin/env bash
# Go module github.com/xuri/excelize/v2 v2.11.1: WEEKNUM(date, 21) and ISOWEEKNUM(date) name one and the same thing, the week of ISO 8601, and
# CalcCellValue gives two answers at the turn of the year. 2027-01-01, a Friday, lies in week 53 of 2026.
# Guessed: the two agree on every day, as their definitions do.
# Seen: of the 4,018 days from 2020 to 2030 WEEKNUM is wrong on 11, ISOWEEKNUM on none (by Go's time.ISOWeek); 2027-01-01 is 52 and 53.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
cat > main.go <<'G'
package main

import (
	"fmt"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"
)

func main() {
	f := excelize.NewFile()
	week := func(formula string) int {
		if err := f.SetCellFormula("Sheet1", "C1", formula); err != nil {
			panic(err)
		}
		text, err := f.CalcCellValue("Sheet1", "C1")
		if err != nil {
			panic(err)
		}
		n, err := strconv.Atoi(text)
		if err != nil {
			panic(err)
		}
		return n
	}
	days, weeknum, iso := 0, 0, 0
	for d := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() < 2031; d = d.AddDate(0, 0, 1) {
		date := d.Format("DATE(2006,1,2)")
		_, want := d.ISOWeek()
		if week("WEEKNUM("+date+",21)") != want {
			weeknum++
		}
		if week("ISOWEEKNUM("+date+")") != want {
			iso++
		}
		days++
	}
	fmt.Println(days, weeknum, iso, week("WEEKNUM(DATE(2027,1,1),21)"), week("ISOWEEKNUM(DATE(2027,1,1))"))
}
G
go mod init finding >/dev/null 2>&1
go get github.com/xuri/excelize/v2@v2.11.1 >/dev/null 2>&1
seen=$(go run .)
echo "$seen"
test "$seen" = "4018 11 0 52 53"
