package plan

import (
	"slices"

	"fathom/assess"
)

// side is something that a choice must not take more of than there is.
type side struct {
	use    [][]float64 // by practice and steps
	most   float64
	scarce bool // more steps use more; else less of less than nothing, so that they must be taken
}

func (d *side) used(taken []int) float64 {
	sum := 0.0
	for i, k := range taken {
		sum += d.use[i][k]
	}
	return sum
}

// holds reports whether no more is used than there is, to the last digits of a sum.
func (d *side) holds(taken []int) bool { return d.allows(d.used(taken)) }

func (d *side) allows(use float64) bool { return !beats(use, d.most+assess.Tolerance) }

// narrow takes from a box the steps that a side has no room for, whatever else is taken, and finds what is owed in it.
func (q *search) narrow(x *box) bool {
	q.owed = 0
	for d := range q.sides {
		side := &q.sides[d]
		most := q.mostOf(side, x)
		q.owed += q.scale * q.prices[d] * most
		least := 0.0
		for i := range x.low {
			least += slices.Min(side.use[i][x.low[i] : x.high[i]+1])
		}
		if beats(least, most+assess.Tolerance) {
			return false
		}
		for i := range x.low {
			own := slices.Min(side.use[i][x.low[i] : x.high[i]+1])
			for x.low[i] < x.high[i] && beats(least-own+side.use[i][x.high[i]], most+assess.Tolerance) {
				x.high[i]--
			}
			for x.low[i] < x.high[i] && beats(least-own+side.use[i][x.low[i]], most+assess.Tolerance) {
				x.low[i]++
			}
		}
	}
	return q.s.tighten(x)
}

// hardest is the side that is best joined with the tree: one that must be used up, else the last; nil without any.
func (p *problem) hardest() *side {
	if k := slices.IndexFunc(p.sides, func(d side) bool { return !d.scarce }); k >= 0 {
		return &p.sides[k]
	}
	if len(p.sides) == 0 {
		return nil
	}
	return &p.sides[len(p.sides)-1]
}

// mostSums bounds what mostOf looks at.
const mostSums = 1 << 12

// mostOf is the most of a side that any choice in a box can use: of 30 days 15 for whom every step takes 15 or 20. Of
// what comes in other than whole units, or in very many, it is all there is.
func (q *search) mostOf(d *side, x *box) float64 {
	most := int(min(d.most, mostSums+1))
	if !d.scarce || most < 0 || most > mostSums {
		return d.most
	}
	q.can = append(q.can[:0], make([]bool, most+1)...)
	q.can[0] = true
	for i, use := range d.use {
		low, high := int(use[x.low[i]]), int(use[x.high[i]])
		if high == 0 {
			continue
		}
		for sum := most; sum >= 0; sum-- { // downwards, so that nobody counts twice
			was := q.can[sum]
			q.can[sum] = was && low == 0
			for k := x.low[i]; k <= x.high[i] && was; k++ {
				if to := sum + int(use[k]); to <= most {
					q.can[to] = true
				}
			}
		}
	}
	for most > 0 && !q.can[most] {
		most--
	}
	return float64(most)
}
