package assess

import (
	"cmp"
	"math"
	"slices"
)

// How many ranks are in focus, and by how much every priority may be off in the rank intervals.
const (
	focusRanks = 5
	offBy      = 0.25
)

// ranking is the working state of prioritising: one entry a practice. It can be used again.
type ranking struct {
	*evaluation
	standings  []*standing // of the practices by themselves
	listed     []bool
	urgent     []bool
	priorities []rounded // the effective ones
	keys       []uint64  // of both, and of what is listed, made by rankKey
	heir       []int     // who the effective priority is inherited from, -1 for nobody
	waiting    []int     // how many wait for it
	waiters    []set     // waiters[x] holds y: y waits for x, directly or through others
	awaited    []int     // those that somebody waits for
}

// standing is what is said of a practice alone: its own priority, and whether that lists it or makes it urgent.
type standing struct {
	own        rounded // weight * gap
	hasGap     bool
	belowFloor bool
	openFrom   int    // the first of those that require it for which it is open
	key        uint64 // where nobody waits for it; see placed
}

// prioritise lists what to work on and ranks it.
//
// A practice is listed when it has a gap, is below its floor, or is an open prerequisite of a listed one. Its effective
// priority is the highest own priority (weight * gap) among itself and all that wait for it, so that an enabler never
// sinks below what it enables.
func (m *Model) prioritise(res *Result, s *evaluation) {
	g := newRanking(s)
	all := make([]standing, len(s.practices))
	for i := range all {
		all[i], g.standings[i] = s.standing(i), &all[i]
	}
	g.settle()
	ranked := g.rank()
	best, worst := g.intervals(ranked)
	res.Priorities = make([]Priority, len(ranked))
	for k, i := range ranked {
		p := &res.Priorities[k]
		*p = Priority{Rank: k + 1, Practice: i, Own: s.own(i), Effective: s.own(i), Urgent: g.urgent[i],
			Waiting: g.waiting[i]}
		if g.heir[i] >= 0 {
			p.InheritedFrom, p.Effective = Some(g.heir[i]), s.own(g.heir[i])
		}
		p.BestRank, p.WorstRank = best[i], worst[i]
		p.Focus = g.focused(i, p.Rank)
		p.Certain = p.Focus && p.WorstRank <= focusRanks
		p.OpenRequires = g.open(i)
	}
	res.Plan.NotNow = notNow(res.Priorities)
	res.Plan.FindOutFirst = m.findOutFirst(res)
}

// own is the priority of practice i by itself: weight * gap, 0 without a gap.
func (s *evaluation) own(i int) float64 { return s.practices[i].weight * s.gap(i).Value }

func (s *evaluation) standing(i int) standing {
	p, floor := &s.practices[i], s.floor(i)
	out := standing{
		own:        round(s.own(i)),
		hasGap:     round(s.gap(i).Value) > 0,
		belowFloor: floor.OK && p.scored && less(p.score, floor.Value),
		openFrom:   s.openFrom(i),
	}
	out.key = rankKey(out.hasGap, out.belowFloor, out.own)
	if len(s.practices) <= maxPlaced {
		out.key = placed(out.key, i)
	}
	return out
}

// openFrom is the first of those that require practice i for which it is open; for those behind, who require no less,
// it is open, too.
func (s *evaluation) openFrom(i int) int {
	by := s.m.practices[i].requiredBy
	for k := range by {
		if s.isOpen(requirement{i, by[k].points}) {
			return k
		}
	}
	return len(by)
}

// rankKey ranks practices by one comparison, the greater first: urgent ones, then by effective priority, whose bits
// rise as it does since it is never below 0; rounded numbers, of 13 digits, are told apart without the last 8 of 52
// bits. What cannot be in focus has 0.
func rankKey(listed, urgent bool, priority rounded) uint64 {
	bits := unplaced(math.Float64bits(float64(priority)))
	switch {
	case urgent:
		return 1<<63 | bits
	case listed && priority > 0:
		return bits
	}
	return 0
}

// maxPlaced is how many practices have a place in their keys.
const maxPlaced = 1 << 8

// placed is the key of practice i with its place, so that of equals the first is the greater.
func placed(key uint64, i int) uint64 {
	if key == 0 {
		return 0
	}
	return key | (maxPlaced-1)&^uint64(i)
}

// unplaced is a key without its place.
func unplaced(key uint64) uint64 { return key &^ (maxPlaced - 1) }

// placeIn is the place in such a key.
func placeIn(key uint64) int { return int(^key & (maxPlaced - 1)) }

func newRanking(s *evaluation) *ranking {
	n := len(s.practices)
	counts := make([]int, 3*n)
	g := &ranking{
		evaluation: s, standings: make([]*standing, n), listed: make([]bool, n), urgent: make([]bool, n),
		priorities: make([]rounded, n), keys: make([]uint64, n),
		heir: counts[:n], waiting: counts[n : 2*n], awaited: counts[2*n : 2*n : 3*n], waiters: make([]set, n),
	}
	words := make(set, n*wordsFor(n))
	for i := range g.waiters {
		g.waiters[i], words = words[:wordsFor(n)], words[wordsFor(n):]
		g.heir[i] = -1
	}
	return g
}

