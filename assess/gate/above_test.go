package gate_test

import (
	"fmt"
	"reflect"
	"testing"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/rubric"
)

// plateau is a rubric of two practices with two criteria each, on a scale from 0 to top; and its answers.
func plateau(top int, change func(*rubric.Rubric), levels ...int) (*assess.Model, *assess.Result) {
	one := 1.0
	r := &rubric.Rubric{ID: "p", Version: "1", Scoring: rubric.Scoring{Practice: rubric.Rule{Aggregate: rubric.Mean},
		Dimension: rubric.Rule{Aggregate: rubric.Mean}, Part: rubric.Rule{Aggregate: rubric.Mean},
		Overall: rubric.Rule{Aggregate: rubric.Mean}},
		Parts:      []rubric.Part{{ID: "team"}},
		Dimensions: []rubric.Dimension{{ID: "work", Part: "team"}}}
	scale := rubric.Scale{ID: "long"}
	for l := range top + 1 {
		scale.Levels = append(scale.Levels, rubric.Level{Level: l, Value: float64(l)})
	}
	r.Scales = []rubric.Scale{scale}
	a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: "2026-05-01"}
	for p := range 2 {
		practice := rubric.Practice{ID: fmt.Sprint("k", p), Dimension: "work", Weight: rubric.PerStage{All: &one}}
		for c := range 2 {
			practice.Criteria = append(practice.Criteria, rubric.Criterion{ID: fmt.Sprint("c", c), Weight: 1,
				Scale: "long", Core: c == 0})
			a.Answers = append(a.Answers, assess.Answer{Given: true, State: assess.Answered, Level: levels[2*p+c]})
		}
		r.Practices = append(r.Practices, practice)
	}
	change(r)
	m := assess.Compile(r)
	return m, m.Evaluate(a, assess.Options{})
}

// TestStepsFromAbove: where no single level brings a rule nearer, what would meet it is found all the same, and no more
// than it takes: two levels below one to pass, two practices that are both the lowest, a scale too long to climb.
func TestStepsFromAbove(t *testing.T) {
	staged := func(r *rubric.Rubric) {
		pass := 3
		r.Scoring.Practice = rubric.Rule{Aggregate: rubric.Staged, Scale: "rungs", Pass: &pass}
		r.Scales = append(r.Scales, rubric.Scale{ID: "rungs",
			Levels: []rubric.Level{{Level: 0}, {Level: 1, Value: 1}, {Level: 2, Value: 2}}})
		for p := range r.Practices {
			for c := range r.Practices[p].Criteria {
				rung := c + 1
				r.Practices[p].Criteria[c].Rung = &rung
			}
		}
	}
	lowest := func(r *rubric.Rubric) { r.Scoring.Dimension.Aggregate = rubric.Min }
	for _, c := range []struct {
		name   string
		top    int
		change func(*rubric.Rubric)
		levels []int
		rule   gate.Rule
		want   string // criterion from-to
	}{
		{"two levels below the one to pass", 3, staged, []int{1, 0, 3, 3}, gate.Rule{Kind: gate.MinLevel, At: "k0", Limit: 2},
			"0 1-3, 1 0-3"},
		{"the first rung alone", 3, staged, []int{1, 0, 3, 3}, gate.Rule{Kind: gate.MinLevel, At: "k0", Limit: 1}, "0 1-3"},
		{"two practices that are both the lowest", 5, lowest, []int{1, 1, 1, 1},
			gate.Rule{Kind: gate.MinScore, At: "work", Limit: 2}, "1 1-3, 3 1-3"},
		{"longer than a climb goes", 40, func(*rubric.Rubric) {}, []int{0, 0, 0, 0},
			gate.Rule{Kind: gate.MinScore, At: "overall", Limit: 39}, "0 0-36, 1 0-40, 2 0-40, 3 0-40"},
		{"more than there is", 5, lowest, []int{1, 1, 1, 1}, gate.Rule{Kind: gate.MinScore, At: "work", Limit: 6}, ""},
	} {
		m, res := plateau(c.top, c.change, c.levels...)
		got, next := "", ""
		out := gate.Check(m, res, []gate.Rule{c.rule}, gate.Context{})
		for _, s := range out[0].Steps {
			got += fmt.Sprintf("%s%d %d-%d", next, s.Criterion, s.From.Value, s.To.Value)
			next = ", "
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if slow := gate.CheckSlowly(m, res, []gate.Rule{c.rule}, gate.Context{}); !reflect.DeepEqual(out, slow) {
			t.Errorf("%s: slowly %+v, want %+v", c.name, slow, out)
		}
	}
}

// TestBelowTheLowestLevel: a score below the lowest level of its scale has none, and no rule about levels is met by
// that, nor let off.
func TestBelowTheLowestLevel(t *testing.T) {
	m, res := plateau(3, func(r *rubric.Rubric) {
		r.Scoring.Practice = rubric.Rule{Aggregate: rubric.Sum, Start: -9, Scale: "long"}
	}, 1, 1, 3, 3)
	for level, each := range []bool{false, true} {
		rules := []gate.Rule{{Kind: gate.MinLevel, At: "k0", Limit: float64(level), Each: each}}
		if out := gate.Check(m, res, rules, gate.Context{}); out[0].Verdict != gate.NotMet || out[0].Was.OK {
			t.Errorf("each %v: %+v", each, out[0])
		}
	}
}

// TestLevelsBelowZero: a rule can ask for any level that the scale has, 0 and those below; of one that it has not, the
// others are told.
func TestLevelsBelowZero(t *testing.T) {
	m, _ := plateau(2, func(r *rubric.Rubric) {
		r.Scales[0].Levels[0] = rubric.Level{Level: -1, Value: -1}
	}, 1, 1, 1, 1)
	for _, kind := range []gate.Kind{gate.MinLevel, gate.Evidence} {
		if rules, refused := gate.NewRules(m, kind, "k0", -1); refused != nil || len(rules) != 1 {
			t.Errorf("%s: %v", kind, refused)
		}
	}
	if _, refused := gate.NewRules(m, gate.MinLevel, "k0", 0); refused == nil ||
		refused.EN != "0 is not a level of k0 (-1, 1, 2)" {
		t.Errorf("%v", refused)
	}
	if _, refused := gate.NewRules(m, gate.MaxDiscuss, "", -1); refused == nil {
		t.Error("fewer than none to discuss")
	}
}
