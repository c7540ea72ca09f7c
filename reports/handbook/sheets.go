package handbook

import (
	"cmp"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/safe"
)

// sheets are the tables of a handbook's workbook; a table without rows is left out.
func (b *builder) sheets(c *cover) []doc.Sheet {
	all := []doc.Sheet{b.rulesSheet(), b.criteriaSheet(c)}
	if c.criterion < 0 {
		all = append(all, b.practiceSheet(c), b.actionSheet(c))
	}
	if c.whole {
		all = append(all, b.sourceSheet())
	}
	return slices.DeleteFunc(all, func(s doc.Sheet) bool { return len(s.Rows) == 0 })
}

// ruled is a cell of a number that the rubric gives, as finely as it is given.
func ruled(x float64) doc.SheetCell {
	_, fraction, _ := strings.Cut(number.Plain(x), ".")
	return doc.SheetCell{Number: assess.Some(x), Decimals: len(fraction)}
}

// rulesSheet is what a rater must know before the first criterion, one row an item, and which rubric this is.
func (b *builder) rulesSheet() doc.Sheet {
	s := doc.Sheet{Name: b.Say("Scale & rules", "标尺与规则"), Title: safe.Line(b.Named(b.Rubric.Title, b.Rubric.ID) + "  " + b.Rubric.Version),
		Columns: []doc.SheetColumn{doc.Prose(b.Say("Topic", "主题"), 32), doc.Prose(b.Say("Item", "项目"), 30),
			doc.Prose(b.Say("What it says", "内容"), 90)}}
	for _, section := range append(b.front(), b.imprint()) {
		for _, blk := range section.Blocks {
			s.Rows = append(s.Rows, blockRows(section.Heading, blk)...)
		}
	}
	return s
}

// blockRows puts a block into rows of topic, item and text.
func blockRows(topic string, blk doc.Block) [][]doc.SheetCell {
	var rows [][]doc.SheetCell
	add := func(item, text string) {
		rows = append(rows, []doc.SheetCell{doc.TextCell(topic), doc.TextCell(item), doc.TextCell(text)})
	}
	switch v := blk.(type) {
	case doc.Paragraph:
		add("", v.Text)
	case doc.List:
		for _, item := range v.Items {
			add("", item)
		}
	case doc.Table:
		for _, row := range v.Rows {
			add(row[0], rowText(v.Columns, row))
		}
	}
	return rows
}

// rowText is all of a row but its first cell; where that is more than one, each stands on a line with its column's
// title.
func rowText(columns []doc.Column, row []string) string {
	if len(row) == 2 {
		return row[1]
	}
	var lines []string
	for i := 1; i < len(row); i++ {
		lines = append(lines, columns[i].Title+"  "+row[i])
	}
	return strings.Join(lines, "\n")
}

// levelsOf are the numbers of the levels of all scales, rising.
func (b *builder) levelsOf() []int {
	var out []int
	for _, s := range b.Rubric.Scales {
		for _, l := range s.Levels {
			if !slices.Contains(out, l.Level) {
				out = append(out, l.Level)
			}
		}
	}
	slices.Sort(out)
	return out
}

// levelHead is a level's number, with its name where all scales that have it call it the same.
func (b *builder) levelHead(level int) string {
	return cmp.Or(b.Rubric.LevelHead(level, b.levelTitle), b.Say("Level %d", "%d 级", level))
}

// criteriaSheet is one row a criterion and one column a level.
func (b *builder) criteriaSheet(c *cover) doc.Sheet {
	levels := b.levelsOf()
	s := doc.Sheet{Name: b.Say("Criteria", "标准"), Title: b.Say("Every criterion and its levels", "全部标准及各级描述"), Columns: []doc.SheetColumn{
		doc.Prose(b.Say("Criterion id", "标准编号"), 19), doc.Prose(b.Say("Part", "部分"), 11), doc.Prose(b.Say("Dimension", "维度"), 15),
		doc.Prose(b.Say("Practice", "事项"), 16), doc.Prose(b.Say("Criterion", "标准"), 16),
		doc.Prose(b.Say("Question", "问题"), 24),
		doc.Prose(b.Say("Core", "核心"), 9), doc.Prose(b.Say("Profiles", "题组"), 12),
		doc.Prose(b.Say("Weight", "权重"), 9), doc.Prose(b.Say("Scale", "标尺"), 12), doc.Prose(b.Say("Rung", "阶"), 12)}}
	for _, l := range levels {
		s.Columns = append(s.Columns, doc.Prose(b.levelHead(l), 27))
	}
	for _, i := range c.practices {
		for k := range b.Rubric.Practices[i].Criteria {
			if c.criterion < 0 || c.criterion == k {
				s.Rows = append(s.Rows, b.criterionRow(i, k, levels))
			}
		}
	}
	return withoutIdle(s, 9, 8, 7, 5, 1)
}

