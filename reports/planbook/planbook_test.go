package planbook_test

import (
	"bytes"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/reports/planbook"
	"fathom/reports/xlsx"
	"fathom/rubric/channelteam"
)

// sheet writes steps as a workbook.
func sheet(t *testing.T, steps []planbook.Step, when planbook.Dates) *excelize.File {
	t.Helper()
	s := doc.Sheet{Name: "Plan", Title: "Plan", Columns: doc.Heads("A", "B", "C", "D")}
	for range steps {
		s.Rows = append(s.Rows, make([]doc.SheetCell, 4))
	}
	lists := doc.NewLists("en")
	planbook.Complete(&names.Namer{Language: "en", Rubric: channelteam.Rubric()}, &s, steps, when, lists)
	var out bytes.Buffer
	if err := xlsx.Write(&out, &doc.Workbook{Lang: "en", Sheets: []doc.Sheet{s, lists.Sheet}}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// TestDatesFollow: a start day makes of days the dates that the planner says, and without one there are none.
func TestDatesFollow(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	steps := []planbook.Step{{"a@2", 0, 1}, {"b@2", 0, 30}, {"c@3", 30, 30}}
	for range 20 {
		from := rng.IntN(400)
		steps = append(steps, planbook.Step{ID: "d@4", FromDay: from, ToDay: from + rng.IntN(90)})
	}
	f := sheet(t, steps, planbook.Dates{})
	calc := func(cell string) string {
		v, err := f.CalcCellValue("Plan", cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	if got := calc("E5"); got != "" {
		t.Errorf("without a start: %q", got)
	}
	start := time.Date(2027, 1, 4, 0, 0, 0, 0, time.UTC)
	if err := f.SetCellValue("Plan", "D2", 46391); err != nil { // 2027-01-04
		t.Fatal(err)
	}
	dates := plan.NewDates(start)
	for i, step := range steps {
		want, row := dates.Span(step.FromDay, step.ToDay), strconv.Itoa(5+i)
		for cell, day := range map[string]time.Time{"E" + row: want.From, "F" + row: want.To} {
			serial, err := strconv.ParseFloat(calc(cell), 64)
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := excelize.ExcelDateToTime(serial, false); !got.Equal(day) {
				t.Errorf("%s: %v, want %v", cell, got, day)
			}
		}
	}
}

// TestDatesStand: with days left out nothing is counted by a formula, and with a start its dates stand there at once.
func TestDatesStand(t *testing.T) {
	start := time.Date(2027, 2, 1, 0, 0, 0, 0, time.UTC)
	not, _ := plan.ParseRange("2027-02-10..2027-02-24")
	dates := plan.NewDates(start, not)
	span := func(s planbook.Step) (from, to time.Time) {
		days := dates.Span(s.FromDay, s.ToDay)
		return days.From, days.To
	}
	for fixed, head := range map[bool]int{true: 3, false: 4} {
		f := sheet(t, []planbook.Step{{"a@2", 5, 12}}, planbook.Dates{Start: &start, Span: span, Fixed: fixed})
		row := strconv.Itoa(head + 1)
		formula, _ := f.GetCellFormula("Plan", "F"+row)
		value, _ := f.GetCellValue("Plan", "F"+row)
		if (formula == "") != fixed || value != "2027-02-27" {
			t.Errorf("fixed %v: %q, %q", fixed, formula, value)
		}
	}
}
