package html

import (
	"fmt"
	"html/template"
	"strings"
	"unicode"

	"fathom/reports/doc"
	"fathom/rubric/safe"
)

// Print is how a page stands on paper. The zero value is A4, by whatever prints it.
type Print struct {
	Letter bool           // US letter instead of A4
	Tight  int            // how far it is made smaller so that it fits, 0 to [Tightest]
	Pages  map[string]int // on which page each section begins, for the contents; nil where nobody has looked
}

// Tightest is the smallest print.
const Tightest = 4

// Class is the class of a page's body.
func (p Print) Class() string {
	if p.Tight <= 0 {
		return ""
	}
	return fmt.Sprintf("tight%d", min(p.Tight, Tightest))
}

// sheet is the style of the paper: its size, the running head from the second page on, and the number of each page.
// Browsers that know no margin boxes print without these. The font is that of the whole page on paper, --type in
// style.css: of fonts with PostScript outlines, as Debian's Noto CJK is, Chromium makes hundreds of Type 3 fonts, in
// which readers take Chinese characters for radicals that look alike and find no word; so TrueType comes first.
func (p Print) sheet(rep *doc.Report) template.CSS {
	size := "A4"
	if p.Letter {
		size = "letter"
	}
	const small = "font:8pt var(--type);color:#51585f"
	return template.CSS("@page{size:" + size + ";margin:14mm 14mm 13mm;" +
		"@top-left{content:" + quoted(oneLine(rep.Title)) + ";" + small + "}" +
		"@top-right{content:" + quoted(oneLine(rep.Date)) + ";" + small + "}" +
		`@bottom-right{content:counter(page) " / " counter(pages);` + small + "}}" +
		"@page:first{@top-left{content:none}@top-right{content:none}}")
}

// mostHead is how many letters of a title the running head takes: it is one line.
const mostHead = 70

// oneLine is so much of a text as the running head takes.
func oneLine(text string) string {
	letters := []rune(safe.Text(text))
	if len(letters) > mostHead {
		return string(letters[:mostHead]) + "…"
	}
	return string(letters)
}

// quoted is a text as a string of a style sheet: whatever is neither letter nor digit stands as its number. The
// template's own care is for URLs: it would put another word in place of a text with a colon.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range safe.Text(text) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, `\%06x `, r) // the blank ends it
		}
	}
	b.WriteByte('"')
	return b.String()
}

// entry is a line of the contents.
type entry struct {
	ID, Text string
	Page     int // 0 where nobody has looked
}

// leastEntries is how many sections a page has before it needs contents.
const leastEntries = 4

// Contents lists the sections and charts behind page one.
func (p page) Contents() []entry {
	var out []entry
	add := func(id, text string) { out = append(out, entry{id, text, p.print.Pages[id]}) }
	charts := func() {
		if len(p.Figures.Gaps.Rows) > 0 {
			add("gaps", p.Figures.Gaps.Title)
		}
	}
	for i, s := range p.Sections {
		add(s.ID, s.Heading)
		if i == p.GapsAfter {
			charts()
		}
	}
	if p.HasHeat {
		add("heat", p.Figures.Heat.Title)
	}
	for _, s := range p.Annex {
		add(s.ID, s.Heading)
	}
	if len(out) < leastEntries || p.IsBrief {
		return nil
	}
	return out
}
