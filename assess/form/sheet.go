package form

import (
	"encoding/xml"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// sheetReader reads the cells of a sheet into a table. What cannot be placed for certain is a problem.
type sheetReader struct {
	w        *workbook
	t        *table
	problems problem.List

	inData   bool
	row, col int      // of the cell at hand, from 1
	cells    []string // of the row at hand
	given    []bool   // which of them the row has named
	isHidden bool     // the row at hand

	kind, style     string
	value           strings.Builder
	inline          runs
	inValue, inCell bool
	hasValue        bool
	isFormula       bool
	extensions      int // that are open: what other programs keep for themselves, which is no value
}

// readSheet reads a sheet into a table. The problems are of single cells; the error is of the whole, and a
// [problem.List] where it can be said.
func (w *workbook) readSheet(s sheet) (*table, problem.List, error) {
	r := &sheetReader{w: w, t: &table{file: w.file, sheet: s.name, tab: s.tab, book: w}}
	if err := w.read(s.part, r); err != nil {
		return nil, nil, err
	}
	return r.t, r.problems, nil
}

func (r *sheetReader) fault(row, col int, kind string, m say.Message) {
	r.problems.Add(r.t.problemAt(row, col, kind, m))
}

func (r *sheetReader) open(name string, a []xml.Attr) error {
	switch {
	case name == "extLst":
		r.extensions++
	case r.extensions > 0:
	case name == "sheetData":
		r.inData = true
	case name == "mergeCell":
		return r.merged(attribute(a, "ref"))
	case !r.inData:
	case name == "row":
		is := attribute(a, "hidden")
		r.isHidden = is == "1" || is == "true"
		return r.beginRow(attribute(a, "r"))
	case name == "c":
		return r.beginCell(a)
	case name == "v":
		return r.beginValue()
	case name == "f":
		r.isFormula = true
	default:
		r.inline.open(name)
	}
	return nil
}

func (r *sheetReader) text(data []byte) {
	switch {
	case !r.inCell, r.extensions > 0:
	case r.inValue:
		r.value.Write(data)
	default:
		r.inline.text(data)
	}
}

func (r *sheetReader) close(name string) error {
	switch {
	case name == "extLst":
		r.extensions--
	case r.extensions > 0:
	case name == "sheetData":
		r.inData = false
	case !r.inData:
	case name == "row":
		return r.endRow()
	case name == "c":
		return r.endCell()
	case name == "v":
		r.inValue = false
	default:
		r.inline.close(name)
	}
	return nil
}

// beginRow takes the number that the row gives itself, or the next one. Rows come once and in their order.
func (r *sheetReader) beginRow(number string) error {
	n := r.row + 1
	if number != "" {
		var err error
		if n, err = strconv.Atoi(number); err != nil || n < 1 || n > excelize.TotalRows {
			return errBroken
		}
	}
	switch {
	case n == r.row:
		r.fault(n, 1, "duplicate", say.Both("the row %d is there twice", "第 %d 行重复", n))
	case n < r.row:
		r.fault(n, 1, "duplicate", say.Both("row %d, although row %d is already read", "第 %d 行出现在第 %d 行之后", n, r.row))
	}
	r.row, r.col = n, 0
	r.cells, r.given = r.cells[:0], r.given[:0]
	return nil
}

// endRow keeps the row, without what is blank at its end. What is in doubt is not blank.
func (r *sheetReader) endRow() error {
	for n := len(r.cells); n > 0 && r.cells[n-1] == "" && r.t.doubts[[2]int{r.row, n}] == nil; n-- {
		r.cells = r.cells[:len(r.cells)-1]
	}
	if len(r.cells) == 0 {
		return nil
	}
	r.t.rows, r.t.places = append(r.t.rows, slices.Clone(r.cells)), append(r.t.places, r.row)
	if r.isHidden && r.t.veiled == nil {
		r.t.veiled = map[int]bool{}
	}
	if r.isHidden {
		r.t.veiled[r.row] = true
	}
	if list := r.t.tooMany(len(r.t.rows) - 1); list != nil {
		return list
	}
	return nil
}

// beginCell takes the place that the cell gives itself, or the next one.
func (r *sheetReader) beginCell(a []xml.Attr) error {
	if r.row == 0 || r.inCell {
		return errBroken
	}
	r.col++
	if ref := attribute(a, "r"); ref != "" {
		col, row, err := excelize.CellNameToCoordinates(ref)
		if err != nil {
			return errBroken
		}
		if r.col = col; row != r.row {
			r.fault(row, col, "row", say.Both("the cell stands in the row %d", "单元格却在第 %d 行里", r.row))
		}
	}
	r.kind, r.style = attribute(a, "t"), attribute(a, "s")
	r.inCell, r.hasValue, r.isFormula, r.inline = true, false, false, runs{}
	r.value.Reset()
	return nil
}

// beginValue is the value of a cell, which has one.
func (r *sheetReader) beginValue() error {
	if r.inCell && r.hasValue {
		r.fault(r.row, r.col, "duplicate", say.Both("the cell has two values", "这个单元格有两个值"))
	}
	r.inValue, r.hasValue = true, true
	return nil
}

// endCell puts the text of a cell in its place.
func (r *sheetReader) endCell() error {
	r.inCell = false
	text, err := r.cellText()
	if err == nil && r.isFormula {
		err = r.formula()
	}
	if err != nil {
		return err
	}
	if n := utf8.RuneCountInString(text); n > maxCell {
		r.fault(r.row, r.col, "too-long", tooLong(n, maxCell))
	}
	if r.w.size += len(text); r.w.size > maxTable {
		return problem.List{r.t.problemAt(r.row, r.col, "too-large", tooMuchText())}
	}
	if r.col > MaxColumns {
		if text == "" {
			return nil
		}
		return problem.List{r.t.problemAt(r.row, r.col, "too-many", tooManyColumns())}
	}
	for len(r.cells) < r.col {
		r.cells, r.given = append(r.cells, ""), append(r.given, false)
	}
	if r.given[r.col-1] {
		r.fault(r.row, r.col, "duplicate", say.Both("the cell is there twice", "这个单元格重复"))
	}
	r.cells[r.col-1], r.given[r.col-1] = text, true
	return nil
}

// formula doubts a formula: what it came to is no answer that somebody gave, and where values are read it is one only
// if it came to anything. Programs that compute nothing leave its value out, or empty; an empty text is a result.
func (r *sheetReader) formula() error {
	switch {
	case !r.w.values:
		return r.doubt("formula", say.Both("a formula; type the value itself", "这里是公式；请直接填写值"))
	case !r.hasValue, r.value.Len() == 0 && r.kind != "str":
		return r.doubt("formula", say.Both("a formula that nothing has computed; open the workbook in a spreadsheet program and save it", "公式还没有算出结果；请用表格软件打开工作簿并保存"))
	}
	return nil
}

// doubt is a problem of a cell for who asks for the cell.
func (r *sheetReader) doubt(kind string, m say.Message) error {
	if r.t.doubts == nil {
		r.t.doubts = map[[2]int]*doubt{}
	}
	if r.t.doubts[[2]int{r.row, r.col}] = (&doubt{kind, m}); len(r.t.doubts) > maxDoubts {
		return problem.List{r.t.problemAt(r.row, r.col, "too-many", say.Both("more than %d formulas and errors in the sheet; save it with the values alone", "工作表里的公式和错误值超过 %d 个；请另存为只有值的表格", maxDoubts))}
	}
	return nil
}

// cellText is what a cell says to a person.
func (r *sheetReader) cellText() (string, error) {
	value := r.value.String()
	switch r.kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 || n >= len(r.w.texts) {
			r.fault(r.row, r.col, "workbook", say.Both("the text of this cell is missing from the workbook", "工作簿里缺少这个单元格的文字"))
			return "", nil
		}
		return r.w.texts[n], nil
	case "inlineStr":
		return r.inline.take(), nil
	case "b":
		return boolean(strings.TrimSpace(value)), nil
	case "e":
		return "", r.doubt("error-value", say.Both("%s is an error of the spreadsheet; type the value itself", "%s 是表格的错误值；请直接填写值", short(value)))
	case "", "n":
		return r.number(strings.TrimSpace(value)), nil
	case "str":
		return unescaped(value), nil
	case "d":
		return isoDate(value, r.w.look(r.style).layout), nil
	}
	return "", errBroken
}

