package assess_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"fathom/assess"
	"fathom/rubric"
)

// groups is percent with two profiles: small asks a/x and b/x, large these and a/y; b/z belongs to a third one alone.
func groups() *assess.Model {
	r := percent(true).Rubric
	r.Profiles = []rubric.Profile{{ID: "small"}, {ID: "large", Includes: []string{"small"}}, {ID: "odd"}}
	for at, profile := range map[[2]int]string{{0, 0}: "small", {1, 0}: "small", {0, 1}: "large", {1, 2}: "odd"} {
		r.Practices[at[0]].Criteria[at[1]].Profiles = []string{profile}
	}
	r.Practices[0].Criteria[0].Core = true
	return assess.Compile(r)
}

// TestProfile: a/x at 100 and a/y at 40, b without an answer. Small asks a/x and b/x: 100, between 50 and 100, half of
// it covered. Large asks a/y, too: 70, between (100 + 40 + 0) / 3 and (100 + 40 + 100) / 3. An entry beside the profile
// counts, as at any depth: with a/y, small is 70 as well. Odd asks b/z alone, which nobody answered.
func TestProfile(t *testing.T) {
	m := groups()
	x, y := level(5), level(2)
	for _, c := range []struct {
		depth                   string
		answers                 []assess.Answer
		score, low, high, cover float64
	}{
		{"small", []assess.Answer{x, {}, {}, {}, {}, {}}, 100, 50, 100, 0.5},
		{"large", []assess.Answer{x, y, {}, {}, {}, {}}, 70, 140.0 / 3, 80, 2.0 / 3},
		{"small", []assess.Answer{x, y, {}, {}, {}, {}}, 70, 140.0 / 3, 80, 2.0 / 3},
		{"full", []assess.Answer{x, y, {}, {}, {}, {}}, 70, 140.0 / 6, 90, 1.0 / 3},
		{"odd", []assess.Answer{x, {}, {}, {}, {}, {}}, 100, 50, 100, 0.5},
	} {
		a := &assess.Assessment{Depth: c.depth, Answers: c.answers}
		o := m.Evaluate(a, assess.Options{}).Overall
		got := []float64{o.Score.Value, o.Low.Value, o.High.Value, o.Coverage.Value}
		for k, want := range []float64{c.score, c.low, c.high, c.cover} {
			if !near(got[k], want) {
				t.Errorf("%s: %v, want %v", c.depth, got, []float64{c.score, c.low, c.high, c.cover})
				break
			}
		}
	}
	a := &assess.Assessment{Depth: "small", Answers: []assess.Answer{x, {}, {}, {}, {}, {}}}
	res := m.Evaluate(a, assess.Options{})
	if asked, all := res.Asked(); asked != 2 || all != 6 {
		t.Errorf("asked %d of %d", asked, all)
	}
}

// TestWidest: of two depths the one that asks all that the other does.
func TestWidest(t *testing.T) {
	m := groups()
	for _, c := range [][3]string{
		{"small", "large", "large"}, {"large", "full", "full"}, {"quick", "small", "small"}, {"small", "odd", "full"},
		{"", "odd", ""}, {"small", "small", "small"}, {"all", "", ""},
	} {
		if got := m.Widest(c[0], c[1]); got != c[2] {
			t.Errorf("%s and %s: %q, want %q", c[0], c[1], got, c[2])
		}
		if got := m.Widest(c[1], c[0]); got != c[2] {
			t.Errorf("%s and %s: %q, want %q", c[1], c[0], got, c[2])
		}
	}
	for _, order := range [][]string{{"small", "odd", "full"}, {"odd", "full", "small"}, {"full", "small", "odd"}} {
		if got := m.Widest(order...); got != "full" {
			t.Errorf("%v: %s", order, got)
		}
	}
	if got := m.Widest("quick", "large", "small"); got != "large" {
		t.Error(got)
	}
	if m.Within("odd", "large") || !m.Within("small", "large") || m.Within("large", "small") {
		t.Error("within")
	}
}

