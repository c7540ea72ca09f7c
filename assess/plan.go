package assess

// The plan of a result ends with its first phases; what would end later is left out. In it one practice climbs at most
// maxSteps levels.
const (
	firstPhases = 3
	maxSteps    = 2
)

// planner puts the focus practices' next steps on a calendar.
type planner struct {
	*Course
	steps [][]Step // by practice, rising
}

// plan takes the focus practices by rank, so that prerequisites are on the calendar before what waits for them.
func (m *Model) plan(res *Result, s *evaluation) {
	p := &planner{Course: m.course(res, s), steps: make([][]Step, len(m.practices))}
	res.Plan.Phases = make([]Phase, firstPhases)
	for k := range res.Plan.Phases {
		res.Plan.Phases[k] = Phase{Days: PhaseEnd(k), Actions: []Step{}}
	}
	for i := range res.Priorities {
		if res.Priorities[i].Focus {
			p.climb(res.Priorities[i].Practice)
		}
	}
	for i := range res.Priorities {
		for _, st := range p.steps[res.Priorities[i].Practice] {
			ph := &res.Plan.Phases[PhaseOf(st.ToDay)]
			ph.Actions = append(ph.Actions, st)
		}
	}
	p.project()
}

// climb plans one practice's steps from its level towards the wanted one.
func (p *planner) climb(i int) {
	for n := range maxSteps {
		st, stop := p.next(i, n)
		switch stop.Why {
		case StopBlocked:
			p.warn(Blocked, i, p.m.Rubric.Practices[stop.By].ID)
		case StopNoAction:
			p.warn(NoAction, i, levelName(stop.By))
		}
		if stop.Why != "" || !p.schedule(i, st) {
			return
		}
		p.Begin(i, st.To)
	}
}

// schedule puts a step on the calendar, or reports that it would end after the last phase.
func (p *planner) schedule(i int, st Step) bool {
	start, notBefore := p.prerequisitesDone(i)
	before := -1
	if n := len(p.steps[i]); n > 0 {
		last := p.steps[i][n-1]
		start, before = max(start, last.ToDay), PhaseOf(last.ToDay)
	}
	st.FromDay, st.ToDay = Fit(st.Action.Days, start, notBefore, before)
	if PhaseOf(st.ToDay) >= firstPhases {
		return false
	}
	p.steps[i] = append(p.steps[i], st)
	return true
}

// prerequisitesDone is the day on which i may start, and the day before which it cannot end.
func (p *planner) prerequisitesDone(i int) (start, notBefore int) {
	for _, need := range p.Needs(i) {
		if !need.Open {
			continue
		}
		steps := p.steps[need.Practice]
		n := need.Steps(len(steps), func(k int) float64 { return p.Reached(need.Practice, steps[k].To) })
		for _, st := range steps[:n] {
			notBefore = max(notBefore, st.ToDay)
			if !RunsBeside(st.Action) {
				start = max(start, st.ToDay)
			}
		}
	}
	return start, notBefore
}

func (p *planner) warn(code WarningCode, i int, by string) {
	p.res.Warnings = append(p.res.Warnings, Warning{Code: code, At: p.m.Rubric.Practices[i].ID, By: by})
}

// project scores the whole assessment again after each phase: a step lifts every answered criterion below its level to
// that level; missing and not applicable ones stay.
func (p *planner) project() {
	n := len(p.s.parts) + len(p.s.practices)
	scores := make([]Maybe[float64], n*firstPhases)
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

func (p *planner) raise(st Step) { p.s.raise(st.Practice, st.To) }

// raise lifts every answered criterion of practice i that is below what a step to a level asks of it.
func (s *evaluation) raise(i, level int) {
	kids := s.m.practices[i].criteria
	for k := kids.from; k < kids.to; k++ {
		if to, asked := s.m.liftedTo(k, level); asked && s.states[k] == Answered {
			s.values[k] = max(s.values[k], to)
		}
	}
}
