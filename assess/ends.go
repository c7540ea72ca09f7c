package assess

import (
	"cmp"
	"slices"

	"fathom/rubric"
)

// Ends are what a node's score lies between, and what it should be, in points, undefined where nothing is applicable;
// with the scale of the score and how finely it is printed, as in [Node].
type Ends struct {
	Bottom, Top Maybe[float64] // its score if every answer that applies were at its lowest, at its highest
	// Target is its score if every practice in it were exactly at its target; undefined where one that counts has none.
	Target   Maybe[float64]
	Scale    *rubric.Scale // nil where it has points instead of levels
	Decimals int
	Points   bool // it adds points up, or stands above what does, and has no levels; see OfMaximum
}

// Share is where a value lies between the ends, 0 to 1; undefined where they are one.
func (e *Ends) Share(v Maybe[float64]) Maybe[float64] {
	if !e.Bottom.OK {
		return Maybe[float64]{}
	}
	return Between(v, e.Bottom.Value, e.Top.Value)
}

// Between is where a value lies between two ends, 0 to 1; undefined where they are one.
func Between(v Maybe[float64], low, high float64) Maybe[float64] {
	if !v.OK || !less(low, high) {
		return Maybe[float64]{}
	}
	return Some(min(max((v.Value-low)/(high-low), 0), 1))
}

// Frame holds the ends of every node, in rubric order. On one scale throughout they are the scale's; where points are
// added up they depend on what applies.
type Frame struct {
	Overall                      Ends
	Parts, Dimensions, Practices []Ends
}

// Frame finds what the scores of a result lie between. It is for whoever shows scores; a result does not need it. Like
// the overall score, its ends are made of the parts that are assessed.
func (m *Model) Frame(res *Result) *Frame {
	s := m.newEvaluation(m.newSetting(res.Stage, res.Sector, res.Assessment.Targets))
	return s.frame(res.states(), func(part int) bool { return res.Overall.Score.OK && !res.Parts[part].Score.OK })
}

// Ends is the frame of an assessment at a stage and in a sector, "" for the rubric's default stage and for no sector,
// to which everything applies and which asks everything.
func (m *Model) Ends(stage, sector string) *Frame {
	s := m.newEvaluation(m.newSetting(cmp.Or(stage, m.Rubric.DefaultStage()), sector, nil))
	return s.frame(slices.Repeat([]State{Answered}, len(m.criteria)), func(int) bool { return false })
}

// frame answers everything that applies: at its lowest, at its highest, and so that every practice is at its target.
// Parts that are left out have no place in the whole.
func (s *evaluation) frame(states []State, leftOut func(part int) bool) *Frame {
	m := s.m
	f := m.newFrame()
	s.fill(states, func(c *criterion) float64 { return c.lowest })
	s.score()
	f.take(s, leftOut, func(e *Ends) *Maybe[float64] { return &e.Bottom })
	s.fill(states, func(c *criterion) float64 { return c.highest })
	s.score()
	f.take(s, leftOut, func(e *Ends) *Maybe[float64] { return &e.Top })
	none := m.aim(s)
	s.scoreAbove()
	s.count()
	f.take(s, leftOut, func(e *Ends) *Maybe[float64] { return &e.Target })
	for _, e := range none.of(f) {
		e.Target = Maybe[float64]{}
	}
	return f
}

// newFrame is a frame without ends.
func (m *Model) newFrame() *Frame {
	f := &Frame{Overall: m.overall.ends(), Parts: make([]Ends, len(m.parts)), Dimensions: make([]Ends, len(m.dims)),
		Practices: make([]Ends, len(m.practices))}
	for i, in := range m.partIn {
		f.Parts[i] = in.ends()
	}
	for i, in := range m.dimIn {
		f.Dimensions[i] = in.ends()
	}
	for i := range m.practices {
		f.Practices[i] = m.practices[i].in.ends()
	}
	m.inPoints(f)
	return f
}

func (in measure) ends() Ends { return Ends{Scale: in.scale, Decimals: in.decimals} }

// fill answers everything that applies.
func (s *evaluation) fill(states []State, value func(*criterion) float64) {
	for i, state := range states {
		if state == Unknown || state == Unanswered {
			state = Answered
		}
		s.states[i], s.values[i] = state, value(&s.m.criteria[i])
	}
}

// take reads what was scored.
func (f *Frame) take(s *evaluation, leftOut func(part int) bool, end func(*Ends) *Maybe[float64]) {
	for i := range s.practices {
		*end(&f.Practices[i]) = s.practices[i].maybe()
	}
	for i := range s.dims {
		*end(&f.Dimensions[i]) = s.dims[i].maybe()
	}
	for i := range s.parts {
		*end(&f.Parts[i]) = s.parts[i].maybe()
		if leftOut(i) {
			s.parts[i].scored = false
		}
	}
	s.scoreOverall()
	*end(&f.Overall) = s.overall.maybe()
}

// aimless marks the nodes above practices that count and have no target.
type aimless struct {
	overall                bool
	parts, dims, practices []bool
}

// aim puts every practice that is scored at its target.
func (m *Model) aim(s *evaluation) *aimless {
	none := &aimless{parts: make([]bool, len(m.parts)), dims: make([]bool, len(m.dims)),
		practices: make([]bool, len(m.practices))}
	for i := range s.practices {
		n, p := &s.practices[i], &m.practices[i]
		if !n.scored {
			continue
		}
		if t := s.target(i); t.OK {
			n.score, n.low, n.high = t.Value, t.Value, t.Value
			continue
		}
		none.practices[i] = true
		if s.counts[i] {
			none.dims[p.dim], none.parts[p.part], none.overall = true, true, true
		}
	}
	return none
}

// of are the ends of the marked nodes.
func (a *aimless) of(f *Frame) []*Ends {
	var out []*Ends
	pick := func(marked []bool, ends []Ends) {
		for i := range marked {
			if marked[i] {
				out = append(out, &ends[i])
			}
		}
	}
	pick(a.practices, f.Practices)
	pick(a.dims, f.Dimensions)
	pick(a.parts, f.Parts)
	if a.overall {
		out = append(out, &f.Overall)
	}
	return out
}

// Span and Spans are what scores lie between whatever is answered and applies.
type (
	Span  = rubric.Span
	Spans = rubric.Spans
)

// Spans are those of the rubric.
func (m *Model) Spans() Spans { return m.Rubric.Spans() }
