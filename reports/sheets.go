package reports

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/rubric"
)

// Sheet is one table of the workbook: typed cells under a head, for writers of spreadsheets.
type Sheet struct {
	Name    string // at most 31 characters, without : \ / ? * [ ]
	Title   string // what the sheet shows, for a print header and for charts
	Columns []SheetColumn
	Rows    [][]SheetCell
	Chart   SheetChart
}

// SheetColumn is one column. Heat columns hold scores of one scale, from HeatLow to HeatHigh, and are coloured by them;
// Entry columns are empty for the reader to fill in, Date ones with a date.
type SheetColumn struct {
	Title             string
	Wrap, Entry, Date bool
	Widest            int // in characters; 0 for the usual
	Heat              bool
	HeatLow, HeatHigh float64
}

// SheetCell is a number where it has one, else a text. Decimals is how finely the number is shown; Percent shows shares.
type SheetCell struct {
	Text     string
	Number   Value
	Decimals int
	Percent  bool
	Strong   bool
}

// SheetChart asks for a chart of some rows: names in one column, series in others. Rows 0 to 0 is no chart.
type SheetChart struct {
	Kind     ChartKind
	Title    string
	From, To int   // rows, half open
	Name     int   // column
	Series   []int // columns
	Min, Max float64
	OnlyBars bool // the rows have ends of their own: no radar
}

// ChartKind is what a chart looks like.
type ChartKind uint8

const (
	CompareChart   ChartKind = iota // bars beside one another, and a radar where there are 3 to 10 rows
	HistogramChart                  // columns without gaps, of one series
	ShareChart                      // bars of one series of shares
	StackChart                      // series behind one another in bars that are all as long, from dark to light
)

// Sheets returns the tables of the workbook: summary, what changed since an earlier assessment where there is one, scorecard,
// gaps, plan and all answers. Those of a handbook are rules, criteria, practices, actions and sources; those of a roll-up are
// its own.
func (rep *Report) Sheets() []Sheet {
	if rep.rollup != nil {
		return rep.rollup.sheets()
	}
	b := rep.builder()
	if rep.cover != nil {
		return b.handbookSheets(rep.cover)
	}
	all := []Sheet{b.summarySheet(), b.scoreSheet(), b.gapSheet(), b.planSheet(), b.answerSheet()}
	if b.trend != nil {
		all = slices.Insert(all, 1, b.trendSheet())
	}
	return all
}

func textCell(s string) SheetCell { return SheetCell{Text: s} }

// numberCell shows a number with so many decimals, and with more where limits would else look like it.
func numberCell(v Value, decimals int, limits ...float64) SheetCell {
	return SheetCell{Number: v, Decimals: apart(v.Value, decimals, limits...)}
}

func wholeCell(n int) SheetCell { return SheetCell{Number: assess.Some(float64(n))} }

// shareCell shows a share as percent prints it.
func shareCell(v Value, limits ...float64) SheetCell {
	return SheetCell{Number: v, Percent: true, Decimals: apart(100*v.Value, 0, percents(limits)...)}
}

func strong(cells ...SheetCell) []SheetCell {
	for i := range cells {
		cells[i].Strong = true
	}
	return cells
}

func heads(titles ...string) []SheetColumn {
	out := make([]SheetColumn, len(titles))
	for i, t := range titles {
		out[i].Title = t
	}
	return out
}

// heatOn colours columns by the scale of the whole, where there is one.
func (b *builder) heatOn(columns []SheetColumn, at ...int) {
	s := b.res.Overall.Scale
	for _, i := range at {
		if s != nil && s.Highest() > s.Lowest() {
			columns[i].Heat, columns[i].HeatLow, columns[i].HeatHigh = true, s.Lowest(), s.Highest()
		}
	}
}

// heatOnLevels colours a column of levels where all criteria have one scale: levels of two scales do not compare.
func (b *builder) heatOnLevels(column *SheetColumn) {
	if len(b.r.Scales) != 1 {
		return
	}
	if levels := b.r.Scales[0].Levels; len(levels) > 1 {
		column.Heat, column.HeatLow, column.HeatHigh = true, float64(levels[0].Level), float64(levels[len(levels)-1].Level)
	}
}

