package form

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"fathom/assess"
	"fathom/rubric/ooxml"
	"fathom/rubric/safe"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// WriteXLSX writes the form as a workbook: a sheet with how to rate and the facts, a sheet with a criterion a row, and
// a very hidden sheet that tells what it was made for. Only the cells to fill in can be changed; there is no password.
// An assessment that would not come back the same is refused with [ErrNotKept].
func WriteXLSX(w io.Writer, m *assess.Model, a *assess.Assessment, opt Options) error {
	b := &book{form: newForm(m, a, opt), xlsx: excelize.NewFile(), lists: map[string]string{},
		ends: map[string][2]int{}}
	defer b.xlsx.Close()
	b.start, b.questions = b.say(say.Both("Start", "填写说明")), b.say(say.Both("Questions", "问卷"))
	b.start, b.questions = sheetName(b.start), sheetName(b.questions)
	b.do(b.xlsx.SetSheetName("Sheet1", b.start))
	b.addSheet(b.questions)
	b.addSheet(metaSheet)
	b.styles()
	b.writeMeta()
	b.writeStart()
	b.writeQuestions()
	for _, sheet := range b.xlsx.GetSheetList() { // some readers go no further than the sheet says
		b.do(b.xlsx.SetSheetDimension(sheet, "A1:"+b.cell(b.ends[sheet][0], b.ends[sheet][1])))
	}
	b.do(b.xlsx.SetSheetVisible(metaSheet, false, true))
	b.do(b.xlsx.SetDocProps(&excelize.DocProperties{Creator: "fathom", Title: b.name(m.Rubric.Title, m.Rubric.ID)}))
	if b.err != nil {
		return b.err
	}
	data, err := packed(b.xlsx)
	if err != nil {
		return err
	}
	return b.emit(w, data, a != nil)
}

// packed is a workbook as every program reads it: the same form is the same bytes.
func packed(book *excelize.File) ([]byte, error) {
	var buf bytes.Buffer
	if err := book.Write(&buf); err != nil {
		return nil, err
	}
	return ooxml.Pack(buf.Bytes())
}

// sheetName is a name that every spreadsheet program takes.
func sheetName(s string) string { return strings.ReplaceAll(s, " / ", " ") }

// book is one workbook at work. The first error stays, and nothing more happens after it.
type book struct {
	*form
	xlsx             *excelize.File
	err              error
	start, questions string
	lists            map[string]string // range of each list on the hidden sheet, by its items
	style            styles
	ends             map[string][2]int // last column and row of each sheet
}

func (b *book) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *book) addSheet(name string) {
	_, err := b.xlsx.NewSheet(name)
	b.do(err)
}

// cell names a cell; columns and rows count from 1.
func (b *book) cell(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	b.do(err)
	return name
}

func (b *book) column(col int) string {
	name, err := excelize.ColumnNumberToName(col)
	b.do(err)
	return name
}

// put writes text, which is never a formula, in a style.
func (b *book) put(sheet string, col, row int, text string, style int) {
	cell := b.cell(col, row)
	b.ends[sheet] = [2]int{max(b.ends[sheet][0], col), max(b.ends[sheet][1], row)}
	b.do(b.xlsx.SetCellStr(sheet, cell, safe.Workbook(text)))
	b.do(b.xlsx.SetCellStyle(sheet, cell, cell, style))
}

func (b *book) writeMeta() {
	for i, f := range b.meta() {
		b.put(metaSheet, 1, i+1, f.key, b.style.text)
		b.put(metaSheet, 2, i+1, f.value, b.style.text)
	}
	b.protect(metaSheet)
}

// list puts a list on the hidden sheet, once, and returns its range: a list inside a cell's rule ends at 255 characters
// and breaks at commas.
func (b *book) list(items []string) string {
	key := strings.Join(items, "\n")
	if at, ok := b.lists[key]; ok {
		return at
	}
	col := 4 + len(b.lists)
	for i, item := range items {
		b.put(metaSheet, col, i+1, item, b.style.text)
	}
	name := b.column(col)
	b.lists[key] = fmt.Sprintf("%s!$%s$1:$%s$%d", metaSheet, name, name, len(items))
	return b.lists[key]
}

// choose gives a range a drop-down list.
func (b *book) choose(sheet, cells string, items []string) {
	if len(items) == 0 {
		return
	}
	v := excelize.NewDataValidation(true)
	v.SetSqref(cells)
	v.SetSqrefDropList(b.list(items))
	v.SetError(excelize.DataValidationErrorStyleStop, b.say(say.Both("Not in the list", "不在列表中")), b.say(say.Both("Choose from the list.", "请从下拉列表选择。")))
	b.do(b.xlsx.AddDataValidation(sheet, v))
}

