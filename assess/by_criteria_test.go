package assess_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/rubric"
)

// percent is a rubric of two practices with three criteria each, on 0 to 100 in steps of 20; by their criteria or by a
// weight of three each.
func percent(byCriteria bool) *assess.Model {
	s := rubric.Scale{ID: "p"}
	for l := 0; l <= 5; l++ {
		s.Levels = append(s.Levels, rubric.Level{Level: l, Value: float64(20 * l)})
	}
	r := &rubric.Rubric{ID: "t", Version: "1", Scales: []rubric.Scale{s}, Scoring: means(),
		Parts: []rubric.Part{{ID: "all"}}, Dimensions: []rubric.Dimension{{ID: "d", Part: "all"}}}
	for _, id := range []string{"a", "b"} {
		p := rubric.Practice{ID: id, Dimension: "d", Weight: rubric.PerStage{All: num(3)}, ByCriteria: byCriteria}
		for _, c := range []string{"x", "y", "z"} {
			p.Criteria = append(p.Criteria, rubric.Criterion{ID: c, Weight: 1, Scale: "p"})
		}
		r.Practices = append(r.Practices, p)
	}
	return assess.Compile(r)
}

// TestByCriteria: a tree whose practices weigh what their criteria do is one mean over all. Three at 100, two at 0 and
// one that does not apply are 300 in 5, 60, where weights of three each make (100 + 0) / 2 = 50. 80, 80, 100 and 80, 80
// without an answer are 420 in 5, 84, where they make (86.67 + 80) / 2 = 83.33; with the one missing at 0 and at 100
// they are 420 and 520 in 6, 70 and 86.67, either way.
func TestByCriteria(t *testing.T) {
	full, none := level(5), level(0)
	for _, c := range []struct {
		name                   string
		answers                []assess.Answer
		fixed, flat, low, high float64
		cover                  float64
	}{
		{"not applicable", []assess.Answer{full, full, full, none, none, na}, 50, 60, 60, 60, 1},
		{"not answered", []assess.Answer{level(4), level(4), full, level(4), level(4), {}}, 250.0 / 3, 84, 70, 260.0 / 3,
			5.0 / 6},
		{"one practice not begun", []assess.Answer{full, full, none, {}, {}, {}}, 200.0 / 3, 200.0 / 3, 100.0 / 3,
			250.0 / 3, 0.5},
	} {
		a := &assess.Assessment{Answers: c.answers}
		if got := percent(false).Evaluate(a, assess.Options{}).Overall.Score.Value; !near(got, c.fixed) {
			t.Errorf("%s: weights of three make %v, want %v", c.name, got, c.fixed)
		}
		o := percent(true).Evaluate(a, assess.Options{}).Overall
		for what, pair := range map[string][2]float64{"score": {o.Score.Value, c.flat}, "low": {o.Low.Value, c.low},
			"high": {o.High.Value, c.high}, "coverage": {o.Coverage.Value, c.cover}} {
			if !near(pair[0], pair[1]) {
				t.Errorf("%s: %s %v, want %v", c.name, what, pair[0], pair[1])
			}
		}
	}
}

// TestByCriteriaIsFlat: over random trees of means, the whole is the mean over all answered criteria by their weights,
// and so are its bounds, with each missing at its lowest and highest.
func TestByCriteriaIsFlat(t *testing.T) {
	rng, scored := rand.New(rand.NewPCG(24, 2)), 0
	for range 2000 {
		r := tree(rng).Rubric
		r.Scoring = means()
		for i := range r.Parts {
			r.Parts[i].Weight = rubric.PerStage{}
		}
		for i := range r.Dimensions {
			r.Dimensions[i].Weight = rubric.PerStage{}
		}
		for i := range r.Practices {
			r.Practices[i].ByCriteria = true
		}
		m := assess.Compile(r)
		res := m.Evaluate(random(m, rng), assess.Options{})
		var known, sum, all, low, high float64
		for i := range res.Practices {
			for _, c := range res.Practices[i].Criteria {
				switch {
				case c.State == assess.Answered:
					known, sum = known+c.Weight, sum+c.Weight*c.Value.Value
					all, low, high = all+c.Weight, low+c.Weight*c.Value.Value, high+c.Weight*c.Value.Value
				case c.State != assess.NotApplicable && inScored(m, res, i):
					all, low, high = all+c.Weight, low+c.Weight, high+3*c.Weight
				}
			}
		}
		if o := res.Overall; known > 0 {
			scored++
			if !near(o.Score.Value, sum/known) || !near(o.Low.Value, low/all) || !near(o.High.Value, high/all) ||
				!near(o.Coverage.Value, known/all) {
				t.Fatalf("%+v, want %v, %v to %v, coverage %v", o.Node, sum/known, low/all, high/all, known/all)
			}
		}
	}
	if scored < 1500 {
		t.Errorf("only %d had a score", scored)
	}
}

// TestBoundsAreBounds: over random small rubrics of every rule, answering what is missing in every way there is makes
// scores from the low bound to the high one, and both ends are reached.
func TestBoundsAreBounds(t *testing.T) {
	rng, checked := rand.New(rand.NewPCG(24, 3)), 0
	for range 1500 {
		m := tree(rng)
		a := random(m, rng)
		var missing []int
		for i := range a.Answers {
			if !a.Answers[i].Given || a.Answers[i].State == assess.Unknown {
				missing = append(missing, i)
			}
		}
		if len(missing) > 5 {
			continue
		}
		checked++
		checkBounds(t, m, a, missing)
	}
	if checked < 500 {
		t.Errorf("only %d were checked", checked)
	}
}

func checkBounds(t *testing.T, m *assess.Model, a *assess.Assessment, missing []int) {
	t.Helper()
	before := scores(m.Score(a, assess.Options{}))[1:] // the whole is made of what is assessed, and that may change
	least, most := make([]float64, len(before)), make([]float64, len(before))
	for i := range before {
		least[i], most[i] = math.Inf(1), math.Inf(-1)
	}
	b := with(a, nil)
	var try func(left []int)
	try = func(left []int) {
		if len(left) > 0 {
			for _, l := range m.Rubric.Scale(m.Criterion(left[0]).Scale).Levels {
				b.Answers[left[0]] = level(l.Level)
				try(left[1:])
			}
			return
		}
		for i, n := range scores(m.Score(b, assess.Options{}))[1:] {
			least[i], most[i] = min(least[i], n.Score.Value), max(most[i], n.Score.Value)
		}
	}
	try(missing)
	for i, n := range before {
		if n.Low.OK && (!near(n.Low.Value, least[i]) || !near(n.High.Value, most[i])) {
			t.Fatalf("node %d: %v to %v, want %v to %v (%+v)", i, n.Low, n.High, least[i], most[i], m.Rubric.Scoring)
		}
	}
}

// inScored reports whether a practice is in a part that has a score.
func inScored(m *assess.Model, res *assess.Result, practice int) bool {
	for d := range m.Rubric.Dimensions {
		if m.Rubric.Dimensions[d].ID == m.Rubric.Practices[practice].Dimension {
			_, p := m.Find(m.Rubric.Dimensions[d].Part, assess.KindPart)
			return res.Parts[p].Score.OK
		}
	}
	return false
}
