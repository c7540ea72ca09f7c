package whatif

import (
	"slices"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
)

// The columns of the sheet of scores; those from appliesColumn on are to compute with.
const (
	kindColumn = iota
	whatColumn
	nowColumn
	ifColumn
	differenceColumn
	aimColumn
	levelColumn
	appliesColumn  // weight of the children that apply
	knownColumn    // of those with a score
	ownColumn      // the node's own weight, if it counts
	lowColumn      // the least score
	highColumn     // the highest
	bottomColumn   // the lowest that a practice can have, or its target if that is less
	assessedColumn // of a part, its weight if it has a score
	doneColumn     // of a practice, how much of the way to its target is done, and how long it is
	wayColumn
	scoreLanes
)

// The rows above the parts.
const overallRow, attainedRow, partRow = 0, 1, 2

func (w *whatIf) dimensionRow() int { return partRow + len(w.Result.Parts) }
func (w *whatIf) practiceRow() int  { return w.dimensionRow() + len(w.Result.Dimensions) }

func (w *whatIf) scoreSheet() doc.Sheet {
	s := doc.Sheet{Name: w.scores, Title: w.Say("What the changes on \"%s\" would make of the scores", "“%s”工作表里的改动会带来的得分", w.answers),
		Columns: append(doc.Heads(w.Say("Kind", "类别"), w.Say("What", "项目"), w.Say("Now", "现状"), w.Say("What if", "假设"),
			w.Say("Change", "变化"), w.Say("Target", "目标"), w.Say("Level, what if", "假设级别")), hidden(w.width()-appliesColumn)...)}
	s.Rows = append(s.Rows, w.overall(), w.attained())
	for p := range w.Result.Parts {
		s.Rows = append(s.Rows, w.part(p))
	}
	for d := range w.Result.Dimensions {
		s.Rows = append(s.Rows, w.dimension(d))
	}
	for i := range w.Result.Practices {
		s.Rows = append(s.Rows, w.practice(i))
	}
	return s
}

// width is how many columns the sheet has.
func (w *whatIf) width() int {
	if w.byCriteria() {
		return scoreLanes + criterionLanes + 1
	}
	return scoreLanes + criterionLanes
}

// byCriteria reports whether some practice weighs what its criteria weigh, so that scores need a weight of their own.
func (w *whatIf) byCriteria() bool {
	return slices.ContainsFunc(w.Rubric.Practices, func(p rubric.Practice) bool { return p.ByCriteria })
}

// node is one row.
type node struct {
	*assess.Node
	kind, name string
	row        int
	kids       kids
	weight     doc.Formula // nil: the sum of the children's
	counted    doc.Formula // what its score counts with; nil: its weight, or else the sum of the children's
	aim        doc.SheetCell
	above      rubric.Aggregate // of the node that it is a child of
}

func (n *node) at(column int) doc.Place { return doc.CellAt("", column, n.row) }

// cells are the row of a node: what its children make of it, held within what they could make of it at the least and at
// the most.
func (w *whatIf) cells(n *node) []doc.SheetCell {
	out := make([]doc.SheetCell, w.width())
	k, score := &n.kids, n.at(ifColumn)
	k.applies, k.known = n.at(appliesColumn), n.at(knownColumn)
	out[kindColumn], out[whatColumn], out[aimColumn] = doc.TextCell(n.kind), doc.TextCell(n.name), n.aim
	out[nowColumn] = doc.NumberCell(n.Score, n.Decimals, number.Among(n.Node)...)
	out[ifColumn] = out[nowColumn]
	out[differenceColumn] = doc.SheetCell{Decimals: max(n.Decimals, 2), Formula: doc.If.Of(doc.And.Of(
		isNumber(score), isNumber(n.at(nowColumn))), doc.Minus.Of(score, n.at(nowColumn)), nothing())}
	if n.Score.OK {
		out[differenceColumn].Number = assess.Some(0.0)
	}
	put := func(column int, f doc.Formula) { out[column].Formula = f }
	weight := n.weight
	if weight == nil {
		weight = n.at(appliesColumn)
	}
	put(ownColumn, weight)
	for column, lane := range map[int]int{appliesColumn: laneWeight, knownColumn: laneKnown} {
		put(column, k.sum(lane))
	}
	put(ifColumn, doc.If.Of(positive(k.known), doc.Least.Of(doc.Most.Of(
		k.value(laneScore, addsScore, k.known), n.at(lowColumn)), n.at(highColumn)), nothing()))
	put(lowColumn, ifCounts(k.applies, k.value(laneLow, addsLow, k.applies)))
	put(highColumn, ifCounts(k.applies, k.value(laneHigh, addsHigh, k.applies)))
	w.level(n, out)
	w.up(n, out)
	return out
}

