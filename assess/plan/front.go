package plan

import (
	"cmp"
	"math"
	"slices"
)

// front holds the ways that are worth a look below some node: each costs more than the one before, and is worth more.
type front struct {
	ways []way
	// whose places a way names: as left and right the fronts that it joins, or alone the one that it was valued from
	left, right *front
	practice    int   // where it is that of one practice's steps, which a way then names as right; else -1
	ranks       int64 // above the rank of every way
}

// way is one choice of steps below a node.
type way struct {
	cost        int64
	value       float64
	use         float64 // of the side that is joined with the tree, if one is
	left, right int32
	// the higher, the more steps of practices that stand first: it settles what costs and is worth the same
	rank int64
}

// nothing joins to every front without changing it.
func nothing(lowest bool) *front {
	value := 0.0
	if lowest {
		value = math.Inf(1)
	}
	return &front{ways: []way{{value: value}}, practice: -1, ranks: 1}
}

// beats reports whether a value is above another by more than the order of a sum makes of it.
func beats(a, b float64) bool {
	if math.IsInf(b, 0) {
		return a > b
	}
	return a > b+1e-12*math.Abs(b)
}

// take writes the steps of a way into a choice.
func (f *front) take(at int32, taken []int) {
	w := &f.ways[at]
	if f.practice >= 0 {
		taken[f.practice] = int(w.right)
		return
	}
	if f.left != nil {
		f.left.take(w.left, taken)
	}
	if f.right != nil {
		f.right.take(w.right, taken)
	}
}

// joiner joins fronts, and counts what that took.
type joiner struct {
	exact *side   // joined with the tree: a way is then only beaten by one that uses no more of it
	work  int     // ways compared
	found []way   // room: the best by their cost
	stair []way   // room
	rows  [][]way // room
}

// dense bounds the room for ways by their cost, and mostPairs the ways that one join compares: larger fronts are
// thinned out first.
const (
	dense     = 1 << 20
	mostPairs = 1 << 24
)

// join makes one front of two: all pairs that cost less than a limit and that no other pair beats.
func (j *joiner) join(a, b *front, lowest bool, limit int64) *front {
	room, each := mostPairs, 1
	if j.exact != nil {
		room, each = mostPairs>>5, 8
	}
	if len(a.ways)*len(b.ways) > room {
		a, b = j.thinned(a, room), j.thinned(b, room)
	}
	out := &front{left: a, right: b, practice: -1}
	if len(a.ways) == 0 || len(b.ways) == 0 {
		return out
	}
	most := min(a.ways[len(a.ways)-1].cost+b.ways[len(b.ways)-1].cost, limit-1)
	if most < 0 {
		return out
	}
	switch tight := most < dense && most < 32*int64(len(a.ways)*len(b.ways)); {
	case tight && j.exact != nil:
		j.byCostAndUse(a, b, lowest, most)
	case tight:
		j.byCost(a, b, lowest, most)
	default:
		j.sorted(a, b, lowest, most)
	}
	j.work += each*len(a.ways)*len(b.ways) + len(j.found)
	out.ways = j.undominated(j.found)
	out.rankAll()
	return out
}

// better reports whether way x is to be kept rather than y, which costs the same.
func better(x, y *way, a, b *front) bool {
	switch {
	case beats(x.value, y.value):
		return true
	case beats(y.value, x.value):
		return false
	case beats(x.use, y.use) || beats(y.use, x.use):
		return x.use < y.use
	}
	return cmp.Or(cmp.Compare(a.ways[x.left].rank, a.ways[y.left].rank),
		cmp.Compare(b.ways[x.right].rank, b.ways[y.right].rank)) > 0
}

// byCost finds the best pair for each cost up to the most; -1 marks where there is none.
func (j *joiner) byCost(a, b *front, lowest bool, most int64) {
	j.found = slices.Grow(j.found[:0], int(most)+1)[:most+1]
	for c := range j.found {
		j.found[c] = way{cost: int64(c), value: math.Inf(-1), left: -1}
	}
	for l := range a.ways {
		x := &a.ways[l]
		for r := range b.ways {
			y := &b.ways[r]
			cost := x.cost + y.cost
			if cost > most {
				break
			}
			value := x.value + y.value
			if lowest {
				value = min(x.value, y.value)
			}
			at := &j.found[cost]
			if value < at.value && at.left >= 0 && beats(at.value, value) {
				continue
			}
			now := way{cost: cost, value: value, left: int32(l), right: int32(r)}
			if at.left < 0 || better(&now, at, a, b) {
				*at = now
			}
		}
	}
}

// coarse is how many bands of costs are told apart before all pairs are sorted.
const coarse = 1 << 13

