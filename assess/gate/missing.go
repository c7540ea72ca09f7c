package gate

import (
	"slices"

	"fathom/assess"
)

// allow takes a state from what a rule must not depend on, where the policy says how much of it may be missing and that is kept.
func (c *checker) allow(rules []Rule, kind Kind, state assess.State) {
	said := false
	for _, r := range rules {
		if r.Kind != kind {
			continue
		}
		if o := c.judge(r); o.Verdict != Met {
			return
		}
		said = true
	}
	if said {
		c.missing = slices.DeleteFunc(slices.Clone(c.missing), func(s assess.State) bool { return s == state })
	}
}

// open lists the criteria on whose missing answers a rule depends. How much is unanswered and how old a file is depends on none;
// how much nobody knows, on what nobody has answered yet.
func (c *checker) open(r Rule, states []assess.State) []int {
	if r.Kind == MaxUnanswered || r.Kind == MaxAge {
		return nil
	}
	all := c.criteria(c.res)
	return slices.DeleteFunc(c.under(r.At), func(i int) bool {
		s := all[i].State
		return !slices.Contains(states, s) || r.Kind == MaxUnknown && s == assess.Unknown
	})
}

// criteria lays the criteria's results out by index.
func (c *checker) criteria(res *assess.Result) []assess.CriterionResult {
	out := make([]assess.CriterionResult, 0, c.m.Len())
	for i := range res.Practices {
		out = append(out, res.Practices[i].Criteria...)
	}
	return out
}

// reach is what a rule could measure at worst and at best once the missing answers are known. What was lies between.
func (c *checker) reach(r Rule, was assess.Maybe[float64]) (worst, best assess.Maybe[float64]) {
	open := c.open(r, c.missing)
	if len(open) == 0 {
		return was, was
	}
	worst, best = c.try(r, c.atWorst(r, open)), c.try(r, c.with(c.res.Assessment, open, c.bestOf))
	if was.OK && (!worst.OK || !better(r, was, worst)) {
		worst = was
	}
	if was.OK && better(r, was, best) {
		best = was
	}
	return worst, best
}

// asks tells whether a rule has anything to look at once every answer is given.
func (c *checker) asks(r Rule) bool {
	if r.Kind == Regression && c.ctx.Baseline == nil {
		return true
	}
	return c.try(r, c.atWorst(r, c.open(r, []assess.State{assess.Unanswered, assess.Unknown}))).OK
}

func (c *checker) try(r Rule, a *assess.Assessment) assess.Maybe[float64] {
	was, _ := c.measure(r, c.evaluate(a))
	return was
}

// with gives criteria other answers.
func (c *checker) with(a *assess.Assessment, criteria []int, answer func(int) assess.Answer) *assess.Assessment {
	out := *a
	out.Answers = slices.Clone(a.Answers)
	for _, i := range criteria {
		out.Answers[i] = answer(i)
	}
	return &out
}

func (c *checker) atWorst(r Rule, open []int) *assess.Assessment {
	return c.with(c.res.Assessment, open, func(i int) assess.Answer { return c.worstOf(r.Kind, i) })
}

// worstOf is the answer that would be worst for a rule, bestOf the one that is best for any.
func (c *checker) worstOf(k Kind, i int) assess.Answer {
	levels := c.levels(i)
	low, high := levels[0], levels[len(levels)-1]
	switch k {
	case MaxUnknown:
		return assess.Answer{Given: true, State: assess.Unknown}
	case MaxNA:
		return assess.Answer{Given: true, State: assess.NotApplicable}
	case Evidence:
		return assess.Answer{Given: true, State: assess.Answered, Level: high}
	case MaxDiscuss:
		votes := []assess.Vote{{State: assess.Answered, Level: low}, {State: assess.Answered, Level: high}}
		return assess.Answer{Given: true, State: assess.Unanswered, Votes: votes}
	}
	return assess.Answer{Given: true, State: assess.Answered, Level: low}
}

func (c *checker) bestOf(i int) assess.Answer { return c.proved(i, len(c.levels(i))-1) }

// proved is an answer at the n-th level, or at the highest, with evidence.
func (c *checker) proved(i, n int) assess.Answer {
	levels := c.levels(i)
	return assess.Answer{Given: true, State: assess.Answered, Level: levels[min(n, len(levels)-1)], Evidence: []string{""}}
}

// levels of a criterion's scale, upwards.
func (c *checker) levels(i int) []int {
	var out []int
	for _, l := range c.m.Rubric.Scale(c.m.Criterion(i).Scale).Levels {
		out = append(out, l.Level)
	}
	return out
}

// answers names the missing answers that could decide a rule: at the lowest level at which they do, and then as few as do, those
// that weigh most first. The others stay at their worst.
func (c *checker) answers(r Rule) []Step {
	open := c.open(r, c.missing)
	if len(open) == 0 {
		open = c.open(r, []assess.State{assess.Unanswered, assess.Unknown}) // allowed, and yet without them there is no number
	}
	c.heaviestFirst(progress(r), open, c.atWorst(r, open))
	most := 0
	for _, i := range open {
		most = max(most, len(c.levels(i)))
	}
	for n := range most {
		given := func(criteria []int) *assess.Assessment {
			return c.with(c.res.Assessment, criteria, func(i int) assess.Answer { return c.proved(i, n) })
		}
		if !c.meets(r, given(open)) {
			continue
		}
		few := 1
		for few < len(open) && !c.meets(r, given(open[:few])) {
			few++
		}
		return c.toAnswer(open[:few], n, r.ofScores())
	}
	return nil
}

// toAnswer makes steps: answers at the n-th level, where a level is what the rule is about.
func (c *checker) toAnswer(criteria []int, n int, ofScores bool) []Step {
	var out []Step
	for _, i := range criteria {
		s := Step{Criterion: i}
		if n > 0 && ofScores {
			s.To = assess.Some(c.proved(i, n).Level)
		}
		out = append(out, s)
	}
	return out
}

// heaviestFirst orders criteria by how far the best answer to each moves a rule; ties stay in rubric order.
func (c *checker) heaviestFirst(r Rule, criteria []int, from *assess.Assessment) {
	moved := map[int]assess.Maybe[float64]{}
	for _, i := range criteria {
		moved[i] = c.try(r, c.with(from, []int{i}, c.bestOf))
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
