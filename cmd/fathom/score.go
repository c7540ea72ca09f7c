package main

import (
	"io"

	"github.com/spf13/cobra"

	"fathom/reports/gap"
	"fathom/reports/terminal"
	"fathom/rubric"
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
	f := a.formatFlag(cmd, []format{
		{word: "terminal", write: func(w io.Writer, all []scored) error {
			docs := a.gaps(all)
			return terminal.WriteTable(w, gap.ScoreTable(docs, a.lang), gap.ScoreNotes(docs), a.terminalOptions(w))
		}},
		a.jsonFormat(), a.ndjsonFormat(), a.csvFormat(),
	})
	cmd.RunE = a.evaluating(f, channelteam.Outline) // nothing of a score needs the long texts
	return cmd
}

// evaluating is the body of every command that scores its arguments and writes them in the formats asked for.
func (a *app) evaluating(f *formats, builtin func() *rubric.Rubric) func(*cobra.Command, []string) error {
	return func(_ *cobra.Command, args []string) error {
		targets, err := f.targets()
		if err != nil {
			return err
		}
		all, err := a.evaluateWith(builtin, args)
		if err != nil {
			return err
		}
		return a.emit(targets, all)
	}
}
