package plan_test

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"fathom/assess"
	"fathom/assess/plan"
)

// check holds a plan to everything that is said of any.
func (tr trial) check(p *plan.Plan) {
	tr.t.Helper()
	for k := range p.Steps {
		tr.checkStep(p, k)
	}
	tr.checkOrder(p)
	tr.checkPeople(p)
	tr.checkScores(p)
	tr.checkLeft(p)
}

// checkStep: it takes its days, does its work evenly within them, and does not begin before what it waits for.
func (tr trial) checkStep(p *plan.Plan, k int) {
	st, sum := &p.Steps[k], 0.0
	for n, work := range st.Weeks {
		from := (st.FromDay/7 + n) * 7
		days := min(st.ToDay, from+7) - max(st.FromDay, from)
		if most := st.PersonDays / float64(st.Action.Days) * float64(days); days <= 0 || work > most+1e-6 {
			tr.t.Errorf("step %d: %v person-days in %d days, at most %v", k, work, days, most)
		}
		sum += work
	}
	if math.Abs(sum-st.PersonDays) > 1e-6 || st.PersonDays != tr.m.Rubric.Work(st.Action) {
		tr.t.Errorf("step %d: %v person-days are done of %v", k, sum, st.PersonDays)
	}
	if st.FromDay < 0 || st.ToDay-st.FromDay < st.Action.Days || tr.until > 0 && st.ToDay > tr.until {
		tr.t.Errorf("step %d: from %d to %d of %d in %d days", k, st.FromDay, st.ToDay, tr.until, st.Action.Days)
	}
	for _, n := range st.Waits {
		if p.Steps[n].ToDay > st.FromDay {
			tr.t.Errorf("step %d begins before %d is done", k, n)
		}
	}
	for _, n := range st.Beside {
		if p.Steps[n].ToDay > st.ToDay {
			tr.t.Errorf("step %d is done before %d", k, n)
		}
	}
	if k > 0 && p.Steps[k-1].FromDay > st.FromDay {
		tr.t.Errorf("step %d stands behind a later one", k)
	}
}

// chain are the steps of a practice.
func chain(p *plan.Plan, practice int) (out []*plan.Step) {
	for k := range p.Steps {
		if p.Steps[k].Practice == practice {
			out = append(out, &p.Steps[k])
		}
	}
	return out
}

// checkOrder: rising, one after another; and as far as an open prerequisite has to be lifted, its steps are
// done before, but small ones may run beside. The rubric and the scorer say so, whatever the plan says.
func (tr trial) checkOrder(p *plan.Plan) {
	for i := range tr.res.Practices {
		steps := chain(p, i)
		for k, st := range steps {
			if k == 0 && st.From != tr.res.Practices[i].Level.Value ||
				k > 0 && (st.From < steps[k-1].To || st.To <= st.From || st.FromDay < steps[k-1].ToDay) {
				tr.t.Errorf("practice %d: a step from %d on day %d", i, st.From, st.FromDay)
			}
		}
		if len(steps) == 0 {
			continue
		}
		for _, need := range tr.m.Course(tr.res).Needs(i) {
			tr.checkNeed(p, need, steps[0])
		}
	}
}

func (tr trial) checkNeed(p *plan.Plan, need assess.Need, st *plan.Step) {
	score := tr.res.Practices[need.Practice].Score
	for _, other := range chain(p, need.Practice) {
		if !score.OK || score.Value >= need.Points-1e-9 {
			return
		}
		if other.ToDay > st.ToDay || other.Action.Effort != "S" && other.ToDay > st.FromDay {
			tr.t.Errorf("practice %d begins on day %d and ends on %d, practice %d is lifted on %d", st.Practice, st.FromDay,
				st.ToDay, need.Practice, other.ToDay)
		}
		score = tr.lifted(chain(p, need.Practice), other.ToDay).Practices[need.Practice].Score
	}
	if score.OK && score.Value < need.Points-1e-9 {
		tr.t.Errorf("practice %d begins, practice %d is never lifted to %v", st.Practice, need.Practice, need.Points)
	}
}

