package html

import "fathom/reports/doc"

// A table of so many columns that a sheet of paper does not hold them becomes several below each other, each with the
// names of the rows; a browser would print the whole document smaller, and the heads letter below letter.
const (
	mostColumns = 14 // in one table, the names included
	bandColumns = 8  // beside the names, at most, where there are more
)

// bands are a block as a sheet of paper holds it.
func bands(b doc.Block) []doc.Block {
	var out []doc.Block
	switch v := b.(type) {
	case doc.Table:
		for _, at := range cut(len(v.Columns) - 1) {
			t := doc.Table{Columns: beside(v.Columns, at)}
			for _, row := range v.Rows {
				t.Rows = append(t.Rows, beside(row, at))
			}
			out = append(out, t)
		}
	case doc.Grid:
		for _, at := range cut(len(v.Columns)) {
			g := doc.Grid{Corner: v.Corner, Columns: v.Columns[at[0]:at[1]]}
			for _, row := range v.Rows {
				g.Rows = append(g.Rows, doc.GridRow{Name: row.Name, Cells: row.Cells[at[0]:at[1]]})
			}
			out = append(out, g)
		}
	}
	if len(out) == 0 {
		return []doc.Block{b}
	}
	return out
}

// beside is the first of a row, which names it, and those behind it from one place to another.
func beside[T any](row []T, at [2]int) []T {
	return append([]T{row[0]}, row[1+at[0]:1+at[1]]...)
}

// cut says from where to where the columns beside the names stand together, as evenly as can be; nothing where one
// table holds them.
func cut(columns int) [][2]int {
	if columns < mostColumns {
		return nil
	}
	n := (columns + bandColumns - 1) / bandColumns
	out := make([][2]int, n)
	for k := range out {
		out[k] = [2]int{k * columns / n, (k + 1) * columns / n}
	}
	return out
}
