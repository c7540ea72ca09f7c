package plan

import (
	"container/heap"
	"math"
	"slices"

	"fathom/assess"
)

// DefaultWork is how many ways a search compares at most unless the question says otherwise: about a quarter of a
// second.
const DefaultWork = 40_000_000

// problem is one question in numbers: to take steps in a box, with all that they need, so that
//
//	no side is overdrawn, and every goal of the tree is reached, for the least cost; or, for a gain,
//	the tree's root is worth the most, and no side is overdrawn.
type problem struct {
	s     *Solver
	box   box
	cost  [][]int64 // by practice and steps, in whole units
	tree  *tree
	sides []side
	gain  bool
	work  int
}

// side is something that a choice must not take more of than there is.
type side struct {
	use  [][]float64 // by practice and steps
	most float64
}

func (d *side) used(taken []int) float64 {
	sum := 0.0
	for i, k := range taken {
		sum += d.use[i][k]
	}
	return sum
}

// holds reports whether no more is used than there is, to the last digits of a sum.
func (d *side) holds(taken []int) bool { return !beats(d.used(taken), d.most+assess.Tolerance) }

// choice is one choice of steps, with what it truly costs and is worth.
type choice struct {
	taken []int
	cost  int64
	value float64 // of the gain
}

// item is a box that is still to be looked into, and the best in it but for needs and sides.
type item struct {
	box
	in    *relaxed
	best  answer
	bound float64 // what the gain is at most, or the cost at least
	born  int
}

// queue gives the most promising box first, of equals the oldest.
type queue struct {
	items []*item
	gain  bool
}

func (q *queue) Len() int      { return len(q.items) }
func (q *queue) Swap(a, b int) { q.items[a], q.items[b] = q.items[b], q.items[a] }
func (q *queue) Push(x any)    { q.items = append(q.items, x.(*item)) }
func (q *queue) Less(a, b int) bool {
	x, y := q.items[a], q.items[b]
	switch {
	case x.bound != y.bound:
		return (x.bound > y.bound) == q.gain
	case x.best.cost != y.best.cost:
		return x.best.cost < y.best.cost
	}
	return x.born < y.born
}

func (q *queue) Pop() any {
	last := len(q.items) - 1
	x := q.items[last]
	q.items = q.items[:last]
	return x
}

// search is branch and bound: it takes the most promising box, and where the best in it lacks what it needs, or takes
// too much of a side, cuts it in two. It ends when no box can hold anything better, or its work is used up.
type search struct {
	*problem
	relaxer
	prices []float64 // of the sides; see setPrices
	scale  float64   // priced units of one unit of cost
	owed   float64   // what the sides' prices add to every cost
	queue  queue
	nodes  int
	born   int
	best   choice
	found  bool
}

// solve finds the best choice; without one, nothing in the box will do.
func (p *problem) solve() (best choice, found bool, proof Proof) {
	q := &search{problem: p, queue: queue{gain: p.gain}}
	q.relaxer = relaxer{solver: p.s, t: p.tree}
	q.setPrices(q.firstPrices())
	if p.s.tighten(&p.box) && q.narrow(&p.box) {
		q.first()
	}
	bound, open := q.run()
	if !q.found {
		return best, false, Proof{Optimal: !open, Nodes: q.nodes}
	}
	proof = Proof{Optimal: !open, Bound: bound, Nodes: q.nodes}
	if proof.Optimal {
		proof.Bound = q.objective(&q.best)
	}
	return q.best, true, proof
}

func (q *search) objective(c *choice) float64 {
	if q.gain {
		return c.value
	}
	return float64(c.cost)
}

// run looks into boxes until nothing better is left, or the work is used up; then it tells the bound.
func (q *search) run() (bound float64, open bool) {
	for q.queue.Len() > 0 {
		it := heap.Pop(&q.queue).(*item)
		if q.hopeless(it.bound, it.best.cost) {
			continue
		}
		if q.relaxer.work > q.problem.work {
			return it.bound, true
		}
		q.nodes++
		q.try(it.best.taken, q.nodes&(q.nodes-1) == 0)
		if !q.hopeless(it.bound, it.best.cost) {
			q.split(it)
		}
	}
	return 0, false
}

