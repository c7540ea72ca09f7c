package plan

import (
	"math"

	"fathom/assess"
)

// Budget answers what so many person-days bring most of. Of plans that bring the same it is the one of the fewest
// person-days; of those, in every comparison of two, the one that takes more steps of what stands first in the rubric.
func (s *Solver) Budget(q Question) Choice {
	p := s.budget(&q)
	if p == nil {
		return s.choiceOf(make([]int, len(s.ladders)))
	}
	best, found, proof := p.solve()
	if !found { // never so: to take no step is within any budget
		best.taken = make([]int, len(s.ladders))
	}
	if found && len(p.sides) != 1 {
		best, proof = s.leanest(p, best, proof)
	}
	c := s.choiceOf(best.taken)
	c.Cost, c.Proof = c.PersonDays, proof
	switch q.Gain {
	case GainOverall:
		c.Gain = c.After.Overall.Score
	case GainLevels:
		c.Gain = assess.Some(float64(len(c.Steps)))
	default:
		c.Gain = c.After.Overall.Attainment
	}
	return c
}

// budget is the question in numbers; nil when there is nothing to gain.
func (s *Solver) budget(q *Question) *problem {
	p := &problem{s: s, box: s.ladderBox(&q.Bounds), cost: s.works(nil), gain: true, work: s.workOf(&q.Bounds),
		sides: s.ownerSides(&q.Bounds), fits: s.fitting(&q.Bounds)}
	p.sides = append(p.sides, s.handSides(&q.Bounds)...)
	if q.Budget > 0 || len(q.Bounds.Owners) == 0 {
		p.sides = append(p.sides, sideOf(p.cost, s.inWhole(q.Budget)))
	}
	switch q.Gain {
	case GainOverall:
		if !s.res.Overall.Score.OK {
			return nil
		}
		p.tree = s.scoreTree(nil, true)
	case GainLevels:
		p.tree = s.flatTree(func(_, k int) float64 { return float64(k) }, func(x float64) float64 { return x })
	default:
		if !s.res.Overall.Attainment.OK {
			return nil
		}
		p.tree = s.wayTree()
	}
	return p
}

// inWhole is a number of person-days in whole units, as many as fit.
func (s *Solver) inWhole(days float64) float64 { return max(0, math.Floor(days/s.unit+1e-6)) }

// wayTree adds up how much of the way to the targets is done.
func (s *Solver) wayTree() *tree {
	return s.flatTree(func(i, k int) float64 { return s.climb.Done(i, s.ladders[i].rungs[k].worth) },
		func(done float64) float64 { return s.climb.Attained(done).Value })
}

// leanest finds, of the choices that are worth as much as the best, one of the fewest person-days.
func (s *Solver) leanest(p *problem, best choice, proof Proof) (choice, Proof) {
	lean := *p
	lean.gain, lean.box, lean.work = false, box{make([]int, len(best.taken)), p.box.high}, p.work/4
	lean.tree.nodes[len(lean.tree.nodes)-1].goal = assess.Some(best.value)
	return lean.instead(best, proof)
}

// instead solves a second problem, that of a tie; the first answer stays where that finds none in time.
func (p *problem) instead(best choice, proof Proof) (choice, Proof) {
	other, found, second := p.solve()
	proof.Nodes += second.Nodes
	if found {
		other.value = best.value
		return other, proof
	}
	return best, proof
}
