package gate

import (
	"cmp"
	"slices"
	"sort"

	"fathom/assess"
)

// climb raises, one level at a time, the criterion that brings the rule nearest, until it is met; of those that bring
// as much, the lowest. Where none does, as two levels below one to pass, or where two practices are both the lowest, it
// comes from above instead.
func (c *checker) climb(r Rule) []Step {
	t := c.trial(r, c.missing)
	defer t.back()
	var steps []Step
	places := map[int]int{} // a criterion has one step
	for range 4 * c.m.Len() {
		next := t.nearest()
		if len(next) == 0 {
			break
		}
		for _, s := range next {
			if at, ok := places[s.Criterion]; ok {
				steps[at].To = s.To
				continue
			}
			places[s.Criterion] = len(steps)
			steps = append(steps, Step{s.Criterion, c.from(s.Criterion), s.To})
		}
		if t.take(next); t.met() {
			return steps
		}
	}
	return t.fromAbove()
}

// fromAbove raises everything to its highest level and, where that meets the rule, leaves each criterion, those with
// the most levels to go first, as low as the rule allows beside the others: what it names is all needed.
func (t *trial) fromAbove() (steps []Step) {
	t.back()
	var at []int
	var up []Step
	for _, i := range t.under(t.rule.At) {
		if levels := t.above[i]; len(levels) > 0 {
			at, up = append(at, i), append(up, Step{i, t.from(i), assess.Some(levels[len(levels)-1])})
		}
	}
	if t.take(up); !t.met() {
		return nil
	}
	order := slices.Clone(up)
	slices.SortStableFunc(order, func(a, b Step) int { return cmp.Compare(t.toGo(b.Criterion), t.toGo(a.Criterion)) })
	needed := map[int]Step{}
	for _, s := range order {
		if t.lower(&s) {
			needed[s.Criterion] = s
		}
	}
	for _, i := range at {
		if s, ok := needed[i]; ok {
			steps = append(steps, s)
		}
	}
	return steps
}

// toGo is how many levels there are above what criterion i had.
func (t *trial) toGo(i int) int { return len(t.levelsAbove(i, t.had[i].Value)) }

// lower finds the lowest level of a criterion that was raised which still meets the rule, and reports whether it needs
// one at all.
func (t *trial) lower(s *Step) bool {
	t.putBack([]int{s.Criterion})
	if t.met() {
		return false
	}
	levels := t.above[s.Criterion]
	n := sort.Search(len(levels)-1, func(n int) bool {
		t.take([]Step{{Criterion: s.Criterion, To: assess.Some(levels[n])}})
		return t.met()
	})
	s.To = assess.Some(levels[n])
	t.take([]Step{*s})
	return true
}

// nearest finds the criterion whose next level brings the rule nearest or, where none does, the practice whose lowest
// criteria do together.
func (t *trial) nearest() (steps []Step) {
	if t.races == nil {
		t.races = []*assess.Race{t.worst.Race(t.alone), t.worst.Race(t.together)}
	}
	for _, race := range t.races {
		best, ok := race.Best()
		if !ok {
			continue
		}
		for _, c := range best.Changes {
			steps = append(steps, Step{Criterion: c.At, To: assess.Some(c.Answer.Level)})
		}
		break
	}
	return steps
}

// alone raises each criterion of a practice by one level.
func (t *trial) alone(practice int) (out []assess.Raise) {
	for _, i := range t.memo.below.practices[practice] {
		if levels := t.above[i]; len(levels) > 0 {
			out = append(out, assess.Raise{Changes: []assess.Change{{At: i, Answer: raise(levels[0])}},
				Rank: t.own[i].Value})
		}
	}
	return out
}

// together raises the lowest criteria of a practice by one level each: one alone brings nothing where a practice is
// held to its lowest.
func (t *trial) together(practice int) []assess.Raise {
	var all []assess.Change
	lowest := 0
	for _, i := range t.memo.below.practices[practice] {
		levels := t.above[i]
		if len(levels) == 0 || len(all) > 0 && t.own[i].Value > lowest {
			continue
		}
		if t.own[i].Value < lowest {
			all = nil
		}
		lowest = t.own[i].Value
		all = append(all, assess.Change{At: i, Answer: raise(levels[0])})
	}
	if len(all) == 0 {
		return nil
	}
	return []assess.Raise{{Changes: all}}
}
