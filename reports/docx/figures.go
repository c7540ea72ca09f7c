package docx

import (
	"iter"
	"slices"
	"strconv"

	"fathom/reports/doc"
	"fathom/reports/nativechart"
	"fathom/rubric/ooxml"
	"fathom/rubric/safe"
)

// barsInChart is how many names a chart of bars has at most.
const barsInChart = 12

// evenly deals rows out to charts, so that none has much fewer than the others.
func evenly[T any](rows []T) iter.Seq[[]T] {
	charts := max(1, (len(rows)+barsInChart-1)/barsInChart)
	return slices.Chunk(rows, max(1, (len(rows)+charts-1)/charts))
}

// radar draws the dimensions against their targets.
func (w *writer) radar(r doc.Radar) {
	if len(r.Axes) > 0 {
		w.chart(nativechart.Compare(w.rep.Lang, nativechart.Radar, r.Heads, r.Axes, r.Earlier), r.Title, r.Description)
	}
}

// gaps draws the practices with a target, the widest gap first, and says the numbers in a table.
func (w *writer) gaps(g doc.GapChart) {
	if len(g.Rows) == 0 {
		return
	}
	w.heading(g.Title, 1)
	for rows := range evenly(g.Rows) {
		var bars []doc.Bar
		for _, r := range rows {
			bars = append(bars, r.Bar)
		}
		w.chart(nativechart.Compare(w.rep.Lang, nativechart.Bars, g.Heads, bars, ""), g.Title, "")
	}
	t := doc.Table{Columns: []doc.Column{{Title: g.Heads.Name, Flexible: true}, {Title: g.Heads.Text, Right: true},
		{Title: g.Heads.TargetLabel, Right: true}, {Title: g.GapHead, Right: true}}}
	for _, r := range g.Rows {
		t.Rows = append(t.Rows, []string{r.Name, r.Text, r.TargetLabel, r.Gap})
	}
	w.named(tableOf(t, none))
}

// heat shows the level of every criterion.
func (w *writer) heat(h doc.Heat) {
	if len(h.Rows) == 0 {
		return
	}
	w.heading(h.Title, 1)
	w.next = doc.Grid{}
	w.paragraph(doc.Paragraph{Text: h.Description})
	if len(h.Legend) > 0 {
		legend := grid{title: h.Title, rows: []row{{}}}
		for _, c := range h.Legend {
			legend.columns = append(legend.columns, column{share: 1 / float64(len(h.Legend))})
			legend.rows[0].cells = append(legend.rows[0].cells, heatCell(c))
		}
		w.table(legend)
	}
	w.table(heatOf(h))
}

// chart draws a chart under its title; its values are in words beside it, for those who do not see it.
func (w *writer) chart(c nativechart.Chart, title, about string) {
	if len(c.Series) == 0 {
		return
	}
	c.Title, c.Size = title, 10
	part, err := c.Add(w.on.pkg, "word")
	if err != nil {
		w.err = err
		return
	}
	if about == "" {
		about = title
	}
	high := 270.0
	if c.Kind == nativechart.Bars {
		high = 60 + 20*float64(len(c.Names))
	}
	if c.Kind == nativechart.Radar {
		w.add(paragraph(w.on.styles["caption"], []*ooxml.Element{el("w:keepNext")}, look{}.run(title)))
	}
	w.drawing(title, c.Words(about), w.on.wide(), high, nsChart,
		el("c:chart", "xmlns:c", nsChart, "r:id", w.part.Lead("chart", part)))
}

// drawing puts a chart or a picture into a line of its own.
func (w *writer) drawing(name, alt string, wide, high float64, uri string, content *ooxml.Element) {
	w.drawings++
	inline := el("wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0").Add(
		el("wp:extent", "cx", emu(wide), "cy", emu(high)),
		el("wp:docPr", "id", strconv.Itoa(w.drawings), "name", safe.Line(name), "descr", safe.Text(alt)),
		el("wp:cNvGraphicFramePr"), el("a:graphic").Add(el("a:graphicData", "uri", uri).Add(content)))
	w.add(paragraph("", nil, el("w:r").Add(el("w:drawing").Add(inline))))
}

// logo puts the logo above the title.
func (w *writer) logo(p *doc.Picture) {
	wide, high, ok := p.Within(200, 85)
	if !ok {
		return
	}
	id := w.part.Lead("image", w.on.pkg.Add(w.on.pkg.Next("word/media", "logo", ".png"), "image/png", p.Data))
	picture := el("pic:pic", "xmlns:pic", nsPicture).Add(
		el("pic:nvPicPr").Add(el("pic:cNvPr", "id", "0", "name", "Logo"), el("pic:cNvPicPr")),
		el("pic:blipFill").Add(el("a:blip", "r:embed", id), el("a:stretch").Put("a:fillRect")),
		el("pic:spPr").Add(el("a:xfrm").Put("a:off", "x", "0", "y", "0").Put("a:ext", "cx", emu(wide), "cy", emu(high)),
			el("a:prstGeom", "prst", "rect").Put("a:avLst")))
	w.drawing("Logo", p.Alt, wide, high, nsPicture, picture)
}
