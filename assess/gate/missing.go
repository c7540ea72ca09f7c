package gate

import (
	"slices"
	"sort"

	"fathom/assess"
)

// allow takes a state from what a rule must not depend on, where the policy says how much of it may be missing and that
// is kept.
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

// missing leaves of the states whose answers may be missing those that a rule does not take as they are. How much is
// unanswered, how old a file is and who rated it depends on no answer; how much nobody knows, and what is to be
// discussed, only on what nobody has answered yet.
func (r Rule) missing(states []assess.State) []assess.State {
	switch r.Kind {
	case MaxUnanswered, MaxAge, MinRaters:
		return nil
	case MaxUnknown, MaxDiscuss:
		return slices.DeleteFunc(slices.Clone(states), func(s assess.State) bool { return s == assess.Unknown })
	}
	return states
}

// open lists the criteria on whose missing answers or votes a rule depends.
func (c *checker) open(r Rule, states []assess.State) []int {
	all, missing := c.criteria(), r.missing(states)
	var out []int
	for _, i := range c.under(r.At) {
		if c.lacks(i, all[i].State, missing) {
			out = append(out, i)
		}
	}
	return out
}

// lacks reports whether criterion i has no answer or, where a panel has agreed on none, not the votes of all who voted
// at all.
func (c *checker) lacks(i int, state assess.State, states []assess.State) bool {
	a := &c.res.Assessment.Answers[i]
	if a.IsAgreed() || len(a.Votes) == 0 {
		return slices.Contains(states, state)
	}
	unknown := a.Poll().Unknown > 0 && slices.Contains(states, assess.Unknown)
	return unknown || len(c.absent(i)) > 0 && slices.Contains(states, assess.Unanswered)
}

// absent are the voters without a vote on criterion i; none where it was not asked.
func (c *checker) absent(i int) []assess.Rater {
	votes := c.res.Assessment.Answers[i].Votes
	if len(votes) == len(c.voters) || !c.m.Asked(i, c.res.Assessment.Depth) {
		return nil
	}
	voted := map[string]bool{}
	for _, v := range votes {
		voted[v.Rater] = true
	}
	return slices.DeleteFunc(slices.Clone(c.voters), func(r assess.Rater) bool { return voted[r.ID] })
}

// fill gives what is missing of criterion i: the answer or, beside the votes that are there, the same answer as a vote
// of each who has none.
func (c *checker) fill(i int, states []assess.State, answer assess.Answer) assess.Answer {
	a := c.res.Assessment.Answers[i]
	if a.IsAgreed() || len(a.Votes) == 0 {
		answer.Votes = a.Votes
		return answer
	}
	a.Votes = slices.Clone(a.Votes)
	for k := range a.Votes {
		if v := &a.Votes[k]; v.State == assess.Unknown && slices.Contains(states, assess.Unknown) {
			v.State, v.Level = answer.State, answer.Level
		}
	}
	if slices.Contains(states, assess.Unanswered) {
		for _, r := range c.absent(i) {
			a.Votes = append(a.Votes, assess.Vote{Rater: r.ID, State: answer.State, Level: answer.Level})
		}
	}
	return a
}

// reach is what a rule could measure at worst and at best once the missing answers are known. What was lies between. A
// part that is not assessed is outside the whole, and so are its holes: at worst somebody begins it, and they count.
func (c *checker) reach(r Rule, was assess.Maybe[float64]) (worst, best assess.Maybe[float64]) {
	if r.Kind == MaxDiscuss {
		return c.reachTopics(r, was)
	}
	open := c.open(r, c.missing)
	if len(open) == 0 && r.Kind != MaxUnanswered && r.Kind != MaxUnknown {
		return was, was
	}
	worst, best = c.ends(r)
	if was.OK && better(r, was, best) {
		best = was
	}
	return r.atMost(worst, was), best
}

// ends is what a rule measures when all that is missing is at its worst for it, and at its best.
func (c *checker) ends(r Rule) (worst, best assess.Maybe[float64]) {
	if !r.Kind.OfScores() {
		return c.begun().try(r, c.atWorst(r, c.missing)), c.try(r, c.atBest(r, c.missing))
	}
	worst, _ = c.measure(r, c.filled(c.missing, false))
	best, _ = c.measure(r, c.filled(c.missing, true))
	return worst, best
}

// atMost is the worst that a rule may measure: no better than what it was.
func (r Rule) atMost(worst, was assess.Maybe[float64]) assess.Maybe[float64] {
	if was.OK && (!worst.OK || !better(r, was, worst)) {
		return was
	}
	return worst
}

