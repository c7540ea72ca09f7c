// Package html writes a gap report, a rubric's handbook or a portfolio's roll-up as one page that needs nothing else: no
// script, no font, no picture, no request. It opens from a mail attachment, reads on a phone, prints on A4, and says in words
// and tables all that its charts show.
//
// Every text passes html/template and, because that keeps control characters, the filter for untrusted text before it.
package html

import (
	"embed"
	"html/template"
	"io"
	"strings"

	"fathom/reports"
	"fathom/rubric/safe"
)

//go:embed page.tmpl style.css handbook.tmpl handbook.css rollup.tmpl rollup.css
var files embed.FS

// Writer writes pages. It is safe for concurrent use.
type Writer struct{ page *template.Template }

// NewWriter prepares the page's template.
func NewWriter() (*Writer, error) {
	t, err := prepare([]string{"style.css"}, "page.tmpl")
	return &Writer{t}, err
}

// prepare reads templates of ours, the page's own first, under style sheets of ours.
func prepare(styles []string, templates ...string) (*template.Template, error) {
	var css strings.Builder
	for _, name := range styles {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		css.Write(text)
	}
	return template.New(templates[0]).Funcs(template.FuncMap{
		"css":  func() template.CSS { return template.CSS(css.String()) }, // ours, not from any file of a user
		"safe": safe.Text,
	}).ParseFS(files, templates...)
}

// Write writes one report as a page.
func Write(w io.Writer, rep *reports.Report) error {
	writer, err := NewWriter()
	if err != nil {
		return err
	}
	return writer.Write(w, rep)
}

// Write writes one report as a page.
func (wr *Writer) Write(w io.Writer, rep *reports.Report) error {
	return execute(w, wr.page, newPage(rep))
}

// execute writes a whole page or, when it cannot be laid out, nothing.
func execute(w io.Writer, t *template.Template, data any) error {
	var b strings.Builder
	if err := t.Execute(&b, data); err != nil {
		return err
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// write prepares a page and writes it.
func write(w io.Writer, data any, styles []string, templates ...string) error {
	t, err := prepare(styles, templates...)
	if err != nil {
		return err
	}
	return execute(w, t, data)
}

// page is what the template lays out.
type page struct {
	Lang, Title, Date string
	Headline          string
	Figures           reports.Figures
	Radar             radar
	Heads             words
	Lead              []section // of the first page
	Sections          []section
	HasHeat           bool
}

// words are the few that the page itself says.
type words struct{ Ask, Level, Now, Target, Contents, Charts string }

type section struct {
	ID, Heading string
	Blocks      []block
}

// block is one block of a report: exactly one field is set besides the name of what it belongs to.
type block struct {
	Name      string
	Lead      bool // on the first page
	Heading   string
	Paragraph *reports.Paragraph
	List      *reports.List
	Table     *reports.Table
	Bars      *barTable
}

type barTable struct {
	Heads reports.Bar
	Rows  []bar
}

// bar is a score drawn beside its number.
type bar struct {
	reports.Bar
	Track track
}

func newPage(rep *reports.Report) page {
	f := rep.Figures()
	p := page{Lang: langTag(rep), Title: rep.Title, Date: rep.Line.Date, Figures: f, Radar: drawRadar(f.Radar), HasHeat: len(f.Heat.Rows) > 0}
	in := rep.Lang.Say
	p.Heads = words{in("The ask", "请您决定"), in("Overall", "总体"), in("now", "现状"), in("target", "目标"), in("Contents", "目录"), in("Charts", "图表")}
	for i, s := range rep.Sections {
		if out := p.newSection(i, s); i == 0 {
			p.Lead = append(p.Lead, out)
		} else {
			p.Sections = append(p.Sections, out)
		}
	}
	return p
}

// langTag is the language of a page as HTML names it.
func langTag(rep *reports.Report) string {
	if rep.Lang == "zh" {
		return "zh-Hans"
	}
	return "en"
}

// newSection prepares one section. The first strong sentence of the first one becomes the page's headline.
func (p *page) newSection(i int, s reports.Section) section {
	out := section{ID: sectionID(i), Heading: s.Heading}
	name := s.Heading
	for _, b := range s.Blocks {
		if lead, ok := b.(reports.Paragraph); ok && lead.Strong && i == 0 && p.Headline == "" {
			p.Headline = lead.Text
			continue
		}
		if h, ok := b.(reports.Heading); ok {
			name = h.Text
		}
		blk := newBlock(b)
		blk.Name, blk.Lead = name, i == 0
		out.Blocks = append(out.Blocks, blk)
	}
	return out
}

func sectionID(i int) string { return "s" + string(rune('a'+i)) }

func newBlock(b reports.Block) block {
	switch v := b.(type) {
	case reports.Heading:
		return block{Heading: v.Text}
	case reports.Paragraph:
		return block{Paragraph: &v}
	case reports.List:
		return block{List: &v}
	case reports.Table:
		return block{Table: &v}
	case reports.Bars:
		t := &barTable{Heads: v.Heads}
		for _, r := range v.Rows {
			t.Rows = append(t.Rows, bar{r, newTrack(r)})
		}
		return block{Bars: t}
	}
	return block{}
}
