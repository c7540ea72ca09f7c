package gate

import (
	"slices"

	"fathom/assess"
	"fathom/rubric"
)

// Step is one thing to do: bring a criterion to a level, or answer it where To is undefined.
type Step struct {
	Criterion int
	From, To  assess.Maybe[int]
}

// steps finds the cheapest way that meets a rule about scores: one criterion raised by the fewest levels, else, level by level, what
// brings most. For rules about criteria it names what to answer, to prove or to agree on, the heaviest of the missing first.
func (c *checker) steps(r Rule) []Step {
	switch r.Kind {
	case MinScore, MinLevel, Floor, MinAttainment, Regression:
		if one, ok := c.single(r); ok {
			return []Step{one}
		}
		return c.climb(r)
	case MaxUnanswered, MaxUnknown:
		return c.answer(r)
	}
	return nil
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
	fewest := 0
	for _, i := range c.under(r.At) {
		from, levels := c.above(c.res, i)
		for n, to := range levels {
			if ok && n+1 >= fewest {
				break
			}
			if c.meets(r, c.res.Assessment.With(i, to)) {
				best, ok, fewest = Step{i, from, assess.Some(to)}, true, n+1
				break
			}
		}
	}
	return best, ok
}

// above lists the levels above an answered criterion's own.
func (c *checker) above(res *assess.Result, i int) (from assess.Maybe[int], levels []int) {
	at := i
	for p := range res.Practices {
		n := len(res.Practices[p].Criteria)
		if at >= n {
			at -= n
			continue
		}
		from = res.Practices[p].Criteria[at].Level
		break
	}
	if !from.OK {
		return from, nil
	}
	for _, l := range c.m.Rubric.Scale(c.m.Criterion(i).Scale).Levels {
		if l.Level > from.Value {
			levels = append(levels, l.Level)
		}
	}
	return from, levels
}

func (c *checker) meets(r Rule, a *assess.Assessment) bool {
	was, _ := c.measure(r, c.evaluate(a))
	return verdict(r, was) == Met
}

func (c *checker) evaluate(a *assess.Assessment) *assess.Result {
	return c.m.Score(a, assess.Options{Stage: c.res.Stage, Sector: c.res.Sector})
}

// climb raises, one level at a time, the criterion that brings the rule nearest, until it is met. It gives up when nothing brings it
// nearer.
func (c *checker) climb(r Rule) []Step {
	a, res := c.res.Assessment, c.res
	var steps []Step
	was, _ := c.measure(progress(r), res)
	candidates := c.under(r.At)
	for range 4 * len(a.Answers) {
		best, at, next := was, -1, 0
		for _, i := range candidates {
			_, levels := c.above(res, i)
			if len(levels) == 0 {
				continue
			}
			now, _ := c.measure(progress(r), c.evaluate(a.With(i, levels[0])))
			if better(r, now, best) {
				best, at, next = now, i, levels[0]
			}
		}
		if at < 0 {
			return nil
		}
		steps = add(steps, c, at, next)
		a, was = a.With(at, next), best
		res = c.evaluate(a)
		if m, _ := c.measure(r, res); verdict(r, m) == Met {
			return steps
		}
	}
	return nil
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
func add(steps []Step, c *checker, criterion, to int) []Step {
	if k := slices.IndexFunc(steps, func(s Step) bool { return s.Criterion == criterion }); k >= 0 {
		steps[k].To = assess.Some(to)
		return steps
	}
	from, _ := c.above(c.res, criterion)
	return append(steps, Step{criterion, from, assess.Some(to)})
}

// answer names the missing answers that weigh most, as many as it takes.
func (c *checker) answer(r Rule) []Step {
	state := assess.Unanswered
	if r.Kind == MaxUnknown {
		state = assess.Unknown
	}
	was, named := c.share(c.res, state)
	if !was.OK {
		return nil
	}
	weight := map[int]float64{}
	a := c.res.Assessment
	for _, i := range named {
		less, _ := c.share(c.evaluate(a.With(i, c.m.Rubric.Scale(c.m.Criterion(i).Scale).Levels[0].Level)), state)
		weight[i] = was.Value - less.Value
	}
	slices.SortStableFunc(named, func(x, y int) int {
		switch {
		case weight[x] > weight[y]+eps:
			return -1
		case weight[x] < weight[y]-eps:
			return 1
		}
		return 0
	})
	var steps []Step
	left := was.Value
	for _, i := range named {
		if left <= r.Limit+eps {
			break
		}
		left -= weight[i]
		steps = append(steps, Step{Criterion: i})
	}
	return steps
}
