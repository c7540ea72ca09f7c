package main

import (
	"io"

	"github.com/spf13/cobra"

	"fathom/reports/terminal"
	"fathom/rubric/channelteam"
)

func (a *app) reportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.t("report FILE...", "report 答卷..."),
		Short: a.t("The gap report: where we stand, what to do first, the plan", "差距报告：现状、先做什么、行动计划"),
		Example: a.t(`  fathom report henan.yaml
  fathom report henan.yaml --lang zh -f markdown=gap.md -f json=gap.json`, `  fathom report henan.yaml
  fathom report henan.yaml --lang zh -f markdown=gap.md -f json=gap.json`),
		Args: a.files(1),
	}
	f := a.formatFlag(cmd, []format{
		{word: "terminal", write: func(w io.Writer, all []scored) error {
			for _, d := range a.documents(all) {
				if err := terminal.Write(w, d, a.terminalOptions(w)); err != nil {
					return err
				}
			}
			return nil
		}},
		a.htmlFormat(), a.pdfFormat(), a.xlsxFormat(), a.markdownFormat(), a.jsonFormat(), a.ndjsonFormat(), a.csvFormat(),
	})
	cmd.RunE = a.evaluating(f, channelteam.Rubric)
	return cmd
}
