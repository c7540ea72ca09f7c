package assess_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"fathom/assess"
	"fathom/rubric"
)

// sums is a rubric whose practices add points up, and whose dimensions take means.
func sums(practices ...spec) *rubric.Rubric {
	s := means()
	s.Practice = rubric.Rule{Aggregate: rubric.Sum}
	return build(s, practices)
}

// TestPointsThatApply: a has five criteria of 1 to 5 points. Of its target of 20 and its floor of 10, two fifths are
// left where two criteria apply: 8 and 4. With 10 of the 10 points that there are to get, nothing is to be done.
func TestPointsThatApply(t *testing.T) {
	r := sums(spec{id: "a", criteria: 5, weight: 2, target: 20, floor: 10})
	for _, c := range []struct {
		first, second   int
		gap, attainment float64 // (min(score, 8) - 2) / (8 - 2)
		listed, urgent  bool
	}{
		{5, 5, 0, 1, false, false},
		{4, 4, 0, 1, false, false},
		{3, 4, 1, 5.0 / 6, true, false},
		{2, 2, 4, 2.0 / 6, true, false},
		{1, 2, 5, 1.0 / 6, true, true},
	} {
		res := evaluate(r, level(c.first), level(c.second), na, na, na)
		p := &res.Practices[0]
		want(t, "target", p.Target, 20)
		want(t, "what of it applies", p.Aim, 8)
		want(t, "floor", p.Floor, 4)
		want(t, "gap", p.Gap, c.gap)
		want(t, "attainment", res.Overall.Attainment, c.attainment)
		if (len(res.Priorities) > 0) != c.listed || c.listed &&
			(res.Priorities[0].Urgent != c.urgent || math.Abs(res.Priorities[0].Own-2*c.gap) > 1e-12) {
			t.Errorf("%d and %d points: %+v", c.first, c.second, res.Priorities)
		}
	}
}

// TestPointsAtQuickDepth: asked for the core criterion alone, a's target of 20 of 25 is 4 of 5; an entry beside it
// counts again.
func TestPointsAtQuickDepth(t *testing.T) {
	m := assess.Compile(sums(spec{id: "a", criteria: 5, weight: 1, target: 20}))
	a := &assess.Assessment{Depth: "quick", Answers: []assess.Answer{level(5), none, none, none, none}}
	res := m.Evaluate(a, assess.Options{})
	want(t, "target", res.Practices[0].Aim, 4)
	if len(res.Priorities) > 0 {
		t.Errorf("5 of 5 points is no gap: %+v", res.Priorities)
	}
	want(t, "target of the whole", m.Frame(res).Overall.Target, 4)
	a.Answers[3] = level(2)
	want(t, "target with an entry", m.Evaluate(a, assess.Options{}).Practices[0].Aim, 8)
}

// TestPointsMissing: what is asked and not answered applies, so the target is whole; a missing criterion is like the
// others.
func TestPointsMissing(t *testing.T) {
	res := evaluate(sums(spec{id: "a", criteria: 5, weight: 1, target: 20}), level(3), unknown, none, none, none)
	want(t, "target", res.Practices[0].Aim, 20)
	want(t, "gap", res.Practices[0].Gap, 5)
}

// TestPointsNoneApply: where nothing applies there is no target to have, and nothing to require.
func TestPointsNoneApply(t *testing.T) {
	r := sums(spec{id: "a", criteria: 2, weight: 1, target: 8, floor: 3},
		spec{id: "b", criteria: 1, weight: 1, target: 4, requires: []rubric.Requirement{{Practice: "a", Level: 6}}})
	res := evaluate(r, na, na, level(2))
	if p := &res.Practices[0]; p.Aim.OK || p.Floor.OK || p.Gap.OK || !p.Target.OK {
		t.Errorf("%+v", p)
	}
	if len(res.Priorities) != 1 || res.Priorities[0].Practice != 1 || len(res.Priorities[0].OpenRequires) > 0 {
		t.Errorf("%+v", res.Priorities)
	}
}

// TestPointsRequired: b needs a at 15 of 25 points; where two of a's five criteria apply, at 6 of 10.
func TestPointsRequired(t *testing.T) {
	r := sums(spec{id: "a", criteria: 5, weight: 1},
		spec{id: "b", criteria: 1, weight: 1, target: 4, requires: []rubric.Requirement{{Practice: "a", Level: 15}}})
	for second, open := range map[int]bool{2: true, 3: false} {
		res := evaluate(r, level(3), level(second), na, na, na, level(1))
		b := res.Priorities[len(res.Priorities)-1]
		if b.Practice != 1 || (len(b.OpenRequires) == 1) != open || (len(res.Priorities) == 2) != open {
			t.Errorf("a at %d of 10 points: %+v", 3+second, res.Priorities)
		}
	}
}

// TestLevelsDoNotShrink: a level stays a level however little applies, also one between levels.
func TestLevelsDoNotShrink(t *testing.T) {
	r := build(means(), []spec{{id: "a", criteria: 5, weight: 1, target: 3.5, floor: 2}})
	res := evaluate(r, level(1), na, na, na, na)
	want(t, "target", res.Practices[0].Aim, 3.5)
	want(t, "floor", res.Practices[0].Floor, 2)
	want(t, "gap", res.Practices[0].Gap, 2.5)
}

// TestNoWayToGo: every target lies below the lowest score there can be (five criteria of 1 point), so no share of a way
// is done.
func TestNoWayToGo(t *testing.T) {
	for _, target := range []float64{3, 5} {
		res := evaluate(sums(spec{id: "a", criteria: 5, weight: 1, target: target}), level(1), level(1), level(1),
			level(1), level(1))
		if res.Overall.Attainment.OK {
			t.Errorf("target %v: attainment %v", target, res.Overall.Attainment.Value)
		}
	}
}

