package docx

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"fathom/reports/doc"
	"fathom/rubric/ooxml"
	"fathom/rubric/safe"
)

// sheet is the paper of a document in twentieths of a point, and what stands at the head and foot of its pages.
type sheet struct {
	Size    size    `xml:"pgSz"`
	Margins margins `xml:"pgMar"`
	Lines   lines   `xml:"docGrid"`
	First   *toggle `xml:"titlePg"` // the first page has a head and foot of its own
	Heads   []spot  `xml:"headerReference"`
	Feet    []spot  `xml:"footerReference"`
}

type size struct {
	Wide  int    `xml:"w,attr"`
	High  int    `xml:"h,attr"`
	Turns string `xml:"orient,attr"`
}

type margins struct {
	Top    int `xml:"top,attr"`
	Right  int `xml:"right,attr"`
	Bottom int `xml:"bottom,attr"`
	Left   int `xml:"left,attr"`
	Header int `xml:"header,attr"`
	Footer int `xml:"footer,attr"`
	Gutter int `xml:"gutter,attr"`
}

// lines is the grid that lines of Chinese stand on.
type lines struct {
	Type  string `xml:"type,attr"`
	Pitch string `xml:"linePitch,attr"`
	Space string `xml:"charSpace,attr"`
}

// toggle is a property that is on unless it says otherwise.
type toggle struct {
	Value string `xml:"val,attr"`
}

func (t *toggle) isOn() bool {
	return t != nil && !slices.Contains([]string{"0", "false", "off"}, t.Value)
}

// spot leads to what stands at the head or foot of pages of a kind: default, first or even.
type spot struct {
	Kind string `xml:"type,attr"`
	ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
}

// wide is the width of the text, in points.
func (d *design) wide() float64 {
	m := &d.sheet.Margins
	return float64(d.sheet.Size.Wide-m.Left-m.Right-m.Gutter) / 20
}

// ownSheet is A4 or US letter.
func ownSheet(letter bool) sheet {
	s := sheet{Size: size{Wide: 11906, High: 16838}, First: &toggle{},
		Margins: margins{Top: 1304, Right: 1134, Bottom: 1247, Left: 1134, Header: 624, Footer: 567}}
	if letter {
		s.Size = size{Wide: 12240, High: 15840}
	}
	return s
}

const headerType, footerType = office + "header+xml", office + "footer+xml"

// section is the paper with heads and feet; the first page has no head. Of a template they are its own, with what is
// confidential below; where it has no foot, ours.
func (d *design) section(rep *doc.Report) *ooxml.Element {
	kinds := []string{"default"}
	if d.sheet.First.isOn() {
		kinds = append(kinds, "first")
	}
	if d.isOwn {
		d.sheet.Heads = append(d.sheet.Heads, spot{"default", d.edge("hdr", "header", headerType, d.head(rep))})
		d.sheet.Heads = append(d.sheet.Heads, spot{"first", d.edge("hdr", "header", headerType,
			paragraph(d.styles["header"], nil))})
	}
	own := len(d.sheet.Feet) > 0
	for _, kind := range kinds {
		if !own {
			d.sheet.Feet = append(d.sheet.Feet, spot{kind, d.edge("ftr", "footer", footerType, d.foot(rep))})
		}
	}
	if own {
		d.stamp(rep.Brand)
	}
	return d.sheet.element()
}

func (s *sheet) element() *ooxml.Element {
	out, m, n := el("w:sectPr"), &s.Margins, strconv.Itoa
	for _, h := range s.Heads {
		out.Put("w:headerReference", "w:type", h.Kind, "r:id", h.ID)
	}
	for _, f := range s.Feet {
		out.Put("w:footerReference", "w:type", f.Kind, "r:id", f.ID)
	}
	out.Put("w:pgSz", "w:w", n(s.Size.Wide), "w:h", n(s.Size.High), "w:orient", s.Size.Turns)
	out.Put("w:pgMar", "w:top", n(m.Top), "w:right", n(m.Right), "w:bottom", n(m.Bottom), "w:left", n(m.Left),
		"w:header", n(m.Header), "w:footer", n(m.Footer), "w:gutter", n(m.Gutter))
	if s.First.isOn() {
		out.Put("w:titlePg")
	}
	if s.Lines != (lines{}) {
		out.Put("w:docGrid", "w:type", s.Lines.Type, "w:linePitch", s.Lines.Pitch, "w:charSpace", s.Lines.Space)
	}
	return out
}

// edge adds a part for the head or foot of pages, and returns what leads to it.
func (d *design) edge(tag, kind, contentType string, line *ooxml.Element) string {
	part := d.pkg.Add(d.pkg.Next("word", kind, ".xml"), contentType,
		el("w:"+tag, "xmlns:w", nsWord, "xmlns:r", nsRelations).Add(line).Document())
	return d.main.Lead(kind, part)
}

// atRight is a tab to the right edge of the text.
func (d *design) atRight() []*ooxml.Element {
	return []*ooxml.Element{el("w:tabs").Put("w:tab", "w:val", "right", "w:pos", twips(d.wide()))}
}

func tab() *ooxml.Element { return el("w:r").Add(el("w:tab")) }

// mostHead is how many letters of a title the head of a page takes: it is one line.
const mostHead = 60

func (d *design) head(rep *doc.Report) *ooxml.Element {
	title := safe.Line(rep.Title)
	if letters := []rune(title); len(letters) > mostHead {
		title = string(letters[:mostHead]) + "…"
	}
	return paragraph(d.styles["header"], d.atRight(), look{}.run(title), tab(), look{}.run(rep.Date))
}

// foot says who may read the document, and which page of how many it is.
func (d *design) foot(rep *doc.Report) *ooxml.Element {
	confidential := ""
	if rep.Brand != nil {
		confidential = safe.Line(rep.Brand.Confidentiality)
	}
	words := strings.Split(rep.Lang.Say("Page %s of %s", "第 %s 页，共 %s 页", "|", "|"), "|")
	return paragraph(d.styles["footer"], d.atRight(), look{}.run(confidential), tab(), look{}.run(words[0]),
		field("PAGE", "1"), look{}.run(words[1]), field("NUMPAGES", "1"), look{}.run(words[2]))
}

// stamp says below each foot of a template who may read the document.
func (d *design) stamp(b *doc.Brand) {
	if b == nil || b.Confidentiality == "" {
		return
	}
	line := paragraph(d.styles["footer"], nil, look{}.run(safe.Line(b.Confidentiality)))
	line.With("xmlns:w", nsWord)
	seen := map[string]bool{}
	for _, r := range d.main.Relations {
		part := d.pkg.Find(r.Target)
		if r.Kind != "footer" || part == nil || seen[r.Target] {
			continue
		}
		seen[r.Target] = true
		if end := bytes.LastIndex(part.Data, []byte("</")); end >= 0 {
			part.Data = slices.Insert(part.Data, end, line.Bytes()...)
		}
	}
}
