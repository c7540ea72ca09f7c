package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"fathom/reports/doc"
)

// This file writes what a reader works with: the lines above a table, cells for dates, lists to pick from, and facts
// for the program that reads the workbook back.

// lead writes the lines between the title and the head, each across the sheet, or up to its cell.
func (b *book) lead(s doc.Sheet) {
	for i, line := range s.Lead {
		row, to := 2+i, lastShown(s)
		if line.Column > 0 {
			to = line.Column - 1
			b.cell(s.Name, at(line.Column, row), line.Cell, doc.SheetColumn{Entry: line.Entry, Date: line.Date})
			b.dates(s.Name, line.Date && line.Entry, at(line.Column, row))
		}
		b.text(s.Name, at(0, row), line.Text, look{lead: true, wrap: true, strong: line.Strong})
		if to > 0 {
			b.do(b.f.MergeCell(s.Name, at(0, row), at(to, row)))
		}
		b.do(b.f.SetRowHeight(s.Name, row, lineHeight*float64(b.leadLines(s, line, to))+2))
	}
}

// leadLines counts the lines of a text across some columns.
func (b *book) leadLines(s doc.Sheet, line doc.SheetLine, to int) int {
	n := 0
	for c := range to + 1 {
		n += b.characters(s.Name, c)
	}
	return lines(line.Text, n-3)
}

// entries let only dates into the columns for them.
func (b *book) entries(s doc.Sheet) {
	for c, column := range s.Columns {
		b.dates(s.Name, column.Date && column.Entry && len(s.Rows) > 0,
			at(c, headRow(s)+1)+":"+at(c, headRow(s)+len(s.Rows)))
	}
}

// dates let only dates into some cells.
func (b *book) dates(sheet string, wanted bool, cells string) {
	if !wanted {
		return
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = cells
	// the years 2000 to 2099
	b.do(v.SetRange(36526, 73050, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween))
	v.SetError(excelize.DataValidationErrorStyleStop, b.lang.Say("Not a date", "不是日期"), b.lang.Say("Please enter a date, such as 2026-11-20.", "请输入日期，例如 2026-11-20。"))
	b.do(b.f.AddDataValidation(sheet, v))
}

// choices let the reader pick from lists. Rows that pick from one list share a rule.
func (b *book) choices(s doc.Sheet) {
	rules := map[doc.SheetChoice][]string{}
	var order []doc.SheetChoice
	for _, c := range s.Choices {
		key := doc.SheetChoice{Column: c.Column, Of: c.Of}
		if rules[key] == nil {
			order = append(order, key)
		}
		cells := at(c.Column, headRow(s)+1+c.From)
		if c.To-c.From > 1 {
			cells += ":" + at(c.Column, headRow(s)+c.To)
		}
		rules[key] = append(rules[key], cells)
	}
	for _, key := range order {
		v := excelize.NewDataValidation(true)
		v.Sqref = strings.Join(rules[key], " ")
		v.SetSqrefDropList(b.formula(s, key.Of))
		v.SetError(excelize.DataValidationErrorStyleStop, b.lang.Say("Not a choice", "不在选项里"), b.lang.Say("Please pick from the list.", "请从下拉列表中选择。"))
		b.do(b.f.AddDataValidation(s.Name, v))
	}
}

// factSheet is the name of the sheet that only programs see.
const factSheet = "fathom"

func (b *book) facts(facts []doc.Fact) {
	if len(facts) == 0 {
		return
	}
	_, err := b.f.NewSheet(factSheet)
	b.do(err)
	for i, f := range facts {
		b.text(factSheet, at(0, i+1), f.Name, look{})
		b.text(factSheet, at(1, i+1), f.Value, look{})
	}
	b.do(b.f.SetSheetVisible(factSheet, false, true))
}
