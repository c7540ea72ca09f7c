package plan

import (
	"fmt"
	"testing"

	"fathom/assess"
	"fathom/rubric"
)

// worked is the example of the package's documentation.
func worked() (*assess.Model, *assess.Result) {
	num := func(v float64) rubric.PerStage { return rubric.PerStage{All: &v} }
	mean := rubric.Rule{Aggregate: rubric.Mean}
	r := &rubric.Rubric{ID: "t", Version: "1", Scoring: rubric.Scoring{Practice: mean, Dimension: mean, Part: mean,
		Overall: mean}, Parts: []rubric.Part{{ID: "p"}},
		Dimensions: []rubric.Dimension{{ID: "A", Part: "p"}, {ID: "B", Part: "p"}}}
	s := rubric.Scale{ID: "three"}
	for l := 1; l <= 3; l++ {
		s.Levels = append(s.Levels, rubric.Level{Level: l, Value: float64(l)})
	}
	r.Scales = []rubric.Scale{s}
	practice := func(id, dim string, weight float64, actions ...rubric.Action) {
		r.Practices = append(r.Practices, rubric.Practice{ID: id, Dimension: dim, Weight: num(weight), Actions: actions,
			Criteria: []rubric.Criterion{{ID: "c", Weight: 1, Scale: "three"}}})
	}
	practice("a", "A", 1, rubric.Action{To: 2, PersonDays: 1}, rubric.Action{To: 3, PersonDays: 3})
	practice("b", "A", 2, rubric.Action{To: 3, PersonDays: 1})
	practice("c", "B", 3, rubric.Action{To: 2, PersonDays: 2})
	r.Practices[1].Requires = []rubric.Requirement{{Practice: "a", Level: 2}}
	m, a := assess.Compile(r), &assess.Assessment{}
	for _, level := range []int{1, 2, 1} {
		a.Answers = append(a.Answers, assess.Answer{Given: true, State: assess.Answered, Level: level})
	}
	return m, m.Evaluate(a, assess.Options{})
}

// told writes a front down: cost and value of each way.
func told(f *front, times float64) (out string) {
	for _, w := range f.ways {
		out += fmt.Sprintf("%d %.4g, ", w.cost, times*w.value)
	}
	return out
}

// TestWorkedExample follows the example of the package's documentation line by line.
func TestWorkedExample(t *testing.T) {
	m, res := worked()
	s := NewSolver(m, res)
	is := func(what, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}
	is("today", fmt.Sprintf("%.6f", res.Overall.Score.Value*6), "8.000000")
	q := &Question{Kind: Budget, Gain: GainOverall, Budget: 100}
	p := s.budget(q)
	r := relaxer{solver: s, t: p.tree, cost: p.cost}
	in := r.relax(&p.box, nil, nil, 1000)
	is("a", told(r.leaf(0, &p.tree.nodes[0], &p.box), 1), "0 1, 1 2, 4 3, ")
	is("b", told(r.leaf(1, &p.tree.nodes[0], &p.box), 1), "0 4, 1 6, ")
	is("A", told(in.joined[0][2], 1), "0 5, 1 7, 2 8, 5 9, ")
	is("A, valued", told(in.done[0], 3), "0 5, 1 7, 2 8, 5 9, ")
	is("c", told(in.joined[1][1], 1), "0 3, 2 6, ")

	at := func(low, high int) answer { // a budget of 1, with so many steps of a
		x := p.box.clone()
		x.low[0], x.high[0] = low, high
		s.tighten(&x)
		best, _ := r.best(&x, r.relax(&x, nil, nil, 2), true, 2)
		return best
	}
	is("without needs", fmt.Sprintf("%v %.4g", at(0, 2).taken, 6*at(0, 2).value), "[0 1 0] 10")
	is("no step of a", fmt.Sprintf("%v %.4g", at(0, 0).taken, 6*at(0, 0).value), "[0 0 0] 8")
	is("a step of a", fmt.Sprintf("%v %.4g", at(1, 2).taken, 6*at(1, 2).value), "[1 0 0] 9")
	q.Budget = 1
	c := s.Budget(*q)
	is("budget", fmt.Sprintf("%v %v %.4g %v", c.Taken, c.Gain.Value, c.Proof.Bound, c.Proof.Optimal),
		"[1 0 0] 1.5 1.5 true")

	aim := Question{Kind: Reach, Goals: []Goal{{Kind: GoalScore, At: "overall", Value: 1.8}}}
	first := s.Reach(aim)
	is("reach", fmt.Sprintf("%v %v %.4g", first.Taken, first.Cost, 6*first.After.Overall.Score.Value), "[1 1 0] 2 11")
	other, ok := s.Other(aim, first)
	is("another", fmt.Sprintf("%v %v %.4g %v", other.Taken, other.Cost, 6*other.After.Overall.Score.Value, ok),
		"[0 0 1] 2 11 true")
}

// TestHeld: where the bounds hold a score, as a missing answer on a larger scale does, the tree promises no less than
// the scorer gives. By hand, with all steps: A knows a at 3, and b is 10 at least: (3 + 2*10) / 3 = 23/3, not 3. With c
// at 2 the whole is (23 + 6) / 6.
func TestHeld(t *testing.T) {
	m, res := worked()
	r := *m.Rubric
	ten := rubric.Scale{ID: "ten", Levels: []rubric.Level{{Level: 1, Value: 10}, {Level: 2, Value: 20}}}
	r.Scales = append(r.Scales, ten)
	r.Practices[1].Requires, r.Practices[1].Criteria[0].Scale = nil, "ten"
	a := *res.Assessment
	a.Answers[1] = assess.Answer{}
	m = assess.Compile(&r)
	s := NewSolver(m, m.Evaluate(&a, assess.Options{}))
	p := s.budget(&Question{Kind: Budget, Gain: GainOverall, Budget: 100})
	rel := relaxer{solver: s, t: p.tree, cost: p.cost}
	best, ok := rel.best(&p.box, rel.relax(&p.box, nil, nil, 1000), true, 1000)
	s.put(s.full)
	if got := s.climb.At(assess.KindOverall, 0).Value; !ok || !assess.Reaches(best.value, got) ||
		!assess.Reaches(got, 29./6) || !assess.Reaches(29./6, got) {
		t.Errorf("the tree promises %v, the scorer gives %v, by hand %v", best.value, got, 29./6)
	}
}
