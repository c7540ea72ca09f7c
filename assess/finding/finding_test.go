package finding_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/finding"
	"fathom/rubric/rubricfile"
)

// two has two parts: a and d belong together, and so do b and e.
const two = `
format: fathom.rubric/1
id: two
version: "1"
languages: [en]
scales: {s: [{level: 1}, {level: 2}, {level: 3}, {level: 4}, {level: 5}]}
parts: [{id: p}, {id: q}]
dimensions: [{id: m, part: p}, {id: n, part: q}]
pairs: [[a, d], [b, e]]
findings:
  - {id: both, if: [{at: a/x, min: 4}, {at: b, max: 2}], text: {en: apart}}
practices:
  - {id: a, dimension: m, target: 4, criteria: [{id: x, core: true}, {id: y}]}
  - {id: b, dimension: m, target: 4, criteria: [{id: x, core: true}, {id: y}]}
  - {id: c, dimension: m, target: 4, criteria: [{id: x, core: true}, {id: y}]}
  - {id: d, dimension: n, target: 3, criteria: [{id: x, core: true}, {id: y}]}
  - {id: e, dimension: n, target: 3, criteria: [{id: x, core: true}, {id: y}]}
`

func model(t *testing.T) *assess.Model {
	t.Helper()
	r, _, err := rubricfile.Read(rubricfile.File{Name: "two.yaml", Data: []byte(two)})
	if err != nil {
		t.Fatal(err)
	}
	return assess.Compile(r)
}

// rated answers the criteria in rubric order; 0 leaves one out.
func rated(levels ...int) *assess.Assessment {
	a := &assess.Assessment{Answers: make([]assess.Answer, 10)}
	for i, l := range levels {
		if l > 0 {
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: l}
		}
	}
	return a
}

// short tells findings briefly: kind, practices, and what else there is.
func short(found []finding.Finding) string {
	var out []string
	for _, f := range found {
		switch f.Kind {
		case finding.Ruled:
			out = append(out, fmt.Sprintf("ruled %d %v", f.Rule, f.At))
		case finding.Ahead, finding.Behind:
			out = append(out, fmt.Sprintf("%s %d:%d", f.Kind, f.Practice, f.Other))
		case finding.Plateau:
			out = append(out, fmt.Sprintf("plateau %d at %d", f.Practice, f.Level))
		case finding.Uneven:
			out = append(out, fmt.Sprintf("uneven %d: %d over %d", f.Practice, f.High, f.Low))
		case finding.RolesApart:
			out = append(out, fmt.Sprintf("roles %d: %s %.1f, %s %.1f", f.Practice, f.Roles[0].Name, f.Roles[0].Mean,
				f.Roles[1].Name, f.Roles[1].Mean))
		case finding.Unproved:
			out = append(out, fmt.Sprintf("unproved %d of %d from %d", f.Count, f.Of, f.Level))
		}
	}
	return strings.Join(out, "; ")
}

