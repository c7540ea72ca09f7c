package assess_test

import (
	"fmt"
	"slices"
	"testing"

	"fathom/assess"
	"fathom/rubric"
)

// TestPhases: 30, 90, 180, then every 90 days; a day belongs to the first phase that does not end before it.
func TestPhases(t *testing.T) {
	var ends []int
	for k := range 6 {
		ends = append(ends, assess.PhaseEnd(k))
	}
	if !slices.Equal(ends, []int{30, 90, 180, 270, 360, 450}) {
		t.Error(ends)
	}
	for day := range 1000 {
		k := 0
		for assess.PhaseEnd(k) < day {
			k++
		}
		if got := assess.PhaseOf(day); got != k {
			t.Errorf("day %d is in phase %d, want %d", day, got, k)
		}
	}
}

// TestFit: a second step in a phase begins when that phase ends; one that others hold up to the next phase need not.
func TestFit(t *testing.T) {
	for _, test := range []struct{ days, start, notBefore, before, from, to int }{
		{20, 0, 0, -1, 0, 20},
		{20, 0, 25, -1, 0, 25},
		{20, 10, 0, 0, 30, 50}, // else it would be done on day 30, in the first phase like the one before it
		{20, 15, 0, 0, 15, 35}, // is done in the next phase anyway
		{20, 10, 31, 0, 10, 31},
		{90, 95, 0, 2, 95, 185},
		{80, 95, 0, 2, 180, 260},
	} {
		from, to := assess.Fit(test.days, test.start, test.notBefore, test.before)
		if from != test.from || to != test.to {
			t.Errorf("%+v: from %d to %d", test, from, to)
		}
	}
}

// TestCourse: a is where it should be, though the rubric has no action for the next level: that is not told. b has none
// where it needs one. c waits for b. d has its step, and e is nowhere.
func TestCourse(t *testing.T) {
	to := func(levels ...int) (out []rubric.Action) {
		for _, l := range levels {
			out = append(out, rubric.Action{To: l, Effort: "S", Days: 10})
		}
		return out
	}
	m := assess.Compile(build(means(), []spec{
		{id: "a", criteria: 1, weight: 1, target: 3, actions: to(2, 3)},
		{id: "b", criteria: 1, weight: 1, target: 3, actions: to(2)},
		{id: "c", criteria: 1, weight: 1, target: 3, actions: to(2, 3),
			requires: []rubric.Requirement{{Practice: "b", Level: 3}}},
		{id: "d", criteria: 2, weight: 1, target: 3, actions: to(2, 3)},
		{id: "e", criteria: 1, weight: 1, target: 3, actions: to(2, 3)},
	}))
	answers := []assess.Answer{level(3), level(2), level(2), level(1), level(3), none}
	res := m.Evaluate(&assess.Assessment{Answers: answers}, assess.Options{})
	course := m.Course(res)
	var got []string
	for i := range res.Practices {
		st, stop := course.Next(i)
		if stop.Why != "" {
			got = append(got, fmt.Sprint(stop.Why, " ", stop.By))
		} else {
			got = append(got, fmt.Sprint("to ", st.To, ", first ", st.FirstRaise))
		}
	}
	if want := []string{"there 0", "no-action 3", "blocked 1", "to 3, first [0]", "no-levels 0"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	var warned []string
	for _, w := range res.Warnings {
		if w.Code == assess.NoAction || w.Code == assess.Blocked {
			warned = append(warned, fmt.Sprint(w.Code, " ", w.At, " ", w.By))
		}
	}
	if want := []string{"no-action b 3", "blocked c b"}; !slices.Equal(warned, want) {
		t.Errorf("%q, want %q", warned, want)
	}
	course.Begin(1, 3)
	if st, stop := course.Next(2); stop.Why != "" || st.To != 3 {
		t.Errorf("b is on its way to 3, and c does not begin: %+v", stop)
	}
}
