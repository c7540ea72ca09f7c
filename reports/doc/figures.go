package doc

import "fathom/assess"

// Figures are the charts of a report as data, for writers that draw. A chart that would have nothing to show is empty.
type Figures struct {
	Level, Target string // of the whole, in words
	Radar         Radar
	Gaps          GapChart
	Heat          Heat
}

// Radar compares dimensions with their targets, each on an axis of its own. It has three to ten axes, or none: fewer
// have no area, more cannot be read.
type Radar struct {
	Title, Description string
	Heads              Bar
	Axes               []Bar
	Earlier            string // the earlier assessment that the axes show, "" without one
}

// GapChart lists the practices with a target, the widest gap first.
type GapChart struct {
	Title, Description string
	Heads              Bar
	GapHead            string
	Rows               []GapRow
}

// GapRow is one practice: where it stands, where it should be, and the difference in points, as text.
type GapRow struct {
	Bar
	Gap string
}

// Heat shows the level of every criterion that was asked, a row a practice.
type Heat struct {
	Title, Description string
	Corner             string // the head of the first column
	Columns            []string
	Rows               []HeatRow
	Legend             []HeatCell // the levels of the scale, lowest first; none where criteria have different scales
}

// HeatRow is one practice; Group is set on the first of a dimension.
type HeatRow struct {
	Group, Name string
	Cells       []HeatCell
}

// HeatCell is one criterion. Position is where its value lies on its scale, 0 to 1; undefined where it has no value.
type HeatCell struct {
	Name, Text string
	Position   assess.Maybe[float64]
}
