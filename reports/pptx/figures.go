package pptx

import (
	"fmt"
	"slices"

	"fathom/reports/doc"
	"fathom/reports/nativechart"
)

// barsOnSlide is how many names a chart of bars has on one slide, where there is room for their letters.
const barsOnSlide = 12

// barsIn is how many of n names stand on each slide, so that no slide has much fewer than the others.
func barsIn(room box, n int) int {
	most := max(3, min(barsOnSlide, int((room.cy-50)/24)))
	slides := max(1, (n+most-1)/most)
	return max(1, (n+slides-1)/slides)
}

func (w *writer) layRadar(r doc.Radar, room box) []drawing {
	c := nativechart.Compare(w.deck.Lang, nativechart.Radar, r.Heads, r.Axes, r.Earlier)
	return w.layChart(c, r.Description, room)
}

// layGaps draws the gaps, so many to a slide.
func (w *writer) layGaps(g doc.GapChart, room box) []drawing {
	var out []drawing
	for rows := range slices.Chunk(g.Rows, barsIn(room, len(g.Rows))) {
		var bars []doc.Bar
		for _, r := range rows {
			bars = append(bars, r.Bar)
		}
		c := nativechart.Compare(w.deck.Lang, nativechart.Bars, g.Heads, bars, "")
		out = append(out, w.layChart(c, g.Title, room)...)
	}
	return out
}

// layDumbbells draws then and now as bars.
func (w *writer) layDumbbells(d doc.Dumbbells, room box) []drawing {
	var out []drawing
	for rows := range slices.Chunk(d.Rows, barsIn(room, len(d.Rows))) {
		d.Rows = rows
		out = append(out, w.layChart(nativechart.ThenNow(w.deck.Lang, d), d.Change, room)...)
	}
	return out
}

// layChart draws a chart; its values are in words beside it, for those who do not see it.
func (w *writer) layChart(c nativechart.Chart, alt string, room box) []drawing {
	return []drawing{func(s *slide) {
		c.Title, c.Ink = s.title, s.on.ink.text
		part, err := c.Add(w.pkg, "ppt")
		if err != nil {
			w.err = err
			return
		}
		chart := el("c:chart", "xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart", "r:id",
			s.part.Lead("chart", part))
		s.frame(s.title, c.Words(alt), room, "http://schemas.openxmlformats.org/drawingml/2006/chart", chart)
	}}
}

// heatOf is the heat map as a table: a row a practice under its dimension, each level on a ground that is the darker
// the higher it is.
func heatOf(h doc.Heat) grid {
	g := grid{sizes: []float64{14, 12, smallest}, alt: h.Description, columns: []column{{flexible: true}}}
	head := row{cells: []cell{{text: h.Corner, look: look{bold: true}}}}
	for _, c := range h.Columns {
		g.columns = append(g.columns, column{})
		head.cells = append(head.cells, cell{text: c, look: look{align: "ctr", bold: true}})
	}
	g.rows = append(g.rows, head)
	for _, r := range h.Rows {
		if r.Group != "" {
			g.rows = append(g.rows, row{glued: true, cells: []cell{{text: r.Group, span: len(g.columns),
				look: look{bold: true}}}})
		}
		out := row{cells: []cell{{text: r.Name, look: look{indent: 12}}}}
		for k := range h.Columns {
			if k < len(r.Cells) {
				out.cells = append(out.cells, heatCell(r.Cells[k]))
			} else {
				out.cells = append(out.cells, cell{})
			}
		}
		g.rows = append(g.rows, out)
	}
	return g
}

func heatCell(c doc.HeatCell) cell {
	if !c.Position.OK {
		return cell{text: "–", look: look{align: "ctr"}}
	}
	ground, ink := nativechart.Shade(c.Position.Value)
	return cell{text: c.Text, ground: ground, look: look{align: "ctr", colour: ink}}
}

// laneCells is how many cells a calendar has, and laneShare the part of the slide's width that it takes.
const laneCells, laneShare = 24, 0.4

// lanesOf is a plan as a table: under each who does them the steps, with cells filled for the days they take.
func lanesOf(l doc.Lanes) grid {
	g := grid{sizes: []float64{14, 12, smallest}, alt: l.Description,
		columns: []column{{flexible: true}, {}}}
	for range laneCells {
		g.columns = append(g.columns, column{share: laneShare / laneCells})
	}
	head := look{bold: true}
	g.rows = []row{{cells: append([]cell{{text: l.StepHead, look: head}, {text: l.WhenHead, look: head}}, marks(l)...)}}
	for _, lane := range l.Rows {
		name := lane.Name
		if lane.Note != "" {
			name += "  " + lane.Note
		}
		g.rows = append(g.rows, row{glued: true, cells: []cell{{text: name, span: len(g.columns), look: head}}})
		for _, b := range lane.Bars {
			cells := []cell{{text: fmt.Sprintf("%d  %s", b.Number, b.Name), look: look{indent: 12}}, {text: b.When}}
			g.rows = append(g.rows, row{cells: append(cells, bar(l.Cells(b, laneCells))...)})
		}
	}
	return g
}

// bar is a step on the calendar, in cells without edges between them. They are not merged: LibreOffice paints merged
// ones of a last row in other places.
func bar(signs string) []cell {
	var out []cell
	for _, sign := range signs {
		c := cell{tight: true}
		if sign == '█' {
			c.ground = "accent1"
		}
		out = append(out, c)
	}
	return out
}

// marks are the heads of the calendar.
func marks(l doc.Lanes) []cell {
	var out []cell
	for _, h := range l.Heads(laneCells) {
		out = append(out, cell{text: h.Text, span: h.Cells, look: look{align: "r", bold: true}})
	}
	return out
}
