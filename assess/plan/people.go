package plan

import (
	"math"

	"fathom/assess"
)

// A week and a quarter, in days of the plan: a quarter is thirteen weeks.
const (
	weekDays    = 7
	quarterDays = 91
)

// hair is what is left of a day's work when it is done, for sums of fractions.
const hair = 1e-9

// hands is how many steps an owner can have at once, 0 for any number.
func (c *Capacity) hands(owner string) int {
	switch _, bounded := c.PerQuarter[owner]; {
	case owner == "" && !bounded:
		return 0
	case c.AtOnce > 0:
		return c.AtOnce
	case bounded:
		return 2
	}
	return 0
}

// aWeek is what an owner can do in a week: a thirteenth of a quarter.
func (c *Capacity) aWeek(owner string) float64 {
	if quarter, bounded := c.PerQuarter[owner]; bounded {
		return quarter * weekDays / quarterDays
	}
	return math.Inf(1)
}

// nobody reports whether an owner is known to have no capacity.
func (c *Capacity) nobody(owner string) bool { return !(c.aWeek(owner) > 0) }

// crew works the steps of a calendar off, day by day.
//
// A step needs its person-days, and no less time than its days: on no day more of it is done than its person-days
// divided by its days. What its owner can do in a week goes to the steps by rank, and is spread evenly over what is
// left of the week; a step that gets less than it could use takes longer. A step begins when what it waits for is
// done, and its owner has a hand free and something left to give in the week, by rank. It is done when its work is,
// and the steps beside it are.
type crew struct {
	jobs   []job // by rank
	owners []person
	open   int // jobs that are not done
}

// job is how far a step is.
type job struct {
	*Step
	owner       int
	left        float64 // of its days
	perDay      float64 // its work on each of them
	from, to    int
	begun, done bool
	weeks       []float64 // see Step.Weeks
}

// person is an owner.
type person struct {
	hands  int     // 0 for any number
	aWeek  float64 // person-days that can be done
	budget float64 // what is left of this week
}

// newCrew works off the kept steps until the start of a day, or until all are done.
func newCrew(c *calendar, kept []bool, until int) *crew {
	w := &crew{jobs: make([]job, len(c.steps))}
	index := map[string]int{}
	for k := range c.steps {
		st := &c.steps[k]
		id := st.Action.Owner
		if _, ok := index[id]; !ok {
			index[id] = len(w.owners)
			w.owners = append(w.owners, person{hands: c.cap.hands(id), aWeek: c.cap.aWeek(id)})
		}
		days := float64(st.Action.Days)
		w.jobs[k] = job{Step: st, owner: index[id], left: days, perDay: st.PersonDays / days}
		if kept[k] {
			w.open++
		} else {
			w.jobs[k].left = 0 // so that it never begins
		}
	}
	for day := 0; w.open > 0 && day < until; day++ {
		w.work(day)
		w.end(day + 1)
	}
	return w
}

// work gives the owners' time of a day to the steps, by rank.
func (w *crew) work(day int) {
	rest := weekDays - day%weekDays // days of the week that are left
	if rest == weekDays {
		for k := range w.owners {
			w.owners[k].budget = w.owners[k].aWeek
		}
	}
	free := make([]float64, len(w.owners)) // what nobody of a better rank needs this week
	for k := range w.owners {
		free[k] = w.owners[k].budget
	}
	for k := range w.jobs {
		j := &w.jobs[k]
		if j.left <= hair || !j.begun && !w.canBegin(j, day) {
			continue
		}
		days, promised := j.share(free[j.owner], rest)
		if days == 0 {
			continue
		}
		if !j.begun {
			j.begun, j.from = true, day
		}
		j.left -= days
		j.record(day, days*j.perDay)
		free[j.owner] -= promised
		w.owners[j.owner].budget -= days * j.perDay
	}
}

// share is how much of its days a job gets done on a day, and what it takes of what is free for the rest of the week.
func (j *job) share(free float64, rest int) (days, promised float64) {
	switch wants := min(j.left, float64(rest)) * j.perDay; {
	case wants <= free+hair:
		return min(j.left, 1), wants
	case free <= hair:
		return 0, 0
	}
	return free / float64(rest) / j.perDay, free
}

func (j *job) record(day int, personDays float64) {
	week := day/weekDays - j.from/weekDays
	for len(j.weeks) <= week {
		j.weeks = append(j.weeks, 0)
	}
	j.weeks[week] += personDays
}

// end finds what is done by the start of a day. What runs beside a step stands before it.
func (w *crew) end(day int) {
	for k := range w.jobs {
		j := &w.jobs[k]
		if j.begun && !j.done && j.left <= hair && w.allDone(j.Beside) {
			j.to, j.done = day, true
			w.open--
		}
	}
}

func (w *crew) allDone(jobs []int) bool {
	for _, k := range jobs {
		if !w.jobs[k].done {
			return false
		}
	}
	return true
}

// canBegin reports whether a job may begin on a day, if there is time for it. One that would wait for another that has
// not begun never takes its owner's last hand: that could be the one which the other needs.
func (w *crew) canBegin(j *job, day int) bool {
	if day < j.FromDay || !w.allDone(j.Waits) {
		return false
	}
	hands := w.owners[j.owner].hands
	if hands == 0 {
		return true
	}
	busy, held := 0, 0
	for k := range w.jobs {
		if other := &w.jobs[k]; other.owner == j.owner && other.begun && !other.done {
			busy++
			if w.waitsForUnbegun(other) {
				held++
			}
		}
	}
	return busy < hands && (held+1 < hands || !w.waitsForUnbegun(j))
}

func (w *crew) waitsForUnbegun(j *job) bool {
	for _, k := range j.Beside {
		if beside := &w.jobs[k]; !beside.begun || w.waitsForUnbegun(beside) {
			return true
		}
	}
	return false
}

// workOff gives the steps to the people there are, until the start of a day, 0 for as far as a plan looks. Where not
// all can be done by a given day, each is kept by rank that can be done beside those kept before it.
func (c *calendar) workOff(until int) *crew {
	end := assess.PhaseEnd(maxPhases - 1)
	if until > 0 {
		end = min(end, until)
	}
	kept := make([]bool, len(c.steps))
	for k := range kept {
		kept[k] = true
	}
	w := newCrew(c, kept, end)
	if w.open == 0 || until == 0 {
		return w
	}
	clear(kept)
	w = newCrew(c, kept, end)
	for k := range kept {
		kept[k] = true
		next := newCrew(c, kept, end)
		if kept[k] = next.open == 0; kept[k] {
			w = next
		}
	}
	return w
}
