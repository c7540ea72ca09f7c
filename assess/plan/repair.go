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
	t := q.tries(taken)
	for {
		d := slices.IndexFunc(q.sides, func(d side) bool { return d.scarce && !d.holds(t.taken) })
		if d < 0 {
			break
		}
		i, to := q.leastFor(t, q.sides[d].use)
		if i < 0 {
			break
		}
		t.lower(i, to)
		t.keep()
	}
	copy(taken, t.taken)
}

// leastFor finds the practice that brings least for what it uses when it takes the next fewer steps that use less.
func (q *search) leastFor(t *tries, use [][]float64) (practice, steps int) {
	practice = -1
	least, now, whole := math.Inf(1), t.nearness(), t.whole()
	for i, k := range t.taken {
		to := k
		for to > q.problem.box.low[i] && use[i][to] == use[i][k] {
			to--
		}
		if use[i][to] == use[i][k] {
			continue
		}
		t.lower(i, to)
		if !whole {
			t.addUp() // nothing else tells equals apart here than the last digits
		}
		q.repairs += 4 * len(t.taken)
		if rate := (now - t.nearness()) / (use[i][k] - use[i][to]); rate < least {
			practice, steps, least = i, to, rate
		}
		t.back()
	}
	return practice, steps
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

// worth is the gain of a choice.
func (p *problem) worth(taken []int) float64 { return p.tries(taken).gained() }

// met reports whether a choice reaches every goal, sides that must be used up included.
func (p *problem) met(taken []int) bool { return p.tries(taken).met() }

// grow takes the steps that bring most for their cost, with all that they need, one after another, while that brings
// anything and, for a gain, fits.
func (q *search) grow(taken []int) {
	t := q.tries(taken)
	for q.gain || !t.met() {
		i, steps := q.mostFor(t)
		if i < 0 {
			break
		}
		t.raise(i, steps)
		t.keep()
	}
	copy(taken, t.taken)
}

// mostFor finds the practice, and how many steps of it, that bring most for their cost.
func (q *search) mostFor(t *tries) (practice, steps int) {
	practice = -1
	best, now, cost := 0.0, t.nearness(), t.now.cost
	for i := range t.taken {
		for k := t.taken[i] + 1; k <= q.problem.box.high[i]; k++ {
			t.raise(i, k)
			if !t.overdrawn() {
				q.repairs += 4 * len(t.taken)
				more := t.nearness() - now
				rate := more / max(float64(t.now.cost-cost), 1e-9)
				if more > assess.Tolerance && rate > best*(1+1e-9) && q.room(t.taken) {
					practice, steps, best = i, k, rate
				}
			}
			t.back()
		}
	}
	return practice, steps
}

// room reports whether the people have room for a choice, where a gain asks for it.
func (q *search) room(taken []int) bool { return !q.gain || q.fits == nil || q.fits.holds(taken) }

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
	t := q.tries(taken)
	for again := true; again; {
		again = false
		for _, i := range order {
			again = q.lowest(t, i) || again
		}
	}
	copy(taken, t.taken)
}

// lowest lets practice i take the fewest steps with which all is met, and reports whether these are fewer.
func (q *search) lowest(t *tries, i int) bool {
	for k, was := q.problem.box.low[i], t.taken[i]; k < was; k++ {
		t.move(i, k)
		q.repairs += 4 * len(t.taken)
		if !t.breaks(i) && t.met() {
			t.keep()
			return true
		}
		t.back()
	}
	return false
}
