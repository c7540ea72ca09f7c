package plan

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"fathom/assess"
)

// TestTriesCostWhatTheyChange: what a practice brings is found without a look at those that stay.
func TestTriesCostWhatTheyChange(t *testing.T) {
	m, res := worked()
	p := NewSolver(m, res).budget(&Question{Kind: Budget, Gain: GainLevels, Budget: 100})
	try := p.tries([]int{0, 0, 0})
	last := len(p.tree.values) - 1
	for k := range p.tree.values[last] {
		p.tree.values[last][k] = math.NaN() // whoever adds it up gets nothing
	}
	for d := range p.sides {
		p.sides[d].use[last] = []float64{math.NaN(), math.NaN()}
	}
	try.raise(0, 1)
	if got := try.nearness(); math.IsNaN(got) || try.overdrawn() {
		t.Errorf("a step of the first practice brings %v", got)
	}
	try.back()
	if got := try.nearness(); math.IsNaN(got) {
		t.Errorf("without it: %v", got)
	}
}

// TestTries: a choice that is changed, put back and kept at random is worth what the same choice is worth from the
// start, and takes what its steps need.
func TestTries(t *testing.T) {
	m, res := worked()
	rng := rand.New(rand.NewPCG(25, 4))
	for _, q := range []Question{
		{Kind: Budget, Gain: GainLevels, Budget: 100}, {Kind: Budget, Gain: GainOverall, Budget: 100},
		{Kind: Reach, Goals: []Goal{{GoalScore, "overall", 1.8}, {GoalLevel, "overall", 2}}},
	} {
		s := NewSolver(m, res)
		p, _ := s.reach(&q)
		if q.Kind == Budget {
			p = s.budget(&q)
		}
		try := p.tries(make([]int, len(s.ladders)))
		for range 400 {
			i := rng.IntN(len(s.ladders))
			want := slices.Clone(try.taken)
			switch k := rng.IntN(len(s.ladders[i].rungs)); {
			case k > want[i]:
				want[i] = k
				s.withNeeds(want)
				try.raise(i, k)
			case k < want[i]:
				want[i] = k
				s.withoutUnmet(want)
				try.lower(i, k)
			}
			from := p.tries(want)
			if got, fresh := try.nearness(), from.nearness(); !slices.Equal(try.taken, want) ||
				math.Abs(got-fresh) > assess.Tolerance || try.met() != from.met() || try.now.cost != from.now.cost {
				t.Fatalf("%v: %v of %v, not %v of %v", q.Kind, got, try.taken, fresh, want)
			}
			if rng.IntN(2) == 0 {
				p.s.put(try.taken)
				try.keep()
			}
			try.back()
			p.s.put(try.taken)
		}
	}
}
