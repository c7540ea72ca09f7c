package main

import (
	"io"

	"github.com/spf13/cobra"

	"fathom/reports/pptx"
	"fathom/rubric/ooxml"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// slides are the flags of a command whose document can be presented.
type slides struct {
	appendix bool   // --appendix
	path     string // --template
	template *pptx.Template
}

func (s *slides) flag(cmd *cobra.Command, in say.Language) {
	cmd.Flags().BoolVar(&s.appendix, "appendix", false, in.Say("pptx: also what is looked up, such as all answers", "pptx：连同供查阅的附录，如全部答案"))
	cmd.Flags().StringVar(&s.path, "template", "", in.Say("pptx: on the master of your own presentation, a `FILE` of PowerPoint", "pptx：用自己的演示文稿`文件`里的母版"))
}

// read refuses what none of the formats that were asked for heeds, and reads the template, where one is named.
func (s *slides) read(a *app, targets []target) error {
	if s.appendix {
		if err := laidOut(targets, "appendix", "pptx"); err != nil {
			return err
		}
	}
	switch s.path {
	case "":
		return nil
	case "-":
		return usage(say.Both("--template is for a file, not for standard input", "--template 只能用于文件，不能用标准输入"), say.Message{})
	}
	if err := laidOut(targets, "template", "pptx"); err != nil {
		return err
	}
	data, err := a.read(s.path, ooxml.MaxTemplate)
	if err != nil {
		return err
	}
	wrong := say.Both("a template may have %d MiB at most", "模板不能超过 %d MiB", ooxml.MaxTemplate>>20)
	if len(data) <= ooxml.MaxTemplate {
		s.template, wrong = pptx.ReadTemplate(data)
	}
	if wrong == (say.Message{}) {
		return nil
	}
	var problems problem.List
	problems.Add(problem.Problem{File: shown(s.path), Kind: "template", Message: wrong})
	return problems.Err()
}

// pptx writes the report as slides, and says what the template lacks.
func (g *gapReports) pptx() format {
	return format{word: "pptx", binary: true, write: func(w io.Writer) error {
		if err := g.oneSubject(); err != nil {
			return err
		}
		d := g.docs[0].Slides(g.slides.appendix)
		if g.brand.brand != nil {
			d.Brand = g.brand.brand.Doc(d.Lang)
		}
		if g.slides.template == nil {
			return pptx.Write(w, d)
		}
		lacks, err := pptx.WriteOn(w, d, g.slides.template)
		for _, l := range lacks {
			g.note(say.Both("warning: %[1]s: %[2]s (%[3]s)", "警告：%[1]s：%[2]s（%[3]s）", shown(g.slides.path), l.Message.In(g.lang), l.Kind))
		}
		return err
	}}
}
