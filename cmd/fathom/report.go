package main

import (
	"io"
	"slices"

	"github.com/spf13/cobra"

	"fathom/reports/terminal"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

func (a *app) reportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.lang.Say("report FILE...", "report 答卷..."),
		Short: a.lang.Say("The gap report: where we stand, what to do first, the plan", "差距报告：现状、先做什么、行动计划"),
		Example: a.lang.Say(`  fathom report henan.yaml
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
	baseline := cmd.Flags().String("baseline", "", a.lang.Say("an earlier answer file `FILE` of the same subject: what changed since", "同一对象以前的答卷 `FILE`：列出此后的变化"))
	evaluate := a.evaluating(f, channelteam.Rubric)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.sinceBaseline(*baseline, args); err != nil {
			return err
		}
		return evaluate(cmd, args)
	}
	return cmd
}

// sinceBaseline compares the only file with an earlier one, for the reports to come.
func (a *app) sinceBaseline(baseline string, args []string) error {
	if baseline == "" {
		return nil
	}
	if slices.Contains(append(args, baseline), "-") {
		return usage(say.Both("--baseline is for files, not for standard input", "--baseline 只能用于文件，不能用标准输入"), say.Message{})
	}
	if len(args) > 1 {
		return usage(say.Both("--baseline is for one answer file; %d are given", "--baseline 只用于一份答卷；现在给了 %d 份", len(args)), say.Message{})
	}
	r, _, err := a.loadRubric()
	if err != nil {
		return err
	}
	if err := a.checkChoices(r); err != nil {
		return err
	}
	if a.earlier, err = a.trendOf([]string{baseline, args[0]}, r, ""); err != nil {
		return err
	}
	a.noteVersions(a.earlier)
	return nil
}
