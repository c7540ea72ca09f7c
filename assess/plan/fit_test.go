package plan_test

import (
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/assess/plan"
)

// TestBudgetFits: on random rubrics, people and ends, a budget buys what there is room for on the calendar, and no
// choice of steps that fits brings more; so that a larger budget is never worse than a smaller one.
func TestBudgetFits(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 80))
	tight := 0
	for n := range 200 {
		b := aBrute(rng)
		people := plan.Capacity{PerQuarter: map[string]float64{"A": float64(rng.IntN(60)), "B": float64(rng.IntN(90))},
			AtOnce: oneOf(rng, 0, 1, 1)}
		if rng.IntN(2) == 0 {
			people.PerQuarter[""] = float64(rng.IntN(60))
		}
		until := oneOf(rng, 45, 90, 120, 180)
		gain := oneOf(rng, plan.GainAttainment, plan.GainOverall, plan.GainLevels)
		last := assess.Maybe[float64]{}
		for _, budget := range []float64{5, 10, 20, 35, 60, 100} {
			q := plan.Question{Kind: plan.Budget, Gain: gain, Budget: budget}
			a := plan.Ask(b.m, b.res, q, people, until)
			if len(a.NoRoom) > 0 || len(a.Plan.Steps) != len(a.Choice.Steps) {
				t.Fatalf("case %d: no room for %v", n, ids(b.m, a.NoRoom))
			}
			if last.OK && !assess.Reaches(a.Choice.Gain.Value, last.Value) {
				t.Fatalf("case %d: %v for %v, %v for less", n, a.Choice.Gain, budget, last)
			}
			last = a.Choice.Gain
			if last.OK && b.fits(t, a, people, n) {
				tight++
			}
		}
	}
	if tight < 60 {
		t.Errorf("the calendar is tighter than the person-days in %d cases only", tight)
	}
}

// fits holds an answer to every choice within its bounds, and reports whether one that does not fit would be better.
func (b *brute) fits(t *testing.T, a *plan.Answer, people plan.Capacity, n int) (tight bool) {
	t.Helper()
	q := a.Plan.Question
	for k := range b.ways {
		w := &b.ways[k]
		if g := gainOf(w, q.Gain); !g.OK || assess.Reaches(a.Choice.Gain.Value, g.Value) || !b.within(w, &q) {
			continue
		}
		var picks []plan.Pick
		steps := 0
		for i, taken := range w.taken {
			steps += taken
			if taken > 0 {
				picks = append(picks, plan.Pick{Practice: i, To: b.ups(i)[taken-1].To})
			}
		}
		if p := plan.Arrange(b.m, b.res, picks, people, a.Until); len(p.Steps) == steps {
			t.Fatalf("case %d: %v is better than %v, and fits", n, w.taken, a.Choice.Taken)
		}
		tight = true
	}
	if !a.Plan.Proof.Optimal {
		t.Fatalf("case %d: not proved, %+v", n, a.Plan.Proof)
	}
	return tight
}

// TestBudgetOfSamples: nor is a larger budget worse where there are many practices, or a way to an aim better than the
// budget of its work.
func TestBudgetOfSamples(t *testing.T) {
	for at := range 3 {
		m, res := aSample(t, at, nil)
		people := plan.Capacity{PerQuarter: map[string]float64{}}
		for _, o := range m.Rubric.Owners {
			people.PerQuarter[o.ID] = 8
		}
		for _, until := range []int{120, 180} {
			last := 0.0
			for _, budget := range []float64{20, 40, 60, 80, 100, 150} {
				a := plan.Ask(m, res, plan.Question{Kind: plan.Budget, Budget: budget}, people, until)
				if len(a.NoRoom) > 0 || a.Choice.Gain.Value < last-1e-9 {
					t.Errorf("sample %d, day %d: %v for %v, %v for less", at, until, a.Choice.Gain, budget, last)
				}
				last = a.Choice.Gain.Value
			}
			goal := plan.Goal{Kind: plan.GoalAttainment, Value: last + 0.005}
			q := plan.Question{Kind: plan.Reach, Goals: []plan.Goal{goal}}
			if r := plan.Ask(m, res, q, people, until); r.Reached() && r.Plan.PersonDays <= 150 {
				t.Errorf("sample %d, day %d: %v is reached with %v, a budget brings %v", at, until, goal.Value,
					r.Plan.PersonDays, last)
			}
		}
	}
}
