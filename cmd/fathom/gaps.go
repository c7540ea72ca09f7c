package main

import (
	"cmp"
	"io"

	"fathom/reports/doc"
	"fathom/reports/gap"
	"fathom/reports/html"
	"fathom/reports/markdown"
	"fathom/reports/record"
	"fathom/reports/terminal"
	"fathom/reports/xlsx"
	"fathom/rubric/say"
)

// gapReports are the gap reports of one run, and the formats that show them.
type gapReports struct {
	*app
	only  *gap.Gap       // the last document to read
	count int            // of these
	pages kept[*gap.Gap] // to read
	data  kept[*gap.Gap] // one of each file, also of firms that stand in the document of their team
	names bool           // --names
	brief bool           // --brief
	full  bool           // --full: on a terminal too
	print html.Print     // --paper
	brand branding       // --brand

	office office
}

// want begins the formats of targets that may show several files.
func (g *gapReports) want(targets []target, several bool) {
	for _, t := range targets {
		switch word := t.format.word; word {
		case "json", "ndjson", "csv":
			g.data.want(t, dataOf(word, several))
		case "terminal", "markdown":
			g.pages.want(t, g.pageOf(t))
		}
	}
}

// pageOf begins a page of what is to be read.
func (g *gapReports) pageOf(t target) func(io.Writer) record.Stream[*gap.Gap] {
	screen, page := g.screenOf(t), g.doc
	if !g.full {
		page = (*gap.Gap).Brief
	}
	return func(w io.Writer) record.Stream[*gap.Gap] {
		if t.format.word == "markdown" {
			return oneByOne[*gap.Gap](func(d *gap.Gap) error { return markdown.Write(w, g.brand.on(g.doc(d))) })
		}
		return oneByOne[*gap.Gap](func(d *gap.Gap) error { return terminal.Write(w, page(d), screen) })
	}
}

// add adds documents to read, and the reports of the files that they are made of.
func (g *gapReports) add(docs, files []*gap.Gap) error {
	for _, d := range docs {
		if g.names {
			d.WithNames()
		}
		g.only = d
		g.count++
		if err := g.pages.add(d); err != nil {
			return err
		}
	}
	for _, d := range files {
		if err := g.data.add(d); err != nil {
			return err
		}
	}
	return nil
}

func (g *gapReports) end() error { return cmp.Or(g.pages.end(), g.data.end()) }

func (g *gapReports) close() {
	g.pages.close()
	g.data.close()
}

func (g *gapReports) json() format     { return g.data.format("json") }
func (g *gapReports) ndjson() format   { return g.data.format("ndjson") }
func (g *gapReports) csv() format      { return g.data.format("csv") }
func (g *gapReports) markdown() format { return g.pages.format("markdown") }

func (g *gapReports) terminal() format {
	f := g.pages.format("terminal")
	show := f.named
	f.named = func(w io.Writer, path string) error {
		err := show(w, path)
		if err == nil && !g.full {
			if g.only != nil && g.only.Result.Overall.Score.OK && !g.only.HasTargets() {
				g.note(say.Both("no practice that was asked has a target, so there are no gaps: write `target: 4` into the practices of the rubric, or `fathom assess FILE --target ID=4`",
					"问到的各项都没有目标，也就没有差距：请在评估标准的各项里写 `target: 4`，或用 `fathom assess 答卷 --target ID=4`"))
			}
			g.note(say.Both("the whole report: --full, or -f html=FILE, pdf, docx, xlsx, pptx, md", "完整报告：加 --full，或 -f html=文件，也可用 pdf、docx、xlsx、pptx、md"))
		}
		return err
	}
	return f
}

func (g *gapReports) html() format { return format{word: "html", write: g.writePage} }

func (g *gapReports) writePage(w io.Writer) error {
	if err := g.oneSubject(); err != nil {
		return err
	}
	return html.WriteFor(w, g.brand.on(g.doc(g.only)), g.print)
}

// pdf prints the page through an installed browser.
func (g *gapReports) pdf() format {
	return format{word: "pdf", binary: true, write: func(w io.Writer) error {
		if err := g.oneSubject(); err != nil {
			return err
		}
		return g.writePDF(w, g.brand.on(g.doc(g.only)), g.print)
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
		return xlsx.Write(w, g.only.Workbook())
	}}
}

// oneSubject refuses several subjects in a document that shows one.
func (g *gapReports) oneSubject() error {
	if g.count == 1 {
		return nil
	}
	return usage(say.Both("html, pdf, docx, xlsx and pptx show one subject; %d files are given", "html、pdf、docx、xlsx 和 pptx 只展示一个对象；现在给了 %d 个文件", g.count), say.Message{})
}
