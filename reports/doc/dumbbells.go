package doc

import (
	"fathom/assess"
	"fathom/reports/number"
)

// Dumbbells shows scores then and now: two dots on each scale and what lies between them, and the numbers in words
// beside it.
type Dumbbells struct {
	Name, Change, Note string // heads of the columns; "" for no notes
	Then, Now          Moment
	Ends               string // what the drawn lines stand for, in words
	Rows               []Dumbbell
}

// Moment is one of the two days of a comparison: a short word for a narrow column, and the date.
type Moment struct{ Word, Date string }

// Dumbbell is one row, its numbers in points; the texts are as they are printed. What the score did is told by a sign
// in the text of the change.
type Dumbbell struct {
	Name                   string
	Then, Now              assess.Maybe[float64]
	Min, Max               float64 // the ends of the scale
	Old, New, Change, Note string
}

// Bridge leads from one score to another by the steps between them.
type Bridge struct {
	Step, Points string // heads of the columns
	Ends         string // where the drawing begins and ends, in words
	Rows         []Span
}

// Span is one step, from one score to another, or a score itself, which begins where it ends.
type Span struct {
	Name, Text string // the text is the number as it is printed
	From, To   float64
	Kind       SpanKind
}

// SpanKind tells the scores at the ends of a bridge from the steps between them.
type SpanKind uint8

const (
	StepSpan SpanKind = iota
	ThenSpan
	NowSpan
)

func (Dumbbells) block() {}
func (Bridge) block()    {}

// Table is the dumbbells as a table, for writers that draw nothing.
func (d Dumbbells) Table() Table {
	t := Table{Columns: []Column{{Title: d.Name, Flexible: true}, {Title: d.Then.Date, Right: true},
		{Title: d.Now.Date, Right: true}, {Title: d.Change, Right: true}}}
	if d.Note != "" {
		t.Columns = append(t.Columns, Column{Title: d.Note})
	}
	for _, r := range d.Rows {
		t.Rows = append(t.Rows, []string{r.Name, r.Old, r.New, r.Change, r.Note}[:len(t.Columns)])
	}
	return t
}

// Table is the bridge as a table.
func (b Bridge) Table() Table {
	t := Table{Columns: []Column{{Title: b.Step, Flexible: true}, {Title: b.Points, Right: true}}}
	for _, r := range b.Rows {
		t.Rows = append(t.Rows, []string{r.Name, r.Text})
	}
	return t
}

// Bounds are where a drawing of the bridge begins and ends: tenths of points that leave some room on both sides. The
// whole scale would not show its steps.
func (b Bridge) Bounds() (low, high float64) {
	if len(b.Rows) == 0 {
		return 0, 1
	}
	low, high = b.Rows[0].From, b.Rows[0].From
	for _, r := range b.Rows {
		low, high = min(low, r.From, r.To), max(high, r.From, r.To)
	}
	room := max((high-low)/8, 0.1)
	return number.Rounded(low-room, 1), number.Rounded(high+room, 1)
}