// boolean is true or false in the word that is shown, and never the number that stands in the file.
func boolean(value string) string {
	switch value {
	case "0", "false":
		return "FALSE"
	case "1", "true":
		return "TRUE"
	}
	return value
}

var inFigures = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

// number is a number in figures, as it is shown: not 1E0, and 0.03 as 3%, 46346 as a date where the style says so.
func (r *sheetReader) number(value string) string {
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return value
	}
	look := r.w.look(r.style)
	if look.percent {
		return strconv.FormatFloat(v*100, 'g', 15, 64) + "%"
	}
	if shown, ok := r.w.shownDate(v, look.layout); ok {
		return shown
	}
	if inFigures.MatchString(value) {
		return value
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// area is a rectangle of merged cells, by rows and columns from 1.
type area struct{ row, col, lastRow, lastCol int }

func (r *sheetReader) merged(ref string) error {
	if len(r.t.merged) == MaxRows {
		return problem.List{fault(r.w.file, "too-many", say.Both("more than %d merged cells", "合并的单元格超过 %d 处", MaxRows))}
	}
	first, last, _ := strings.Cut(ref, ":")
	col, row, err := excelize.CellNameToCoordinates(first)
	if err != nil {
		return errBroken
	}
	a := area{row, col, row, col}
	if last != "" {
		if a.lastCol, a.lastRow, err = excelize.CellNameToCoordinates(last); err != nil {
			return errBroken
		}
	}
	r.t.merged = append(r.t.merged, a)
	return nil
}
