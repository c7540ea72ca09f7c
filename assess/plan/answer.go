package plan

import "fathom/assess"

// Week is what one more person-week is, in person-days.
const Week = 5

// firstHorizon is where a plan is looked at first, in days.
const firstHorizon = 180

// Answer is a plan with what it is measured against.
type Answer struct {
	Now  *assess.Result
	Plan *Plan
	// the chosen steps; nil for a focus plan, which follows urgency
	Choice *Choice
	// what a focus plan has done by day 180, and the most attainment that as many person-days buy without regard to
	// urgency; nil where there is nothing to compare
	ByUrgency, ByWorth *Measured
	// the same with a week more than the plan takes; of a focus plan by day 180. Nil where no step is left, or it buys no
	// more.
	WeekMore *Measured
	Other    *Plan // of reach: another way; nil where none is really different
}

// Measured is how much of the way to the targets so many person-days bring.
type Measured struct {
	PersonDays, Attainment float64
	Steps                  []Step
}

// Ask answers a question. The people and the end are as in [Way].
func Ask(m *assess.Model, res *assess.Result, q Question, capacity Capacity, until int) *Answer {
	a := &Answer{Now: res}
	s := NewSolver(m, res)
	switch q.Kind {
	case Budget:
		until = q.bindTo(capacity, until)
		c := s.Budget(q)
		a.choose(m, c, capacity, until)
		if q.Bounds.Owners == nil {
			a.weekMore(s, c.PersonDays, c.Attained())
		}
	case Reach:
		c := s.Reach(q)
		a.choose(m, c, capacity, until)
		if other, ok := s.Other(q, c); ok {
			a.Other = Arrange(m, res, other.picks(), capacity, until)
			a.Other.Proof = other.Proof
		}
	default:
		a.Plan = Way(m, res, capacity, until)
		a.compare(s, m)
	}
	a.Plan.Question = q
	return a
}

// bindTo bounds a budget without a number by what the people can do until its end, by day 180 where none is asked for.
func (q *Question) bindTo(capacity Capacity, until int) int {
	if q.Budget > 0 || len(capacity.PerQuarter) == 0 {
		return until
	}
	if until <= 0 {
		until = firstHorizon
	}
	q.Bounds.Horizon, q.Bounds.Owners = until, map[string]float64{}
	for owner, days := range capacity.PerQuarter {
		q.Bounds.Owners[owner] = days * float64(until) / quarterDays
	}
	return until
}

func (a *Answer) choose(m *assess.Model, c Choice, capacity Capacity, until int) {
	a.Choice = &c
	a.Plan = Arrange(m, a.Now, c.picks(), capacity, until)
	a.Plan.Proof = c.Proof
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

// compare measures a focus plan until day 180 against the best that its person-days buy.
func (a *Answer) compare(s *Solver, m *assess.Model) {
	by := Measured{}
	for k := range a.Plan.Phases {
		ph := &a.Plan.Phases[k]
		if ph.Days > firstHorizon || !ph.Attainment.OK {
			break
		}
		by.Attainment = ph.Attainment.Value
		by.PersonDays += ph.PersonDays
	}
	if by.PersonDays == 0 {
		return
	}
	best := s.Budget(Question{Kind: Budget, Gain: GainAttainment, Budget: by.PersonDays})
	if gain := best.Attained(); gain.OK {
		a.ByUrgency, a.ByWorth = &by, &Measured{best.PersonDays, gain.Value, best.Steps}
		a.weekMore(s, by.PersonDays, gain)
	}
}

// weekMore finds what a week more buys beyond what so many person-days buy at best.
func (a *Answer) weekMore(s *Solver, personDays float64, so assess.Maybe[float64]) {
	more := s.Budget(Question{Kind: Budget, Gain: GainAttainment, Budget: personDays + Week})
	if gain := more.Attained(); gain.OK && gain.Value > so.Value+assess.Tolerance {
		a.WeekMore = &Measured{more.PersonDays, gain.Value, more.Steps}
	}
}
