package plan

import "math"

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
	q.prices, q.scale, q.owed = prices, 1, 0
	for d, price := range prices {
		if price > 0 && !q.gain {
			q.scale = fine
		}
		q.owed += price * q.sides[d].most
	}
	q.owed *= q.scale
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
const rounds = 12

// first looks into the whole box, with the best prices that it finds.
func (q *search) first() {
	q.try(q.problem.box.low, true)
	if len(q.sides) == 0 || q.gain && len(q.sides) == 1 {
		q.look(q.problem.box.clone(), nil, nil)
		return
	}
	best, bound, some := q.prices, 0.0, false
	for round := range rounds {
		it := q.peek()
		if it == nil {
			return // nothing is better than what was found
		}
		q.try(it.best.taken, round == 0)
		if !some || q.gain && it.bound < bound || !q.gain && it.bound > bound {
			best, bound, some = q.prices, it.bound, true
		}
		next := q.nextPrices(it, round)
		if next == nil || q.relaxer.work > q.problem.work/3 {
			break
		}
		q.setPrices(next)
	}
	q.setPrices(best)
	q.look(q.problem.box.clone(), nil, nil)
}

// peek looks into the whole box and leaves the queue empty.
func (q *search) peek() *item {
	q.look(q.problem.box.clone(), nil, nil)
	if q.queue.Len() == 0 {
		return nil
	}
	it := q.queue.items[0]
	q.queue.items = q.queue.items[:0]
	return it
}

// nextPrices raises the price of what was overdrawn and lowers that of what was left over; nil when neither is so.
func (q *search) nextPrices(it *item, round int) []float64 {
	over, norm := make([]float64, len(q.sides)), 0.0
	next := make([]float64, len(q.sides))
	for d := range q.sides {
		over[d] = q.sides[d].used(it.best.taken) - q.sides[d].most
		if q.prices[d] > 0 || over[d] > 0 {
			norm += over[d] * over[d]
		}
	}
	moved := false
	for d := range q.sides {
		switch {
		case q.gain: // whole prices, that whole costs stay whole
			next[d] = 2 * q.prices[d]
			if over[d] > 0 {
				next[d] += math.Ceil(next[d] / float64(round+2))
			} else if over[d] < 0 {
				next[d] -= math.Floor(next[d] / float64(round+3))
			}
		case norm > 0 && q.found:
			far := max(float64(q.best.cost)-it.bound, 1)
			next[d] = max(0, q.prices[d]+far/norm*over[d]/(1+float64(round)/4))
		}
		moved = moved || next[d] != q.prices[d]
	}
	if !moved {
		return nil
	}
	if q.gain {
		small(next)
	}
	return next
}

// small keeps whole prices below 16.
func small(prices []float64) {
	most := 0.0
	for _, p := range prices {
		most = max(most, p)
	}
	for d := range prices {
		if most > 15 {
			prices[d] = math.Round(prices[d] / most * 15)
		}
	}
}
