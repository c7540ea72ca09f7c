package portfolio_test

import (
	"cmp"
	"io"
	"math"
	"testing"

	"fathom/assess/portfolio"
)

// stagedFold is an anonymous one of a stage.
func (c *crowd) stagedFold(t *testing.T, stage string, by ...string) *portfolio.Fold {
	t.Helper()
	s := stream(c.m)
	s.Jobs, s.Stage = 2, stage
	s.Fold = func() *portfolio.Fold { return portfolio.NewFold(c.m, "digest", stage, "", by, true) }
	out, err := s.Run(source(c.data), io.Discard)
	if err != nil || out.Bad > 0 {
		t.Fatalf("%+v, %v", out, err)
	}
	return out.Fold
}

// scores checks that levels, bins and the share at the target of a practice tell of no few scores together.
func (v *veiled) scores(i int, p *portfolio.PracticeRollup) {
	v.Helper()
	steps := stepsOf(&p.Distribution)
	for k, c := range p.Levels {
		if c.OK {
			steps = append(steps, step{float64(k + 1), []float64{2, 3, 4, 5, ceiling}[k], c.Value})
		}
	}
	if target, _ := v.m.Rubric.Practices[i].Target.At(cmp.Or(v.r.Stage, "growth")); p.AtTarget.OK {
		steps = append(steps, step{target, ceiling, int64(p.AtTarget.Value*float64(p.N) + 0.5)})
	}
	v.between(v.m.Rubric.Practices[i].ID, steps)
}

// whole checks the same of the bins and the outliers of the whole.
func (v *veiled) whole() {
	v.Helper()
	o := v.r.Outliers
	steps := stepsOf(&v.r.Overall)
	if o.Low.OK && o.LowFence.OK {
		steps = append(steps, step{floor, o.LowFence.Value, o.Low.Value})
	}
	if o.High.OK && o.HighFence.OK {
		steps = append(steps, step{o.HighFence.Value + 1e-9, ceiling, o.High.Value})
	}
	v.between("the whole", steps)
}

// step is how many scores lie from one to below another.
type step struct {
	from, to float64
	n        int64
}

const floor, ceiling = -1.0, 99.0

func stepsOf(d *portfolio.Distribution) []step {
	out := []step{{floor, ceiling, d.N}}
	for _, b := range d.Bins {
		out = append(out, step{b.Score - 0.005, b.To + 0.005, b.N})
	}
	return out
}

// between adds and subtracts the numbers of scores between points until nothing new is known: none may be of few. Bins
// that follow each other meet where the next one begins.
func (v *veiled) between(name string, steps []step) {
	v.Helper()
	same := func(a, b float64) bool { return math.Abs(a-b) < 1e-7 }
	known := map[float64][]step{}
	for _, s := range steps {
		known[s.from] = append(known[s.from], s)
		known[s.to] = append(known[s.to], step{s.to, s.from, -s.n})
	}
	for start := range known {
		at, todo := map[float64]int64{start: 0}, []float64{start}
		for len(todo) > 0 {
			from := todo[0]
			todo = todo[1:]
			for x, list := range known {
				for _, s := range list {
					if _, ok := at[s.to]; !ok && same(x, from) {
						at[s.to] = at[from] + s.n
						todo = append(todo, s.to)
					}
				}
			}
		}
		for to, n := range at {
			if to > start && v.few(n) {
				v.Errorf("%s: %s tells of %d scores from %v to %v, the least are %d: %+v", v.what, name, n, start, to, v.least, steps)
				return
			}
		}
	}
}
