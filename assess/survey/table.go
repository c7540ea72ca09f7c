package survey

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"fathom/assess/form"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// table is the part of a file that is read: heads, and the rows below them.
type table struct {
	*form.Cells
	file  string
	last  int      // the last row of heads, by index
	heads []string // of the columns
	skip  []int    // rows, by number

	stream *form.Stream // nil for a table that is here as a whole
}

// all yields the rows of the file in turn, by index, with what is wrong with a row as such.
func (t *table) all() iter.Seq2[int, problem.List] {
	if t.stream != nil {
		return t.stream.All()
	}
	return func(yield func(int, problem.List) bool) {
		for row := range t.Rows() {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// isAnswers reports whether a row is one of answers: below the heads, with anything in it, and not to be left out.
func (t *table) isAnswers(row int) bool {
	return row > t.last && !slices.Contains(t.skip, t.Number(row)) && !t.IsBlank(row)
}

// choose finds the sheet of the mapping, its heads and its rows.
func choose(file string, sheets []form.Cells, mp *Mapping) (*table, problem.List) {
	s, bad := sheetOf(file, sheets, mp.Sheet)
	if bad != nil {
		return nil, bad
	}
	t := &table{Cells: s, file: file}
	heads := mp.Head
	if s.Rows() == 0 {
		return nil, problem.List{{File: file, Kind: "columns", Message: say.Both("the file is empty", "文件是空的")}}
	}
	if first := s.Number(0); len(heads) == 0 || first == 0 { // the keys of JSON stand in no row
		heads = []int{first}
	}
	var rows []int
	for _, number := range heads {
		row := rowOf(s, number)
		if row < 0 {
			m := say.Both("head: %d is a row without anything in it", "head: %d 这一行是空的", number)
			if where := elsewhere(sheets, mp.named(), s.Name); where != (say.Message{}) {
				m = m.And(say.Both("; %s", "；%s", where))
			}
			return nil, problem.List{{File: file, Kind: "columns", Message: m}}
		}
		rows = append(rows, row)
	}
	if bad := checkHeads(file, s, mp.Skip, rows); bad != nil {
		return nil, bad
	}
	t.heads, t.last, t.skip = joined(s, rows), rows[len(rows)-1], mp.Skip
	if len(t.heads) == 0 { // records of JSON without a key, or no record
		return nil, problem.List{{File: file, Kind: "columns", Message: say.Both("the file is empty", "文件是空的")}}
	}
	return t, nil
}

// checkHeads refuses to leave out the row of the heads: another one is meant.
func checkHeads(file string, s *form.Cells, skip, heads []int) (problems problem.List) {
	for _, number := range skip {
		isHead := slices.ContainsFunc(heads, func(row int) bool { return s.Number(row) == number })
		if isHead && number > 0 {
			problems.Add(problem.Problem{File: file, Kind: "columns", Message: say.Both("skip: %[1]d is the row of the heads; in the mapping, leave it out, or say where they are: head: %[2]d", "skip: %[1]d 是表头所在的行；请在映射里去掉它，或写明表头在哪一行：head: %[2]d", number, number+1)})
		}
	}
	return problems
}

// checkSkip refuses to leave out a row beyond the table, whose last row is known once it is read: another one is meant.
func (t *table) checkSkip(end int) (problems problem.List) {
	for _, number := range t.skip {
		if number > end {
			problems.Add(problem.Problem{File: t.file, Kind: "columns", Message: say.Both("skip: %d is beyond the last row, %d", "skip: %d 超出了最后一行（第 %d 行）", number, end)})
		}
	}
	return problems
}

// sheetOf finds a sheet by its name or its number, or the first one.
func sheetOf(file string, sheets []form.Cells, name string) (*form.Cells, problem.List) {
	var names []string
	if len(sheets) == 1 && !sheets[0].IsSheet() {
		return &sheets[0], nil // a file that is one table, whatever a workbook of the same survey has
	}
	for i := range sheets {
		if name == "" || form.Plain(sheets[i].Name) == form.Plain(name) || name == strconv.Itoa(i+1) {
			return &sheets[i], nil
		}
		names = append(names, sheets[i].Name)
	}
	if len(sheets) == 0 {
		return nil, problem.List{{File: file, Kind: "columns", Message: say.Both("the workbook has no sheet in view", "工作簿里没有可见的工作表")}}
	}
	return nil, problem.List{{File: file, Kind: "columns",
		Message: problem.Hint(say.Both("no sheet %s; there are: %s", "没有工作表 %s；现有：%s", short(name), say.Row(names)), name, names)}}
}

func rowOf(s *form.Cells, number int) int {
	for row := range s.Rows() {
		if s.Number(row) == number {
			return row
		}
	}
	return -1
}

// joined makes the heads of one row or several. Of several, a head that stands above many columns is written in the
// first of them only, as SurveyMonkey does; parts are joined by a slash.
func joined(s *form.Cells, rows []int) []string {
	width := 0
	for _, row := range rows {
		width = max(width, s.Columns(row))
	}
	heads := make([]string, width)
	for i, row := range rows {
		above := ""
		for c := range heads {
			text := s.Look(row, c)
			if text != "" {
				above = text
			} else if i < len(rows)-1 {
				text = above
			}
			if heads[c] != "" && text != "" {
				text = heads[c] + " / " + text
			}
			heads[c] = cmp.Or(text, heads[c])
		}
	}
	return heads
}

// letter is what a column is called where its head is not enough.
func letter(c int) string {
	name := ""
	for c++; c > 0; c = (c - 1) / 26 {
		name = string(rune('A'+(c-1)%26)) + name
	}
	return "column " + name
}

// find finds a column by its head; apart from case, width and blanks where none is just so.
func (t *table) find(head string) (columns []int) {
	for _, same := range []func(c int) bool{
		func(c int) bool { return t.heads[c] == head },
		func(c int) bool { return t.heads[c] != "" && form.Plain(t.heads[c]) == form.Plain(head) },
		func(c int) bool { return strings.EqualFold(letter(c), head) },
	} {
		for c := range t.heads {
			if same(c) {
				columns = append(columns, c)
			}
		}
		if columns != nil {
			return columns
		}
	}
	return nil
}