// hopeless reports that nothing within a bound is better than the best so far: neither worth more, nor worth as much
// for less.
func (q *search) hopeless(bound float64, cost int64) bool {
	switch {
	case !q.found:
		return false
	case !q.gain:
		return math.Ceil(bound-1e-6) >= float64(q.best.cost)
	case !assess.Reaches(q.best.value, bound):
		return false
	}
	return !assess.Reaches(bound, q.best.value) || len(q.sides) > 1 || cost >= q.best.cost
}

// look relaxes a box and puts it into the queue, unless nothing in it is better than the best so far.
func (q *search) look(x box, was *relaxed, changed []int) {
	if !q.s.tighten(&x) || !q.narrow(&x) {
		return
	}
	if was != nil {
		changed = changed[:0]
		for i := range x.low {
			if x.low[i] != was.box.low[i] || x.high[i] != was.box.high[i] {
				changed = append(changed, i)
			}
		}
	}
	limit := q.limit()
	in := q.relax(&x, was, changed, limit-q.bases(&x))
	best, ok := q.relaxer.best(&x, in, q.gain, limit)
	if !ok {
		return
	}
	q.born++
	it := &item{box: x, in: in, best: best, bound: q.boundOf(&best), born: q.born}
	if !q.hopeless(it.bound, it.best.cost) {
		heap.Push(&q.queue, it)
	}
}

func (q *search) bases(x *box) (sum int64) {
	for i := range x.low {
		_, cost := q.base(i, x)
		sum += cost
	}
	return sum
}

// limit is the priced cost that an answer must stay below to be of use.
func (q *search) limit() int64 {
	switch {
	case q.gain:
		return int64(math.Floor(q.owed+assess.Tolerance)) + 1
	case !q.found:
		return math.MaxInt64 / 4
	}
	return int64(math.Floor(float64(q.best.cost-1)*q.scale+q.owed+assess.Tolerance)) + 1
}

// boundOf is what the best in a box, but for needs and sides, proves of all that is in it.
func (q *search) boundOf(a *answer) float64 {
	if q.gain {
		return a.value
	}
	return (float64(a.cost) - q.owed) / q.scale
}

// narrow takes from a box the steps that a side has no room for, whatever else is taken.
func (q *search) narrow(x *box) bool {
	for d := range q.sides {
		side := &q.sides[d]
		least := 0.0
		for i := range x.low {
			least += slices.Min(side.use[i][x.low[i] : x.high[i]+1])
		}
		if beats(least, side.most+assess.Tolerance) {
			return false
		}
		for i := range x.low {
			own := slices.Min(side.use[i][x.low[i] : x.high[i]+1])
			for x.low[i] < x.high[i] && beats(least-own+side.use[i][x.high[i]], side.most+assess.Tolerance) {
				x.high[i]--
			}
			for x.low[i] < x.high[i] && beats(least-own+side.use[i][x.low[i]], side.most+assess.Tolerance) {
				x.low[i]++
			}
		}
	}
	return q.s.tighten(x)
}

// split cuts a box in two, so that the best in it, which will not do, stays in neither, or in a smaller one.
func (q *search) split(it *item) {
	i, at := q.cut(it)
	if i < 0 {
		return
	}
	below, above := it.clone(), it.clone()
	below.high[i], above.low[i] = at-1, at
	q.look(below, it.in, nil)
	q.look(above, it.in, nil)
}

func (x *box) clone() box { return box{slices.Clone(x.low), slices.Clone(x.high)} }

// cut finds the practice, and the number of steps, to cut a box at: where a need is unmet, at what it asks for; else in
// the practice that uses most of a side that is overdrawn; else in the one with the most cost left open.
func (q *search) cut(it *item) (practice, at int) {
	if n, ok := q.s.broken(it.best.taken); ok {
		return n.practice, n.steps
	}
	practice = -1
	most := -1.0
	for i, k := range it.best.taken {
		if it.low[i] == it.high[i] {
			continue
		}
		weight := float64(q.problem.cost[i][it.high[i]] - q.problem.cost[i][it.low[i]])
		for d := range q.sides {
			side := &q.sides[d]
			if !side.holds(it.best.taken) {
				weight += 1e3 * math.Abs(side.use[i][k]-side.use[i][it.low[i]]) / max(1, math.Abs(side.most))
			}
		}
		if weight > most {
			practice, at, most = i, k+1, weight
			if k == it.high[i] {
				at = k
			}
		}
	}
	return practice, at
}
