package assess

import (
	"fmt"
	"testing"

	"fathom/rubric"
)

// wide is a rubric of a part with so many dimensions, of two practices each.
func wide(dimensions int) *rubric.Rubric {
	mean := rubric.Rule{Aggregate: rubric.Mean}
	r := &rubric.Rubric{ID: "wide", Version: "1.0.0", Languages: []string{"en"},
		Scales:  []rubric.Scale{{ID: "s", Levels: []rubric.Level{{Level: 1, Value: 1}, {Level: 2, Value: 2}}}},
		Parts:   []rubric.Part{{ID: "all"}},
		Scoring: rubric.Scoring{Practice: mean, Dimension: mean, Part: mean, Overall: mean}}
	for d := range dimensions {
		r.Dimensions = append(r.Dimensions, rubric.Dimension{ID: fmt.Sprintf("d%d", d), Part: "all"})
		for k := range 2 {
			r.Practices = append(r.Practices, rubric.Practice{ID: fmt.Sprintf("p%d-%d", d, k),
				Dimension: fmt.Sprintf("d%d", d),
				Criteria:  []rubric.Criterion{{ID: "c", Scale: "s", Weight: 1}}})
		}
	}
	return r
}

// TestClimbScoresWhatChanged: one practice that is put costs one dimension, however many there are. A score that does
// not belong to a dimension stays where nothing below it was put.
func TestClimbScoresWhatChanged(t *testing.T) {
	for _, dimensions := range []int{10, 20} {
		m := Compile(wide(dimensions))
		a := &Assessment{Answers: make([]Answer, m.Len())}
		for i := range a.Answers {
			a.Answers[i] = Answer{Given: true, State: Answered, Level: 1}
		}
		c := m.NewClimb(m.Evaluate(a, Options{}))
		const mark = -77
		for d := range c.s.dims {
			c.s.dims[d].score = mark
		}
		c.Put(3, c.Raised(3, 2))
		c.Score()
		scored := 0
		for d := range c.s.dims {
			if c.s.dims[d].score != mark {
				scored++
			}
		}
		if scored != 1 || c.s.dims[1].score != 1.5 {
			t.Errorf("of %d dimensions %d were scored, the second is %v", dimensions, scored, c.s.dims[1].score)
		}
	}
}

// TestClimbKnowsTheWay: the way to the targets is added up once, and not for each choice that is measured by it.
func TestClimbKnowsTheWay(t *testing.T) {
	r := wide(5)
	for i := range r.Practices {
		two := 2.0
		r.Practices[i].Target = rubric.PerStage{All: &two}
	}
	m := Compile(r)
	a := &Assessment{Answers: make([]Answer, m.Len())}
	for i := range a.Answers {
		a.Answers[i] = Answer{Given: true, State: Answered, Level: 1}
	}
	c := m.NewClimb(m.Evaluate(a, Options{}))
	for i := range c.s.targets {
		c.s.targets[i] = Some(1e6) // who adds it up again comes to something else
	}
	if got := c.Attained(2.5); got != Some(0.25) {
		t.Errorf("%v of the way, not a quarter", got)
	}
}