// lifted applies the steps that are done by the start of a day to the answers, by itself.
func (tr trial) lifted(steps []*plan.Step, day int) *assess.Result {
	a := *tr.res.Assessment
	a.Answers = slices.Clone(a.Answers)
	for _, st := range steps {
		if st.ToDay > day {
			continue
		}
		now := tr.m.ScoreUnder(&a, tr.res).Practices[st.Practice].Criteria
		n := 0
		for k := range a.Answers {
			if tr.m.Criterion(k).Practice != st.Practice {
				continue
			}
			to, asked := tr.m.Lift(k, st.To)
			if asked && now[n].State == assess.Answered && now[n].Value.Value < tr.m.Worth(k, to) {
				a.Answers[k] = assess.Answer{Given: true, State: assess.Answered, Level: to}
			}
			n++
		}
	}
	return tr.m.ScoreUnder(&a, tr.res)
}

// checkPeople: nobody does more in a week, or has more steps at once, than they can, and the loads say what is.
func (tr trial) checkPeople(p *plan.Plan) {
	weeks, work := map[string][]float64{}, map[string]float64{}
	for k := range p.Steps {
		st := &p.Steps[k]
		id := st.Action.Owner
		work[id] += st.PersonDays
		for n, done := range st.Weeks {
			for len(weeks[id]) <= st.FromDay/7+n {
				weeks[id] = append(weeks[id], 0)
			}
			weeks[id][st.FromDay/7+n] += done
		}
	}
	if len(p.Loads) != len(work) {
		tr.t.Errorf("%d loads of %d owners", len(p.Loads), len(work))
	}
	for _, l := range p.Loads {
		quarter, bounded := tr.capacity.PerQuarter[l.Owner]
		if most := slices.Max(weeks[l.Owner]); math.Abs(l.PerWeek-most) > 1e-9 || bounded && most > quarter/13+1e-6 {
			tr.t.Errorf("%q does %v in a week, said %v, of %v in thirteen", l.Owner, most, l.PerWeek, quarter)
		}
		if math.Abs(l.PersonDays-work[l.Owner]) > 1e-9 {
			tr.t.Errorf("%q does %v, not %v", l.Owner, work[l.Owner], l.PersonDays)
		}
		most, day := atOnce(p, l.Owner)
		if l.AtOnce != most || l.PeakDay != day {
			tr.t.Errorf("%q has %d steps on day %d, said %d on %d", l.Owner, most, day, l.AtOnce, l.PeakDay)
		}
		hands := cmp.Or(tr.capacity.AtOnce, 2)
		if (bounded || tr.capacity.AtOnce > 0 && l.Owner != "") && most > hands {
			tr.t.Errorf("%q has %d steps at once", l.Owner, most)
		}
		if l.Over != (l.Owner != "" && !bounded && (most > 2 || l.PerWeek > 5+1e-9)) {
			tr.t.Errorf("%+v", l)
		}
	}
}

// atOnce counts day by day.
func atOnce(p *plan.Plan, owner string) (most, on int) {
	for day := 0; day < 7200; day++ {
		n := 0
		for k := range p.Steps {
			if st := &p.Steps[k]; st.Action.Owner == owner && st.FromDay <= day && day < st.ToDay {
				n++
			}
		}
		if n > most {
			most, on = n, day
		}
	}
	return most, on
}

