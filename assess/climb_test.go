package assess_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/rubric"
)

// TestClimb: over random rubrics and files, practices that are put at a level make what the scorer makes of the
// assessment with the answers raised; and the terms of each branch make its node's score and bounds.
func TestClimb(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 15))
	scored, attained := 0, 0
	for range 1500 {
		m := tree(rng)
		for i := range m.Rubric.Practices {
			m.Rubric.Practices[i].Target = rubric.PerStage{All: num(float64(1 + rng.IntN(3)))}
		}
		m = assess.Compile(m.Rubric)
		res := m.Evaluate(aFile(m, rng), assess.Options{Stage: []string{"", "late"}[rng.IntN(2)],
			Sector: []string{"", "here"}[rng.IntN(2)]})
		c, levels, done := m.NewClimb(res), make([]assess.Maybe[int], len(res.Practices)), 0.0
		for i := range levels {
			w := c.Today(i)
			if m.PracticeScale(i) != nil && rng.IntN(2) == 0 {
				levels[i] = assess.Some(1 + rng.IntN(3))
				w = c.Raised(i, levels[i].Value)
			}
			c.Put(i, w)
			if rng.IntN(4) == 0 {
				c.Score() // what is put later changes some of the nodes alone
			}
			done += c.Done(i, w)
		}
		c.Score()
		after := m.ScoreUnder(c.Assessment(levels), res)
		if c.At(assess.KindOverall, 0) != after.Overall.Score || c.Attainment() != after.Overall.Attainment ||
			!near(c.Attained(done).Value, after.Overall.Attainment.Value) {
			t.Fatalf("overall %v, attainment %v; want %+v", c.At(assess.KindOverall, 0), c.Attainment(), after.Overall)
		}
		for i := range after.Practices {
			if c.At(assess.KindPractice, i) != after.Practices[i].Score {
				t.Fatalf("practice %d: %v, want %v", i, c.At(assess.KindPractice, i), after.Practices[i].Score)
			}
		}
		for d := range after.Dimensions {
			checkBranch(t, c, assess.KindDimension, d, &after.Dimensions[d])
		}
		for p := range after.Parts {
			checkBranch(t, c, assess.KindPart, p, &after.Parts[p])
		}
		checkBranch(t, c, assess.KindOverall, 0, &after.Overall.Node)
		if after.Overall.Score.OK {
			scored++
		}
		if after.Overall.Attainment.OK {
			attained++
		}
	}
	if scored < 500 || attained < 200 {
		t.Errorf("only %d with a score, %d with an attainment", scored, attained)
	}
}

func checkBranch(t *testing.T, c *assess.Climb, kind assess.Kind, at int, want *assess.Node) {
	t.Helper()
	b := c.Branch(kind, at)
	join := func(of func(assess.Kid) (weight float64, x assess.Maybe[float64])) float64 {
		sum := 0.0
		if b.Lowest() {
			sum = math.Inf(1)
		}
		for _, kid := range b.Kids {
			w, x := of(kid)
			switch {
			case !x.OK:
			case b.Lowest():
				sum = min(sum, b.Term(w, x.Value))
			default:
				sum += b.Term(w, x.Value)
			}
		}
		return sum
	}
	if !want.Score.OK {
		return
	}
	low := join(func(k assess.Kid) (float64, assess.Maybe[float64]) {
		low, _ := k.Bounds()
		return k.Weight, assess.Some(low)
	})
	high := join(func(k assess.Kid) (float64, assess.Maybe[float64]) {
		_, high := k.Bounds()
		return k.Weight, assess.Some(high)
	})
	plain := join(func(k assess.Kid) (float64, assess.Maybe[float64]) { return k.Counted, k.Score() })
	score := assess.Held(b.Plain(plain), b.Bound(low), b.Bound(high))
	if !near(score, want.Score.Value) || !near(b.Bound(low), want.Low.Value) || !near(b.Bound(high), want.High.Value) {
		t.Fatalf("%s %d: %v, %v to %v; want %v, %v to %v", kind, at, score, b.Bound(low), b.Bound(high), want.Score,
			want.Low, want.High)
	}
}