func (b *book) protect(sheet string) {
	b.do(b.xlsx.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true, EditScenarios: true,
	}))
}

// page sets a sheet up for printing: A4 landscape, one page wide, the head on every page.
func (b *book) page(sheet, head string) {
	a4, wide, high, landscape, fit := 9, 1, 0, "landscape", true
	margin := 0.4
	b.do(b.xlsx.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &wide,
		FitToHeight: &high}))
	b.do(b.xlsx.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.do(b.xlsx.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin,
		Bottom: &margin}))
	if head != "" {
		b.do(b.xlsx.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles",
			RefersTo: "'" + sheet + "'!" + head, Scope: sheet}))
	}
	grid := false
	b.do(b.xlsx.SetSheetView(sheet, 0, &excelize.ViewOptions{ShowGridLines: &grid}))
}

// Widths of the sheet with the facts, in characters.
const (
	labelWidth = 24
	valueWidth = 44
	helpWidth  = 62
)

func (b *book) writeStart() {
	s := b.start
	for c, key := range []string{colFact, "label", colValue, "help"} {
		b.put(s, c+1, 1, key, b.style.text)
	}
	b.do(b.xlsx.SetRowVisible(s, 1, false))
	b.do(b.xlsx.SetColVisible(s, "A", false))
	for col, width := range map[string]float64{"B": labelWidth, "C": valueWidth, "D": helpWidth} {
		b.do(b.xlsx.SetColWidth(s, col, col, width))
	}
	b.put(s, 2, 2, b.name(b.m.Rubric.Title, b.m.Rubric.ID), b.style.title)
	b.do(b.xlsx.SetRowHeight(s, 2, 30))
	row := 3
	for _, text := range []string{b.text(b.m.Rubric.Rating), b.join(b.howTo().In, "\n")} {
		if text == "" {
			continue
		}
		b.do(b.xlsx.MergeCell(s, b.cell(2, row), b.cell(4, row)))
		b.put(s, 2, row, text, b.style.prose)
		b.do(b.xlsx.SetRowHeight(s, row, height(lines(text, labelWidth+valueWidth+helpWidth))))
		row++
	}
	for _, f := range b.facts() {
		row++
		b.put(s, 1, row, f.key, b.style.text)
		b.put(s, 2, row, b.say(f.label), b.style.head)
		open := !b.locked || f.key == factRole && f.value == ""
		b.put(s, 3, row, f.value, b.factStyle(open))
		if open {
			b.put(s, 4, row, b.say(f.help), b.style.help)
		}
		b.do(b.xlsx.SetRowHeight(s, row, height(max(lines(b.say(f.label), labelWidth), lines(f.value, valueWidth),
			lines(b.say(f.help), helpWidth)))))
		if open {
			b.choose(s, b.cell(3, row), f.list)
		} else if f.value == "" {
			b.do(b.xlsx.SetRowVisible(s, row, false)) // nothing that anybody could do here
		}
	}
	b.page(s, "")
	b.protect(s)
}

func (b *book) factStyle(open bool) int {
	if open {
		return b.style.fact
	}
	return b.style.text
}

func (b *book) howTo() say.Message {
	if b.locked {
		return say.Both(
			"This page is filled in. On the next sheet choose an answer from the list for each question, in the yellow column. N/A needs its reason. Leave a question empty if you cannot rate it, or choose Don't know.",
			"本页已经填好。请到下一页，在黄色的“答案”一列逐题从下拉列表选择。选“不适用”须写明理由。评不了的题目可留空，或选“不知道”。")
	}
	return say.Both(
		"Fill in the yellow cells here and on the next sheet. Choose answers from the lists. N/A needs its reason. Leave a question empty if it was not rated.",
		"请填写本页和下一页的黄色单元格。答案从下拉列表选择。选“不适用”须写明理由。没有评分的题目留空。")
}

// field is one column of the sheet of questions.
type field struct {
	key   string
	head  string
	width float64
	text  func(q *question) string
	input bool
}

