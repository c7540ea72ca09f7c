package doc

import (
	"testing"

	"fathom/assess"
)

// TestCellDecimals: a workbook shows as many decimals as the page does, and keeps the number itself.
func TestCellDecimals(t *testing.T) {
	for _, c := range []struct {
		cell     SheetCell
		decimals int
	}{
		{NumberCell(assess.Some(2.98), 1, 3), 2}, {NumberCell(assess.Some(3.0), 1, 3), 1},
		{NumberCell(assess.Some(0.04), 1, 0), 2},
		{ShareCell(assess.Some(0.9962)), 1}, {ShareCell(assess.Some(1.0)), 0}, {ShareCell(assess.Some(0.796), 0.8), 1},
	} {
		if c.cell.Decimals != c.decimals {
			t.Errorf("%+v shows %d decimals, want %d", c.cell, c.cell.Decimals, c.decimals)
		}
	}
}
