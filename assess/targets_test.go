package assess_test

import (
	"math/rand/v2"
	"testing"

	"fathom/assess"
)

// TestAgreedTargets: a weighs 1 and scores 2, b weighs 3 and scores 3. The rubric wants 3 and 4. By hand, of the way
// to the targets (1*(2-1) + 3*(3-1)) / (1*(3-1) + 3*(4-1)) = 7/11 is done, and the whole at its target is
// (1*3 + 3*4)/4 = 3.75.
func TestAgreedTargets(t *testing.T) {
	m := assess.Compile(build(means(), []spec{{id: "a", criteria: 1, weight: 1, target: 3},
		{id: "b", criteria: 1, weight: 3, target: 4}, {id: "c", criteria: 1, weight: 0}}))
	for _, c := range []struct {
		agreed                  map[string]float64
		gapA, attainment, whole float64
		listed                  int
	}{
		{nil, 1, 7.0 / 11, 3.75, 2},
		{map[string]float64{"a": 5}, 3, 7.0 / 13, 4.25, 2}, // (1 + 6) / (4 + 9), (5 + 12) / 4
		{map[string]float64{"a": 2}, 0, 7.0 / 10, 3.5, 1},  // (1 + 6) / (1 + 9), (2 + 12) / 4
		// (1 + 3) / (1 + 3), (2 + 6) / 4: a surplus pays for nothing
		{map[string]float64{"a": 2, "b": 2}, 0, 1, 2, 0},
	} {
		a := &assess.Assessment{Targets: c.agreed, Answers: []assess.Answer{level(2), level(3), level(1)}}
		res := m.Evaluate(a, assess.Options{})
		want(t, "score", res.Overall.Score, 11.0/4)
		want(t, "gap", res.Practices[0].Gap, c.gapA)
		want(t, "attainment", res.Overall.Attainment, c.attainment)
		want(t, "target of the whole", m.Frame(res).Overall.Target, c.whole)
		if len(res.Priorities) != c.listed {
			t.Errorf("%v: %d listed, want %d", c.agreed, len(res.Priorities), c.listed)
		}
		for i := range res.Practices {
			p := &res.Practices[i]
			level, ok := c.agreed[m.Rubric.Practices[i].ID]
			if p.IsAgreed != ok || ok && p.Target != assess.Some(level) {
				t.Errorf("%v: practice %d: %+v", c.agreed, i, p)
			}
		}
	}
}

// TestAgreedPoints: of an agreed 10 of 25 points, two fifths count where two of five criteria apply.
func TestAgreedPoints(t *testing.T) {
	m := assess.Compile(sums(spec{id: "a", criteria: 5, weight: 2, target: 20}))
	res := m.Evaluate(&assess.Assessment{Targets: map[string]float64{"a": 10},
		Answers: []assess.Answer{level(1), level(2), na, na, na}}, assess.Options{})
	want(t, "as it was agreed", res.Practices[0].Target, 10)
	want(t, "what of it applies", res.Practices[0].Aim, 4)
	want(t, "gap", res.Practices[0].Gap, 1)
}

// TestAgreedTargetsOfOne: what one assessment agreed is not in force for the next one that a scorer scores.
func TestAgreedTargetsOfOne(t *testing.T) {
	m, a := load(t, "../testdata/cases/01")
	rng, scorer := rand.New(rand.NewPCG(5, 6)), m.NewScorer()
	for range 300 {
		b := random(m, rng)
		b.Subject = anywhere(m, rng)
		if rng.IntN(2) > 0 {
			b.Targets = agreed(m, rng)
			scorer.Evaluate(b, assess.Options{})
		} else {
			score(m, scorer, b)
		}
		same(t, m, scorer, b)
	}
	// under another's result, its targets are in force, and the own ones where it has none
	b := *a
	b.Targets = agreed(m, rng)
	res := m.Evaluate(&b, assess.Options{})
	if got := m.ScoreUnder(a, res).Overall.Attainment; got != res.Overall.Attainment {
		t.Errorf("attainment under agreed targets %v, want %v", got, res.Overall.Attainment)
	}
	plain := m.Evaluate(a, assess.Options{})
	if got := m.ScoreUnder(&b, plain).Overall.Attainment; got != plain.Overall.Attainment {
		t.Errorf("attainment under the stage's targets %v, want %v", got, plain.Overall.Attainment)
	}
}

// agreed are targets for some practices, from the levels of their scales.
func agreed(m *assess.Model, rng *rand.Rand) map[string]float64 {
	out := map[string]float64{}
	for i := range m.Rubric.Practices {
		if scale := m.PracticeScale(i); scale != nil && rng.IntN(2) > 0 {
			out[m.Rubric.Practices[i].ID] = float64(scale.Levels[rng.IntN(len(scale.Levels))].Level)
		}
	}
	return out
}
