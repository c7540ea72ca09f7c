// Package xlsx writes a gap report as a workbook to work on: scores as numbers, charts that follow them, a plan with
// columns to fill in, and every answer. A rubric's handbook becomes one, too: rules, criteria with a column for each
// level, practices, actions and sources; and so does the roll-up of a portfolio.
//
// Text is always written as text. Formulas are made of numbers, places and functions ([fathom/reports/doc.Formula]), so
// none can come from an answer file.
package xlsx

import (
	"cmp"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"fathom/reports/doc"
	"fathom/rubric/safe"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// MaxText is how many characters a cell can hold; longer texts are cut and end in a mark that says so.
const MaxText = 32_767

// headRow is the row of the column heads: the title and the lines of the lead stand above it.
func headRow(s doc.Sheet) int { return 2 + len(s.Lead) }

// Write writes a workbook.
func Write(w io.Writer, wb *doc.Workbook) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &book{f: f, lang: wb.Lang, sheets: wb.Sheets, styles: map[look]int{}}
	for i, s := range wb.Sheets {
		b.sheet(i, s)
	}
	b.facts(wb.Facts)
	b.properties(wb)
	if b.err != nil {
		return b.err
	}
	return b.pack(w)
}

// book is a workbook in the making. The first error stays.
type book struct {
	f      *excelize.File
	lang   say.Language
	sheets []doc.Sheet
	styles map[look]int
	err    error
}

func (b *book) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

// properties are fixed, so that the same document makes the same workbook.
func (b *book) properties(wb *doc.Workbook) {
	props := &excelize.DocProperties{Title: b.clean(wb.Title), Creator: "Fathom", LastModifiedBy: "Fathom",
		Language: string(b.lang)}
	if day := wb.Date; day != "" {
		props.Created, props.Modified = day+"T00:00:00Z", day+"T00:00:00Z"
	}
	b.do(b.f.SetDocProps(props))
	b.f.SetActiveSheet(0)
	afresh := true // what a program keeps beside a formula may be of another program's mind
	b.do(b.f.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &afresh}))
}

// sheet lays one table out: title, head, rows, filter, print set-up, colours and charts.
func (b *book) sheet(i int, s doc.Sheet) {
	if i == 0 {
		b.do(b.f.SetSheetName("Sheet1", s.Name))
	} else {
		_, err := b.f.NewSheet(s.Name)
		b.do(err)
	}
	b.text(s.Name, at(0, 1), s.Title, look{title: true})
	b.do(b.f.SetRowHeight(s.Name, 1, 24))
	b.widths(s)
	b.lead(s)
	for c, column := range s.Columns {
		b.text(s.Name, at(c, headRow(s)), column.Title, look{head: true, number: isNumeric(s, c)})
	}
	for r, row := range s.Rows {
		for c, cell := range row {
			b.cell(s.Name, at(c, headRow(s)+1+r), cell, s.Columns[c])
		}
	}
	b.heights(s)
	b.frame(s)
	b.heat(s)
	b.entries(s)
	b.choices(s)
	b.charts(s)
}

// lastShown is the last column in view.
func lastShown(s doc.Sheet) int {
	last := len(s.Columns) - 1
	for last > 0 && s.Columns[last].Hidden {
		last--
	}
	return last
}

// isNumeric reports whether a column holds numbers.
func isNumeric(s doc.Sheet, column int) bool {
	for _, row := range s.Rows {
		if c := row[column]; c.Number.OK || c.Formula != nil && c.Text == "" {
			return true
		}
	}
	return false
}

func (b *book) cell(sheet, at string, c doc.SheetCell, column doc.SheetColumn) {
	l := look{wrap: column.Wrap, strong: c.Strong, entry: column.Entry, date: column.Date, percent: c.Percent,
		decimals: c.Decimals, number: c.Number.OK || c.Formula != nil && c.Text == ""}
	if c.Number.OK {
		b.do(b.f.SetCellDefault(sheet, at, exact(c.Number.Value)))
	} else if c.Text != "" || c.Formula == nil {
		b.text(sheet, at, c.Text, l)
	}
	if c.Formula != nil {
		b.compute(sheet, at, c.Formula)
	}
	b.do(b.f.SetCellStyle(sheet, at, at, b.style(l)))
}

// exact is a number to its last digit: the library's own way cuts it after 15 of up to 17.
func exact(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func (b *book) text(sheet, at, text string, l look) {
	if text != "" {
		b.do(b.f.SetCellStr(sheet, at, b.clean(text)))
	}
	b.do(b.f.SetCellStyle(sheet, at, at, b.style(l)))
}

// clean makes text harmless and short enough. Excel counts an emoji as two characters, so the length is that of UTF-16.
func (b *book) clean(s string) string {
	s = safe.Text(s)
	mark := b.lang.Say("… [cut]", "……（已截断）")
	n, cut := 0, 0 // cut is where the mark still fits
	for i, r := range s {
		if n <= MaxText-len(utf16.Encode([]rune(mark))) {
			cut = i
		}
		n += utf16.RuneLen(r)
	}
	if n > MaxText {
		s = s[:width.Before(s, cut)] + mark
	}
	return safe.Workbook(s)
}

// at names a cell by its column, from 0, and its row, from 1.
func at(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column+1, row)
	if err != nil {
		panic("xlsx: " + err.Error()) // sheets have few columns and rows
	}
	return name
}

