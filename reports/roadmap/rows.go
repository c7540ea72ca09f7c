package roadmap

import (
	"io"
	"strconv"
	"time"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/reports/planbook"
	"fathom/reports/record"
)

// WriteCSV writes one row for each step. Text that a spreadsheet would take for a formula gets a leading apostrophe.
func (r *Roadmap) WriteCSV(w io.Writer) error {
	rows := [][]string{{"subject", "number", "id", "practice", "name", "from", "to", "action", "measure", "owner",
		"owner_name", "effort", "person_days", "from_day", "to_day", "start", "due", "waits", "also", "member"}}
	for k := range r.plan.Steps {
		d := r.stepDoc(&r.plan.Steps[k])
		st := &r.plan.Steps[k]
		rows = append(rows, []string{record.Cell(r.Team()), strconv.Itoa(k + 1), d.ID, d.Practice,
			record.Cell(r.Practice(st.Practice)), strconv.Itoa(d.From), strconv.Itoa(d.To),
			record.Cell(r.WhatToDo(st)), record.Cell(r.Measure(st)), st.Action.Owner,
			record.Cell(r.owner(st.Action.Owner)), string(d.Effort), record.Quantity(d.PersonDays),
			strconv.Itoa(d.FromDay), strconv.Itoa(d.ToDay), given(d.Start), given(d.Due), r.spaced(d.Waits),
			r.spaced(d.Also), record.Cell(r.Member())})
	}
	return record.WriteCSV(w, rows)
}

func given(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// spaced joins ids, which have no spaces.
func (r *Roadmap) spaced(ids []string) string {
	out := ""
	for i, id := range ids {
		if i > 0 {
			out += " "
		}
		out += id
	}
	return out
}

// Workbook is the plan to work on.
func (r *Roadmap) Workbook() *doc.Workbook {
	lists := doc.NewLists(r.Language)
	sheets := []doc.Sheet{r.stepSheet(lists), r.milestoneSheet(), r.loadSheet()}
	if len(lists.Sheet.Rows) > 0 {
		sheets = append(sheets, lists.Sheet)
	}
	return &doc.Workbook{Lang: r.Language, Title: r.Say("Plan: %s", "行动计划：%s", r.Heading()), Date: r.Result.Assessment.Date,
		Sheets: sheets, Facts: planbook.Facts(&r.Scored)}
}

func (r *Roadmap) stepSheet(lists *doc.Lists) doc.Sheet {
	s := doc.Sheet{Name: r.Say("Steps", "步骤"), Title: r.Say("What to do", "要做什么"), Columns: doc.Heads(r.Say("No.", "序号"),
		r.Say("Practice", "事项"), r.Say("From level", "从第几级"), r.Say("To level", "到第几级"), r.Say("Action", "行动"), r.Say("Measure", "衡量"),
		r.Say("Suggested owner", "建议负责人"), r.Say("Person-days", "人天"), r.Say("From day", "开始日"), r.Say("To day", "结束日"),
		r.Say("After", "须先完成"))}
	for i, width := range map[int]int{1: 18, 4: 34, 5: 30, 6: 16} {
		s.Columns[i] = doc.Prose(s.Columns[i].Title, width)
	}
	var steps []planbook.Step
	for k := range r.plan.Steps {
		st := &r.plan.Steps[k]
		steps = append(steps, planbook.Step{ID: st.ID(r.Rubric), FromDay: st.FromDay, ToDay: st.ToDay})
		s.Rows = append(s.Rows, []doc.SheetCell{doc.WholeCell(k + 1), doc.TextCell(r.Practice(st.Practice)),
			doc.WholeCell(st.From), doc.WholeCell(st.To), doc.TextCell(r.WhatToDo(st)),
			doc.TextCell(r.Measure(st)), doc.TextCell(r.owner(st.Action.Owner)), r.WorkCell(st.Action),
			doc.WholeCell(st.FromDay), doc.WholeCell(st.ToDay), doc.TextCell(r.numbers(before(st)))})
	}
	planbook.Complete(&r.Namer, &s, steps, r.dates(), lists)
	return s
}

// dates are those of the sheet: a formula can count from a start, and knows no holidays.
func (r *Roadmap) dates() planbook.Dates {
	d := planbook.Dates{Span: func(s planbook.Step) (from, to time.Time) {
		days := r.when.Dates.Span(s.FromDay, s.ToDay)
		return days.From, days.To
	}}
	if r.when.Dated {
		start := r.when.Dates.Date(0)
		d.Start, d.Fixed = &start, len(r.when.Dates.Not()) > 0
	}
	return d
}

func (r *Roadmap) milestoneSheet() doc.Sheet {
	o := &r.Result.Overall
	s := doc.Sheet{Name: r.Say("Milestones", "里程碑"), Title: r.Say("Where the plan leads", "计划通向哪里"), Columns: doc.Heads(r.Say("By day", "截至第几天"),
		r.Say("Steps done", "完成步数"), r.Say("Person-days", "人天"), r.Say("Overall", "总分"), r.Say("Attainment", "目标达成度"))}
	s.Rows = append(s.Rows, []doc.SheetCell{doc.WholeCell(0), doc.WholeCell(0), doc.WholeCell(0),
		doc.NumberCell(o.Score, o.Decimals, number.Among(&o.Node)...), doc.ShareCell(o.Attainment)})
	for k := range r.plan.Phases {
		ph := &r.plan.Phases[k]
		s.Rows = append(s.Rows, []doc.SheetCell{doc.WholeCell(ph.Days), doc.WholeCell(len(ph.Steps)),
			work(ph.PersonDays), doc.NumberCell(ph.Projected.Overall, o.Decimals, number.Among(&o.Node)...),
			doc.ShareCell(ph.Attainment)})
	}
	s.AddTotals(doc.TextCell(r.Say("All together", "合计")), doc.WholeCell(len(r.plan.Steps)), work(r.plan.PersonDays),
		doc.SheetCell{}, doc.SheetCell{})
	return s
}

func (r *Roadmap) loadSheet() doc.Sheet {
	s := doc.Sheet{Name: r.Say("People", "人员"), Title: r.Say("What it needs", "需要什么"), Columns: doc.Heads(r.Say("Led by", "牵头"),
		r.Say("Person-days", "人天"), r.Say("Busiest week", "最忙的一周"), r.Say("Steps at once", "同时步数"))}
	for k := range r.plan.Loads {
		l := &r.plan.Loads[k]
		s.Rows = append(s.Rows, []doc.SheetCell{doc.TextCell(r.owner(l.Owner)), work(l.PersonDays), work(l.PerWeek),
			doc.WholeCell(l.AtOnce)})
	}
	s.AddTotals(doc.TextCell(r.Say("All together", "合计")), work(r.plan.PersonDays), doc.SheetCell{}, doc.SheetCell{})
	return s
}

// work is an amount of work as a number to add up.
func work(x float64) doc.SheetCell {
	return doc.SheetCell{Number: assess.Some(x), Decimals: 1}
}