// level is the highest level whose value the score reaches, as near as scores are compared.
func (w *whatIf) level(n *node, out []doc.SheetCell) {
	if n.Scale == nil {
		return
	}
	l := w.scales[n.Scale]
	score := n.at(ifColumn)
	one, lifted := doc.Constant(1), doc.Plus.Of(score, doc.Constant(assess.Tolerance/2))
	reached := doc.If.Of(isNumber(score), doc.Match.Of(lifted, l.points, one), nothing())
	out[levelColumn].Formula = doc.If.Of(isNumber(reached), doc.Index.Of(l.levels, reached, one), nothing())
	if n.Level.OK {
		out[levelColumn].Number = assess.Some(float64(n.Level.Value))
	}
}

// counts is the weight of a node to which something applies.
func (n *node) counts() doc.Formula {
	return doc.If.Of(positive(n.at(appliesColumn)), n.at(ownColumn), zero)
}

// up is what the node above needs of this one.
func (w *whatIf) up(n *node, out []doc.SheetCell) {
	r := lanes{from: scoreLanes, row: n.row, agg: n.above}
	if w.byCriteria() {
		switch {
		case n.counted != nil:
			r.counted = doc.If.Of(positive(n.at(appliesColumn)), n.counted, zero)
		case n.weight != nil:
			r.counted = n.counts()
		default:
			r.counted = n.kids.sum(laneCounted)
		}
	}
	own := func(column int) doc.Formula { return ifCounts(r.weight(), n.at(column)) }
	copy(out[scoreLanes:], r.cells(n.counts(), own(ifColumn), own(lowColumn), own(highColumn), nil))
}

func (w *whatIf) overall() []doc.SheetCell {
	return doc.Strong(w.cells(&node{Node: &w.Result.Overall.Node, kind: w.Say("Overall", "总体"), name: w.Subject(),
		row: overallRow, kids: kids{lanes: scoreLanes, from: partRow, to: w.dimensionRow(), rule: &w.rules.Overall},
		weight: zero, aim: w.target(w.Frame().Overall)})...)
}

// kids are some of the rows from one on, which stand one behind another.
func (w *whatIf) kids(rule *rubric.Rule, row int, of []int) kids {
	k := kids{lanes: scoreLanes, from: row, to: row, rule: rule}
	if len(of) > 0 {
		k.from, k.to = row+of[0], row+of[len(of)-1]+1
	}
	return k
}

func (w *whatIf) target(e assess.Ends) doc.SheetCell { return doc.NumberCell(e.Target, e.Decimals) }

// attained is how much of the way to the targets is done.
func (w *whatIf) attained() []doc.SheetCell {
	out := make([]doc.SheetCell, w.width())
	now := doc.ShareCell(w.Result.Overall.Attainment)
	from := w.practiceRow()
	all := func(column int) doc.Formula {
		return doc.Sum.Of(doc.Place{Column: column, From: from, To: from + len(w.Result.Practices)})
	}
	out[kindColumn], out[whatColumn] = doc.TextCell(w.Say("Attainment", "目标达成度")), doc.TextCell(w.Subject())
	out[nowColumn] = now
	out[ifColumn] = doc.Computed(doc.If.Of(doc.Above.Of(doc.Round.Of(all(wayColumn), doc.Constant(9)), zero),
		doc.Over.Of(all(doneColumn), all(wayColumn)), nothing()), now)
	a, b := doc.CellAt("", ifColumn, attainedRow), doc.CellAt("", nowColumn, attainedRow)
	out[differenceColumn] = doc.SheetCell{Percent: true,
		Formula: doc.If.Of(doc.And.Of(isNumber(a), isNumber(b)), doc.Minus.Of(a, b), nothing())}
	if w.Result.Overall.Attainment.OK {
		out[differenceColumn].Number = assess.Some(0.0)
	}
	return doc.Strong(out...)
}