// TestFindings: each kind alone, worked out by hand.
func TestFindings(t *testing.T) {
	m := model(t)
	proved := rated(4, 4, 4, 4, 4, 4, 4, 4, 3, 3)
	for i := range 4 {
		proved.Answers[i].Evidence = []string{"a file"}
	}
	for _, c := range []struct {
		what string
		a    *assess.Assessment
		want string
	}{
		{"nothing to say", rated(2, 2, 2, 2, 2, 2, 2, 2, 2, 2), ""},
		{"a rule: a/x at 4, b at 2", rated(4, 2, 2, 2, 2, 2, 3, 3, 2, 2), "ruled 0 [a/x b]; uneven 0: 0 over 1"},
		{"the rule asks for both", rated(4, 3, 3, 3, 2, 2, 3, 3, 2, 2), "ahead 1:4; plateau 1 at 3"},
		{"exactly a level apart", rated(3, 3, 2, 2, 2, 2, 2, 2, 2, 2), "ahead 0:3; plateau 0 at 3"},
		{"from 2.5 there is nothing to bring to 1.5", rated(3, 2, 2, 2, 2, 2, 2, 1, 2, 2), ""},
		{"nor to learn", rated(2, 1, 2, 2, 2, 2, 3, 2, 2, 2), ""},
		{"half a level apart is nothing", rated(3, 2, 2, 2, 2, 2, 2, 2, 2, 2), ""},
		{"the wider pair first", rated(2, 2, 2, 2, 2, 2, 3, 3, 4, 4), "behind 1:4; behind 0:3"},
		{"a plateau below its target, none at it", rated(3, 3, 2, 2, 2, 2, 3, 3, 2, 2), "plateau 0 at 3"},
		{"a low plateau is no plateau", rated(2, 2, 2, 2, 2, 2, 2, 2, 1, 2), ""},
		{"the weakest spot first", rated(2, 2, 2, 2, 1, 3, 4, 1, 2, 2), "uneven 3: 0 over 1; uneven 2: 1 over 0"},
		{"no proof of three of four and more", rated(4, 4, 4, 4, 2, 2, 4, 4, 4, 4), "unproved 8 of 8 from 4"},
		{"half proved is enough", proved, "ahead 1:4"},
		{"two high ones are too few", rated(4, 4, 2, 2, 2, 2, 3, 3, 2, 2), "ruled 0 [a/x b]; ahead 0:3"},
		{"too little is known", rated(4, 1, 2, 2, 0, 0, 0, 0, 0, 0), "ruled 0 [a/x b]"},
	} {
		got := short(finding.All(m, m.Evaluate(c.a, assess.Options{})))
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

// TestRolesApart: two roles of three raters each are heard where their means are a level apart, smaller groups never.
func TestRolesApart(t *testing.T) {
	m := model(t)
	for _, c := range []struct {
		field, office int
		want          string
	}{{3, 3, "roles 0: field 2.0, office 3.0"}, {3, 2, ""}, {2, 2, ""}} {
		a := rated()
		a.Panel = true
		votes := func(i, field, office int) {
			a.Answers[i] = assess.Answer{Given: true, State: assess.Unanswered}
			for k, r := range a.Raters {
				level := field
				if k >= c.field {
					level = office
				}
				a.Answers[i].Votes = append(a.Answers[i].Votes, assess.Vote{Rater: r.ID, State: assess.Answered,
					Level: level})
			}
		}
		for k := range c.field + c.office {
			role := "field"
			if k >= c.field {
				role = "office"
			}
			a.Raters = append(a.Raters, assess.Rater{ID: fmt.Sprintf("r%d", k), Role: role})
		}
		for i := range a.Answers {
			votes(i, 2, 2)
		}
		votes(0, 2, 3)
		votes(1, 2, 3)
		if got := short(finding.All(m, m.Evaluate(a, assess.Options{}))); got != c.want {
			t.Errorf("%d and %d: %q, want %q", c.field, c.office, got, c.want)
		}
	}
}

// TestReached: of votes, the level is the one that their mean has reached.
func TestReached(t *testing.T) {
	m := model(t)
	s := &m.Rubric.Scales[0]
	for value, want := range map[float64]int{1: 1, 1.9: 1, 2: 2, 3.999: 3, 5: 5} {
		c := &assess.CriterionResult{State: assess.Answered, Value: assess.Some(value), Level: assess.Some(5)}
		if got, ok := finding.Reached(s, c); !ok || got != want {
			t.Errorf("%v: %d, want %d", value, got, want)
		}
	}
	if _, ok := finding.Reached(s, &assess.CriterionResult{State: assess.Unknown}); ok {
		t.Error("a don't-know has no level")
	}
}

// TestSame: the same answers say the same.
func TestSame(t *testing.T) {
	m := model(t)
	res := m.Evaluate(rated(4, 2, 2, 2, 1, 3, 4, 1, 5, 5), assess.Options{})
	if x, y := finding.All(m, res), finding.All(m, res); !reflect.DeepEqual(x, y) || len(x) < 3 {
		t.Errorf("%v\n%v", x, y)
	}
}
