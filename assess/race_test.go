package assess_test

import (
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/rubric"
)

// runs is a number of an assessment that raises can be tried for.
type runs interface {
	Now() assess.Maybe[float64]
	Try(changes ...assess.Change) assess.Maybe[float64]
	Take(changes ...assess.Change)
	Race(raises func(practice int) []assess.Raise) *assess.Race
}

// TestRace: over random rubrics, the raise that a race finds is the one that is found by trying all in order, whatever
// was taken before: of scores, attainment and losses, and for whatever answers, also such as begin a part or leave it.
func TestRace(t *testing.T) {
	rng := rand.New(rand.NewPCG(25, 3))
	found, none, tied := 0, 0, 0
	for range 3000 {
		m := tree(rng)
		for i := range m.Rubric.Practices {
			m.Rubric.Practices[i].Target = rubric.PerStage{All: num(float64(1 + rng.IntN(3)))}
		}
		m = assess.Compile(m.Rubric)
		a, before, id := aFile(m, rng), m.Evaluate(aFile(m, rng), assess.Options{}), anyNode(m, rng)
		for sign, p := range map[float64]runs{1: m.NewProbe(a, assess.Options{}, id),
			2: m.NewAttainmentProbe(a, assess.Options{}), -1: m.NewLossProbe(before, a, assess.Options{}, id)} {
			raises := someRaises(m, rng)
			race := p.Race(func(i int) []assess.Raise { return raises[i] })
			for range 8 {
				want, ok, ties := tryAll(p, raises, sign)
				got, any := race.Best()
				if ok != any || ok && (got.Rank != want.Rank || got.Changes[0].At != want.Changes[0].At) {
					t.Fatalf("%+v, %v; want %+v, %v (%v of %s)", got, any, want, ok, sign, id)
				}
				if tied += ties; !ok {
					none++
					break
				}
				found++
				p.Take(got.Changes...)
				i := m.Criterion(got.Changes[0].At).Practice
				raises[i] = someRaises(m, rng)[i]
			}
		}
	}
	if found < 5000 || none < 5000 || tied < 800 {
		t.Errorf("only %d found, %d times none, %d tied", found, none, tied)
	}
}

// someRaises are up to four for each practice, in the order of their first criteria.
func someRaises(m *assess.Model, rng *rand.Rand) [][]assess.Raise {
	out := make([][]assess.Raise, len(m.Rubric.Practices))
	for i := range m.Len() {
		if rng.IntN(5) == 0 {
			continue
		}
		answers := []assess.Answer{level(1), level(2), level(3), level(2), level(3)}
		if rng.IntN(6) == 0 {
			answers = []assess.Answer{{}, na, unknown}
		}
		raise := assess.Raise{Rank: rng.IntN(3)}
		for at := i; at < m.Len() && m.Criterion(at).Practice == m.Criterion(i).Practice; at++ {
			raise.Changes = append(raise.Changes, assess.Change{At: at, Answer: answers[rng.IntN(len(answers))]})
			if rng.IntN(3) > 0 {
				break
			}
		}
		out[m.Criterion(i).Practice] = append(out[m.Criterion(i).Practice], raise)
	}
	return out
}

// tryAll finds the best raise by trying all; of what comes to the same, how many.
func tryAll(p runs, raises [][]assess.Raise, sign float64) (best assess.Raise, ok bool, ties int) {
	most := p.Now()
	higher := func(a, b assess.Maybe[float64]) bool {
		if sign < 0 {
			a.Value, b.Value = -a.Value, -b.Value
		}
		return a.OK && (!b.OK || !assess.Reaches(b.Value, a.Value))
	}
	for _, of := range raises {
		for _, r := range of {
			switch v := p.Try(r.Changes...); {
			case higher(v, most):
				most, best, ok, ties = v, r, true, 0
			case ok && !higher(most, v):
				if ties++; r.Rank < best.Rank {
					best = r
				}
			}
		}
	}
	return best, ok, ties
}
