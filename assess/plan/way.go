package plan

import "fathom/assess"

// The phases that a plan has at most: it looks nearly twenty years ahead, to day 7,110. What is not done by then is
// left for later.
const maxPhases = 80

// The rules of the focus plan: it has this many phases that are planned at once, from the assessment; and later so many
// practices are on the way at the same time, beside the urgent ones.
const (
	firstPhases = 3
	focusRanks  = 5
)

// Way is the focus plan and its way on. The first 180 days are the plan of the result. Then, on day 180 and after
// every further phase of 90 days, the whole assessment is scored again with all that is done by then and ranked
// again, and the most urgent practices take their next step, so that five are on the way: prerequisites first, one
// level a practice and phase, up to the wanted level. Who cannot take a step makes room for the next. It ends when
// nobody can.
//
// The result is one of [assess.Model.Evaluate]. With capacity the same steps in the same order are given to the
// people there are: see [Capacity]; none begins earlier than without. Where until is above 0, every step must be done
// by the start of that day; by rank, what does not fit is left for later.
func Way(m *assess.Model, res *assess.Result, capacity Capacity, until int) *Plan {
	c := newCalendar(m, res, capacity)
	c.paced = true
	c.points = c.today.Reached
	c.first()
	for k := firstPhases; k < maxPhases && c.goOn(assess.PhaseEnd(k-1)); k++ {
	}
	p := c.finish(until, firstPhases, Later)
	p.Question.Kind = Focus
	return p
}

// first takes the steps of the result's plan, by the rank of their practices.
func (c *calendar) first() {
	steps := make([][]*assess.Step, len(c.of))
	for k := range c.res.Plan.Phases {
		actions := c.res.Plan.Phases[k].Actions
		for n := range actions {
			i := actions[n].Practice
			steps[i] = append(steps[i], &actions[n])
		}
	}
	for k := range c.res.Priorities {
		for _, st := range steps[c.res.Priorities[k].Practice] {
			if why, _ := c.refuses(st.Practice, st); why != "" {
				break
			}
			c.add(*st, c.today, 0)
		}
	}
}

// goOn begins the next steps on a day, and reports whether anything is on the way then.
func (c *calendar) goOn(day int) bool {
	now := c.m.EvaluateUnder(on(c.res, c.steps, day), c.res)
	course := c.m.Course(now)
	onTheWay, n := make([]bool, len(c.of)), 0
	for k := range c.steps {
		if st := &c.steps[k]; st.ToDay > day {
			onTheWay[st.Practice] = true
			course.Begin(st.Practice, st.To)
			n++
		}
	}
	for k := range now.Priorities {
		pr := &now.Priorities[k]
		if !pr.Urgent && (n >= focusRanks || !pr.Brings()) {
			break
		}
		if onTheWay[pr.Practice] {
			continue
		}
		st, stop := course.Next(pr.Practice)
		if stop.Why == "" && !c.cap.nobody(st.Action.Owner) {
			c.add(st, course, day)
			course.Begin(st.Practice, st.To)
			n++
		}
	}
	return n > 0
}
