package html

import "fathom/reports/doc"

// steps is how many colours the heat map has; the style sheet holds one class for each.
const steps = 10

// heatGroup is one dimension of the heat map.
type heatGroup struct {
	Name string
	Rows []heatRow
}

type heatRow struct {
	Name    string
	Cells   []heatCell
	Missing []struct{} // columns that this practice has no criterion for
}

type heatCell struct{ Class, Digit, Name string }

// Heat groups the rows of the heat map by dimension.
func (p page) Heat() []heatGroup {
	h := p.Figures.Heat
	var groups []heatGroup
	for _, r := range h.Rows {
		if r.Group != "" || len(groups) == 0 {
			groups = append(groups, heatGroup{Name: r.Group})
		}
		row := heatRow{Name: r.Name, Missing: make([]struct{}, len(h.Columns)-len(r.Cells))}
		for _, c := range r.Cells {
			row.Cells = append(row.Cells, newHeatCell(c))
		}
		g := &groups[len(groups)-1]
		g.Rows = append(g.Rows, row)
	}
	return groups
}

// Legend names the colours of the heat map.
func (p page) Legend() []heatCell {
	var out []heatCell
	for _, c := range p.Figures.Heat.Legend {
		out = append(out, newHeatCell(c))
	}
	return out
}

// newHeatCell picks the colour of a value: the higher, the stronger; the digit says it anyway.
func newHeatCell(c doc.HeatCell) heatCell {
	if !c.Position.OK {
		return heatCell{"none", "–", c.Name + " · " + c.Text}
	}
	return heatCell{"h" + step(c.Position.Value), c.Text, c.Name}
}

// step is the number of the colour of a position on a scale, 0 to 1; x, a colour of its own, for what lies below the
// scale.
func step(position float64) string {
	if position < 0 {
		return "x"
	}
	return string(rune('0' + min(int(position*steps), steps-1)))
}

// Gaps are the rows of the gap chart with their drawings.
func (p page) Gaps() []gap {
	var out []gap
	for _, g := range p.Figures.Gaps.Rows {
		out = append(out, gap{g, newTrack(g.Bar)})
	}
	return out
}

type gap struct {
	doc.GapRow
	Track track
}
