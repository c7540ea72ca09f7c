package html

import (
	"reflect"
	"strconv"
	"testing"

	"fathom/reports/doc"
)

// TestBands: what one sheet of paper does not hold stands in tables of about the same width, each with the names of the
// rows, and nothing is lost: 30 columns beside the names in four of 7, 8, 7 and 8.
func TestBands(t *testing.T) {
	for columns, want := range map[int][][2]int{0: nil, 13: nil, 14: {{0, 7}, {7, 14}}, 16: {{0, 8}, {8, 16}},
		30: {{0, 7}, {7, 15}, {15, 22}, {22, 30}}} {
		if got := cut(columns); !reflect.DeepEqual(got, want) {
			t.Errorf("%d: %v, want %v", columns, got, want)
		}
	}
	wide := doc.Table{Columns: []doc.Column{{Title: "day"}}, Rows: [][]string{{"30"}}}
	grid := doc.Grid{Corner: "region", Rows: []doc.GridRow{{Name: "north"}}}
	for k := range 30 {
		name := strconv.Itoa(k)
		wide.Columns = append(wide.Columns, doc.Column{Title: name})
		wide.Rows[0] = append(wide.Rows[0], "x"+name)
		grid.Columns = append(grid.Columns, name)
		grid.Rows[0].Cells = append(grid.Rows[0].Cells, doc.GridCell{Text: "x" + name})
	}
	next := 0
	for _, b := range bands(wide) {
		band := b.(doc.Table)
		if band.Columns[0].Title != "day" || band.Rows[0][0] != "30" {
			t.Errorf("%v", band)
		}
		for k, c := range band.Columns[1:] {
			if want := strconv.Itoa(next); c.Title != want || band.Rows[0][1+k] != "x"+want {
				t.Errorf("%v %q, want %s", c, band.Rows[0][1+k], want)
			}
			next++
		}
	}
	for _, b := range bands(grid) {
		band := b.(doc.Grid)
		if band.Corner != "region" || band.Rows[0].Name != "north" || len(band.Columns) > bandColumns {
			t.Errorf("%v", band)
		}
		for k, c := range band.Columns {
			if want := strconv.Itoa(next - 30); c != want || band.Rows[0].Cells[k].Text != "x"+want {
				t.Errorf("%s %v, want %s", c, band.Rows[0].Cells[k], want)
			}
			next++
		}
	}
	if next != 60 {
		t.Error(next)
	}
	if got := bands(doc.Heading{Text: "a"}); len(got) != 1 {
		t.Error(got)
	}
}
