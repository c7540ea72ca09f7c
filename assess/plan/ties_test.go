package plan_test

import (
	"fmt"
	"testing"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/rubric"
)

// TestTies: of plans that cost and bring the same, the answer takes what stands first in the rubric, however the nodes
// are nested. All practices are at 1, weigh the same in all and take one step for one day, or a step to 3 for two.
func TestTies(t *testing.T) {
	for _, c := range []struct {
		dims, parts int
		days        float64
		want        string
	}{
		{1, 1, 1, "[1 0 0 0]"}, {1, 1, 3, "[2 1 0 0]"}, {4, 2, 1, "[1 0 0 0]"}, {4, 2, 2, "[2 0 0 0]"},
		{2, 1, 3, "[2 1 0 0]"}, {2, 2, 5, "[2 2 1 0]"},
	} {
		r := aRubric(newRand(), shape{c.parts, c.dims, 4, 0, false})
		r.Scoring.Practice.AboveLowest, r.Sectors = nil, nil
		for i := range r.Practices {
			p := &r.Practices[i]
			p.Weight, p.Criteria, p.Actions = rubric.PerStage{}, p.Criteria[:1], p.Actions[:2]
			p.Target = rubric.PerStage{All: num(3)}
			p.Actions[0].PersonDays, p.Actions[1].PersonDays = 1, 1
		}
		m := assess.Compile(r)
		a := &assess.Assessment{}
		for range r.Practices {
			a.Answers = append(a.Answers, assess.Answer{Given: true, State: assess.Answered, Level: 1})
		}
		res := m.Evaluate(a, assess.Options{})
		s := plan.NewSolver(m, res)
		for _, gain := range []plan.Gain{plan.GainOverall, plan.GainAttainment, plan.GainLevels} {
			got := s.Budget(plan.Question{Kind: plan.Budget, Gain: gain, Budget: c.days})
			if fmt.Sprint(got.Taken) != c.want {
				t.Errorf("%d parts, %d dimensions, %v days of %s: %v, want %s", c.parts, c.dims, c.days, gain, got.Taken, c.want)
			}
		}
		got := s.Reach(plan.Question{Kind: plan.Reach, Goals: []plan.Goal{
			{Kind: plan.GoalScore, At: "overall", Value: 1 + c.days/4}}})
		if fmt.Sprint(got.Taken) != c.want {
			t.Errorf("%d parts, %d dimensions, reach for %v days: %v, want %s", c.parts, c.dims, c.days, got.Taken, c.want)
		}
	}
}
