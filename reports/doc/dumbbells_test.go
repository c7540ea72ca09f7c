package doc_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/html"
	"fathom/reports/markdown"
	"fathom/reports/terminal"
)

// dumbbells are a rise, a fall, what did not move, and what is not known now.
func dumbbells() doc.Dumbbells {
	row := func(name string, then, now assess.Maybe[float64], old, new, change string) doc.Dumbbell {
		return doc.Dumbbell{Name: name, Then: then, Now: now, Min: 1, Max: 5, Old: old, New: new,
			Change: change, Note: "2"}
	}
	return doc.Dumbbells{Name: "Practice", Change: "Change", Note: "Level", Ends: "from 1 to 5",
		Then: doc.Moment{Word: "Then", Date: "2026-05-01"}, Now: doc.Moment{Word: "Now", Date: "2026-11-01"},
		Rows: []doc.Dumbbell{
			row("Goals", assess.Some(2.0), assess.Some(3.0), "2.00", "3.00", "▲ +1.00"),
			row("Stock", assess.Some(5.0), assess.Some(4.5), "5.00", "4.50", "▼ −0.50"),
			row("Calls", assess.Some(1.0), assess.Some(1.0), "1.00", "1.00", "= 0.00"),
			row("Roles", assess.Some(3.0), assess.Maybe[float64]{}, "3.00", "–", "–"),
		}}
}

// bridge goes from 2 by +0.5 and -0.25 and by nothing to 2.25.
func bridge() doc.Bridge {
	return doc.Bridge{Step: "Step", Points: "Points", Ends: "from 1.9 to 2.6", Rows: []doc.Span{
		{Name: "In May", Text: "2.00", From: 2, To: 2, Kind: doc.ThenSpan},
		{Name: "Team", Text: "+0.50", From: 2, To: 2.5},
		{Name: "Stage", Text: "−0.25", From: 2.5, To: 2.25},
		{Name: "Rubric", Text: "0.00", From: 2.25, To: 2.25},
		{Name: "In November", Text: "2.25", From: 2.25, To: 2.25, Kind: doc.NowSpan}}}
}

// TestBridgeBounds: from 2 to 2.5 there is room of a tenth on both sides, from 10 to 90 of an eighth, 10; one score
// alone has some, too.
func TestBridgeBounds(t *testing.T) {
	for _, c := range []struct {
		rows      []doc.Span
		low, high float64
	}{
		{bridge().Rows, 1.9, 2.6},
		{[]doc.Span{{From: 10, To: 90}}, 0, 100},
		{[]doc.Span{{From: 3, To: 3}}, 2.9, 3.1},
		{nil, 0, 1},
	} {
		if low, high := (doc.Bridge{Rows: c.rows}).Bounds(); low != c.low || high != c.high {
			t.Errorf("%v: from %g to %g, want %g to %g", c.rows, low, high, c.low, c.high)
		}
	}
}

// TestChangeTables: without drawings there are the numbers under their dates, and no column of notes where nothing has
// any.
func TestChangeTables(t *testing.T) {
	d := dumbbells()
	table := d.Table()
	if got := table.Rows[1]; !slices.Equal(got, []string{"Stock", "5.00", "4.50", "▼ −0.50", "2"}) ||
		table.Columns[1].Title != "2026-05-01" || table.Columns[2].Title != "2026-11-01" {
		t.Errorf("%v under %v", got, table.Columns)
	}
	d.Note = ""
	if table := d.Table(); len(table.Columns) != 4 || len(table.Rows[0]) != 4 {
		t.Errorf("%d columns, %v", len(table.Columns), table.Rows[0])
	}
	if got := bridge().Table().Rows[2]; !slices.Equal(got, []string{"Stage", "−0.25"}) {
		t.Errorf("%v", got)
	}
}

// TestChangeWritten: markdown has the table, who hears the page hears every number with its word, and the page draws
// places by hand: 2 of 1 to 5 is at 25%, 3 at 50%; 2.5 from 1.9 to 2.6 at 85.7%.
func TestChangeWritten(t *testing.T) {
	rep := &doc.Report{Lang: "en", Title: "T", Sections: []doc.Section{{Heading: "S",
		Blocks: []doc.Block{dumbbells(), bridge()}}}}
	var md, heard, page bytes.Buffer
	for _, err := range []error{markdown.Write(&md, rep), html.Write(&page, rep),
		terminal.Write(&heard, rep, terminal.Options{Width: 80, Plain: true})} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for text, wants := range map[string][]string{
		md.String():    {"| Stock | 5.00 | 4.50 | ▼ −0.50 | 2 |", "| Stage | −0.25 |"},
		heard.String(): {"Goals; Then 2.00; Now 3.00; Change up, +1.00; Level 2", "Roles; Then 3.00; Now none", "Stage; −0.25"},
		page.String(): {
			`<circle class="hollow" cx="25%" cy="10" r="6"/>`, `<circle class="dot" cx="50%" cy="10" r="4.5"/>`,
			`<rect class="between" x="25%" y="8" width="25%" height="4"/>`,
			`<rect class="between" x="87.5%" y="8" width="12.5%" height="4"/>`, // 5 is at the end, 4.5 at 87.5%
			`<rect class="rise" x="14.3%" y="6" width="71.4%" height="8"/>`, `points="-1,2 8,10 -1,18"`,
			`<rect class="fall" x="50%" y="6" width="35.7%" height="8"/>`, `points="1,2 -8,10 1,18"`,
			`Then 2026-05-01`, `from 1 to 5`, `from 1.9 to 2.6`,
		},
	} {
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("no %s in\n%s", want, text)
			}
		}
	}
	if n := strings.Count(page.String(), `class="between"`); n != 2 {
		t.Errorf("%d links, want those of the two that moved", n)
	}
	if n := strings.Count(page.String(), `<circle class="dot"`); n != 3+1 {
		t.Errorf("%d dots of now, want three and the end of the bridge", n)
	}
}
