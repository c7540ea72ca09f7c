package assess

import (
	"math"

	"fathom/rubric"
)

// Tolerance is how far apart two numbers may be and still be taken for one.
const Tolerance = 1e-9

// rounded is a number as it is compared. Scores, thresholds and priorities are compared to 1e-9, so that sums of thirds
// do not flip a tie from one machine to the next; and from 10,000 up to 13 digits, for floating point has 16 in all, of
// which sums and quotients lose the last.
type rounded float64

// round makes a number ready to be compared. How it rounds halves does not matter: nothing real is a whole number of
// 5e-10.
func round(x float64) rounded {
	units := 1e9
	for size := math.Abs(x); size >= 1e4 && size <= math.MaxFloat64; size /= 10 {
		units /= 10
	}
	return rounded(math.RoundToEven(x*units) / units)
}

// Rounded is a number as it is compared: what it makes equal is equal.
func Rounded(x float64) float64 { return float64(round(x)) }

// Reaches reports whether a number, compared so, is no less than another.
func Reaches(a, b float64) bool { return reaches(a, b) }

// less and reaches round only where it may tell: what is not less before rounding is not after, and what is far less
// stays so.
func less(a, b float64) bool    { return a < b && (farLess(a, b) || round(a) < round(b)) }
func reaches(a, b float64) bool { return a >= b || !farLess(a, b) && round(a) >= round(b) }

// farLess reports whether a number lies so far below another that rounding, to 1e-9 in this range, leaves it below.
func farLess(a, b float64) bool { return b-a > 2*Tolerance && a > -1e4 && b < 1e4 }

// Fold puts the children of one node together: the terms of the children are joined one by one, in any order, and make
// its value.
type Fold struct {
	agg   rubric.Aggregate
	start float64 // of a sum
}

func foldOf(rule *rubric.Rule) Fold { return Fold{rule.Aggregate, rule.Start} }

// Term is what a child of weight w and score x adds. The geometric mean of what holds a 0 is 0: its logarithm has no
// bottom.
func (f Fold) Term(w, x float64) float64 {
	switch {
	case f.Lowest():
		return x
	case f.agg != rubric.Geometric:
		return w * x
	case x <= 0:
		return math.Inf(-1)
	}
	return w * math.Log(x)
}

// Lowest reports whether terms are joined by taking the lower one; else they are added up.
func (f Fold) Lowest() bool { return f.agg == rubric.Min || f.agg == rubric.Staged }

// Value makes the node's value of all terms, the weight of the children that they are of, and the weight of all that
// apply:
//
//	mean       sum(w*x) / sum(w)
//	sum        start + W * sum(w*x) / sum(w), W the applicable weight: missing children are taken to be like the rest
//	min        the lowest x; staged likewise, of what each criterion lets its practice be
//	geometric  exp(sum(w*ln x) / sum(w)), 0 when any x is 0
func (f Fold) Value(terms, weight, applicable float64) float64 {
	switch f.agg {
	case rubric.Min, rubric.Staged:
		return terms
	case rubric.Sum:
		return f.start + applicable*terms/weight
	case rubric.Geometric:
		return math.Exp(terms / weight)
	}
	return terms / weight
}

// pool aggregates the children of one node as they are added.
type pool struct {
	Fold
	n      int
	weight float64 // sum(w)
	terms  float64 // joined, where they are added up
	lowest float64
}

func newPool(f Fold) pool { return pool{Fold: f} }

func (p *pool) add(w, x float64) {
	if p.n == 0 || x < p.lowest {
		p.lowest = x
	}
	p.n++
	p.weight += w
	p.terms += p.Term(w, x)
}

// merge adds what another pool of the same kind was given.
func (p *pool) merge(o *pool) {
	if o.n == 0 {
		return
	}
	if p.n == 0 || o.lowest < p.lowest {
		p.lowest = o.lowest
	}
	p.n += o.n
	p.weight += o.weight
	p.terms += o.terms
}

