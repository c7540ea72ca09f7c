package main

import (
	"bytes"
	"io"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"fathom/reports/doc"
	"fathom/reports/html"
	"fathom/reports/pdf"
	"fathom/rubric/say"
)

// paper is the --paper flag of a command whose pages can be printed.
type paper struct{ size string }

func (p *paper) flag(cmd *cobra.Command, a *app) {
	cmd.Flags().StringVar(&p.size, "paper", "", a.lang.Say("paper that html, pdf and docx are laid out for: `a4|letter` (default: a4)",
		"html、pdf 和 docx 按哪种纸排版：`a4|letter`（默认 a4）"))
}

// print is how pages stand on the paper. A paper for documents that have no pages is refused.
func (p *paper) print(targets []target) (html.Print, error) {
	switch p.size {
	case "":
		return html.Print{}, nil
	case "a4", "letter":
		return html.Print{Letter: p.size == "letter"}, laidOut(targets, "paper", "html", "pdf", "docx")
	}
	return html.Print{}, usageOf(say.Both("--paper cannot be %s", "--paper 不能是 %s", p.size), p.size, []string{"a4", "letter"})
}

// laidOut refuses a flag that none of the formats that were asked for heeds.
func laidOut(targets []target, flag string, words ...string) error {
	if slices.ContainsFunc(targets, func(t target) bool { return slices.Contains(words, t.format.word) }) {
		return nil
	}
	return usage(say.Both("--%[1]s is only for %[2]s, and none of them is asked for", "--%[1]s 只用于 %[3]s 格式，现在一种也没有要",
		flag, say.Language("en").List(words), say.Language("zh").List(words)), say.Message{})
}

// mostPrints is how often a document is printed until it is as it should be.
const mostPrints = html.Tightest + 3

// writePDF prints a document through an installed browser: once to see where its sections come to stand, then with
// these pages in its contents, and smaller where it takes more paper than it may; what is too much even for the
// smallest print is easier to read in the usual one.
func (a *app) writePDF(w io.Writer, rep *doc.Report, paper html.Print) error {
	var file []byte
	var page bytes.Buffer
	tooMuch := false
	defer a.working(say.Both("printing the PDF", "正在打印 PDF"))()
	for range mostPrints {
		page.Reset()
		if err := html.WriteFor(&page, rep, paper); err != nil {
			return err
		}
		var err error
		if file, err = a.print(page.Bytes()); err != nil {
			return err
		}
		if err := checkGlyphs(page.Bytes(), file); err != nil {
			return err
		}
		printed, err := pdf.Read(file)
		if err != nil { // of a browser that writes otherwise: contents without pages
			break
		}
		if spills(rep, printed) && !tooMuch {
			paper.Tight++
			if paper.Tight > html.Tightest {
				paper.Tight, tooMuch = 0, true
			}
			continue
		}
		if maps.Equal(printed.Places, paper.Pages) {
			break
		}
		paper.Pages = printed.Places
	}
	a.cautionRadicals(file)
	_, err := w.Write(pdf.Dated(file, rep.Date))
	return err
}

// spills reports whether a document takes more pages than it may, or its page one more than one; a cover and a page to
// sign are pages of their own.
func spills(rep *doc.Report, printed pdf.Printed) bool {
	before, after := 0, 0
	if b := rep.Brand; b != nil && b.Cover {
		before = 1
	}
	if b := rep.Brand; b != nil && b.SignOff != nil {
		after = 1
	}
	if rep.Pages > 0 && printed.Pages > before+rep.Pages+after {
		return true
	}
	first := slices.Min(append(slices.Collect(maps.Values(printed.Places)), printed.Pages))
	return len(printed.Places) > 0 && first > before+2
}
