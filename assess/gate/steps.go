package gate

import (
	"slices"

	"fathom/assess"
	"fathom/rubric"
)

// Step is one thing to do: bring a criterion from a level to another; or, where From is undefined, answer it with level To or higher
// where that is defined. In a panel that is to agree on it; but where a rule of scores is undecided, the missing votes are enough,
// each with that level or higher.
type Step struct {
	Criterion int
	From, To  assess.Maybe[int]
}

// steps finds, by trying, a short way that meets a rule. There may be a shorter one, and levels are not effort. What is undecided
// needs answers, and no work. Else a score needs one criterion raised by the fewest levels or, level by level, what brings most;
// what is missing counts from its lowest level. A share needs the heaviest answers, and criteria that a rule names need what it names.
func (c *checker) steps(o *Outcome) []Step {
	switch {
	case o.Verdict == Undecided && o.Kind == MaxUnanswered:
		return c.give(o.Rule)
	case o.Verdict == Undecided:
		if steps := c.answers(o.Rule); len(steps) > 0 || o.Kind != MaxUnknown {
			return steps
		}
		return c.give(o.Rule)
	case o.Verdict != NotMet:
		return nil
	case o.Kind == MaxUnanswered || o.Kind == MaxUnknown:
		return c.give(o.Rule)
	case !o.Kind.OfScores():
		return nil
	}
	if one, ok := c.single(o.Rule); ok {
		return []Step{one}
	}
	return c.climb(o.Rule)
}

// under lists the criteria below a node; all of them for the whole.
func (c *checker) under(at string) []int {
	var out []int
	r := c.m.Rubric
	for i := range c.m.Len() {
		p := &r.Practices[c.m.Criterion(i).Practice]
		d := slices.IndexFunc(r.Dimensions, func(d rubric.Dimension) bool { return d.ID == p.Dimension })
		if at == "" || at == "overall" || at == p.ID || at == p.Dimension || d >= 0 && at == r.Dimensions[d].Part {
			out = append(out, i)
		}
	}
	return out
}

// single looks for one criterion whose raise meets the rule.
func (c *checker) single(r Rule) (best Step, ok bool) {
	base := c.atWorst(r, c.missing)
	level := c.criteria(c.evaluate(base))
	fewest := 0
	for _, i := range c.under(r.At) {
		for n, to := range c.above(level, i) {
			if ok && n+1 >= fewest {
				break
			}
			if r.holds(c.try(r, base.With(i, to))) && c.meets(r, c.res.Assessment.With(i, to)) {
				best, ok, fewest = Step{i, c.from(i), assess.Some(to)}, true, n+1
				break
			}
		}
	}
	return best, ok
}

// from is the level that a criterion has, or none: also where votes are missing that the rules must not depend on.
func (c *checker) from(i int) assess.Maybe[int] {
	cr := c.criteria(c.res)[i]
	if c.lacks(i, cr.State, c.missing) {
		return assess.Maybe[int]{}
	}
	return cr.Level
}

// above lists the levels above an answered criterion's own.
func (c *checker) above(results []assess.CriterionResult, i int) []int {
	own := results[i].Level
	if !own.OK {
		return nil
	}
	return slices.DeleteFunc(c.levels(i), func(l int) bool { return l <= own.Value })
}

// meets tells whether a rule is met, all things considered, with other answers.
func (c *checker) meets(r Rule, a *assess.Assessment) bool {
	other := *c
	other.res = c.evaluate(a)
	o := other.judge(r)
	return o.Verdict == Met
}

func (c *checker) evaluate(a *assess.Assessment) *assess.Result {
	return c.m.ScoreUnder(a, c.res)
}

// climb raises, one level at a time, the criterion that brings the rule nearest, until it is met; of those that bring as much, the
// lowest. It gives up when nothing brings it nearer.
func (c *checker) climb(r Rule) []Step {
	a, base := c.res.Assessment, c.atWorst(r, c.missing)
	var steps []Step
	candidates := c.under(r.At)
	for range 4 * len(a.Answers) {
		next := c.nearest(progress(r), base, candidates)
		if len(next) == 0 {
			return nil
		}
		for _, s := range next {
			s.From = c.from(s.Criterion)
			steps = add(steps, s)
			a, base = a.With(s.Criterion, s.To.Value), base.With(s.Criterion, s.To.Value)
		}
		if c.meets(r, a) {
			return steps
		}
	}
	return nil
}

// nearest finds the criterion whose next level brings a rule nearest; where none does, the lowest of a practice.
func (c *checker) nearest(r Rule, base *assess.Assessment, candidates []int) []Step {
	results := c.criteria(c.evaluate(base))
	level := func(i int) int { return results[i].Level.Value }
	best, found := c.try(r, base), Step{}
	some := false
	for _, i := range candidates {
		levels := c.above(results, i)
		if len(levels) == 0 {
			continue
		}
		now := c.try(r, base.With(i, levels[0]))
		if better(r, now, best) || some && !better(r, best, now) && level(i) < level(found.Criterion) {
			best, found, some = now, Step{Criterion: i, To: assess.Some(levels[0])}, true
		}
	}
	if some {
		return []Step{found}
	}
	return c.together(r, base, candidates)
}

// together finds the practice whose lowest criteria, each raised by one level, bring a rule nearest: one alone does not where a
// practice is held to its lowest.
func (c *checker) together(r Rule, base *assess.Assessment, candidates []int) (found []Step) {
	results := c.criteria(c.evaluate(base))
	lowest := make([][]Step, len(c.m.Rubric.Practices))
	for _, i := range candidates {
		levels := c.above(results, i)
		if len(levels) == 0 {
			continue
		}
		held := &lowest[c.m.Criterion(i).Practice]
		switch step := (Step{Criterion: i, To: assess.Some(levels[0])}); {
		case len(*held) == 0, results[i].Level.Value < results[(*held)[0].Criterion].Level.Value:
			*held = []Step{step}
		case results[i].Level.Value == results[(*held)[0].Criterion].Level.Value:
			*held = append(*held, step)
		}
	}
	best := c.try(r, base)
	for _, held := range lowest {
		all := base
		for _, s := range held {
			all = all.With(s.Criterion, s.To.Value)
		}
		if now := c.try(r, all); better(r, now, best) {
			best, found = now, held
		}
	}
	return found
}

// progress measures a level by the score behind it, which moves with every step.
func progress(r Rule) Rule {
	if r.Kind == MinLevel {
		r.Kind = MinScore
	}
	return r
}

func better(r Rule, now, best assess.Maybe[float64]) bool {
	switch {
	case !now.OK:
		return false
	case !best.OK:
		return true
	case r.atLeast():
		return now.Value > best.Value+eps
	}
	return now.Value < best.Value-eps
}

// add puts a raise to the others; a criterion has one.
func add(steps []Step, s Step) []Step {
	if k := slices.IndexFunc(steps, func(x Step) bool { return x.Criterion == s.Criterion }); k >= 0 {
		steps[k].To = s.To
		return steps
	}
	return append(steps, s)
}

// give names the answers that weigh most, as many as a share needs.
func (c *checker) give(r Rule) []Step {
	base, whole := c.atWorst(r, c.missing), c.begun()
	_, named := whole.measure(r, c.evaluate(base))
	whole.heaviestFirst(r, named, base)
	var steps []Step
	for n := range named {
		if c.meets(r, c.with(c.res.Assessment, named[:n], c.best)) {
			break
		}
		steps = append(steps, Step{Criterion: named[n]})
	}
	return steps
}