func (b *builder) criterionRow(i, k int, levels []int) []doc.SheetCell {
	p := &b.Rubric.Practices[i]
	c, d := &p.Criteria[k], b.DimensionOf(i)
	row := []doc.SheetCell{doc.TextCell(rubric.FullID(p.ID, c.ID)), doc.TextCell(b.Part(b.PartOf(d))),
		doc.TextCell(b.Dimension(d)), doc.TextCell(b.Practice(i)), doc.TextCell(b.Criterion(i, k)),
		doc.TextCell(b.Text(c.Asks())), b.Yes(c.Core), doc.TextCell(b.profilesOf(c)), ruled(c.Weight),
		doc.TextCell(c.Scale), doc.TextCell(b.rung(i, k))}
	for _, l := range levels {
		row = append(row, doc.TextCell(b.Text(c.LevelText(l))))
	}
	return row
}

// practiceSheet is one row a practice: what it is for, what it weighs and what is aimed for at each stage.
func (b *builder) practiceSheet(c *cover) doc.Sheet {
	s := doc.Sheet{Name: b.Say("Practices", "事项"), Title: b.Say("Weights, targets and what must come first", "权重、目标和前置条件"), Columns: []doc.SheetColumn{
		doc.Prose(b.Say("Practice id", "事项编号"), 18), doc.Prose(b.Say("Dimension", "维度"), 15), doc.Prose(b.Say("Practice", "事项"), 16),
		doc.Prose(b.Say("Intent", "目的"), 32)}}
	weight, target := b.Say("Weight", "权重"), b.Say("Target", "目标")
	for _, head := range []string{weight, target} {
		for _, stage := range b.Rubric.StageKeys() {
			title := head
			if stage != "" {
				title = b.Say("%s: %s", "%s：%s", head, b.Stage(stage))
			}
			s.Columns = append(s.Columns, doc.SheetColumn{Title: title, Widest: 10})
		}
	}
	s.Columns = append(s.Columns, doc.Prose(b.Say("Weight by sector", "按行业加减权重"), 18), doc.SheetColumn{Title: b.Say("Floor", "底线")},
		doc.Prose(b.Say("What must come first", "须先做到"), 22),
		doc.Prose(b.Say("Owners of its actions", "行动的负责人"), 18), doc.Prose(b.Say("Evidence to ask for", "要看的证据"), 32), doc.Prose(b.Say("Source", "来源"), 10))
	for _, i := range c.practices {
		s.Rows = append(s.Rows, b.practiceRow(i))
	}
	return s
}

func (b *builder) practiceRow(i int) []doc.SheetCell {
	p := &b.Rubric.Practices[i]
	row := []doc.SheetCell{doc.TextCell(p.ID), doc.TextCell(b.Dimension(b.DimensionOf(i))), doc.TextCell(b.Practice(i)),
		doc.TextCell(b.Text(p.Intent))}
	for _, stage := range b.Rubric.StageKeys() {
		row = append(row, ruled(p.WeightAt(stage)))
	}
	for _, stage := range b.Rubric.StageKeys() {
		var cell doc.SheetCell
		if v, ok := p.Target.At(stage); ok {
			cell = ruled(v)
		}
		row = append(row, cell)
	}
	var floor doc.SheetCell
	if p.Floor != nil {
		floor = ruled(*p.Floor)
	}
	lines := func(texts []string) doc.SheetCell { return doc.TextCell(strings.Join(texts, "\n")) }
	return append(row, lines(b.modifiers(p.ID)), floor, lines(b.requirements(i)), lines(b.ownersOf(i)),
		lines(b.Evidence(i)), doc.TextCell(b.List(p.Sources)))
}

