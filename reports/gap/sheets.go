package gap

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/reports/number"
	"fathom/reports/planbook"
	"fathom/reports/whatif"
	"fathom/rubric"
)

// Workbook is the report to work on: summary, what changed since an earlier assessment where there is one, scorecard,
// gaps and plan (but while it is too early for them), what if, and all answers; and what can be picked in them.
func (g *Gap) Workbook() *doc.Workbook {
	lists := doc.NewLists(g.Language)
	all := []doc.Sheet{g.summarySheet(), g.scoreSheet()}
	if !g.isTooEarly() && !g.isAimless() {
		all = append(all, g.gapSheet(), g.planSheet(lists))
	}
	if g.Result.Assessment.Comments != nil {
		all = slices.Insert(all, 1, g.viewSheet())
	}
	if asked, _ := g.Result.Asked(); asked > 0 {
		all = append(all, whatif.Sheets(&g.Scored, lists)...)
	}
	if g.since != nil {
		all = slices.Insert(all, 1, g.since.Sheet())
	}
	if all = append(all, g.answerSheet()); len(lists.Sheet.Rows) > 0 {
		all = append(all, lists.Sheet)
	}
	return &doc.Workbook{Lang: g.Language, Title: g.title(), Date: g.Result.Assessment.Date, Sheets: all,
		Facts: planbook.Facts(&g.Scored)}
}

// levelColumn is a column of levels, coloured where all criteria have one scale: levels of two scales do not compare.
func (g *Gap) levelColumn() doc.SheetColumn {
	c := doc.SheetColumn{Title: g.Say("Level", "级别")}
	if scales := g.Rubric.Scales; len(scales) == 1 && len(scales[0].Levels) > 1 {
		levels := scales[0].Levels
		c.Heat, c.HeatLow, c.HeatHigh = true, float64(levels[0].Level), float64(levels[len(levels)-1].Level)
	}
	return c
}

func (g *Gap) scoreColumn() doc.SheetColumn {
	return names.ScoreColumn(g.Say("Score", "得分"), g.Result.Overall.Scale)
}

// nodeCells are score, target and gap where anything has a target, bounds, coverage, level, share and band of a node.
func (g *Gap) nodeCells(name string, n *assess.Node, ends *assess.Ends, target number.Value) []doc.SheetCell {
	var gap number.Value
	if target.OK && n.Score.OK {
		gap = assess.Some(max(0, target.Value-n.Score.Value))
	}
	level := ""
	if l := g.level(n); l.OK && n.Scale != nil {
		level = g.Level(n.Scale, l.Value)
	}
	cells := []doc.SheetCell{doc.TextCell(name), doc.NumberCell(n.Score, n.Decimals, number.Among(n, target)...)}
	if g.HasTargets() {
		cells = append(cells, doc.NumberCell(target, n.Decimals, number.Beside(n.Score)...),
			doc.NumberCell(gap, n.Decimals, 0))
	}
	cells = append(cells, doc.NumberCell(n.Low, n.Decimals, number.Among(n, n.High)...),
		doc.NumberCell(n.High, n.Decimals, number.Among(n, n.Low)...),
		doc.ShareCell(n.Coverage, assess.ProvisionalBelow))
	if g.HasLevels() {
		cells = append(cells, doc.TextCell(level))
	}
	return append(cells, g.beyondSheet(n, ends)...)
}

func (g *Gap) nodeHeads(first string) []doc.SheetColumn {
	columns := []doc.SheetColumn{{Title: first}, g.scoreColumn()}
	if g.HasTargets() {
		columns = append(columns, doc.Heads(g.Say("Target", "目标"), g.Say("Gap", "差距"))...)
	}
	columns = append(columns, doc.Heads(g.Say("Lowest possible", "最低可能"), g.Say("Highest possible", "最高可能"),
		g.Say("Answered", "已答"))...)
	if g.HasLevels() {
		columns = append(columns, doc.Heads(g.Say("Level", "级别"))...)
	}
	return append(columns, g.beyondColumns()...)
}

