package plan

import (
	"slices"

	"fathom/assess"
	"fathom/rubric"
)

// calendar collects steps by rank, each on the first days that it could have if nobody were short of people.
type calendar struct {
	m     *assess.Model
	res   *assess.Result
	today *assess.Course // the rules as the assessment stands
	cap   Capacity
	paced bool // one level a practice and phase
	// where a step leads, in points, when somebody waits for it
	points func(practice, to int) float64

	steps []Step  // by rank; Waits and Beside are places here, always of steps before
	of    [][]int // by practice, rising
	stuck []Left  // by practice: why it took no further step of those that were chosen; else zero
}

func newCalendar(m *assess.Model, res *assess.Result, capacity Capacity) *calendar {
	return &calendar{m: m, res: res, today: m.Course(res), cap: capacity, of: make([][]int, len(res.Practices)),
		stuck: make([]Left, len(res.Practices))}
}

// add ranks a step last. It begins on the given day, or later when it has to wait; now tells what it needs on that day.
func (c *calendar) add(st assess.Step, now *assess.Course, day int) {
	i := st.Practice
	s := StepOf(c.res, &st)
	s.FromDay, s.ToDay = 0, 0
	before := -1
	if n := len(c.of[i]); n > 0 {
		last := c.of[i][n-1]
		s.Waits = []int{last}
		if c.paced {
			before = assess.PhaseOf(c.steps[last].ToDay)
		}
	} else {
		s.Waits, s.Beside = c.waits(i, now, day)
	}
	notBefore := 0
	for _, k := range s.Waits {
		day = max(day, c.steps[k].ToDay)
	}
	for _, k := range s.Beside {
		notBefore = max(notBefore, c.steps[k].ToDay)
	}
	s.FromDay, s.ToDay = assess.Fit(st.Action.Days, day, notBefore, before)
	c.of[i] = append(c.of[i], len(c.steps))
	c.steps = append(c.steps, s)
}

// waits lists what the first step of practice i waits for, and what runs beside it: the steps that lift what is open
// today as far as i needs it. What is no longer open on the day when the step may begin was lifted by what is done
// then.
func (c *calendar) waits(i int, now *assess.Course, day int) (waits, beside []int) {
	later := now.Needs(i)
	for k, need := range c.today.Needs(i) {
		if !need.Open {
			continue
		}
		for _, at := range c.upTo(need) {
			switch st := &c.steps[at]; {
			case !later[k].Open && st.ToDay > day:
			case assess.RunsBeside(st.Action):
				beside = append(beside, at)
			default:
				waits = append(waits, at)
			}
		}
	}
	return waits, beside
}

// upTo are the steps of a prerequisite up to the first that leads far enough.
func (c *calendar) upTo(need assess.Need) []int {
	of := c.of[need.Practice]
	return of[:need.Steps(len(of), func(k int) float64 { return c.points(need.Practice, c.steps[of[k]].To) })]
}

// refuses tells why practice i cannot take a step, as far as its people and its prerequisites go; "" when it can.
func (c *calendar) refuses(i int, st *assess.Step) (why Reason, by int) {
	if c.cap.nobody(st.Action.Owner) {
		return NoPeople, 0
	}
	for _, need := range c.today.Needs(i) {
		of := c.of[need.Practice]
		if need.Open && (len(of) == 0 || !need.Met(c.points(need.Practice, c.steps[of[len(of)-1]].To))) {
			return Blocked, need.Practice
		}
	}
	return "", 0
}

// on is the assessment with everything lifted that is done by the start of a day.
func on(res *assess.Result, steps []Step, day int) *assess.Assessment {
	to := make([]assess.Maybe[int], len(res.Practices))
	for k := range steps { // those of one practice rise
		if st := &steps[k]; st.ToDay <= day {
			to[st.Practice] = assess.Some(st.To)
		}
	}
	return lift(res, to)
}

// lift is the assessment with every answered criterion of a practice lifted to a level, where it is lower.
func lift(res *assess.Result, to []assess.Maybe[int]) *assess.Assessment {
	a := *res.Assessment
	a.Answers = slices.Clone(a.Answers)
	at := 0
	for i := range res.Practices {
		p := &res.Practices[i]
		if !to[i].OK {
			at += len(p.Criteria)
			continue
		}
		for k := range p.Criteria {
			own, asked := res.Model.Lift(at, to[i].Value)
			if c := &p.Criteria[k]; asked && c.State == assess.Answered && c.Value.Value < res.Model.Worth(at, own) {
				a.Answers[at].State, a.Answers[at].Level = assess.Answered, own
			}
			at++
		}
	}
	return &a
}

// heights are the scores of each practice when it is lifted to each level of its scale, by their places.
func heights(m *assess.Model, res *assess.Result) [][]float64 {
	out := make([][]float64, len(res.Practices))
	for k := 0; ; k++ {
		to, found := make([]assess.Maybe[int], len(out)), false
		for i := range out {
			if scale := m.PracticeScale(i); scale != nil && k < len(scale.Levels) {
				to[i], found = assess.Some(scale.Levels[k].Level), true
			}
		}
		if !found {
			return out
		}
		lifted := m.ScoreUnder(lift(res, to), res)
		for i := range out {
			if to[i].OK {
				out[i] = append(out[i], lifted.Practices[i].Score.Value)
			}
		}
	}
}

// levelAt is the place of a level in the scale of a practice.
func levelAt(m *assess.Model, practice, level int) int {
	return slices.IndexFunc(m.PracticeScale(practice).Levels, func(l rubric.Level) bool { return l.Level == level })
}
