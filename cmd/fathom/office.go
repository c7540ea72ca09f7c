package main

import (
	"io"
	"slices"

	"github.com/spf13/cobra"

	"fathom/reports/docx"
	"fathom/reports/pptx"
	"fathom/rubric/ooxml"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// office are the flags of a command whose document Office programs edit: as slides, and as text.
type office struct {
	appendix bool   // --appendix
	path     string // --template
	slides   *pptx.Template
	text     *docx.Template
}

func (o *office) flag(cmd *cobra.Command, in say.Language) {
	cmd.Flags().BoolVar(&o.appendix, "appendix", false, in.Say("pptx: also what is looked up, such as all answers", "pptx：连同供查阅的附录，如全部答案"))
	cmd.Flags().StringVar(&o.path, "template", "", in.Say("pptx, docx: in the look of your own presentation or document, a `FILE` of PowerPoint or Word", "pptx、docx：用自己的 PowerPoint 或 Word `文件`的版式"))
}

// read refuses what none of the formats that were asked for heeds, and reads the template, where one is named.
func (o *office) read(a *app, targets []target) error {
	if o.appendix {
		if err := laidOut(targets, "appendix", "pptx"); err != nil {
			return err
		}
	}
	switch o.path {
	case "":
		return nil
	case "-":
		return usage(say.Both("--template is for a file, not for standard input", "--template 只能用于文件，不能用标准输入"), say.Message{})
	}
	if err := laidOut(targets, "template", "pptx", "docx"); err != nil {
		return err
	}
	data, err := a.read(o.path, ooxml.MaxTemplate)
	if err != nil {
		return err
	}
	wrong := o.template(data, targets)
	if wrong == (say.Message{}) {
		return nil
	}
	var problems problem.List
	problems.Add(problem.Problem{File: shown(o.path), Kind: "template", Message: wrong})
	return problems.Err()
}

// template reads a template for that of the formats asked for which it is of, and says what is wrong with it.
func (o *office) template(data []byte, targets []target) (wrong say.Message) {
	isAsked := func(word string) bool {
		return slices.ContainsFunc(targets, func(t target) bool { return t.format.word == word })
	}
	if isAsked("pptx") {
		o.slides, wrong = pptx.ReadTemplate(data)
	}
	if isAsked("docx") && o.slides == nil {
		o.text, wrong = docx.ReadTemplate(data)
	}
	return wrong
}

// pptx writes the report as slides, and says what the template lacks.
func (g *gapReports) pptx() format {
	return format{word: "pptx", binary: true, write: func(w io.Writer) error {
		if err := g.oneSubject(); err != nil {
			return err
		}
		d := g.only.Slides(g.office.appendix)
		if g.brand.brand != nil {
			d.Brand = g.brand.brand.Doc(d.Lang)
		}
		if g.office.slides == nil {
			return pptx.Write(w, d)
		}
		lacks, err := pptx.WriteOn(w, d, g.office.slides)
		g.noteLacks(lacks)
		return err
	}}
}

// docx writes the report for Word, and says what the template lacks.
func (g *gapReports) docx() format {
	return format{word: "docx", binary: true, write: func(w io.Writer) error {
		if err := g.oneSubject(); err != nil {
			return err
		}
		rep := g.brand.on(g.doc(g.only))
		if g.office.text == nil {
			return docx.Write(w, rep, g.print.Letter)
		}
		lacks, err := docx.WriteOn(w, rep, g.office.text)
		g.noteLacks(lacks)
		return err
	}}
}

func (g *gapReports) noteLacks(lacks []ooxml.Shortfall) {
	for _, l := range lacks {
		g.note(say.Both("warning: %[1]s: %[2]s (%[3]s)", "警告：%[1]s：%[2]s（%[3]s）", shown(g.office.path), l.Message.In(g.lang), l.Kind))
	}
}
