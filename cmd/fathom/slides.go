package main

import (
	"io"

	"github.com/spf13/cobra"

	"fathom/reports/pptx"
	"fathom/rubric/say"
)

// slides are the flags of a command whose document can be presented.
type slides struct {
	appendix bool // --appendix
}

func (s *slides) flag(cmd *cobra.Command, in say.Language) {
	cmd.Flags().BoolVar(&s.appendix, "appendix", false, in.Say("pptx: also what is looked up, such as all answers", "pptx：连同供查阅的附录，如全部答案"))
}

// check refuses what none of the formats that were asked for heeds.
func (s *slides) check(targets []target) error {
	if s.appendix {
		return laidOut(targets, "appendix", "pptx")
	}
	return nil
}

// pptx writes the report as slides.
func (g *gapReports) pptx() format {
	return format{word: "pptx", binary: true, write: func(w io.Writer) error {
		if err := g.oneSubject(); err != nil {
			return err
		}
		d := g.docs[0].Slides(g.slides.appendix)
		if g.brand.brand != nil {
			d.Brand = g.brand.brand.Doc(d.Lang)
		}
		return pptx.Write(w, d)
	}}
}
