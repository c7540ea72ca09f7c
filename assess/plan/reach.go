package plan

import (
	"math"
	"slices"

	"fathom/assess"
)

// Reach answers what is the cheapest way to all goals together. What no plan reaches is told, and then the way is the
// cheapest that brings each goal as far as it can get. Of ways that cost the same it is one of the fewest person-days;
// of those, in every comparison of two, the one that takes more steps of what stands first in the rubric.
func (s *Solver) Reach(q Question) Choice {
	p, short := s.reach(&q)
	return s.solved(&q, p, short)
}

// Other is the cheapest way that really differs from an earlier answer to the same question: of the person-days of that
// one it shares no more than half. It reports whether there is such a way, as far as the search got.
func (s *Solver) Other(q Question, first Choice) (Choice, bool) {
	p, short := s.reach(&q)
	shared := s.works(nil)
	whole := int64(0)
	for i, taken := range first.Taken {
		whole += shared[i][taken]
		for k := range shared[i] {
			shared[i][k] = shared[i][min(k, taken)]
		}
	}
	p.sides = append(p.sides, sideOf(shared, math.Floor(float64(whole)/2)))
	c := s.solved(&q, p, short)
	return c, len(c.Steps) > 0
}

func (s *Solver) solved(q *Question, p *problem, short []Short) Choice {
	costs, unit := s.costs(q)
	free := *p
	best, found, proof := p.solve()
	if !found && p.fits != nil { // what there is no room for is told
		free.fits = nil
		best, found, proof = free.solve()
	}
	if !found {
		return s.unfound(q, short, proof)
	}
	proof.Bound = math.Floor(proof.Bound/float64(p.tie)+1e-6) * unit
	c := s.choiceOf(best.taken)
	for i, k := range best.taken {
		c.Cost += float64(costs[i][k])
	}
	c.Cost *= unit
	if proof.Optimal {
		proof.Bound = c.Cost
	}
	c.Proof, c.Short = proof, short
	return c
}

// unfound is the answer where no plan was found: what can be reached at all does not fit the people, not all together.
func (s *Solver) unfound(q *Question, short []Short, proof Proof) Choice {
	c := s.choiceOf(make([]int, len(s.ladders)))
	c.Proof, c.Short = proof, short
	for _, goal := range q.Goals {
		if !slices.ContainsFunc(short, func(x Short) bool { return x.Goal == goal }) {
			c.Short = append(c.Short, Short{Goal: goal})
		}
	}
	return c
}

// reach is the question in numbers, each goal no higher than it can be reached.
func (s *Solver) reach(q *Question) (*problem, []Short) {
	p := &problem{s: s, box: s.ladderBox(&q.Bounds), work: s.workOf(&q.Bounds), sides: s.ownerSides(&q.Bounds),
		fits: s.fitting(&q.Bounds)}
	p.cost, p.tie = s.withTies(q)
	g := goals{s: s, box: &p.box, at: map[place]float64{}, owners: q.Bounds.Owners}
	for _, goal := range q.Goals {
		g.add(goal)
	}
	p.tree = s.scoreTree(g.at, false)
	if g.attainment.OK {
		p.reachAttainment(g.attainment.Value, len(g.at) == 0)
	}
	return p, g.short
}

// reachAttainment asks for an attainment: at the root of a flat tree where that is all there is to reach, else as a
// side, turned round.
func (p *problem) reachAttainment(share float64, alone bool) {
	way := p.s.wayTree()
	if alone {
		p.tree = way
		p.tree.nodes[0].goal = assess.Some(share)
		return
	}
	d := side{most: 0}
	unit := p.s.climb.Attained(1).Value // of the way, what a point of it is
	for i := range way.values {
		use := make([]float64, len(way.values[i]))
		for k, done := range way.values[i] {
			use[k] = -done * unit
		}
		d.use = append(d.use, use)
	}
	d.most = -share + assess.Tolerance/2
	p.sides = append(p.sides, d)
}

// goals gathers what is asked: a least number of steps for practices, a score for nodes above, and an attainment.
type goals struct {
	s          *Solver
	box        *box // what can be taken; goals of practices raise its lower end
	at         map[place]float64
	attainment assess.Maybe[float64]
	short      []Short
	owners     map[string]float64
}

// add adds a goal. What no plan reaches is asked for as far as it can get.
func (g *goals) add(goal Goal) {
	switch goal.Kind {
	case GoalAttainment:
		g.addAttainment(goal)
	case GoalTargets, GoalFloors:
		g.addAll(goal)
	default:
		g.addNode(goal)
	}
}

