// Package pptx writes a document to present: slides that are whoever's who presents them to change, with charts and
// tables of the program's own, and what to say in the notes.
//
// What stands on a slide is chosen by the document; here it is laid out so that nothing is cut: in a smaller size, on a
// further slide, or, of a text that no slide has room for, whole in the notes. Texts pass the filter for untrusted text
// and are escaped where XML is made of them.
package pptx

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"fathom/reports/doc"
	"fathom/rubric/ooxml"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// Write writes a deck on our own master.
func Write(w io.Writer, d *doc.Deck) error {
	on, err := ownDesign(d.Brand)
	if err != nil {
		return err
	}
	return writeOn(w, d, on)
}

func writeOn(w io.Writer, d *doc.Deck, on *design) error {
	made := &writer{deck: d, design: on, pkg: on.pkg, foot: footOf(d)}
	made.cover()
	for _, s := range d.Slides {
		made.slide(s)
	}
	if made.err != nil {
		return made.err
	}
	if err := on.show(made.slides); err != nil {
		return err
	}
	on.pkg.Describe(ooxml.About{Title: d.Title, Language: d.Lang.Say("en-US", "zh-CN"), Day: d.Date,
		Counted: ooxml.New("Slides").Text(strconv.Itoa(len(made.slides)))})
	data, err := on.pkg.Bytes()
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// writer writes one deck. The first error stays.
type writer struct {
	deck    *doc.Deck
	design  *design
	pkg     *ooxml.Package
	metrics metrics
	foot    string
	slides  []*ooxml.Part
	err     error
}

// drawing puts one page of something on a slide.
type drawing func(*slide)

// footOf is what stands at the foot of every slide.
func footOf(d *doc.Deck) string {
	parts := []string{d.Title}
	if d.Date != "" {
		parts = append(parts, d.Date)
	}
	if d.Brand != nil && d.Brand.Confidentiality != "" {
		parts = append(parts, d.Brand.Confidentiality)
	}
	return strings.Join(parts, "  ·  ")
}

// cover is the first slide.
func (w *writer) cover() {
	s := w.newSlide(&w.design.cover, w.deck.Title)
	s.heading()
	var lines []string
	if w.deck.Date != "" {
		lines = append(lines, w.deck.Date)
	}
	if b := w.deck.Brand; b != nil {
		for _, f := range b.Facts {
			lines = append(lines, w.deck.Lang.Say("%s: %s", "%s：%s", f.Label, f.Text))
		}
		if b.Confidentiality != "" {
			lines = append(lines, b.Confidentiality)
		}
		w.logo(s, b.Logo)
	}
	size, text := w.metrics.fit(strings.Join(lines, "\n"), s.on.body.box, 18, 16, 14, 12, smallest)
	if len(lines) > 0 {
		s.shape("Subtitle", s.on.body, s.on.body.boxIf(), el("a:bodyPr"),
			paragraphs(text, look{size: size, colour: s.on.ink.text}))
	}
	s.say([]string{strings.Join(append([]string{w.deck.Title}, lines...), "\n")})
	s.finish()
}

// logo puts the logo above the title. A drawing in SVG is left out: few programs show one on a slide.
func (w *writer) logo(s *slide, p *doc.Picture) {
	wide, high, ok := p.Within(240, 70)
	if !ok {
		return
	}
	at := box{s.on.title.box.x, 40, wide, high}
	id := s.part.Lead("image", w.pkg.Add("ppt/media/logo.png", "image/png", p.Data))
	s.tree.Add(el("p:pic").Add(
		el("p:nvPicPr").Add(el("p:cNvPr", "id", s.id(), "name", "Logo", "descr", safe.Line(p.Alt)),
			el("p:cNvPicPr").Put("a:picLocks", "noChangeAspect", "1"), el("p:nvPr")),
		el("p:blipFill").Add(el("a:blip", "r:embed", id), el("a:stretch").Put("a:fillRect")),
		el("p:spPr").Add(at.frame("a:xfrm"), el("a:prstGeom", "prst", "rect").Put("a:avLst"))))
}

// slide lays one slide of the document out, on as many as it takes.
func (w *writer) slide(of doc.Slide) {
	room := w.design.content.body.box
	lead, notes := w.lead(of.Lead, &room)
	if notes != "" {
		of.Notes = append([]string{notes}, of.Notes...)
	}
	columns, left := w.lay(of, room)
	of.Notes = append(of.Notes, left...)
	pages := 1
	for _, c := range columns {
		pages = max(pages, len(c))
	}
	first := len(w.slides) + 1
	for k := range pages {
		title := of.Title
		if pages > 1 {
			title += w.deck.Lang.Say(" (%d of %d)", "（%d/%d）", k+1, pages)
		}
		s := w.newSlide(&w.design.content, title)
		if !s.heading() && k == 0 {
			of.Notes = append([]string{of.Title}, of.Notes...)
		}
		if lead != nil {
			lead(s)
		}
		for _, c := range columns {
			if k < len(c) {
				c[k](s)
			}
		}
		s.footer()
		if k == 0 {
			s.say(of.Notes)
		} else {
			s.say([]string{w.deck.Lang.Say("Goes on from slide %d; what to say stands there.", "接第 %d 页；讲稿见那一页。", first)})
		}
		s.finish()
	}
}

// lead is the sentence under the title, which takes its room from that of the content. What it has no room for is
// said in the notes.
func (w *writer) lead(text string, room *box) (draw drawing, rest string) {
	if text == "" {
		return nil, ""
	}
	at := *room
	at.cy = room.cy * 0.3
	size, fitting := w.metrics.fit(text, at, 18, 16, 14)
	at.cy = w.metrics.high(fitting, size, at.cx)
	*room = room.below(at.cy + 10)
	if fitting != safe.Text(text) {
		rest = text
	}
	return func(s *slide) {
		ink := cmp.Or(s.on.ink.text, "tx1")
		s.shape("Lead", place{}, at, flush(), paragraphs(fitting, look{size: size, colour: ink}))
	}, rest
}

// lay lays the content of a slide out: what draws each page of each of its columns, and what has no room, in words.
func (w *writer) lay(of doc.Slide, room box) (columns [][]drawing, left []string) {
	rooms := []box{room}
	if len(of.Content) > 1 {
		a, b := room.split(0.52)
		rooms = []box{a, b}
	}
	for k, c := range of.Content {
		pages, rest := w.content(c, rooms[k], of.Most)
		columns, left = append(columns, pages), append(left, rest...)
	}
	return columns, left
}

// content lays one thing out.
func (w *writer) content(c doc.Content, room box, most int) (pages []drawing, left []string) {
	switch v := c.(type) {
	case doc.Paragraph:
		return w.layList(doc.List{Items: []string{v.Text}}, "", room, most), nil
	case doc.List:
		return w.layList(v, "•", room, most), nil
	case doc.Table:
		return w.layTable(tableOf(v), room, most)
	case doc.Bars:
		return w.layTable(barsOf(v), room, most)
	case doc.Heat:
		return w.layTable(heatOf(v), room, most)
	case doc.Lanes:
		return w.layTable(lanesOf(v), room, most)
	case doc.Radar:
		return w.layRadar(v, room), nil
	case doc.GapChart:
		return w.layGaps(v, room), nil
	case doc.Dumbbells:
		return w.layDumbbells(v, room), nil
	}
	w.err = fmt.Errorf("pptx: no place for a %T", c)
	return nil, nil
}

// more says how many have no room.
func (w *writer) more(n int) string {
	return w.deck.Lang.Say("… and %[2]s: see the notes", "……另有 %[1]d 条，见备注", n, say.Count(n, "1 more", "%d more"))
}

// layList lays points out, as large as they have room on as few slides as can be.
func (w *writer) layList(l doc.List, bullet string, room box, most int) []drawing {
	const before, indent = 6, 18
	if l.Ordered {
		bullet = "#"
	}
	items := w.pieces(l.Items, room)
	strips := func(size float64) []strip {
		var out []strip
		for _, text := range items {
			out = append(out, strip{high: w.metrics.high(text, size, room.cx-indent) + before})
		}
		return out
	}
	sizes := []float64{20, 18, 16, 14}
	size := sized(sizes, strips, room.cy)
	spans, n := cut(strips(size), room.cy, most, hanLine*size+before)
	var pages []drawing
	for k, at := range spans {
		look := look{size: size, bullet: bullet, indent: indent, before: before}
		text := func(colour string) (out []*ooxml.Element) {
			look.colour = colour
			for _, item := range items[at.from:at.to] {
				out = append(out, paragraphs(item, look)...)
			}
			if k == len(spans)-1 && n > 0 {
				out = append(out, paragraphs(w.more(n), look)...)
			}
			return out
		}
		pages = append(pages, func(s *slide) { s.shape("Text", s.on.body, room, flush(), text(s.on.ink.text)) })
	}
	return pages
}

// pieces are the items of a list; one that is higher than a slide is cut into several.
func (w *writer) pieces(items []string, room box) []string {
	const size = 14
	var out []string
	for _, text := range items {
		text = safe.Text(text)
		lines := w.metrics.lines(text, size, room.cx-18)
		if n := int((room.cy - 6) / (w.metrics.lineOf(text) * size)); len(lines) > n {
			glue := " "
			if hasHan(text) {
				glue = ""
			}
			for ; len(lines) > n; lines = lines[n:] {
				out = append(out, strings.Join(lines[:n], glue))
			}
			text = strings.Join(lines, glue)
		}
		out = append(out, text)
	}
	return out
}
