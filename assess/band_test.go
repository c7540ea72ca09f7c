package assess_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/rubric"
)

// controls are the weights of the requirements of NIST SP 800-171 as SPRS takes points away for them: 44 of five
// points, 14 of three and 51 of one are 220 + 42 + 51 = 313. All begins with 110, so that -203 is the least.
func controls() []float64 {
	var out []float64
	for w, n := range map[float64]int{5: 44, 3: 14, 1: 51} {
		for range n {
			out = append(out, w)
		}
	}
	return out
}

// subtractive is a practice from whose start each criterion takes its weight away unless it is met.
func subtractive(start float64, bands []rubric.Band, weights ...float64) *assess.Model {
	s := rubric.Scale{ID: "met", Levels: []rubric.Level{{Level: 0, Value: -1}, {Level: 1, Value: 0}}}
	p := rubric.Practice{ID: "a", Dimension: "d", Bands: bands}
	for k, w := range weights {
		p.Criteria = append(p.Criteria, rubric.Criterion{ID: fmt.Sprintf("c%d", k), Weight: w, Scale: "met"})
	}
	r := &rubric.Rubric{ID: "t", Version: "1", Scales: []rubric.Scale{s}, Scoring: means(),
		Parts: []rubric.Part{{ID: "all"}}, Dimensions: []rubric.Dimension{{ID: "d", Part: "all"}},
		Practices: []rubric.Practice{p}}
	r.Scoring.Practice = rubric.Rule{Aggregate: rubric.Sum, Start: start}
	return assess.Compile(r)
}

// riskBands are high up to 0, medium up to 88, which is 80 % of 110, and low from there.
func riskBands() []rubric.Band {
	return []rubric.Band{{ID: "high", From: -203}, {ID: "medium", From: 0}, {ID: "low", From: 88}}
}

// TestSPRS: everything met is 110 of 110, a share of 1; nothing is -203, a share of -203/110. 22 points lost are 88,
// 0.8, and in the band that begins there; one more is 87. What is not answered can cost all its points.
func TestSPRS(t *testing.T) {
	weights := controls()
	m := subtractive(110, riskBands(), weights...)
	for _, c := range []struct {
		lose, unanswered float64 // points, by ones
		all              bool
		score, low       float64
		share            float64
		band, lowBand    string
	}{
		{0, 0, false, 110, 110, 1, "low", "low"},
		{22, 0, false, 88, 88, 0.8, "low", "low"},
		{23, 0, false, 87, 87, 87.0 / 110, "medium", "medium"},
		{0, 0, true, -203, -203, -203.0 / 110, "high", "high"},
		{0, 25, false, 110, 85, 1, "low", "medium"},
	} {
		a := &assess.Assessment{}
		for _, w := range weights {
			answer := level(1)
			switch {
			case c.all, w == 1 && c.lose > 0:
				answer = level(0)
				c.lose--
			case w == 1 && c.unanswered > 0:
				answer = assess.Answer{}
				c.unanswered--
			}
			a.Answers = append(a.Answers, answer)
		}
		res := m.Evaluate(a, assess.Options{})
		f := m.Frame(res)
		for what, at := range map[string]struct {
			n *assess.Node
			e *assess.Ends
		}{"practice": {&res.Practices[0].Node, &f.Practices[0]}, "overall": {&res.Overall.Node, &f.Overall}} {
			share := at.e.OfMaximum(at.n.Score)
			if !near(at.n.Score.Value, c.score) || !near(at.n.Low.Value, c.low) || !near(share.Value, c.share) ||
				!near(at.e.Top.Value, 110) {
				t.Errorf("%s: %+v of %+v is %v, want %+v", what, at.n, at.e, share, c)
			}
		}
		n := &res.Practices[0].Node
		if n.BandOf(n.Score).ID != c.band || n.BandOf(n.Low).ID != c.lowBand || n.BandOf(n.High).ID == "high" != c.all {
			t.Errorf("%v: in %v, at worst %v, want %+v", n.Score, n.BandOf(n.Score), n.BandOf(n.Low), c)
		}
	}
}

