package panel

import (
	"slices"

	"fathom/assess"
	"fathom/assess/panel/reliability"
	"fathom/rubric"
)

// Stats are the coefficients of a panel over the criteria of one scale: levels of different scales are no values of one
// variable, and a coefficient over all of them would tell the scales apart, not the criteria. Each is undefined where
// its definition asks for more than there is.
type Stats struct {
	Scale    *rubric.Scale
	Criteria int // on which somebody gave a level
	Shared   int // of these, with two levels or more
	Complete int // of these, on which everybody gave one who gave any on this scale: what ICC, W and kappa use
	AWG      int // of the shared ones, on which a_wg is defined

	AlphaOrdinal, AlphaInterval assess.Maybe[float64]
	MeanRWG                     assess.Maybe[float64] // over the shared criteria
	// over those on which it is defined; undefined under half of the shared ones
	MeanAWG                     assess.Maybe[float64]
	ICC                         reliability.ICC
	KendallW                    assess.Maybe[float64]
	KappaLinear, KappaQuadratic assess.Maybe[float64] // of two raters
}

// StatsOf computes the coefficients from the votes' levels, for each scale on which somebody gave one, in the order of
// the rubric's scales. In an anonymous panel a rater is another person on every criterion, so what needs the rater is
// undefined.
func StatsOf(m *assess.Model, a *assess.Assessment) []Stats {
	var out []Stats
	for i := range m.Rubric.Scales {
		scale := &m.Rubric.Scales[i]
		rows := votesOn(m, a, scale)
		if len(rows) == 0 {
			continue
		}
		s := Stats{Scale: scale, Criteria: len(rows)}
		s.nameless(rows)
		if !a.IsAnonymous() {
			s.byRater(rows)
		}
		out = append(out, s)
	}
	return out
}

// votesOn are the levels on the criteria of a scale, without criteria on which nobody gave one.
func votesOn(m *assess.Model, a *assess.Assessment, scale *rubric.Scale) votes {
	rows, at := votesOf(a), 0
	var out votes
	for i := range a.Answers {
		if len(a.Answers[i].Votes) == 0 {
			continue
		}
		row := rows[at]
		at++
		if m.Criterion(i).Scale == scale.ID && slices.ContainsFunc(row, func(level int) bool { return level != none }) {
			out = append(out, row)
		}
	}
	return out
}

// nameless computes what need not know who gave which level.
func (s *Stats) nameless(rows votes) {
	options := make([]float64, len(s.Scale.Levels))
	for i, l := range s.Scale.Levels {
		options[i] = float64(l.Level)
	}
	var units [][]float64
	var rwg, awg []float64
	for _, row := range rows {
		var levels []float64
		for _, level := range row {
			if level != none {
				levels = append(levels, float64(level))
			}
		}
		units = append(units, levels)
		if len(levels) > 1 {
			s.Shared++
		}
		rwg = appendDefined(rwg, reliability.RWG(levels, options))
		awg = appendDefined(awg, reliability.AWG(levels, options[0], options[len(options)-1]))
	}
	s.AlphaOrdinal, s.AlphaInterval = reliability.Alpha(units, reliability.Ordinal),
		reliability.Alpha(units, reliability.Interval)
	s.MeanRWG, s.AWG = meanOf(rwg), len(awg)
	if 2*len(awg) >= s.Shared {
		s.MeanAWG = meanOf(awg)
	}
}

func appendDefined(to []float64, v assess.Maybe[float64]) []float64 {
	if v.OK {
		return append(to, v.Value)
	}
	return to
}

func meanOf(xs []float64) assess.Maybe[float64] {
	if len(xs) == 0 {
		return assess.Maybe[float64]{}
	}
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return assess.Some(sum / float64(len(xs)))
}

// byRater computes what needs to know who gave which level, over the criteria without a gap.
func (s *Stats) byRater(rows votes) {
	var raters []int // who gave a level on this scale
	for r := range rows[0] {
		if slices.ContainsFunc(rows, func(row []int) bool { return row[r] != none }) {
			raters = append(raters, r)
		}
	}
	var complete votes
	for _, row := range rows {
		if !slices.ContainsFunc(raters, func(r int) bool { return row[r] == none }) {
			complete = append(complete, row)
		}
	}
	s.Complete = len(complete)
	if len(complete) == 0 {
		return
	}
	targets, byRater := make([][]float64, len(complete)), make([][]float64, len(raters))
	for i, row := range complete {
		for k, r := range raters {
			targets[i], byRater[k] = append(targets[i], float64(row[r])), append(byRater[k], float64(row[r]))
		}
	}
	s.ICC, s.KendallW = reliability.ICCOf(targets), reliability.KendallW(byRater)
	if len(raters) == 2 {
		s.kappa(complete, raters[0], raters[1])
	}
}

// kappa compares two raters.
func (s *Stats) kappa(complete votes, first, second int) {
	x, y := make([]int, len(complete)), make([]int, len(complete))
	for i, row := range complete {
		x[i], y[i] = row[first], row[second]
	}
	s.KappaLinear = reliability.Kappa(x, y, reliability.Linear)
	s.KappaQuadratic = reliability.Kappa(x, y, reliability.Quadratic)
}
