package plan

import (
	"cmp"
	"slices"

	"fathom/assess"
)

// Pick is a practice that is to climb to a level, by all the steps that lead there.
type Pick struct{ Practice, To int }

// Arrange puts chosen steps on the calendar, each as soon as what it waits for is done: prerequisites first, then by
// today's ranks, then in rubric order, and for one practice from below. The people and the end are as in [Way]. What
// has no people, or waits for what the choice does not lift far enough, is left. What was asked, and how good the
// answer is, are the caller's to fill in.
func Arrange(m *assess.Model, res *assess.Result, chosen []Pick, capacity Capacity, until int) *Plan {
	most := make([]assess.Maybe[int], len(res.Practices))
	for _, p := range chosen {
		if was := most[p.Practice]; !was.OK || was.Value < p.To {
			most[p.Practice] = assess.Some(p.To)
		}
	}
	return newArranger(m, res, capacity).calendar(most).finish(until, 0, NotChosen)
}

// arranger puts one choice after another on a calendar.
type arranger struct {
	empty *calendar // without a step
	order []int
}

func newArranger(m *assess.Model, res *assess.Result, capacity Capacity) *arranger {
	c := newCalendar(m, res, capacity)
	high := heights(m, res)
	c.points = func(practice, to int) float64 { return high[practice][levelAt(m, practice, to)] }
	return &arranger{c, c.order()}
}

// calendar has the steps up to a level of each practice that is to climb.
func (a *arranger) calendar(most []assess.Maybe[int]) *calendar {
	c := *a.empty
	c.of, c.stuck = make([][]int, len(most)), make([]Left, len(most))
	for _, i := range a.order {
		if most[i].OK {
			c.climb(i, most[i].Value)
		}
	}
	return &c
}

// climb adds the steps of practice i up to a level.
func (c *calendar) climb(i, to int) {
	for n := 0; ; n++ {
		st, stop := c.today.Up(i, n)
		if stop.Why != "" || st.To > to {
			return
		}
		if why, by := c.refuses(i, &st); why != "" {
			c.stuck[i] = Left{Why: why, By: by}
			return
		}
		c.add(st, c.today, 0)
	}
}

// order lists all practices so that open prerequisites come before what waits for them, else by today's rank, and those
// without one last, in rubric order.
func (c *calendar) order() []int {
	n := len(c.of)
	rank, all := make([]int, n), make([]int, n)
	for i := range all {
		all[i], rank[i] = i, n
	}
	for k := range c.res.Priorities {
		rank[c.res.Priorities[k].Practice] = k
	}
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(rank[a], rank[b]) })
	out, seen := make([]int, 0, n), make([]bool, n)
	var visit func(i int)
	visit = func(i int) {
		if seen[i] {
			return
		}
		seen[i] = true
		for _, need := range c.today.Needs(i) {
			if need.Open {
				visit(need.Practice)
			}
		}
		out = append(out, i)
	}
	for _, i := range all {
		visit(i)
	}
	return out
}
