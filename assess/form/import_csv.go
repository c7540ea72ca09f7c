package form

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// separators are the signs that part the cells of a row.
const separators = ",;\t"

// separator finds what parts the cells of the first line that is not blank: the most frequent of the three.
func separator(text string) rune {
	line, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	best, most := ',', 0
	for _, sep := range separators {
		n, quoted := 0, false
		for _, r := range line {
			if r == '"' {
				quoted = !quoted
			} else if r == sep && !quoted {
				n++
			}
		}
		if n > most {
			best, most = sep, n
		}
	}
	return best
}

// cutSeparator takes off the first line with which a spreadsheet program was told what parts the cells: sep=;
func cutSeparator(text string) (rest string, sep rune) {
	line, rest, _ := strings.Cut(text, "\n")
	line = strings.TrimSpace(strings.Trim(strings.TrimSpace(line), `"`))
	if sign, ok := strings.CutPrefix(strings.ToLower(line), "sep="); ok && len(sign) == 1 &&
		strings.Contains(separators, sign) {
		return "\n" + rest, rune(sign[0])
	}
	return text, separator(text)
}

// readCSV reads a file of text, CSV or JSON, into a table; the problems say why it cannot. The encoding is how the file
// is written, "" to find it out.
func readCSV(file string, data []byte, encoding string) (*table, problem.List) {
	text, bad := decode(file, data, encoding)
	if bad != nil {
		return nil, bad
	}
	return readText(file, text)
}

func readText(file, text string) (*table, problem.List) {
	if isJSON(text) {
		return readJSON(file, text)
	}
	text, sep := cutSeparator(lineEnds(text))
	return readParted(file, text, sep)
}

// readTitled is readCSV for a table that may begin with a line of its own, as a title.
func readTitled(file string, data []byte, encoding string) (*table, problem.List) {
	text, bad := decode(file, data, encoding)
	if bad != nil {
		return nil, bad
	}
	if isJSON(text) {
		return readJSON(file, text)
	}
	text = lineEnds(text)
	skip, sep := partedBy(text)
	return readParted(file, text[skip:], sep)
}

// partedBy finds what parts the cells of a table, in its first lines: a line that says so, which is skipped but for its
// end; else what is in the first line where something parts cells. In a title above nothing does.
func partedBy(text string) (skip int, sep rune) {
	begin := strings.TrimLeft(text, "\r\n")
	whole := len(begin)
	for line := range strings.Lines(begin) {
		if strings.ContainsAny(line, separators) {
			break
		}
		begin = begin[len(line):]
	}
	if begin != "" && len(begin) < whole {
		return 0, separator(begin)
	}
	rest, sep := cutSeparator(text)
	return len(text) - len(rest), sep
}

// records are the rows of CSV, one after the other.
type records struct {
	*csv.Reader
	file   string
	inside int      // line breaks inside cells so far: a row may take many lines
	bound  *bounded // how long a row may be; nil without
}

func newRecords(file string, in io.Reader, sep rune) *records {
	r := &records{Reader: csv.NewReader(in), file: file}
	r.Comma, r.FieldsPerRecord = sep, -1
	return r
}

// next is the next row that holds anything, and its number; nil at the end.
func (r *records) next() (record []string, place int, bad problem.List) {
	for {
		if r.bound != nil {
			r.bound.left = maxRow
		}
		record, err := r.Read()
		var list problem.List
		switch {
		case errors.Is(err, io.EOF):
			return nil, 0, nil
		case errors.As(err, &list):
			return nil, 0, list
		case err != nil:
			return nil, 0, problem.List{csvFault(r.file, err, r.inside)}
		}
		line, _ := r.FieldPos(0)
		place, blank := line-r.inside, true
		for _, cell := range record {
			r.inside += strings.Count(cell, "\n")
			blank = blank && strings.TrimSpace(cell) == ""
		}
		if !blank {
			return record, place, nil
		}
	}
}

// readParted reads CSV whose cells are parted by a sign.
func readParted(file, text string, sep rune) (*table, problem.List) {
	in := newRecords(file, strings.NewReader(text), sep)
	t := &table{file: file}
	var problems problem.List
	size := 0 // bytes of the cells
	for {
		record, place, bad := in.next()
		if bad != nil {
			return nil, bad
		}
		if record == nil {
			return t, problems
		}
		t.places, t.rows = append(t.places, place), append(t.rows, record)
		row := len(t.rows) - 1
		if list := t.tooMany(row); list != nil {
			return nil, list
		}
		problems.Join(t.checkRow(row, sep))
		for i, cell := range record {
			if size += len(cell); size > maxTable {
				return nil, problem.List{t.problem(row, i, "too-large", tooMuchText())}
			}
		}
	}
}

// checkRow refuses what no row of a table may have.
func (t *table) checkRow(row int, sep rune) (problems problem.List) {
	problems.Join(t.otherSeparator(row, sep))
	for i, cell := range t.rows[row] {
		if len(cell) <= maxCell {
			continue
		}
		if n := utf8.RuneCountInString(cell); n > maxCell {
			problems.Add(t.problem(row, i, "too-long", tooLong(n, maxCell)))
		}
	}
	return problems
}

// otherSeparator refuses a row that fits the first one when its cells are parted by another sign: its answers would be
// lost.
func (t *table) otherSeparator(row int, sep rune) problem.List {
	want, cells := len(t.rows[0])-1, t.rows[row]
	if want < 1 || len(cells) > want {
		return nil
	}
	for _, other := range separators {
		n := 0
		for _, cell := range cells {
			n += strings.Count(cell, string(other))
		}
		if other != sep && (n == want || len(cells) == 1 && n > 0) {
			return problem.List{t.problem(row, 0, "separator", say.Both("the cells of this row are parted by %q, those of the first row by %q",
				"这一行用 %q 分隔单元格，首行用的却是 %q", other, sep))}
		}
	}
	return nil
}

func csvFault(file string, err error, inside int) problem.Problem {
	p := fault(file, "csv", say.Both("not valid CSV: %v", "不是有效的 CSV：%v", err))
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		p.Line, p.Column = parse.StartLine-inside, 1
		p.Message = say.Both("not valid CSV: a quotation mark is missing or too many", "不是有效的 CSV：少了或多了引号")
	}
	return p
}

// unguard takes the mark off that keeps text from being a formula: programs put it there when they write CSV, and
// never in JSON.
func (t *table) unguard() {
	if t.spots != nil {
		return
	}
	for _, row := range t.rows {
		for i := range row {
			row[i] = unguard(row[i])
		}
	}
}

// unguardOthers is unguard, but for a table that a form tool made of our own form: its cells are as people typed them.
func (t *table) unguardOthers() {
	if len(t.rows) > 0 && !isMade(t.rows[0]) {
		t.unguard()
	}
}

// tooMany refuses the row that was added last when it is too wide, one too many, or holds one cell too many.
func (t *table) tooMany(row int) problem.List {
	t.cells += len(t.rows[row])
	switch {
	case len(t.rows) > MaxRows:
		return problem.List{t.problem(row, 0, "too-many", say.Both("more than %d rows; a survey of any length is read as CSV from a file (not from standard input) with --mapping", "超过 %d 行；问卷不限行数的读法：另存为 CSV 文件（不经标准输入），加 --mapping", MaxRows))}
	case len(t.rows[row]) > MaxColumns:
		return problem.List{t.problem(row, MaxColumns, "too-many", tooManyColumns())}
	case t.cells > maxCells:
		return problem.List{t.problem(row, 0, "too-many", tooManyCells())}
	}
	return nil
}
