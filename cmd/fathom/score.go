package main

import (
	"io"

	"github.com/spf13/cobra"

	"fathom/reports/gap"
	"fathom/reports/terminal"
	"fathom/rubric/channelteam"
)

func (a *app) scoreCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.lang.Say("score FILE...", "score 答卷..."),
		Short: a.lang.Say("One line a subject: overall score, bounds, level, first priority", "每个对象一行：总分、区间、级别、首要事项"),
		Example: a.lang.Say(`  fathom score henan.yaml
  fathom score team/*.yaml -f json=scores.json`, `  fathom score henan.yaml
  fathom score 团队/*.yaml -f json=scores.json`),
		Args: a.files(1),
	}
	g := &gapReports{app: a}
	f := a.formatFlag(cmd, []format{
		{word: "terminal", write: func(w io.Writer) error {
			return terminal.WriteTable(w, gap.ScoreTable(g.docs, a.lang), gap.ScoreNotes(g.docs), a.terminalOptions(w))
		}},
		g.json(), g.ndjson(), g.csv(),
	})
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		targets, m, digest, err := a.begin(f, channelteam.Outline) // nothing of a score needs the long texts
		if err != nil {
			return err
		}
		if err := g.load(m, digest, args); err != nil {
			return err
		}
		return a.emit(targets)
	}
	return cmd
}