func (b *book) fields(levels []int) []field {
	out := []field{
		{colID, colID, 0, func(q *question) string { return q.id }, false},
		{"number", b.say(say.Both("No.", "序号")), 6, nil, false},
		{"part", b.say(say.Both("Part", "部分")), b.partWidth(), func(q *question) string { return q.part }, false},
		{"dimension", b.say(say.Both("Dimension", "维度")), 12, func(q *question) string { return q.dimension }, false},
		{"practice", b.say(say.Both("Practice", "事项")), 13, func(q *question) string { return q.beside }, false},
		{"criterion", b.say(say.Both("Criterion", "标准")), 20, asked, false},
		{colAnswer, b.say(say.Both("Answer", "答案")), 15, func(q *question) string { return q.answer }, true},
	}
	for _, l := range levels {
		out = append(out, field{"level" + levelName(l), b.levelHead(l), 22,
			func(q *question) string { return q.anchors[l] }, false})
	}
	return append(out,
		field{"look", b.say(say.Both("Evidence to look for", "看什么证据")), 22, func(q *question) string { return q.look }, false},
		field{colReason, b.say(say.Both("Reason for N/A", "不适用的理由")), 16, func(q *question) string { return q.reason }, true},
		field{colNote, b.say(say.Both("Note", "备注")), 20, func(q *question) string { return q.note }, true},
		field{colEvidence, b.say(say.Both("Evidence seen, one a line", "看到的证据，每行一条")), 20, func(q *question) string { return q.evidence }, true},
		field{colConfidence, b.say(say.Both("Confidence", "把握")), 12, func(q *question) string { return q.confidence },
			true},
		field{colText, "", 0, func(q *question) string { return q.digest }, false})
}

// partWidth is that of the column of parts, 0 where there is one part.
func (b *book) partWidth() float64 {
	if len(b.m.Rubric.Parts) == 1 {
		return 0
	}
	return 10
}

// asked is the criterion with its question below, in one cell: it stays in view while the levels are scrolled.
func asked(q *question) string { return strings.TrimSuffix(q.criterion+"\n"+q.asks, "\n") }

// levelHead names a level as the scales of the rubric do, or by its number where they differ.
func (b *book) levelHead(level int) string {
	return cmp.Or(b.m.Rubric.LevelHead(level, b.level), strconv.Itoa(level))
}

// The first row holds the keys of the columns, hidden; the second their heads.
const firstQuestion = 3

func (b *book) writeQuestions() {
	var all []question
	var levels []int
	for _, i := range b.asked() {
		q := b.question(i)
		all = append(all, q)
		for l := range q.anchors {
			levels = append(levels, l)
		}
	}
	slices.Sort(levels)
	fields := b.fields(slices.Compact(levels))
	b.heads(fields)
	for n := range all {
		b.writeQuestion(n, &all[n], fields)
	}
	// what is asked and the answer stay in view beside the levels
	still := 1 + slices.IndexFunc(fields, func(f field) bool { return f.key == colAnswer })
	b.do(b.xlsx.SetPanes(b.questions, &excelize.Panes{Freeze: true, XSplit: still, YSplit: 2,
		TopLeftCell: b.cell(still+1, firstQuestion), ActivePane: "bottomRight"}))
	b.page(b.questions, "$2:$2")
	b.protect(b.questions)
}

func (b *book) heads(fields []field) {
	s, most := b.questions, 1
	for c, f := range fields {
		b.put(s, c+1, 1, f.key, b.style.text)
		b.put(s, c+1, 2, f.head, b.style.head)
		name := b.column(c + 1)
		if f.width == 0 {
			b.do(b.xlsx.SetColVisible(s, name, false))
			continue
		}
		b.do(b.xlsx.SetColWidth(s, name, name, f.width))
		most = max(most, lines(f.head, f.width))
	}
	b.do(b.xlsx.SetRowVisible(s, 1, false))
	b.do(b.xlsx.SetRowHeight(s, 2, height(most)))
}

func (b *book) writeQuestion(n int, q *question, fields []field) {
	row, most := firstQuestion+n, 1
	for c, f := range fields {
		text, style := strconv.Itoa(n+1), b.style.text
		if f.text != nil {
			text = f.text(q)
		}
		if f.input {
			style = b.style.input
		}
		b.put(b.questions, c+1, row, text, style)
		if f.width > 0 {
			most = max(most, lines(text, f.width))
		}
		switch f.key {
		case colAnswer:
			b.choose(b.questions, b.cell(c+1, row), b.choices(q.scale))
		case colConfidence:
			b.choose(b.questions, b.cell(c+1, row), b.confidences())
		}
	}
	b.do(b.xlsx.SetRowHeight(b.questions, row, height(most)))
}

func (b *book) confidences() []string {
	var out []string
	for _, c := range confidences() {
		out = append(out, b.say(c.Message))
	}
	return out
}

// lines is how many lines a text takes in a column; a character is left for padding.
func lines(text string, columns float64) int { return len(width.Wrap(text, int(columns)-1)) }

// height is that of a row of so many lines, in points; spreadsheets allow 409.
func height(lines int) float64 { return min(float64(lines)*13.5+5, 409) }
