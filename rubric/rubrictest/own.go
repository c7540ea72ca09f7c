// Package rubrictest makes random rubrics odder, for the tests of those who score them.
package rubrictest

import (
	"math/rand/v2"

	"fathom/rubric"
)

// Own lets every second sum begin with points, and reads the practices of every second rubric that adds them up, or
// takes the lowest, on a scale of their own: sums with rungs or without, the lowest as stages, where the level pass of
// the criteria's scales is enough. The scale has the levels 1 to 5, of values of its own.
func Own(rng *rand.Rand, r *rubric.Rubric, pass int) *rubric.Rubric {
	s, rule := &r.Scoring, &r.Scoring.Practice
	for _, of := range []*rubric.Rule{rule, &s.Dimension, &s.Part, &s.Overall} {
		if of.Aggregate == rubric.Sum && rng.IntN(2) == 0 {
			of.Start = []float64{-2, 0.5, 10}[rng.IntN(3)]
		}
	}
	if rule.Aggregate != rubric.Sum && rule.Aggregate != rubric.Min || rng.IntN(2) == 0 {
		return r
	}
	own := rubric.Scale{ID: "own"}
	for l := 1; l <= 5; l++ {
		own.Levels = append(own.Levels, rubric.Level{Level: l, Value: rule.Start + 0.8*float64(l) - 0.8})
	}
	r.Scales, rule.Scale = append(r.Scales, own), own.ID
	rungs := rng.IntN(2) == 0
	if rule.Aggregate == rubric.Min {
		rule.Aggregate, rule.Pass, rule.AboveLowest, rungs = rubric.Staged, &pass, nil, true
	}
	for i := range r.Practices {
		for c := range r.Practices[i].Criteria {
			if rungs {
				rung := 2 + rng.IntN(4)
				r.Practices[i].Criteria[c].Rung = &rung
			}
		}
	}
	return r
}
