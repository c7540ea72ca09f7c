package whatif

import (
	"fathom/reports/doc"
	"fathom/rubric"
)

// lanes are the hidden columns of a row, from which the node above is computed: its weight where it counts; its score,
// and its least and highest one, where it counts and has them; the weight of the score; and what each of them adds.
// Criteria have one more, the lowest that their practice can have.
type lanes struct {
	sheet     string
	from, row int
	agg       rubric.Aggregate // of the node above
	bottom    bool
	counted   doc.Formula // what the score counts with, where that can be less than the weight; nil: the weight
}

// The lanes by their places.
const (
	laneWeight = iota
	laneKnown  // weight of the score
	laneScore
	laneLow
	laneHigh
	laneBottom
	addsScore
	addsLow
	addsHigh
	addsBottom
	criterionLanes
)

// laneCounted stands behind the others where the weight of a score can be less than that of its node.
const laneCounted = criterionLanes

// values are the lanes that hold points, and what is added of each.
var values = [...]struct{ value, adds int }{{laneScore, addsScore}, {laneLow, addsLow}, {laneHigh, addsHigh},
	{laneBottom, addsBottom}}

func (l lanes) at(lane int) doc.Place { return doc.CellAt(l.sheet, l.from+lane, l.row) }
func (l lanes) weight() doc.Formula   { return l.at(laneWeight) }

// cells are those of a row. The formulas say what it is worth where it counts.
func (l lanes) cells(weight, score, low, high, bottom doc.Formula) []doc.SheetCell {
	out := make([]doc.SheetCell, criterionLanes, criterionLanes+1)
	counts := l.weight()
	if l.counted != nil {
		out, counts = append(out, doc.SheetCell{Formula: l.counted}), l.at(laneCounted)
	}
	for lane, f := range map[int]doc.Formula{laneWeight: weight, laneScore: score, laneLow: low, laneHigh: high,
		laneBottom: bottom, laneKnown: doc.If.Of(isNumber(l.at(laneScore)), counts, zero)} {
		out[lane].Formula = f
	}
	for _, v := range values {
		if v.value != laneBottom || l.bottom {
			by := l.weight()
			if v.value == laneScore {
				by = counts
			}
			out[v.adds].Formula = doc.If.Of(isNumber(l.at(v.value)), l.term(by, l.at(v.value)), zero)
		}
	}
	return out
}

// term is what a row adds, as [fathom/assess.Fold.Term].
func (l lanes) term(by, x doc.Formula) doc.Formula {
	if l.agg == rubric.Geometric {
		return doc.If.Of(positive(x), doc.Times.Of(by, doc.Ln.Of(x)), zero)
	}
	return doc.Times.Of(by, x)
}

// kids are the rows from which a node is computed.
type kids struct {
	sheet          string
	lanes          int // the first of the columns
	from, to       int
	rule           *rubric.Rule
	whole          float64     // the weight of all, where a sum is read on a scale
	applies, known doc.Formula // cells with the weight of all that apply, and of those with a score
}

func (k *kids) all(lane int) doc.Place {
	return doc.Place{Sheet: k.sheet, Column: k.lanes + lane, From: k.from, To: k.to}
}

// sum adds the rows up.
func (k *kids) sum(lane int) doc.Formula {
	if k.from == k.to {
		return zero
	}
	return doc.Sum.Of(k.all(lane))
}

// value puts the rows together, as [fathom/assess.Fold.Value]: of each lane by the weight of those that have it, and
// with above_lowest no more than so many points above the lowest.
func (k *kids) value(value, adds int, weight doc.Formula) doc.Formula {
	if k.from == k.to {
		return nothing()
	}
	least := doc.Least.Of(k.all(value))
	mean := doc.Over.Of(doc.Sum.Of(k.all(adds)), weight)
	out := mean
	switch k.rule.Aggregate {
	case rubric.Min, rubric.Staged:
		out = least
	case rubric.Sum:
		all := k.applies
		if k.whole > 0 {
			all = doc.Constant(k.whole)
		}
		return startingWith(k.rule.Start, doc.Over.Of(doc.Times.Of(all, doc.Sum.Of(k.all(adds))), weight))
	case rubric.Geometric:
		out = doc.If.Of(positive(least), doc.Exp.Of(mean), zero)
	}
	if k.rule.AboveLowest != nil {
		out = doc.Least.Of(out, doc.Plus.Of(least, doc.Constant(*k.rule.AboveLowest)))
	}
	return out
}

// startingWith is a sum with what it begins with.
func startingWith(start float64, sum doc.Formula) doc.Formula {
	switch {
	case start > 0:
		return doc.Plus.Of(sum, doc.Constant(start))
	case start < 0:
		return doc.Minus.Of(sum, doc.Constant(-start))
	}
	return sum
}

// zero and those below are what most formulas are made of.
const zero = doc.Constant(0)

func nothing() doc.Formula { return doc.Nothing{} }

func isNumber(f doc.Formula) doc.Formula { return doc.IsNumber.Of(f) }
func positive(f doc.Formula) doc.Formula { return doc.Above.Of(f, zero) }

// blank reports whether a cell is empty, or shows nothing.
func blank(f doc.Formula) doc.Formula { return doc.Equals.Of(doc.Length.Of(f), zero) }

// ifCounts is a formula where a weight is above 0, else nothing.
func ifCounts(weight, f doc.Formula) doc.Formula { return doc.If.Of(positive(weight), f, nothing()) }
