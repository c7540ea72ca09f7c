package plan_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/rubric"
)

// points are the efforts S, M and L as 1, 3 and 8, as the figures below are told.
func points() map[rubric.Effort]float64 { return map[rubric.Effort]float64{"S": 1, "M": 3, "L": 8} }

// TestSamplesBudget: what the samples' own focus plans cost buys this much of the overall score at best: of all steps,
// of those that can be done in 180 days, as the focus plan's are, and of those that no target asks more than.
func TestSamplesBudget(t *testing.T) {
	for at, want := range []string{"18: 0.308 0.308 0.308, focus 0.261", "21: 0.273 0.243 0.243, focus 0.208",
		"11: 0.675 0.675 0.605, focus 0.544"} {
		m, res := aSample(t, at, points())
		cost, now := 0.0, res.Overall.Score.Value
		for _, phase := range res.Plan.Phases {
			for _, st := range phase.Actions {
				cost += m.Rubric.Work(st.Action)
			}
		}
		got := fmt.Sprintf("%v:", cost)
		for _, b := range []plan.Bounds{{}, {Horizon: 180, MaxSteps: 2}, {ToTarget: true}} {
			c := plan.NewSolver(m, res).Budget(plan.Question{Kind: plan.Budget, Gain: plan.GainOverall, Budget: cost,
				Bounds: b})
			if !c.Proof.Optimal || c.PersonDays > cost || c.Gain != c.After.Overall.Score {
				t.Errorf("sample %d: %+v", at, c.Proof)
			}
			got += fmt.Sprintf(" %.3f", c.Gain.Value-now)
		}
		got += fmt.Sprintf(", focus %.3f", res.Plan.Phases[len(res.Plan.Phases)-1].Projected.Overall.Value-now)
		if got != want {
			t.Errorf("sample %d: %s, want %s", at, got, want)
		}
	}
}

// TestHenanReach: the cheapest way to an overall score of 3 costs 44 points.
func TestHenanReach(t *testing.T) {
	m, res := aSample(t, henan, points())
	c := plan.NewSolver(m, res).Reach(plan.Question{Kind: plan.Reach,
		Goals: []plan.Goal{{Kind: plan.GoalScore, At: "overall", Value: 3}}})
	if c.Cost != 44 || !c.Proof.Optimal || c.Proof.Bound != 44 || c.After.Overall.Score.Value < 3 {
		t.Errorf("%v, proved %+v, overall %v", c.Cost, c.Proof, c.After.Overall.Score)
	}
	for _, st := range c.Steps {
		if st.To != st.From+1 {
			t.Errorf("%s: from %d to %d", st.ID(m.Rubric), st.From, st.To)
		}
	}
}

// TestBuiltInProved: every kind of question of the samples is answered with a proof, or to 1 %.
func TestBuiltInProved(t *testing.T) {
	for at := range 3 {
		m, res := aSample(t, at, nil)
		for name, q := range questions(m, res) {
			c := ask(plan.NewSolver(m, res), q)
			answer := c.Cost
			if q.Kind == plan.Budget {
				answer = c.Gain.Value
			}
			if at != startup && len(c.Short) > 0 || math.Abs(c.Proof.Bound-answer) > 0.01*answer {
				t.Errorf("sample %d, %s: %v, proved %+v, short %v", at, name, answer, c.Proof, c.Short)
			}
		}
	}
}

// TestShort: what no plan reaches is told with how far it gets and with what holds it back, and the plan goes that far.
// By hand: k0 can only get to 2, for want of an action; k1 waits for k0 at 3; k2 has no score; k3 has nobody.
func TestShort(t *testing.T) {
	r := aRubric(newRand(), shape{1, 1, 4, 0, false})
	r.Scoring.Practice.AboveLowest = nil
	r.Sectors, r.Stages = nil, nil
	five := 5.0
	for i := range r.Practices {
		p := &r.Practices[i]
		p.Criteria, p.Floor, p.Target = p.Criteria[:1], nil, rubric.PerStage{All: &five}
		p.Weight = rubric.PerStage{}
		for k := range p.Actions {
			p.Actions[k].Owner = "A"
		}
	}
	r.Practices[0].Actions = r.Practices[0].Actions[:1]
	r.Practices[1].Requires = []rubric.Requirement{{Practice: "k0", Level: 3}}
	for k := range r.Practices[3].Actions {
		r.Practices[3].Actions[k].Owner = "B"
	}
	m, a := assess.Compile(r), &assess.Assessment{Answers: make([]assess.Answer, 4)}
	for _, i := range []int{0, 1, 3} {
		a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: 1}
	}
	res := m.Evaluate(a, assess.Options{})
	c := plan.NewSolver(m, res).Reach(plan.Question{Kind: plan.Reach,
		Bounds: plan.Bounds{Owners: map[string]float64{"B": 0}},
		Goals: []plan.Goal{{Kind: plan.GoalScore, At: "overall", Value: 5}, {Kind: plan.GoalTargets},
			{Kind: plan.GoalLevel, At: "k0", Value: 2}}})
	var got []string
	for _, short := range c.Short {
		got = append(got, fmt.Sprintf("%s %.4g:", short.Goal.Kind, short.Best.Value))
		for _, l := range short.Left {
			got = append(got, fmt.Sprintf("k%d %v %s %d", l.Practice, l.Score, l.Why, l.By))
		}
	}
	left := "k0 2 no-action 3, k1 1 blocked 0, k2 0 unscored 0, k3 1 no-people 0"
	if want := "score 1.333:, " + left + ", targets 0:, " + left; strings.Join(got, ", ") != want {
		t.Errorf("%s\nwant %s", strings.Join(got, ", "), want)
	}
	if fmt.Sprint(c.Taken) != "[1 0 0 0]" {
		t.Errorf("taken %v", c.Taken)
	}
}
