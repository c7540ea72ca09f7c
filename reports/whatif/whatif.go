// Package whatif is the scores of a result as formulas of a workbook: a sheet with every answer and a cell to change
// it, and a sheet on which practices, dimensions, parts, the whole and the attainment follow, as [fathom/assess]
// computes them. What a rubric leaves open, as its weights at a stage, goes into the formulas as numbers.
package whatif

import (
	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/rubric"
)

// whatIf is the two sheets in the making.
type whatIf struct {
	*names.Scored
	rules           *rubric.Scoring
	answers, scores string // names of the sheets
	scales          map[*rubric.Scale]list
	first           []int // the row of each practice's first criterion, and the end of the last one's
}

// list is where the choices of a scale stand.
type list struct {
	all, levels, points, na, words, wrong doc.Place
}

// The columns of the sheet of answers, before those that it computes with.
const changeColumn, pointsColumn, answerLanes = 4, 5, 6

// Sheets are the sheet of answers and that of scores. What can be answered is added to the lists.
func Sheets(s *names.Scored, lists *doc.Lists) []doc.Sheet {
	w := &whatIf{Scored: s, rules: &s.Rubric.Scoring, answers: s.Say("What if", "假设"), scores: s.Say("What-if scores", "假设得分"),
		scales: map[*rubric.Scale]list{}}
	wrong := lists.Add(s.Say("What-if: anything else", "假设：其他内容"), doc.Choice{Pick: doc.TextCell(s.Say("not a choice", "不在选项里")),
		Means: s.Say("counts as don't know", "按不知道算")})
	for i := range s.Rubric.Scales {
		w.scales[&s.Rubric.Scales[i]] = w.listOf(&s.Rubric.Scales[i], lists, wrong)
	}
	answers := w.answerSheet()
	scores := w.scoreSheet()
	answers.Lead = w.lead(&scores)
	return []doc.Sheet{answers, scores}
}

// listOf lists the levels of a scale, and what else can be answered.
func (w *whatIf) listOf(s *rubric.Scale, lists *doc.Lists, wrong doc.Place) list {
	what := w.Say("Levels", "级别")
	if len(w.Rubric.Scales) > 1 {
		what = w.Say("Levels: %s", "级别：%s", s.ID)
	}
	var choices []doc.Choice
	for _, l := range s.Levels {
		choices = append(choices, doc.Choice{Pick: doc.WholeCell(l.Level), Means: w.LevelName(s, l.Level),
			Points: assess.Some(l.Value)})
	}
	n := len(choices)
	all := lists.Add(what, append(choices,
		doc.Choice{Pick: doc.TextCell(w.State(assess.NotApplicable)), Means: w.Say("does not count", "不计")},
		doc.Choice{Pick: doc.TextCell(w.State(assess.Unknown)), Means: w.Say("counts as missing", "按缺答案算")})...)
	return list{all: all, levels: all.First(n), points: all.First(n).Beside(doc.PointsColumn),
		na:    doc.CellAt(all.Sheet, all.Column, all.From+n),
		words: doc.Place{Sheet: all.Sheet, Column: all.Column, From: all.From + n, To: all.To}, wrong: wrong}
}

// lead says on the sheet of answers what to do and what comes of it.
func (w *whatIf) lead(scores *doc.Sheet) []doc.SheetLine {
	out := []doc.SheetLine{{Text: w.Say("Pick another level under \"What if\": the scores follow, here and on the sheet \"%s\". An empty cell leaves the answer as it is. Nothing here changes the assessment itself.",
		"在“假设”一列另选级别，下面两行和“%s”工作表随之重算；留空表示维持现状。这里的改动不会影响答卷本身。", w.scores)}}
	for row, text := range []string{w.Say("Overall, with these changes", "按此假设的总体得分"), w.Say("Target attainment, with these changes", "按此假设的目标达成度")} {
		cell := scores.Rows[row][ifColumn]
		cell.Formula = doc.CellAt(w.scores, ifColumn, row)
		cell.Strong = true
		out = append(out, doc.SheetLine{Text: text, Strong: true, Column: changeColumn, Cell: cell})
	}
	return out
}

