package pptx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/nativechart"
	"fathom/reports/number"
)

// barsOnSlide is how many names a chart of bars has on one slide, where there is room for their letters.
const barsOnSlide = 12

// barsIn is how many of n names stand on each slide, so that no slide has much fewer than the others.
func barsIn(room box, n int) int {
	most := max(3, min(barsOnSlide, int((room.cy-50)/24)))
	slides := max(1, (n+most-1)/most)
	return max(1, (n+slides-1)/slides)
}

// places is how finely a number is printed.
func places(text string) int {
	text, _, _ = strings.Cut(text, "/")
	_, fraction, _ := strings.Cut(text, ".")
	n := 0
	for n < len(fraction) && '0' <= fraction[n] && fraction[n] <= '9' {
		n++
	}
	return n
}

// plot gathers what a chart draws: each number as it is printed.
type plot struct {
	chart nativechart.Chart
	share bool // the names have scales of their own, so their shares of these are drawn
}

// newPlot is a chart without values, on the scale that all bars have.
func newPlot(bars []doc.Bar) plot {
	p := plot{chart: nativechart.Chart{Min: bars[0].Min, Max: bars[0].Max}}
	for i := range bars {
		p.share = p.share || bars[i].Min != bars[0].Min || bars[i].Max != bars[0].Max
	}
	if p.share {
		p.chart.Min, p.chart.Max, p.chart.Percent = 0, 1, true
	}
	return p
}

// value is a number of a bar that is printed as a text.
func (p *plot) value(b *doc.Bar, v number.Value, text string) number.Value {
	switch {
	case !v.OK:
		return number.Value{}
	case p.share && b.Max <= b.Min:
		return number.Value{}
	case p.share:
		return assess.Some(number.Rounded((v.Value-b.Min)/(b.Max-b.Min), 2))
	}
	n := places(text)
	p.chart.Decimals = max(p.chart.Decimals, n)
	return assess.Some(number.Rounded(v.Value, n))
}

// series adds a line or bars of a name, and nothing where there is no value.
func (p *plot) series(name, colour string, dashed bool, values []number.Value) {
	for _, v := range values {
		if v.OK {
			p.chart.Series = append(p.chart.Series, nativechart.Series{Name: name, Values: values, Colour: colour,
				Dashed: dashed})
			return
		}
	}
}

// compare plots scores against targets, and against an earlier assessment where there is one.
func (w *writer) compare(kind nativechart.Kind, heads doc.Bar, bars []doc.Bar, earlier string) nativechart.Chart {
	p := newPlot(bars)
	var now, aim, then []number.Value
	for i := range bars {
		b := &bars[i]
		p.chart.Names = append(p.chart.Names, b.Name)
		now = append(now, p.value(b, b.Score, b.Text))
		aim = append(aim, p.value(b, b.Target, b.TargetLabel))
		then = append(then, p.value(b, b.Earlier, b.Text))
	}
	p.chart.Kind, p.chart.Lang, p.chart.Head = kind, w.deck.Lang, heads.Name
	of := func(name string) string {
		if p.share {
			return w.deck.Lang.Say("%s, as a share of its scale", "%s（占各自标尺的比例）", name)
		}
		return name
	}
	p.series(of(heads.Text), "accent1", false, now)
	p.series(of(heads.TargetLabel), "accent2", true, aim)
	if earlier != "" {
		p.series(of(earlier), "accent3", true, then)
	}
	return p.chart
}

func (w *writer) layRadar(r doc.Radar, room box) []drawing {
	return w.layChart(w.compare(nativechart.Radar, r.Heads, r.Axes, r.Earlier), r.Description, room)
}

// layGaps draws the gaps, so many to a slide.
func (w *writer) layGaps(g doc.GapChart, room box) []drawing {
	var out []drawing
	for rows := range slices.Chunk(g.Rows, barsIn(room, len(g.Rows))) {
		var bars []doc.Bar
		for _, r := range rows {
			bars = append(bars, r.Bar)
		}
		out = append(out, w.layChart(w.compare(nativechart.Bars, g.Heads, bars, ""), g.Title, room)...)
	}
	return out
}

