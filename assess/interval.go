package assess

import (
	"slices"
	"sort"
)

// intervals are the exact best and worst ranks of practices, by their places, if every priority may be off by up to
// 25 %: one plus the number of those surely ahead, and n less the number of those that it is surely ahead of. Surely
// ahead are urgent ones of others; of two alike in that, what the other waits for, and what stays ahead however far
// both are off.
func (g *ranking) intervals(ranked []int) (best, worst []int) {
	best, worst = make([]int, len(g.practices)), make([]int, len(g.practices))
	var urgent, others crowd
	for _, x := range ranked {
		low, high := g.range25(x)
		if g.urgent[x] {
			urgent.add(low, high)
		} else {
			others.add(low, high)
		}
	}
	urgent.sort()
	others.sort()
	for _, x := range ranked {
		low, high := g.range25(x)
		if g.urgent[x] {
			best[x], worst[x] = 1+urgent.above(high), len(ranked)-len(others.lows)-urgent.below(low)
		} else {
			best[x], worst[x] = 1+len(urgent.lows)+others.above(high), len(ranked)-others.below(low)
		}
	}
	g.waitersBehind(best, worst)
	return best, worst
}

// waitersBehind puts those that wait behind what they wait for, where they are not so already.
func (g *ranking) waitersBehind(best, worst []int) {
	for _, x := range g.awaited {
		low, _ := g.range25(x)
		for y := range g.waiters[x].all() {
			if _, high := g.range25(y); g.urgent[x] == g.urgent[y] && high >= low {
				best[y]++
				worst[x]--
			}
		}
	}
}

// range25 is the effective priority of practice i, off by 25 % to either side.
func (g *ranking) range25(i int) (low, high rounded) {
	e := g.effective(i)
	return round((1 - offBy) * e), round((1 + offBy) * e)
}

// crowd are the ranges of priorities of several practices.
type crowd struct{ lows, highs []rounded }

func (c *crowd) add(low, high rounded) { c.lows, c.highs = append(c.lows, low), append(c.highs, high) }

func (c *crowd) sort() {
	slices.Sort(c.lows)
	slices.Sort(c.highs)
}

// above counts those whose range begins above a priority, below those whose range ends below one.
func (c *crowd) above(p rounded) int {
	return len(c.lows) - sort.Search(len(c.lows), func(k int) bool { return c.lows[k] > p })
}

func (c *crowd) below(p rounded) int {
	return sort.Search(len(c.highs), func(k int) bool { return c.highs[k] >= p })
}
