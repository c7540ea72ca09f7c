package plan

import (
	"cmp"
	"math"
	"slices"

	"fathom/assess"
)

// try makes choices that will do of one that may not, and keeps the best.
func (q *search) try(taken []int, hard bool) {
	with, without := slices.Clone(taken), slices.Clone(taken)
	q.s.withNeeds(with)
	q.s.withoutUnmet(without)
	q.consider(with)
	q.consider(without)
	if q.fits != nil && q.gain && !q.fits.holds(without) {
		without = q.fits.part(without)
		q.consider(without)
	}
	if !hard {
		return
	}
	for k, c := range [][]int{with, without} {
		if k > 0 && slices.Equal(without, with) {
			break
		}
		c = slices.Clone(c)
		q.strip(c)
		q.grow(c)
		if !q.gain {
			q.shrink(c)
		}
		q.consider(c)
	}
	if !q.found && !q.gain { // whatever it costs, for a first limit
		all := slices.Clone(q.problem.box.high)
		q.shrink(all)
		q.consider(all)
	}
}

// strip gives back steps of what is overdrawn, until nothing is: first those that bring least for what they use.
func (q *search) strip(taken []int) {
	for {
		d := slices.IndexFunc(q.sides, func(d side) bool { return d.scarce && !d.holds(taken) })
		if d < 0 {
			return
		}
		use, now := q.sides[d].use, q.nearness(taken)
		var best []int
		least := math.Inf(1)
		for i, k := range taken {
			to := k
			for to > q.problem.box.low[i] && use[i][to] == use[i][k] {
				to--
			}
			if use[i][to] == use[i][k] {
				continue
			}
			next := slices.Clone(taken)
			next[i] = to
			q.s.withoutUnmet(next)
			q.repairs += 4 * len(taken)
			if rate := (now - q.nearness(next)) / (use[i][k] - use[i][to]); rate < least {
				best, least = next, rate
			}
		}
		if best == nil {
			return
		}
		copy(taken, best)
	}
}

// consider keeps a choice if it will do, and is better than the best so far.
func (q *search) consider(taken []int) {
	if _, broken := q.s.broken(taken); broken || !q.inSides(taken) || !q.gain && !q.met(taken) {
		return
	}
	for i, k := range taken {
		if k < q.problem.box.low[i] || k > q.problem.box.high[i] {
			return
		}
	}
	c := choice{slices.Clone(taken), q.costOf(taken), 0}
	if q.gain {
		c.value = q.worth(taken)
	}
	better := !q.found || !q.gain && c.cost < q.best.cost
	if q.gain && q.found {
		better = !assess.Reaches(q.best.value, c.value) ||
			assess.Reaches(c.value, q.best.value) && c.cost < q.best.cost
	}
	if better && (q.fits == nil || q.fits.holds(taken)) {
		q.best, q.found = c, true
	}
}

func (p *problem) costOf(taken []int) (sum int64) {
	for i, k := range taken {
		sum += p.cost[i][k]
	}
	return sum
}

func (p *problem) inSides(taken []int) bool {
	return !slices.ContainsFunc(p.sides, func(d side) bool { return !d.holds(taken) })
}

// overdrawn reports whether a choice takes more of a side than there is, leaving aside those that are to be used up.
func (p *problem) overdrawn(taken []int) bool {
	return slices.ContainsFunc(p.sides, func(d side) bool { return d.scarce && !d.holds(taken) })
}

// at is what a node of the tree is worth with a choice, by the scorer.
func (p *problem) at(n *node, taken []int) float64 {
	if n.kind != "" {
		p.s.put(taken)
		return p.s.climb.At(n.kind, n.at).Value
	}
	sum := 0.0
	for i, k := range taken {
		sum += p.tree.values[i][k]
	}
	return n.value(sum)
}

// worth is the gain of a choice: that of the last node, which has no other above.
func (p *problem) worth(taken []int) float64 { return p.at(&p.tree.nodes[len(p.tree.nodes)-1], taken) }

// met reports whether a choice reaches every goal, sides that must be used up included.
func (p *problem) met(taken []int) bool {
	for k := range p.tree.nodes {
		if n := &p.tree.nodes[k]; n.goal.OK && !n.enough(p.at(n, taken)) {
			return false
		}
	}
	return p.inSides(taken)
}

// nearness is how near a choice comes to all goals, or its gain. Only differences mean something.
func (p *problem) nearness(taken []int) float64 {
	if p.gain {
		return p.worth(taken)
	}
	sum := 0.0
	for k := range p.tree.nodes {
		if n := &p.tree.nodes[k]; n.goal.OK {
			sum += min(0, p.at(n, taken)-n.goal.Value) / max(math.Abs(n.goal.Value), assess.Tolerance)
		}
	}
	for d := range p.sides {
		side := &p.sides[d]
		if side.scarce {
			continue
		}
		sum -= max(0, side.used(taken)-side.most) / max(math.Abs(side.most), assess.Tolerance)
	}
	return sum
}

// grow takes the steps that bring most for their cost, with all that they need, one after another, while that brings
// anything and, for a gain, fits.
func (q *search) grow(taken []int) {
	now, cost := q.nearness(taken), q.costOf(taken)
	next, best := make([]int, len(taken)), make([]int, len(taken))
	for q.gain || !q.met(taken) {
		bestRate, bestNow := 0.0, now
		for i := range taken {
			for k := taken[i] + 1; k <= q.problem.box.high[i]; k++ {
				copy(next, taken)
				next[i] = k
				q.s.withNeeds(next)
				if q.overdrawn(next) {
					continue
				}
				near := q.nearness(next)
				q.repairs += 4 * len(taken)
				if more := near - now; more > assess.Tolerance {
					rate := more / max(float64(q.costOf(next)-cost), 1e-9)
					if rate > bestRate*(1+1e-9) && (!q.gain || q.fits == nil || q.fits.holds(next)) {
						copy(best, next)
						bestRate, bestNow = rate, near
					}
				}
			}
		}
		if bestRate == 0 {
			return
		}
		copy(taken, best)
		now, cost = bestNow, q.costOf(taken)
	}
}

// shrink gives back steps, the dearest practices first, that no goal and no other step needs.
func (q *search) shrink(taken []int) {
	if !q.met(taken) {
		return
	}
	order := make([]int, len(taken))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(q.problem.cost[b][taken[b]], q.problem.cost[a][taken[a]])
	})
	for again := true; again; {
		again = false
		for _, i := range order {
			was := taken[i]
			for k := q.problem.box.low[i]; k < was; k++ {
				taken[i] = k
				q.repairs += 4 * len(taken)
				if _, broken := q.s.broken(taken); !broken && q.met(taken) {
					again = true
					break
				}
				taken[i] = was
			}
		}
	}
}
