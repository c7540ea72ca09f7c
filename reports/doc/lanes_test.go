package doc_test

import (
	"testing"

	"fathom/reports/doc"
)

// TestLaneCells: by hand, 180 days in 18 cells of 10 days: a step of 30 days takes three, one of a day takes one, and
// what ends after the calendar is cut.
func TestLaneCells(t *testing.T) {
	l := doc.Lanes{Marks: []doc.LaneMark{{Day: 30}, {Day: 180}}}
	for _, c := range []struct {
		from, to int
		want     string
	}{
		{0, 30, "███░░░░░░░░░░░░░░░"},
		{90, 91, "░░░░░░░░░█░░░░░░░░"},
		{170, 400, "░░░░░░░░░░░░░░░░░█"},
		{180, 200, "░░░░░░░░░░░░░░░░░█"},
	} {
		if got := l.Cells(doc.LaneBar{From: c.from, To: c.to}, 18); got != c.want {
			t.Errorf("%d to %d: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}
