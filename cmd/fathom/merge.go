package main

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/panel"
	"fathom/reports/agreement"
	"fathom/reports/markdown"
	"fathom/reports/names"
	"fathom/reports/terminal"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// merging is one run of `fathom merge`.
type merging struct {
	*app
	formats   *formats
	agreed    []string
	anonymous bool
	minGroup  int
	since     []string // paths
	stats     bool
	minutes   int

	model    *assess.Model
	sheets   []panel.Ballot
	earlier  []*assess.Assessment // anonymous panels that were handed out
	named    *assess.Assessment   // as the files say
	panel    *assess.Assessment   // as it may go out
	withheld int
	report   *agreement.Agreement
}

func (a *app) mergeCommand() *cobra.Command {
	g := &merging{app: a}
	cmd := &cobra.Command{
		Use:   a.lang.Say("merge FILE...", "merge 答卷..."),
		Short: a.lang.Say("Several raters' files into one panel; where they disagree, what to discuss first", "把多位评分人的答卷合成一份；哪里有分歧、先讨论什么"),
		Example: a.lang.Say(`  fathom merge raters/*.yaml -f yaml=panel.yaml
  fathom merge panel.yaml -f yaml=agreed.yaml \
    --agree "roles/overlap-control=2:one owner a region from May"
  fathom merge raters/*.yaml --anonymous -f markdown=may.md -f yaml=may.yaml
  fathom merge raters/*.yaml --anonymous --since may.yaml -f markdown=later.md`, `  fathom merge 答卷/*.yaml -f yaml=小组.yaml
  fathom merge 小组.yaml -f yaml=商定.yaml \
    --agree "roles/overlap-control=2：5 月起每区一位负责人"
  fathom merge 答卷/*.yaml --anonymous -f markdown=发出.md -f yaml=已发出.yaml
  fathom merge 答卷/*.yaml --anonymous --since 已发出.yaml -f markdown=补充.md`),
		Args: a.files(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("min-group") && !g.anonymous {
				return usage(say.Both("--min-group is for --anonymous", "--min-group 须和 --anonymous 一起用"), say.Message{})
			}
			if len(g.since) > 0 && !g.anonymous {
				return usage(say.Both("--since is for --anonymous", "--since 须和 --anonymous 一起用"), say.Message{})
			}
			if err := minutesFault(cmd, g.minutes); err != nil {
				return err
			}
			return g.run(args)
		},
	}
	g.formats = a.formatFlag(cmd, g.offered())
	f := cmd.Flags()
	repeatable(f, &g.agreed, "agree", "", a.lang.Say("`ID=LEVEL[:REASON]`, ID=na:REASON or ID=unknown: what was agreed, beside the votes; repeatable",
		"讨论后商定的答案 `ID=级别[：理由]`，也可写 ID=na：理由 或 ID=unknown；与票数并存；可重复"))
	f.BoolVar(&g.anonymous, "anonymous", false, a.lang.Say("no names, roles or notes; groups that are too small stay hidden", "不留姓名、角色和备注；人数太少的组不显示"))
	f.IntVar(&g.minGroup, "min-group", panel.MinGroup, a.lang.Say("smallest group that --anonymous shows: `N`, 2 or more (default: 3)", "--anonymous 时可显示的最小人数 `N`，不小于 2（默认 3）"))
	repeatable(f, &g.since, "since", "", a.lang.Say("an anonymous `PANEL` of this round that was handed out before: what the two would tell together stays hidden; repeatable",
		"本轮之前发出的匿名合并答卷`文件`：两份一对照就会露出的票不显示；可重复"))
	a.minutesFlag(cmd, &g.minutes)
	f.BoolVar(&g.stats, "stats", false, a.lang.Say("also alpha, r_wg, a_wg, ICC, W and kappa", "另列 α、r_wg、a_wg、ICC、W 和 κ"))
	return cmd
}

// minutesFlag adds --minutes: how long the group has.
func (a *app) minutesFlag(cmd *cobra.Command, minutes *int) {
	cmd.Flags().IntVar(minutes, "minutes", 0, a.lang.Say("how long the group has: `N` minutes, 6 for one to discuss, 2 for one to confirm (default: the ten worth most)",
		"讨论一共有 `N` 分钟；讨论一条约 6 分钟，确认一条约 2 分钟（默认列最值得讨论的十条）"))
}

// minutesFault refuses a time in which nothing can be discussed.
func minutesFault(cmd *cobra.Command, minutes int) error {
	if !cmd.Flags().Changed("minutes") || minutes >= panel.DiscussMinutes {
		return nil
	}
	return usage(say.Both("--minutes %d is too short", "--minutes %d 太短", minutes),
		say.Both("one criterion to discuss takes about %d minutes", "讨论一条标准约需 %d 分钟", panel.DiscussMinutes))
}

