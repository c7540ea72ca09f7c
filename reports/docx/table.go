package docx

import (
	"strconv"
	"strings"

	"fathom/reports/doc"
	"fathom/rubric/ooxml"
	"fathom/rubric/safe"
	"fathom/rubric/width"
)

// grid is a table ready to lay out.
type grid struct {
	columns []column
	rows    []row // the first is the head
	title   string
	alt     string
}

// column is one column: as wide as its texts, or with a part of what the others leave, or with a share of the whole.
type column struct {
	flexible, right bool
	share           float64
}

// row is one row; one that is glued names what is below it.
type row struct {
	cells []cell
	glued bool
	high  float64 // at least, in points
}

// cell is a text on a ground; it may span several columns.
type cell struct {
	lead, text string // the lead is bold
	span       int    // columns; 0 is 1
	look       look
	align      string // right or center; "" as the column
	indent     float64
	ground     string // #RRGGBB, or accent; "" for none
}

// cellSize is the size of text in a table, in points, and besideText the room on both sides of it.
const cellSize, besideText = 9.0, 4.25

// tableOf is a table of the document; rows are bold whose numbers strong names.
func tableOf(t doc.Table, strong func(row int) bool) grid {
	g := grid{}
	head := row{}
	for _, c := range t.Columns {
		g.columns = append(g.columns, column{flexible: c.Flexible, right: c.Right})
		head.cells = append(head.cells, cell{text: c.Title})
	}
	g.rows = append(g.rows, head)
	for i, r := range t.Rows {
		var out row
		for _, text := range r {
			out.cells = append(out.cells, cell{text: text, look: look{bold: strong(i)}})
		}
		g.rows = append(g.rows, out)
	}
	return g
}

func none(int) bool { return false }

// extent is how wide the texts of a column are in one line, and with every word in a line of its own, in points.
type extent struct{ line, word float64 }

func (g *grid) extents() []extent {
	out := make([]extent, len(g.columns))
	for i, r := range g.rows {
		at := 0
		for _, c := range r.cells {
			c.look.bold = c.look.bold || i == 0
			if c.span <= 1 {
				out[at].line = max(out[at].line, c.wide("\n"))
				out[at].word = max(out[at].word, c.wide(" \n"))
			}
			at += max(1, c.span)
		}
	}
	return out
}

// How much wider bold letters are, and a word by itself can be: in a line of text wide letters and narrow ones even
// out.
const boldWidth, alone = 1.2, 1.15

// wide is how wide a cell is with what stands between some signs in one line each.
func (c *cell) wide(signs string) float64 {
	widest := 0.0
	text := safe.Text(strings.TrimSpace(c.lead + " " + c.text))
	for _, piece := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(signs, r) }) {
		widest = max(widest, width.Printed(piece))
	}
	if c.look.bold {
		widest *= boldWidth
	}
	return widest*cellSize*alone + 2*besideText + c.indent + 2
}

// firm is how wide a column is that takes nothing of what others leave: as wide as its texts, up to a share of the
// room.
func (c column) firm(texts extent, room, most float64) float64 {
	if c.share > 0 {
		return c.share * room
	}
	return min(texts.line, max(texts.word, room*most))
}

func (c column) isFirm() bool { return c.share > 0 || !c.flexible }

// firmShare is the share of the room that a column may take at most without being flexible: as much as leaves these
// columns a quarter of it, or a line for their texts.
func (g *grid) firmShare(texts []extent, room float64) float64 {
	const least = 0.22
	for _, most := range []float64{1, 0.5, 0.35} {
		left := room
		for c, col := range g.columns {
			if col.isFirm() {
				left -= col.firm(texts[c], room, most)
			} else {
				left -= min(texts[c].line, room*0.25)
			}
		}
		if left >= 0 {
			return most
		}
	}
	return least
}

// widths are those of the columns in so much room: flexible ones have what the others leave, by how long their texts
// are, and their longest words at least.
func (g *grid) widths(room float64) []float64 {
	out, texts := make([]float64, len(g.columns)), g.extents()
	left, sum, most := room, 0.0, g.firmShare(texts, room)
	for c, col := range g.columns {
		if col.isFirm() {
			out[c] = col.firm(texts[c], room, most)
		} else {
			out[c] = min(texts[c].word, room*0.4)
			sum += min(texts[c].line, room)
		}
		left -= out[c]
	}
	for c, col := range g.columns {
		switch {
		case left < 0 || sum == 0:
			out[c] *= room / (room - left)
		case !col.isFirm():
			out[c] += left * min(texts[c].line, room) / sum
		}
	}
	return out
}

