package form

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// table is one sheet or CSV file: a head of keys and the rows under it.
type table struct {
	file, sheet string    // sheet is "" for CSV
	tab         int       // where the sheet stands in its workbook, from 1; 0 for CSV
	book        *workbook // nil for CSV
	rows        [][]string
	places      []int // row number of each row, from 1
	columns     map[string]int
	head        int               // index of the row of keys
	filled      []int             // the rows below it that hold anything
	veiled      map[int]bool      // numbers of rows that are hidden
	merged      []area            // of cells
	across      across            // of them, those of the row that was asked for last
	spots       [][]spot          // of the cells of JSON, whose rows have no numbers
	beside      []string          // keys of JSON beside the list that is the table
	doubts      map[[2]int]*doubt // of cells, by row and column from 1, for who asks for them
	cells       int               // in all rows
}

// problem makes an error at a cell: file:row:column for CSV, file:sheet!A1 for workbooks.
func (t *table) problem(row, col int, kind string, m say.Message) problem.Problem {
	if t.spots != nil {
		return t.spotOf(row, col).Problem(kind, m)
	}
	return t.problemAt(t.places[row], col+1, kind, m)
}

// spotOf is where a value of JSON stands, or its object where that lacks it.
func (t *table) spotOf(row, col int) problem.Place {
	p := problem.Place{File: t.file}
	for _, s := range t.spots[row] {
		if p.Line == 0 && s.line > 0 {
			p.Line, p.Column = int(s.line), int(s.column)
		}
	}
	if col < len(t.spots[row]) && t.spots[row][col].line > 0 {
		p.Line, p.Column = int(t.spots[row][col].line), int(t.spots[row][col].column)
	}
	return p
}

// doubt is why a cell says nothing for certain.
type doubt struct {
	kind string
	say.Message
}

// doubtful tells why a cell says nothing for certain.
func (t *table) doubtful(row, col int) (problem.Problem, bool) {
	d := t.doubts[[2]int{t.places[row], col + 1}]
	if d == nil {
		return problem.Problem{}, false
	}
	return t.problem(row, col, d.kind, d.Message), true
}

// isBlank reports whether a row has nothing but blanks: a cell in doubt is not blank.
func (t *table) isBlank(row int) bool {
	for c, text := range t.rows[row] {
		if strings.TrimSpace(text) != "" || t.doubts[[2]int{t.places[row], c + 1}] != nil {
			return false
		}
	}
	return true
}

// problemAt is problem by the numbers of row and column, from 1.
func (t *table) problemAt(row, col int, kind string, m say.Message) problem.Problem {
	p := problem.Problem{File: t.file, Sheet: t.tab, Line: row, Column: col, Kind: kind, Message: m}
	if cell, err := excelize.CoordinatesToCellName(col, row); t.sheet != "" && err == nil {
		p.Cell = t.sheet + "!" + cell
	}
	return p
}

// at is a cell's text, "" beyond the row's end.
func (t *table) at(row, col int) string {
	if col < 0 || col >= len(t.rows[row]) {
		return ""
	}
	return t.rows[row][col]
}

// col is the place of a key's column, -1 without one.
func (t *table) col(key string) int {
	if c, ok := t.columns[key]; ok {
		return c
	}
	return -1
}

// keyed takes the row at index head as the row of keys. Of two columns with one key, which are a problem only for who
// reads it, the first one counts.
func (t *table) keyed(head int) {
	t.head, t.columns, t.filled = head, map[string]int{}, nil
	for i := head + 1; i < len(t.rows); i++ {
		if !t.isBlank(i) {
			t.filled = append(t.filled, i)
		}
	}
	for c, cell := range t.rows[head] {
		key := strings.TrimSpace(cell)
		if _, twice := t.columns[key]; !twice {
			t.columns[key] = c
		}
	}
}

// once refuses a second column with one of the keys, and a key that is computed.
func (t *table) once(keys []string, problems *problem.List) {
	for c, cell := range t.rows[t.head] {
		key := strings.TrimSpace(cell)
		if !slices.Contains(keys, key) {
			continue
		}
		if p, bad := t.doubtful(t.head, c); bad {
			problems.Add(p)
		}
		if t.columns[key] != c {
			problems.Add(t.problem(t.head, c, "duplicate", say.Both("the column %s is there twice", "列 %s 重复", short(key))))
		}
	}
}

// body lists the rows below the keys that hold anything.
func (t *table) body() []int { return t.filled }

// width is how many columns there are down to the last one with a head.
func (t *table) width() int {
	head := t.rows[t.head]
	for n := len(head); n > 0; n-- {
		if strings.TrimSpace(head[n-1]) != "" {
			return n
		}
	}
	return 0
}

// widest is how many cells the longest of all rows has.
func (t *table) widest() int {
	n := 0
	for _, row := range t.rows {
		n = max(n, len(row))
	}
	return n
}

// mergedCells finds merged cells over several of the cells that are read: only the first of them would have what the
// others show.
func (t *table) mergedCells(isRead func(col int) bool) (problems problem.List) {
	for _, a := range t.merged {
		columns := 0
		for c := a.col; c <= min(a.lastCol, t.width()); c++ {
			if isRead(c - 1) {
				columns++
			}
		}
		first, found := slices.BinarySearch(t.places, a.row)
		rows := a.lastRow - max(a.row, t.places[t.head]+1) + 1
		if found && rows > 0 && columns*rows > 1 && strings.TrimSpace(t.at(first, a.col-1)) != "" {
			problems.Add(t.problem(first, a.col-1, "merged", say.Both("merged cells: only the first one holds the value; unmerge them and fill in each", "合并的单元格：只有第一格有值；请取消合并，逐格填写")))
		}
	}
	return problems
}

// across are the merged areas that a row has a part in, by their columns.
type across struct {
	place int // of the row
	areas []area
}

// mergedAt finds the merged area of a cell, by index.
func (t *table) mergedAt(row, col int) (area, bool) {
	if place := t.places[row]; t.across.place != place {
		t.across = across{place: place}
		for _, a := range t.merged {
			if a.row <= place && place <= a.lastRow {
				t.across.areas = append(t.across.areas, a)
			}
		}
		slices.SortStableFunc(t.across.areas, func(a, b area) int { return a.col - b.col })
	}
	at, _ := slices.BinarySearchFunc(t.across.areas, col+2, func(a area, col int) int { return a.col - col })
	if at == 0 || t.across.areas[at-1].lastCol < col+1 {
		return area{}, false
	}
	return t.across.areas[at-1], true
}

// isLong reports whether a head is that of one row a criterion.
func isLong(head []string) bool {
	id, answer := false, false
	for _, cell := range head {
		id = id || strings.TrimSpace(cell) == colID
		answer = answer || strings.TrimSpace(cell) == colAnswer
	}
	return id && answer
}

// fault is a problem of a whole file.
func fault(file, kind string, m say.Message) problem.Problem {
	return problem.Problem{File: file, Kind: kind, Message: m}
}
