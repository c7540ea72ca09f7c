package main

import (
	"slices"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/reports/gap"
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
	g := &gapReports{app: a}
	f := a.formatFlag(cmd, []format{g.terminal(), g.html(), g.pdf(), g.xlsx(), g.markdown(), g.json(), g.ndjson(),
		g.csv()})
	baseline := cmd.Flags().String("baseline", "", a.lang.Say("an earlier answer file `FILE` of the same subject: what changed since", "同一对象以前的答卷`文件`：列出此后的变化"))
	g.paper.flag(cmd, a.lang)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if err := checkBaseline(*baseline, args); err != nil {
			return err
		}
		targets, m, digest, err := a.begin(f, channelteam.Rubric)
		if err != nil {
			return err
		}
		if err := g.paper.read(a); err != nil {
			return err
		}
		if *baseline != "" {
			err = g.since(*baseline, args[0], m, digest)
		} else {
			err = g.load(m, digest, args)
		}
		if err != nil {
			return err
		}
		return a.emit(targets)
	}
	return cmd
}

// checkBaseline refuses what a baseline does not go with.
func checkBaseline(baseline string, args []string) error {
	switch {
	case baseline == "":
		return nil
	case slices.Contains(append(args, baseline), "-"):
		return usage(say.Both("--baseline is for files, not for standard input", "--baseline 只能用于文件，不能用标准输入"), say.Message{})
	case len(args) > 1:
		return usage(say.Both("--baseline is for one answer file; %d are given", "--baseline 只用于一份答卷；现在给了 %d 份", len(args)), say.Message{})
	}
	return nil
}

// since makes the report of a file with what changed since an earlier one. As in every report, the file itself must be
// made for the rubric in use, or it is refused as everywhere.
func (g *gapReports) since(baseline, path string, m *assess.Model, digest string) error {
	t, files, err := g.history(m, []string{baseline, path}, "")
	if err != nil {
		return err
	}
	g.noteVersions(t)
	if last := files[1]; !t.New.IsPresent() || t.Renamed+t.Gone > 0 {
		if _, err := answerfile.Read(last.Name, last.Data, m.Rubric); err != nil {
			return err
		}
	}
	g.docs = []*gap.Gap{gap.Against(t.New.Result, t, digest, g.lang)}
	return nil
}
