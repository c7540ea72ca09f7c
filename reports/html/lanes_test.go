package html

import (
	"strings"
	"testing"

	"fathom/reports/doc"
)

// TestLanePieces: a calendar is strips without a gap between them, none of a row alone, so that a page can end between
// any two; every row stands in one, and what leads from one strip to another is in each between them.
func TestLanePieces(t *testing.T) {
	l := doc.Lanes{Title: "Calendar", Description: "Bars.",
		Marks: []doc.LaneMark{{Day: 30, Text: "30"}, {Day: 90, Text: "90"}}}
	number := 0
	for _, bars := range []int{1, 4, 5, 40} {
		lane := doc.Lane{Name: "Lane", Note: "2 person-days"}
		for range bars {
			number++
			lane.Bars = append(lane.Bars, doc.LaneBar{Number: number, Name: "Step",
				From: number % 60, To: number%60 + 20})
		}
		l.Rows = append(l.Rows, lane)
	}
	l.Rows[0].Name = strings.Repeat("very long ", 20)
	l.Rows[3].Bars[39].Waits = []int{1}
	d := newLanes(l, "en")
	end, heads, bars := lanesTop, 0, 0
	for k, p := range d.Pieces {
		if rows := len(p.Heads) + len(p.Bars); p.Top != end || rows < 2 || rows > lanesPiece+1 || len(p.Links) != 1 {
			t.Errorf("strip %d from %v after %v: %d rows, %d links", k, p.Top, end, rows, len(p.Links))
		}
		end, heads, bars = p.Bottom(), heads+len(p.Heads), bars+len(p.Bars)
	}
	if heads != 4 || bars != number {
		t.Errorf("%d heads and %d bars", heads, bars)
	}
	if name := d.Pieces[0].Heads[0].Name; len(name) > lanesNamed || !strings.HasSuffix(name, "…") {
		t.Errorf("a name leaves the drawing: %s", name)
	}
	if d.Spoken != "Calendar. Bars." {
		t.Error(d.Spoken)
	}
}
