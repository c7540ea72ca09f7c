package docx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fathom/reports/doc"
	"fathom/reports/nativechart"
	"fathom/rubric/ooxml"
	"fathom/rubric/say"
)

// block writes one block under a heading of some depth.
func (w *writer) block(b doc.Block, depth int) {
	switch v := b.(type) {
	case doc.Heading:
		w.name = v.Text
		w.heading(v.Text, depth+1)
	case doc.Paragraph:
		w.paragraph(v)
	case doc.List:
		w.list(v)
	case doc.Table:
		w.named(tableOf(v, none))
	case doc.Bars:
		w.named(barsOf(v))
	case doc.Profiles:
		w.named(tableOf(v.Table(), func(i int) bool { return v.Rows[i].Level == 0 }))
	case doc.Grid:
		w.named(gridOf(v))
	case doc.Lanes:
		w.named(lanesOf(v, w.rep.Lang, w.on.wide()))
	case doc.Dumbbells:
		for rows := range evenly(v.Rows) {
			part := v
			part.Rows = rows
			w.chart(nativechart.ThenNow(w.rep.Lang, part), w.name, "")
		}
		w.named(tableOf(v.Table(), none))
	case doc.Bridge:
		w.named(tableOf(v.Table(), func(i int) bool { return v.Rows[i].Kind != doc.StepSpan }))
	default:
		w.err = fmt.Errorf("docx: no place for a %T", b)
	}
}

// named writes a table under the name of what it belongs to.
func (w *writer) named(g grid) {
	g.title = w.name
	w.table(g)
}

// paragraph writes running text; the first strong one of the document is its key sentence.
func (w *writer) paragraph(p doc.Paragraph) {
	if p.Strong && !w.hasKey {
		w.hasKey = true
		w.add(paragraph(w.on.styles["Intense Quote"], nil, look{}.run(p.Text)))
		return
	}
	var properties []*ooxml.Element
	if w.names(p) {
		properties = append(properties, el("w:keepNext"))
	}
	if w.afterTable {
		properties = append(properties, el("w:spacing", "w:before", "160"))
	}
	w.add(paragraph("", properties, look{bold: p.Strong}.run(p.Text)))
}

// names reports whether a paragraph says what the block behind it is, and so stays with it.
func (w *writer) names(p doc.Paragraph) bool {
	switch w.next.(type) {
	case nil, doc.Paragraph, doc.Heading:
		return false
	case doc.List:
		return p.Strong
	}
	return true
}

// list writes a list; one that is numbered begins with 1.
func (w *writer) list(l doc.List) {
	style, id := w.on.styles["List Bullet"], w.on.bullets
	if l.Ordered {
		style, id = w.on.styles["List Number"], w.on.numbered()
	}
	for _, item := range l.Items {
		var properties []*ooxml.Element
		if id != "" {
			properties = append(properties, el("w:numPr").Add(on("w:ilvl", "0"), on("w:numId", id)))
		}
		w.add(paragraph(style, properties, look{}.run(item)))
	}
}

// barsOf are bars as a table, the outer ones in bold.
func barsOf(b doc.Bars) grid {
	g := tableOf(b.Table(), func(i int) bool { return b.Rows[i].Level == 0 })
	for i, r := range b.Rows {
		g.rows[1+i].cells[0].indent = 9 * float64(r.Level)
	}
	return g
}

// gridOf is a grid as a table, each number on a ground that is the darker the higher it is.
func gridOf(d doc.Grid) grid {
	g := tableOf(d.Table(), none)
	for i, r := range d.Rows {
		for k, c := range r.Cells {
			if c.Position.OK && c.Position.Value >= 0 {
				at := &g.rows[1+i].cells[1+k]
				at.ground, at.look.colour = nativechart.Shade(c.Position.Value)
			}
		}
	}
	return g
}

