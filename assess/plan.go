package assess

import "fathom/rubric"

// The plan's phases end on these days; what would end later is left out. One practice climbs at most maxSteps levels.
var phaseDays = [...]int{30, 90, 180}

const maxSteps = 2

// planner puts the focus practices' next steps on a calendar.
type planner struct {
	m     *Model
	res   *Result
	s     *evaluation
	steps [][]Step // by practice, rising
}

// plan takes the focus practices by rank, so that prerequisites are on the calendar before what waits for them.
func (m *Model) plan(res *Result, s *evaluation) {
	p := &planner{m: m, res: res, s: s, steps: make([][]Step, len(m.practices))}
	res.Plan.Phases = make([]Phase, len(phaseDays))
	for k, days := range phaseDays {
		res.Plan.Phases[k] = Phase{Days: days, Actions: []Step{}}
	}
	for i := range res.Priorities {
		if res.Priorities[i].Focus {
			p.climb(&res.Priorities[i])
		}
	}
	for i := range res.Priorities {
		for _, st := range p.steps[res.Priorities[i].Practice] {
			ph := &res.Plan.Phases[phaseOf(st.ToDay)]
			ph.Actions = append(ph.Actions, st)
		}
	}
	p.project()
}

// phaseOf is the first phase that does not end before the day; len(phaseDays) when the plan is over by then.
func phaseOf(day int) int {
	for k, days := range phaseDays {
		if day <= days {
			return k
		}
	}
	return len(phaseDays)
}

// climb plans one practice's steps from its level towards the wanted one.
func (p *planner) climb(pr *Priority) {
	i := pr.Practice
	node := &p.res.Practices[i].Node
	if node.Scale == nil || !node.Level.OK {
		return
	}
	levels := node.Scale.Levels
	at := levelIndex(levels, node.Level.Value)
	wanted := p.wanted(i)
	for k := at; k < at+maxSteps && k+1 < len(levels) && less(levels[k].Value, wanted); k++ {
		if by, blocked := p.blocked(pr); blocked {
			p.warn(Blocked, i, p.m.Rubric.Practices[by].ID)
			return
		}
		action := p.action(i, levels[k+1].Level)
		if action == nil {
			p.warn(NoAction, i, levelName(levels[k+1].Level))
			return
		}
		if !p.schedule(i, Step{Practice: i, Action: action, StartLevel: levels[k].Level, To: levels[k+1].Level}) {
			return
		}
	}
}

func levelIndex(levels []rubric.Level, level int) int {
	for k := range levels {
		if levels[k].Level == level {
			return k
		}
	}
	return len(levels)
}

// wanted is the highest of the target, the floor while below it, and what listed dependents require, in points.
func (p *planner) wanted(i int) float64 {
	pr := &p.res.Practices[i]
	want := pr.Score.Value
	if pr.Aim.OK {
		want = max(want, pr.Aim.Value)
	}
	if pr.Floor.OK {
		want = max(want, pr.Floor.Value)
	}
	for k := range p.res.Priorities {
		for _, r := range p.m.practices[p.res.Priorities[k].Practice].requires {
			if r.practice == i {
				want = max(want, p.s.required(r))
			}
		}
	}
	return want
}

// blocked reports whether an open prerequisite stays below the required level to the end of the plan, and which.
func (p *planner) blocked(pr *Priority) (by int, blocked bool) {
	for _, r := range p.m.practices[pr.Practice].requires {
		if p.s.isOpen(r) && less(p.lifted(r.practice), p.s.required(r)) {
			return r.practice, true
		}
	}
	return 0, false
}

// lifted is the value practice i reaches at the end of its steps planned so far.
func (p *planner) lifted(i int) float64 {
	v := p.res.Practices[i].Score.Value
	if n := len(p.steps[i]); n > 0 {
		v = max(v, p.value(i, p.steps[i][n-1].To))
	}
	return v
}

