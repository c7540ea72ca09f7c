package pptx

import (
	"cmp"
	"slices"
	"strconv"

	"fathom/rubric/ooxml"
	"fathom/rubric/safe"
)

// The namespaces of slides.
const (
	nsDrawing   = "http://schemas.openxmlformats.org/drawingml/2006/main"
	nsRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsSlides    = "http://schemas.openxmlformats.org/presentationml/2006/main"
)

// slide is one slide in the making; what is put on it is read aloud in that order.
type slide struct {
	*writer
	part  *ooxml.Part
	on    *layout
	title string
	tree  *ooxml.Element
	next  int // the id of the next shape
}

// newSlide begins a slide on a layout.
func (w *writer) newSlide(on *layout, title string) *slide {
	s := &slide{writer: w, on: on, title: title, next: 2, tree: el("p:spTree")}
	s.part = w.pkg.Add(w.pkg.Next("ppt/slides", "slide", ".xml"), slideType, nil)
	s.part.Lead("slideLayout", on.part)
	s.tree.Add(group(), el("p:grpSpPr"))
	return s
}

// group are the properties that the tree of every slide begins with.
func group() *ooxml.Element {
	return el("p:nvGrpSpPr").Add(ooxml.New("p:cNvPr", "id", "1").WithEmpty("name"), el("p:cNvGrpSpPr"), el("p:nvPr"))
}

// finish writes the slide.
func (s *slide) finish() {
	s.part.Data = el("p:sld", "xmlns:a", nsDrawing, "xmlns:r", nsRelations, "xmlns:p", nsSlides).Add(
		el("p:cSld").Add(s.tree), inherited()).Document()
	s.slides = append(s.slides, s.part)
}

// inherited takes the colours of the master.
func inherited() *ooxml.Element { return el("p:clrMapOvr").Put("a:masterClrMapping") }

func (s *slide) id() string {
	s.next++
	return strconv.Itoa(s.next - 1)
}

// shape puts a text on the slide: into a place of the layout where it has one, else into a box of its own.
func (s *slide) shape(name string, in place, at box, body *ooxml.Element, text []*ooxml.Element) {
	own, ph, props := el("p:cNvSpPr"), el("p:nvPr"), el("p:spPr")
	if in.isThere {
		own.Add(el("a:spLocks", "noGrp", "1"))
		ph.Put("p:ph", "type", in.kind, "idx", in.index)
	} else {
		own.With("txBox", "1")
	}
	if at != (box{}) {
		props.Add(at.frame("a:xfrm"), el("a:prstGeom", "prst", "rect").Put("a:avLst"))
	}
	if !in.isThere {
		props.Add(el("a:noFill"))
	}
	s.tree.Add(el("p:sp").Add(el("p:nvSpPr").Add(el("p:cNvPr", "id", s.id(), "name", name), own, ph), props,
		el("p:txBody").Add(body, el("a:lstStyle")).Add(text...)))
}

// boxIf is the box of a place of our own: one of the layout has it already.
func (p place) boxIf() box {
	if p.isThere {
		return box{}
	}
	return p.box
}

// flush is a text body without margins, from the top.
func flush() *ooxml.Element {
	return el("a:bodyPr", "wrap", "square", "lIns", "0", "tIns", "0", "rIns", "0", "bIns", "0", "anchor", "t")
}

// frame puts a table or a chart on the slide.
func (s *slide) frame(name, alt string, at box, uri string, content *ooxml.Element) {
	s.tree.Add(el("p:graphicFrame").Add(
		el("p:nvGraphicFramePr").Add(el("p:cNvPr", "id", s.id(), "name", safe.Line(name), "descr", safe.Text(alt)),
			el("p:cNvGraphicFramePr").Put("a:graphicFrameLocks", "noGrp", "1"), el("p:nvPr")),
		at.frame("p:xfrm"), el("a:graphic").Add(el("a:graphicData", "uri", uri).Add(content))))
}

// heading puts the title on the slide, and reports whether all of it has room.
func (s *slide) heading() bool {
	size, text := s.metrics.fit(s.title, s.on.title.box.within(), s.on.title.sizes(26)...)
	if size == s.on.title.size {
		size = 0 // as the layout has it
	}
	s.shape("Title", s.on.title, s.on.title.boxIf(), el("a:bodyPr"),
		paragraphs(text, look{size: size, colour: s.on.ink.title}))
	return text == safe.Text(s.title)
}

// sizes are those to try for a text of a place: the place's own, or else a usual one, then smaller ones.
func (p *place) sizes(usual float64) []float64 {
	own := cmp.Or(p.size, usual)
	return append([]float64{own}, slices.DeleteFunc([]float64{40, 32, 28, 24, 20, 18, 16, 14},
		func(size float64) bool { return size >= own })...)
}

// within is a box without the margins that a text has in it.
func (b box) within() box { return box{b.x + 7, b.y + 4, b.cx - 14, b.cy - 8} }

// footer puts at the foot what stands on every slide, and its number, where the layout has places for them.
func (s *slide) footer() {
	if at := s.on.footer; at.isThere && s.foot != "" {
		_, text := s.metrics.fit(s.foot, at.box, smallest)
		s.shape("Footer", at, box{}, el("a:bodyPr"), paragraphs(text, look{size: smallest, colour: s.on.ink.text}))
	}
	if at := s.on.number; at.isThere {
		field := el("a:fld", "id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type", "slidenum").Add(
			look{size: smallest, colour: s.on.ink.text}.run("a:rPr", ""), el("a:t").Text(strconv.Itoa(len(s.slides)+1)))
		s.shape("Slide number", at, box{}, el("a:bodyPr"), []*ooxml.Element{el("a:p").Add(field)})
	}
}

// say adds the notes of the slide.
func (s *slide) say(notes []string) {
	if len(notes) == 0 {
		return
	}
	var text []*ooxml.Element
	for _, n := range notes {
		text = append(text, paragraphs(n, look{})...)
	}
	image := el("p:sp").Add(el("p:nvSpPr").Add(el("p:cNvPr", "id", "2", "name", "Slide image"),
		el("p:cNvSpPr").Put("a:spLocks", "noGrp", "1", "noRot", "1", "noChangeAspect", "1"),
		el("p:nvPr").Put("p:ph", "type", "sldImg")), el("p:spPr"))
	body := el("p:sp").Add(el("p:nvSpPr").Add(el("p:cNvPr", "id", "3", "name", "Notes"),
		el("p:cNvSpPr").Put("a:spLocks", "noGrp", "1"), el("p:nvPr").Put("p:ph", "type", "body", "idx", "3")),
		el("p:spPr"), el("p:txBody").Add(el("a:bodyPr"), el("a:lstStyle")).Add(text...))
	part := s.pkg.Add(s.pkg.Next("ppt/notesSlides", "notesSlide", ".xml"), notesType,
		el("p:notes", "xmlns:a", nsDrawing, "xmlns:r", nsRelations, "xmlns:p", nsSlides).Add(
			el("p:cSld").Add(el("p:spTree").Add(group(), el("p:grpSpPr"), image, body)), inherited()).Document())
	part.Lead("notesMaster", s.design.notesMaster)
	part.Lead("slide", s.part)
	s.part.Lead("notesSlide", part)
}
