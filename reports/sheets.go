package reports

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
)

// Workbook is the report to work on: summary, what changed since an earlier assessment where there is one, scorecard, gaps, plan and
// all answers.
func (b *Gap) Workbook() *doc.Workbook {
	all := []doc.Sheet{b.summarySheet(), b.scoreSheet(), b.gapSheet(), b.planSheet(), b.answerSheet()}
	if b.trend != nil {
		all = slices.Insert(all, 1, b.trendSheet())
	}
	return &doc.Workbook{Lang: b.Language, Title: b.title(), Date: b.Result.Assessment.Date, Sheets: all}
}

// heatOnLevels colours a column of levels where all criteria have one scale: levels of two scales do not compare.
func (b *builder) heatOnLevels(column *doc.SheetColumn) {
	if len(b.Rubric.Scales) != 1 {
		return
	}
	if levels := b.Rubric.Scales[0].Levels; len(levels) > 1 {
		column.Heat, column.HeatLow, column.HeatHigh = true, float64(levels[0].Level), float64(levels[len(levels)-1].Level)
	}
}

// nodeCells are score, target, gap, bounds, coverage and level of a node.
func (b *builder) nodeCells(name string, n *assess.Node, target number.Value) []doc.SheetCell {
	var gap number.Value
	if target.OK && n.Score.OK {
		gap = assess.Some(max(0, target.Value-n.Score.Value))
	}
	level := ""
	if n.Level.OK && n.Scale != nil {
		level = b.Level(n.Scale, n.Level.Value)
	}
	cells := []doc.SheetCell{doc.TextCell(name), doc.NumberCell(n.Score, n.Decimals, number.Among(n, target)...), doc.NumberCell(target, n.Decimals, number.Beside(n.Score)...),
		doc.NumberCell(gap, n.Decimals, 0), doc.NumberCell(n.Low, n.Decimals, number.Among(n, n.High)...), doc.NumberCell(n.High, n.Decimals, number.Among(n, n.Low)...),
		doc.ShareCell(n.Coverage, assess.ProvisionalBelow)}
	if b.HasLevels() {
		cells = append(cells, doc.TextCell(level))
	}
	return cells
}

func (b *builder) nodeHeads(first string) []doc.SheetColumn {
	columns := doc.Heads(first, b.Say("Score", "得分"), b.Say("Target", "目标"), b.Say("Gap", "差距"), b.Say("Lowest possible", "最低可能"),
		b.Say("Highest possible", "最高可能"), b.Say("Answered", "已答"))
	if b.HasLevels() {
		columns = append(columns, doc.Heads(b.Say("Level", "级别"))...)
	}
	return columns
}

func (b *builder) summarySheet() doc.Sheet {
	s := doc.Sheet{Name: b.Say("Summary", "摘要"), Title: b.Say("Gap report: %s (%s)", "差距报告：%s（%s）", b.Subject(), b.Asked(b.Result)), Columns: b.nodeHeads(b.Say("What", "项目"))}
	b.HeatOn(s.Columns, 1)
	s.Rows = append(s.Rows, doc.Strong(b.nodeCells(b.Say("Overall", "总体"), &b.Result.Overall.Node, b.Frame().Overall.Target)...))
	for p := range b.Result.Parts {
		if len(b.Result.Parts) > 1 {
			s.Rows = append(s.Rows, doc.Strong(b.nodeCells(b.Part(p), &b.Result.Parts[p], b.Frame().Parts[p].Target)...))
		}
	}
	from, unscored := len(s.Rows), [][]doc.SheetCell{}
	for d := range b.Result.Dimensions {
		row := b.nodeCells(b.Dimension(d), &b.Result.Dimensions[d], b.Frame().Dimensions[d].Target)
		if b.Result.Dimensions[d].Score.OK {
			s.Rows = append(s.Rows, row)
		} else {
			unscored = append(unscored, row)
		}
	}
	if len(s.Rows) > from {
		s.Chart = doc.SheetChart{Title: b.Say("Dimensions against their targets", "各维度的现状与目标"), From: from, To: len(s.Rows), Series: []int{1, 2}, OnlyBars: b.Result.Overall.Scale == nil}
		s.Chart.Min, s.Chart.Max = b.dimensionEnds()
	}
	s.Rows = append(s.Rows, unscored...) // below the others, so that the charts leave them out
	return s
}

