package docx

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"fathom/rubric/ooxml"
	"fathom/rubric/safe"
)

// The namespaces of a document.
const (
	nsWord      = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsPlace     = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
	nsDrawing   = "http://schemas.openxmlformats.org/drawingml/2006/main"
	nsChart     = "http://schemas.openxmlformats.org/drawingml/2006/chart"
	nsPicture   = "http://schemas.openxmlformats.org/drawingml/2006/picture"
)

// el and on are short for what a document is made of: an element, and one that says a value.
func el(name string, attrs ...string) *ooxml.Element { return ooxml.New(name, attrs...) }

func on(name, value string) *ooxml.Element { return ooxml.New(name, "w:val", value) }

// twips is a length in twentieths of a point.
func twips(points float64) string { return strconv.Itoa(int(math.Round(points * 20))) }

// emu is a length of a drawing.
func emu(points float64) string { return strconv.Itoa(int(math.Round(points * 12700))) }

// look is how text looks where its style does not say it.
type look struct {
	bold   bool
	colour string // #RRGGBB; "" for that of the style
}

// run is a text in one look, in the language that each of its letters is in: programs tell Chinese from other letters.
// A text with Chinese in it has the marks of Chinese fonts.
func (l look) run(text string) *ooxml.Element {
	p := el("w:rPr")
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		p.Put("w:rFonts", "w:hint", "eastAsia")
	}
	if l.bold {
		p.Put("w:b").Put("w:bCs")
	}
	if own, ok := strings.CutPrefix(l.colour, "#"); ok {
		p.Add(on("w:color", own))
	}
	p.Put("w:lang", "w:val", "en-US", "w:eastAsia", "zh-CN")
	out := el("w:r").Add(p)
	for i, line := range strings.Split(safe.Text(text), "\n") {
		if i > 0 {
			out.Add(el("w:br"))
		}
		out.Add(el("w:t", "xml:space", "preserve").Text(line))
	}
	return out
}

// paragraph is one in a style, of runs; properties beside the style come in the order of the schema.
func paragraph(style string, properties []*ooxml.Element, runs ...*ooxml.Element) *ooxml.Element {
	p := el("w:pPr")
	if style != "" {
		p.Add(on("w:pStyle", style))
	}
	return el("w:p").Add(p.Add(properties...)).Add(runs...)
}

// field is what a program computes, with what it came to last.
func field(code, shows string) *ooxml.Element {
	return el("w:fldSimple", "w:instr", code).Add(look{}.run(shows))
}

// mark is one sign of a field that spans paragraphs: begin, separate or end.
func mark(kind string) *ooxml.Element {
	return el("w:r").Add(el("w:fldChar", "w:fldCharType", kind))
}
