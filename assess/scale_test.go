package assess_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/rubric/rubricfile"
)

// TestBestIsBestAtEveryScale: who answers everything at the highest level shows that level, meets a target of its value
// and a gate that asks for it, and has no gap, whatever a level is worth and criteria weigh: sums of thirds are a
// little off, and more so the larger the numbers are. A level below, nothing of this holds.
func TestBestIsBestAtEveryScale(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, top := range []float64{1, 5, 100, 9999, 10_000, 12_345.678, 1e5, 1e6, 1e7, 123_456_789.123, 1e8, 1e9} {
		for range 40 {
			m := scaledModel(t, rng, top)
			for _, level := range []int{2, 3} {
				a := &assess.Assessment{Answers: make([]assess.Answer, m.Len())}
				for i := range a.Answers {
					a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: level}
				}
				res := m.Evaluate(a, assess.Options{})
				best := level == 3
				if res.Overall.Level.Value != level {
					t.Fatalf("of %v: %.17g is level %d", top, res.Overall.Score.Value, res.Overall.Level.Value)
				}
				for i := range res.Practices {
					p := &res.Practices[i]
					if p.Level.Value != level || (p.Gap.Value == 0) != best {
						t.Fatalf("of %v: %.17g is level %d, gap %g", top, p.Score.Value, p.Level.Value, p.Gap.Value)
					}
				}
				if (len(res.Priorities) == 0) != best {
					t.Fatalf("of %v: %d priorities", top, len(res.Priorities))
				}
				rules := []gate.Rule{{Kind: gate.MinScore, At: "overall", Limit: top}}
				if got := gate.Check(m, res, rules, gate.Context{})[0].Verdict == gate.Met; got != best {
					t.Fatalf("of %v: %.17g meets the gate %t", top, res.Overall.Score.Value, got)
				}
			}
		}
	}
}

// scaledModel is a rubric of three practices with a target, of any weights.
func scaledModel(t *testing.T, rng *rand.Rand, top float64) *assess.Model {
	t.Helper()
	weight := func() float64 { return float64(1+rng.IntN(20)) / 10 }
	text := fmt.Sprintf("format: fathom.rubric/1\nid: x\nversion: 1.0.0\nlanguages: [en]\nscales: {s: [{level: 1, value: 0}, "+
		"{level: 2, value: %v}, {level: 3, value: %v}]}\nparts: [{id: p}]\ndimensions: [{id: d, part: p}]\npractices:\n",
		number(top*0.999999), number(top))
	for i := range 3 {
		text += fmt.Sprintf("  - {id: p%d, dimension: d, weight: %v, target: 3, criteria: [{id: c, weight: %v}, {id: e, weight: %v}]}\n",
			i, weight(), weight(), weight())
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: "x", Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	return assess.Compile(r)
}

func number(x float64) string { return fmt.Sprintf("%.9f", x) }