// value aggregates what was added.
func (p *pool) value(applicable float64) float64 {
	if p.Lowest() {
		return p.lowest
	}
	return p.Value(p.terms, p.weight, applicable)
}

// tally gathers a node's children: what is answered, and the bounds with every missing answer at its worst and best.
type tally struct {
	known, low, high pool
	weight           float64 // applicable
	counted          float64 // of it, what scores count with; see [Node]
	covered          float64 // sum(w*coverage)
}

func newTally(f Fold) tally {
	p := newPool(f)
	return tally{known: p, low: p, high: p}
}

// mean makes a node of its children as a tally of means does, in one sweep: most rubrics take means on every level.
func mean(c *cell, kids []cell, given Maybe[float64]) {
	var weight, counted, covered, low, high, known, sum float64
	for k := range kids {
		kid := &kids[k]
		w := kid.weight
		if w == 0 || !kid.applicable {
			continue
		}
		if kid.scored {
			known += kid.counted
			sum += kid.counted * kid.score
		}
		weight += w
		counted += kid.counted
		covered += w * kid.coverage
		low += w * kid.low
		high += w * kid.high
	}
	*c = cell{weight: weight, counted: counted}
	if given.OK {
		c.weight, c.counted = given.Value, given.Value
	}
	if weight == 0 {
		return
	}
	c.applicable, c.coverage = true, 1
	c.low = low / weight
	if known == weight && sum == low && low == high { // nothing is missing: three quotients are one
		c.score, c.scored, c.high = c.low, true, c.low
		if covered != weight {
			c.coverage = covered / weight
		}
		return
	}
	c.coverage, c.high = covered/weight, high/weight
	if known > 0 {
		c.hold(sum / known)
	}
}

// child adds a node below. A child of weight 0, or with nothing applicable, takes no part.
func (t *tally) child(c *cell) {
	if c.weight == 0 || !c.applicable {
		return
	}
	if c.scored {
		t.known.add(c.counted, c.score)
	}
	t.low.add(c.weight, c.low)
	t.high.add(c.weight, c.high)
	t.weight += c.weight
	t.counted += c.counted
	t.covered += c.weight * c.coverage
}

// merge adds what another tally of the same kind was given.
func (t *tally) merge(o *tally) {
	t.known.merge(&o.known)
	t.low.merge(&o.low)
	t.high.merge(&o.high)
	t.weight += o.weight
	t.counted += o.counted
	t.covered += o.covered
}

// close makes the node of its children; its weight is the given one, else the sum of theirs.
func (t *tally) close(c *cell, given Maybe[float64]) {
	*c = cell{weight: t.weight, counted: t.counted}
	if given.OK {
		c.weight, c.counted = given.Value, given.Value
	}
	if t.weight == 0 {
		return
	}
	c.applicable, c.coverage = true, t.covered/t.weight
	c.low, c.high = t.low.value(t.weight), t.high.value(t.weight)
	if t.known.n > 0 {
		c.hold(t.known.value(t.weight))
	}
}

// showLevel finds the highest level whose value the score reaches, and the way to the next one. A score of 2.6 is
// level 2, 60 % of the way to 3; it is never called level 3.
func (n *Node) showLevel() {
	if n.Scale == nil || !n.Score.OK {
		return
	}
	levels := n.Scale.Levels
	for i := len(levels) - 1; i >= 0; i-- {
		if !reaches(n.Score.Value, levels[i].Value) {
			continue
		}
		n.Level = Some(levels[i].Level)
		if i+1 < len(levels) {
			n.Next = Some(levels[i+1].Level)
			n.Progress = max(0, (n.Score.Value-levels[i].Value)/(levels[i+1].Value-levels[i].Value))
		}
		return
	}
}

// At is the node of a score that is no assessment's own, as a mean of many: with the level it shows and the way to the
// next.
func At(score Maybe[float64], s *rubric.Scale) Node {
	n := Node{Score: score, Scale: s}
	n.showLevel()
	return n
}
