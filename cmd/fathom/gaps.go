package main

import (
	"io"

	"fathom/reports/doc"
	"fathom/reports/gap"
	"fathom/reports/html"
	"fathom/reports/markdown"
	"fathom/reports/terminal"
	"fathom/reports/xlsx"
	"fathom/rubric/say"
)

// gapReports are the gap reports of one run, and the formats that show them.
type gapReports struct {
	*app
	docs  []*gap.Gap
	each  []*gap.Gap // one of each file, for data; nil where docs are that
	brief bool       // --brief
	full  bool       // --full: on a terminal too
	print html.Print // --paper
	brand branding   // --brand

	office office
}

// records are the reports of all files, also of firms that stand in the document of their team.
func (g *gapReports) records() []*gap.Gap {
	if g.each != nil {
		return g.each
	}
	return g.docs
}

func (g *gapReports) json() format {
	return format{word: "json", write: func(w io.Writer) error { return gap.WriteJSON(w, g.records()...) }}
}

func (g *gapReports) ndjson() format {
	return format{word: "ndjson", write: func(w io.Writer) error { return gap.WriteNDJSON(w, g.records()...) }}
}

func (g *gapReports) csv() format {
	return format{word: "csv", write: func(w io.Writer) error { return gap.WriteCSV(w, g.records()...) }}
}

func (g *gapReports) terminal() format {
	return format{word: "terminal", write: func(w io.Writer) error {
		for _, d := range g.docs {
			page := g.doc
			if !g.full {
				page = (*gap.Gap).Brief
			}
			if err := terminal.Write(w, page(d), g.terminalOptions(w)); err != nil {
				return err
			}
		}
		if !g.full {
			g.note(say.Both("the whole report: --full, or -f html=FILE, pdf, docx, xlsx, pptx, md", "完整报告：加 --full，或 -f html=文件，也可用 pdf、docx、xlsx、pptx、md"))
		}
		return nil
	}}
}

func (g *gapReports) markdown() format {
	return format{word: "markdown", write: func(w io.Writer) error {
		for _, d := range g.docs {
			if err := markdown.Write(w, g.brand.on(g.doc(d))); err != nil {
				return err
			}
		}
		return nil
	}}
}

func (g *gapReports) html() format { return format{word: "html", write: g.writePage} }

func (g *gapReports) writePage(w io.Writer) error {
	if err := g.oneSubject(); err != nil {
		return err
	}
	return html.WriteFor(w, g.brand.on(g.doc(g.docs[0])), g.print)
}

// pdf prints the page through an installed browser.
func (g *gapReports) pdf() format {
	return format{word: "pdf", binary: true, write: func(w io.Writer) error {
		if err := g.oneSubject(); err != nil {
			return err
		}
		return g.writePDF(w, g.brand.on(g.doc(g.docs[0])), g.print)
	}}
}

// doc is what is read of a report: all, or the brief.
func (g *gapReports) doc(d *gap.Gap) *doc.Report {
	if g.brief {
		return d.TwoPages()
	}
	return d.Doc()
}

func (g *gapReports) xlsx() format {
	return format{word: "xlsx", binary: true, write: func(w io.Writer) error {
		if err := g.oneSubject(); err != nil {
			return err
		}
		return xlsx.Write(w, g.docs[0].Workbook())
	}}
}

// oneSubject refuses several subjects in a document that shows one.
func (g *gapReports) oneSubject() error {
	if len(g.docs) == 1 {
		return nil
	}
	return usage(say.Both("html, pdf, docx, xlsx and pptx show one subject; %d files are given", "html、pdf、docx、xlsx 和 pptx 只展示一个对象；现在给了 %d 个文件", len(g.docs)), say.Message{})
}
