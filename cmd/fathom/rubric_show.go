package main

import (
	"io"

	"github.com/spf13/cobra"

	"fathom/reports/doc"
	"fathom/reports/handbook"
	"fathom/reports/html"
	"fathom/reports/markdown"
	"fathom/reports/terminal"
	"fathom/reports/xlsx"
	"fathom/rubric/say"
)

// showing is one run of `fathom rubric show`.
type showing struct {
	*app
	formats  *formats
	overview *doc.Report        // what the terminal shows
	handbook *handbook.Handbook // what is handed to raters
}

func (a *app) rubricShow() *cobra.Command {
	s := &showing{app: a}
	cmd := &cobra.Command{
		Use:   "show [ID]",
		Short: a.lang.Say("The rubric as people read it: an overview, one dimension, practice or criterion in full, or a handbook of all of it", "查看评估标准：总览，某个维度、事项、标准的全文，或整本评分手册"),
		Example: a.lang.Say(`  fathom rubric show
  fathom rubric show roles
  fathom rubric show -f html=handbook.html -f xlsx=handbook.xlsx`, `  fathom rubric show
  fathom rubric show roles
  fathom rubric show -f html=评分手册.html -f xlsx=评分手册.xlsx`),
		Args: a.atMostOne(),
		RunE: func(_ *cobra.Command, args []string) error { return s.run(append(args, "")[0]) },
	}
	s.formats = a.formatFlag(cmd, s.offered())
	return cmd
}

func (s *showing) offered() []format {
	return []format{
		{word: "terminal", write: func(w io.Writer) error {
			return terminal.Write(w, s.overview,
				s.terminalOptions(w))
		}},
		{word: "markdown", write: func(w io.Writer) error { return markdown.Write(w, s.handbook.Doc()) }},
		{word: "html", write: func(w io.Writer) error { return html.Write(w, s.handbook.Doc()) }},
		{word: "xlsx", binary: true, write: func(w io.Writer) error { return xlsx.Write(w, s.handbook.Workbook()) }},
	}
}

// run shows what has the id, or everything for an empty one.
func (s *showing) run(id string) error {
	targets, err := s.formats.targets()
	if err != nil {
		return err
	}
	r, digest, err := s.loadRubric()
	if err != nil {
		return err
	}
	var ids []string
	if s.overview, ids = handbook.Show(r, id, s.lang); s.overview == nil {
		return usageOf(say.Both("the rubric has nothing with the id %s", "评估标准里没有 %s 这个标识", id), id, ids)
	}
	s.handbook, _ = handbook.New(r, digest, id, s.lang)
	return s.emit(targets)
}
