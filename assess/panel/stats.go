package panel

import (
	"slices"

	"fathom/assess"
	"fathom/assess/panel/reliability"
)

// Stats are the coefficients of a panel. Each is undefined where its definition asks for more than there is.
type Stats struct {
	Criteria int // with votes
	Complete int // on which every rater gave a level: what ICC, W and kappa use

	AlphaOrdinal, AlphaInterval assess.Maybe[float64]
	MeanRWG, MeanAWG            assess.Maybe[float64] // over the criteria on which they are defined
	ICC                         reliability.ICC
	KendallW                    assess.Maybe[float64]
	KappaLinear, KappaQuadratic assess.Maybe[float64] // of two raters
}

// StatsOf computes the coefficients from the votes' levels. In an anonymous panel a rater is another person on every criterion, so
// what needs the rater is undefined.
func StatsOf(m *assess.Model, a *assess.Assessment) Stats {
	var s Stats
	var units [][]float64
	var rwg, awg []float64
	for i := range a.Answers {
		var levels []float64
		for _, v := range a.Answers[i].Votes {
			if v.State == assess.Answered {
				levels = append(levels, float64(v.Level))
			}
		}
		if len(levels) == 0 {
			continue
		}
		units = append(units, levels)
		scale := m.Rubric.Scale(m.Criterion(i).Scale).Levels
		rwg = appendDefined(rwg, reliability.RWG(levels, len(scale)))
		awg = appendDefined(awg, reliability.AWG(levels, float64(scale[0].Level), float64(scale[len(scale)-1].Level)))
	}
	s.Criteria = len(units)
	s.AlphaOrdinal, s.AlphaInterval = reliability.Alpha(units, reliability.Ordinal), reliability.Alpha(units, reliability.Interval)
	s.MeanRWG, s.MeanAWG = meanOf(rwg), meanOf(awg)
	if !a.IsAnonymous() {
		s.byRater(votesOf(a))
	}
	return s
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
func (s *Stats) byRater(all votes) {
	var complete votes
	for _, row := range all {
		if !slices.Contains(row, none) {
			complete = append(complete, row)
		}
	}
	s.Complete = len(complete)
	if len(complete) == 0 || len(complete[0]) < 2 {
		return
	}
	targets, raters := make([][]float64, len(complete)), make([][]float64, len(complete[0]))
	for i, row := range complete {
		for r, level := range row {
			targets[i], raters[r] = append(targets[i], float64(level)), append(raters[r], float64(level))
		}
	}
	s.ICC, s.KendallW = reliability.ICCOf(targets), reliability.KendallW(raters)
	if len(raters) == 2 {
		s.kappa(complete)
	}
}

func (s *Stats) kappa(complete votes) {
	low, high := complete[0][0], complete[0][0]
	for _, row := range complete {
		low, high = min(low, slices.Min(row)), max(high, slices.Max(row))
	}
	x, y := make([]int, len(complete)), make([]int, len(complete))
	for i, row := range complete {
		x[i], y[i] = row[0]-low, row[1]-low
	}
	// Options that nobody chose add nothing to either sum.
	s.KappaLinear = reliability.Kappa(x, y, high-low+1, reliability.Linear)
	s.KappaQuadratic = reliability.Kappa(x, y, high-low+1, reliability.Quadratic)
}
