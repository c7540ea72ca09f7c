package html

import (
	"fmt"

	"fathom/reports/doc"
	"fathom/rubric/safe"
)

// table is a table as a page shows it.
type table struct {
	Columns []doc.Column
	Rows    [][]cell
}

// cell is a cell that is ready for its place. A layout that asks for each of these itself, of every cell, takes longer
// than all else that makes a page.
type cell struct {
	Text    any    // see broken
	Class   string // see kind; of the first of a row, which names it, whether it is a number
	Head    string // of its column
	Headers string // the ids of its heads, in groups
}

func newTable(t doc.Table) *table {
	heads := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = safe.Text(c.Title)
	}
	out := &table{t.Columns, make([][]cell, len(t.Rows))}
	for k, row := range t.Rows {
		out.Rows[k] = make([]cell, len(row))
		for i, text := range row {
			out.Rows[k][i] = cell{Text: broken(text), Class: kind(t.Columns[i], text), Head: heads[i]}
		}
		if len(row) > 0 {
			out.Rows[k][0].Class = nameClass(t.Columns[0])
		}
	}
	return out
}

// nameClass is the class of a cell that names its row.
func nameClass(c doc.Column) string {
	if c.Right {
		return "number"
	}
	return ""
}

// under notes the heads of each cell of a group's rows: that of the group, that of the row, that of the column. The ids
// begin with that of the groups.
func under(id string, n int, rows [][]cell) {
	for k, row := range rows {
		for i := range row {
			row[i].Headers = fmt.Sprintf("%[1]sg%[2]d %[1]sg%[2]dr%[3]d %[1]sc%[4]d", id, n, k, i)
		}
	}
}
