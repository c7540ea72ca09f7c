package plan

import (
	"slices"

	"fathom/assess"
)

// Week is what one more person-week is, in person-days.
const Week = 5

// firstHorizon is where a plan is looked at first, in days, and where a budget of the whole capacity ends.
const firstHorizon = 180

// Answer is a plan with what it is measured against.
type Answer struct {
	Now  *assess.Result
	Plan *Plan
	// who there is, and the day by whose start all has to be done, 0 for none: as asked, but for a budget of the whole
	// capacity, which ends on day 180 where nothing else is said
	Capacity Capacity
	Until    int
	// the chosen steps; nil for a focus plan, which follows urgency
	Choice *Choice
	// of a reach: chosen steps for which the people have no room before the end, in the order of Choice.Steps. No other
	// way was found for which they have: each step has the time, and the person-days are there, but the calendar is
	// tighter than that
	NoRoom []Step
	// what a focus plan has done by day 180, or its end, and the most attainment that as many person-days buy by then
	// without regard to urgency; nil where there is nothing to compare
	ByUrgency, ByWorth *Measured
	// the most attainment that a week more buys: more than the budget for attainment, or of a focus plan more than it
	// has done by day 180. Nil where it buys no more.
	WeekMore *Measured
	Other    *Plan // of reach: another way; nil where none is really different, or it does not fit
	// of a reach that is judged by other answers than those of the result: the criteria that are missing, those first
	// that hold down what is to be reached most; and, where no steps reach it without them, the answers that it needs
	Missing []int
	Needed  []Needed
}

// Needed is an answer that is missing, by its criterion, and the level that it must have at least, where one is known.
type Needed struct {
	Criterion int
	Level     assess.Maybe[int]
}

// Reached reports whether the steps of a reach, done in time, lead to all goals.
func (a *Answer) Reached() bool { return len(a.Choice.Short) == 0 && len(a.NoRoom) == 0 }

// Furthest is the assessment with every step taken that a question allows and that has what it needs.
func Furthest(m *assess.Model, res *assess.Result, q Question, capacity Capacity, until int) *assess.Result {
	s := NewSolver(m, res)
	q.bindTo(capacity, until)
	return s.choiceOf(s.ladderBox(&q.Bounds).high).After
}

// Measured is how much of the way to the targets so many person-days bring.
type Measured struct {
	PersonDays, Attainment float64
	Steps                  []Step
}

// Ask answers a question. The people and the end are as in [Way].
func Ask(m *assess.Model, res *assess.Result, q Question, capacity Capacity, until int) *Answer {
	a := &Answer{Now: res, Capacity: capacity, Until: until}
	s := NewSolverAs(m, res, q.Judged)
	switch q.Kind {
	case Budget:
		if q.Budget <= 0 && until <= 0 {
			a.Until = firstHorizon
		}
		q.bindTo(capacity, a.Until)
		c := s.Budget(q)
		a.choose(m, c)
		if q.Budget > 0 && (q.Gain == "" || q.Gain == GainAttainment) {
			a.weekMore(s, q, c.Attained())
		}
	case Reach:
		q.bindTo(capacity, until)
		c := s.Reach(q)
		a.choose(m, c)
		if other, ok := s.Other(q, c); ok {
			o := Arrange(m, res, other.picks(), capacity, until)
			if o.Proof = other.Proof; len(o.Steps) == len(other.Steps) {
				a.Other = o
			}
		}
	default:
		a.Plan = Way(m, res, capacity, until)
		a.compare(s)
	}
	a.Plan.Question = q
	if a.Choice != nil {
		a.settle()
	}
	return a
}

// settle says that an answer is proved where it is as good as the bound, and never of one that does not fit.
func (a *Answer) settle() {
	p := &a.Plan.Proof
	best := assess.Reaches(p.Bound, a.Choice.Cost)
	if a.Plan.Question.Kind == Budget {
		best = a.Choice.Gain.OK && assess.Reaches(a.Choice.Gain.Value, p.Bound)
	}
	p.Optimal = len(a.NoRoom) == 0 && (p.Optimal || best && len(a.Choice.Steps) > 0)
}

// bindTo bounds a question by what the people can do until the end. Without an end there is time for everything, but
// for those who have none.
func (q *Question) bindTo(capacity Capacity, until int) {
	owners := map[string]float64{}
	for owner, days := range capacity.PerQuarter {
		if until > 0 || days == 0 {
			owners[owner] = days * float64(until) / quarterDays
		}
	}
	q.Bounds.Horizon, q.Bounds.people = until, &capacity
	if len(owners) > 0 {
		q.Bounds.Owners = owners
	}
}

func (a *Answer) choose(m *assess.Model, c Choice) {
	a.Choice = &c
	a.Plan = Arrange(m, a.Now, c.picks(), a.Capacity, a.Until)
	a.Plan.Proof = c.Proof
	for i := range c.Steps {
		st := &c.Steps[i]
		if !slices.ContainsFunc(a.Plan.Steps, func(x Step) bool { return x.Practice == st.Practice && x.To == st.To }) {
			a.NoRoom = append(a.NoRoom, *st)
		}
	}
}

// picks are the levels that a choice climbs to.
func (c *Choice) picks() []Pick {
	var out []Pick
	for i := range c.Steps {
		out = append(out, Pick{c.Steps[i].Practice, c.Steps[i].To})
	}
	return out
}

// Attained is the attainment with all steps taken; undefined without targets.
func (c *Choice) Attained() assess.Maybe[float64] {
	if c.After == nil {
		return assess.Maybe[float64]{}
	}
	return c.After.Overall.Attainment
}

// compare measures a focus plan until day 180, or its end, against the best that its person-days buy by then.
func (a *Answer) compare(s *Solver) {
	by, end := Measured{}, 0
	for k := range a.Plan.Phases {
		ph := &a.Plan.Phases[k]
		if ph.Days > firstHorizon || !ph.Attainment.OK {
			break
		}
		by.Attainment, end = ph.Attainment.Value, ph.Days
		by.PersonDays += ph.PersonDays
	}
	if by.PersonDays == 0 {
		return
	}
	q := Question{Kind: Budget, Gain: GainAttainment, Budget: by.PersonDays}
	q.bindTo(a.Capacity, end)
	best := s.Budget(q)
	if gain := best.Attained(); gain.OK {
		a.ByUrgency, a.ByWorth = &by, &Measured{best.PersonDays, gain.Value, best.Steps}
		a.weekMore(s, q, gain)
	}
}

// weekMore finds what a budget for attainment buys with a week more.
func (a *Answer) weekMore(s *Solver, q Question, so assess.Maybe[float64]) {
	q.Budget += Week
	more := s.Budget(q)
	if gain := more.Attained(); gain.OK && gain.Value > so.Value+assess.Tolerance {
		a.WeekMore = &Measured{more.PersonDays, gain.Value, more.Steps}
	}
}
