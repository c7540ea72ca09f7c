package plan

import (
	"container/heap"
	"math"
	"slices"

	"fathom/assess"
)

// WorkPerPractice is how many ways a search compares at most for each practice of the rubric, unless the question says
// otherwise: enough to prove nearly everything, and all together less than a tenth of a second for 30 practices.
const WorkPerPractice = 700_000

// problem is one question in numbers: to take steps in a box, with all that they need, so that
//
//	no side is overdrawn, and every goal of the tree is reached, for the least cost; or, for a gain,
//	the tree's root is worth the most, and no side is overdrawn.
type problem struct {
	s     *Solver
	box   box
	cost  [][]int64 // by practice and steps, in whole units
	tie   int64     // so many of them are one that is to be saved; what is less settles ties
	tree  *tree
	sides []side
	gain  bool
	work  int
	fits  *fitting // on the calendar; nil where there is no more to look at
}

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
	owed   float64   // what the sides' prices add to every cost, in the box that is looked into
	queue  queue
	nodes  int
	born   int
	can    []bool // room

	repairs int // work of it
	best    choice
	found   bool
}

// solve finds the best choice; without one, nothing in the box will do.
func (p *problem) solve() (best choice, found bool, proof Proof) {
	q := &search{problem: p, queue: queue{gain: p.gain}}
	q.relaxer = relaxer{solver: p.s, t: p.tree}
	q.setPrices(q.firstPrices())
	if !p.gain && len(p.cost) <= fewPractices {
		q.exact = p.hardest()
	}
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

// fewPractices are so many that one side can be joined with the tree: for more the fronts grow too large.
const fewPractices = 60

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
		if q.spent() > q.problem.work {
			return it.bound, true
		}
		q.nodes++
		q.try(it.best.taken, q.nodes < 8 || q.nodes%32 == 0)
		if !q.hopeless(it.bound, it.best.cost) {
			q.split(it)
		}
	}
	return 0, false
}

// spent is the work that was done.
func (q *search) spent() int {
	if q.fits != nil {
		return q.relaxer.work + q.repairs + q.fits.work
	}
	return q.relaxer.work + q.repairs
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

// look puts a box into the queue, unless nothing in it is better than the best so far.
func (q *search) look(x box, was *item) {
	if it := q.within(x, was); it != nil {
		heap.Push(&q.queue, it)
	}
}

// within relaxes a box, with the help of a wider one; nil where nothing in it is better than the best so far.
func (q *search) within(x box, was *item) *item {
	if !q.s.tighten(&x) || !q.narrow(&x) {
		return nil
	}
	var changed []int
	var known *relaxed
	if was != nil {
		known = was.in
		for i := range x.low {
			if x.low[i] != known.box.low[i] || x.high[i] != known.box.high[i] {
				changed = append(changed, i)
			}
		}
	}
	limit := q.limit()
	in := q.relax(&x, known, changed, limit-q.bases(&x))
	best, ok := q.relaxer.best(&x, in, q.gain, limit)
	if !ok {
		return nil
	}
	q.born++
	it := &item{box: x, in: in, best: best, bound: q.boundOf(&best), born: q.born}
	if q.hopeless(it.bound, it.best.cost) {
		return nil
	}
	return it
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

// split cuts a box in two, so that the best in it, which will not do, stays in neither, or in a smaller one.
func (q *search) split(it *item) {
	i, at := q.cut(it)
	if i < 0 {
		return
	}
	below, above := it.clone(), it.clone()
	below.high[i], above.low[i] = at-1, at
	q.look(below, it)
	q.look(above, it)
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
