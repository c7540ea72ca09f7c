package terminal

import (
	"strings"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"

	"fathom/reports/doc"
)

// This file draws tables. Of the table library it uses what draws lines, not what lays them out: our cells are wrapped
// already, and a whole table of the library begins with a cache for ten thousand types, which took longer than the
// drawing.

// padding is what stands around a cell, within the width of its column.
var padding = tw.Padding{Left: " ", Right: " "}

// draw draws a table: a line for the titles, a rule, and as many lines for each row as its tallest cell has. cell is
// the text of a cell of a column, wrapped.
func draw(t doc.Table, cell func(text string, column int) string) string {
	titles := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = c.Title
	}
	rows := make([][][]string, 0, len(t.Rows)+1)
	for _, texts := range append([][]string{titles}, t.Rows...) {
		rows = append(rows, cells(texts, cell))
	}
	twwidth.SetEastAsian(false)
	d := board{columns: t.Columns, widths: widthsOf(rows), Blueprint: renderer.NewBlueprint(tw.Rendition{
		Borders:  tw.BorderNone,
		Symbols:  tw.NewSymbols(tw.StyleLight),
		Settings: tw.Settings{Separators: tw.Separators{BetweenColumns: tw.Off}},
	})}
	var b strings.Builder
	_ = d.Start(&b) // cannot fail
	d.row(rows[0])
	d.Line(tw.Formatting{Row: tw.RowContext{Widths: d.widths}})
	for _, row := range rows[1:] {
		d.row(row)
	}
	return b.String()
}

// cells are the lines of each cell of a row.
func cells(texts []string, cell func(text string, column int) string) [][]string {
	out := make([][]string, len(texts))
	for i, text := range texts {
		out[i] = strings.Split(cell(text, i), "\n")
	}
	return out
}

// widthsOf is how wide each column is, with its padding.
func widthsOf(rows [][][]string) tw.Mapper[int, int] {
	out := tw.NewMapper[int, int]()
	for _, row := range rows {
		for i, lines := range row {
			for _, l := range lines {
				out[i] = max(out[i], twwidth.Width(l)+len(padding.Left)+len(padding.Right))
			}
		}
	}
	return out
}

// board is a table that is being drawn.
type board struct {
	*renderer.Blueprint
	columns []doc.Column
	widths  tw.Mapper[int, int]
}

// row draws the lines of one row; a cell that has fewer is blank below.
func (d board) row(cells [][]string) {
	tallest := 0
	for _, lines := range cells {
		tallest = max(tallest, len(lines))
	}
	for n := range tallest {
		line := make(map[int]tw.CellContext, len(cells))
		for i, lines := range cells {
			c := tw.CellContext{Align: tw.AlignLeft, Padding: padding}
			if d.columns[i].Right {
				c.Align = tw.AlignRight
			}
			if n < len(lines) {
				c.Data = lines[n]
			}
			line[i] = c
		}
		d.Row(nil, tw.Formatting{Row: tw.RowContext{Position: tw.Row, Current: line, Widths: d.widths}})
	}
}
