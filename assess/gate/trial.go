package gate

import (
	"math"

	"fathom/assess"
)

// probe tells what a rule of scores would measure with other answers, at a cost that does not grow with the number of
// criteria.
type probe interface {
	Now() assess.Maybe[float64]
	Try(changes ...assess.Change) assess.Maybe[float64]
	Take(c assess.Change)
}

// probeOf makes the probe of a rule of scores; of a level, that of the score behind it.
func (c *checker) probeOf(r Rule, a *assess.Assessment) probe {
	opt := assess.Options{Stage: c.res.Stage, Sector: c.res.Sector}
	switch {
	case r.Kind == MinAttainment:
		return c.m.NewAttainmentProbe(a, opt)
	case r.Kind == Regression && c.ctx.Baseline == nil:
		return c.m.NewProbe(a, opt, "") // there is no number
	case r.Kind == Regression:
		return c.m.NewLossProbe(c.ctx.Baseline, a, opt, r.At)
	}
	return c.m.NewProbe(a, opt, r.At)
}

// trial raises the levels of an assessment to meet a rule of scores.
type trial struct {
	*checker
	rule   Rule // of the score behind a level
	probe  probe
	levels [][]int             // of the criteria's scales, upwards
	own    []assess.Maybe[int] // the criteria's levels now
	one    [1]assess.Change    // room for one
}

func (c *checker) trial(r Rule, base *assess.Assessment) *trial {
	t := &trial{checker: c, rule: progress(r), probe: c.probeOf(r, base), one: [1]assess.Change{{Answer: raise(0)}}}
	of := map[string][]int{}
	for i, result := range c.criteria(c.evaluate(base)) {
		scale := c.m.Criterion(i).Scale
		if of[scale] == nil {
			of[scale] = c.levels(i)
		}
		t.levels, t.own = append(t.levels, of[scale]), append(t.own, result.Level)
	}
	return t
}

// above lists the levels above an answered criterion's own.
func (t *trial) above(i int) []int {
	own, levels := t.own[i], t.levels[i]
	if !own.OK {
		return nil
	}
	for len(levels) > 0 && levels[0] <= own.Value {
		levels = levels[1:]
	}
	return levels
}

// raise is the answer of a criterion that is raised to a level.
func raise(to int) assess.Answer {
	return assess.Answer{Given: true, State: assess.Answered, Level: to}
}

// raised is what the rule would measure with one criterion at another level.
func (t *trial) raised(i, to int) assess.Maybe[float64] {
	t.one[0].At, t.one[0].Answer.Level = i, to
	return t.probe.Try(t.one[:]...)
}

// take raises a criterion for good.
func (t *trial) take(s Step) {
	t.probe.Take(assess.Change{At: s.Criterion, Answer: raise(s.To.Value)})
	t.own[s.Criterion] = s.To
}

// nearest finds the criterion whose next level brings the rule nearest; where none does, the lowest of a practice.
func (t *trial) nearest(candidates []int) []Step {
	best, found := t.probe.Now(), Step{}
	some := false
	for _, i := range candidates {
		levels := t.above(i)
		if len(levels) == 0 {
			continue
		}
		now := t.raised(i, levels[0])
		if better(t.rule, now, best) || some && !better(t.rule, best, now) &&
			t.own[i].Value < t.own[found.Criterion].Value {
			best, found, some = now, Step{Criterion: i, To: assess.Some(levels[0])}, true
		}
	}
	if some {
		return []Step{found}
	}
	return t.together(candidates)
}

// together finds the practice whose lowest criteria, each raised by one level, bring the rule nearest: one alone does
// not where a practice is held to its lowest.
func (t *trial) together(candidates []int) (found []Step) {
	lowest := make([][]Step, len(t.m.Rubric.Practices))
	for _, i := range candidates {
		levels := t.above(i)
		if len(levels) == 0 {
			continue
		}
		held := &lowest[t.m.Criterion(i).Practice]
		switch step := (Step{Criterion: i, To: assess.Some(levels[0])}); {
		case len(*held) == 0, t.own[i].Value < t.own[(*held)[0].Criterion].Value:
			*held = []Step{step}
		case t.own[i].Value == t.own[(*held)[0].Criterion].Value:
			*held = append(*held, step)
		}
	}
	best := t.probe.Now()
	for _, held := range lowest {
		all := make([]assess.Change, len(held))
		for k, s := range held {
			all[k] = assess.Change{At: s.Criterion, Answer: raise(s.To.Value)}
		}
		if now := t.probe.Try(all...); better(t.rule, now, best) {
			best, found = now, held
		}
	}
	return found
}

// near reports whether a rule may hold where its number, or the score behind its level, is what a probe says: sums that
// are added up in another order differ by a little.
func (c *checker) near(r Rule, was assess.Maybe[float64]) bool {
	if !was.OK {
		return true
	}
	slack := 3*assess.Tolerance + 1e-11*math.Abs(was.Value)
	switch {
	case r.Kind == MinLevel:
		level := assess.At(assess.Some(was.Value+slack), c.node(r.At, c.res).Scale).Level
		return level.OK && float64(level.Value) >= r.Limit-assess.Tolerance
	case r.atLeast():
		return was.Value >= r.Limit-slack
	}
	return was.Value <= r.most()+slack
}

// mayMeet reports whether a rule may be met with other answers: whether it holds at worst. More good answers never make
// that worse, so that it is for searching by halves; meets says whether it is met.
func (c *checker) mayMeet(r Rule, a *assess.Assessment) bool {
	other := *c
	other.res = c.evaluate(a)
	if r.Kind == MaxDiscuss {
		was, _ := other.measure(r, other.res)
		worst, _ := other.reach(r, was)
		return c.near(r, worst)
	}
	score := progress(r)
	return c.near(r, other.begun().try(score, other.atWorst(score, c.missing)))
}

// moved is what a rule would measure with the best answer to each of some criteria.
func (c *checker) moved(r Rule, criteria []int, from *assess.Assessment) map[int]assess.Maybe[float64] {
	out := map[int]assess.Maybe[float64]{}
	switch {
	case r.Kind.OfScores():
		p, one := c.probeOf(r, from), make([]assess.Change, 1)
		for _, i := range criteria {
			one[0] = assess.Change{At: i, Answer: c.best(i)}
			out[i] = p.Try(one...)
		}
	case r.Kind == MaxUnknown && c.over == assess.Counting:
		for _, i := range criteria { // an answer can begin a part, and then other shares count
			out[i] = c.try(r, c.with(from, []int{i}, c.best))
		}
	default:
		was, weights := c.weigh(r, c.evaluate(from))
		for _, i := range criteria {
			out[i] = assess.Maybe[float64]{Value: was.Value - weights[i], OK: was.OK}
		}
	}
	return out
}

// weigh is what a rule measures that is a sum over the criteria, and what each of these adds to it. The best answer to
// one takes away what it adds, and nothing else.
func (c *checker) weigh(r Rule, res *assess.Result) (assess.Maybe[float64], []float64) {
	out := make([]float64, c.m.Len())
	was, named := c.measure(r, res)
	for _, i := range named {
		out[i] = 1
	}
	if r.Kind == MaxUnanswered || r.Kind == MaxUnknown || r.Kind == MaxNA {
		shares := c.m.Shares(res, c.basis(r.Kind))
		for i := range shares {
			out[i] = c.part(r.Kind, &shares[i])
		}
	}
	return was, out
}
