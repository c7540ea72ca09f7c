package assess

import (
	"slices"

	"fathom/rubric"
)

// PhaseEnd is the day on which phase k of a plan ends, the first being 0: 30, 90, 180, and from then on every 90 days.
func PhaseEnd(k int) int {
	if first := [firstPhases]int{30, 90, 180}; k < firstPhases {
		return first[k]
	}
	return 180 + 90*(k-firstPhases+1)
}

// PhaseOf is the first phase that does not end before the day.
func PhaseOf(day int) int {
	k := 0
	for k < firstPhases && PhaseEnd(k) < day {
		k++
	}
	if last := PhaseEnd(firstPhases - 1); day > last {
		k += (day - last - 1) / 90
	}
	return k
}

// Fit puts a step that takes so many days on the calendar: it begins at start and is not done before notBefore. One
// that would be done in the same phase as the practice's step before it, which is phase before (-1 without one), begins
// when that phase ends instead.
func Fit(days, start, notBefore, before int) (from, to int) {
	to = max(start+days, notBefore)
	if PhaseOf(to) == before {
		start = PhaseEnd(before)
		to = max(start+days, notBefore)
	}
	return start, to
}

// Need is what a practice requires of another.
type Need struct {
	Practice int
	Points   float64 // that its score has to reach
	Open     bool    // it has a score, and that is lower
}

// Met reports whether so many points are enough.
func (n *Need) Met(points float64) bool { return reaches(points, n.Points) }

// Steps is how many of the steps of the practice, rising, whoever needs it waits for: those up to the first that leads
// far enough. The k-th leads to points(k).
func (n *Need) Steps(steps int, points func(k int) float64) int {
	for k := range steps {
		if n.Met(points(k)) {
			return k + 1
		}
	}
	return steps
}

// RunsBeside reports whether an action of a prerequisite is small enough that what needs it may begin before it is
// done, though not be done before it.
func RunsBeside(a *rubric.Action) bool { return a.Effort == "S" }

// Course tells by the rules of the plan which step a practice takes next, and what it needs. The plan of a result is
// made with it, and whoever goes on from there does not need other rules.
type Course struct {
	m     *Model
	res   *Result
	s     *evaluation
	begun []Maybe[float64] // of each practice, where the steps lead that have begun
}

// Stop is why a practice takes no step. The zero value is none.
type Stop struct {
	Why StopReason
	By  int // the practice that blocks; the level without an action
}

// StopReason is why a practice takes no step.
type StopReason string

// The reasons to stop.
const (
	StopThere    StopReason = "there"     // it is where it should be
	StopNoLevels StopReason = "no-levels" // it has no score, or no levels to climb: it adds points up, or mixes scales
	StopNoAction StopReason = "no-action" // the rubric has no action for the next level
	StopBlocked  StopReason = "blocked"   // a prerequisite is not taken far enough
)

// Course starts from a result that has priorities.
func (m *Model) Course(res *Result) *Course {
	s := m.newEvaluation(m.newSetting(res.Stage, res.Sector, res.Assessment.Targets))
	copy(s.states, res.states())
	for i := range m.practices {
		for k := range res.Practices[i].Criteria {
			s.values[m.practices[i].criteria.from+k] = res.Practices[i].Criteria[k].Value.Value
		}
	}
	s.score()
	return m.course(res, s)
}

func (m *Model) course(res *Result, s *evaluation) *Course {
	return &Course{m: m, res: res, s: s, begun: make([]Maybe[float64], len(m.practices))}
}

// Begin says that a step of a practice to a level has begun: whoever needs it can count on it.
func (c *Course) Begin(practice, to int) {
	c.begun[practice] = Some(c.Reached(practice, to))
}

// Next is the step that a practice takes from where it is, without days, or why it takes none.
func (c *Course) Next(practice int) (Step, Stop) { return c.next(practice, 0) }