// part is a part. The whole is made of those that have a score, as long as one has.
func (w *whatIf) part(p int) []doc.SheetCell {
	var dims []int
	for d := range w.Result.Dimensions {
		if w.PartOf(d) == p {
			dims = append(dims, d)
		}
	}
	n := &node{Node: &w.Result.Parts[p], kind: w.Say("Part", "部分"), name: w.Part(p), row: partRow + p,
		kids:   w.kids(&w.rules.Part, w.dimensionRow(), dims),
		weight: inForce(w.Rubric.Parts[p].Weight, w.Result.Stage), aim: w.target(w.Frame().Parts[p]),
		above: w.rules.Overall.Aggregate}
	out := w.cells(n)
	out[assessedColumn].Formula = doc.If.Of(isNumber(n.at(ifColumn)), n.counts(), zero)
	assessed := doc.Sum.Of(doc.Place{Column: assessedColumn, From: partRow, To: w.dimensionRow()})
	out[scoreLanes+laneWeight].Formula = doc.If.Of(positive(assessed), n.at(assessedColumn), n.counts())
	return doc.Strong(out...)
}

func (w *whatIf) dimension(d int) []doc.SheetCell {
	var practices []int
	for i := range w.Result.Practices {
		if w.DimensionOf(i) == d {
			practices = append(practices, i)
		}
	}
	return w.cells(&node{Node: &w.Result.Dimensions[d], kind: w.Say("Dimension", "维度"), name: w.Dimension(d),
		row: w.dimensionRow() + d, kids: w.kids(&w.rules.Dimension, w.practiceRow(), practices),
		weight: inForce(w.Rubric.Dimensions[d].Weight, w.Result.Stage), aim: w.target(w.Frame().Dimensions[d]),
		above: w.rules.Part.Aggregate})
}

func (w *whatIf) practice(i int) []doc.SheetCell {
	p, d := &w.Result.Practices[i], w.DimensionOf(i)
	n := &node{Node: &p.Node, kind: w.Say("Practice", "事项"), name: w.Practice(i), row: w.practiceRow() + i,
		kids:   kids{sheet: w.answers, lanes: answerLanes, from: w.first[i], to: w.first[i+1], rule: &w.rules.Practice},
		weight: doc.Constant(p.Weight), above: w.rules.Dimension.Aggregate}
	if w.rules.Practice.Scale != "" {
		n.kids.whole = w.Rubric.Practices[i].Whole()
	}
	if w.Rubric.Practices[i].ByCriteria {
		n.weight, n.counted = nil, n.at(knownColumn)
	}
	n.aim = doc.NumberCell(p.Aim, p.Decimals, number.Beside(p.Score)...)
	out := w.cells(n)
	if !p.Target.OK {
		return out
	}
	out[aimColumn].Formula = w.aim(n, i)
	out[bottomColumn].Formula = ifCounts(n.kids.applies, doc.Least.Of(n.kids.value(laneBottom, addsBottom,
		n.kids.applies), n.at(aimColumn)))
	above := func(column, row int) doc.Formula {
		return positive(doc.CellAt("", column, row))
	}
	score, aim, bottom := n.at(ifColumn), n.at(aimColumn), n.at(bottomColumn)
	counts := doc.And.Of(isNumber(score), above(scoreLanes+laneWeight, n.row),
		above(ownColumn, w.dimensionRow()+d), above(assessedColumn, partRow+w.PartOf(d)))
	way := func(to doc.Formula) doc.Formula {
		return doc.If.Of(counts, doc.Times.Of(n.at(ownColumn), doc.Minus.Of(to, bottom)), zero)
	}
	out[doneColumn].Formula, out[wayColumn].Formula = way(doc.Least.Of(score, aim)), way(aim)
	return out
}

// aim is a practice's target in points: where points are added up, as much of it as applies.
func (w *whatIf) aim(n *node, i int) doc.Formula {
	points := w.Result.Model.Points(i, w.Result.Practices[i].Target.Value)
	whole, rule := w.Rubric.Practices[i].Whole(), &w.rules.Practice
	if rule.Aggregate != rubric.Sum || rule.Scale != "" || whole == 0 {
		return ifCounts(n.at(appliesColumn), doc.Constant(points))
	}
	applies := n.at(appliesColumn)
	return ifCounts(applies, startingWith(rule.Start, doc.Over.Of(doc.Times.Of(doc.Constant(points-rule.Start),
		applies), doc.Constant(whole))))
}

// inForce is a weight that the rubric gives at a stage; nil where it gives none.
func inForce(weight rubric.PerStage, stage string) doc.Formula {
	if v, ok := weight.At(stage); ok {
		return doc.Constant(v)
	}
	return nil
}