func columnName(column int) string {
	return strings.TrimRight(at(column, 1), "1")
}

// The narrowest and the widest column, in characters.
const narrow, wide = 9, 46

// widths fits every column to its texts, counted in cells, because a Chinese character takes two.
func (b *book) widths(s doc.Sheet) {
	for c, column := range s.Columns {
		if column.Hidden {
			b.do(b.f.SetColVisible(s.Name, columnName(c), false))
			continue
		}
		n := width.Of(column.Title) + 3 // room for the filter's arrow
		for _, row := range s.Rows {
			for _, line := range strings.Split(row[c].Text, "\n") {
				n = max(n, width.Of(line)+2)
			}
		}
		if column.Entry || column.Date {
			n = max(n, 13)
		}
		b.do(b.f.SetColWidth(s.Name, columnName(c), columnName(c),
			float64(min(max(n, narrow), cmp.Or(column.Widest, wide)))))
	}
}

// heights gives wrapped texts the lines they need: not every program finds that out by itself.
func (b *book) heights(s doc.Sheet) {
	head := 1
	for c, column := range s.Columns {
		head = max(head, b.lines(s.Name, c, column.Title, 3)) // beside the filter's arrow
	}
	if head > 1 {
		b.do(b.f.SetRowHeight(s.Name, headRow(s), lineHeight*float64(head)+2))
	}
	for r, row := range s.Rows {
		lines := 1
		for c, column := range s.Columns {
			if !column.Wrap || row[c].Text == "" {
				continue
			}
			lines = max(lines, b.lines(s.Name, c, row[c].Text, 2))
		}
		b.do(b.f.SetRowHeight(s.Name, headRow(s)+1+r, min(lineHeight*float64(lines)+2, highest)))
	}
}

// lines counts the lines of a text in a column, of whose width so many characters are taken.
func (b *book) lines(sheet string, column int, text string, taken int) int {
	return lines(text, b.characters(sheet, column)-taken)
}

func lines(text string, characters int) int { return len(width.Wrap(text, characters)) }

// characters is how wide a column is.
func (b *book) characters(sheet string, column int) int {
	n, err := b.f.GetColWidth(sheet, columnName(column))
	b.do(err)
	return int(n)
}

// lineHeight is the height of a line of text, and highest that of the highest row a sheet can have, in points.
const lineHeight, highest = 15.0, 409.0

// frame freezes and filters the head and sets the print up.
func (b *book) frame(s doc.Sheet) {
	last := at(lastShown(s), headRow(s)+max(len(s.Rows), 1))
	if len(s.Lead) <= fewLines {
		b.do(b.f.SetPanes(s.Name, &excelize.Panes{Freeze: true, YSplit: headRow(s), TopLeftCell: at(0, headRow(s)+1),
			ActivePane: "bottomLeft"}))
	}
	// some readers go no further
	b.do(b.f.SetSheetDimension(s.Name, "A1:"+at(len(s.Columns)-1, headRow(s)+max(len(s.Rows), 1))))
	sorted := at(lastShown(s), headRow(s)+max(len(s.Rows)-s.Totals, 1))
	b.do(b.f.AutoFilter(s.Name, at(0, headRow(s))+":"+sorted, nil))
	landscape, a4, one, high := "landscape", 9, 1, 0
	if s.Chart.To > 0 {
		high = 1 // the table and its charts on one page
	}
	b.do(b.f.SetPageLayout(s.Name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &one,
		FitToHeight: &high}))
	fit := true
	b.do(b.f.SetSheetProps(s.Name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	quoted := quotedName(s.Name)
	area := last
	if s.Chart.To > 0 {
		last, _ := b.columnAt(s.Name, b.chartsWidth(s))
		area = at(max(lastShown(s), last), headRow(s)+len(s.Rows)+chartRows(s))
	}
	b.do(b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area",
		RefersTo: quoted + "!$A$1:" + absolute(area), Scope: s.Name}))
	titles := quoted + "!$" + strconv.Itoa(titleFrom(s)) + ":$" + strconv.Itoa(headRow(s))
	b.do(b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: s.Name}))
}

// fewLines is how many lines above the head may stay in view with it.
const fewLines = 3

// titleFrom is the first row that is printed on every page: long leads are printed once.
func titleFrom(s doc.Sheet) int {
	if len(s.Lead) <= fewLines {
		return 1
	}
	return headRow(s)
}

func absolute(cell string) string {
	i := strings.IndexAny(cell, "0123456789")
	return "$" + cell[:i] + "$" + cell[i:]
}

// heat colours scores from dark, the lowest, to light, the highest.
func (b *book) heat(s doc.Sheet) {
	for c, column := range s.Columns {
		if !column.Heat || len(s.Rows) == 0 {
			continue
		}
		area := at(c, headRow(s)+1) + ":" + at(c, headRow(s)+len(s.Rows))
		b.do(b.f.SetConditionalFormat(s.Name, area, []excelize.ConditionalFormatOptions{{
			Type: "3_color_scale", Criteria: "=", MinType: "num", MidType: "num", MaxType: "num",
			MinValue: decimal(column.HeatLow), MidValue: decimal((column.HeatLow + column.HeatHigh) / 2),
			MaxValue: decimal(column.HeatHigh),
			// cividis, lightened so that black text stays readable
			MinColor: "#9AA7C7", MidColor: "#D9D6CC", MaxColor: "#FEE838",
		}}))
	}
}
