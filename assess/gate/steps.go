package gate

import (
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
	t := c.trial(r, c.missing)
	fewest := 0
	for _, i := range c.under(r.At) {
		for n, to := range t.above[i] {
			if ok && n+1 >= fewest {
				break
			}
			if c.near(r, t.raised(i, to)) && t.metWith(i, to) {
				best, ok, fewest = Step{i, c.from(i), assess.Some(to)}, true, n+1
				break
			}
		}
	}
	return best, ok
}

// from is the level that a criterion has, or none: also where votes are missing that the rules must not depend on.
func (c *checker) from(i int) assess.Maybe[int] {
	cr := c.criteria()[i]
	if c.lacks(i, cr.State, c.missing) {
		return assess.Maybe[int]{}
	}
	return cr.Level
}

// meets reports whether a rule is met, all things considered, with other answers.
func (c *checker) meets(r Rule, a *assess.Assessment) bool {
	o := c.of(c.evaluate(a)).judge(r)
	return o.Verdict == Met
}

func (c *checker) evaluate(a *assess.Assessment) *assess.Result {
	return c.m.ScoreUnder(a, c.res)
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

// give names the answers that weigh most, as many as a share needs.
func (c *checker) give(r Rule) []Step {
	whole := c.begun()
	_, named := whole.measure(r, c.evaluate(c.atWorst(r, c.missing)))
	whole.heaviestFirst(r, named, c.missing)
	n := sort.Search(len(named), func(n int) bool { return c.mayMeetWith(r, named[:n], c.best) })
	for n < len(named) && !c.meetsWith(r, named[:n], c.best) {
		n++
	}
	var steps []Step
	for _, i := range named[:n] {
		steps = append(steps, Step{Criterion: i})
	}
	return steps
}
