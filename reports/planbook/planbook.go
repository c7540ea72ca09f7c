// Package planbook is what the sheet of a plan has for the team that works with it, whichever document it stands in: a
// start day from which the dates follow, the columns to fill in, by which [fathom/assess/actions/plansheet] reads the
// sheet back, and what a program must know then.
package planbook

import (
	"time"

	"fathom/assess"
	"fathom/assess/actions"
	"fathom/reports/doc"
	"fathom/reports/names"
)

// Step is one row of the sheet.
type Step struct {
	ID             string // as in [fathom/assess/actions.Action]
	FromDay, ToDay int    // as in [fathom/assess/plan.Step]
}

// Dates says how the days of the plan become dates: counted from the start cell, or where days are left out, as
// computed.
type Dates struct {
	Start *time.Time // in the cell; nil for an empty one
	Span  func(Step) (from, to time.Time)
	Fixed bool // by Span: a formula knows of no holidays
}

// startColumn is where the start stands, below the title.
const startColumn = 3

// Complete puts the lead above a sheet whose rows are the steps, and the columns of the team behind its own.
func Complete(n *names.Namer, s *doc.Sheet, steps []Step, when Dates, lists *doc.Lists) {
	line := len(s.Lead)
	if !when.Fixed {
		s.Lead = append(s.Lead, doc.SheetLine{Text: n.Say("Start of the plan", "计划开始日"), Strong: true,
			Column: startColumn, Entry: true, Date: true, Cell: serial(when.Start)})
	}
	s.Lead = append(s.Lead, doc.SheetLine{Text: n.Letters()})
	heads, from := actions.SheetHeads(), len(s.Columns)
	entry := func(title string) doc.SheetColumn { return doc.SheetColumn{Title: title, Entry: true} }
	date := entry(heads.Due.In(n.Language))
	date.Date = true
	done := entry(heads.Done.In(n.Language))
	done.Date = true
	note := entry(heads.Note.In(n.Language))
	note.Wrap, note.Widest = true, 30
	s.Columns = append(s.Columns, doc.SheetColumn{Title: n.Say("Begins", "开始日期"), Date: true},
		doc.SheetColumn{Title: n.Say("Ends", "结束日期"), Date: true}, doc.SheetColumn{Title: heads.ID.In(n.Language)},
		entry(heads.Who.In(n.Language)), date, entry(heads.State.In(n.Language)), done, note)
	for row, step := range steps {
		begins, ends := when.cells(line, step)
		s.Rows[row] = append(s.Rows[row], begins, ends, doc.TextCell(step.ID), doc.SheetCell{}, doc.SheetCell{},
			doc.SheetCell{}, doc.SheetCell{}, doc.SheetCell{})
	}
	if len(steps) > 0 {
		s.Choices = append(s.Choices, doc.SheetChoice{Column: from + 5, From: 0, To: len(steps), Of: states(n, lists)})
	}
}

// cells are the first and the last day of a step.
func (d *Dates) cells(line int, step Step) (begins, ends doc.SheetCell) {
	if d.Start != nil || d.Fixed {
		from, to := d.Span(step)
		begins, ends = serial(&from), serial(&to)
	}
	if d.Fixed {
		return begins, ends
	}
	start := doc.LeadPlace{Line: line}
	after := func(days int) doc.Formula {
		return doc.If.Of(doc.IsNumber.Of(start), doc.Plus.Of(start, doc.Constant(days)), doc.Nothing{})
	}
	return doc.Computed(after(step.FromDay), begins), doc.Computed(after(max(step.FromDay, step.ToDay-1)), ends)
}

// serial is a day as spreadsheets count: from the end of 1899.
func serial(day *time.Time) doc.SheetCell {
	if day == nil {
		return doc.SheetCell{}
	}
	const epoch, aDay = -2209161600, 24 * 60 * 60 // 1899-12-30
	return doc.SheetCell{Number: assess.Some(float64((day.Unix() - epoch) / aDay))}
}

func states(n *names.Namer, lists *doc.Lists) doc.Place {
	var all []doc.Choice
	for _, s := range actions.States() {
		all = append(all, doc.Choice{Pick: doc.TextCell(actions.State(s).Word().In(n.Language))})
	}
	return lists.Add(actions.SheetHeads().State.In(n.Language), all...)
}

// Facts are what the workbook says of itself.
func Facts(s *names.Scored) []doc.Fact {
	return []doc.Fact{{Name: actions.FactFormat, Value: actions.SheetFormat},
		{Name: actions.FactSubject, Value: s.Result.Assessment.Key(s.Rubric)},
		{Name: actions.FactRubric, Value: s.Rubric.ID}}
}
