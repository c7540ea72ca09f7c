package plan

import (
	"cmp"
	"math"
	"slices"

	"fathom/assess"
)

// relaxed is the tree within one box, but for all needs and sides: fronts of every node, and what its roots come to.
type relaxed struct {
	box    *box
	joined [][]*front // by node: the first kids joined, from none to all; at a root all but the last
	last   []*front   // at a root, the last kid's terms
	done   []*front   // of the nodes below others
	held   [][2]float64
}

// relaxer relaxes a tree with costs, in whole units, by practice and steps.
type relaxer struct {
	joiner
	solver *Solver
	t      *tree
	cost   [][]int64
}

// answer is the best choice in a box, but for needs and sides: no other costs less at this value, or is worth more.
type answer struct {
	taken []int
	cost  int64
	value float64 // at the gain's root
}

// base is what the cheapest number of steps of practice i costs; fronts hold what is above.
func (r *relaxer) base(i int, x *box) (steps int, cost int64) {
	steps, cost = x.low[i], r.cost[i][x.low[i]]
	for k := x.low[i] + 1; k <= x.high[i]; k++ {
		if r.cost[i][k] < cost {
			steps, cost = k, r.cost[i][k]
		}
	}
	return steps, cost
}

// leaf is the front of a practice, by its terms.
func (r *relaxer) leaf(i int, n *node, x *box) *front {
	_, base := r.base(i, x)
	f := &front{ways: make([]way, 0, len(r.cost[i])), practice: i, ranks: int64(len(r.cost[i]))}
	for k := x.low[i]; k <= x.high[i]; k++ {
		w := way{cost: r.cost[i][k] - base, value: n.term(r.t.slot[i], r.t.values[i][k]), right: int32(k),
			rank: int64(k)}
		if r.exact != nil {
			w.use = r.exact.use[i][k]
		}
		f.ways = append(f.ways, w)
	}
	slices.SortFunc(f.ways, func(a, b way) int {
		switch {
		case a.cost != b.cost:
			return cmp.Compare(a.cost, b.cost)
		case beats(a.value, b.value):
			return -1
		case beats(b.value, a.value):
			return 1
		}
		return cmp.Or(cmp.Compare(a.use, b.use), cmp.Compare(b.rank, a.rank))
	})
	f.ways = r.undominated(f.ways)
	return f
}

// boxWork is what looking into a box costs for each practice beside the ways that are compared, about as long as so
// many of them.
const boxWork = 256

// relax finds the fronts in a box; where it differs from an earlier one in a few practices, those of the others are
// taken from there. What costs the limit or more, above the cheapest, is left out.
func (r *relaxer) relax(x *box, was *relaxed, changed []int, limit int64) *relaxed {
	n := len(r.t.nodes)
	r.work += boxWork * len(x.low)
	out := &relaxed{x, make([][]*front, n), make([]*front, n), make([]*front, n), make([][2]float64, n)}
	first := make([]int, n) // of the kids that changed
	for k := range r.t.nodes {
		if was != nil {
			first[k] = len(r.t.nodes[k].kids)
			out.joined[k], out.last[k], out.done[k], out.held[k] = was.joined[k], was.last[k], was.done[k], was.held[k]
		}
	}
	for _, i := range changed {
		if at := r.t.of[i]; at >= 0 {
			first[at] = min(first[at], r.t.slot[i])
		}
	}
	moved := r.holds(x, out)
	for k := range r.t.nodes {
		node := &r.t.nodes[k]
		if was != nil && first[k] == len(node.kids) && !moved[k] {
			continue
		}
		r.fold(k, first[k], x, out, limit)
		if node.up >= 0 {
			first[node.up] = min(first[node.up], node.slot)
		}
	}
	return out
}

// holds finds the bounds of the nodes whose score they may hold, with all steps of the box taken; and whether they
// moved.
func (r *relaxer) holds(x *box, out *relaxed) (moved []bool) {
	moved = make([]bool, len(r.t.nodes))
	if !slices.ContainsFunc(r.t.nodes, func(n node) bool { return n.held }) {
		return moved
	}
	r.solver.put(x.high)
	for k := range r.t.nodes {
		if n := &r.t.nodes[k]; n.held {
			low, high := r.solver.climb.Bounds(n.kind, n.at)
			moved[k] = out.held[k] != [2]float64{low, high}
			out.held[k] = [2]float64{low, high}
		}
	}
	return moved
}

