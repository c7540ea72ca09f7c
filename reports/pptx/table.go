package pptx

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fathom/reports/doc"
	"fathom/rubric/ooxml"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// grid is a table ready to lay out.
type grid struct {
	columns []column
	rows    []row // the first is the head
	sizes   []float64
	alt     string
}

// column is one column: as wide as its texts, or with a part of what the others leave, or with a share of the whole.
type column struct {
	flexible bool
	right    bool
	share    float64
}

// row is one row; one that is glued names what is below it.
type row struct {
	cells []cell
	glued bool
}

// cell is a text on a ground; it may span several columns.
type cell struct {
	text   string
	span   int // columns; 0 is 1
	look   look
	ground string // "" for none
	tight  bool   // without room beside the text, and without edges between it and others
}

// The room within a cell: beside its text, and above and below it.
const besideText, aboveText = 5.0, 2.0

// tableSizes are the sizes of the text of a table, from the best to the smallest.
func tableSizes() []float64 { return []float64{16, 14, 12, smallest} }

// tableOf is a table of the document.
func tableOf(t doc.Table) grid {
	g := grid{sizes: tableSizes()}
	head := row{}
	for _, c := range t.Columns {
		g.columns = append(g.columns, column{flexible: c.Flexible, right: c.Right})
		head.cells = append(head.cells, cell{text: c.Title, look: look{bold: true}})
	}
	g.rows = append(g.rows, head)
	for _, r := range t.Rows {
		var out row
		for _, text := range r {
			out.cells = append(out.cells, cell{text: text})
		}
		g.rows = append(g.rows, out)
	}
	return g
}

// barsOf are bars as a table, the outer ones in bold.
func barsOf(b doc.Bars) grid {
	g := tableOf(b.Table())
	for i, r := range b.Rows {
		first := &g.rows[1+i].cells[0]
		first.look.indent = 12 * float64(r.Level)
		for c := range g.rows[1+i].cells {
			g.rows[1+i].cells[c].look.bold = r.Level == 0
		}
	}
	return g
}

// widths are those of the columns of a table in so much room: those that are not flexible are as wide as their texts,
// up to a share of the room; the others have their longest words, and of what is left as much as their texts are long.
func (g *grid) widths(m metrics, size, room float64) []float64 {
	out, texts := make([]float64, len(g.columns)), g.texts(m, size)
	left, sum := room, 0.0
	for c, col := range g.columns {
		switch {
		case col.share > 0:
			out[c] = col.share * room
		case !col.flexible:
			out[c] = min(texts[c].line, room*0.3)
		default:
			out[c] = min(texts[c].word, room*0.6)
			sum += min(texts[c].line, room*0.6)
		}
		left -= out[c]
	}
	for c, col := range g.columns {
		switch {
		case left < 0 || sum == 0:
			out[c] *= room / (room - left)
		case col.flexible && col.share == 0:
			out[c] += left * min(texts[c].line, room*0.6) / sum
		}
	}
	return out
}

// wordsFit reports whether the columns have room without a word of theirs being broken.
func (g *grid) wordsFit(m metrics, size, room float64) bool {
	whole := room
	for c, x := range g.texts(m, size) {
		switch col := g.columns[c]; {
		case col.share > 0:
			room -= col.share * whole
		case col.flexible:
			room -= x.word
		default:
			room -= x.line
		}
	}
	return room >= 0
}

// extent is how wide the texts of a column are: the longest line, and the longest word.
type extent struct{ line, word float64 }

// texts measures the columns.
func (g *grid) texts(m metrics, size float64) []extent {
	out := make([]extent, len(g.columns))
	for _, r := range g.rows {
		at := 0
		for i := range r.cells {
			if c := &r.cells[i]; c.span <= 1 {
				out[at].line = max(out[at].line, c.natural(m, size, "\n"))
				out[at].word = max(out[at].word, c.natural(m, size, " \n"))
			}
			at += max(1, r.cells[i].span)
		}
	}
	return out
}

