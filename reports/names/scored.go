package names

import (
	"slices"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// Scored names what a result holds.
type Scored struct {
	Namer
	Result *assess.Result
	ends   *assess.Frame // see Frame
}

// Of names a result in a language. The digest names the rubric's exact content.
func Of(res *assess.Result, digest string, lang say.Language) Scored {
	return Scored{Namer: Namer{lang, res.Rubric, digest}, Result: res}
}

// Subject is the name of who was assessed, else the id.
func (s *Scored) Subject() string {
	who := &s.Result.Assessment.Subject
	if who.Name != "" {
		return safe.Line(who.Name)
	}
	return who.ID
}

// Frame is what the scores lie between; it is found once, when something asks.
func (s *Scored) Frame() *assess.Frame {
	if s.ends == nil {
		s.ends = s.Result.Model.Frame(s.Result)
	}
	return s.ends
}

// Floor prints the floor of practice i, which has one.
func (s *Scored) Floor(i int) string {
	return s.wanted(i, *s.Rubric.Practices[i].Floor, s.Result.Practices[i].Floor)
}

// wanted prints what the rubric asks of practice i: as it is written where that is what counts, else in points, told
// apart from the score.
func (s *Scored) wanted(i int, written float64, counts number.Value) string {
	if p := &s.Result.Practices[i]; counts.OK && counts.Value != written {
		return number.Told(counts.Value, p.Decimals, number.Beside(p.Score)...)
	}
	return number.Plain(written)
}

// PracticeScore prints the score of practice i, told apart from the levels, from its target and its floor, and from
// further limits.
func (s *Scored) PracticeScore(i int, further ...number.Value) string {
	p := &s.Result.Practices[i]
	return number.NodeScore(&p.Node, append(further, p.Aim, p.Floor)...)
}

// Best is the highest score there can be.
func Best(e *assess.Ends) string {
	switch {
	case e.Scale != nil:
		return number.Plain(e.Scale.Highest())
	case e.Top.OK:
		return number.Points(e.Top.Value, e.Decimals)
	}
	return number.None
}

// ScoreColumn is a column of scores, coloured by their scale where they have one.
func ScoreColumn(title string, scale *rubric.Scale) doc.SheetColumn {
	c := doc.SheetColumn{Title: title}
	if scale != nil && scale.Highest() > scale.Lowest() {
		c.Heat, c.HeatLow, c.HeatHigh = true, scale.Lowest(), scale.Highest()
	}
	return c
}

// HasLevels reports whether any practice has levels.
func (s *Scored) HasLevels() bool {
	return slices.ContainsFunc(s.Result.Practices, func(p assess.Practice) bool { return p.Scale != nil })
}

// Comparable reports whether the practices' scores are on one scale.
func (s *Scored) Comparable() bool {
	for i := range s.Result.Practices {
		if scale := s.Result.Practices[i].Scale; scale == nil || scale != s.Result.Practices[0].Scale {
			return false
		}
	}
	return true
}