// checkScores: the phases hold all steps and their work, and scores are as the answers would give; targets are met on
// the first day on which they are.
func (tr trial) checkScores(p *plan.Plan) {
	var steps []*plan.Step
	days := []int{0}
	for k := range p.Steps {
		steps = append(steps, &p.Steps[k])
		days = append(days, p.Steps[k].ToDay)
	}
	seen, work, before := 0, 0.0, 0
	for _, ph := range p.Phases {
		for _, k := range ph.Steps {
			if p.Steps[k].ToDay <= before || p.Steps[k].ToDay > ph.Days {
				tr.t.Errorf("a step of day %d in the phase from %d to %d", p.Steps[k].ToDay, before, ph.Days)
			}
		}
		seen, before, work = seen+len(ph.Steps), ph.Days, work+ph.PersonDays
		want := tr.lifted(steps, ph.Days)
		if ph.Projected.Overall != want.Overall.Score || ph.Attainment != want.Overall.Attainment {
			tr.t.Errorf("day %d: %v, want %v", ph.Days, ph.Projected.Overall, want.Overall.Score)
		}
		for i := range want.Practices {
			if ph.Projected.Practices[i] != want.Practices[i].Score {
				tr.t.Errorf("day %d: practice %d has %v, want %v", ph.Days, i, ph.Projected.Practices[i], want.Practices[i].Score)
			}
		}
	}
	if seen != len(steps) || math.Abs(work-p.PersonDays) > 1e-6 {
		tr.t.Errorf("%d of %d steps in phases, %v of %v person-days", seen, len(steps), work, p.PersonDays)
	}
	slices.Sort(days)
	met := assess.Maybe[int]{}
	for _, day := range days {
		if short, aims := isShort(tr.lifted(steps, day)); !short && aims && !met.OK {
			met = assess.Some(day)
		}
	}
	if p.TargetsMet != met {
		tr.t.Errorf("targets are met on day %v, said %v", met, p.TargetsMet)
	}
}

func isShort(res *assess.Result) (short, aims bool) {
	for _, pr := range res.Practices {
		if pr.Weight > 0 && pr.Aim.OK && pr.Score.OK {
			aims = true
			short = short || pr.Score.Value < pr.Aim.Value-1e-9
		}
	}
	return short, aims
}

// checkLeft: what is short at the end is left, with its score, and nothing else; and the reason is one.
func (tr trial) checkLeft(p *plan.Plan) {
	var steps []*plan.Step
	for k := range p.Steps {
		steps = append(steps, &p.Steps[k])
	}
	end := tr.lifted(steps, math.MaxInt)
	var want []int
	for i, pr := range end.Practices {
		unscored := pr.Weight > 0 && pr.Low.OK && !pr.Score.OK && pr.Aim.OK
		below := func(want assess.Maybe[float64]) bool { return want.OK && pr.Score.Value < want.Value-1e-9 }
		short := pr.Score.OK && (pr.Weight > 0 && below(pr.Aim) || below(pr.Floor))
		if unscored || short {
			want = append(want, i)
		}
	}
	var got []int
	for _, l := range p.Left {
		got = append(got, l.Practice)
		if l.Score != end.Practices[l.Practice].Score.Value {
			tr.t.Errorf("practice %d is left with %v", l.Practice, l.Score)
		}
		tr.checkReason(l, end)
	}
	if !slices.Equal(got, want) {
		tr.t.Errorf("%v are left, want %v", got, want)
	}
}

func (tr trial) checkReason(l plan.Left, end *assess.Result) {
	pr := &end.Practices[l.Practice]
	next, stop := tr.m.Course(tr.m.EvaluateUnder(end.Assessment, tr.res)).Up(l.Practice, 0)
	days, known := 0.0, false
	if stop.Why == "" {
		days, known = tr.capacity.PerQuarter[next.Action.Owner]
	}
	wrong := false
	switch l.Why {
	case plan.Unscored:
		wrong = pr.Score.OK
	case plan.NoLevels:
		wrong = pr.Scale != nil
	case plan.NoAction:
		wrong = stop != assess.Stop{Why: assess.StopNoAction, By: l.By}
	case plan.Missing:
		wrong = stop.Why != assess.StopThere
	case plan.NoPeople:
		wrong = !known || days > 0
	case plan.Blocked:
		wrong = !slices.ContainsFunc(tr.m.Course(end).Needs(l.Practice),
			func(n assess.Need) bool { return n.Practice == l.By && n.Open })
	case plan.Later: // with no end, only where there is next to nobody
		quarters := slices.Collect(maps.Values(tr.capacity.PerQuarter))
		wrong = stop.Why != "" || tr.until == 0 && !slices.Contains(quarters, 0.5)
	case plan.NotChosen:
		wrong = stop.Why != ""
	}
	if wrong {
		tr.t.Errorf("practice %d is left as %s by %d", l.Practice, l.Why, l.By)
	}
}