// alone is how much wider than usual a word by itself can be: in a line of text wide letters and narrow ones even out.
const alone = 1.15

// natural is how wide a cell is with what stands between some signs in one line each.
func (c *cell) natural(m metrics, size float64, signs string) float64 {
	widest := 0.0
	isBreak := func(r rune) bool { return strings.ContainsRune(signs, r) }
	for _, line := range strings.FieldsFunc(safe.Text(c.text), isBreak) {
		widest = max(widest, m.wide(line, size)*c.look.stretch())
	}
	return widest*alone + 2*besideText + c.look.indent + size/4
}

// high is how high a row is in columns of some widths.
func (r *row) high(m metrics, size float64, widths []float64) float64 {
	out, at := latinLine*size, 0
	for i := range r.cells {
		c := &r.cells[i]
		wide := -2*besideText - c.look.indent
		for k := range max(1, c.span) {
			wide += widths[at+k]
		}
		at += max(1, c.span)
		out = max(out, m.high(safe.Text(c.text), size, wide/c.look.stretch()))
	}
	return out + 2*aboveText + 1
}

// layTable lays a table out on pages: what draws each, and in words the rows that have no room.
func (w *writer) layTable(g grid, room box, most int) (pages []drawing, left []string) {
	strips := func(size float64) []strip {
		widths := g.widths(w.metrics, size, room.cx)
		var out []strip
		group := 0.0
		for _, r := range g.rows[1:] {
			s := strip{high: r.high(w.metrics, size, widths), glued: r.glued, under: group}
			if r.glued {
				again := r.again(w.deck.Lang)
				s.under, group = 0, again.high(w.metrics, size, widths)
			}
			out = append(out, s)
		}
		return out
	}
	head := func(size float64) float64 {
		return g.rows[0].high(w.metrics, size, g.widths(w.metrics, size, room.cx))
	}
	sizes := slices.DeleteFunc(slices.Clone(g.sizes), func(size float64) bool {
		return size > smallest && !g.wordsFit(w.metrics, size, room.cx)
	})
	size := sized(sizes, strips, room.cy-head(sizes[0]))
	widths := g.widths(w.metrics, size, room.cx)
	high := room.cy - head(size)
	left = g.shorten(w.metrics, size, widths, high)
	line := hanLine*size + 2*aboveText + 1
	spans, n := cut(strips(size), high, most, line)
	for k, s := range spans {
		rows := append([]row{g.rows[0]}, g.goesOn(w.deck.Lang, s.from)...)
		rows = append(rows, g.rows[1+s.from:1+s.to]...)
		if k == len(spans)-1 && n > 0 {
			rows = append(rows, row{cells: []cell{{text: w.more(n), span: len(g.columns)}}})
			left = append(left, lines(g.rows[1+s.to:])...)
		}
		pages = append(pages, func(s *slide) { s.table(&g, rows, widths, size, room) })
	}
	return pages, left
}

// goesOn names again the group in whose midst a page begins.
func (g *grid) goesOn(lang say.Language, from int) []row {
	if from == 0 || g.rows[1+from].glued {
		return nil
	}
	for i := from; i > 0; i-- {
		if r := g.rows[i]; r.glued {
			return []row{r.again(lang)}
		}
	}
	return nil
}

// again is a row that names a group, where the group goes on.
func (r row) again(lang say.Language) row {
	r.cells = slices.Clone(r.cells)
	r.cells[0].text = lang.Say("%s (continued)", "%s（续）", r.cells[0].text)
	return r
}

// words describe a table that has no description by its heads.
func (g *grid) words(lang say.Language) string {
	var heads []string
	for _, c := range g.rows[0].cells {
		if c.text != "" {
			heads = append(heads, c.text)
		}
	}
	return cmp.Or(g.alt, lang.Say("Table: %s", "表格：%s", strings.Join(heads, lang.Say(", ", "、"))))
}