// dimensionEnds are the least and the most that any dimension with a score could have.
func (b *builder) dimensionEnds() (low, high float64) {
	if s := b.Result.Overall.Scale; s != nil {
		return s.Lowest(), s.Highest()
	}
	for d := range b.Result.Dimensions {
		if ends := b.Frame().Dimensions[d]; b.Result.Dimensions[d].Score.OK {
			low, high = min(low, ends.Bottom.Value), max(high, ends.Top.Value, ends.Target.Value)
		}
	}
	return low, high
}

func (b *builder) scoreSheet() doc.Sheet {
	columns := append(doc.Heads(b.Say("Part", "部分"), b.Say("Dimension", "维度")), b.nodeHeads(b.Say("Practice", "事项"))...)
	columns = append(columns, doc.SheetColumn{Title: b.Say("Weight", "权重")})
	s := doc.Sheet{Name: b.Say("Scorecard", "记分卡"), Title: b.Say("Every practice", "逐项得分"), Columns: columns}
	b.HeatOn(s.Columns, 3)
	for i := range b.Result.Practices {
		p := &b.Result.Practices[i]
		d := b.DimensionOf(i)
		row := append([]doc.SheetCell{doc.TextCell(b.Part(b.PartOf(d))), doc.TextCell(b.Dimension(d))}, b.nodeCells(b.Practice(i), &p.Node, p.Aim)...)
		s.Rows = append(s.Rows, append(row, doc.SheetCell{Number: assess.Some(p.Weight), Decimals: 1}))
	}
	return s
}

func (b *builder) gapSheet() doc.Sheet {
	s := doc.Sheet{Name: b.Say("Gaps", "差距"), Title: b.Say("What to do first", "先做什么"), Columns: doc.Heads(b.Say("Rank", "名次"), b.Say("Could be", "可能的名次"),
		b.Say("Practice", "事项"), b.Say("Score", "得分"), b.Say("Target", "目标"), b.Say("Gap", "差距"), b.Say("Weight", "权重"), b.Say("Priority", "优先值"),
		b.Say("Urgent", "紧急"), b.Say("In focus", "列入重点"), b.Say("Waits for", "须先做"), b.Say("Why", "理由"))}
	s.Columns[10].Wrap, s.Columns[11].Wrap = true, true
	b.HeatOn(s.Columns, 3)
	for k := range b.Result.Priorities {
		p := &b.Result.Priorities[k]
		pr := &b.Result.Practices[p.Practice]
		s.Rows = append(s.Rows, []doc.SheetCell{doc.WholeCell(k + 1), doc.TextCell(fmt.Sprintf("%d–%d", p.BestRank, p.WorstRank)), doc.TextCell(b.Practice(p.Practice)),
			doc.NumberCell(pr.Score, pr.Decimals, number.Among(&pr.Node, pr.Aim, pr.Floor)...), doc.NumberCell(pr.Aim, pr.Decimals, number.Beside(pr.Score)...),
			doc.NumberCell(pr.Gap, pr.Decimals, 0), {Number: assess.Some(pr.Weight), Decimals: 1},
			doc.NumberCell(assess.Some(p.Effective), pr.Decimals, 0), b.Yes(p.Urgent), b.Yes(p.Focus), doc.TextCell(b.Practices(p.OpenRequires)), doc.TextCell(b.why(p))})
	}
	return s
}