// fold joins the kids of a node from the first that changed.
func (r *relaxer) fold(k, from int, x *box, out *relaxed, limit int64) {
	node := &r.t.nodes[k]
	joined := make([]*front, 1, len(node.kids)+1)
	joined[0] = nothing(node.lowest)
	if from > 0 {
		joined = append(joined[:0], out.joined[k][:min(from, len(out.joined[k])-1)+1]...)
	}
	for at := len(joined) - 1; at < len(node.kids); at++ {
		kid := node.kids[at]
		terms := (*front)(nil)
		if kid.practice >= 0 {
			terms = r.leaf(kid.practice, node, x)
		} else {
			terms = out.done[kid.node].terms(func(v float64) float64 { return node.term(at, v) })
		}
		if node.up < 0 && at == len(node.kids)-1 {
			out.last[k] = terms
			break
		}
		joined = append(joined, r.join(joined[at], terms, node.lowest, limit))
	}
	out.joined[k] = joined
	if node.up >= 0 {
		out.done[k] = r.valued(joined[len(joined)-1], node.valueIn(out.held[k]), node.enough)
	}
}

// valueIn is how a node is valued where bounds may hold its score: no lower than it can be in a box.
func (n *node) valueIn(held [2]float64) func(float64) float64 {
	if !n.held {
		return n.value
	}
	return func(terms float64) float64 { return assess.Held(n.value(terms), held[0], held[1]) }
}

// best is the best answer in a box that costs less than a limit, if there is one: the most valuable where there is a
// gain, else the cheapest that reaches every goal.
func (r *relaxer) best(x *box, in *relaxed, gain bool, limit int64) (a answer, ok bool) {
	a.taken = make([]int, len(x.low))
	for i := range a.taken {
		steps, cost := r.base(i, x)
		a.taken[i] = steps
		a.cost += cost
	}
	k := len(r.t.nodes) - 1
	n := &r.t.nodes[k]
	p := pair{in.joined[k][len(in.joined[k])-1], in.last[k], n.lowest, n.valueIn(in.held[k])}
	enough := n.enough
	if gain {
		most, ok := p.most(limit - a.cost)
		if !ok {
			return a, false
		}
		enough = func(v float64) bool { return assess.Reaches(v, most) }
	}
	find := p.cheapest
	if r.exact != nil {
		find = func(enough func(float64) bool) (left, right int32, ok bool) { return p.leanEnough(r.exact, enough) }
		r.work += len(p.a.ways) * len(p.b.ways) / 4
	}
	left, right, ok := find(enough)
	if !ok {
		return a, false
	}
	r.work += len(p.a.ways) + len(p.b.ways)
	p.a.take(left, a.taken)
	p.b.take(right, a.taken)
	a.cost += p.a.ways[left].cost + p.b.ways[right].cost
	a.value = p.value(left, right)
	return a, a.cost < limit
}

// pair are the last two fronts of a root: of their pairs only one is looked for, and so not all are compared.
type pair struct {
	a, b   *front
	lowest bool
	worth  func(terms float64) float64
}

func (p *pair) value(l, r int32) float64 {
	x, y := p.a.ways[l].value, p.b.ways[r].value
	if p.lowest {
		return p.worth(min(x, y))
	}
	return p.worth(x + y)
}

// most is the highest value for less than a limit.
func (p *pair) most(limit int64) (best float64, ok bool) {
	best = math.Inf(-1)
	r := len(p.b.ways) - 1
	for l := range p.a.ways {
		for r >= 0 && p.a.ways[l].cost+p.b.ways[r].cost >= limit {
			r--
		}
		if r < 0 {
			break
		}
		best, ok = max(best, p.value(int32(l), int32(r))), true
	}
	return best, ok
}

// cheapest is the cheapest pair that is enough.
func (p *pair) cheapest(enough func(float64) bool) (left, right int32, ok bool) {
	r, best := int32(len(p.b.ways)), int64(math.MaxInt64)
	for l := range p.a.ways {
		for r > 0 && enough(p.value(int32(l), r-1)) {
			r--
		}
		if int(r) == len(p.b.ways) {
			continue
		}
		cost := p.a.ways[l].cost + p.b.ways[r].cost
		if cost < best || cost == best && p.first(int32(l), r, left, right) {
			left, right, best, ok = int32(l), r, cost, true
		}
	}
	return left, right, ok
}

// leanEnough is the cheapest pair that is enough and takes no more of a side than there is.
func (p *pair) leanEnough(d *side, enough func(float64) bool) (left, right int32, ok bool) {
	best := int64(math.MaxInt64)
	for l := range p.a.ways {
		for r := range p.b.ways {
			cost := p.a.ways[l].cost + p.b.ways[r].cost
			if cost > best {
				break
			}
			if (cost < best || p.first(int32(l), int32(r), left, right)) && d.allows(p.a.ways[l].use+p.b.ways[r].use) &&
				enough(p.value(int32(l), int32(r))) {
				left, right, best, ok = int32(l), int32(r), cost, true
			}
		}
	}
	return left, right, ok
}

// first reports whether a pair takes more of what stands first than another does.
func (p *pair) first(l, r, left, right int32) bool {
	if a, b := p.a.ways[l].rank, p.a.ways[left].rank; a != b {
		return a > b
	}
	return p.b.ways[r].rank > p.b.ways[right].rank
}
