package plan_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/plan"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
)

// sampleAt is the place of a sample among all.
const (
	henan = iota
	nordic
	startup
)

// aSample evaluates one of the samples by the built-in rubric, with as many person-days for S, M and L as given.
func aSample(t testing.TB, at int, days map[rubric.Effort]float64) (*assess.Model, *assess.Result) {
	t.Helper()
	r := channelteam.Rubric()
	if days != nil {
		r.PersonDays = days
		for i := range r.Practices {
			for k := range r.Practices[i].Actions {
				r.Practices[i].Actions[k].PersonDays = 0
			}
		}
	}
	m := assess.Compile(r)
	a, err := answerfile.Read("sample", samples.All()[at].Data, r)
	if err != nil {
		t.Fatal(err)
	}
	return m, m.Evaluate(a, assess.Options{})
}

// questions are one of every kind.
func questions(m *assess.Model, res *assess.Result) map[string]plan.Question {
	now := res.Overall.Score.Value
	owners := map[string]float64{}
	for _, o := range m.Rubric.Owners {
		owners[o.ID] = 30
	}
	reach := func(goals ...plan.Goal) plan.Question { return plan.Question{Kind: plan.Reach, Goals: goals} }
	overall := plan.Goal{Kind: plan.GoalScore, At: "overall", Value: now + 0.5}
	attain := plan.Goal{Kind: plan.GoalAttainment, Value: (1 + res.Overall.Attainment.Value) / 2}
	return map[string]plan.Question{
		"budget-attainment":  {Kind: plan.Budget, Gain: plan.GainAttainment, Budget: 120},
		"budget-overall":     {Kind: plan.Budget, Gain: plan.GainOverall, Budget: 120},
		"budget-levels":      {Kind: plan.Budget, Gain: plan.GainLevels, Budget: 120},
		"budget-overall-big": {Kind: plan.Budget, Gain: plan.GainOverall, Budget: 800},
		"capacity-attainment": {Kind: plan.Budget, Gain: plan.GainAttainment,
			Bounds: plan.Bounds{Owners: owners, Horizon: 182}},
		"capacity-overall": {Kind: plan.Budget, Gain: plan.GainOverall,
			Bounds: plan.Bounds{Owners: owners, Horizon: 182}},
		"reach-overall":    reach(overall),
		"reach-attainment": reach(attain),
		"reach-targets":    reach(plan.Goal{Kind: plan.GoalTargets}),
		"reach-policy": reach(overall, attain, plan.Goal{Kind: plan.GoalFloors},
			plan.Goal{Kind: plan.GoalScore, At: m.Rubric.Parts[0].ID, Value: res.Parts[0].Score.Value + 0.4}),
		"reach-days": {Kind: plan.Reach, Cost: plan.CostDays, Goals: []plan.Goal{overall}},
		"reach-owner": {Kind: plan.Reach, Cost: plan.CostOwner, Owner: m.Rubric.Owners[0].ID,
			Goals: []plan.Goal{{Kind: plan.GoalScore, At: "overall", Value: now + 1.3}}},
		"reach-within": {Kind: plan.Reach, Goals: []plan.Goal{overall}, Bounds: plan.Bounds{Owners: owners}},
	}
}

func ask(s *plan.Solver, q plan.Question) plan.Choice {
	if q.Kind == plan.Budget {
		return s.Budget(q)
	}
	return s.Reach(q)
}

// measure asks one question again and again, and tells the answer, what is proved, and the boxes looked into.
func measure(b *testing.B, m *assess.Model, res *assess.Result, q plan.Question) {
	var c plan.Choice
	for b.Loop() {
		c = ask(plan.NewSolver(m, res), q)
	}
	answer := c.Cost
	if q.Kind == plan.Budget {
		answer = c.Gain.Value
	}
	b.ReportMetric(answer, "answer")
	b.ReportMetric(c.Proof.Bound, "bound")
	b.ReportMetric(float64(c.Proof.Nodes), "boxes")
	b.ReportMetric(float64(len(c.Steps)), "steps")
	b.ReportMetric(0, "B/op")
}

func benchmark(b *testing.B, m *assess.Model, res *assess.Result) {
	all := questions(m, res)
	for _, name := range []string{"budget-attainment", "budget-overall", "budget-levels", "budget-overall-big",
		"capacity-attainment", "capacity-overall", "reach-overall", "reach-attainment", "reach-targets", "reach-policy",
		"reach-days", "reach-owner", "reach-within"} {
		b.Run(name, func(b *testing.B) { measure(b, m, res, all[name]) })
	}
}

// BenchmarkBuiltIn asks every kind of question of the samples.
func BenchmarkBuiltIn(b *testing.B) {
	for at, name := range []string{"henan", "nordic", "startup"} {
		b.Run(name, func(b *testing.B) {
			m, res := aSample(b, at, nil)
			benchmark(b, m, res)
		})
	}
}

// BenchmarkHundred asks them of random rubrics of 100 practices in 4 parts, with 20 requirements.
func BenchmarkHundred(b *testing.B) {
	for seed := range uint64(3) {
		b.Run(fmt.Sprint(seed), func(b *testing.B) {
			rng := rand.New(rand.NewPCG(seed, 100))
			m := assess.Compile(aRubric(rng, shape{4, 12, 100, 20, false}))
			benchmark(b, m, m.Evaluate(someAnswers(m, rng, false), assess.Options{}))
		})
	}
}
