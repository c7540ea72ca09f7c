package plan

import (
	"cmp"
	"slices"

	"fathom/assess"
)

// finish gives the steps to the people there are and makes the plan, of so many phases at least. Where a practice is
// short though it has a next step, it is for the given reason.
func (c *calendar) finish(until, phases int, reason Reason) *Plan {
	w := c.workOff(until)
	p := &Plan{AtTargets: c.m.Frame(c.res).Overall.Target, Loads: c.loads(w)}
	p.Steps = w.steps()
	for k := range p.Steps {
		p.PersonDays += p.Steps[k].PersonDays
	}
	end := c.cut(p, until, phases)
	c.leave(p, w, end, reason)
	p.TargetsMet = c.targetsMet(p, end)
	return p
}

// steps are those that are done, by the day they begin and by rank, each with its days.
func (w *crew) steps() []Step {
	var order []int
	for k := range w.jobs {
		if w.jobs[k].done {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(w.jobs[a].from, w.jobs[b].from) })
	place := make([]int, len(w.jobs))
	for n, k := range order {
		place[k] = n
	}
	out := make([]Step, len(order))
	for n, k := range order {
		j := &w.jobs[k]
		out[n] = *j.Step
		out[n].FromDay, out[n].ToDay, out[n].Weeks = j.from, j.to, j.weeks
		out[n].Waits, out[n].Beside = places(j.Waits, place), places(j.Beside, place)
	}
	return out
}

func places(jobs, place []int) []int {
	var out []int
	for _, k := range jobs {
		out = append(out, place[k])
	}
	return out
}

// cut makes the phases up to the last step, and scores the whole assessment after each. It returns it as it is at the
// end.
func (c *calendar) cut(p *Plan, until, phases int) *assess.Result {
	for k := range p.Steps {
		phases = max(phases, assess.PhaseOf(p.Steps[k].ToDay)+1)
	}
	if until > 0 {
		phases = min(phases, assess.PhaseOf(until)+1)
	}
	now := c.m.ScoreUnder(c.res.Assessment, c.res)
	before := 0
	for k := range phases {
		ph := Phase{Days: assess.PhaseEnd(k)}
		if until > 0 {
			ph.Days = min(ph.Days, until)
		}
		for n := range p.Steps {
			if st := &p.Steps[n]; before < st.ToDay && st.ToDay <= ph.Days {
				ph.Steps = append(ph.Steps, n)
				ph.PersonDays += st.PersonDays
			}
		}
		if len(ph.Steps) > 0 {
			now = c.m.ScoreUnder(on(c.res, p.Steps, ph.Days), c.res)
		}
		ph.Projected, ph.Attainment = projection(now), now.Overall.Attainment
		p.Phases, before = append(p.Phases, ph), ph.Days
	}
	return now
}

func projection(res *assess.Result) assess.Projection {
	p := assess.Projection{Overall: res.Overall.Score}
	for i := range res.Parts {
		p.Parts = append(p.Parts, res.Parts[i].Score)
	}
	for i := range res.Practices {
		p.Practices = append(p.Practices, res.Practices[i].Score)
	}
	return p
}

// leave lists what is short at the end.
func (c *calendar) leave(p *Plan, w *crew, end *assess.Result, reason Reason) {
	course := c.m.Course(c.m.EvaluateUnder(end.Assessment, c.res))
	for i := range end.Practices {
		pr := &end.Practices[i]
		switch {
		case pr.Weight > 0 && pr.Low.OK && pr.Aim.OK && !pr.Score.OK:
			p.Left = append(p.Left, Left{Practice: i, Why: Unscored})
		case pr.Weight > 0 && pr.HasGap() || pr.BelowFloor():
			l := c.why(i, w, course, reason)
			l.Practice, l.Score = i, pr.Score.Value
			p.Left = append(p.Left, l)
		}
	}
}

// why tells why practice i stays short.
func (c *calendar) why(i int, w *crew, end *assess.Course, reason Reason) Left {
	for _, k := range c.of[i] {
		if !w.jobs[k].done {
			return Left{Why: Later}
		}
	}
	if c.stuck[i].Why != "" {
		return c.stuck[i]
	}
	st, stop := end.Up(i, 0)
	switch {
	case stop.Why == assess.StopNoLevels:
		return Left{Why: NoLevels}
	case stop.Why == assess.StopThere && !c.m.SharesScale(i): // all steps are taken, and do not get it there
		return Left{Why: Missing}
	case stop.Why != "":
		return Left{Why: NoAction, By: stop.By}
	case c.cap.nobody(st.Action.Owner):
		return Left{Why: NoPeople}
	}
	if _, stop := end.Next(i); stop.Why == assess.StopBlocked && reason == Later {
		return Left{Why: Blocked, By: stop.By}
	}
	return Left{Why: reason}
}

// targetsMet is the first day on which nothing is short of its target, when that is so at the end.
func (c *calendar) targetsMet(p *Plan, end *assess.Result) assess.Maybe[int] {
	aims := false
	for i := range end.Practices {
		pr := &end.Practices[i]
		aims = aims || pr.Weight > 0 && pr.Score.OK && pr.Aim.OK
	}
	if !aims || isShort(end) {
		return assess.Maybe[int]{}
	}
	days := []int{0}
	for k := range p.Steps {
		days = append(days, p.Steps[k].ToDay)
	}
	slices.Sort(days)
	days = slices.Compact(days)
	k, _ := slices.BinarySearchFunc(days, false, func(day int, _ bool) int {
		if isShort(c.m.ScoreUnder(on(c.res, p.Steps, day), c.res)) {
			return -1
		}
		return 1
	})
	return assess.Some(days[k])
}

// isShort reports whether a practice of some weight is short of its target.
func isShort(res *assess.Result) bool {
	return slices.ContainsFunc(res.Practices, func(pr assess.Practice) bool { return pr.Weight > 0 && pr.HasGap() })
}