// ownersOf are the owners of a practice's actions, each once.
func (b *builder) ownersOf(i int) []string {
	var out []string
	for _, a := range b.Rubric.Practices[i].Actions {
		if name := b.Owner(a.Owner); a.Owner != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// actionSheet is one row a step.
func (b *builder) actionSheet(c *cover) doc.Sheet {
	s := doc.Sheet{Name: b.Say("Actions", "行动"), Title: b.Say("Every step from a level to the next. %s", "从一级到下一级的每一步。%s", b.Letters()), Columns: []doc.SheetColumn{
		doc.Prose(b.Say("Practice id", "事项编号"), 20), doc.Prose(b.Say("Practice", "事项"), 20), {Title: b.Say("To level", "升到第几级")},
		doc.Prose(b.Say("Action", "行动"), 60),
		doc.Prose(b.Say("Owner", "负责人"), 22), {Title: b.Say("Days", "天")},
		{Title: b.Say("Person-days", "人天")}, {Title: b.Say("Effort", "投入")},
		doc.Prose(b.Say("Measure", "衡量"), 44), doc.Prose(b.Say("First step this week", "本周第一步"), 44),
		doc.Prose(b.Say("What shows that it is done", "做完看什么"), 44),
		doc.Prose(b.Say("Criteria it lifts", "提升哪几条标准"), 36)}}
	for _, i := range c.practices {
		for _, a := range b.Rubric.Practices[i].Actions {
			lifts := ""
			if isTagged(&a) {
				lifts = b.lifts(i, &a)
			}
			s.Rows = append(s.Rows, []doc.SheetCell{doc.TextCell(b.Rubric.Practices[i].ID), doc.TextCell(b.Practice(i)),
				doc.WholeCell(a.To), doc.TextCell(b.Text(a.Text)),
				doc.TextCell(strings.TrimPrefix(b.Owner(a.Owner), number.None)), doc.WholeCell(a.Days),
				b.WorkCell(&a),
				doc.TextCell(string(a.Effort)), doc.TextCell(b.Text(a.KPI)), doc.TextCell(b.Text(a.First)),
				doc.TextCell(b.Text(a.Done)), doc.TextCell(lifts)})
		}
	}
	return withoutEmpty(s, 11, 10, 9)
}

// sourceSheet is one row a clause of the source.
func (b *builder) sourceSheet() doc.Sheet {
	s := doc.Sheet{Name: b.Say("Sources", "来源"), Title: b.Say("Where the source is scored", "来源与标准对照"),
		Columns: []doc.SheetColumn{{Title: b.Say("Entry", "条目")}, doc.Prose(b.Say("Title", "标题"), 26),
			{Title: b.Say("Clause", "句")}, doc.Prose(b.Say("Text", "原文"), 46), doc.Prose(b.Say("Scored by", "由哪条标准计分"), 46),
			doc.Prose(b.Say("Criterion ids", "标准编号"), 40)}}
	by := b.scoredBy(b.Full)
	ids := b.scoredBy(func(i, k int) string {
		return rubric.FullID(b.Rubric.Practices[i].ID, b.Rubric.Practices[i].Criteria[k].ID)
	})
	for _, e := range b.Rubric.Source {
		for _, c := range e.Clauses {
			s.Rows = append(s.Rows, []doc.SheetCell{doc.TextCell(e.ID), doc.TextCell(safe.Line(e.Title)),
				doc.TextCell(c.ID), doc.TextCell(safe.Line(c.Text)),
				doc.TextCell(cmp.Or(strings.Join(by[c.ID], "\n"), number.None)),
				doc.TextCell(strings.Join(ids[c.ID], "\n"))})
		}
	}
	return s
}

// withoutIdle leaves columns out that tell no row from another, such as the part where there is one, or that are empty.
// They are given from the last to the first.
func withoutIdle(s doc.Sheet, columns ...int) doc.Sheet {
	return without(s, columns, func(c int) bool {
		differs := func(row []doc.SheetCell) bool { return row[c] != s.Rows[0][c] }
		return (len(s.Rows) >= 2 || isEmpty(s, c)) && !slices.ContainsFunc(s.Rows, differs)
	})
}

// withoutEmpty leaves columns out in which nothing stands. They are given from the last to the first.
func withoutEmpty(s doc.Sheet, columns ...int) doc.Sheet {
	return without(s, columns, func(c int) bool { return isEmpty(s, c) })
}

// isEmpty reports whether nothing stands in a column.
func isEmpty(s doc.Sheet, c int) bool {
	return !slices.ContainsFunc(s.Rows, func(row []doc.SheetCell) bool { return row[c] != doc.TextCell("") })
}

// without leaves out those of the columns that are to go.
func without(s doc.Sheet, columns []int, goes func(int) bool) doc.Sheet {
	for _, c := range columns {
		if !goes(c) {
			continue
		}
		s.Columns = slices.Delete(s.Columns, c, c+1)
		for i := range s.Rows {
			s.Rows[i] = slices.Delete(s.Rows[i], c, c+1)
		}
	}
	return s
}