// nodeCells are score, target, gap, bounds, coverage and level of a node.
func (b *builder) nodeCells(name string, n *assess.Node, target Value) []SheetCell {
	var gap Value
	if target.OK && n.Score.OK {
		gap = assess.Some(max(0, target.Value-n.Score.Value))
	}
	level := ""
	if n.Level.OK && n.Scale != nil {
		level = b.level(n.Scale, n.Level.Value)
	}
	cells := []SheetCell{textCell(name), numberCell(n.Score, n.Decimals, among(n, target)...), numberCell(target, n.Decimals, beside(n.Score)...),
		numberCell(gap, n.Decimals, 0), numberCell(n.Low, n.Decimals, among(n, n.High)...), numberCell(n.High, n.Decimals, among(n, n.Low)...),
		shareCell(n.Coverage, assess.ProvisionalBelow)}
	if b.hasLevels() {
		cells = append(cells, textCell(level))
	}
	return cells
}

func (b *builder) nodeHeads(first string) []SheetColumn {
	columns := heads(first, b.Say("Score", "得分"), b.Say("Target", "目标"), b.Say("Gap", "差距"), b.Say("Lowest possible", "最低可能"),
		b.Say("Highest possible", "最高可能"), b.Say("Answered", "已答"))
	if b.hasLevels() {
		columns = append(columns, heads(b.Say("Level", "级别"))...)
	}
	return columns
}

func (b *builder) summarySheet() Sheet {
	s := Sheet{Name: b.Say("Summary", "摘要"), Title: b.Say("Gap report: %s (%s)", "差距报告：%s（%s）", b.subject(), b.asked(b.res)), Columns: b.nodeHeads(b.Say("What", "项目"))}
	b.heatOn(s.Columns, 1)
	s.Rows = append(s.Rows, strong(b.nodeCells(b.Say("Overall", "总体"), &b.res.Overall.Node, b.frame().Overall.Target)...))
	for p := range b.res.Parts {
		if len(b.res.Parts) > 1 {
			s.Rows = append(s.Rows, strong(b.nodeCells(b.part(p), &b.res.Parts[p], b.frame().Parts[p].Target)...))
		}
	}
	from, unscored := len(s.Rows), [][]SheetCell{}
	for d := range b.res.Dimensions {
		row := b.nodeCells(b.dimension(d), &b.res.Dimensions[d], b.frame().Dimensions[d].Target)
		if b.res.Dimensions[d].Score.OK {
			s.Rows = append(s.Rows, row)
		} else {
			unscored = append(unscored, row)
		}
	}
	if len(s.Rows) > from {
		s.Chart = SheetChart{Title: b.Say("Dimensions against their targets", "各维度的现状与目标"), From: from, To: len(s.Rows), Series: []int{1, 2}, OnlyBars: b.res.Overall.Scale == nil}
		s.Chart.Min, s.Chart.Max = b.dimensionEnds()
	}
	s.Rows = append(s.Rows, unscored...) // below the others, so that the charts leave them out
	return s
}

// dimensionEnds are the least and the most that any dimension with a score could have.
func (b *builder) dimensionEnds() (low, high float64) {
	if s := b.res.Overall.Scale; s != nil {
		return s.Lowest(), s.Highest()
	}
	for d := range b.res.Dimensions {
		if ends := b.frame().Dimensions[d]; b.res.Dimensions[d].Score.OK {
			low, high = min(low, ends.Bottom.Value), max(high, ends.Top.Value, ends.Target.Value)
		}
	}
	return low, high
}

func (b *builder) scoreSheet() Sheet {
	columns := append(heads(b.Say("Part", "部分"), b.Say("Dimension", "维度")), b.nodeHeads(b.Say("Practice", "事项"))...)
	columns = append(columns, SheetColumn{Title: b.Say("Weight", "权重")})
	s := Sheet{Name: b.Say("Scorecard", "记分卡"), Title: b.Say("Every practice", "逐项得分"), Columns: columns}
	b.heatOn(s.Columns, 3)
	for i := range b.res.Practices {
		p := &b.res.Practices[i]
		d := b.dimensionOf(i)
		row := append([]SheetCell{textCell(b.part(b.partOf(d))), textCell(b.dimension(d))}, b.nodeCells(b.practice(i), &p.Node, p.Aim)...)
		s.Rows = append(s.Rows, append(row, SheetCell{Number: assess.Some(p.Weight), Decimals: 1}))
	}
	return s
}

