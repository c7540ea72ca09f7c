package rubric_test

import (
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/rubric"
)

// subtractive is a rubric as SPRS is one: each criterion of weight w takes w points away from 110 where it is not met.
// A practice holds the weights of one list.
func subtractive(practices ...[]float64) *rubric.Rubric {
	one := 1.0
	sum := rubric.Rule{Aggregate: rubric.Sum}
	r := &rubric.Rubric{ID: "sprs", Version: "1.0.0", Languages: []string{"en"},
		Scales: []rubric.Scale{{ID: "met", Levels: []rubric.Level{{Level: 0, Value: -1}, {Level: 1, Value: 0}}}},
		Scoring: rubric.Scoring{Practice: sum, Dimension: sum, Part: sum,
			Overall: rubric.Rule{Aggregate: rubric.Sum, Start: 110}},
		Parts:      []rubric.Part{{ID: "org", Weight: rubric.PerStage{All: &one}}},
		Dimensions: []rubric.Dimension{{ID: "controls", Part: "org", Weight: rubric.PerStage{All: &one}}},
	}
	for i, weights := range practices {
		p := rubric.Practice{ID: string(rune('a' + i)), Dimension: "controls"}
		for k, w := range weights {
			p.Criteria = append(p.Criteria, rubric.Criterion{ID: string(rune('a' + k)), Scale: "met", Weight: w})
		}
		r.Practices = append(r.Practices, p)
	}
	return r
}

// TestSpansOfUnequalSums: families of 9, 1 and 5 points take 15 away at most, so scores are 95 to 110; not three times
// the largest, which would be 83.
func TestSpansOfUnequalSums(t *testing.T) {
	got := subtractive([]float64{5, 3, 1}, []float64{1}, []float64{5}).Spans()
	if want := (rubric.Span{Low: 95, High: 110}); got.Overall != want {
		t.Errorf("the whole: %v, not %v", got.Overall, want)
	}
	if want := (rubric.Span{Low: -15}); got.Dimensions[0] != want {
		t.Errorf("the dimension: %v, not %v", got.Dimensions[0], want)
	}
}

// TestSpansAreReached: on random sums, the ends of the span are what nothing met and all met score, and no answers
// score beyond them.
func TestSpansAreReached(t *testing.T) {
	rng := rand.New(rand.NewPCG(24, 1))
	for range 200 {
		var practices [][]float64
		criteria := 0
		for range 1 + rng.IntN(4) {
			var weights []float64
			for range 1 + rng.IntN(4) {
				weights = append(weights, float64(1+rng.IntN(5)))
			}
			practices, criteria = append(practices, weights), criteria+len(weights)
		}
		r := subtractive(practices...)
		m, span := assess.Compile(r), r.Spans().Overall
		of := func(answer func() assess.Answer) *assess.Node {
			a := &assess.Assessment{}
			for range criteria {
				a.Answers = append(a.Answers, answer())
			}
			return &m.Evaluate(a, assess.Options{}).Overall.Node
		}
		at := func(level int) float64 {
			met := assess.Answer{Given: true, State: assess.Answered, Level: level}
			return of(func() assess.Answer { return met }).Score.Value
		}
		if at(0) != span.Low || at(1) != span.High {
			t.Fatalf("%v: span %v, but nothing met scores %v and all %v", practices, span, at(0), at(1))
		}
		n := of(func() assess.Answer {
			return []assess.Answer{{Given: true, State: assess.Answered}, {},
				{Given: true, State: assess.Answered, Level: 1},
				{Given: true, State: assess.NotApplicable}}[rng.IntN(4)]
		})
		if n.Score.OK && (n.Score.Value < span.Low-1e-9 || n.Score.Value > span.High+1e-9) {
			t.Fatalf("%v: %v is beyond %v", practices, n.Score.Value, span)
		}
	}
}