// heatOf is the heat map as a table: a row a practice under its dimension.
func heatOf(h doc.Heat) grid {
	g := grid{title: h.Title, alt: h.Description, columns: []column{{flexible: true}}}
	head := row{cells: []cell{{text: h.Corner}}}
	for _, c := range h.Columns {
		g.columns = append(g.columns, column{share: 0.76 / float64(len(h.Columns))})
		head.cells = append(head.cells, cell{text: c})
	}
	g.rows = append(g.rows, head)
	for _, r := range h.Rows {
		if r.Group != "" {
			g.rows = append(g.rows, group(r.Group, len(g.columns)))
		}
		out := row{cells: []cell{{text: r.Name, indent: 9}}}
		for _, c := range r.Cells {
			out.cells = append(out.cells, heatCell(c))
		}
		for len(out.cells) < len(g.columns) {
			out.cells = append(out.cells, cell{})
		}
		g.rows = append(g.rows, out)
	}
	return g
}

// group is a row that names those below it.
func group(name string, columns int) row {
	return row{glued: true, cells: []cell{{text: name, span: columns, look: look{bold: true}, ground: "#F3F5F7"}}}
}

func heatCell(c doc.HeatCell) cell {
	if !c.Position.OK {
		return cell{lead: "–", text: c.Name + " · " + c.Text}
	}
	out := cell{lead: c.Text, text: c.Name}
	out.ground, out.look.colour = nativechart.Shade(c.Position.Value)
	return out
}

// laneCells is how many cells a calendar has, and laneShare the part of the width that it takes.
const laneCells, laneShare = 24, 0.4

// days are the heads of a calendar whose cells are so wide: the last one, and of those before it what has room.
func days(heads []doc.LaneHead, wide float64) []cell {
	var out []cell
	for i := len(heads) - 1; i >= 0; i-- {
		c := cell{text: heads[i].Text, span: heads[i].Cells, align: "right", look: look{bold: true}}
		for ; i > 0 && float64(c.span)*wide < c.wide("\n"); i-- {
			c.span += heads[i-1].Cells
		}
		if len(out) > 0 && float64(c.span)*wide < c.wide("\n") {
			c.text = ""
		}
		out = append(out, c)
	}
	slices.Reverse(out)
	return out
}

// lanesOf is a plan as a table in so much room: under each who does them the steps, with cells filled for the days that
// they take.
func lanesOf(l doc.Lanes, lang say.Language, room float64) grid {
	g := grid{alt: l.Description, columns: []column{{flexible: true}, {}}}
	head := row{cells: []cell{{text: l.StepHead}, {text: l.WhenHead}}}
	for range laneCells {
		g.columns = append(g.columns, column{share: laneShare / laneCells})
	}
	head.cells = append(head.cells, days(l.Heads(laneCells), room*laneShare/laneCells)...)
	g.rows = append(g.rows, head)
	for _, lane := range l.Rows {
		who := group(strings.TrimSpace(lane.Name+"  "+lane.Note), len(g.columns))
		g.rows = append(g.rows, who)
		for _, b := range lane.Bars {
			when := b.When
			if len(b.Waits) > 0 {
				var waits []string
				for _, n := range b.Waits {
					waits = append(waits, strconv.Itoa(n))
				}
				when += "\n" + l.After + " " + lang.List(waits)
			}
			out := row{cells: []cell{{text: fmt.Sprintf("%d  %s", b.Number, b.Name), indent: 9}, {text: when}}}
			for _, sign := range l.Cells(b, laneCells) {
				c := cell{}
				if sign == '█' {
					c.ground = "accent"
				}
				out.cells = append(out.cells, c)
			}
			g.rows = append(g.rows, out)
		}
	}
	return g
}

// annex writes what is looked up: tables that follow each other under headings, with the same columns, are one.
func (w *writer) annex(blocks []doc.Block) {
	for len(blocks) > 0 {
		var g grid
		var of []doc.Column
		for len(blocks) > 1 {
			h, isHead := blocks[0].(doc.Heading)
			t, isTable := blocks[1].(doc.Table)
			if !isHead || !isTable || of != nil && !slices.Equal(t.Columns, of) {
				break
			}
			if of == nil {
				of = t.Columns
				g = tableOf(doc.Table{Columns: of}, none)
			}
			g.rows = append(append(g.rows, group(h.Text, len(of))), tableOf(t, none).rows[1:]...)
			blocks = blocks[2:]
		}
		if of != nil {
			w.named(g)
			continue
		}
		w.next = after(blocks, 0)
		w.block(blocks[0], 1)
		blocks = blocks[1:]
	}
}
