// Package terminal lays documents out for a terminal: tables that align by cell width, bars with the number beside
// them, and colour only on top of what is printed anyway.
package terminal

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"fathom/reports/doc"
	"fathom/rubric/aloud"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// Options fit the output to a terminal.
type Options struct {
	Width int  // cells in a line, from 60 up
	Color bool // use colours
	Plain bool // draw nothing: no bars, no rules, for screen readers; signs are words of the language
	ASCII bool // draw with signs that are one cell wide everywhere
	Lang  say.Language
}

// margin stands before everything but headings, so that no line begins with text from a file.
const margin = "  "

// Write writes one document.
func Write(w io.Writer, r *doc.Report, opt Options) error {
	opt.Lang = r.Lang
	p := &printer{opt: opt, comma: r.Lang.Say(", ", "、"), semicolon: r.Lang.Say("; ", "；")}
	p.title(r.Title)
	for _, s := range r.Sections {
		p.heading(titled(s))
		for i, b := range s.Blocks {
			p.block(b, i == 0)
		}
		p.below(s.Sections, len(s.Blocks) == 0)
	}
	p.line("")
	if p.err != nil {
		return p.err
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}

// titled is a section's heading with what stands beside it.
func titled(s doc.Section) string {
	if s.Note == "" {
		return s.Heading
	}
	return s.Heading + "  " + s.Note
}

// below prints sections within another; the first one may stand right under the heading.
func (p *printer) below(sections []doc.Section, first bool) {
	for i, s := range sections {
		p.block(doc.Heading{Text: titled(s)}, first && i == 0)
		for _, b := range s.Blocks {
			p.block(b, false)
		}
		p.below(s.Sections, false)
	}
}

type printer struct {
	opt Options
	b   strings.Builder
	err error

	leads bool // a strong paragraph is the last thing printed

	comma, semicolon string // what the language puts between the parts of what is spoken
}

func (p *printer) line(s string) {
	if p.opt.ASCII {
		s = ascii(s)
	}
	p.b.WriteString(strings.TrimRight(s, " ") + "\n")
}

// text is a text as it is printed: without what is read badly, or drawn askew.
func (p *printer) text(s string) string {
	switch {
	case p.opt.Plain:
		return aloud.Text(p.opt.Lang, s)
	case p.opt.ASCII:
		return strings.ReplaceAll(s, "→", "->")
	}
	return s
}

// wrap breaks a text into lines of so many cells.
func (p *printer) wrap(s string, cells int) []string { return width.Wrap(p.text(s), cells) }

// body is how many cells a line has beside the margin.
func (p *printer) body() int { return p.opt.Width - len(margin) }

func (p *printer) title(s string) {
	p.line("")
	for _, l := range p.wrap(s, p.body()) {
		p.line(margin + p.bold(l))
	}
	if !p.opt.Plain {
		p.line(margin + strings.Repeat("═", min(width.Of(s), p.body())))
	}
}

func (p *printer) heading(s string) {
	p.leads = false
	p.line("")
	mark := ""
	if !p.opt.Plain {
		mark = "▌ "
	}
	for _, l := range p.wrap(s, p.opt.Width-width.Of(mark)) {
		p.line(p.bold(mark + l))
	}
	p.line("")
}

func (p *printer) block(b doc.Block, first bool) {
	if _, isList := b.(doc.List); p.leads && !isList {
		p.line("")
	}
	first, p.leads = first || p.leads, false
	switch v := b.(type) {
	case doc.Heading:
		if !first {
			p.line("")
		}
		for _, l := range p.wrap(v.Text, p.body()) {
			p.line(margin + p.bold(l))
		}
	case doc.Paragraph:
		p.paragraph(v, first)
	case doc.List:
		p.list(v)
	case doc.Table:
		p.table(v)
	case doc.Bars:
		if p.opt.Plain {
			p.spoken(v)
		} else {
			p.bars(v)
		}
	case doc.Profiles:
		p.profiles(v)
	case doc.Grid:
		p.grid(v)
	case doc.Lanes:
		p.lanes(v)
	case doc.Dumbbells:
		p.dumbbells(v)
	case doc.Bridge:
		p.bridge(v)
	default:
		p.err = fmt.Errorf("terminal: no place for a %T", b)
	}
}

// paragraph prints a strong one apart from what is around it, but for the list that it leads to.
func (p *printer) paragraph(v doc.Paragraph, first bool) {
	if v.Strong && !first && !strings.HasSuffix(p.b.String(), "\n\n") {
		p.line("")
	}
	for _, l := range p.wrap(v.Text, p.body()) {
		if v.Strong {
			l = p.bold(l)
		}
		p.line(margin + l)
	}
	p.leads = v.Strong
}

func (p *printer) list(v doc.List) {
	for k, item := range v.Items {
		bullet := "• "
		if v.Ordered {
			bullet = strconv.Itoa(k+1) + ". "
		}
		for i, l := range p.wrap(item, p.body()-width.Of(bullet)) {
			if i > 0 {
				bullet = strings.Repeat(" ", width.Of(bullet))
			}
			p.line(margin + bullet + l)
		}
	}
}

func (p *printer) bold(s string) string {
	if !p.opt.Color {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}
