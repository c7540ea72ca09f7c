package plan_test

import (
	"slices"
	"testing"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/rubric"
)

// TestGoals, on random rubrics, in every state that some choice of steps leads to: a goal is met where the plainest
// words say so, and the strongest goals are met exactly where all are.
func TestGoals(t *testing.T) {
	rng := newRand()
	met, dropped := map[bool]int{}, 0
	for range 60 {
		b := aBrute(rng)
		var goals []plan.Goal
		for range 6 {
			goals = append(goals, b.aGoal(rng))
		}
		strongest := plan.Strongest(b.m, goals)
		dropped += len(goals) - len(strongest)
		for k := range b.ways {
			res := b.ways[k].res
			all := true
			for _, g := range goals {
				want := b.holds(res, g)
				if g.Met(res) != want {
					t.Fatalf("%+v is met: %v", g, !want)
				}
				met[want]++
				all = all && want
			}
			if got := !slices.ContainsFunc(strongest, func(g plan.Goal) bool { return !g.Met(res) }); got != all {
				t.Fatalf("all of %+v: %v, of %+v: %v", goals, all, strongest, got)
			}
		}
	}
	if met[true] < 1000 || met[false] < 1000 || dropped < 30 {
		t.Errorf("too little was seen: %v, %d", met, dropped)
	}
}

// TestStrongest, by hand, on a scale on which level 3 is worth 30 points: a level and a score of one node are compared
// in points, and what holds another takes its place.
func TestStrongest(t *testing.T) {
	m := assess.Compile(&rubric.Rubric{Languages: []string{"en"}, Scales: []rubric.Scale{scale("ten", 3, 10, 0)},
		Parts: []rubric.Part{{ID: "p"}}, Dimensions: []rubric.Dimension{{ID: "d", Part: "p"}},
		Practices: []rubric.Practice{{ID: "a", Dimension: "d",
			Criteria: []rubric.Criterion{{ID: "c", Scale: "ten", Weight: 1}}}}})
	score := func(at string, v float64) plan.Goal { return plan.Goal{Kind: plan.GoalScore, At: at, Value: v} }
	share := func(v float64) plan.Goal { return plan.Goal{Kind: plan.GoalAttainment, Value: v} }
	level, targets := plan.Goal{Kind: plan.GoalLevel, At: "a", Value: 3}, plan.Goal{Kind: plan.GoalTargets}
	got := plan.Strongest(m, []plan.Goal{score("a", 20), share(0.5), score("d", 20), level, score("a", 30), targets,
		share(0.9), targets, share(0.7), {Kind: plan.GoalFloors}})
	want := []plan.Goal{level, share(0.9), score("d", 20), targets, {Kind: plan.GoalFloors}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestAsks: what needs targets or floors asks nothing where there are none, or only of what does not count.
func TestAsks(t *testing.T) {
	res := &assess.Result{Practices: make([]assess.Practice, 2)}
	goals := []plan.Goal{{Kind: plan.GoalTargets}, {Kind: plan.GoalAttainment, Value: 0.5}, {Kind: plan.GoalFloors},
		{Kind: plan.GoalScore, At: "overall", Value: 3}, {Kind: plan.GoalLevel, At: "overall", Value: 3}}
	asks := func() (out []bool) {
		for _, g := range goals {
			out = append(out, g.Asks(res))
		}
		return out
	}
	for _, step := range []struct {
		change func()
		want   []bool
	}{
		{func() { res.Practices[0].InOverall = true }, []bool{false, false, false, true, true}},
		{func() { res.Practices[1].Aim, res.Practices[1].Floor = assess.Some(3.0), assess.Some(2.0) },
			[]bool{false, false, false, true, true}},
		{func() { res.Practices[0].Aim = assess.Some(3.0) }, []bool{true, true, false, true, true}},
		{func() { res.Practices[0].Floor = assess.Some(2.0) }, []bool{true, true, true, true, true}},
	} {
		if step.change(); !slices.Equal(asks(), step.want) {
			t.Errorf("%v, want %v", asks(), step.want)
		}
	}
}

// TestPointsHaveNoLevels: where points are added up there are no levels to climb; no action is missing.
func TestPointsHaveNoLevels(t *testing.T) {
	r := aRubric(newRand(), shape{parts: 1, dims: 1, practices: 2})
	r.Scoring.Practice = rubric.Rule{Aggregate: rubric.Sum}
	for i := range r.Practices {
		r.Practices[i].Target = rubric.PerStage{All: num(100)}
	}
	m := assess.Compile(r)
	a := &assess.Assessment{Answers: make([]assess.Answer, m.Len())}
	for i := range a.Answers {
		a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: 1}
	}
	res := m.Evaluate(a, assess.Options{})
	for _, g := range []plan.Goal{{Kind: plan.GoalTargets}, {Kind: plan.GoalScore, At: "k0", Value: 100}} {
		c := plan.NewSolver(m, res).Reach(plan.Question{Kind: plan.Reach, Goals: []plan.Goal{g}})
		if len(c.Short) != 1 || len(c.Short[0].Left) == 0 {
			t.Fatalf("%+v: %+v", g, c)
		}
		for _, l := range c.Short[0].Left {
			if l.Why != plan.NoLevels {
				t.Errorf("%+v: practice %d is short for %s", g, l.Practice, l.Why)
			}
		}
	}
}