func (p *planner) value(i, level int) float64 {
	v, _ := p.m.practices[i].in.scale.Value(level)
	return v
}

func (p *planner) action(i, to int) *rubric.Action {
	actions := p.m.Rubric.Practices[i].Actions
	for k := range actions {
		if actions[k].To == to {
			return &actions[k]
		}
	}
	return nil
}

// schedule puts a step on the calendar, or reports that it would end after the last phase.
func (p *planner) schedule(i int, st Step) bool {
	start, notBefore := p.prerequisitesDone(i)
	before := -1
	if n := len(p.steps[i]); n > 0 {
		last := p.steps[i][n-1]
		start = max(start, last.ToDay)
		before = phaseOf(last.ToDay)
	}
	end := max(start+st.Action.Days, notBefore)
	if phaseOf(end) == before {
		start = phaseDays[before] // one level a practice and phase
		end = max(start+st.Action.Days, notBefore)
	}
	if phaseOf(end) == len(phaseDays) {
		return false
	}
	st.FromDay, st.ToDay = start, end
	if before < 0 { // an earlier step has lifted them already
		st.FirstRaise = p.below(i, st.StartLevel)
	}
	p.steps[i] = append(p.steps[i], st)
	return true
}

// prerequisitesDone is the day on which i may start, and the day before which it cannot end. Small steps (effort S) of
// a prerequisite run beside the dependent: they do not move its start, but it is not done before they are.
func (p *planner) prerequisitesDone(i int) (start, notBefore int) {
	for _, r := range p.m.practices[i].requires {
		if !p.s.isOpen(r) {
			continue
		}
		for k, st := range p.steps[r.practice] {
			if k > 0 && reaches(p.value(r.practice, p.steps[r.practice][k-1].To), p.s.required(r)) {
				break // the required level is reached before this step
			}
			notBefore = max(notBefore, st.ToDay)
			if st.Action.Effort != "S" {
				start = max(start, st.ToDay)
			}
		}
	}
	return start, notBefore
}

// below lists the answered criteria of practice i that are below the level a step starts from.
func (p *planner) below(i, level int) []int {
	floor := p.value(i, level)
	var out []int
	for k, c := range p.res.Practices[i].Criteria {
		if c.State == Answered && c.Weight > 0 && less(c.Value.Value, floor) {
			out = append(out, k)
		}
	}
	return out
}

func (p *planner) warn(code WarningCode, i int, by string) {
	p.res.Warnings = append(p.res.Warnings, Warning{Code: code, At: p.m.Rubric.Practices[i].ID, By: by})
}

// project scores the whole assessment again after each phase: a step lifts every answered criterion below its level to
// that level; missing and not applicable ones stay.
func (p *planner) project() {
	n := len(p.s.parts) + len(p.s.practices)
	scores := make([]Maybe[float64], n*len(phaseDays))
	for k := range p.res.Plan.Phases {
		ph := &p.res.Plan.Phases[k]
		for _, st := range ph.Actions {
			p.raise(st)
		}
		if len(ph.Actions) > 0 {
			p.s.score()
		}
		row := scores[k*n : (k+1)*n]
		ph.Projected = Projection{p.s.overall.maybe(), row[:len(p.s.parts):len(p.s.parts)], row[len(p.s.parts):]}
		for i := range p.s.parts {
			ph.Projected.Parts[i] = p.s.parts[i].maybe()
		}
		for i := range p.s.practices {
			ph.Projected.Practices[i] = p.s.practices[i].maybe()
		}
	}
}

func (p *planner) raise(st Step) { p.s.raise(st.Practice, p.value(st.Practice, st.To)) }

// raise lifts every answered criterion of practice i that is below a value to it.
func (s *evaluation) raise(i int, to float64) {
	kids := s.m.practices[i].criteria
	for k := kids.from; k < kids.to; k++ {
		if s.states[k] == Answered {
			s.values[k] = max(s.values[k], to)
		}
	}
}