// layDumbbells draws then and now as bars.
func (w *writer) layDumbbells(d doc.Dumbbells, room box) []drawing {
	var out []drawing
	for rows := range slices.Chunk(d.Rows, barsIn(room, len(d.Rows))) {
		bars := make([]doc.Bar, len(rows))
		for i, r := range rows {
			bars[i] = doc.Bar{Name: r.Name, Score: r.Now, Min: r.Min, Max: r.Max, Text: r.New}
		}
		p := newPlot(bars)
		var then, now []number.Value
		for i := range bars {
			p.chart.Names = append(p.chart.Names, bars[i].Name)
			then = append(then, p.value(&bars[i], rows[i].Then, rows[i].Old))
			now = append(now, p.value(&bars[i], bars[i].Score, bars[i].Text))
		}
		p.chart.Lang, p.chart.Head = w.deck.Lang, d.Name
		p.series(d.Then.Word+" "+d.Then.Date, "accent3", false, then)
		p.series(d.Now.Word+" "+d.Now.Date, "accent1", false, now)
		out = append(out, w.layChart(p.chart, d.Change, room)...)
	}
	return out
}

// layChart draws a chart; its values are in words beside it, for those who do not see it.
func (w *writer) layChart(c nativechart.Chart, alt string, room box) []drawing {
	return []drawing{func(s *slide) {
		c.Title = s.title
		part, err := c.Add(w.pkg, "ppt")
		if err != nil {
			w.err = err
			return
		}
		words := []string{alt}
		for i, name := range c.Names {
			for _, one := range c.Series {
				if v := one.Values[i]; v.OK {
					name += fmt.Sprintf("; %s %s", one.Name, said(v.Value, &c))
				}
			}
			words = append(words, name)
		}
		chart := el("c:chart", "xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart", "r:id",
			s.part.Lead("chart", part))
		s.frame(s.title, strings.Join(words, "\n"), room, "http://schemas.openxmlformats.org/drawingml/2006/chart", chart)
	}}
}

// said is a value as the chart shows it.
func said(v float64, c *nativechart.Chart) string {
	if c.Percent {
		return number.Percent(assess.Some(v))
	}
	return strconv.FormatFloat(v, 'f', c.Decimals, 64)
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

// shades are the grounds of values, from the lowest to the highest, as on the page.
var shades = [...]string{"#DEEEF5", "#C9E3EE", "#B1D5E6", "#96C5DC", "#7AB3D0", "#5B9FC2", "#3F8AB2", "#2773A0",
	"#155B87", "#08426A"}

// firstDark is the first of the grounds on which white is easier to read than black.
const firstDark = 7

func heatCell(c doc.HeatCell) cell {
	if !c.Position.OK {
		return cell{text: "–", look: look{align: "ctr"}}
	}
	k := max(0, min(int(c.Position.Value*float64(len(shades))), len(shades)-1))
	out := cell{text: c.Text, ground: shades[k], look: look{align: "ctr", colour: "#0B1E2B"}}
	if k >= firstDark {
		out.look.colour = "#FFFFFF"
	}
	return out
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

// marks are the heads of the calendar, each over the cells up to its day; days that share a cell have one head.
func marks(l doc.Lanes) []cell {
	var out []cell
	from := 0
	for i, m := range l.Marks {
		to := min(max(m.Day*laneCells/max(l.End(), 1), 0), laneCells)
		if i == len(l.Marks)-1 {
			to = laneCells
		}
		if to > from {
			out = append(out, cell{text: m.Text, span: to - from, look: look{align: "r", bold: true}})
			from = to
		}
	}
	if from < laneCells {
		out = append(out, cell{span: laneCells - from})
	}
	return out
}
