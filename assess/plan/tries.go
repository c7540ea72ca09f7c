package plan

import (
	"math"
	"slices"

	"fathom/assess"
)

// tries is a choice of which a few practices are changed to see what that brings, and put back. What a change costs is
// what it changes and what stands above that, however many practices there are.
type tries struct {
	*problem
	taken  []int
	now    totals
	before totals // of the choice without the changes
	undo   []move // what to put back, the last first
}

// totals are sums over the steps of all practices.
type totals struct {
	cost  int64
	used  []float64 // of each side
	worth float64   // of a tree without nodes of the rubric: what all practices are worth together
}

// move is a practice that takes other steps than it took.
type move struct{ practice, was int }

// tries begins with a choice, which stays the caller's.
func (p *problem) tries(taken []int) *tries {
	t := &tries{problem: p, taken: slices.Clone(taken)}
	t.now.used, t.before.used = make([]float64, len(p.sides)), make([]float64, len(p.sides))
	t.keep()
	if !p.tree.flat() {
		p.s.put(taken)
	}
	return t
}

// flat reports whether a tree has no node of the rubric: it adds up what all practices are worth.
func (t *tree) flat() bool { return len(t.nodes) == 1 && t.nodes[0].kind == "" }

// addUp adds everything up anew, one practice after another: sums of changes differ from that by their last digits.
func (t *tries) addUp() {
	t.now.cost, t.now.worth = t.costOf(t.taken), 0
	for i, k := range t.taken {
		t.now.worth += t.tree.values[i][k]
	}
	for d := range t.sides {
		t.now.used[d] = t.sides[d].used(t.taken)
	}
}

// whole reports whether all sums that nearness looks at are of whole numbers, which no order of adding up changes.
func (t *tries) whole() bool {
	return !t.tree.flat() && !slices.ContainsFunc(t.sides, func(d side) bool { return !d.scarce })
}

// move lets practice i take so many steps.
func (t *tries) move(i, steps int) {
	t.undo = append(t.undo, move{i, t.taken[i]})
	t.set(i, steps)
}

func (t *tries) set(i, steps int) {
	was := t.taken[i]
	t.taken[i] = steps
	t.now.cost += t.cost[i][steps] - t.cost[i][was]
	t.now.worth += t.tree.values[i][steps] - t.tree.values[i][was]
	for d := range t.sides {
		t.now.used[d] += t.sides[d].use[i][steps] - t.sides[d].use[i][was]
	}
	if !t.tree.flat() {
		t.s.place(i, steps)
	}
}

// raise lets practice i take so many steps, more than it does, with all that they need.
func (t *tries) raise(i, steps int) {
	first := t.taken[i] == 0
	t.move(i, steps)
	if !first {
		return // what it needs is there
	}
	for _, n := range t.s.ladders[i].needs {
		if t.taken[n.practice] < n.steps {
			t.raise(n.practice, n.steps)
		}
	}
}

// lower lets practice i take so many steps, fewer than it does; who has no longer what it needs takes none.
func (t *tries) lower(i, steps int) {
	t.move(i, steps)
	for _, n := range t.s.neededBy(i) {
		if t.taken[n.practice] > 0 && steps < n.steps {
			t.lower(n.practice, 0)
		}
	}
}

// breaks reports whether practice i has too few steps for one that needs it.
func (t *tries) breaks(i int) bool {
	for _, n := range t.s.neededBy(i) {
		if t.taken[n.practice] > 0 && t.taken[i] < n.steps {
			return true
		}
	}
	return false
}

// back puts back what was changed.
func (t *tries) back() {
	for len(t.undo) > 0 {
		last := t.undo[len(t.undo)-1]
		t.undo = t.undo[:len(t.undo)-1]
		t.set(last.practice, last.was)
	}
	t.now.from(&t.before)
}

// keep lets what was changed stay.
func (t *tries) keep() {
	t.undo = t.undo[:0]
	t.addUp()
	t.before.from(&t.now)
}

func (s *totals) from(other *totals) {
	s.cost, s.worth = other.cost, other.worth
	copy(s.used, other.used)
}

// overdrawn reports whether the choice takes more of a side than there is, leaving aside those that are to be used up.
func (t *tries) overdrawn() bool {
	for d := range t.sides {
		if side := &t.sides[d]; side.scarce && !side.allows(t.now.used[d]) {
			return true
		}
	}
	return false
}

// at is what a node of the tree is worth, by the scorer.
func (t *tries) at(n *node) float64 {
	if n.kind != "" {
		t.s.score()
		return t.s.climb.At(n.kind, n.at).Value
	}
	return n.value(t.now.worth)
}

// gained is the gain: what the last node is worth, which has no other above.
func (t *tries) gained() float64 { return t.at(&t.tree.nodes[len(t.tree.nodes)-1]) }

// met reports whether the choice reaches every goal, sides that must be used up included.
func (t *tries) met() bool {
	for d := range t.sides {
		if !t.sides[d].allows(t.now.used[d]) {
			return false
		}
	}
	for k := range t.tree.nodes {
		if n := &t.tree.nodes[k]; n.goal.OK && !n.enough(t.at(n)) {
			return false
		}
	}
	return true
}

// nearness is how near the choice comes to all goals, or its gain. Only differences mean something.
func (t *tries) nearness() float64 {
	if t.gain {
		return t.gained()
	}
	sum := 0.0
	for k := range t.tree.nodes {
		if n := &t.tree.nodes[k]; n.goal.OK {
			sum += min(0, t.at(n)-n.goal.Value) / max(math.Abs(n.goal.Value), assess.Tolerance)
		}
	}
	for d := range t.sides {
		if side := &t.sides[d]; !side.scarce {
			sum -= max(0, t.now.used[d]-side.most) / max(math.Abs(side.most), assess.Tolerance)
		}
	}
	return sum
}
