package gap

import (
	"cmp"
	"math"
	"slices"

	"fathom/assess"
)

// This file finds which practices stand high, which low, and which are furthest from their targets.

// HasTargets reports whether any practice that was asked has a target.
func (g *Gap) HasTargets() bool {
	for i := range g.Result.Practices { // not by value: they are large, and workbooks ask for each row
		if p := &g.Result.Practices[i]; p.Aim.OK && p.Coverage.OK {
			return true
		}
	}
	return false
}

// strong are the practices at or above their target, by how far above, then by weight. Without any target they are
// those in the upper half of what they could have, by how high.
func (g *Gap) strong() []int {
	var is []int
	aims := g.HasTargets()
	for i := range g.Result.Practices {
		p := &g.Result.Practices[i]
		reached := p.Gap.OK && !p.HasGap() && g.share(i) > 0 // the lowest is no strength
		if p.InOverall && p.Score.OK && !p.Provisional() && (reached || !aims && g.share(i) > 0.5+assess.Tolerance) {
			is = append(is, i)
		}
	}
	above := func(i int) float64 {
		if !aims {
			return g.share(i)
		}
		return g.Result.Practices[i].Score.Value - g.Result.Practices[i].Aim.Value
	}
	slices.SortStableFunc(is, func(x, y int) int {
		return cmp.Or(compare(above(y), above(x)), compare(g.Result.Practices[y].Weight, g.Result.Practices[x].Weight))
	})
	return is
}

// weak are the practices with the lowest scores where nothing has a target: of those that are not named as strong, the
// lowest first, then by weight. They are few, or all that have the least; none where all have as much.
func (g *Gap) weak() []int {
	if g.HasTargets() {
		return nil
	}
	height := g.share
	if g.Comparable() { // all are told on one scale
		height = func(i int) float64 { return g.Result.Practices[i].Score.Value }
	}
	var is []int
	high, strong := math.Inf(-1), first(g.strong(), named)
	for i := range g.Result.Practices {
		p := &g.Result.Practices[i]
		if !p.InOverall || !p.Score.OK || p.Provisional() || p.Weight == 0 {
			continue
		}
		high = max(high, height(i))
		if !slices.Contains(strong, i) {
			is = append(is, i)
		}
	}
	slices.SortStableFunc(is, func(x, y int) int {
		weights := compare(g.Result.Practices[y].Weight, g.Result.Practices[x].Weight)
		return cmp.Or(compare(height(x), height(y)), weights)
	})
	return fewest(slices.DeleteFunc(is, func(i int) bool { return compare(height(i), high) == 0 }), height)
}

// fewest are the first of an ascending list: as many as are named, none of them before others that stand as high, or
// all that stand lowest.
func fewest(is []int, height func(i int) float64) []int {
	if len(is) <= named {
		return is
	}
	same := func(i int) bool { return compare(height(i), height(is[named-1])) == 0 }
	from := slices.IndexFunc(is, same)
	to := from + 1
	for to < len(is) && same(is[to]) {
		to++
	}
	if to > named && from > 0 {
		return is[:from]
	}
	return is[:to]
}

// widest are the practices short of their target, by gap times weight, then by gap.
func (g *Gap) widest() []int {
	var is []int
	for i := range g.Result.Practices {
		if p := &g.Result.Practices[i]; p.InOverall && p.HasGap() && p.Weight > 0 {
			is = append(is, i)
		}
	}
	of := func(i int) *assess.Practice { return &g.Result.Practices[i] }
	slices.SortStableFunc(is, func(x, y int) int {
		return cmp.Or(compare(of(y).Gap.Value*of(y).Weight, of(x).Gap.Value*of(x).Weight),
			compare(of(y).Gap.Value, of(x).Gap.Value))
	})
	return is
}

// compare takes numbers that read the same for the same, as scoring does.
func compare(x, y float64) int { return cmp.Compare(assess.Rounded(x), assess.Rounded(y)) }
