package assess_test

import (
	"testing"

	"fathom/assess"
	"fathom/rubric"
)

// assurance is a practice of six criteria, two for each of the levels 1 to 3 of its own scale, rated 0, 0.25, 0.5 or 1
// and weighing a half each; with rungs or without.
func assurance(rungs bool) *assess.Model {
	own, answers := rubric.Scale{ID: "own"}, rubric.Scale{ID: "answers"}
	for l, v := range []float64{0, 0.25, 0.5, 1} {
		own.Levels = append(own.Levels, rubric.Level{Level: l, Value: float64(l)})
		answers.Levels = append(answers.Levels, rubric.Level{Level: l, Value: v})
	}
	r := &rubric.Rubric{ID: "t", Version: "1", Scales: []rubric.Scale{own, answers}, Scoring: means(),
		Parts: []rubric.Part{{ID: "all"}}, Dimensions: []rubric.Dimension{{ID: "d", Part: "all"}}}
	r.Scoring.Practice = rubric.Rule{Aggregate: rubric.Sum, Scale: "own"}
	p := rubric.Practice{ID: "a", Dimension: "d", Target: rubric.PerStage{All: num(2)}}
	for c, id := range []string{"a1", "b1", "a2", "b2", "a3", "b3"} {
		p.Criteria = append(p.Criteria, rubric.Criterion{ID: id, Weight: 0.5, Scale: "answers"})
		if rungs {
			rung := 1 + c/2
			p.Criteria[c].Rung = &rung
		}
	}
	for to := 1; to <= 3; to++ {
		p.Actions = append(p.Actions, rubric.Action{To: to, Days: 10})
	}
	r.Practices = []rubric.Practice{p}
	return assess.Compile(r)
}

// TestSumOnAScale: 1, 0.5, 0.25, 0, 0, 0 by halves are 0.875: level 0, and 87.5 % of the way to 1; the whole has the
// levels, too. Without the last, which does not apply, the other five stand for it: 0.875 * 3 / 2.5 = 1.05, level 1.
// With it unanswered the same, between 0.875 and 0.875 + 0.5.
func TestSumOnAScale(t *testing.T) {
	for _, c := range []struct {
		last             assess.Answer
		score, low, high float64
		level            int
		progress         float64
	}{
		{level(0), 0.875, 0.875, 0.875, 0, 0.875},
		{na, 1.05, 1.05, 1.05, 1, 0.05},
		{assess.Answer{}, 1.05, 0.875, 1.375, 1, 0.05},
	} {
		m := assurance(true)
		a := &assess.Assessment{Answers: []assess.Answer{level(3), level(2), level(1), level(0), level(0), c.last}}
		for what, n := range map[string]assess.Node{"practice": m.Evaluate(a, assess.Options{}).Practices[0].Node,
			"overall": m.Evaluate(a, assess.Options{}).Overall.Node} {
			if !near(n.Score.Value, c.score) || !near(n.Low.Value, c.low) || !near(n.High.Value, c.high) ||
				n.Level != assess.Some(c.level) || !near(n.Progress, c.progress) || n.Scale != &m.Rubric.Scales[0] {
				t.Errorf("%s: %+v, want %+v", what, n, c)
			}
		}
	}
}

// TestStepsOnAScale: with rungs, the step to 1 brings the two criteria of it to their highest, and the step to 2 those
// of 2: from 0.875 to 1 + 0.125, then to 2. Without, the step to 1 brings all to the level at which three times its
// value is 1 or more, 0.5: 0.5 + 5 * 0.25 = 1.75, and the step to 2 all to the highest.
func TestStepsOnAScale(t *testing.T) {
	for rungs, want := range map[bool][2]float64{true: {1.125, 2}, false: {1.75, 3}} {
		m := assurance(rungs)
		a := &assess.Assessment{Answers: []assess.Answer{level(3), level(2), level(1), level(0), level(0), level(0)}}
		res := m.Evaluate(a, assess.Options{})
		climb := m.NewClimb(res)
		for k, w := range want {
			if got := climb.Raised(0, k+1).Score(); !near(got.Value, w) {
				t.Errorf("rungs %t, to %d: %v, want %v", rungs, k+1, got, w)
			}
		}
		if got := res.Plan.Phases[1].Projected.Overall; !near(got.Value, want[1]) {
			t.Errorf("rungs %t: the plan comes to %v, want %v", rungs, got, want[1])
		}
		if e, _ := m.Explain(res, "a"); !near(e.Step.Value, want[0]) {
			t.Errorf("rungs %t: one more level makes %v, want %v", rungs, e.Step, want[0])
		}
	}
}

// TestStart: of 110 points, 5, 3 and 1 are taken away where something is not met. The first is not met, the second is,
// the third is not answered: like the others, 110 - 9 * 5/8 = 104.375, and once it is known 104 or 105. Where the first
// does not apply, 110 or 109. An own target counts from the start: 106 of 110 where 4 of the 9 apply is 110 - 4 * 4/9.
func TestStart(t *testing.T) {
	s := rubric.Scale{ID: "met", Levels: []rubric.Level{{Level: 0, Value: -1}, {Level: 1, Value: 0}}}
	p := rubric.Practice{ID: "a", Dimension: "d", Target: rubric.PerStage{All: num(106)}}
	for _, w := range []float64{5, 3, 1} {
		p.Criteria = append(p.Criteria, rubric.Criterion{ID: string('a' + rune(w)), Weight: w, Scale: "met"})
	}
	r := &rubric.Rubric{ID: "t", Version: "1", Scales: []rubric.Scale{s}, Scoring: means(),
		Parts: []rubric.Part{{ID: "all"}}, Dimensions: []rubric.Dimension{{ID: "d", Part: "all"}},
		Practices: []rubric.Practice{p}}
	r.Scoring.Practice = rubric.Rule{Aggregate: rubric.Sum, Start: 110}
	m := assess.Compile(r)
	for _, c := range []struct {
		answers               []assess.Answer
		score, low, high, aim float64
	}{
		{[]assess.Answer{level(0), level(1), {}}, 104.375, 104, 105, 106},
		{[]assess.Answer{na, level(1), {}}, 110, 109, 110, 110 - 16.0/9},
		{[]assess.Answer{level(0), level(0), level(0)}, 101, 101, 101, 106},
	} {
		got := m.Evaluate(&assess.Assessment{Answers: c.answers}, assess.Options{}).Practices[0]
		if !near(got.Score.Value, c.score) || !near(got.Low.Value, c.low) || !near(got.High.Value, c.high) ||
			!near(got.Aim.Value, c.aim) {
			t.Errorf("%+v, aim %v, want %+v", got.Node, got.Aim, c)
		}
	}
	if got := m.Spans().Practices[0]; got != (assess.Span{Low: 101, High: 110}) {
		t.Errorf("span %+v", got)
	}
}
