package gate

import "fathom/assess"

// climb raises, one level at a time, the criterion that brings the rule nearest, until it is met; of those that bring
// as much, the lowest. It gives up when nothing brings it nearer.
func (c *checker) climb(r Rule) []Step {
	t := c.trial(r, c.missing)
	defer t.back()
	var steps []Step
	places := map[int]int{} // a criterion has one step
	for range 4 * c.m.Len() {
		next := t.nearest()
		if len(next) == 0 {
			return nil
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
	return nil
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