func (b *builder) gapSheet() Sheet {
	s := Sheet{Name: b.Say("Gaps", "差距"), Title: b.Say("What to do first", "先做什么"), Columns: heads(b.Say("Rank", "名次"), b.Say("Could be", "可能的名次"),
		b.Say("Practice", "事项"), b.Say("Score", "得分"), b.Say("Target", "目标"), b.Say("Gap", "差距"), b.Say("Weight", "权重"), b.Say("Priority", "优先值"),
		b.Say("Urgent", "紧急"), b.Say("In focus", "列入重点"), b.Say("Waits for", "须先做"), b.Say("Why", "理由"))}
	s.Columns[10].Wrap, s.Columns[11].Wrap = true, true
	b.heatOn(s.Columns, 3)
	for k := range b.res.Priorities {
		p := &b.res.Priorities[k]
		pr := &b.res.Practices[p.Practice]
		s.Rows = append(s.Rows, []SheetCell{wholeCell(k + 1), textCell(fmt.Sprintf("%d–%d", p.BestRank, p.WorstRank)), textCell(b.practice(p.Practice)),
			numberCell(pr.Score, pr.Decimals, among(&pr.Node, pr.Aim, pr.Floor)...), numberCell(pr.Aim, pr.Decimals, beside(pr.Score)...),
			numberCell(pr.Gap, pr.Decimals, 0), {Number: assess.Some(pr.Weight), Decimals: 1},
			numberCell(assess.Some(p.Effective), pr.Decimals, 0), b.yes(p.Urgent), b.yes(p.Focus), textCell(b.practices(p.OpenRequires)), textCell(b.why(p))})
	}
	return s
}

func (b *builder) yes(is bool) SheetCell {
	if is {
		return textCell(b.Say("yes", "是"))
	}
	return SheetCell{}
}

func (b *builder) planSheet() Sheet {
	var days []string
	for _, phase := range b.res.Plan.Phases {
		days = append(days, strconv.Itoa(phase.Days))
	}
	s := Sheet{Name: b.Say("Plan", "计划"), Title: b.Say("Roadmap, by day %s", "路线图：第 %s 天", b.List(days)), Columns: heads(b.Say("By day", "截至第几天"),
		b.Say("Practice", "事项"), b.Say("To level", "到第几级"), b.Say("Action", "行动"), b.Say("Measure", "衡量"), b.Say("Effort", "投入"), b.Say("Suggested owner", "建议负责人"),
		b.Say("From day", "开始日"), b.Say("To day", "结束日"), b.Say("Owner", "负责人"), b.Say("Due date", "到期日"), b.Say("Status", "进展"))}
	for i, width := range map[int]int{1: 18, 3: 34, 4: 32, 6: 16} {
		s.Columns[i].Wrap, s.Columns[i].Widest = true, width
	}
	for i := 9; i < 12; i++ {
		s.Columns[i].Entry = true
	}
	s.Columns[10].Date = true
	for _, phase := range b.res.Plan.Phases {
		for _, a := range phase.Actions {
			s.Rows = append(s.Rows, []SheetCell{wholeCell(phase.Days), textCell(b.practice(a.Practice)), wholeCell(a.To), textCell(b.text(a.Action.Text)),
				textCell(b.text(a.Action.KPI)), textCell(string(a.Action.Effort)), textCell(strings.TrimPrefix(b.owner(a.Action.Owner), none)),
				wholeCell(a.FromDay), wholeCell(a.ToDay), {}, {}, {}})
		}
	}
	return s
}

func (b *builder) answerSheet() Sheet {
	s := Sheet{Name: b.Say("Answers", "答案"), Title: b.Say("All answers", "全部答案"), Columns: heads(b.Say("Criterion id", "标准编号"), b.Say("Dimension", "维度"),
		b.Say("Practice", "事项"), b.Say("Criterion", "标准"), b.Say("State", "状态"), b.Say("Level", "级别"), b.Say("Level name", "级别名称"), b.Say("Answer", "回答"), b.Say("Note", "备注"), b.Say("Evidence", "证据"), b.Say("Confidence", "把握"))}
	s.Columns[8].Wrap, s.Columns[9].Wrap = true, true
	b.heatOnLevels(&s.Columns[5])
	for i := range b.res.Practices {
		for k := range b.res.Practices[i].Criteria {
			s.Rows = append(s.Rows, b.answerRow(i, k))
		}
	}
	return s
}

func (b *builder) answerRow(i, k int) []SheetCell {
	c := &b.res.Practices[i].Criteria[k]
	a := b.answer(i, k)
	p := &b.r.Practices[i]
	var level, name SheetCell
	if c.State == assess.Answered && c.Level.OK {
		level = wholeCell(c.Level.Value)
		name = textCell(b.levelName(b.r.Scale(p.Criteria[k].Scale), c.Level.Value))
	}
	return []SheetCell{textCell(rubric.FullID(p.ID, p.Criteria[k].ID)), textCell(b.dimension(b.dimensionOf(i))), textCell(b.practice(i)), textCell(b.criterion(i, k)),
		textCell(b.state(c.State)), level, name, textCell(b.answerWords(i, k)), textCell(a.Note), textCell(strings.Join(a.Evidence, "\n")), textCell(b.confidence(a.Confidence))}
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
