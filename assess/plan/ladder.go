package plan

import (
	"math"

	"fathom/assess"
	"fathom/rubric"
)

// ladder is the way up of one practice: where it stands, and its next steps without holes.
type ladder struct {
	rungs []rung
	end   Reason // why there is no further rung; "" at the top of the scale
	by    int    // for NoAction, the level without one
	needs []need // without which it has no step at all
}

// rung is where so many steps bring a practice, by their number; the first is where it stands today.
type rung struct {
	level  int
	action *rubric.Action        // nil for the first
	worth  assess.Worth          // as goals are judged
	score  assess.Maybe[float64] // of what is answered: what waits for it looks at this
	work   int64                 // of all steps up to here, in units; see Solver.unit
	days   int                   // likewise, one after another
}

// need is a practice that must take so many steps first: more than it has where they never suffice.
type need struct{ practice, steps int }

// climbLadders finds all ladders, as the plan of the scorer takes its steps from the answers that there are.
func (s *Solver) climbLadders(answered *assess.Climb) {
	s.ladders = make([]ladder, len(s.res.Practices))
	for i := range s.ladders {
		s.ladders[i] = s.ladder(i, answered)
	}
	for i := range s.ladders {
		for _, r := range answered.Open(i) {
			s.ladders[i].needs = append(s.ladders[i].needs, need{r.Practice, s.stepsTo(r.Practice, r.Points)})
		}
	}
	s.inUnits()
}

func (s *Solver) ladder(i int, answered *assess.Climb) ladder {
	node := &s.res.Practices[i].Node
	l := ladder{rungs: []rung{{worth: s.climb.Today(i), score: node.Score}}}
	switch {
	case !node.Score.OK:
		l.end = Unscored
		return l
	case node.Scale == nil || !node.Level.OK:
		l.end = NoLevels // no action leads from some points to more
		return l
	}
	l.rungs[0].level = node.Level.Value
	before := assess.Maybe[int]{}
	for _, level := range node.Scale.Levels {
		if level.Level <= node.Level.Value || !s.m.Lifts(s.res, i, before, level.Level) {
			continue
		}
		action := s.action(i, level.Level)
		if action == nil {
			l.end, l.by = NoAction, level.Level
			break
		}
		before = assess.Some(level.Level)
		l.rungs = append(l.rungs, rung{level: level.Level, action: action, worth: s.climb.Raised(i, level.Level),
			score: answered.Raised(i, level.Level).Score(), days: l.rungs[len(l.rungs)-1].days + action.Days})
	}
	return l
}

func (s *Solver) action(i, to int) *rubric.Action {
	actions := s.m.Rubric.Practices[i].Actions
	for k := range actions {
		if actions[k].To == to {
			return &actions[k]
		}
	}
	return nil
}

// stepsTo is how many steps bring practice i to a score of what is answered; one more than it has where none do.
func (s *Solver) stepsTo(i int, points float64) int {
	return s.ladders[i].stepsTo(points, func(r *rung) assess.Maybe[float64] { return r.score })
}

func (l *ladder) stepsTo(points float64, of func(*rung) assess.Maybe[float64]) int {
	rungs := l.rungs
	for k := range rungs {
		if score := of(&rungs[k]); score.OK && assess.Reaches(score.Value, points) {
			return k
		}
	}
	return len(rungs)
}

// exact is how finely person-days are told apart at most, and mostUnits how many of them all steps may come to.
const (
	exact     = 1e9
	mostUnits = 1e15
)

// inUnits counts the work of all steps in the largest unit that leaves them whole numbers.
func (s *Solver) inUnits() {
	all, per := 0.0, float64(exact)
	for i := range s.ladders {
		for _, r := range s.ladders[i].rungs[1:] {
			all += s.m.Rubric.Work(r.action)
		}
	}
	for per > 1 && all*per > mostUnits {
		per /= 10
	}
	unit := int64(0)
	for i := range s.ladders {
		for k := 1; k < len(s.ladders[i].rungs); k++ {
			r := &s.ladders[i].rungs[k]
			work := int64(math.Round(s.m.Rubric.Work(r.action) * per))
			unit = divisor(unit, work)
			r.work = s.ladders[i].rungs[k-1].work + work
		}
	}
	s.unit = max(float64(unit), 1) / per
	for i := range s.ladders {
		for k := range s.ladders[i].rungs {
			s.ladders[i].rungs[k].work /= max(unit, 1)
		}
	}
}

