package pptx

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"fathom/rubric/ooxml"
	"fathom/rubric/safe"
)

// el and on are short for what slides are made of: an element, and one that says a value.
func el(name string, attrs ...string) *ooxml.Element { return ooxml.New(name, attrs...) }

func on(name, value string) *ooxml.Element { return ooxml.New(name, "val", value) }

func emu(points float64) string { return strconv.Itoa(int(math.Round(points * point))) }

// smallest is the size of the smallest text on a slide, in points.
const smallest = 11

// look is how a paragraph looks.
type look struct {
	size   float64 // in points; 0 for that of its place
	bold   bool
	colour string // of the theme, or #RRGGBB; "" for that of its place
	align  string // r or ctr; "" for left
	bullet string // a sign, or # for a number; "" for none
	indent float64
	before float64 // room above it
}

// stretch is how much wider text is than it would be in letters of the usual weight.
func (l look) stretch() float64 {
	if l.bold {
		return 1.2
	}
	return 1
}

// goesOn is the bullet of a line that goes on with the one above it: none.
const goesOn = "-"

// paragraphs are a text as a slide holds it: a paragraph for each of its lines, all of it harmless.
func paragraphs(text string, l look) []*ooxml.Element {
	var out []*ooxml.Element
	for i, line := range strings.Split(safe.Text(text), "\n") {
		if i > 0 && l.bullet != "" {
			l.bullet = goesOn
		}
		p := el("a:p").Add(l.paragraph())
		if line != "" {
			p.Add(el("a:r").Add(l.run("a:rPr", line), el("a:t").Text(line)))
		} else {
			p.Add(l.run("a:endParaRPr", line))
		}
		out = append(out, p)
	}
	return out
}

// paragraph are the properties of a paragraph: nothing where all is as its place has it.
func (l look) paragraph() *ooxml.Element {
	if l.align == "" && l.bullet == "" && l.indent == 0 && l.before == 0 {
		return nil
	}
	var left, hang string
	if l.indent > 0 {
		left = emu(l.indent)
	}
	if l.bullet != "" && l.bullet != goesOn {
		hang = emu(-l.indent)
	} else if l.bullet == goesOn {
		hang = "0"
	}
	p := el("a:pPr", "marL", left, "indent", hang, "algn", l.align)
	if l.before > 0 {
		p.Add(el("a:spcBef").Add(on("a:spcPts", strconv.Itoa(int(100*l.before)))))
	}
	switch l.bullet {
	case "":
	case goesOn:
		p.Add(el("a:buNone"))
	case "#":
		p.Add(el("a:buFont", "typeface", "+mj-lt"), el("a:buAutoNum", "type", "arabicPeriod"))
	default:
		p.Add(el("a:buFont", "typeface", "Arial"), el("a:buChar", "char", l.bullet))
	}
	return p
}

// run are the properties of a text, in the language that it is in.
func (l look) run(name, text string) *ooxml.Element {
	var size, bold string
	if l.size > 0 {
		size = strconv.Itoa(int(100 * l.size))
	}
	if l.bold {
		bold = "1"
	}
	r := el(name, "lang", langOf(text), "sz", size, "b", bold)
	if l.colour != "" {
		r.Add(filled(l.colour))
	}
	return r
}

// langOf is the language in which a text is read aloud and checked.
func langOf(text string) string {
	if hasHan(text) {
		return "zh-CN"
	}
	return "en-US"
}

func hasHan(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// filled is a colour of the theme, or one of its own as #RRGGBB.
func filled(colour string) *ooxml.Element {
	if own, ok := strings.CutPrefix(colour, "#"); ok {
		return el("a:solidFill").Add(on("a:srgbClr", own))
	}
	return el("a:solidFill").Add(on("a:schemeClr", colour))
}
