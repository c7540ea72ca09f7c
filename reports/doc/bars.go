package doc

import (
	"strings"

	"fathom/assess"
	"fathom/reports/number"
)

// Bars shows scores against their targets. Heads holds the titles of the columns, for writers that print them.
type Bars struct {
	Heads Bar
	Rows  []Bar
}

// Bar is one score on its scale, all numbers in points; Text is the score as it is printed, Note what is said beside
// it.
type Bar struct {
	Name        string
	Level       int // nesting: 0 is the outermost
	Score       assess.Maybe[float64]
	Low, High   assess.Maybe[float64]
	Target      assess.Maybe[float64]
	Earlier     assess.Maybe[float64] // the score of an earlier assessment
	Min, Max    float64               // the ends of the scale
	Text, Note  string
	TargetLabel string
}

// Share is where the score lies on the scale, 0 to 1.
func (r *Bar) Share() float64 { return (r.Score.Value - r.Min) / (r.Max - r.Min) }

func (Bars) block() {}

// Cells draws the score as n cells: full ones up to the score, light ones up to the end of the scale.
func (r Bar) Cells(n int) string {
	full := r.cell(r.Score, n)
	return strings.Repeat("█", full) + strings.Repeat("░", n-full)
}

// cell maps a value on the bar's scale to 0..n cells; a value above the lowest shows at least one.
func (r Bar) cell(v number.Value, n int) int {
	if !v.OK || r.Max <= r.Min {
		return 0
	}
	least := 0
	if v.Value > r.Min+assess.Tolerance {
		least = 1
	}
	return max(least, min(n, int(float64(n)*(v.Value-r.Min)/(r.Max-r.Min)+0.5)))
}

// Mark is the cell in which the target falls, from 0, or -1 without one.
func (r Bar) Mark(n int) int {
	if !r.Target.OK {
		return -1
	}
	return max(0, r.cell(r.Target, n)-1)
}
