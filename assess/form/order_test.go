package form_test

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fathom/assess/form"
)

// TestOrderOfProblems: what is wrong is told in the order of the sheets, their rows and their columns, not of the
// letters: B2 before B10, B before AA, and the first sheet first whatever it is called.
func TestOrderOfProblems(t *testing.T) {
	_, err := changed(t, func(f *excelize.File) {
		for _, cell := range []string{"G10", "G3", "G12", "Q3"} {
			set("Questions", cell, "maybe")(f)
		}
		set("Start", "C10", "some day")(f)
	})
	if got := placesOf(err); got != "Start!C10 Questions!G3 Questions!Q3 Questions!G10 Questions!G12" {
		t.Error(got)
	}
	rows, wide := "", ""
	for range 26 {
		wide += ","
	}
	for range 12 {
		rows += "maybe" + wide + "maybe,h,2026-11-20\n"
	}
	text := first + wide + second + ",fathom_subject,fathom_date\n" + rows
	_, err = form.Import("f.csv", []byte(text), model(), form.Defaults{})
	if got := placesOf(err); !strings.HasPrefix(got, "2:1 2:27 3:1 3:27 4:1") || !strings.HasSuffix(got, "13:1 13:27") {
		t.Error(got)
	}
}

// placesOf lists where an error's problems are.
func placesOf(err error) string {
	var out []string
	for line := range strings.SplitSeq(err.Error(), "\n") {
		_, at, _ := strings.Cut(line, ":")
		at, _, _ = strings.Cut(at, ": ")
		out = append(out, at)
	}
	return strings.Join(out, " ")
}
