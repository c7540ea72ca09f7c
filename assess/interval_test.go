package assess

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"fathom/rubric"
)

// surelyAhead says of two practices alone what intervals counts of all.
func (g *ranking) surelyAhead(x, y int) bool {
	if g.urgent[x] != g.urgent[y] {
		return g.urgent[x]
	}
	return g.waiters[x].has(y) || less((1+offBy)*g.effective(y), (1-offBy)*g.effective(x))
}

// TestIntervals: over random priorities, many of them alike, urgency and prerequisites, the ranks are those that come
// of comparing every two practices.
func TestIntervals(t *testing.T) {
	rng := rand.New(rand.NewPCG(25, 3))
	waiting, urgent := 0, 0
	for range 400 {
		m := Compile(queue(rng, 2+rng.IntN(40)))
		a := &Assessment{Answers: make([]Answer, m.Len())}
		for i := range a.Answers {
			a.Answers[i] = Answer{Given: true, State: Answered, Level: 1 + rng.IntN(5)}
		}
		_, s := m.judged(a, Options{})
		g := newRanking(s)
		for i := range s.practices {
			of := s.standing(i)
			g.standings[i] = &of
		}
		g.settle()
		ranked := g.rank()
		best, worst := g.intervals(ranked)
		for _, x := range ranked {
			ahead, behind := 0, 0
			for _, y := range ranked {
				ahead, behind = ahead+count(g.surelyAhead(y, x)), behind+count(g.surelyAhead(x, y))
			}
			if best[x] != 1+ahead || worst[x] != len(ranked)-behind {
				t.Fatalf("%d: %d to %d, want %d to %d", x, best[x], worst[x], 1+ahead, len(ranked)-behind)
			}
			urgent += count(g.urgent[x])
		}
		waiting += len(g.awaited)
	}
	if waiting < 300 || urgent < 300 {
		t.Errorf("only %d wait, %d are urgent", waiting, urgent)
	}
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// queue is a rubric of practices of one criterion each, some of which wait for earlier ones.
func queue(rng *rand.Rand, practices int) *rubric.Rubric {
	num := func(v float64) rubric.PerStage { return rubric.PerStage{All: &v} }
	r := wide(1)
	r.Scales[0].Levels = nil
	for l := 1; l <= 5; l++ {
		r.Scales[0].Levels = append(r.Scales[0].Levels, rubric.Level{Level: l, Value: float64(l)})
	}
	r.Practices = r.Practices[:0]
	for k := range practices {
		p := rubric.Practice{ID: fmt.Sprint("p", k), Dimension: "d0", Weight: num(float64(1 + rng.IntN(4))),
			Target: num(float64(3 + rng.IntN(3))), Criteria: []rubric.Criterion{{ID: "c", Scale: "s", Weight: 1}}}
		if rng.IntN(6) == 0 {
			floor := 2.0
			p.Floor = &floor
		}
		if k > 0 && rng.IntN(3) == 0 {
			p.Requires = []rubric.Requirement{{Practice: fmt.Sprint("p", rng.IntN(k)), Level: 4}}
		}
		r.Practices = append(r.Practices, p)
	}
	return r
}