func (g *merging) offered() []format {
	return []format{
		{word: "terminal", write: func(w io.Writer) error {
			return terminal.Write(w, g.report.Doc(),
				g.terminalOptions(w))
		}},
		{word: "yaml", named: g.writePanel, private: true},
		{word: "markdown", write: func(w io.Writer) error { return markdown.Write(w, g.report.Doc()) }},
		{word: "json", write: func(w io.Writer) error { return g.report.WriteJSON(w) }},
		{word: "csv", write: func(w io.Writer) error { return g.report.WriteCSV(w) }},
	}
}

func (g *merging) run(paths []string) error {
	targets, m, digest, err := g.begin(g.formats, channelteam.Rubric)
	if err != nil {
		return err
	}
	g.model = m
	all, _, err := g.readAll(m, paths)
	if err != nil {
		return err
	}
	for i, a := range all {
		g.caution(shown(paths[i]), m.Evaluate(a, g.options()))
		g.sheets = append(g.sheets, panel.Ballot{File: shown(paths[i]), Assessment: a})
	}
	if g.earlier, err = g.readEarlier(); err != nil {
		return err
	}
	if err := g.merge(); err != nil {
		return err
	}
	g.describe(digest)
	g.remark()
	return g.emit(targets)
}

// readEarlier reads the anonymous panels that were handed out before.
func (g *merging) readEarlier() ([]*assess.Assessment, error) {
	all, _, err := g.readAll(g.model, g.since)
	for i, a := range all {
		switch name := shown(g.since[i]); {
		case !a.IsAnonymous():
			return nil, failure{exitInvalid, say.Both("%s is no anonymous panel", "%s 不是匿名的合并答卷", name),
				say.Both("--since wants the one that was handed out, as `fathom merge --anonymous -f yaml=FILE` wrote it", "--since 要的是当时发出的那一份，即 `fathom merge --anonymous -f yaml=文件` 写出的文件")}
		case a.Subject.ID != g.sheets[0].Subject.ID:
			return nil, failure{exitInvalid, say.Both("%s is about %s, not about %s", "%s 评估的是 %s，不是 %s", name, a.Subject.ID, g.sheets[0].Subject.ID), say.Message{}}
		}
	}
	return all, err
}

// remark says to the person at the keyboard who is not counted, and what two anonymous panels would tell.
func (g *merging) remark() {
	for _, r := range panel.Silent(g.sheets) {
		g.note(say.Both("%s gave no answer and is not counted", "%s 没有作答，不计入评分人", r.Called()))
	}
	if ids := panel.Shortened(g.model, g.sheets); len(ids) > 0 && !g.anonymous {
		g.say(say.Both("the notes of all raters are too long together, and the longest are cut with …: %s", "几位评分人的备注加起来太长，最长的几条已截短，以 … 结尾：%s", firstOf(ids)))
	}
	g.remarkLate()
	if g.anonymous && len(g.since) == 0 {
		g.note(say.Both("hand out one anonymous panel a round: whoever has two can subtract one from the other; for a second one, give the first with --since",
			"匿名结果每轮只发一份：手上有两份的人，相减就能看出后来者的票；确要再发，请用 --since 指明之前那份"))
	}
	if g.withheld > 0 {
		g.note(say.Both("votes kept back, for what the earlier panel would tell with them: %[2]s", "与之前那份一对照就会露底，因此不显示票数的标准：%[1]d 条", g.withheld, say.Count(g.withheld, "1 criterion", "%d criteria")))
	}
}

// remarkLate says which votes came after the panel had agreed.
func (g *merging) remarkLate() {
	late, namer := panel.Late(g.model, g.sheets), names.Of(g.report.Result, "", g.lang)
	for _, v := range late[:min(len(late), 5)] {
		n := len(g.named.Answers[v.Criterion].Votes)
		g.note(say.Both("voted after it was agreed: %[1]s on %[2]s; what was agreed stands, beside %[4]s", "商定之后才投的票：%[1]s，%[2]s；商定的答案不变，现在共有 %[3]d 票",
			g.named.Called(v.Vote.Rater), namer.CriterionAt(v.Criterion), n, say.Count(n, "1 vote", "%d votes")))
	}
	if more := len(late) - 5; more > 0 {
		g.note(say.Both("and %[2]s on what was agreed", "另有 %[1]d 票投在已商定的标准上", more, say.Count(more, "1 more vote", "%d more votes")))
	}
}

