// Package docx writes a document for Word: headings, tables, lists and charts of the program's own, which are whoever's
// who hands it over to change; on our own styles or on somebody else's.
//
// All that a page says is in it. The contents have their lines, but no pages until somebody updates them in Word: only
// it knows these, and a field that it is to update when it opens the file makes it ask a question. Texts pass
// the filter for untrusted text and are escaped where XML is made of them.
package docx

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"fathom/reports/doc"
	"fathom/rubric/ooxml"
	"fathom/rubric/safe"
)

// Write writes a document in our own styles, on A4 or on US letter.
func Write(w io.Writer, rep *doc.Report, letter bool) error {
	return writeOn(w, rep, ownDesign(rep.Brand, letter))
}

// WriteOn writes a document on a template, and returns what that lacks. A template is used once.
func WriteOn(w io.Writer, rep *doc.Report, t *Template) ([]ooxml.Shortfall, error) {
	return t.design.lacks, writeOn(w, rep, t.design)
}

func writeOn(to io.Writer, rep *doc.Report, on *design) error {
	w := &writer{rep: rep, on: on, part: on.main}
	w.front()
	at := len(w.body)
	w.sections()
	w.signOff()
	if w.err != nil {
		return w.err
	}
	body := el("w:body").Add(w.body[:at]...).Add(w.contents()).Add(w.body[at:]...).Add(on.section(rep))
	on.main.Data = el("w:document", "xmlns:w", nsWord, "xmlns:r", nsRelations, "xmlns:wp", nsPlace,
		"xmlns:a", nsDrawing).Add(body).Document()
	if err := on.number(); err != nil {
		return err
	}
	on.pkg.Describe(ooxml.About{Title: rep.Title, Language: rep.Lang.Say("en-US", "zh-CN"), Day: rep.Date})
	data, err := on.pkg.Bytes()
	if err != nil {
		return err
	}
	_, err = to.Write(data)
	return err
}

// writer writes one document. The first error stays.
type writer struct {
	rep  *doc.Report
	on   *design
	part *ooxml.Part
	body []*ooxml.Element
	err  error

	entries    []string // the lines of the contents
	marks      int      // headings to which something leads
	drawings   int
	name       string    // of what is being written
	hasKey     bool      // the key sentence is written
	next       doc.Block // what comes then
	afterTable bool      // what was written last is a table
}

func (w *writer) add(e *ooxml.Element) {
	w.body = append(w.body, e)
	w.afterTable = false
}

// front is what stands before the contents: on a page of its own where there is a cover.
func (w *writer) front() {
	b := w.rep.Brand
	isCover := b != nil && b.Cover
	if b != nil {
		w.logo(b.Logo)
	}
	var above []*ooxml.Element
	if isCover {
		above = append(above, el("w:spacing", "w:before", twips(150), "w:after", twips(12)))
	}
	w.add(paragraph(w.on.styles["Title"], above, look{}.run(w.rep.Title)))
	for _, text := range []string{w.rep.Date, w.rep.Edition} {
		if text != "" {
			w.add(paragraph(w.on.styles["Subtitle"], nil, look{}.run(text)))
		}
	}
	if b == nil {
		return
	}
	for _, f := range b.Facts {
		w.add(paragraph("", nil, look{}.run(w.rep.Lang.Say("%s: %s", "%s：%s", f.Label, f.Text))))
	}
	if b.Confidentiality != "" {
		w.add(paragraph("", nil, look{bold: true}.run(b.Confidentiality)))
	}
	if isCover {
		w.add(paragraph("", nil, el("w:r").Add(el("w:br", "w:type", "page"))))
	}
}

// leastEntries is how many headings a document has before it needs contents.
const leastEntries = 4

// contents lists the headings of the first level as Word does; nil for a document that needs none.
func (w *writer) contents() *ooxml.Element {
	if len(w.entries) < leastEntries || w.rep.Pages > 0 {
		return nil
	}
	title := w.rep.Contents
	if title == "" {
		title = w.rep.Lang.Say("Contents", "目录")
	}
	list := el("w:sdtContent").Add(paragraph(w.on.styles["TOC Heading"], nil, look{}.run(title)))
	for i, text := range w.entries {
		p := paragraph(w.on.styles["toc 1"], nil)
		if i == 0 {
			code := el("w:r").Add(el("w:instrText", "xml:space", "preserve").Text(` TOC \o "1-1" \h \z `))
			p.Add(mark("begin"), code, mark("separate"))
		}
		p.Add(el("w:hyperlink", "w:anchor", anchor(i+1), "w:history", "1").Add(look{}.run(text)))
		if i == len(w.entries)-1 {
			p.Add(mark("end"))
		}
		list.Add(p)
	}
	kind := el("w:docPartObj").Add(on("w:docPartGallery", "Table of Contents"), el("w:docPartUnique"))
	return el("w:sdt").Add(el("w:sdtPr").Add(kind), list)
}

