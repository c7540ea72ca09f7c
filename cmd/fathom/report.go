package main

import (
	"cmp"
	"slices"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/reports/gap"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

func (a *app) reportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.lang.Say("report FILE...", "report 答卷..."),
		Short: a.lang.Say("The gap report: where we stand, what to do first, the plan", "差距报告：现状、先做什么、行动计划"),
		Example: a.lang.Say(`  fathom report henan.yaml
  fathom report henan.yaml members/*.yaml -f html=gap.html # and its firms
  fathom report henan.yaml --lang zh -f markdown=gap.md -f json=gap.json`, `  fathom report henan.yaml
  fathom report henan.yaml members/*.yaml -f html=gap.html # 连同各家渠道成员
  fathom report henan.yaml --lang zh -f markdown=gap.md -f json=gap.json`),
		Args: a.files(1),
	}
	g := &gapReports{app: a}
	f := a.formatFlag(cmd, []format{g.terminal(), g.html(), g.pdf(), g.docx(), g.xlsx(), g.pptx(), g.markdown(),
		g.json(), g.ndjson(), g.csv()})
	baseline := cmd.Flags().String("baseline", "", a.lang.Say("an earlier answer file `FILE` of the same subject: what changed since", "同一对象以前的答卷`文件`：列出此后的变化"))
	cmd.Flags().BoolVar(&g.brief, "brief", false, a.lang.Say("two pages: the summary, what to decide, and the plan", "只要两页：摘要、请您决定的事和计划"))
	var sheet paper
	sheet.flag(cmd, a)
	cmd.Flags().BoolVar(&g.full, "full", false, a.lang.Say("the whole report on the terminal", "在终端里显示完整报告"))
	cmd.Flags().BoolVar(&g.names, "names", false, a.lang.Say("notes say which rater wrote them", "备注写明是哪位评分人写的"))
	g.brand.flag(cmd, a.lang)
	g.office.flag(cmd, a.lang)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if err := checkBaseline(*baseline, args); err != nil {
			return err
		}
		targets, m, digest, err := a.begin(f, channelteam.Rubric)
		if err != nil {
			return err
		}
		if g.print, err = sheet.print(targets); err != nil {
			return err
		}
		if err := g.lay(targets); err != nil {
			return err
		}
		defer g.close()
		g.want(targets, len(args) > 1)
		if *baseline != "" {
			err = g.since(*baseline, args[0], m, digest)
		} else {
			err = g.loadBeside(m, digest, args)
		}
		if err = cmp.Or(err, g.end()); err != nil {
			return err
		}
		return a.emit(targets)
	}
	return cmd
}

// lay refuses what does not go with the formats that are asked for, and reads whose paper it is.
func (g *gapReports) lay(targets []target) error {
	if g.brief && g.full {
		return usage(say.Both("--brief and --full are two reports; ask for one", "--brief 和 --full 是两种报告，请只选一种"), say.Message{})
	}
	if g.brief {
		if err := laidOut(targets, "brief", "terminal", "markdown", "html", "pdf", "docx"); err != nil {
			return err
		}
	}
	if err := g.office.read(g.app, targets); err != nil {
		return err
	}
	return g.brand.read(g.app)
}

// loadBeside makes the reports of files, those of firms within their team's. A firm that has two files of one date is
// refused: nobody can tell which of them counts.
func (g *gapReports) loadBeside(m *assess.Model, digest string, paths []string) error {
	var together gap.Together
	var held []scored
	err := g.app.each(m, paths, func(s scored) error {
		apart := together.Add(gap.New(s.result, digest, g.lang))
		if held = append(held, s); apart != nil {
			held = nil
		}
		return g.add(apart, apart)
	})
	if err != nil {
		return err
	}
	docs, twice := gap.Beside(together.Held)
	var problems problem.List
	for _, t := range twice {
		first, second := &held[t.First], &held[t.Second]
		as := second.result.Assessment
		problems.Add(second.places.Problem(answerfile.MemberPlace, "duplicate", say.Both("%[1]s of %[2]s is in %[3]s as well: give one file of a firm and day; fathom merge puts several raters together",
			"%[3]s 里已有 %[1]s 在 %[2]s 的评分：一家渠道成员同一天只给一份；几个人评的请先用 fathom merge 合并", as.Subject.Member, as.Date, first.file)))
	}
	if err := problems.Err(); err != nil {
		return err
	}
	return g.add(docs, together.Held)
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
	g.noteVersions(t, files)
	if last := files[1]; !t.New.IsPresent() || t.Renamed+t.Gone > 0 {
		if _, err := answerfile.Read(last.Name, last.Data, m.Rubric); err != nil {
			return err
		}
	}
	docs := []*gap.Gap{gap.Against(t.New.Result, t, digest, g.lang)}
	return g.add(docs, docs)
}