// divisor is the greatest common one.
func divisor(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// wanted is how many steps of practice i its target, its floor and all that wait for it ask for.
func (s *Solver) wanted(i int) int {
	steps := 0
	for _, points := range []assess.Maybe[float64]{s.res.Practices[i].Aim, s.res.Practices[i].Floor} {
		if points.OK {
			steps = max(steps, s.stepsTo(i, points.Value))
		}
	}
	for _, n := range s.neededBy(i) {
		steps = max(steps, n.steps)
	}
	return min(steps, len(s.ladders[i].rungs)-1)
}

// box holds, for each practice, how few and how many steps it may take.
type box struct{ low, high []int }

// ladderBox is all that the bounds of a question leave open.
func (s *Solver) ladderBox(b *Bounds) box {
	x := box{make([]int, len(s.ladders)), make([]int, len(s.ladders))}
	for i := range s.ladders {
		x.high[i] = len(s.ladders[i].rungs) - 1
		if b.MaxSteps > 0 {
			x.high[i] = min(x.high[i], b.MaxSteps)
		}
		if b.ToTarget {
			x.high[i] = min(x.high[i], s.wanted(i))
		}
	}
	for owner, days := range b.Owners {
		for i, works := range s.works(&owner) {
			for works[x.high[i]] > int64(s.inWhole(days)) {
				x.high[i]--
			}
		}
	}
	if b.Horizon > 0 {
		s.within(b.Horizon, &x)
	}
	s.tighten(&x)
	return x
}

// within leaves what can be done by the end of a horizon when nothing waits for people: what a practice waits for comes
// first, but that its small steps (effort S) run beside, as in the plan of the scorer.
func (s *Solver) within(days int, x *box) {
	start, notBefore := make([]int, len(s.ladders)), make([]int, len(s.ladders))
	done := make([]bool, len(s.ladders))
	var visit func(i int)
	visit = func(i int) {
		if done[i] {
			return
		}
		done[i] = true
		for _, n := range s.ladders[i].needs {
			visit(n.practice)
			rungs := s.ladders[n.practice].rungs
			for k := 1; k <= min(n.steps, len(rungs)-1); k++ {
				end := endOf(rungs, k, start[n.practice], notBefore[n.practice])
				notBefore[i] = max(notBefore[i], end)
				if rungs[k].action.Effort != "S" {
					start[i] = max(start[i], end)
				}
			}
		}
		for x.high[i] > 0 && endOf(s.ladders[i].rungs, x.high[i], start[i], notBefore[i]) > days {
			x.high[i]--
		}
	}
	for i := range s.ladders {
		visit(i)
	}
}

// endOf is the day on which the k-th step is done, k at least 1, of a practice that may start on a day and whose first
// step is not done before another: the later steps begin when it is.
func endOf(rungs []rung, k, start, notBefore int) int {
	return max(start+rungs[1].days, notBefore) + rungs[k].days - rungs[1].days
}

// tighten draws what follows from the needs: who can never have what it needs takes no step, and what somebody needs
// who must take a step is taken. It reports whether anything is left.
func (s *Solver) tighten(x *box) bool {
	for again := true; again; {
		again = false
		for i := range s.ladders {
			for _, n := range s.ladders[i].needs {
				if x.high[i] > 0 && x.high[n.practice] < n.steps {
					x.high[i], again = 0, true
				}
				if x.low[i] > 0 && x.low[n.practice] < n.steps {
					x.low[n.practice], again = n.steps, true
				}
			}
			if x.low[i] > x.high[i] {
				return false
			}
		}
	}
	return true
}

// neededBy are the practices that need steps of practice i first, with how many.
func (s *Solver) neededBy(i int) []need {
	if s.needers == nil {
		s.needers = make([][]need, len(s.ladders))
		for k := range s.ladders {
			for _, n := range s.ladders[k].needs {
				s.needers[n.practice] = append(s.needers[n.practice], need{k, n.steps})
			}
		}
	}
	return s.needers[i]
}

// broken reports the need that a choice leaves unmet and that costs most to meet.
func (s *Solver) broken(taken []int) (worst need, found bool) {
	most := int64(-1)
	for i := range s.ladders {
		if taken[i] == 0 {
			continue
		}
		for _, n := range s.ladders[i].needs {
			if taken[n.practice] >= n.steps {
				continue
			}
			rungs := s.ladders[n.practice].rungs
			if more := rungs[min(n.steps, len(rungs)-1)].work - rungs[taken[n.practice]].work; more > most {
				worst, most, found = n, more, true
			}
		}
	}
	return worst, found
}

// withNeeds adds to a choice all the steps that its steps need.
func (s *Solver) withNeeds(taken []int) {
	for again := true; again; {
		again = false
		for i := range s.ladders {
			for _, n := range s.ladders[i].needs {
				if taken[i] > 0 && taken[n.practice] < n.steps {
					taken[n.practice], again = n.steps, true
				}
			}
		}
	}
}

// withoutUnmet takes from a choice all the steps that do not have what they need.
func (s *Solver) withoutUnmet(taken []int) {
	for again := true; again; {
		again = false
		for i := range s.ladders {
			for _, n := range s.ladders[i].needs {
				if taken[i] > 0 && taken[n.practice] < n.steps {
					taken[i], again = 0, true
				}
			}
		}
	}
}
