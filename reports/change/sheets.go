package change

import (
	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
)

// Workbook is the report to work on: the sentences, then and now by node and by criterion, what moved the score, and
// the two plans.
func (c *Change) Workbook() *doc.Workbook {
	w := &doc.Workbook{Lang: c.Language, Title: c.title(), Date: c.trend.New.Assessment.Date}
	for _, s := range []doc.Sheet{c.summarySheet(), c.scoreSheet(), c.bridgeSheet(), c.criteriaSheet(),
		c.earlierSheet(), c.nextSheet()} {
		if len(s.Rows) > 0 {
			w.Sheets = append(w.Sheets, s)
		}
	}
	return w
}

// summarySheet is the first page, a row a sentence.
func (c *Change) summarySheet() doc.Sheet {
	s := doc.Sheet{Name: c.Say("Summary", "概要"), Title: c.title(), Columns: []doc.SheetColumn{doc.Prose(c.Say("In short", "概要"), 100)}}
	add := func(text string, strong bool) {
		s.Rows = append(s.Rows, []doc.SheetCell{{Text: text, Strong: strong}})
	}
	for _, b := range c.lead().Blocks {
		switch v := b.(type) {
		case doc.Heading:
			add(v.Text, true)
		case doc.Paragraph:
			add(v.Text, v.Strong)
		case doc.List:
			for _, item := range v.Items {
				add(item, false)
			}
		}
	}
	return s
}

// scoreSheet is [Change.Sheet] with a chart of the dimensions.
func (c *Change) scoreSheet() doc.Sheet {
	s := c.Sheet()
	from := 1 // behind the whole
	if c.hasParts() {
		from += len(c.trend.Parts)
	}
	if scale := c.Result.Overall.Scale; scale != nil {
		s.Chart = doc.SheetChart{Title: c.Say("Dimensions then and now", "各维度：当时与现在"), From: from,
			To: from + len(c.trend.Dimensions), Series: []int{1, 2}, Min: scale.Lowest(), Max: scale.Highest(),
			ThenNow: true}
	}
	return s
}

func (c *Change) bridgeSheet() doc.Sheet {
	s := doc.Sheet{Name: c.Say("Steps", "分值来源"), Title: c.Say("Where the change comes from", "变化从哪里来"),
		Columns: []doc.SheetColumn{doc.Prose(c.Say("Step", "环节"), 60), {Title: c.Say("Points", "分值")}}}
	for _, b := range c.moves().Blocks {
		bridge, ok := b.(doc.Bridge)
		if !ok {
			continue
		}
		for _, r := range bridge.Rows {
			x := r.To
			if r.Kind == doc.StepSpan {
				x = r.To - r.From
			}
			row := []doc.SheetCell{doc.TextCell(r.Name), {Number: assess.Some(x), Decimals: c.digits()}}
			if r.Kind != doc.StepSpan {
				row = doc.Strong(row...)
			}
			s.Rows = append(s.Rows, row)
		}
	}
	return s
}

func (c *Change) criteriaSheet() doc.Sheet {
	s := doc.Sheet{Name: c.Say("Criteria", "标准"), Title: c.Say("What was answered both times", "两次都有答案的标准"),
		Columns: doc.Heads(c.Say("Criterion id", "标准编号"), c.Say("Dimension", "维度"), c.Say("Practice", "事项"),
			c.Say("Criterion", "标准"), c.trend.Old.Assessment.Date, c.trend.New.Assessment.Date, c.Say("Change", "变化"))}
	for _, x := range c.criteria() {
		p := &c.Rubric.Practices[x.practice]
		row := []doc.SheetCell{doc.TextCell(rubric.FullID(p.ID, p.Criteria[x.criterion].ID)),
			doc.TextCell(c.Dimension(c.DimensionOf(x.practice))), doc.TextCell(c.Practice(x.practice)),
			doc.TextCell(c.Criterion(x.practice, x.criterion))}
		for _, v := range []number.Value{x.Old, x.New, x.Delta()} {
			row = append(row, doc.SheetCell{Number: v, Decimals: c.digits()})
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

func (c *Change) earlierSheet() doc.Sheet {
	s := doc.Sheet{Name: c.Say("Earlier plan", "上次的计划"), Title: c.Say("What became of the earlier plan", "上次计划的结果"),
		Columns: []doc.SheetColumn{{Title: c.Say("By day", "到第几天")}, {Title: c.Say("Practice", "事项")},
			{Title: c.Say("To level", "到第几级")}, doc.Prose(c.Say("Action", "行动"), 60), {Title: c.Say("Level now", "现在级别")},
			{Title: c.Say("Does it show?", "见效了吗")}}}
	for _, f := range c.trend.FollowUp {
		var level doc.SheetCell
		if f.Level.OK {
			level = doc.WholeCell(f.Level.Value)
		}
		s.Rows = append(s.Rows, []doc.SheetCell{doc.WholeCell(f.Step.ToDay), doc.TextCell(c.Practice(f.Step.Practice)),
			doc.WholeCell(f.Step.To), doc.TextCell(c.Text(f.Step.Action.Text)), level,
			doc.TextCell(c.status(f.Status))})
	}
	return s
}

func (c *Change) nextSheet() doc.Sheet {
	s := doc.Sheet{Name: c.Say("Next", "接下来"), Title: c.Say("The first half-year of the present plan", "这次计划的前半年"),
		Columns: []doc.SheetColumn{{Title: c.Say("By day", "到第几天")}, {Title: c.Say("Practice", "事项")},
			{Title: c.Say("To level", "到第几级")}, doc.Prose(c.Say("Action", "行动"), 60), {Title: c.Say("Led by", "牵头人")},
			{Title: c.Say("Person-days", "人天")}}}
	for _, st := range c.soon() {
		s.Rows = append(s.Rows, []doc.SheetCell{doc.WholeCell(st.ToDay), doc.TextCell(c.Practice(st.Practice)),
			doc.WholeCell(st.To), doc.TextCell(c.Text(st.Action.Text)), doc.TextCell(c.Owner(st.Action.Owner)),
			c.WorkCell(st.Action)})
	}
	return s
}
