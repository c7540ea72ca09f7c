package plan

import (
	"slices"

	"fathom/assess"
	"fathom/rubric"
)

// Solver answers questions about one assessment. It is for one goroutine.
type Solver struct {
	m       *assess.Model
	res     *assess.Result
	climb   *assess.Climb // scores as goals are judged
	ladders []ladder
	unit    float64  // person-days of one unit of work
	full    []int    // all steps of every practice, whatever they need
	placed  []int    // how many steps each practice has taken in climb
	stale   bool     // climb is not scored since
	needers [][]need // by practice, those that need steps of it first; see neededBy
}

// NewSolver makes a solver for a result, under its stage and sector.
func NewSolver(m *assess.Model, res *assess.Result) *Solver { return NewSolverAs(m, res, nil) }

// NewSolverAs makes a solver whose goals are judged by other answers: those of the result with something given where
// it is missing; nil for the result's own. Steps raise what is answered in the result. What a budget gains, too, is
// judged so.
func NewSolverAs(m *assess.Model, res *assess.Result, judged *assess.Assessment) *Solver {
	s := &Solver{m: m, res: res, climb: m.NewClimb(res)}
	answered := s.climb
	if judged != nil {
		s.climb = m.NewClimbAs(res, judged)
	}
	s.climbLadders(answered)
	s.full, s.placed = make([]int, len(s.ladders)), make([]int, len(s.ladders))
	for i := range s.ladders {
		s.full[i] = len(s.ladders[i].rungs) - 1
	}
	return s
}

// put scores a choice; nil for none of the steps.
func (s *Solver) put(taken []int) {
	if taken == nil {
		taken = make([]int, len(s.ladders))
	}
	for i, k := range taken {
		s.place(i, k)
	}
	s.score()
}

// place lets a practice take so many steps, from the next score on.
func (s *Solver) place(i, steps int) {
	if s.placed[i] == steps {
		return
	}
	s.climb.Put(i, s.ladders[i].rungs[steps].worth)
	s.placed[i], s.stale = steps, true
}

// score scores what was placed.
func (s *Solver) score() {
	if s.stale {
		s.climb.Score()
	}
	s.stale = false
}

// Choice is the answer to a budget or a reach, before it is put on a calendar.
type Choice struct {
	Taken []int  // steps by practice
	Steps []Step // the same, by practice, without days
	// person-days of all steps, and what they cost in what the question saves
	PersonDays, Cost float64
	// what a budget is to buy as much of, with all steps taken: points, a share, or the number of steps; undefined
	// where there is none
	Gain assess.Maybe[float64]
	// the whole assessment with all steps taken, scored by the scorer
	After *assess.Result
	Proof Proof // of the cost of a reach, and of the gain of a budget
	// what of the goals no plan reaches, in the order of the goals; the steps then bring each as far as it can get
	Short []Short
}

// Short is a goal that no plan reaches.
type Short struct {
	Goal Goal
	Best assess.Maybe[float64] // as far as it can get, in what the goal counts; undefined without any score
	Left []Left                // the practices that hold it back, in rubric order
}

// choiceOf writes a choice out. Levels are taken by the assessment itself, which the scorer scores.
func (s *Solver) choiceOf(taken []int) Choice {
	c := Choice{Taken: taken}
	levels := make([]assess.Maybe[int], len(taken))
	for i, n := range taken {
		rungs := s.ladders[i].rungs
		for k := 1; k <= n; k++ {
			st := Step{Practice: i, Action: rungs[k].action, From: rungs[k-1].level, To: rungs[k].level,
				PersonDays: s.m.Rubric.Work(rungs[k].action), Also: unserved(s.res, i, rungs[k].action)}
			if k == 1 {
				st.FirstRaise = below(s.res, i, st.From)
			}
			c.Steps = append(c.Steps, st)
			c.PersonDays += st.PersonDays
			levels[i] = assess.Some(st.To)
		}
	}
	c.After = s.m.ScoreUnder(s.climb.Assessment(levels), s.res)
	return c
}

// unserved lists the answered criteria of practice i that are below the level of an action and that it does not serve.
func unserved(res *assess.Result, i int, a *rubric.Action) []int {
	return slices.DeleteFunc(below(res, i, a.To), func(k int) bool {
		return a.ServesCriterion(res.Rubric.Practices[i].Criteria[k].ID)
	})
}

// below lists the answered criteria of practice i that are below a level.
func below(res *assess.Result, i, level int) []int {
	var out []int
	for k := range res.Practices[i].Criteria {
		if res.Model.Below(res, i, k, level) {
			out = append(out, k)
		}
	}
	return out
}

// works is what the steps of each practice cost in person-days, in units; of one owner where one is named.
func (s *Solver) works(owner *string) [][]int64 {
	out := make([][]int64, len(s.ladders))
	for i := range s.ladders {
		rungs := s.ladders[i].rungs
		out[i] = make([]int64, len(rungs))
		for k := 1; k < len(rungs); k++ {
			out[i][k] = out[i][k-1]
			if owner == nil || rungs[k].action.Owner == *owner {
				out[i][k] += rungs[k].work - rungs[k-1].work
			}
		}
	}
	return out
}

// costs are what a question saves, and what one unit of it is.
func (s *Solver) costs(q *Question) (costs [][]int64, unit float64) {
	switch q.Cost {
	case CostOwner:
		return s.works(&q.Owner), s.unit
	case CostDays:
		out := make([][]int64, len(s.ladders))
		for i := range s.ladders {
			for _, r := range s.ladders[i].rungs {
				out[i] = append(out[i], int64(r.days))
			}
		}
		return out, 1
	}
	return s.works(nil), s.unit
}

// withTies are the costs so many times over, with the work added that settles ties, where that is another.
func (s *Solver) withTies(q *Question) (costs [][]int64, times int64) {
	costs, _ = s.costs(q)
	if q.Cost != CostOwner && q.Cost != CostDays {
		return costs, 1
	}
	works, most, least := s.works(nil), 0.0, int64(1)
	for i := range works {
		least += works[i][len(works[i])-1]
		most += float64(costs[i][len(works[i])-1])
	}
	if most*float64(least) > mostUnits {
		return costs, 1
	}
	for i := range costs {
		for k := range costs[i] {
			costs[i][k] = costs[i][k]*least + works[i][k]
		}
	}
	return costs, least
}

// sideOf is a side in units.
func sideOf(costs [][]int64, most float64) side {
	d := side{most: most, scarce: true}
	for _, c := range costs {
		use := make([]float64, len(c))
		for k := range c {
			use[k] = float64(c[k])
		}
		d.use = append(d.use, use)
	}
	return d
}

// ownerSides are the sides of the people's bounds, by owner id.
func (s *Solver) ownerSides(b *Bounds) (out []side) {
	owners := make([]string, 0, len(b.Owners))
	for owner := range b.Owners {
		owners = append(owners, owner)
	}
	slices.Sort(owners)
	for _, owner := range owners {
		out = append(out, sideOf(s.works(&owner), s.inWhole(b.Owners[owner])))
	}
	return out
}

// workOf is the work that a question allows.
func (s *Solver) workOf(b *Bounds) int {
	if b.Work > 0 {
		return b.Work
	}
	if b.people != nil && b.Horizon > 0 {
		return WorkPerPractice * max(len(s.ladders), fewest)
	}
	return WorkPerPractice * len(s.ladders)
}

// fewest is how many practices are counted at least where the days of the people are worked off, again and again.
const fewest = 30