// sorted lists pairs by their cost, the best first: all that no pair of a cheaper band of costs beats.
func (j *joiner) sorted(a, b *front, lowest bool, most int64) {
	width := most/coarse + 1
	best := []float64{math.Inf(-1)} // of all bands below
	if j.exact != nil || len(a.ways)*len(b.ways) < coarse {
		width = most + 1 // one band: few are sorted at once
	} else {
		best = slices.Repeat(best, coarse+2)
		pairs(a, b, lowest, most, func(w way) {
			at := &best[w.cost/width+1]
			*at = max(*at, w.value)
		})
	}
	for k := 1; k < len(best); k++ {
		best[k] = max(best[k], best[k-1])
	}
	j.found = j.found[:0]
	pairs(a, b, lowest, most, func(w way) {
		if below := best[w.cost/width]; math.IsInf(below, -1) || beats(w.value, below) {
			j.found = append(j.found, w)
		}
	})
	slices.SortFunc(j.found, func(x, y way) int {
		switch {
		case x.cost != y.cost:
			return cmp.Compare(x.cost, y.cost)
		case better(&x, &y, a, b):
			return -1
		}
		return 1
	})
	j.work += 16 * len(j.found)
}

// pairs makes all pairs that cost no more than the most.
func pairs(a, b *front, lowest bool, most int64, each func(way)) {
	for l := range a.ways {
		x := &a.ways[l]
		for r := range b.ways {
			y := &b.ways[r]
			if x.cost+y.cost > most {
				break
			}
			w := way{x.cost + y.cost, x.value + y.value, x.use + y.use, int32(l), int32(r), 0}
			if lowest {
				w.value = min(x.value, y.value)
			}
			each(w)
		}
	}
}

// undominated keeps of ways by rising cost, the best of each first, those that are worth more than all before, or,
// where a side is joined with the tree, use less of it than all before that are worth as much.
func (j *joiner) undominated(ways []way) []way {
	kept, best := ways[:0], 0.0
	j.stair = j.stair[:0]
	for k := range ways {
		w := &ways[k]
		switch {
		case w.left < 0:
		case j.exact != nil:
			if j.climbs(w) {
				kept = append(kept, *w)
			}
		case len(kept) == 0 || beats(w.value, best):
			best = w.value
			kept = append(kept, *w)
		}
	}
	return slices.Clone(kept)
}

// mostRanks bounds ranks, so that those of a pair are one number.
const mostRanks = 1 << 30

// rankAll ranks the ways by those that they join, close together where there would be too many ranks else.
func (f *front) rankAll() {
	for k := range f.ways {
		w := &f.ways[k]
		w.rank = f.left.ways[w.left].rank*f.right.ranks + f.right.ways[w.right].rank
	}
	if f.ranks = f.left.ranks * f.right.ranks; f.ranks <= mostRanks {
		return
	}
	sorted := make([]int64, len(f.ways))
	for k := range f.ways {
		sorted[k] = f.ways[k].rank
	}
	slices.Sort(sorted)
	for k := range f.ways {
		at, _ := slices.BinarySearch(sorted, f.ways[k].rank)
		f.ways[k].rank = int64(at)
	}
	f.ranks = int64(len(sorted))
}

// valued is the front of a node by the joined terms of its children, without what falls short of a goal.
func (j *joiner) valued(f *front, value func(terms float64) float64, enough func(float64) bool) *front {
	out := &front{ways: make([]way, 0, len(f.ways)), left: f, practice: -1, ranks: f.ranks}
	for k := range f.ways {
		w := &f.ways[k]
		if v := value(w.value); enough(v) {
			out.ways = append(out.ways, way{w.cost, v, w.use, int32(k), 0, w.rank})
		}
	}
	out.ways = j.undominated(out.ways)
	return out
}

// terms is a front with its values as a parent joins them.
func (f *front) terms(term func(float64) float64) *front {
	out := &front{ways: make([]way, len(f.ways)), left: f, practice: -1, ranks: f.ranks}
	for k := range f.ways {
		w := &f.ways[k]
		out.ways[k] = way{w.cost, term(w.value), w.use, int32(k), 0, w.rank}
	}
	return out
}

// thinned is a front of so few ways that as many others make no more pairs than given, and that promise no less: each
// is as cheap as the first of several, worth as much as the best, and uses as little as the leanest. The steps that it
// names are those of the best.
func (j *joiner) thinned(f *front, pairs int) *front {
	most := int(math.Sqrt(float64(pairs)))
	if len(f.ways) <= most {
		return f
	}
	out := &front{left: f, practice: -1, ranks: f.ranks}
	for k := range most {
		from, to := k*len(f.ways)/most, (k+1)*len(f.ways)/most
		one := way{cost: f.ways[from].cost, value: math.Inf(-1), use: math.Inf(1)}
		for at := from; at < to; at++ {
			w := &f.ways[at]
			if w.value > one.value {
				one.value, one.left, one.rank = w.value, int32(at), w.rank
			}
			one.use = min(one.use, w.use)
		}
		out.ways = append(out.ways, one)
	}
	return out
}
