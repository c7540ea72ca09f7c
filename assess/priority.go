package assess

import (
	"cmp"
	"slices"
)

// How many ranks are in focus, and by how much every priority may be off in the rank intervals.
const (
	focusRanks = 5
	offBy      = 0.25
)

// agenda is the working state of prioritising: one entry a practice.
type agenda struct {
	m          *Model
	ps         []Practice
	listed     []bool
	belowFloor []bool
	urgent     []bool
	own        []float64 // weight * gap
	effective  []float64
	least      []float64 // effective, if it is off by 25 % downwards, and upwards
	most       []float64
	heir       []int // who the effective priority is inherited from, -1 for nobody
	waiting    []int
	waits      [][]bool // waits[y][x]: y waits for x, directly or through others
}

// prioritise lists what to work on and ranks it.
//
// A practice is listed when it has a gap, is below its floor, or is an open prerequisite of a listed one. Its effective
// priority is the highest own priority (weight * gap) among itself and all that wait for it, so that an enabler never
// sinks below what it enables.
func (m *Model) prioritise(res *Result, s *scorer) {
	g := m.newAgenda(res.Practices, s.stage)
	g.list()
	g.inherit()
	ranked := g.rank()
	res.Priorities = make([]Priority, len(ranked))
	for k, i := range ranked {
		p := &res.Priorities[k]
		*p = Priority{Rank: k + 1, Practice: i, Own: g.own[i], Effective: g.effective[i], Urgent: g.urgent[i], Waiting: g.waiting[i]}
		if g.heir[i] >= 0 {
			p.InheritedFrom = Some(g.heir[i])
		}
		p.BestRank, p.WorstRank = g.interval(i, ranked)
		p.Focus = g.urgent[i] || p.Rank <= focusRanks && round9(p.Effective) > 0
		p.Certain = p.Focus && p.WorstRank <= focusRanks
		p.OpenRequires = g.open(i)
	}
	res.Plan.NotNow = notNow(res.Priorities)
	res.Plan.FindOutFirst = m.findOutFirst(res)
}

func (m *Model) newAgenda(ps []Practice, stage string) *agenda {
	n := len(ps)
	flags, numbers, counts := make([]bool, 3*n+n*n), make([]float64, 4*n), make([]int, 2*n)
	g := &agenda{
		m: m, ps: ps,
		listed: flags[:n], belowFloor: flags[n : 2*n], urgent: flags[2*n : 3*n],
		own: numbers[:n], effective: numbers[n : 2*n], least: numbers[2*n : 3*n], most: numbers[3*n:],
		heir: counts[:n], waiting: counts[n:],
		waits: make([][]bool, n),
	}
	for i := range ps {
		g.waits[i] = flags[3*n+i*n : 3*n+(i+1)*n]
		if ps[i].Gap.OK {
			g.own[i] = ps[i].Weight * ps[i].Gap.Value
		}
		if f := m.Rubric.Practices[i].Floor; f != nil && ps[i].Score.OK {
			g.belowFloor[i] = less(ps[i].Score.Value, m.Points(i, *f))
		}
	}
	return g
}

// isOpen tells whether a prerequisite still has to be met. Without a score it is not open: that is to be found out first.
func (g *agenda) isOpen(r requirement) bool {
	score := g.ps[r.practice].Score
	return score.OK && less(score.Value, r.points)
}

// open returns the practices that i waits for directly, in rubric order.
func (g *agenda) open(i int) []int {
	var out []int
	for _, r := range g.m.practices[i].requires {
		if g.isOpen(r) && !slices.Contains(out, r.practice) {
			out = append(out, r.practice)
		}
	}
	slices.Sort(out)
	return out
}

// list marks what is listed, dependents before prerequisites, and then who waits for whom, the other way round.
func (g *agenda) list() {
	for k := len(g.m.order) - 1; k >= 0; k-- {
		i := g.m.order[k]
		if g.belowFloor[i] || g.ps[i].Gap.OK && round9(g.ps[i].Gap.Value) > 0 {
			g.listed[i] = true
		}
		if !g.listed[i] {
			continue
		}
		for _, r := range g.m.practices[i].requires {
			if g.isOpen(r) {
				g.listed[r.practice] = true
			}
		}
	}
	for _, y := range g.m.order {
		if !g.listed[y] {
			continue
		}
		for _, r := range g.m.practices[y].requires {
			if !g.isOpen(r) {
				continue
			}
			g.waits[y][r.practice] = true
			for x, through := range g.waits[r.practice] {
				g.waits[y][x] = g.waits[y][x] || through
			}
		}
	}
}

// inherit finds urgency, the number waiting and the effective priority of each listed practice.
func (g *agenda) inherit() {
	for x := range g.ps {
		g.heir[x] = -1
		g.effective[x] = g.own[x]
		g.urgent[x] = g.belowFloor[x]
		for y := range g.ps {
			if !g.waits[y][x] {
				continue
			}
			g.waiting[x]++
			g.urgent[x] = g.urgent[x] || g.belowFloor[y]
			if less(g.effective[x], g.own[y]) {
				g.effective[x], g.heir[x] = g.own[y], y
			}
		}
		g.least[x], g.most[x] = round9((1-offBy)*g.effective[x]), round9((1+offBy)*g.effective[x])
	}
}

// rank orders the listed practices: urgent first; then by effective priority; by how many wait; by own priority; by
// rubric order. A prerequisite therefore always stands before what waits for it.
func (g *agenda) rank() []int {
	ranked := make([]int, 0, len(g.ps))
	for i := range g.ps {
		if g.listed[i] {
			ranked = append(ranked, i)
		}
	}
	slices.SortStableFunc(ranked, func(a, b int) int {
		return cmp.Or(
			firstTrue(g.urgent[a], g.urgent[b]),
			cmp.Compare(round9(g.effective[b]), round9(g.effective[a])),
			cmp.Compare(g.waiting[b], g.waiting[a]),
			cmp.Compare(round9(g.own[b]), round9(g.own[a])),
		)
	})
	return ranked
}

func firstTrue(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// interval is the exact best and worst rank of x if every priority may be off by up to 25 %: one plus the number of
// practices surely ahead of it, and n less the number it is surely ahead of.
func (g *agenda) interval(x int, ranked []int) (best, worst int) {
	best, worst = 1, len(ranked)
	for _, y := range ranked {
		if g.surelyAhead(y, x) {
			best++
		}
		if g.surelyAhead(x, y) {
			worst--
		}
	}
	return best, worst
}

func (g *agenda) surelyAhead(x, y int) bool {
	if g.urgent[x] != g.urgent[y] {
		return g.urgent[x]
	}
	return g.waits[y][x] || g.most[y] < g.least[x]
}

// notNow gives the reason for each listed practice outside the focus, by rank.
func notNow(ps []Priority) []NotNow {
	out := make([]NotNow, 0, len(ps))
	for i := range ps {
		p := &ps[i]
		switch {
		case p.Focus:
		case round9(p.Effective) == 0:
			out = append(out, NotNow{p.Practice, ReasonWeight})
		case len(p.OpenRequires) > 0:
			out = append(out, NotNow{p.Practice, ReasonRequires})
		default:
			out = append(out, NotNow{p.Practice, ReasonRank})
		}
	}
	return out
}

// findOutFirst lists the practices of assessed parts whose missing answers could change most: by weight * (1 - coverage).
func (m *Model) findOutFirst(res *Result) []int {
	missing := func(i int) float64 {
		p := &res.Practices[i]
		return round9(p.Weight * (1 - p.Coverage.Value))
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
