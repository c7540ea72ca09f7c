package gate

import (
	"slices"
	"sort"

	"fathom/assess"
	"fathom/rubric"
)

// Step is one thing to do: bring a criterion from a level to another; or, where From is undefined, answer it with level
// To or higher where that is defined. In a panel that is to agree on it; but where a rule of scores is undecided, the
// missing votes are enough, each with that level or higher, unless the panel has agreed that nobody knows.
type Step struct {
	Criterion int
	From, To  assess.Maybe[int]
}

// steps finds, by trying, a short way that meets a rule. There may be a shorter one, and levels are not effort. What is
// undecided needs answers, and no work. Else a score needs one criterion raised by the fewest levels or, level by
// level, what brings most; what is missing counts from its lowest level. A share needs the heaviest answers, and
// criteria that a rule names need what it names.
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
	for i := range c.m.Len() {
		practice := c.m.Criterion(i).Practice
		p := &c.m.Rubric.Practices[practice]
		if at == "" || at == "overall" || at == p.ID || at == p.Dimension || at == c.parts[practice] {
			out = append(out, i)
		}
	}
	return out
}

// partsOf are the parts of the practices, by their ids.
func partsOf(r *rubric.Rubric) []string {
	of := map[string]string{}
	for _, d := range r.Dimensions {
		of[d.ID] = d.Part
	}
	out := make([]string, len(r.Practices))
	for i := range r.Practices {
		out[i] = of[r.Practices[i].Dimension]
	}
	return out
}

// single looks for one criterion whose raise meets the rule.
func (c *checker) single(r Rule) (best Step, ok bool) {
	base := c.atWorst(r, c.missing)
	t := c.trial(r, base)
	fewest := 0
	for _, i := range c.under(r.At) {
		for n, to := range t.above(i) {
			if ok && n+1 >= fewest {
				break
			}
			if c.near(r, t.raised(i, to)) && r.holds(c.try(r, base.With(i, to))) &&
				c.meets(r, c.res.Assessment.With(i, to)) {
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

// meets reports whether a rule is met, all things considered, with other answers.
func (c *checker) meets(r Rule, a *assess.Assessment) bool {
	other := *c
	other.res = c.evaluate(a)
	o := other.judge(r)
	return o.Verdict == Met
}

func (c *checker) evaluate(a *assess.Assessment) *assess.Result {
	return c.m.ScoreUnder(a, c.res)
}

// climb raises, one level at a time, the criterion that brings the rule nearest, until it is met; of those that bring
// as much, the lowest. It gives up when nothing brings it nearer.
func (c *checker) climb(r Rule) []Step {
	a := c.with(c.res.Assessment, nil, nil)
	t := c.trial(r, c.atWorst(r, c.missing))
	var steps []Step
	candidates := c.under(r.At)
	for range 4 * len(a.Answers) {
		next := t.nearest(candidates)
		if len(next) == 0 {
			return nil
		}
		for _, s := range next {
			s.From = c.from(s.Criterion)
			steps = add(steps, s)
			a.Answers[s.Criterion] = raise(s.To.Value)
			t.take(s)
		}
		if c.near(r, t.probe.Now()) && c.meets(r, a) {
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
		return !assess.Reaches(best.Value, now.Value)
	}
	return !assess.Reaches(now.Value, best.Value)
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
	given := func(n int) *assess.Assessment { return c.with(c.res.Assessment, named[:n], c.best) }
	n := sort.Search(len(named), func(n int) bool { return c.mayMeet(r, given(n)) })
	for n < len(named) && !c.meets(r, given(n)) {
		n++
	}
	var steps []Step
	for _, i := range named[:n] {
		steps = append(steps, Step{Criterion: i})
	}
	return steps
}
