package survey_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"fathom/assess/form"
	"fathom/assess/survey"
)

// TestHeadsAreReadOnce: what a head says of its column is found once and not in every row: a row that numbers its
// respondent takes few allocations.
func TestHeadsAreReadOnce(t *testing.T) {
	of := func(rows int) float64 {
		var table strings.Builder
		table.WriteString("Who,When,Q1\n")
		for k := range rows {
			fmt.Fprintf(&table, "%d,2026-05-01,%d\n", 100_000_000+k, 1+k%3)
		}
		mapping := []byte("format: fathom.mapping/1\nset: {subject: s}\nrespondent: {column: Who, prefix: r}\n" +
			"columns:\n  When: date\n  Q1: " + model().Criterion(0).ID + "\n")
		mp, err := survey.ReadMapping("m.yaml", mapping, model())
		if err != nil {
			t.Fatal(err)
		}
		data := []byte(table.String())
		return testing.AllocsPerRun(1, func() {
			st, err := form.OpenStream("t.csv", bytes.NewReader(data), "", survey.FirstRows(mp))
			if err != nil || st == nil {
				t.Fatal(st, err)
			}
			s := survey.New(model(), mp, "")
			s.ReadStream("t.csv", st)
			if got, problems := s.Result(); len(problems) > 0 || got.Respondents != rows {
				t.Fatal(problems.In("en"), got)
			}
		})
	}
	if each := (of(900) - of(300)) / 600; each > 40 {
		t.Errorf("%.1f allocations a row", each)
	}
}
