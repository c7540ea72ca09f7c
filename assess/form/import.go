package form

import (
	"bytes"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"fathom/assess"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// Result is what one file gave.
type Result struct {
	Respondents []Respondent
	Dropped     []string // columns that stand for nothing, in the order of the file; by letter where they have no head
	Unread      []string // sheets in view that were not read
	Empty       int      // rows with nothing in the columns that are read: nobody's
}

// Respondent is one filled form.
type Respondent struct {
	Place      string // file, and row where the file holds many
	Assessment *assess.Assessment

	at problem.Problem // at that place
}

// Problem is one of the whole form.
func (r Respondent) Problem(kind string, m say.Message) problem.Problem {
	p := r.at
	p.Kind, p.Message = kind, m
	return p
}

// Defaults are what holds where a form does not tell it.
type Defaults struct {
	Rater    string            // the name or id of who rates
	Facts    map[string]string // by their keys
	Encoding string            // of text: see [KnowsEncoding]; "" finds it out, or is a problem
}

// Import reads a filled form of ours: a workbook, or a table of CSV or JSON with one row a criterion, or one row a
// respondent whose heads name the criteria. The error is a [problem.List] with every fault; then nothing is returned.
func Import(file string, data []byte, m *assess.Model, d Defaults) (*Result, error) {
	rd := &reader{file: file, m: m, defaults: d, names: targetNames(m), labels: labelsOf(m)}
	if len(data) > MaxBytes {
		rd.problems.Add(tooLarge(file))
	} else {
		rd.read(data)
	}
	if err := rd.problems.Err(); err != nil {
		return nil, err
	}
	return &rd.out, nil
}

type reader struct {
	file     string
	m        *assess.Model
	defaults Defaults
	names    map[string]target  // what heads and ids stand for
	labels   func() *readLabels // what people read above the questions
	problems problem.List
	out      Result
}

// target is what a column or a row stands for: a part of the answer to a criterion, or a fact.
type target struct {
	criterion int // -1 for a fact
	field     string
}

// located is a text with its place.
type located struct {
	text     string
	table    *table
	row, col int
}

func (l located) isBlank() bool { return strings.TrimSpace(l.text) == "" }

// filled is one respondent's form before it is understood.
type filled struct {
	place   string
	facts   map[string]located
	answers map[int]map[string]located
	home    located // where to report what is missing
	at      problem.Problem
}

func newFilled(place string, home located) *filled {
	return &filled{place, map[string]located{}, map[int]map[string]located{}, home, problem.Problem{File: place}}
}

// put keeps a cell. What is there already stays, and the answer is false.
func (f *filled) put(to target, cell located) bool {
	fields := f.facts
	if to.criterion >= 0 {
		if f.answers[to.criterion] == nil {
			f.answers[to.criterion] = map[string]located{}
		}
		fields = f.answers[to.criterion]
	}
	if _, ok := fields[to.field]; ok {
		return false
	}
	fields[to.field] = cell
	return true
}

func (rd *reader) fault(at located, kind string, m say.Message) {
	if at.table == nil {
		rd.problems.Add(fault(rd.file, kind, m))
		return
	}
	rd.problems.Add(at.table.problem(at.row, at.col, kind, m))
}

// cell is one that is read. That it says nothing for certain is a problem only here.
func (rd *reader) cell(t *table, row, col int) located {
	if p, bad := t.doubtful(row, col); bad {
		rd.problems.Add(p)
	}
	return located{t.at(row, col), t, row, col}
}

func (rd *reader) read(data []byte) {
	bad := refused(rd.file, data)
	switch {
	case bad != nil:
		rd.problems.Join(bad)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		if parts := zippedCSV(data); parts != nil {
			rd.readZip(parts)
		} else {
			rd.readWorkbook(data)
		}
	default:
		t, bad := readCSV(rd.file, data, rd.defaults.Encoding)
		if bad != nil {
			rd.problems.Join(bad)
			return
		}
		rd.readTable(t)
	}
}

// readTable reads the only table of a file.
func (rd *reader) readTable(t *table) {
	if len(t.rows) == 0 {
		rd.problems.Add(fault(rd.file, "columns", say.Both("the file is empty", "文件是空的")))
		return
	}
	t.keyed(0)
	if !isLong(t.rows[0]) {
		rd.wide(t)
		return
	}
	if t.sheet == "" {
		t.unguard()
	}
	rd.checkWidth(t)
	f := newFilled(rd.file, located{table: t})
	rd.long(t, f)
	rd.finish(f)
}

// readWorkbook reads a form of ours, or the first sheet of another workbook.
func (rd *reader) readWorkbook(data []byte) {
	book, bad := readBook(rd.file, data)
	rd.problems.Join(bad)
	if len(bad) > 0 {
		return
	}
	rd.out.Unread = book.unread
	if book.meta == nil && len(book.tables) == 1 {
		rd.readTable(book.tables[0])
		return
	}
	f := newFilled(rd.file, located{})
	for _, key := range metaFacts() {
		f.facts[key] = located{text: book.meta[key]}
	}
	questions := 0
	for _, t := range book.tables {
		t.keyed(0)
		if isLong(t.rows[0]) {
			questions++
			rd.checkWidth(t)
			rd.long(t, f)
			continue
		}
		f.home = located{table: t, col: max(t.col(colValue), 0)}
		rd.factSheet(t, f)
	}
	if questions == 0 {
		rd.problems.Add(fault(rd.file, "columns", say.Both("no sheet of questions with its hidden first row", "没有带隐藏首行的问卷工作表")))
		return
	}
	rd.finish(f)
}

// checkWidth refuses cells that stand beyond the last head: what is there belongs elsewhere, and in CSV so may all that
// stands before.
func (rd *reader) checkWidth(t *table) {
	width := t.width()
	for _, row := range t.body() {
		for c := width; c < len(t.rows[row]); c++ {
			if strings.TrimSpace(t.rows[row][c]) == "" {
				continue
			}
			m := say.Both("no head stands above this cell; empty it, or give the column a head", "这个单元格上面没有表头；请清空它，或给这一列加上表头")
			if t.sheet == "" {
				m = say.Both("the row has more cells than the head; is a text with the separator in it not in quotation marks?", "这一行的单元格比表头多；是不是文字里有分隔符却没加引号？")
			}
			rd.fault(located{"", t, row, c}, "columns", m)
			break
		}
	}
}

// checkMerged refuses merged cells over several of the answers.
func (rd *reader) checkMerged(t *table, isRead func(col int) bool) {
	rd.problems.Join(t.mergedCells(isRead))
}

// factSheet reads the sheet with a fact a row.
func (rd *reader) factSheet(t *table, f *filled) {
	t.once([]string{colFact, colValue}, &rd.problems)
	for _, row := range t.body() {
		key := t.at(row, t.col(colFact))
		if to, ok := rd.names[key]; (ok && to.criterion < 0 || strings.HasPrefix(key, tagPrefix)) &&
			!slices.Contains(metaFacts(), key) {
			rd.keep(f, target{-1, key}, rd.cell(t, row, max(t.col(colValue), 0)))
		}
	}
}

// long reads a table with one row a criterion. Facts may be rows too: their value stands where answers do.
func (rd *reader) long(t *table, f *filled) {
	id := t.col(colID)
	t.once(append(answerFields(), colID), &rd.problems)
	rd.checkMerged(t, func(col int) bool {
		return col == id || slices.ContainsFunc(answerFields(), func(field string) bool { return t.col(field) == col })
	})
	for _, row := range t.body() {
		key := strings.TrimSpace(rd.cell(t, row, id).text)
		to, ok := rd.names[key]
		switch {
		case key == colID: // the heads that people read
		case !ok && strings.HasPrefix(key, tagPrefix):
			rd.keep(f, target{-1, key}, rd.cell(t, row, t.col(colAnswer)))
		case !ok || to.field != colAnswer && to.criterion >= 0:
			if rd.isFilled(t, row) {
				rd.fault(located{"", t, row, id}, "unknown-id",
					rd.problems.Hint(say.Both("the rubric has no criterion %s", "评估标准里没有 %s 这一条", short(key)), key, rd.ids()))
			}
		case to.criterion < 0:
			rd.keep(f, to, rd.cell(t, row, t.col(colAnswer)))
		default:
			rd.longRow(t, row, to.criterion, f)
		}
	}
	if t.sheet == "" {
		rd.dropOthers(t, csvHead())
	}
}

// isFilled tells a row with an id or an answer from one that only decorates.
func (rd *reader) isFilled(t *table, row int) bool {
	for _, key := range append(answerFields(), colID) {
		if strings.TrimSpace(t.at(row, t.col(key))) != "" && key != colText {
			return true
		}
	}
	return false
}

func answerFields() []string {
	return []string{colAnswer, colReason, colNote, colEvidence, colConfidence, colText}
}

func (rd *reader) longRow(t *table, row, criterion int, f *filled) {
	for _, field := range answerFields() {
		cell := located{"", t, row, 0}
		if c := t.col(field); c >= 0 {
			cell = rd.cell(t, row, c)
		}
		if !f.put(target{criterion, field}, cell) {
			rd.fault(located{"", t, row, t.col(colID)}, "duplicate", say.Both("%s is there twice", "%s 重复", rd.m.Criterion(criterion).ID))
			return
		}
	}
}

func (rd *reader) keep(f *filled, to target, cell located) {
	if !f.put(to, cell) {
		rd.fault(cell, "duplicate", say.Both("%s is there twice", "%s 重复", to.field))
	}
}

func (rd *reader) dropOthers(t *table, known []string) {
	for c, key := range t.rows[t.head] {
		switch key = strings.TrimSpace(key); {
		case key == "":
			rd.dropBare(t, c)
		case !slices.Contains(known, key):
			rd.out.Dropped = append(rd.out.Dropped, key)
		}
	}
}

// dropBare tells of a column without a head by its letter, when it holds anything.
func (rd *reader) dropBare(t *table, col int) {
	if !slices.ContainsFunc(t.body(), func(row int) bool { return strings.TrimSpace(t.at(row, col)) != "" }) {
		return
	}
	if letter, err := excelize.ColumnNumberToName(col + 1); err == nil {
		rd.out.Dropped = append(rd.out.Dropped, letter)
	}
}

func (rd *reader) ids() []string {
	ids := make([]string, rd.m.Len())
	for i := range ids {
		ids[i] = rd.m.Criterion(i).ID
	}
	return ids
}

// short cuts a text that is quoted in a message.
func short(s string) string { return problem.Shorten(s, 40) }
