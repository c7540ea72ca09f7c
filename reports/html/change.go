package html

import (
	"fathom/reports/doc"
	"fathom/reports/number"
)

// The drawings of a change have no view box: places are percentages of the width that there is, so that dots and lines
// keep their size on a phone and on a wide page.

// dumbbells are two scores on each scale, ready to draw.
type dumbbells struct {
	doc.Dumbbells
	Rows []dumbbell
}

type dumbbell struct {
	doc.Dumbbell
	ThenAt, NowAt float64 // in percent; -1 where there is no score
	From, Length  float64 // of what lies between them
}

func newDumbbells(d doc.Dumbbells) *dumbbells {
	out := &dumbbells{Dumbbells: d}
	for _, r := range d.Rows {
		row := dumbbell{Dumbbell: r, ThenAt: percentOf(r, r.Then), NowAt: percentOf(r, r.Now)}
		if row.ThenAt >= 0 && row.NowAt >= 0 {
			row.From = min(row.ThenAt, row.NowAt)
			row.Length = round(max(row.ThenAt, row.NowAt) - row.From)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func percentOf(r doc.Dumbbell, v number.Value) float64 {
	if !v.OK || r.Max <= r.Min {
		return -1
	}
	return round(100 * share(doc.Bar{Min: r.Min, Max: r.Max}, v))
}

// bridge is a way from one score to another, ready to draw.
type bridge struct {
	doc.Bridge
	Rows []span
}

// span is one step of it, from Start to End, in percent. Rises are filled bars with a head to the right, falls hollow
// ones with a head to the left.
type span struct {
	doc.Span
	Class        string // then, now, rise, fall, none
	Start, End   float64
	From, Length float64 // of the bar
}

// leastStep is how short a step may be, in percent, and still be drawn.
const leastStep = 0.5

func newBridge(b doc.Bridge) *bridge {
	out := &bridge{Bridge: b}
	low, high := b.Bounds()
	at := func(x float64) float64 { return round(100 * (x - low) / (high - low)) }
	for _, r := range b.Rows {
		s := span{Span: r, Class: "none", Start: at(r.From), End: at(r.To)}
		s.From = min(s.Start, s.End)
		s.Length = round(max(s.Start, s.End) - s.From)
		switch {
		case r.Kind == doc.ThenSpan:
			s.Class = "then"
		case r.Kind == doc.NowSpan:
			s.Class = "now"
		case s.Length < leastStep:
		case s.End > s.Start:
			s.Class = "rise"
		default:
			s.Class = "fall"
		}
		out.Rows = append(out.Rows, s)
	}
	return out
}

// IsStep reports whether the row has a bar to draw.
func (s span) IsStep() bool { return s.Class == "rise" || s.Class == "fall" }

// IsEnd reports whether the row is a score, and no step.
func (s span) IsEnd() bool { return s.Kind != doc.StepSpan }