// settle finds what is listed, who waits for whom, urgency and effective priorities, from the standings.
func (g *ranking) settle() {
	for i, of := range g.standings {
		g.listed[i] = of.hasGap || of.belowFloor
		g.urgent[i], g.priorities[i], g.keys[i] = of.belowFloor, of.own, unplaced(of.key)
	}
	for _, x := range g.awaited { // of the last time
		g.heir[x], g.waiting[x] = -1, 0
		clear(g.waiters[x])
	}
	g.awaited = g.awaited[:0]
	for _, x := range g.m.required {
		if g.await(x) {
			g.awaited = append(g.awaited, x)
			g.inherit(x)
		}
	}
}

// open returns the practices that i waits for directly, in rubric order.
func (g *ranking) open(i int) []int {
	var out []int
	for _, r := range g.m.practices[i].requires {
		if g.isOpen(r) && !slices.Contains(out, r.practice) {
			out = append(out, r.practice)
		}
	}
	slices.Sort(out)
	return out
}

// await finds who waits for practice x, which lists it. All that require it were looked at before.
func (g *ranking) await(x int) bool {
	some := false
	for _, by := range g.m.practices[x].requiredBy[g.standings[x].openFrom:] {
		if y := by.practice; g.listed[y] {
			g.waiters[x].add(y)
			g.waiters[x].addAll(g.waiters[y])
			some = true
		}
	}
	return some
}

// inherit hands urgency and priority on to practice x, for which others wait; of equals, the first in rubric order is
// the heir.
func (g *ranking) inherit(x int) {
	g.listed[x] = true
	for y := range g.waiters[x].all() {
		g.waiting[x]++
		g.urgent[x] = g.urgent[x] || g.standings[y].belowFloor
		if own := g.standings[y].own; g.priorities[x] < own {
			g.priorities[x], g.heir[x] = own, y
		}
	}
	g.keys[x] = rankKey(true, g.urgent[x], g.priorities[x])
}

// rank orders the listed practices.
func (g *ranking) rank() []int {
	ranked := make([]int, 0, len(g.practices))
	for i := range g.practices {
		if g.listed[i] {
			ranked = append(ranked, i)
		}
	}
	slices.SortFunc(ranked, g.compare)
	return ranked
}

// compare puts urgent practices first; then by effective priority; by how many wait; by own priority; by rubric order.
// A prerequisite therefore always stands before what waits for it.
func (g *ranking) compare(a, b int) int {
	switch {
	case g.urgent[a] && !g.urgent[b]:
		return -1
	case g.urgent[b] && !g.urgent[a]:
		return 1
	case g.priorities[a] != g.priorities[b]:
		return cmp.Compare(g.priorities[b], g.priorities[a])
	case g.waiting[a] != g.waiting[b]:
		return g.waiting[b] - g.waiting[a]
	case g.standings[a].own != g.standings[b].own:
		return cmp.Compare(g.standings[b].own, g.standings[a].own)
	}
	return a - b
}

// ahead reports whether a stands before b, of two that may be in focus; of equals among which nobody waits, the first
// in rubric order.
func (g *ranking) ahead(a, b int) bool {
	x, y := g.keys[a], g.keys[b]
	switch {
	case x != y:
		return x > y
	case len(g.awaited) == 0:
		return a < b
	}
	return g.compare(a, b) < 0
}

// focus appends the practices in focus in the order of their ranks, without ranking the others: the first five that
// bring something, and all that are urgent.
func (g *ranking) focus(top []int) []int {
	most, least := max(focusRanks, g.countUrgent()), uint64(1)
	for i, key := range g.keys {
		if key < least || len(top) == most && !g.ahead(i, top[most-1]) {
			continue
		}
		if len(top) < most {
			top = append(top, i)
		}
		at := len(top) - 1
		for ; at > 0 && g.ahead(i, top[at-1]); at-- {
			top[at] = top[at-1]
		}
		top[at] = i
		if len(top) == most {
			least = g.keys[top[most-1]]
		}
	}
	return top
}

func (g *ranking) countUrgent() (n int) {
	for _, key := range g.keys {
		n += int(key >> 63)
	}
	return n
}

// focused reports whether the practice at a rank is worked on now: one of the first five that bring something, or
// urgent.
func (g *ranking) focused(i, rank int) bool {
	return g.urgent[i] || rank <= focusRanks && g.priorities[i] > 0
}

// effective is the priority in full precision.
func (g *ranking) effective(i int) float64 {
	if h := g.heir[i]; h >= 0 {
		return g.own(h)
	}
	return g.own(i)
}

// notNow gives the reason for each listed practice outside the focus, by rank.
func notNow(ps []Priority) []NotNow {
	out := make([]NotNow, 0, len(ps))
	for i := range ps {
		p := &ps[i]
		switch {
		case p.Focus:
		case !p.Brings():
			out = append(out, NotNow{p.Practice, ReasonWeight})
		case len(p.OpenRequires) > 0:
			out = append(out, NotNow{p.Practice, ReasonRequires})
		default:
			out = append(out, NotNow{p.Practice, ReasonRank})
		}
	}
	return out
}

// findOutFirst lists the practices of assessed parts whose missing answers could change most: by weight * (1 -
// coverage).
func (m *Model) findOutFirst(res *Result) []int {
	missing := func(i int) rounded {
		p := &res.Practices[i]
		return round(p.Weight * (1 - p.Coverage.Value))
	}
	out := make([]int, 0, len(res.Practices))
	for i := range res.Practices {
		p := &res.Practices[i]
		if res.Parts[m.practices[i].part].Score.OK && p.Coverage.OK && missing(i) > 0 {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(missing(b), missing(a)) })
	return out
}
