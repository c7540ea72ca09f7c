package rollup_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"testing"

	"fathom/assess/portfolio/portfoliotest"
	"fathom/reports/doc"
	"fathom/reports/rollup"
	"fathom/reports/xlsx"
)

// TestTotals: classes and groups end with a row of all subjects, which says what the summary says of them, and which no
// filter takes for one more class or group.
func TestTotals(t *testing.T) {
	r := portfoliotest.Rollup(240)
	book := rollup.New(r, "en").Workbook()
	found := 0
	for _, s := range book.Sheets {
		if s.Name != "Spread" && s.Name != "Groups" {
			continue
		}
		found++
		at := map[string]int{"Spread": 1, "Groups": 2}[s.Name]
		last := s.Rows[len(s.Rows)-1]
		if s.Totals != 1 || int64(last[at].Number.Value) != r.Overall.N || s.Chart.To >= len(s.Rows) {
			t.Errorf("%s: %d totals, at the end %v of %d", s.Name, s.Totals, last, r.Overall.N)
		}
		if s.Name == "Groups" && last[3].Number != r.Overall.Mean {
			t.Errorf("%v, want %v", last[3].Number, r.Overall.Mean)
		}
		if s.Name == "Spread" {
			sum := 0.0
			for _, row := range s.Rows[:len(s.Rows)-1] {
				sum += row[at].Number.Value
			}
			if int64(sum) != r.Overall.N {
				t.Errorf("the classes hold %v of %d", sum, r.Overall.N)
			}
		}
	}
	if found != 2 {
		t.Error(found)
	}
	filtered(t, book)
}

// filtered wants the rows that a reader of a workbook sorts and filters to end before the totals.
func filtered(t *testing.T, book *doc.Workbook) {
	t.Helper()
	var file bytes.Buffer
	if err := xlsx.Write(&file, book); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for k, s := range book.Sheets {
		part, err := archive.Open(fmt.Sprintf("xl/worksheets/sheet%d.xml", k+1))
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		all := regexp.MustCompile(`<dimension ref="A1:[A-Z]+([0-9]+)"`).FindSubmatch(text)
		some := regexp.MustCompile(`<autoFilter ref="[$A-Z0-9]+:[$]?[A-Z]+[$]?([0-9]+)"`).FindSubmatch(text)
		if all == nil || some == nil {
			t.Fatalf("%s: %.600s", s.Name, text)
		}
		last, _ := strconv.Atoi(string(all[1]))
		if end, _ := strconv.Atoi(string(some[1])); end != last-s.Totals {
			t.Errorf("%s: a filter of rows to %d of %d, %d of them totals", s.Name, end, last, s.Totals)
		}
	}
}
