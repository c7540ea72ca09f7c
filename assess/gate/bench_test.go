package gate_test

import (
	"fmt"
	"testing"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/rubric"
)

// orchard makes a rubric of so many criteria, on which each practice, dimension and part holds about as many children
// as the others, or, flat, one dimension holds a practice for each three criteria.
func orchard(criteria int, flat, capped bool) *assess.Model {
	num := func(v float64) rubric.PerStage { return rubric.PerStage{All: &v} }
	mean := rubric.Rule{Aggregate: rubric.Mean}
	r := &rubric.Rubric{ID: "o", Version: "1", Scoring: rubric.Scoring{Practice: mean, Dimension: mean, Part: mean,
		Overall: mean}}
	if capped {
		above := 1.0
		r.Scoring.Practice.AboveLowest = &above
	}
	s := rubric.Scale{ID: "five"}
	for l := 1; l <= 5; l++ {
		s.Levels = append(s.Levels, rubric.Level{Level: l, Value: float64(l)})
	}
	r.Scales = []rubric.Scale{s}
	for made := 0; made < criteria; {
		k := len(r.Practices)
		if k == 0 || !flat && k%100 == 0 {
			r.Parts = append(r.Parts, rubric.Part{ID: fmt.Sprint("part", k)})
		}
		if k == 0 || !flat && k%10 == 0 {
			r.Dimensions = append(r.Dimensions, rubric.Dimension{ID: fmt.Sprint("dim", k),
				Part: r.Parts[len(r.Parts)-1].ID})
		}
		p := rubric.Practice{ID: fmt.Sprint("p", k), Dimension: r.Dimensions[len(r.Dimensions)-1].ID,
			Weight: num(float64(1 + k%5)), Target: num(4)}
		for ; made < criteria && len(p.Criteria) < 3; made++ {
			p.Criteria = append(p.Criteria, rubric.Criterion{ID: fmt.Sprint("c", made), Weight: 1, Scale: "five"})
		}
		r.Practices = append(r.Practices, p)
	}
	return assess.Compile(r)
}

// BenchmarkCheck prints how the cost of a check grows with the criteria and, where every practice has a rule, with the
// rules. A climb takes four steps for each criterion at the lowest level, and each step looks at what stands beside it
// on its way up: few, but where one dimension holds all practices. What is undecided is searched by halves.
func BenchmarkCheck(b *testing.B) {
	low := func(a []assess.Answer) {}
	holes := func(a []assess.Answer) {
		for i := 1; i < len(a); i += 2 {
			a[i] = assess.Answer{}
		}
	}
	for _, c := range []struct {
		name         string
		flat, capped bool
		answers      func([]assess.Answer)
		rule         gate.Rule
	}{
		{"climb", false, false, low, gate.Rule{Kind: gate.MinScore, At: "overall", Limit: 5}},
		{"climb-flat", true, false, low, gate.Rule{Kind: gate.MinScore, At: "overall", Limit: 5}},
		{"climb-capped", false, true, low, gate.Rule{Kind: gate.MinScore, At: "overall", Limit: 5}},
		{"attainment", false, false, low, gate.Rule{Kind: gate.MinAttainment, Limit: 1}},
		{"answers", false, false, holes, gate.Rule{Kind: gate.MinScore, At: "overall", Limit: 2.9}},
		{"unanswered", false, false, holes, gate.Rule{Kind: gate.MaxUnanswered, Limit: 0.1}},
		{"unknown", false, false, holes, gate.Rule{Kind: gate.MaxUnknown, Limit: 0.1}},
		{"each", false, false, holes, gate.Rule{Kind: gate.MinScore, Limit: 3, Each: true}},
		{"each-lost", false, false, holes, gate.Rule{Kind: gate.Regression, Limit: 0.5, Each: true}},
		{"evidence", false, false, holes, gate.Rule{Kind: gate.Evidence, Limit: 4}},
	} {
		for _, n := range []int{10, 100, 1000, 3000} {
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				m := orchard(n, c.flat, c.capped)
				res := uniform(m, 1, c.answers)
				rules := []gate.Rule{c.rule}
				if c.rule.Each {
					rules = eachPractice(m, c.rule)
				}
				ctx := gate.Context{Baseline: uniform(m, 4, nil)}
				for b.Loop() {
					gate.Check(m, res, rules, ctx)
				}
			})
		}
	}
}

// eachPractice is a rule for each practice.
func eachPractice(m *assess.Model, r gate.Rule) (rules []gate.Rule) {
	for _, id := range m.Rubric.PracticeIDs() {
		r.At = id
		rules = append(rules, r)
	}
	return rules
}
