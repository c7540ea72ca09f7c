package gate

import (
	"slices"

	"fathom/assess"
)

// slow finds steps as they were found at first: by scoring the whole assessment again for each try. It is what the
// quick way is held against.
type slow struct{ *checker }

// steps finds, by trying, a short way that meets a rule. There may be a shorter one, and levels are not effort. What is
// undecided needs answers, and no work. Else a score needs one criterion raised by the fewest levels or, level by
// level, what brings most; what is missing counts from its lowest level. A share needs the heaviest answers, and
// criteria that a rule names need what it names.
func (c *slow) steps(o *Outcome) []Step {
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

// single looks for one criterion whose raise meets the rule.
func (c *slow) single(r Rule) (best Step, ok bool) {
	base := c.atWorst(r, c.missing)
	level := criteriaOf(c.evaluate(base))
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

// climb raises, one level at a time, the criterion that brings the rule nearest, until it is met; of those that bring
// as much, the lowest. Where nothing brings it nearer, it comes from above.
func (c *slow) climb(r Rule) []Step {
	a, base := c.res.Assessment, c.atWorst(r, c.missing)
	var steps []Step
	candidates := c.under(r.At)
	for range 4 * len(a.Answers) {
		next := c.nearest(progress(r), base, candidates)
		if len(next) == 0 {
			break
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
	return c.fromAbove(r)
}

// fromAbove leaves each criterion, those with the most levels to go first, as low as the rule allows when all others
// are at their highest or at what was found for them.
func (c *slow) fromAbove(r Rule) (steps []Step) {
	results, to := criteriaOf(c.evaluate(c.atWorst(r, c.missing))), map[int]int{}
	var order []int
	for _, i := range c.under(r.At) {
		if levels := c.above(results, i); len(levels) > 0 {
			order, to[i] = append(order, i), levels[len(levels)-1]
		}
	}
	met := func() bool {
		a := c.res.Assessment
		for i, level := range to {
			a = a.With(i, level)
		}
		return c.meets(r, a)
	}
	if !met() {
		return nil
	}
	slices.SortStableFunc(order, func(i, j int) int { return len(c.above(results, j)) - len(c.above(results, i)) })
	for _, i := range order {
		delete(to, i)
		for _, level := range c.above(results, i) {
			if met() {
				break
			}
			to[i] = level
		}
	}
	for _, i := range c.under(r.At) {
		if level, ok := to[i]; ok {
			steps = append(steps, Step{i, c.from(i), assess.Some(level)})
		}
	}
	return steps
}

// nearest finds the criterion whose next level brings a rule nearest; where none does, the lowest of a practice.
func (c *slow) nearest(r Rule, base *assess.Assessment, candidates []int) []Step {
	results := criteriaOf(c.evaluate(base))
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

// together finds the practice whose lowest criteria, each raised by one level, bring a rule nearest: one alone does not
// where a practice is held to its lowest.
func (c *slow) together(r Rule, base *assess.Assessment, candidates []int) (found []Step) {
	results := criteriaOf(c.evaluate(base))
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

// give names the answers that weigh most, as many as a share needs.
func (c *slow) give(r Rule) []Step {
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

// answers names the missing answers that could decide a rule: at the lowest level at which they do, and then as few as
// do, those that weigh most first. The others stay at their worst. Of a panel, scores need the missing votes alone; the
// rest is agreed on.
func (c *slow) answers(r Rule) []Step {
	states := c.missing
	if len(c.open(r, states)) == 0 {
		states = []assess.State{assess.Unanswered, assess.Unknown} // allowed, and yet without them there is no number
	}
	open := c.open(r, states)
	c.heaviestFirst(progress(r), open, c.atWorst(r, states))
	most := 0
	for _, i := range open {
		most = max(most, len(c.levels(i)))
	}
	for n := range most {
		given := func(criteria []int) *assess.Assessment {
			return c.with(c.res.Assessment, criteria, func(i int) assess.Answer {
				if r.Kind.OfScores() {
					return c.fill(i, states, c.settled(i, n))
				}
				return c.settled(i, n)
			})
		}
		if !c.meets(r, given(open)) {
			continue
		}
		few := 1
		for few < len(open) && !c.meets(r, given(open[:few])) {
			few++
		}
		return c.toAnswer(open[:few], n, r.Kind.OfScores())
	}
	return nil
}

// heaviestFirst orders criteria by how far the best answer to each moves a rule; ties stay in rubric order.
func (c *slow) heaviestFirst(r Rule, criteria []int, from *assess.Assessment) {
	moved := map[int]assess.Maybe[float64]{}
	for _, i := range criteria {
		moved[i] = c.try(r, c.with(from, []int{i}, c.best))
	}
	slices.SortStableFunc(criteria, func(x, y int) int {
		switch {
		case better(r, moved[x], moved[y]):
			return -1
		case better(r, moved[y], moved[x]):
			return 1
		}
		return 0
	})
}

// above lists the levels above an answered criterion's own.
func (c *slow) above(results []assess.CriterionResult, i int) []int {
	own := results[i].Level
	if !own.OK {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(c.levels(i)), func(l int) bool { return l <= own.Value })
}

// add puts a raise to the others; a criterion has one.
func add(steps []Step, s Step) []Step {
	if k := slices.IndexFunc(steps, func(x Step) bool { return x.Criterion == s.Criterion }); k >= 0 {
		steps[k].To = s.To
		return steps
	}
	return append(steps, s)
}

// judge decides a rule without a word on how to meet it.
func (c *slow) judge(r Rule) Outcome {
	o := Outcome{Rule: r}
	o.Was, o.Criteria = c.measure(r, c.res)
	worst, best := c.reach(r, o.Was)
	o.Low, o.High = worst, best
	if !r.atLeast() {
		o.Low, o.High = best, worst
	}
	all := []assess.State{assess.Unanswered, assess.Unknown}
	switch {
	case !o.Was.OK && r.Each && (r.Kind != Regression || c.ctx.Baseline != nil) && !c.try(r, c.atWorst(r, all)).OK:
		o.Verdict = NotApplicable
	case !o.Was.OK:
		o.Verdict = Undecided
	case r.holds(worst):
		o.Verdict = Met
	case r.holds(best):
		o.Verdict = Undecided
	default:
		o.Verdict = NotMet
	}
	return o
}

// reach fills in what is missing below the node of the rule alone, for each rule anew.
func (c *slow) reach(r Rule, was assess.Maybe[float64]) (worst, best assess.Maybe[float64]) {
	if r.Kind == MaxDiscuss {
		return c.reachTopics(r, was)
	}
	if len(c.open(r, c.missing)) == 0 && r.Kind != MaxUnanswered && r.Kind != MaxUnknown {
		return was, was
	}
	worst, best = c.begun().try(r, c.atWorst(r, c.missing)), c.try(r, c.atBest(r, c.missing))
	if was.OK && (!worst.OK || !better(r, was, worst)) {
		worst = was
	}
	if was.OK && better(r, was, best) {
		best = was
	}
	return worst, best
}

// measure scores for each rule anew.
func (c *slow) measure(r Rule, res *assess.Result) (assess.Maybe[float64], []int) {
	if r.Kind != Regression || c.ctx.Baseline == nil {
		return c.checker.measure(r, res)
	}
	alike := c.m.Alike(c.ctx.Baseline, res)
	old := c.node(r.At, c.evaluate(alike.Of(c.ctx.Baseline.Assessment))).Score
	now := c.node(r.At, c.evaluate(alike.Of(res.Assessment))).Score
	if !old.OK || !now.OK {
		return assess.Maybe[float64]{}, nil
	}
	return assess.Some(max(0, old.Value-now.Value)), nil
}

func (c *slow) try(r Rule, a *assess.Assessment) assess.Maybe[float64] {
	was, _ := c.measure(r, c.evaluate(a))
	return was
}

func (c *slow) begun() *slow { return &slow{c.checker.begun()} }

func (c *slow) meets(r Rule, a *assess.Assessment) bool {
	return (&slow{c.of(c.evaluate(a))}).judge(r).Verdict == Met
}

// decide decides a rule.
func (c *slow) decide(r Rule) Outcome {
	o := c.judge(r)
	o.Steps = c.steps(&o)
	return o
}

// CheckSlowly is [Check] that scores everything again for each try.
func CheckSlowly(m *assess.Model, res *assess.Result, rules []Rule, ctx Context) []Outcome {
	c := newChecker(m, res, rules, ctx)
	out := make([]Outcome, len(rules))
	for i, r := range rules {
		out[i] = (&slow{c}).decide(c.ofWhatApplies(r))
	}
	return out
}
