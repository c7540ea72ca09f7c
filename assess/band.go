package assess

import "fathom/rubric"

// This file finds the names of scores that are not levels, and the share of points that are added up.

// Bands are the names of a node's scores, if it has any. Nodes with the same are alike.
type Bands struct{ of *[]rubric.Band }

// All lists them, from the lowest.
func (b Bands) All() []rubric.Band {
	if b.of == nil {
		return nil
	}
	return *b.of
}

func bandsOf(list []rubric.Band) Bands {
	if len(list) == 0 {
		return Bands{}
	}
	return Bands{&list}
}

// resolveBands finds what the rubric calls the scores of each node.
func (m *Model) resolveBands() {
	of := m.Rubric.Bands()
	m.overall.bands = bandsOf(of.Overall)
	for i := range m.partIn {
		m.partIn[i].bands = bandsOf(of.Parts[i])
	}
	for i := range m.dimIn {
		m.dimIn[i].bands = bandsOf(of.Dimensions[i])
	}
	for i := range m.practices {
		m.practices[i].in.bands = bandsOf(of.Practices[i])
	}
}

// BandOf is the band in which a number of the node lies, its score or a bound: the highest of which it reaches the
// beginning, compared as scores are. It is nil where the number is undefined or below all bands.
func (n *Node) BandOf(v Maybe[float64]) *rubric.Band {
	var in *rubric.Band
	for k, b := range n.Bands.All() {
		if v.OK && reaches(v.Value, b.From) {
			in = &n.Bands.All()[k]
		}
	}
	return in
}

// BandsOf are the bands of a node, by its id; none where its scores have no names, or it does not exist.
func (m *Model) BandsOf(id string) []rubric.Band {
	switch kind, i := m.Find(id, anyKind()...); kind {
	case KindOverall:
		return m.overall.bands.All()
	case KindPart:
		return m.partIn[i].bands.All()
	case KindDimension:
		return m.dimIn[i].bands.All()
	case KindPractice:
		return m.practices[i].in.bands.All()
	}
	return nil
}

// inPoints marks the ends of nodes whose scores are points: they add up, or stand above nodes that do, and no scale
// gives them levels.
func (m *Model) inPoints(f *Frame) {
	s := &m.Rubric.Scoring
	up := s.Practice.Aggregate == rubric.Sum
	mark := func(ends []Ends) {
		for i := range ends {
			ends[i].Points = up && ends[i].Scale == nil
		}
	}
	mark(f.Practices)
	up = up && s.Practice.Scale == "" || s.Dimension.Aggregate == rubric.Sum
	mark(f.Dimensions)
	up = up || s.Part.Aggregate == rubric.Sum
	mark(f.Parts)
	up = up || s.Overall.Aggregate == rubric.Sum
	f.Overall.Points = up && f.Overall.Scale == nil
}

// OfMaximum is a number of points as a share of the most that what applies can bring: 63 of 110 are 0.57. It is the
// points divided by the maximum, as who reads "63 of 110" works it out, also where they begin with a number from which
// the missing are taken away: 88 of the 110 of SPRS are 0.8, which 32 CFR 170.21 asks for. Points below 0 are a share
// below 0. Undefined where scores have levels, and where the maximum is 0 or less.
func (e *Ends) OfMaximum(points Maybe[float64]) Maybe[float64] {
	if !e.Points || !points.OK || !e.Top.OK || !less(0, e.Top.Value) {
		return Maybe[float64]{}
	}
	return Some(min(points.Value/e.Top.Value, 1)) // sums differ in their last digit
}