// TestPointsLikeWithoutThem: what does not apply, or was not asked, may as well not be in the rubric, with targets,
// floors and requirements that are smaller by its weight.
func TestPointsLikeWithoutThem(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 12))
	listed := 0
	for range 300 {
		r := randomSums(rng)
		a := &assess.Assessment{}
		rest := *r
		rest.Practices = slices.Clone(r.Practices)
		var answers []assess.Answer
		for i := range rest.Practices {
			p := &rest.Practices[i]
			whole, left := 0.0, 0.0
			var kept []rubric.Criterion
			for _, c := range p.Criteria {
				out := rng.IntN(3) == 0
				answer := level(1 + rng.IntN(5))
				whole += c.Weight
				if out {
					answer = []assess.Answer{na, none}[rng.IntN(2)]
				} else {
					left += c.Weight
					kept, answers = append(kept, c), append(answers, answer)
				}
				a.Answers = append(a.Answers, answer)
			}
			p.Criteria = kept
			p.Target.All, p.Floor = num(*p.Target.All*left/whole), num(*p.Floor*left/whole)
			for j := i + 1; j < len(rest.Practices); j++ {
				other := &rest.Practices[j]
				other.Requires = slices.Clone(other.Requires)
				for k := range other.Requires {
					if other.Requires[k].Practice == p.ID {
						other.Requires[k].Level *= left / whole
					}
				}
			}
		}
		a.Depth = "nothing"
		got := assess.Compile(r).Evaluate(a, assess.Options{})
		wanted := assess.Compile(&rest).Evaluate(&assess.Assessment{Answers: answers}, assess.Options{})
		listed += len(got.Priorities)
		alike(t, got, wanted)
	}
	if listed < 300 {
		t.Errorf("only %d priorities in all", listed)
	}
}

func alike(t *testing.T, got, wanted *assess.Result) {
	t.Helper()
	close := func(a, b assess.Maybe[float64]) bool { return a.OK == b.OK && near(a.Value, b.Value) }
	if !close(got.Overall.Score, wanted.Overall.Score) || !close(got.Overall.Attainment, wanted.Overall.Attainment) {
		t.Fatalf("overall %+v, want %+v", got.Overall, wanted.Overall)
	}
	for i := range got.Practices {
		if g, w := &got.Practices[i], &wanted.Practices[i]; !close(g.Gap, w.Gap) ||
			w.Score.OK && !close(g.Aim, w.Target) {
			t.Fatalf("practice %d: %+v, want %+v", i, g, w)
		}
	}
	same := slices.EqualFunc(got.Priorities, wanted.Priorities, func(g, w assess.Priority) bool {
		return g.Practice == w.Practice && near(g.Effective, w.Effective) && g.Urgent == w.Urgent &&
			slices.Equal(g.OpenRequires, w.OpenRequires)
	})
	if !same {
		t.Fatalf("priorities %+v, want %+v", got.Priorities, wanted.Priorities)
	}
}

// randomSums is a rubric of four practices that add points up, each with a target and a floor, and all but the first
// with a prerequisite before it.
func randomSums(rng *rand.Rand) *rubric.Rubric {
	var practices []spec
	for i := range 4 {
		p := spec{id: string(rune('a' + i)), criteria: 1 + rng.IntN(4), weight: float64(1 + rng.IntN(4))}
		p.target = float64(p.criteria * (2 + rng.IntN(4)))
		p.floor = float64(p.criteria)*1.5 + 0.25
		if i > 0 {
			before := practices[rng.IntN(i)]
			p.requires = []rubric.Requirement{{Practice: before.id,
				Level: float64(before.criteria*(1+rng.IntN(5))) - 0.25}}
		}
		practices = append(practices, p)
	}
	r := sums(practices...)
	for i := range r.Practices {
		for k := range r.Practices[i].Criteria {
			r.Practices[i].Criteria[k].Weight = []float64{0.5, 1, 2}[rng.IntN(3)]
			r.Practices[i].Criteria[k].Core = false
		}
	}
	return r
}

// TestScaleIsTheRubrics: practices on two scales give the whole no level, whichever of them applies; practices on one
// scale do.
func TestScaleIsTheRubrics(t *testing.T) {
	r := build(means(), []spec{{id: "a", criteria: 1, weight: 1}, {id: "b", criteria: 1, weight: 1}})
	if res := evaluate(r, level(3), na); res.Overall.Scale == nil || !res.Overall.Level.OK {
		t.Errorf("one scale: %+v", res.Overall)
	}
	r.Scales = append(r.Scales, rubric.Scale{ID: "two", Levels: []rubric.Level{{Level: 0}, {Level: 1, Value: 1}}})
	r.Practices[1].Criteria[0].Scale = "two"
	for _, answers := range [][]assess.Answer{{level(3), na}, {level(3), level(1)}, {level(3), none}, {na, na}} {
		res := evaluate(r, answers...)
		if o := &res.Overall; o.Scale != nil || o.Level.OK || o.StageReached.OK || res.Dimensions[0].Scale != nil ||
			res.Practices[0].Scale == nil {
			t.Errorf("%v: %+v", answers, o)
		}
	}
	r.Practices[1].Weight = rubric.PerStage{All: num(0)}
	if res := evaluate(r, level(3), level(1)); res.Overall.Scale != nil {
		t.Error("the tree has two scales, whatever one of them weighs")
	}
}