func (w *whatIf) answerSheet() doc.Sheet {
	s := doc.Sheet{Name: w.answers, Title: w.Say("What if: change an answer, see the scores", "假设：改一个答案，看得分如何变化"),
		Columns: []doc.SheetColumn{doc.Prose(w.Say("Dimension", "维度"), 28), doc.Prose(w.Say("Practice", "事项"), 30),
			doc.Prose(w.Say("Criterion", "标准"), 32), doc.Prose(w.Say("Now", "现状"), 30),
			{Title: w.Say("What if", "假设"), Entry: true}, {Title: w.Say("Points", "分值")}}}
	s.Columns = append(s.Columns, hidden(criterionLanes)...)
	for i := range w.Result.Practices {
		w.first = append(w.first, len(s.Rows))
		p := &w.Rubric.Practices[i]
		for k := range w.Result.Practices[i].Criteria {
			if w.Result.Practices[i].Criteria[k].State == assess.NotAsked {
				continue
			}
			at := len(s.Rows)
			scale := w.Rubric.Scale(p.Criteria[k].Scale)
			s.Choices = append(s.Choices, doc.SheetChoice{Column: changeColumn, From: at, To: at + 1,
				Of: w.scales[scale].all})
			s.Rows = append(s.Rows, append([]doc.SheetCell{doc.TextCell(w.Dimension(w.DimensionOf(i))),
				doc.TextCell(w.Practice(i)), doc.TextCell(w.Criterion(i, k)), doc.TextCell(w.AnswerWords(i, k)), {}},
				w.criterion(i, k, at)...))
		}
	}
	w.first = append(w.first, len(s.Rows))
	return s
}

// hidden are columns to compute with.
func hidden(n int) []doc.SheetColumn {
	out := make([]doc.SheetColumn, n)
	for i := range out {
		out[i].Hidden = true
	}
	return out
}

// criterion is the points of a criterion and what its practice needs of it. What counts for nothing, counts for nothing
// whatever is picked.
func (w *whatIf) criterion(i, k, row int) []doc.SheetCell {
	c := &w.Result.Practices[i].Criteria[k]
	scale := w.Rubric.Scale(w.Rubric.Practices[i].Criteria[k].Scale)
	l, change := w.scales[scale], doc.CellAt("", changeColumn, row)
	points := doc.CellAt("", pointsColumn, row)
	now, counts := doc.Formula(nothing()), c.Weight
	if c.State == assess.Answered {
		now = doc.Constant(c.Value.Value)
	}
	if c.State == assess.NotApplicable {
		counts = 0
	}
	isOne := func(of doc.Place) doc.Formula {
		return isNumber(doc.Match.Of(change, of, zero))
	}
	worth := doc.Index.Of(l.points, doc.Match.Of(change, l.levels, zero), doc.Constant(1))
	picked := doc.If.Of(isOne(l.levels), worth,
		doc.If.Of(isOne(l.words), nothing(), l.wrong))
	weight := doc.Formula(zero)
	if c.Weight > 0 {
		weight = doc.If.Of(blank(change), doc.Constant(counts), doc.If.Of(doc.Equals.Of(change, l.na), zero,
			doc.Constant(c.Weight)))
	}
	r := lanes{sheet: "", from: answerLanes, row: row, agg: w.rules.Practice.Aggregate, bottom: true}
	brings := w.brings(i, k, points)
	own := func(end float64) doc.Formula {
		return ifCounts(r.weight(), doc.If.Of(isNumber(points), brings, doc.Constant(w.Lets(i, k, end))))
	}
	shown := doc.NumberCell(c.Value, assess.Decimals(scale))
	worthNow := doc.Computed(doc.If.Of(blank(change), now, picked), shown)
	return append([]doc.SheetCell{worthNow}, r.cells(weight, ifCounts(r.weight(), brings), own(scale.Lowest()),
		own(scale.Highest()), ifCounts(r.weight(), doc.Constant(w.Lets(i, k, scale.Lowest()))))...)
}