// anchor names the place of a heading; a name that begins so is out of view in Word.
func anchor(n int) string { return "_Toc" + strconv.Itoa(n) }

// deepest is the depth of the deepest headings that have a style of their own.
const deepest = 3

// heading writes a heading; those of the first level stand in the contents.
func (w *writer) heading(text string, depth int) {
	w.name = text
	p := paragraph(w.on.styles[fmt.Sprintf("heading %d", min(depth, deepest))], nil)
	if depth > 1 {
		w.add(p.Add(look{}.run(text)))
		return
	}
	w.entries = append(w.entries, safe.Line(text))
	w.marks++
	id := strconv.Itoa(w.marks)
	w.add(p.Add(el("w:bookmarkStart", "w:id", id, "w:name", anchor(w.marks)), look{}.run(text),
		el("w:bookmarkEnd", "w:id", id)))
}

// sections writes what is read in its order, the charts where their numbers stand, and behind it what is looked up.
func (w *writer) sections() {
	var f doc.Figures
	if w.rep.Figures != nil {
		f = w.rep.Figures()
	}
	var read, annexes []doc.Section
	for _, s := range w.rep.Sections {
		if s.Annex {
			annexes = append(annexes, s)
		} else {
			read = append(read, s)
		}
	}
	scores := 1 // the section whose scores the gaps follow: the first with bars behind the summary
	for i := len(read) - 1; i > 0; i-- {
		if slices.ContainsFunc(read[i].Blocks, isBars) {
			scores = i
		}
	}
	scores = min(scores, len(read)-1)
	for i, s := range read {
		if i == 0 {
			w.lead(s, f)
		} else {
			w.section(s, 1)
		}
		if i == scores {
			w.gaps(f.Gaps)
		}
	}
	w.heat(f.Heat)
	for _, s := range annexes {
		w.heading(s.Heading, 1)
		w.note(s)
		w.annex(s.Blocks)
	}
}

func isBars(b doc.Block) bool {
	_, ok := b.(doc.Bars)
	return ok
}

// lead is the first section, with where the whole stands, in words and in the radar.
func (w *writer) lead(s doc.Section, f doc.Figures) {
	w.heading(s.Heading, 1)
	w.note(s)
	if f.Level != "" {
		text := w.rep.Lang.Say("Overall: %s", "总体：%s", f.Level)
		if f.Target != "" {
			text += w.rep.Lang.Say("; %s", "；%s", f.Target)
		}
		w.add(paragraph(w.on.styles["Subtitle"], []*ooxml.Element{el("w:keepNext")}, look{bold: true}.run(text)))
	}
	drawn := false
	for i, b := range s.Blocks {
		w.next = after(s.Blocks, i)
		w.block(b, 1)
		if isBars(b) && !drawn {
			w.radar(f.Radar)
			drawn = true
		}
	}
	if !drawn {
		w.radar(f.Radar)
	}
	w.below(s, 1)
}

// section writes a section under a heading of some depth, and what is below it under deeper ones.
func (w *writer) section(s doc.Section, depth int) {
	w.heading(s.Heading, depth)
	w.note(s)
	for i, b := range s.Blocks {
		w.next = after(s.Blocks, i)
		w.block(b, depth)
	}
	w.below(s, depth)
}

// after is the block behind one of a section; nil behind the last.
func after(blocks []doc.Block, i int) doc.Block {
	if i+1 < len(blocks) {
		return blocks[i+1]
	}
	return nil
}

func (w *writer) note(s doc.Section) {
	if w.next = nil; s.Note != "" {
		w.paragraph(doc.Paragraph{Text: s.Note})
	}
}

func (w *writer) below(s doc.Section, depth int) {
	for _, b := range s.Sections {
		w.section(b, depth+1)
	}
}

// signOff is a page to sign, with room for a signature in each row.
func (w *writer) signOff() {
	if w.rep.Brand == nil || w.rep.Brand.SignOff == nil {
		return
	}
	s := w.rep.Brand.SignOff
	w.add(paragraph("", nil, el("w:r").Add(el("w:br", "w:type", "page"))))
	w.heading(s.Heading, 1)
	g := tableOf(doc.Table{Columns: []doc.Column{{Title: s.Role}, {Title: s.Name}, {Title: s.Date},
		{Title: s.Signature}}}, none)
	for i, share := range []float64{0.28, 0.28, 0.16, 0.28} {
		g.columns[i].share = share
	}
	for _, role := range s.Roles {
		g.rows = append(g.rows, row{high: 48, cells: []cell{{text: role}, {}, {}, {}}})
	}
	w.named(g)
}
