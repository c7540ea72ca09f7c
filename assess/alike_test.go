package assess_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
)

// TestAlike: one criterion of each fate. Compared: answered each time by the present text, or by one that
// asked the same. Out: not applicable or not
// asked now, whatever was said before. Missing: applies now, and has no answer then, or now, or one to another text.
func TestAlike(t *testing.T) {
	r := build(means(), []spec{{id: "a", criteria: 8, weight: 1}})
	m := assess.Compile(r)
	retold := level(2)
	retold.Text = "another"
	told := level(2)
	told.Text = "reworded"
	m.Criterion(7).SameAs = []string{"reworded"}
	old := &assess.Assessment{Depth: "full", Answers: []assess.Answer{level(1), level(2), na, none, unknown, level(3),
		retold, told}}
	new := &assess.Assessment{Depth: "quick", Answers: []assess.Answer{none, na, level(4), level(3), level(5), none,
		level(1), level(3)}}
	alike := m.Alike(m.Evaluate(old, assess.Options{}), m.Evaluate(new, assess.Options{}))
	want := assess.Alike{
		Compared: []bool{false, false, false, false, false, false, false, true},
		Answered: []bool{false, false, false, false, false, false, true, true}, // the seventh by another text then
		Out:      []bool{false, true, false, false, false, true, false, false}, // the first is asked: it is core
	}
	if diff := cmp.Diff(want, alike); diff != "" || alike.Count() != 1 {
		t.Error(diff)
	}
	out := assess.Answer{Given: true, State: assess.NotApplicable}
	for side, last := range map[*assess.Assessment]assess.Answer{old: told, new: level(3)} {
		got := alike.Of(side)
		if diff := cmp.Diff([]assess.Answer{none, out, none, none, none, out, none, last}, got.Answers); diff != "" {
			t.Error(diff)
		}
		if side.Answers[1].State == assess.NotApplicable && side == old {
			t.Error("the assessment itself was changed")
		}
		// of six that apply one is known
		if c := m.Evaluate(got, assess.Options{}).Overall.Coverage; !c.OK || c.Value != 1./6 {
			t.Errorf("coverage %v", c)
		}
	}
	m.Criterion(7).SameAs = nil
	told.Text = m.Criterion(7).TextDigest()
	old.Answers[7] = told
	if alike := m.Alike(m.Evaluate(old, assess.Options{}), m.Evaluate(new, assess.Options{})); alike.Count() != 1 {
		t.Error("the present text itself is not compared")
	}
}
