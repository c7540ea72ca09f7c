package plan

import (
	"math"
	"slices"

	"fathom/assess"
)

// tree is what a question looks at: practices below nodes, with what must be reached there. Children stand before
// their parents, and all in rubric order.
type tree struct {
	nodes  []node
	of     []int       // the node that each practice stands below, -1 for none
	slot   []int       // its place among that node's kids
	values [][]float64 // what each practice is worth by the steps it takes
}

// node is one node of a tree.
type node struct {
	kids     []child
	up, slot int // the node above, -1 for none, and its place among the kids of that
	goal     assess.Maybe[float64]
	lowest   bool // terms are joined by taking the lower one
	term     func(kid int, x float64) float64
	value    func(terms float64) float64
	kind     assess.Kind // where it is one of the rubric; else ""
	at       int
	held     bool // bounds may hold the score: an unscored child on another scale
}

// child is a practice or a node below one.
type child struct{ practice, node int }

func (n *node) enough(x float64) bool { return !n.goal.OK || assess.Reaches(x, n.goal.Value) }

// newTree has room for all practices, below nothing.
func (s *Solver) newTree() *tree {
	n := len(s.ladders)
	return &tree{of: slices.Repeat([]int{-1}, n), slot: make([]int, n), values: make([][]float64, n)}
}

// flatTree adds up what practices are worth, all below one node.
func (s *Solver) flatTree(worth func(i, steps int) float64, value func(float64) float64) *tree {
	t := s.newTree()
	n := node{up: -1, term: func(_ int, x float64) float64 { return x }, value: value}
	for i := range s.ladders {
		t.of[i], t.slot[i] = 0, len(n.kids)
		n.kids = append(n.kids, child{practice: i, node: -1})
		for k := range s.ladders[i].rungs {
			t.values[i] = append(t.values[i], worth(i, k))
		}
	}
	t.nodes = []node{n}
	return t
}

// place is a node of the rubric.
type place struct {
	kind assess.Kind
	at   int
}

// scoreTree is the rubric's own tree, as far as it stands below nodes that matter: those with a goal, by their places,
// and, for the gain, the whole.
func (s *Solver) scoreTree(goals map[place]float64, gain bool) *tree {
	t := s.newTree()
	for i := range s.ladders {
		for _, r := range s.ladders[i].rungs {
			t.values[i] = append(t.values[i], r.worth.Score().Value)
		}
	}
	whole := place{assess.KindOverall, 0}
	_, wanted := goals[whole]
	wanted = wanted || gain
	counted := map[int]bool{}
	for _, kid := range s.branch(whole).Kids {
		counted[kid.At] = true
	}
	var parts []int // the nodes of the parts that the whole is made of
	for p := range s.res.Parts {
		if n, ok := s.addPart(t, p, goals, wanted && counted[p]); ok && counted[p] {
			parts = append(parts, n)
		}
	}
	if wanted {
		s.addNode(t, whole, goals, parts)
	}
	if !gain {
		t.bind()
	}
	return t
}

// bind puts all nodes and practices that stand below no other below one node that asks for nothing, so that what is
// joined at last is all there is.
func (t *tree) bind() {
	at := len(t.nodes)
	n := node{up: -1, term: func(int, float64) float64 { return 0 }, value: func(float64) float64 { return 0 }}
	for i, k := range t.of {
		if k < 0 {
			t.of[i], t.slot[i] = at, len(n.kids)
			n.kids = append(n.kids, child{practice: i, node: -1})
			continue
		}
		for k < at && t.nodes[k].up >= 0 {
			k = t.nodes[k].up
		}
		if k < at {
			t.nodes[k].up, t.nodes[k].slot = at, len(n.kids)
			n.kids = append(n.kids, child{practice: -1, node: k})
		}
	}
	t.nodes = append(t.nodes, n)
}

func (s *Solver) branch(p place) assess.Branch {
	s.score()
	return s.climb.Branch(p.kind, p.at)
}

// addPart adds a part and its dimensions, if they matter.
func (s *Solver) addPart(t *tree, p int, goals map[place]float64, wanted bool) (at int, ok bool) {
	here := place{assess.KindPart, p}
	_, own := goals[here]
	wanted = wanted || own
	counted := map[int]bool{}
	for _, kid := range s.branch(here).Kids {
		counted[kid.At] = kid.Score().OK
	}
	var dims []int
	for d := range s.res.Dimensions {
		if s.m.Rubric.Dimensions[d].Part != s.m.Rubric.Parts[p].ID {
			continue
		}
		in := place{assess.KindDimension, d}
		_, own := goals[in]
		if !own && !(wanted && counted[d]) {
			continue
		}
		if n := s.addNode(t, in, goals, nil); counted[d] {
			dims = append(dims, n)
		}
	}
	if !wanted {
		return 0, false
	}
	return s.addNode(t, here, goals, dims), true
}

// addNode adds a node above others, or, for a dimension, above practices.
func (s *Solver) addNode(t *tree, in place, goals map[place]float64, below []int) int {
	b, at := s.branch(in), len(t.nodes)
	n := node{up: -1, lowest: b.Lowest(), value: b.Plain, kind: in.kind, at: in.at, held: s.mayHold(in)}
	if goal, ok := goals[in]; ok {
		n.goal = assess.Some(goal)
	}
	var weights []float64
	for _, kid := range b.Kids {
		if !kid.Score().OK {
			continue
		}
		c := child{practice: -1, node: -1}
		if in.kind == assess.KindDimension {
			c.practice = kid.At
			t.of[kid.At], t.slot[kid.At] = at, len(n.kids)
		} else {
			c.node = below[len(n.kids)]
			t.nodes[c.node].up, t.nodes[c.node].slot = at, len(n.kids)
		}
		n.kids, weights = append(n.kids, c), append(weights, kid.Counted)
	}
	n.term = func(kid int, x float64) float64 { return b.Term(weights[kid], x) }
	t.nodes = append(t.nodes, n)
	return at
}

// mayHold reports whether the bounds of a branch may ever hold its score. They cannot while what is missing may be as
// low, and as high, as what is known: then the bounds are means of no more, and of no less.
func (s *Solver) mayHold(in place) bool {
	least, most := math.Inf(1), math.Inf(-1)
	below := s.branch(in).Kids
	s.put(s.full)
	above := s.branch(in).Kids
	s.put(nil)
	for k := range below {
		if score := below[k].Score(); score.OK {
			least, most = min(least, score.Value), max(most, above[k].Score().Value)
		}
	}
	for k := range below {
		if below[k].Score().OK && below[k].Counted < below[k].Weight {
			return true // its bounds weigh more than its score
		}
		if low, high := below[k].Bounds(); !below[k].Score().OK && (beats(low, least) || beats(most, high)) {
			return true
		}
	}
	return false
}
