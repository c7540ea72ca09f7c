package plan_test

import (
	"testing"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/rubric"
)

// TestHorizonOfChains, by hand: c needs a at level 3, and a's step there is small and takes 90 days: c's first step, of 30
// days, runs beside it and is done on day 90, its second on day 120. So by day 100 c takes one step.
func TestHorizonOfChains(t *testing.T) {
	mean := rubric.Rule{Aggregate: rubric.Mean}
	three := rubric.Scale{ID: "three"}
	for l := 1; l <= 3; l++ {
		three.Levels = append(three.Levels, rubric.Level{Level: l, Value: float64(l)})
	}
	target := 3.0
	practice := func(id string, actions ...rubric.Action) rubric.Practice {
		return rubric.Practice{ID: id, Dimension: "d", Target: rubric.PerStage{All: &target}, Actions: actions,
			Weight: rubric.PerStage{All: &target}, Criteria: []rubric.Criterion{{ID: "x", Weight: 1, Scale: "three"}}}
	}
	r := &rubric.Rubric{ID: "t", Version: "1", Scales: []rubric.Scale{three}, Parts: []rubric.Part{{ID: "p"}},
		Scoring:    rubric.Scoring{Practice: mean, Dimension: mean, Part: mean, Overall: mean},
		Dimensions: []rubric.Dimension{{ID: "d", Part: "p"}},
		Practices: []rubric.Practice{practice("a", rubric.Action{To: 3, Effort: "S", Days: 90}),
			practice("c", rubric.Action{To: 2, Effort: "S", Days: 30}, rubric.Action{To: 3, Effort: "S", Days: 30})}}
	r.Practices[1].Requires = []rubric.Requirement{{Practice: "a", Level: 3}}
	m := assess.Compile(r)
	res := m.Evaluate(&assess.Assessment{Answers: []assess.Answer{{Given: true, State: assess.Answered, Level: 2},
		{Given: true, State: assess.Answered, Level: 1}}}, assess.Options{})
	for horizon, want := range map[int]int{89: 0, 100: 2, 119: 2, 120: 3} {
		q := plan.Question{Kind: plan.Budget, Gain: plan.GainLevels, Budget: 100}
		q.Bounds.Horizon = horizon
		c := plan.NewSolver(m, res).Budget(q)
		if len(c.Steps) != want {
			t.Errorf("by day %d: %d steps, want %d", horizon, len(c.Steps), want)
		}
		var picks []plan.Pick
		for i := range c.Steps {
			picks = append(picks, plan.Pick{Practice: c.Steps[i].Practice, To: c.Steps[i].To})
		}
		if p := plan.Arrange(m, res, picks, plan.Capacity{}, horizon); len(p.Steps) != len(c.Steps) {
			t.Errorf("by day %d: %d of %d steps find a place", horizon, len(p.Steps), len(c.Steps))
		}
	}
}