func (g *Gap) summarySheet() doc.Sheet {
	s := doc.Sheet{Name: g.Say("Summary", "摘要"), Title: g.Say("Gap report: %s (%s)", "差距报告：%s（%s）", g.Heading(), g.Asked(g.Result)),
		Columns: g.nodeHeads(g.Say("What", "项目"))}
	s.Rows = append(s.Rows, doc.Strong(g.nodeCells(g.Say("Overall", "总体"), &g.Result.Overall.Node,
		&g.Frame().Overall, g.Frame().Overall.Target)...))
	for p := range g.Result.Parts {
		if len(g.Result.Parts) > 1 {
			s.Rows = append(s.Rows, doc.Strong(g.nodeCells(g.Part(p), &g.Result.Parts[p],
				&g.Frame().Parts[p], g.Frame().Parts[p].Target)...))
		}
	}
	from, unscored := len(s.Rows), [][]doc.SheetCell{}
	for d := range g.Result.Dimensions {
		row := g.nodeCells(g.Dimension(d), &g.Result.Dimensions[d], &g.Frame().Dimensions[d],
			g.Frame().Dimensions[d].Target)
		if g.Result.Dimensions[d].Score.OK {
			s.Rows = append(s.Rows, row)
		} else {
			unscored = append(unscored, row)
		}
	}
	if len(s.Rows) > from {
		s.Chart = doc.SheetChart{Title: g.radarTitle(), From: from, To: len(s.Rows), Series: []int{1},
			OnlyBars: g.Result.Overall.Scale == nil}
		if g.HasTargets() {
			s.Chart.Series = []int{1, 2}
		}
		s.Chart.Min, s.Chart.Max = g.dimensionEnds()
	}
	s.Lead = g.sentences()
	s.Rows = append(s.Rows, unscored...) // below the others, so that the charts leave them out
	return s
}

// sentences are what the report says in its summary, line by line.
func (g *Gap) sentences() []doc.SheetLine {
	var out []doc.SheetLine
	for _, b := range g.summary().Blocks {
		switch b := b.(type) {
		case doc.Paragraph:
			out = append(out, doc.SheetLine{Text: b.Text, Strong: b.Strong})
		case doc.Heading:
			out = append(out, doc.SheetLine{Text: b.Text, Strong: true})
		case doc.List:
			for i, item := range b.Items {
				mark := "• "
				if b.Ordered {
					mark = strconv.Itoa(i+1) + ". "
				}
				out = append(out, doc.SheetLine{Text: mark + item})
			}
		}
	}
	return out
}

// dimensionEnds are the least and the most that any dimension with a score could have.
func (g *Gap) dimensionEnds() (low, high float64) {
	if s := g.Result.Overall.Scale; s != nil {
		return s.Lowest(), s.Highest()
	}
	for d := range g.Result.Dimensions {
		if ends := g.Frame().Dimensions[d]; g.Result.Dimensions[d].Score.OK {
			low, high = min(low, ends.Bottom.Value), max(high, ends.Top.Value, ends.Target.Value)
		}
	}
	return low, high
}

func (g *Gap) scoreSheet() doc.Sheet {
	columns := append(doc.Heads(g.Say("Part", "部分"), g.Say("Dimension", "维度")), g.nodeHeads(g.Say("Practice", "事项"))...)
	s := doc.Sheet{Name: g.Say("Scorecard", "记分卡"), Title: g.Say("Every practice", "逐项得分"),
		Columns: append(columns, doc.SheetColumn{Title: g.Say("Weight", "权重")})}
	for i := range g.Result.Practices {
		p := &g.Result.Practices[i]
		d := g.DimensionOf(i)
		row := append([]doc.SheetCell{doc.TextCell(g.Part(g.PartOf(d))), doc.TextCell(g.Dimension(d))},
			g.nodeCells(g.Practice(i), &p.Node, &g.Frame().Practices[i], p.Aim)...)
		s.Rows = append(s.Rows, append(row, doc.SheetCell{Number: assess.Some(p.Weight), Decimals: 1}))
	}
	return s
}

func (g *Gap) gapSheet() doc.Sheet {
	s := doc.Sheet{Name: g.Say("Gaps", "差距"), Title: g.Say("What to do first", "先做什么"), Columns: []doc.SheetColumn{
		{Title: g.Say("Rank", "名次")}, {Title: g.Say("Could be", "可能的名次")}, {Title: g.Say("Practice", "事项")}, g.scoreColumn(),
		{Title: g.Say("Target", "目标")}, {Title: g.Say("Gap", "差距")}, {Title: g.Say("Weight", "权重")}, {Title: g.Say("Priority", "优先值")},
		{Title: g.Say("Urgent", "紧急")}, {Title: g.Say("In focus", "列入重点")}, doc.Prose(g.Say("Waits for", "须先做"), 0), doc.Prose(g.Say("Why", "理由"), 0)}}
	for k := range g.Result.Priorities {
		p := &g.Result.Priorities[k]
		pr := &g.Result.Practices[p.Practice]
		s.Rows = append(s.Rows, []doc.SheetCell{doc.WholeCell(k + 1),
			doc.TextCell(fmt.Sprintf("%d–%d", p.BestRank, p.WorstRank)), doc.TextCell(g.Practice(p.Practice)),
			doc.NumberCell(pr.Score, pr.Decimals, number.Among(&pr.Node, pr.Aim, pr.Floor)...),
			doc.NumberCell(pr.Aim, pr.Decimals, number.Beside(pr.Score)...),
			doc.NumberCell(pr.Gap, pr.Decimals, 0), {Number: assess.Some(pr.Weight), Decimals: 1},
			doc.NumberCell(assess.Some(p.Effective), pr.Decimals, 0), g.Yes(p.Urgent), g.Yes(p.Focus),
			doc.TextCell(g.Practices(p.OpenRequires)), doc.TextCell(g.why(p))})
	}
	return s
}