// tallest is how many lines a row has at most that stays on one page whole.
const tallest = 24

// isTall reports whether a row may take much of a page.
func (r *row) isTall(widths []float64) bool {
	at := 0
	for _, c := range r.cells {
		room := 0.0
		for k := range max(1, c.span) {
			room += widths[at+k]
		}
		at += max(1, c.span)
		if c.wide("")/max(room-2*besideText, 1)+float64(strings.Count(c.text, "\n")) > tallest {
			return true
		}
	}
	return false
}

// table writes a table: its head stands on every page that it goes on to.
func (w *writer) table(g grid) {
	if w.afterTable { // two that touch would be one
		w.add(paragraph("", []*ooxml.Element{el("w:keepNext"),
			el("w:spacing", "w:after", "0", "w:line", "120", "w:lineRule", "exact")}))
	}
	widths := g.widths(w.on.wide())
	properties := el("w:tblPr").Add(on("w:tblStyle", w.on.table),
		el("w:tblW", "w:w", twips(w.on.wide()), "w:type", "dxa"), el("w:tblLayout", "w:type", "fixed"),
		el("w:tblLook", "w:val", "0020", "w:firstRow", "1", "w:lastRow", "0",
			"w:firstColumn", "0", "w:lastColumn", "0", "w:noHBand", "1", "w:noVBand", "1"))
	for _, t := range [][2]string{{"w:tblCaption", g.title}, {"w:tblDescription", g.alt}} {
		if text := safe.Line(t[1]); text != "" {
			properties.Add(on(t[0], text))
		}
	}
	cols := el("w:tblGrid")
	for _, x := range widths {
		cols.Put("w:gridCol", "w:w", twips(x))
	}
	t := el("w:tbl").Add(properties, cols)
	for i := range g.rows {
		t.Add(w.row(&g, i, widths))
	}
	w.add(t)
	w.afterTable = true
}

func (w *writer) row(g *grid, i int, widths []float64) *ooxml.Element {
	r := &g.rows[i]
	p := el("w:trPr")
	if !r.isTall(widths) {
		p.Put("w:cantSplit")
	}
	if r.high > 0 {
		p.Put("w:trHeight", "w:val", twips(r.high), "w:hRule", "atLeast")
	}
	if i == 0 {
		p.Put("w:tblHeader")
	}
	out := el("w:tr").Add(p)
	at := 0
	for _, c := range r.cells {
		wide := 0.0
		for k := range max(1, c.span) {
			wide += widths[at+k]
		}
		if c.align == "" && c.span <= 1 && g.columns[at].right {
			c.align = "right"
		}
		at += max(1, c.span)
		out.Add(c.draw(w.on, wide, r.glued || i == 0))
	}
	return out
}

// draw is the cell; one that is glued stays with the row below.
func (c *cell) draw(on *design, wide float64, glued bool) *ooxml.Element {
	tc := el("w:tcPr").Put("w:tcW", "w:w", twips(wide), "w:type", "dxa")
	if c.span > 1 {
		tc.Put("w:gridSpan", "w:val", strconv.Itoa(c.span))
	}
	switch own, isOwn := strings.CutPrefix(c.ground, "#"); {
	case isOwn:
		tc.Put("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", own)
	case c.ground != "":
		tc.Put("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", on.accent, "w:themeFill", "accent1")
	}
	var p, runs []*ooxml.Element
	if glued {
		p = append(p, el("w:keepNext"))
	}
	if c.indent > 0 {
		p = append(p, el("w:ind", "w:left", twips(c.indent)))
	}
	if c.align != "" {
		p = append(p, el("w:jc", "w:val", c.align))
	}
	if c.lead != "" {
		runs = append(runs, look{bold: true, colour: c.look.colour}.run(c.lead+" "))
	}
	if c.text != "" {
		runs = append(runs, c.look.run(c.text))
	}
	return el("w:tc").Add(tc, paragraph(on.styles["Fathom Cell"], p, runs...))
}