// TestShareOfWhatApplies: of 5, 3 and 1 points the 5 do not apply: 110 is still the most where points are taken away.
// Where they are given, as 0 or 1, 4 are the most, and 1 of them is a quarter. What has levels has no share, nor has
// what cannot be above 0.
func TestShareOfWhatApplies(t *testing.T) {
	answers := &assess.Assessment{Answers: []assess.Answer{na, level(0), level(1)}}
	share := func(m *assess.Model) assess.Maybe[float64] {
		res := m.Evaluate(answers, assess.Options{})
		return m.Frame(res).Overall.OfMaximum(res.Overall.Score)
	}
	if got := share(subtractive(110, nil, 5, 3, 1)); !near(got.Value, 107.0/110) {
		t.Errorf("taken away: %v", got)
	}
	if got := share(subtractive(0, nil, 5, 3, 1)); got.OK {
		t.Errorf("nothing to get: %v", got)
	}
	given := subtractive(0, nil, 5, 3, 1).Rubric
	given.Scales[0].Levels[0].Value, given.Scales[0].Levels[1].Value = 0, 1
	if got := share(assess.Compile(given)); got != assess.Some(0.25) {
		t.Errorf("given: %v", got)
	}
	given.Scoring.Practice = rubric.Rule{Aggregate: rubric.Mean}
	if got := share(assess.Compile(given)); got.OK {
		t.Errorf("a mean: %v", got)
	}
}

// TestBandEdge: a third of three is the one at which the band begins, however it is summed; what is a millionth less is
// not.
func TestBandEdge(t *testing.T) {
	m := subtractive(0, []rubric.Band{{ID: "below", From: -9}, {ID: "one", From: -1}}, 1, 1, 1)
	n := m.Evaluate(&assess.Assessment{Answers: []assess.Answer{level(1), level(1), level(0)}},
		assess.Options{}).Practices[0].Node
	third := 1.0 / 3
	for score, want := range map[float64]string{-(third + third + third): "one", -1 - 1e-12: "one", -1 - 1e-6: "below",
		-1: "one", 5: "one", -9: "below"} {
		if got := n.BandOf(assess.Some(score)); got.ID != want {
			t.Errorf("%v: in %s, want %s", score, got.ID, want)
		}
	}
	if n.BandOf(assess.Some(-9.5)) != nil || n.BandOf(assess.Maybe[float64]{}) != nil {
		t.Error("a band below all, or of none")
	}
}

// TestBandsOfRandomScores: on random rubrics of points with bands over all that they can score, each score has just
// one, the one between whose ends it lies, and it lies between those of its bounds.
func TestBandsOfRandomScores(t *testing.T) {
	rng := rand.New(rand.NewPCG(24, 6))
	for range 500 {
		var weights []float64
		for range 1 + rng.IntN(5) {
			weights = append(weights, float64(1+rng.IntN(5)))
		}
		r := subtractive(float64(rng.IntN(20)), nil, weights...).Rubric
		span := r.Spans().Practices[0]
		bands := []rubric.Band{{ID: "b0", From: span.Low}}
		for from := span.Low; len(bands) < 4; {
			from += 0.5 + rng.Float64()*(span.High-span.Low)/3
			bands = append(bands, rubric.Band{ID: fmt.Sprint("b", len(bands)), From: from})
		}
		r.Scoring.Practice.Bands, r.Scoring.Overall.Bands = bands, bands
		m := assess.Compile(r)
		a := &assess.Assessment{}
		for range weights {
			a.Answers = append(a.Answers, []assess.Answer{level(0), level(1), na, {}}[rng.IntN(4)])
		}
		res := m.Evaluate(a, assess.Options{})
		for _, n := range []*assess.Node{&res.Practices[0].Node, &res.Overall.Node} {
			if n.Score.OK {
				holdsOneBand(t, n, bands)
			}
		}
	}
}

func holdsOneBand(t *testing.T, n *assess.Node, bands []rubric.Band) {
	t.Helper()
	var in []int
	for k, b := range bands {
		below := k+1 == len(bands) || !assess.Reaches(n.Score.Value, bands[k+1].From)
		if assess.Reaches(n.Score.Value, b.From) && below {
			in = append(in, k)
		}
	}
	if len(in) != 1 || n.BandOf(n.Score).ID != bands[in[0]].ID {
		t.Fatalf("%v is in %v, not in %v of %v", n.Score, n.BandOf(n.Score), in, bands)
	}
	if low, high := n.BandOf(n.Low), n.BandOf(n.High); low.From > bands[in[0]].From || high.From < bands[in[0]].From {
		t.Fatalf("%v: in %v, between %v and %v", n.Score, bands[in[0]], low, high)
	}
}