func (g *goals) addAttainment(goal Goal) {
	g.s.put(g.box.high)
	best := g.s.climb.Attainment()
	if !best.OK || !assess.Reaches(best.Value, goal.Value) {
		g.short = append(g.short, Short{goal, best, g.left(func(i int) assess.Maybe[float64] {
			return g.s.res.Practices[i].Aim
		})})
	}
	if want := min(goal.Value, best.Value); best.OK {
		g.attainment = assess.Some(max(want, g.attainment.Value))
	}
}

// addAll asks each practice that counts for its target, or its floor.
func (g *goals) addAll(goal Goal) {
	aim := func(i int) assess.Maybe[float64] { return goal.of(&g.s.res.Practices[i]) }
	if left := g.left(aim); len(left) > 0 {
		g.short = append(g.short, Short{Goal: goal, Left: left})
	}
	for i := range g.s.ladders {
		if points := aim(i); points.OK {
			g.raise(i, points.Value)
		}
	}
}

// raise asks for the steps that bring practice i to a score, or as near as it can get.
func (g *goals) raise(i int, points float64) {
	l := &g.s.ladders[i]
	rungs := l.rungs
	steps := min(l.stepsTo(points, func(r *rung) assess.Maybe[float64] { return r.worth.Score() }), g.box.high[i])
	for steps > 0 && !beats(rungs[steps].worth.Score().Value, rungs[steps-1].worth.Score().Value) {
		steps-- // it gets no further
	}
	g.box.low[i] = max(g.box.low[i], steps)
}

// addNode asks a node for a score, or the level of one.
func (g *goals) addNode(goal Goal) {
	kind, at := g.s.m.Find(goal.At, assess.KindOverall, assess.KindPart, assess.KindDimension, assess.KindPractice)
	points, ok := goal.points(g.s.m)
	if kind == "" || !ok {
		g.short = append(g.short, Short{Goal: goal})
		return
	}
	in := place{kind, at}
	g.s.put(g.box.high)
	best := g.s.climb.At(kind, at)
	if !best.OK || !assess.Reaches(best.Value, points) {
		g.short = append(g.short, Short{goal, best, g.left(func(i int) assess.Maybe[float64] {
			return g.top(in, i)
		})})
		points = best.Value
	}
	switch {
	case !best.OK:
	case kind == assess.KindPractice:
		g.raise(at, points)
	default:
		if was, ok := g.at[in]; !ok || was < points {
			g.at[in] = points
		}
	}
}

// top is the highest that practice i could score below a node; undefined where it stands below another, or does not
// count there.
func (g *goals) top(in place, i int) assess.Maybe[float64] {
	if !g.s.stands(in, i) {
		return assess.Maybe[float64]{}
	}
	if scale := g.s.m.PracticeScale(i); scale != nil && g.s.m.SharesScale(i) {
		return assess.Some(scale.Highest())
	}
	return assess.Some(math.Inf(1))
}

// stands reports whether practice i stands below a node, or is it, and counts.
func (s *Solver) stands(in place, i int) bool {
	pr := &s.res.Practices[i]
	if pr.Weight == 0 || !pr.Coverage.OK {
		return in.kind == assess.KindPractice && in.at == i
	}
	r := s.m.Rubric
	_, d := s.m.Find(r.Practices[i].Dimension, assess.KindDimension)
	switch in.kind {
	case assess.KindPractice:
		return in.at == i
	case assess.KindDimension:
		return in.at == d
	case assess.KindPart:
		return r.Parts[in.at].ID == r.Dimensions[d].Part
	}
	return true
}

// left lists the practices that stay below their aim even with all steps that can be taken, and why.
func (g *goals) left(aim func(i int) assess.Maybe[float64]) (out []Left) {
	for i := range g.s.ladders {
		points, score := aim(i), g.s.ladders[i].rungs[g.box.high[i]].worth.Score()
		if points.OK && !(score.OK && assess.Reaches(score.Value, points.Value)) {
			why, by := g.why(i)
			out = append(out, Left{Practice: i, Score: score.Value, Why: why, By: by})
		}
	}
	return out
}

// why tells what keeps practice i from its next step after all that it can take.
func (g *goals) why(i int) (why Reason, by int) {
	l, taken := &g.s.ladders[i], g.box.high[i]
	if taken == len(l.rungs)-1 {
		if l.end == "" {
			return Missing, 0
		}
		return l.end, l.by
	}
	for _, n := range l.needs {
		if taken == 0 && g.box.high[n.practice] < n.steps {
			return Blocked, n.practice
		}
	}
	if days, bound := g.owners[l.rungs[taken+1].action.Owner]; bound && days == 0 {
		return NoPeople, 0
	}
	return Later, 0
}