func (b *builder) planSheet() doc.Sheet {
	var days []string
	for _, phase := range b.Result.Plan.Phases {
		days = append(days, strconv.Itoa(phase.Days))
	}
	s := doc.Sheet{Name: b.Say("Plan", "计划"), Title: b.Say("Roadmap, by day %s", "路线图：第 %s 天", b.List(days)), Columns: doc.Heads(b.Say("By day", "截至第几天"),
		b.Say("Practice", "事项"), b.Say("To level", "到第几级"), b.Say("Action", "行动"), b.Say("Measure", "衡量"), b.Say("Effort", "投入"), b.Say("Suggested owner", "建议负责人"),
		b.Say("From day", "开始日"), b.Say("To day", "结束日"), b.Say("Owner", "负责人"), b.Say("Due date", "到期日"), b.Say("Status", "进展"))}
	for i, width := range map[int]int{1: 18, 3: 34, 4: 32, 6: 16} {
		s.Columns[i].Wrap, s.Columns[i].Widest = true, width
	}
	for i := 9; i < 12; i++ {
		s.Columns[i].Entry = true
	}
	s.Columns[10].Date = true
	for _, phase := range b.Result.Plan.Phases {
		for _, a := range phase.Actions {
			s.Rows = append(s.Rows, []doc.SheetCell{doc.WholeCell(phase.Days), doc.TextCell(b.Practice(a.Practice)), doc.WholeCell(a.To), doc.TextCell(b.Text(a.Action.Text)),
				doc.TextCell(b.Text(a.Action.KPI)), doc.TextCell(string(a.Action.Effort)), doc.TextCell(strings.TrimPrefix(b.Owner(a.Action.Owner), number.None)),
				doc.WholeCell(a.FromDay), doc.WholeCell(a.ToDay), {}, {}, {}})
		}
	}
	return s
}

func (b *builder) answerSheet() doc.Sheet {
	s := doc.Sheet{Name: b.Say("Answers", "答案"), Title: b.Say("All answers", "全部答案"), Columns: doc.Heads(b.Say("Criterion id", "标准编号"), b.Say("Dimension", "维度"),
		b.Say("Practice", "事项"), b.Say("Criterion", "标准"), b.Say("State", "状态"), b.Say("Level", "级别"), b.Say("Level name", "级别名称"), b.Say("Answer", "回答"), b.Say("Note", "备注"), b.Say("Evidence", "证据"), b.Say("Confidence", "把握"))}
	s.Columns[8].Wrap, s.Columns[9].Wrap = true, true
	b.heatOnLevels(&s.Columns[5])
	for i := range b.Result.Practices {
		for k := range b.Result.Practices[i].Criteria {
			s.Rows = append(s.Rows, b.answerRow(i, k))
		}
	}
	return s
}

func (b *builder) answerRow(i, k int) []doc.SheetCell {
	c := &b.Result.Practices[i].Criteria[k]
	a := b.Answer(i, k)
	p := &b.Rubric.Practices[i]
	var level, name doc.SheetCell
	if c.State == assess.Answered && c.Level.OK {
		level = doc.WholeCell(c.Level.Value)
		name = doc.TextCell(b.LevelName(b.Rubric.Scale(p.Criteria[k].Scale), c.Level.Value))
	}
	return []doc.SheetCell{doc.TextCell(rubric.FullID(p.ID, p.Criteria[k].ID)), doc.TextCell(b.Dimension(b.DimensionOf(i))), doc.TextCell(b.Practice(i)), doc.TextCell(b.Criterion(i, k)),
		doc.TextCell(b.State(c.State)), level, name, doc.TextCell(b.AnswerWords(i, k)), doc.TextCell(a.Note), doc.TextCell(strings.Join(a.Evidence, "\n")), doc.TextCell(b.confidence(a.Confidence))}
}

func (b *builder) confidence(word string) string {
	switch word {
	case "low":
		return b.Say("low", "低")
	case "medium":
		return b.Say("medium", "中")
	case "high":
		return b.Say("high", "高")
	}
	return word
}