// reachTopics is how much could be to discuss at worst and at best. A vote more can raise any concern, and take away
// those that do not last.
func (c *checker) reachTopics(r Rule, was assess.Maybe[float64]) (worst, best assess.Maybe[float64]) {
	open := c.open(r, c.missing)
	if !was.OK || len(open) == 0 {
		return was, was
	}
	most, least := 0, 0
	for i, t := range c.m.Topics(c.res) {
		_, lacks := slices.BinarySearch(open, i)
		if lacks || t.Open() {
			most++
		}
		if t.Open() && (!lacks || slices.ContainsFunc(t.Concerns, t.Lasts)) {
			least++
		}
	}
	return assess.Some(float64(most)), assess.Some(float64(least))
}

// begun checks as if every part that applies were assessed.
func (c *checker) begun() *checker {
	other := *c
	other.over = assess.EveryPart
	return &other
}

// asks reports whether a rule has anything to look at once every answer is given.
func (c *checker) asks(r Rule) bool {
	if r.Kind == Regression && c.ctx.Baseline == nil {
		return true
	}
	all := []assess.State{assess.Unanswered, assess.Unknown}
	if !r.Kind.OfScores() {
		return c.try(r, c.atWorst(r, all)).OK
	}
	res := c.filled(all, false)
	was, _ := c.measure(r, res)
	return was.OK || c.isBelowAll(r, res)
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

// atWorst gives every missing answer as it would be worst for a rule, atBest as it would be best.
func (c *checker) atWorst(r Rule, states []assess.State) *assess.Assessment {
	return c.with(c.res.Assessment, c.open(r, states), func(i int) assess.Answer {
		return c.fill(i, r.missing(states),
			c.worstOf(r.Kind, i))
	})
}

func (c *checker) atBest(r Rule, states []assess.State) *assess.Assessment {
	return c.with(c.res.Assessment, c.open(r, states), func(i int) assess.Answer {
		return c.fill(i, r.missing(states),
			c.bestOf(r.Kind, i))
	})
}

func (c *checker) worstOf(k Kind, i int) assess.Answer {
	levels := c.levels(i)
	switch k {
	case MaxUnknown:
		return assess.Answer{Given: true, State: assess.Unknown}
	case MaxNA:
		return assess.Answer{Given: true, State: assess.NotApplicable}
	case Evidence:
		return assess.Answer{Given: true, State: assess.Answered, Level: levels[len(levels)-1]}
	}
	return assess.Answer{Given: true, State: assess.Answered, Level: levels[0]}
}

func (c *checker) bestOf(k Kind, i int) assess.Answer {
	levels := c.levels(i)
	level := levels[len(levels)-1]
	if k == Evidence {
		level = levels[0] // votes bring no evidence
	}
	return assess.Answer{Given: true, State: assess.Answered, Level: level, Evidence: []string{""}}
}

// settled answers criterion i at the n-th level, or at the highest, with evidence; a panel agrees on it, and its votes
// stay.
func (c *checker) settled(i, n int) assess.Answer {
	levels := c.levels(i)
	return assess.Answer{Given: true, State: assess.Answered, Level: levels[min(n, len(levels)-1)],
		Evidence: []string{""},
		Votes:    c.res.Assessment.Answers[i].Votes}
}

// best settles criterion i at the highest level.
func (c *checker) best(i int) assess.Answer { return c.settled(i, len(c.levels(i))-1) }

// answers names the missing answers that could decide a rule: at the lowest level at which they do, and then as few as
// do, those that weigh most first. The others stay at their worst. Of a panel, scores need the missing votes alone; the
// rest is agreed on.
func (c *checker) answers(r Rule) []Step {
	states := c.missing
	if len(c.open(r, states)) == 0 {
		states = []assess.State{assess.Unanswered, assess.Unknown} // allowed, and yet without them there is no number
	}
	open := c.open(r, states)
	c.heaviestFirst(progress(r), open, states)
	most := 0
	for _, i := range open {
		most = max(most, len(c.levels(i)))
	}
	for n := range most {
		given := func(i int) assess.Answer {
			if r.Kind.OfScores() {
				return c.fill(i, states, c.settled(i, n))
			}
			return c.settled(i, n)
		}
		if !c.meetsWith(r, open, given) {
			continue
		}
		few := 1 + sort.Search(len(open)-1, func(n int) bool { return c.mayMeetWith(r, open[:n+1], given) })
		for few < len(open) && !c.meetsWith(r, open[:few], given) {
			few++
		}
		return c.toAnswer(open[:few], n, r.Kind.OfScores())
	}
	return nil
}

// toAnswer makes steps: answers at the n-th level, where a level is what the rule is about.
func (c *checker) toAnswer(criteria []int, n int, ofScores bool) []Step {
	var out []Step
	for _, i := range criteria {
		s := Step{Criterion: i}
		if n > 0 && ofScores {
			s.To = assess.Some(c.settled(i, n).Level)
		}
		out = append(out, s)
	}
	return out
}

// heaviestFirst orders criteria by how far the best answer to each moves a rule when all that is missing is at its
// worst; ties stay in rubric order.
func (c *checker) heaviestFirst(r Rule, criteria []int, states []assess.State) {
	moved := c.moved(r, criteria, states)
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