func (g *Gap) planSheet(lists *doc.Lists) doc.Sheet {
	var days []string
	phases := g.begin()
	for _, phase := range phases {
		days = append(days, strconv.Itoa(phase.Days))
	}
	s := doc.Sheet{Name: g.Say("Plan", "计划"), Title: g.Say("Roadmap, by day %s", "路线图：第 %s 天", g.List(days)), Columns: []doc.SheetColumn{
		{Title: g.Say("By day", "截至第几天")}, doc.Prose(g.Say("Practice", "事项"), 18), {Title: g.Say("To level", "到第几级")},
		doc.Prose(g.Say("Action", "行动"), 34), doc.Prose(g.Say("Measure", "衡量"), 32), {Title: g.Say("Effort", "投入")},
		{Title: g.Say("Person-days", "人天")}, doc.Prose(g.Say("Suggested owner", "建议负责人"), 16),
		{Title: g.Say("From day", "开始日")}, {Title: g.Say("To day", "结束日")}}}
	var steps []planbook.Step
	for _, phase := range phases {
		for k := range phase.Actions {
			a := &phase.Actions[k]
			st := plan.StepOf(g.Result, a)
			steps = append(steps, planbook.Step{ID: g.ID(a.Practice) + "@" + strconv.Itoa(a.To), FromDay: a.FromDay,
				ToDay: a.ToDay})
			s.Rows = append(s.Rows, []doc.SheetCell{doc.WholeCell(phase.Days), doc.TextCell(g.Practice(a.Practice)),
				doc.WholeCell(a.To), doc.TextCell(g.WhatToDo(&st)),
				doc.TextCell(g.Measure(&st)), doc.TextCell(string(a.Action.Effort)), g.WorkCell(a.Action),
				doc.TextCell(strings.TrimPrefix(g.Owner(a.Action.Owner), number.None)),
				doc.WholeCell(a.FromDay), doc.WholeCell(a.ToDay)})
		}
	}
	planbook.Complete(&g.Namer, &s, steps, planbook.Dates{}, lists)
	return s
}

func (g *Gap) answerSheet() doc.Sheet {
	s := doc.Sheet{Name: g.Say("Answers", "答案"), Title: g.Say("All answers", "全部答案"), Columns: []doc.SheetColumn{
		{Title: g.Say("Criterion id", "标准编号")}, {Title: g.Say("Dimension", "维度")}, {Title: g.Say("Practice", "事项")}, {Title: g.Say("Criterion", "标准")},
		{Title: g.Say("State", "状态")}, g.levelColumn(), {Title: g.Say("Level name", "级别名称")}, {Title: g.Say("Answer", "回答")},
		doc.Prose(g.Say("Note", "备注"), 0), doc.Prose(g.Say("Evidence", "证据"), 0), {Title: g.Say("Confidence", "把握")}}}
	var others [][]doc.SheetCell
	for i := range g.Result.Practices {
		for k := range g.Result.Practices[i].Criteria {
			if g.Result.Practices[i].Criteria[k].State == assess.NotAsked {
				others = append(others, g.answerRow(i, k))
				continue
			}
			s.Rows = append(s.Rows, g.answerRow(i, k))
		}
	}
	s.Rows = append(s.Rows, others...) // last: nobody was asked
	return s
}

func (g *Gap) answerRow(i, k int) []doc.SheetCell {
	c := &g.Result.Practices[i].Criteria[k]
	a := g.Answer(i, k)
	p := &g.Rubric.Practices[i]
	var level, name doc.SheetCell
	if c.State == assess.Answered && c.Level.OK {
		level = doc.WholeCell(c.Level.Value)
		name = doc.TextCell(g.LevelName(g.Rubric.Scale(p.Criteria[k].Scale), c.Level.Value))
	}
	return []doc.SheetCell{doc.TextCell(rubric.FullID(p.ID, p.Criteria[k].ID)),
		doc.TextCell(g.Dimension(g.DimensionOf(i))), doc.TextCell(g.Practice(i)), doc.TextCell(g.Criterion(i, k)),
		doc.TextCell(g.State(c.State)), level, name, doc.TextCell(g.AnswerWords(i, k)), doc.TextCell(g.noteCell(i, k)),
		doc.TextCell(strings.Trim(g.Ticked(i, k)+"\n"+strings.Join(a.Evidence, "\n"), "\n")),
		doc.TextCell(g.confidence(a.Confidence))}
}

func (g *Gap) confidence(word string) string {
	switch word {
	case "low":
		return g.Say("low", "低")
	case "medium":
		return g.Say("medium", "中")
	case "high":
		return g.Say("high", "高")
	}
	return word
}