// TestProfileIsARubricOfItsOwn: over random rubrics, what a profile scores is what the rubric scores from which all
// other criteria, and the nodes that then are empty, were taken away. Only a sum that is read on a scale of its own
// differs: without the criteria it no longer reaches the top of that scale, where what is not asked is taken to be like
// the rest.
func TestProfileIsARubricOfItsOwn(t *testing.T) {
	rng, scored := rand.New(rand.NewPCG(24, 8)), 0
	for range 2000 {
		r := tree(rng).Rubric
		if r.Scoring.Practice.Aggregate == rubric.Sum {
			r.Scoring.Practice.Scale = ""
		}
		r.Profiles = []rubric.Profile{{ID: "base"}, {ID: "wide", Includes: []string{"base"}}, {ID: "other"}}
		for i := range r.Practices {
			for k := range r.Practices[i].Criteria {
				c := &r.Practices[i].Criteria[k]
				if r.Scoring.Practice.Aggregate == rubric.Sum {
					c.Rung = nil
				}
				c.Profiles = [][]string{nil, {"base"}, {"wide"}, {"other"}, {"base", "other"}}[rng.IntN(5)]
			}
		}
		m, depth := assess.Compile(r), []string{"base", "wide", "other", "wide/p0"}[rng.IntN(4)]
		small, places := without(m, depth)
		if len(places) == 0 {
			continue
		}
		a := random(m, rng)
		b := &assess.Assessment{}
		for i := range a.Answers {
			if slices.Contains(places, i) {
				b.Answers = append(b.Answers, a.Answers[i])
			} else {
				a.Answers[i] = assess.Answer{}
			}
		}
		a.Depth, a.Subject = depth, anywhere(m, rng)
		b.Subject = a.Subject
		scorer := m.NewScorer()
		score(m, scorer, a)
		same(t, m, scorer, a)
		one, other := nodesByID(m, a), nodesByID(small, b)
		for id, want := range other {
			if got := one[id]; got != want {
				t.Fatalf("%s at %s: %s, want %s\n%+v", id, depth, got, want, r.Scoring)
			}
			scored++
		}
	}
	if scored < 10_000 {
		t.Errorf("only %d nodes were compared", scored)
	}
}

// without is the rubric of what a depth asks, and where its criteria stood.
func without(m *assess.Model, depth string) (*assess.Model, []int) {
	r := *m.Rubric
	r.Parts, r.Dimensions, r.Practices = nil, nil, nil
	var places []int
	dims, parts := map[string]bool{}, map[string]bool{}
	at := 0
	for _, p := range m.Rubric.Practices {
		criteria := p.Criteria
		p.Criteria = nil
		for _, c := range criteria {
			if m.Asked(at, depth) {
				p.Criteria, places = append(p.Criteria, c), append(places, at)
			}
			at++
		}
		if len(p.Criteria) > 0 {
			r.Practices, dims[p.Dimension] = append(r.Practices, p), true
		}
	}
	for _, d := range m.Rubric.Dimensions {
		if dims[d.ID] {
			r.Dimensions, parts[d.Part] = append(r.Dimensions, d), true
		}
	}
	for _, p := range m.Rubric.Parts {
		if parts[p.ID] {
			r.Parts = append(r.Parts, p)
		}
	}
	return assess.Compile(&r), places
}

// nodesByID are the numbers of all nodes, to nine decimals.
func nodesByID(m *assess.Model, a *assess.Assessment) map[string]string {
	res, out := m.Evaluate(a, assess.Options{}), map[string]string{}
	show := func(id string, n assess.Node) {
		text := ""
		for _, v := range []assess.Maybe[float64]{n.Score, n.Low, n.High, n.Coverage} {
			text += fmt.Sprintf(" %v %.9f", v.OK, v.Value+0)
		}
		out[id] = text
	}
	show("overall", res.Overall.Node)
	for i, n := range res.Parts {
		show("part "+m.Rubric.Parts[i].ID, n)
	}
	for i, n := range res.Dimensions {
		show("dimension "+m.Rubric.Dimensions[i].ID, n)
	}
	for i, n := range res.Practices {
		show("practice "+m.Rubric.Practices[i].ID, n.Node)
	}
	return out
}
