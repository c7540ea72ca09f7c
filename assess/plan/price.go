package plan

import (
	"container/heap"
	"math"
	"slices"
)

// A side couples practices all over the tree. Its price lets the tree see it: whoever uses it pays, in the cost that
// the tree saves, and what there is of it is taken off at the end. Any price proves a bound:
//
//	least cost   cost >= (cost + sum(price*use)) - sum(price*most), for what overdraws no side   (Lagrange)
//	most gain    sum(price*use) <= sum(price*most), for what overdraws no side                   (a surrogate)
//
// Good prices prove good bounds. They are looked for at the first box, and hold for all.

// fine is how many priced units one unit of cost has, where prices are not whole.
const fine = 32

// firstPrices are 0, and for a gain 1: of a single side that is already exact.
func (q *search) firstPrices() []float64 {
	prices := make([]float64, len(q.sides))
	for d := range prices {
		if q.gain {
			prices[d] = 1
		}
	}
	return prices
}

// setPrices makes the costs that the tree saves; they are rounded down, so that they prove no more than is true.
func (q *search) setPrices(prices []float64) {
	q.prices, q.scale = prices, 1
	for _, price := range prices {
		if price > 0 && !q.gain {
			q.scale = fine
		}
	}
	q.relaxer.cost = make([][]int64, len(q.problem.cost))
	for i, costs := range q.problem.cost {
		q.relaxer.cost[i] = make([]int64, len(costs))
		for k, cost := range costs {
			sum := 0.0
			if !q.gain {
				sum = float64(cost)
			}
			for d, price := range prices {
				sum += price * q.sides[d].use[i][k]
			}
			q.relaxer.cost[i][k] = int64(math.Floor(sum*q.scale + 1e-6))
		}
	}
}

// rounds is how often prices are changed.
const rounds = 30

const fixRounds = 3

// first looks into the whole box, with the best prices that it finds.
func (q *search) first() {
	q.try(q.problem.box.low, true)
	if len(q.sides) == 0 || len(q.sides) == 1 && (q.gain || q.exact != nil) {
		q.look(q.problem.box.clone(), nil)
		return
	}
	best, bound, some := q.prices, 0.0, false
	weights, step := slices.Clone(q.prices), 1.0 // prices before they are rounded
	for round := range rounds {
		it := q.peek()
		if it == nil {
			return // nothing is better than what was found
		}
		q.try(it.best.taken, round%5 == 0)
		if !some || q.gain && it.bound < bound || !q.gain && it.bound > bound {
			best, bound, some = q.prices, it.bound, true
		} else {
			step *= 0.8
		}
		if !q.weigh(weights, it, step) || q.relaxer.work > q.problem.work/3 {
			break
		}
		q.setPrices(q.rounded(weights))
	}
	q.setPrices(best)
	if it := q.peek(); it != nil {
		q.fix(it)
	}
}

// fix takes from the first box the ends that can hold nothing better than what was found, and puts the rest into the
// queue.
func (q *search) fix(it *item) {
	for range fixRounds {
		left := it.clone()
		for i := range left.low {
			for left.low[i] < left.high[i] && q.barren(it, left, i, left.low[i]) {
				left.low[i]++
			}
			for left.low[i] < left.high[i] && q.barren(it, left, i, left.high[i]) {
				left.high[i]--
			}
		}
		if slices.Equal(left.low, it.low) && slices.Equal(left.high, it.high) {
			break
		}
		if it = q.within(left, it); it == nil {
			return
		}
	}
	heap.Push(&q.queue, it)
}

// barren reports that nothing in a box is better than what was found when practice i takes so many steps.
func (q *search) barren(it *item, x box, i, steps int) bool {
	x = x.clone()
	x.low[i], x.high[i] = steps, steps
	return q.relaxer.work < q.problem.work/2 && q.within(x, it) == nil
}

// peek looks into the whole box.
func (q *search) peek() *item { return q.within(q.problem.box.clone(), nil) }

// weigh raises the price of what was overdrawn and lowers that of what was left over; false when neither is so.
func (q *search) weigh(prices []float64, it *item, step float64) (moved bool) {
	over, norm := make([]float64, len(q.sides)), 0.0
	for d := range q.sides {
		over[d] = q.sides[d].used(it.best.taken) - q.sides[d].most
		if q.exact != &q.sides[d] && (prices[d] > 0 || over[d] > 0) {
			norm += over[d] * over[d]
		}
	}
	for d := range q.sides {
		was := prices[d]
		switch {
		case q.exact == &q.sides[d]:
		case q.gain:
			share := over[d] / max(q.sides[d].most, 1)
			prices[d] = max(prices[d]*math.Exp(step*max(-1, min(1, share))), 1e-3)
		case norm > 0 && q.found:
			far := max(float64(q.best.cost)-it.bound, 1)
			prices[d] = max(0, was+far/norm*over[d]*step)
		}
		moved = moved || prices[d] != was
	}
	return moved
}

// steps is how many whole prices there are below the highest, for a gain.
const steps = 40

// rounded are prices that can be set: for a gain whole ones, so that whole costs stay whole.
func (q *search) rounded(prices []float64) []float64 {
	out, most := slices.Clone(prices), slices.Max(prices)
	if q.gain {
		for d := range out {
			out[d] = math.Round(out[d] / most * steps)
		}
	}
	return out
}