// next is the step after n others.
func (c *Course) next(i, n int) (Step, Stop) {
	st, stop := c.Up(i, n)
	if stop.Why == StopNoLevels || stop.Why == StopThere {
		return Step{}, stop
	}
	if n > 0 && !less(c.Reached(i, st.StartLevel), c.wanted(i)) || !less(c.value(i, st.StartLevel), c.wanted(i)) {
		return Step{}, Stop{Why: StopThere}
	}
	if by, blocked := c.blocked(i); blocked {
		return Step{}, Stop{StopBlocked, by}
	}
	return st, stop
}

// Up is the step of a practice after n others from where it is, wanted or not, blocked or not, without days.
func (c *Course) Up(practice, n int) (Step, Stop) {
	node := &c.res.Practices[practice].Node
	if node.Scale == nil || !node.Level.OK {
		return Step{}, Stop{Why: StopNoLevels}
	}
	levels := node.Scale.Levels
	above := c.m.above(c.res, practice, node.Level.Value)
	if n >= len(above) {
		return Step{}, Stop{Why: StopThere}
	}
	st := Step{Practice: practice, StartLevel: node.Level.Value, To: levels[above[n]].Level}
	if n > 0 {
		st.StartLevel = levels[above[n-1]].Level
	}
	if st.Action = c.action(practice, st.To); st.Action == nil {
		return st, Stop{StopNoAction, st.To}
	}
	if n == 0 { // else an earlier step has lifted them already
		st.FirstRaise = c.below(practice, st.StartLevel)
	}
	return st, Stop{}
}

func levelIndex(levels []rubric.Level, level int) int {
	return slices.IndexFunc(levels, func(l rubric.Level) bool { return l.Level == level })
}

// wanted is the highest of the target, the floor while below it, and what listed dependents require, in points.
func (c *Course) wanted(i int) float64 {
	pr := &c.res.Practices[i]
	want := pr.Score.Value
	if pr.Aim.OK {
		want = max(want, pr.Aim.Value)
	}
	if pr.Floor.OK {
		want = max(want, pr.Floor.Value)
	}
	for k := range c.res.Priorities {
		for _, r := range c.m.practices[c.res.Priorities[k].Practice].requires {
			if r.practice == i {
				want = max(want, c.s.required(r))
			}
		}
	}
	return want
}

// Needs are the prerequisites of a practice, as the rubric lists them.
func (c *Course) Needs(practice int) []Need {
	var out []Need
	for _, r := range c.m.practices[practice].requires {
		out = append(out, Need{r.practice, c.s.required(r), c.s.isOpen(r)})
	}
	return out
}

// blocked reports whether an open prerequisite of practice i is not taken as far as it has to be, and which.
func (c *Course) blocked(i int) (by int, blocked bool) {
	for _, need := range c.Needs(i) {
		if need.Open && less(c.lifted(need.Practice), need.Points) {
			return need.Practice, true
		}
	}
	return 0, false
}

// lifted is where practice i will be with the steps that have begun.
func (c *Course) lifted(i int) float64 {
	v := c.res.Practices[i].Score.Value
	if c.begun[i].OK {
		v = max(v, c.begun[i].Value)
	}
	return v
}

func (c *Course) value(i, level int) float64 {
	v, _ := c.m.practices[i].in.scale.Value(level)
	return v
}

// Reached is where a step of practice i to a level brings it: there, or further, where it is read on a scale of its own
// and what the next levels ask is there already.
func (c *Course) Reached(i, level int) float64 {
	v := c.value(i, level)
	if c.m.SharesScale(i) {
		return v
	}
	return max(v, (&Climb{s: c.s, states: c.s.states, values: c.s.values}).Raised(i, level).score)
}

func (c *Course) action(i, to int) *rubric.Action {
	actions := c.m.Rubric.Practices[i].Actions
	for k := range actions {
		if actions[k].To == to {
			return &actions[k]
		}
	}
	return nil
}

// below lists the answered criteria of practice i that are below the level a step starts from.
func (c *Course) below(i, level int) []int {
	var out []int
	for k := range c.res.Practices[i].Criteria {
		if c.m.Below(c.res, i, k, level) {
			out = append(out, k)
		}
	}
	return out
}
