package main

import (
	"bytes"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/panel"
	"fathom/reports"
	"fathom/reports/terminal"
	"fathom/rubric/problem"
)

// merging is one run of `fathom merge`.
type merging struct {
	*app
	formats   *formats
	agreed    []string
	anonymous bool
	minGroup  int
	stats     bool

	model  *assess.Model
	sheets []panel.Sheet
	named  *assess.Assessment // as the files say
	panel  *assess.Assessment // as it may go out
	report *reports.Report
}

func (a *app) mergeCommand() *cobra.Command {
	g := &merging{app: a}
	cmd := &cobra.Command{
		Use:   a.t("merge FILE...", "merge 答卷..."),
		Short: a.t("Several raters' files into one panel; where they disagree, what to discuss first", "把多位评分人的答卷合成一份；哪里有分歧、先讨论什么"),
		Example: a.t(`  fathom merge raters/*.yaml -f yaml=panel.yaml
  fathom merge panel.yaml --agree "roles/overlap-control=2:one owner a region from May" -f yaml=agreed.yaml
  fathom merge raters/*.yaml --anonymous -f markdown=agreement.md`, `  fathom merge 答卷/*.yaml -f yaml=小组.yaml
  fathom merge 小组.yaml --agree "roles/overlap-control=2：5月起每区一位负责人" -f yaml=商定.yaml
  fathom merge 答卷/*.yaml --anonymous -f markdown=一致程度.md`),
		Args: a.files(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("min-group") && !g.anonymous {
				return usage(problem.Say("--min-group is for --anonymous", "--min-group 须和 --anonymous 一起用"), problem.Message{})
			}
			return g.run(args)
		},
	}
	g.formats = a.formatFlag(cmd, g.offered())
	f := cmd.Flags()
	f.StringArrayVar(&g.agreed, "agree", nil, a.t("`ID=LEVEL[:REASON]`: what was agreed, beside the votes; repeatable", "`ID=级别[：理由]`：讨论后商定的级别，与票数并存；可重复"))
	f.BoolVar(&g.anonymous, "anonymous", false, a.t("no names, roles or notes; groups that are too small stay hidden", "不留姓名、角色和备注；人数太少的组不显示"))
	f.IntVar(&g.minGroup, "min-group", panel.MinGroup, a.t("smallest group that --anonymous shows: `N`, 2 or more (default: 3)", "--anonymous 时可显示的最小人数 `N`，不小于 2（默认 3）"))
	f.Lookup("min-group").DefValue = "0" // not shown; its text says it, in the language of the run
	f.BoolVar(&g.stats, "stats", false, a.t("also alpha, r_wg, a_wg, ICC, W and kappa", "另列 α、r_wg、a_wg、ICC、W 和 κ"))
	return cmd
}

func (g *merging) offered() []format {
	of := func(word string, write func(io.Writer, *reports.Report) error) format {
		return format{word: word, write: func(w io.Writer, _ []scored) error { return write(w, g.report) }}
	}
	return []format{
		of("terminal", func(w io.Writer, rep *reports.Report) error { return terminal.Write(w, rep, g.terminalOptions(w)) }),
		{word: "yaml", write: func(w io.Writer, _ []scored) error { return g.writePanel(w) }},
		of("markdown", reports.WriteMarkdown), of("json", reports.WriteAgreementJSON), of("csv", reports.WriteAgreementCSV),
	}
}

func (g *merging) run(paths []string) error {
	targets, r, digest, err := g.begin(g.formats)
	if err != nil {
		return err
	}
	all, err := g.readAll(paths, r)
	if err != nil {
		return err
	}
	g.model = assess.Compile(r)
	for i, a := range all {
		g.sheets = append(g.sheets, panel.Sheet{File: shown(paths[i]), Assessment: a})
	}
	if err := g.merge(); err != nil {
		return err
	}
	g.describe(digest)
	return g.emit(targets, nil)
}

// merge makes the panel, and records what was agreed.
func (g *merging) merge() error {
	merged, problems := panel.Merge(g.model, g.sheets)
	if err := problems.Err(); err != nil {
		return err
	}
	g.named, g.panel = merged, merged
	if g.anonymous {
		nameless, ok := panel.Anonymize(merged, g.minGroup)
		if !ok {
			return failure{exitInvalid, problem.Say("%d raters cannot be anonymous in groups of %d or more", "%d 位评分人，无法按每组至少 %d 人匿名", len(merged.Raters), g.minGroup),
				problem.Say("--min-group is 2 or more, and no more than the raters", "--min-group 须不小于 2，且不超过评分人数")}
		}
		g.panel = nameless
	}
	for _, agreed := range g.agreed {
		value, reason, _ := strings.Cut(strings.Replace(agreed, "：", ":", 1), ":") // full width is what a Chinese keyboard types
		i, level, err := idLevel(g.model, "agree", value)
		if err != nil {
			return err
		}
		panel.Agree(g.panel, i, level, strings.TrimSpace(reason))
	}
	return nil
}

// describe scores the panel and gathers what is said of it. In anonymous mode everything comes from what may be known; only
// the roles are seen from the votes themselves, and hidden where they are too few.
func (g *merging) describe(digest string) {
	res := g.model.Evaluate(g.panel, assess.Options{Stage: g.stage, Sector: g.sector})
	p := &reports.Panel{Agenda: panel.NewAgenda(g.model, res), Hints: panel.HintsOf(g.model, g.panel, g.sheets)}
	group := 0 // all roles in the room
	if g.anonymous {
		group = g.minGroup
	}
	p.Roles = panel.RolesOf(g.model, g.named, group)
	if g.stats {
		p.HasStats, p.Stats = true, panel.StatsOf(g.model, g.panel)
	}
	g.report = reports.NewPanel(res, p, digest, g.lang)
}

func (g *merging) writePanel(w io.Writer) error {
	var out bytes.Buffer
	if err := answerfile.Write(&out, g.panel, g.model.Rubric); err != nil {
		return failure{exitInvalid, problem.Say("the panel cannot be kept in one file: %v", "合并结果无法存成一份文件：%v", err),
			problem.Say("notes of one criterion can have 10,000 characters together", "同一条标准的备注加起来最多 10,000 个字符")}
	}
	_, err := w.Write(out.Bytes())
	return err
}
