package html

import "fathom/reports/doc"

// dumbbells are two scores on each scale, ready to draw.
type dumbbells struct {
	doc.Dumbbells
	Rows []dumbbell
}

type dumbbell struct {
	doc.Dumbbell
	Then, Now float64    // places; -1 where there is no score
	Link      [2]float64 // from the one to the other, ordered; one place where there is nothing to draw
}

func newDumbbells(d doc.Dumbbells) *dumbbells {
	out := &dumbbells{Dumbbells: d}
	for _, r := range d.Rows {
		then, now := newTrack(doc.Bar{Score: r.Then, Min: r.Min, Max: r.Max}).Score,
			newTrack(doc.Bar{Score: r.Now, Min: r.Min, Max: r.Max}).Score
		row := dumbbell{Dumbbell: r, Then: then, Now: now}
		if then >= 0 && now >= 0 {
			row.Link = [2]float64{min(then, now), max(then, now)}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// Length is how long the link is.
func (d dumbbell) Length() float64 { return round(d.Link[1] - d.Link[0]) }

// bridge is a way from one score to another, ready to draw.
type bridge struct {
	doc.Bridge
	Rows []span
}

// span is one step of it. Rises are filled arrows to the right, falls hollow ones to the left.
type span struct {
	doc.Span
	Class      string // then, now, rise, fall, none
	Start, End float64
	Arrow      string
}

// How high and how long the head of an arrow is, and how little a step may be to be drawn as none.
const arrowHalf, arrowHead, arrowLeast = 5.0, 6.0, 0.5

func newBridge(b doc.Bridge) *bridge {
	out := &bridge{Bridge: b}
	low, high := b.Bounds()
	at := func(x float64) float64 { return round(trackLength * (x - low) / (high - low)) }
	for _, r := range b.Rows {
		s := span{Span: r, Class: "none", Start: at(r.From), End: at(r.To)}
		switch {
		case r.Kind == doc.ThenSpan:
			s.Class = "then"
		case r.Kind == doc.NowSpan:
			s.Class = "now"
		case s.End-s.Start >= arrowLeast:
			s.Class, s.Arrow = "rise", arrow(s.Start, s.End)
		case s.Start-s.End >= arrowLeast:
			s.Class, s.Arrow = "fall", arrow(s.Start, s.End)
		}
		out.Rows = append(out.Rows, s)
	}
	return out
}

// arrow are the corners of an arrow from one place to another: a bar whose end is pointed.
func arrow(from, to float64) string {
	neck := max(from, to-arrowHead)
	if to < from {
		neck = min(from, to+arrowHead)
	}
	return points([][2]float64{{from, 10 - arrowHalf}, {round(neck), 10 - arrowHalf}, {to, 10},
		{round(neck), 10 + arrowHalf}, {from, 10 + arrowHalf}})
}