// merge makes the panel, forgets names where it should, and records what was agreed.
func (g *merging) merge() error {
	merged, problems := panel.Merge(g.model, g.sheets)
	if err := problems.Err(); err != nil {
		return err
	}
	g.named, g.panel = merged, merged
	if g.anonymous {
		nameless, ok := panel.Anonymize(merged, g.minGroup)
		if !ok {
			return failure{exitInvalid, say.Both("%[3]s cannot be anonymous in groups of %[2]d or more", "%[1]d 位评分人，无法按每组至少 %[2]d 人匿名", len(merged.Raters), g.minGroup,
				say.Count(len(merged.Raters), "1 rater", "%d raters")),
				say.Both("--min-group is 2 or more, and no more than the raters", "--min-group 须不小于 2，且不超过评分人数")}
		}
		g.panel, g.withheld = panel.Withhold(nameless, g.minGroup, g.earlier)
	}
	for _, agreed := range g.agreed {
		if err := g.agree(agreed); err != nil {
			return err
		}
	}
	if g.withheld > 0 && !slices.ContainsFunc(g.panel.Answers, func(a assess.Answer) bool { return a.Given }) {
		return failure{exitInvalid, say.Both("nothing of this panel can be shown: put beside the earlier one, every criterion would tell what fewer than %d people said", "这份结果没有可以显示的内容：与之前那份一对照，每一条标准都会露出不足 %d 人的票", g.minGroup),
			say.Both("let the earlier panel stand, or wait until at least %d raters have come after it", "请沿用之前那份，或等之后交卷的评分人至少有 %d 位", g.minGroup)}
	}
	return nil
}

// agree records one value of --agree.
func (g *merging) agree(value string) error {
	reason := ""
	if at := strings.IndexAny(value, ":："); at >= 0 { // full width is what a Chinese keyboard types
		_, size := utf8.DecodeRuneInString(value[at:])
		value, reason = value[:at], strings.TrimSpace(value[at+size:])
	}
	state, level := assess.Answered, 0
	id, word, _ := strings.Cut(value, "=")
	switch strings.ToLower(width.Narrow(strings.TrimSpace(word))) {
	case "na", "n/a", "不适用":
		state = assess.NotApplicable
	case "unknown", "?", "不知道":
		state = assess.Unknown
	}
	i, known := g.model.Index(id)
	if state == assess.Answered || !known {
		var err error
		if i, level, err = idLevel(g.model, "agree", value, "na", "unknown"); err != nil {
			return err
		}
	}
	if state == assess.NotApplicable && reason == "" {
		return usage(say.Both("--agree %s=na wants the reason why it does not apply", "--agree %s=na 要写明不适用的理由", id),
			say.Both("for example --agree \"%s=na:no stock of its own\"", "例如 --agree \"%s=na：没有自有库存\"", id))
	}
	panel.Agree(g.panel, i, state, level, reason)
	return nil
}

// describe scores the panel and gathers what is said of it. In anonymous mode everything comes from what may be known;
// only the roles are seen from the votes themselves, and hidden where they are too few.
func (g *merging) describe(digest string) {
	res := g.evaluate(g.model, g.panel)
	p := &agreement.Panel{Agenda: panel.NewAgenda(g.model, res), Hints: panel.HintsOf(g.model, g.panel, g.sheets)}
	group := 0 // all roles in the room
	if g.anonymous {
		group = g.minGroup
	}
	if len(g.earlier) == 0 { // the earlier panel does not tell which roles its report showed
		// without what the sector leaves out
		p.Roles = panel.RolesOf(g.model, g.model.Score(g.named, g.options()).Assessment, group)
	}
	p.Minutes = g.minutes
	p.Withheld, p.Group = g.withheld, group
	if !g.anonymous {
		p.Silent = panel.Silent(g.sheets)
	}
	if g.stats {
		p.HasStats, p.Stats = true, panel.StatsOf(g.model, g.panel)
	}
	g.report = agreement.New(res, p, digest, g.lang)
}

// writePanel writes the panel as an answer file: as JSON where the file's name says so.
func (g *merging) writePanel(w io.Writer, path string) error {
	var out bytes.Buffer
	if err := answerfile.WriteAs(&out, path, g.panel, g.model.Rubric); err != nil {
		return failure{exitInvalid, say.Both("the panel cannot be kept in one file: %v", "合并结果无法存成一份文件：%v", err),
			say.Both("notes of one criterion can have 10,000 characters together", "同一条标准的备注加起来最多 10,000 个字符")}
	}
	_, err := w.Write(out.Bytes())
	return err
}