// shorten cuts texts of rows that are higher than a page, and returns these as they were.
func (g *grid) shorten(m metrics, size float64, widths []float64, high float64) []string {
	var whole []string
	for i := range g.rows[1:] {
		r := &g.rows[1+i]
		if r.high(m, size, widths) <= high {
			continue
		}
		whole = append(whole, lines([]row{*r})...)
		at := 0
		for k := range r.cells {
			c := &r.cells[k]
			c.text = m.shorten(safe.Text(c.text), size, widths[at]-2*besideText-c.look.indent, high-2*aboveText-1)
			at += max(1, c.span)
		}
	}
	return whole
}

// lines are rows as text.
func lines(rows []row) []string {
	var out []string
	for _, r := range rows {
		var cells []string
		for _, c := range r.cells {
			if c.text != "" {
				cells = append(cells, c.text)
			}
		}
		out = append(out, strings.Join(cells, "  "))
	}
	return out
}

// table draws rows of a table.
func (s *slide) table(g *grid, rows []row, widths []float64, size float64, room box) {
	cols, high := el("a:tblGrid"), 0.0
	for _, w := range widths {
		cols.Put("a:gridCol", "w", emu(w))
	}
	t := el("a:tbl").Add(el("a:tblPr", "firstRow", "1"), cols)
	for i := range rows {
		h := rows[i].high(s.metrics, size, widths)
		high += h
		tr := el("a:tr", "h", emu(h))
		at := 0
		for k := range rows[i].cells {
			c := rows[i].cells[k]
			c.look.size = size
			c.look.colour = cmp.Or(c.look.colour, s.on.ink.text)
			if g.columns[at].right && c.span <= 1 && c.look.align == "" {
				c.look.align = "r"
			}
			tr.Add(c.draw(i == 0)...)
			at += max(1, c.span)
		}
		t.Add(tr)
	}
	room.cy = high
	s.frame(s.title, g.words(s.deck.Lang), room, "http://schemas.openxmlformats.org/drawingml/2006/table", t)
}

// draw is a cell, and behind it those that it covers: programs paint these as they are said to be.
func (c *cell) draw(isHead bool) []*ooxml.Element {
	span := ""
	if c.span > 1 {
		span = strconv.Itoa(c.span)
	}
	text := el("a:txBody").Add(el("a:bodyPr"), el("a:lstStyle")).Add(paragraphs(c.text, c.look)...)
	out := []*ooxml.Element{el("a:tc", "gridSpan", span).Add(text, c.properties(isHead))}
	for range c.span - 1 {
		out = append(out, el("a:tc", "hMerge", "1").Add(el("a:txBody").Add(el("a:bodyPr"), el("a:lstStyle"),
			el("a:p")), c.properties(isHead)))
	}
	return out
}

// properties are the margins, edges and ground of a cell: a rule below it, or, on a ground, paper all around.
func (c *cell) properties(isHead bool) *ooxml.Element {
	beside := emu(besideText)
	if c.tight {
		beside = "0"
	}
	p := el("a:tcPr", "marL", beside, "marR", beside, "marT", emu(aboveText), "marB", emu(aboveText), "anchor", "ctr")
	switch {
	case c.tight && c.ground != "":
		return p.Add(edge("a:lnL", ""), edge("a:lnR", ""), edge("a:lnT", "bg1"), edge("a:lnB", "bg1"), filled(c.ground))
	case c.ground != "":
		return p.Add(edge("a:lnL", "bg1"), edge("a:lnR", "bg1"), edge("a:lnT", "bg1"), edge("a:lnB", "bg1"),
			filled(c.ground))
	case isHead:
		return p.Add(edge("a:lnL", ""), edge("a:lnR", ""), edge("a:lnT", ""), edge("a:lnB", "accent1"), el("a:noFill"))
	}
	return p.Add(edge("a:lnL", ""), edge("a:lnR", ""), edge("a:lnT", ""), edge("a:lnB", "bg2"), el("a:noFill"))
}

// edge is one edge of a cell in a colour; "" is none.
func edge(name, colour string) *ooxml.Element {
	if colour == "" {
		return el(name).Add(el("a:noFill"))
	}
	return el(name, "w", "9525").Add(filled(colour))
}
