package gap

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/reports/number"
	"fathom/reports/record"
	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// scope tells what was assessed, how, and what the score does not prove.
func (g *Gap) scope() doc.Section {
	s := doc.Section{Heading: g.Say("Scope and method", "范围与方法")}
	t := doc.Table{Columns: []doc.Column{{Title: g.Say("What", "项目")}, {Title: g.Say("Value", "内容"), Flexible: true}}}
	t.Rows = append(t.Rows, g.scopeRows()...)
	s.Blocks = append(s.Blocks, t, doc.Paragraph{Text: g.method()})
	if w := g.warnings(); len(w) > 0 {
		s.Blocks = append(s.Blocks, doc.Heading{Text: g.Say("Warnings", "提醒")}, doc.List{Items: w})
	}
	s.Blocks = append(s.Blocks, g.Disclaimer())
	return s
}

// scopeRows are the rows of the scope table.
func (g *Gap) scopeRows() [][]string {
	a := g.Result.Assessment
	counts := g.counts()
	rows := [][]string{
		{g.Say("Subject", "对象"), strings.TrimSpace(g.Subject() + "  " + a.Subject.ID)},
		{g.Say("Date", "日期"), g.dates()},
	}
	if firm := g.Member(); firm != "" {
		rows = append(rows, []string{g.Say("Partner", "渠道成员"), firm})
	}
	if len(g.Rubric.Stages) > 0 {
		rows = append(rows, []string{g.Say("Stage", "阶段"), g.stage()})
	}
	if len(g.Rubric.Sectors) > 0 {
		rows = append(rows, []string{g.Say("Sector", "行业"), g.sector()})
	}
	if out := g.leftOut(); out != "" {
		rows = append(rows, []string{g.Say("Left out in this sector", "本行业不评"), out})
	}
	rows = append(rows, []string{g.Say("Rubric", "评估标准"), g.Edition()})
	if base := g.Base(); base != "" {
		rows = append(rows, []string{g.Say("It is laid over", "扩展自"), base})
	}
	rows = append(rows, []string{g.Say("Program", "程序"), g.madeOf()})
	rows = append(rows, []string{g.Say("Targets", "目标"), g.TargetsFrom()}, []string{g.Say("Weights", "权重"), g.WeightsFrom()})
	rows = append(rows, [][]string{
		{g.Say("Raters", "评分人"), g.raters()},
		{g.Say("Depth", "深度"), g.Depth(g.Result.Assessment.Depth)},
		{g.Say("Answers", "答案"), g.Say("%d answered, %d don't know, %d not answered, %d not applicable", "已答 %d，不知道 %d，未答 %d，不适用 %d",
			counts[assess.Answered], counts[assess.Unknown], counts[assess.Unanswered],
			counts[assess.NotApplicable]) + g.ofTheWeight()},
	}...)
	if n := len(g.Result.OtherTexts()); n > 0 {
		rows = append(rows, []string{g.Say("Given to other texts", "照以前文字作答"), g.Say("%[2]s not confirmed since the texts changed or may have; scored as given",
			"文字已改动或可能改动、还没有再确认的答案 %[1]d 条，按原答案计分", n, say.Count(n, "1 answer", "%d answers"))})
	}
	for _, tag := range slices.Sorted(maps.Keys(a.Subject.Tags)) {
		rows = append(rows, []string{safe.Line(tag), safe.Line(a.Subject.Tags[tag])})
	}
	if v := g.Result.Overall.Agreement; v.OK {
		rows = append(rows, []string{g.Say("Agreement", "一致程度"), g.Say("levels close together on %[1]s of %[4]s; on average %[3]s levels from the mean%[5]s", "%[2]d 条标准中 %[1]s 评级接近；平均偏离均值 %[3]s 级%[5]s",
			number.Percent(assess.Some(float64(v.Value.Aligned))), v.Value.Criteria,
			assess.Round(float64(v.Value.MeanAD), 2),
			say.Count(v.Value.Criteria, "1 criterion", "%d criteria"), g.AcrossScales())})
	}
	return rows
}

// madeOf names the program and, to the letter, the answers.
func (g *Gap) madeOf() string {
	if g.Result.Digest == "" {
		return record.Program()
	}
	return g.Say("%s; answers %s", "%s；答案 %s", record.Program(), names.Short(g.Result.Digest))
}

// ofTheWeight is how much of what is assessed and applies is answered.
func (g *Gap) ofTheWeight() string {
	if !g.Result.Overall.Coverage.OK {
		return ""
	}
	return g.Say("; %s of the weight", "；占权重 %s", number.Answered(&g.Result.Overall.Node))
}

// dates are the assessment's date and, of a panel that rated on different days, the span of its votes.
func (g *Gap) dates() string {
	a := g.Result.Assessment
	oldest, newest := a.VoteDates()
	if oldest == newest {
		return a.Date
	}
	return g.Say("%s; votes of %s to %s", "%s；各票在 %s 至 %s 之间", a.Date, oldest, newest)
}

func (g *Gap) stage() string {
	for _, s := range g.Rubric.Stages {
		if s.ID == g.Result.Stage {
			return g.explained(g.Named(s.Name, s.ID), g.Text(s.Meaning))
		}
	}
	return number.None
}

func (g *Gap) sector() string {
	for _, s := range g.Rubric.Sectors {
		if s.ID == g.Result.Sector {
			return g.explained(g.Named(s.Name, s.ID), g.Text(s.Why))
		}
	}
	return number.None
}

// leftOut names the criteria that the sector leaves out, and why; "" where it leaves out none.
func (g *Gap) leftOut() string {
	var out []string
	for _, at := range g.Result.LeftOut() {
		out = append(out, g.CriterionAt(at))
	}
	if len(out) == 0 {
		return ""
	}
	return g.explained(g.List(out), g.LeftOutWhy())
}

func (g *Gap) explained(name, meaning string) string {
	if meaning == "" {
		return name
	}
	return g.Say("%s: %s", "%s：%s", name, meaning)
}

func (g *Gap) raters() string {
	var names []string
	if !g.names {
		return g.raterCounts()
	}
	for _, r := range g.Result.Assessment.Voters() {
		name := safe.Line(r.Called())
		if r.Role != "" {
			name += g.Say(" (%s)", "（%s）", safe.Line(r.Role))
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return number.None
	}
	return g.List(names)
}

// raterCounts are how many raters there are, by role: who they are stands there only where it was asked for.
func (g *Gap) raterCounts() string {
	var roles []string
	of := map[string]int{}
	voters := g.Result.Assessment.Voters()
	for _, r := range voters {
		if role := safe.Line(r.Role); role != "" {
			if of[role]++; of[role] == 1 {
				roles = append(roles, role)
			}
		}
	}
	if len(voters) == 0 {
		return number.None
	}
	for i, role := range roles {
		if len(roles) == len(voters) {
			break // one of each
		}
		roles[i] = g.Say("%s: %d", "%s %d 位", role, of[role])
	}
	text := strconv.Itoa(len(voters))
	if len(roles) > 0 {
		text += g.Say(" (%s)", "（%s）", g.List(roles))
	}
	return text
}

// method says in words how a score is made of answers.
func (g *Gap) method() string {
	rule := g.Rubric.Scoring.Practice
	text := g.Say(
		"Each criterion is rated on its scale; practices, dimensions and parts aggregate what is answered by weight. Not applicable answers are left out; missing answers never count as the lowest level, the bounds show what they could change.",
		"每条标准按标尺打分；各项、各维度、各部分按权重汇总已有的答案。不适用的不计；缺的答案不按最低级算，区间说明它们能带来多大变化。")
	if g.Rubric.Scoring.Sums() {
		text += g.Say(" Where points are added up, a missing answer is taken to be like the others.", "求和时，缺的答案按已有的答案推算。")
	}
	if g.Sums() && rule.Scale == "" {
		text += g.Say(" A target in points counts as its share of what applies and was asked.", "按分数计的目标，按适用且问到的权重折算。")
	}
	if rule.Aggregate == rubric.Staged {
		text += g.Say(" A practice is at the highest level up to which every answered criterion passes, so that it is no mean; the lower bound is what is held whatever the missing answers are.",
			"各项不取平均：从低到高，已答的标准都通过的最高一级，就是这一项的级别；区间的下端，是无论缺的怎么答都站得住的级别。")
	}
	if rule.AboveLowest != nil {
		text += g.Say(" A practice scores at most %s above its lowest criterion, so that a missing basic is not averaged away.", "一项的得分最多比它最低的一条标准高 %s，免得基本功的缺失被平均掉。", number.Plain(*rule.AboveLowest))
	}
	return text
}

func (g *Gap) warnings() []string {
	var out []string
	for _, w := range g.Result.Warnings {
		part := slices.IndexFunc(g.Rubric.Parts, func(p rubric.Part) bool { return p.ID == w.At })
		switch {
		case w.Code == assess.LowCoverage: // the scorecard marks these where they stand
		case w.Code == assess.NotAssessed && g.isBeside(part):
			out = append(out, g.withoutScore(part))
		default:
			out = append(out, g.Warning(w))
		}
	}
	return out
}

// appendix lists every criterion with its answer, note and evidence.
func (g *Gap) appendix() doc.Section {
	s := doc.Section{Heading: g.Say("Appendix: all answers", "附录：全部答案"), Annex: true}
	for i := range g.Result.Practices {
		p := &g.Result.Practices[i]
		t := doc.Table{Columns: []doc.Column{{Title: g.Say("Criterion", "标准"), Flexible: true}, {Title: g.Say("Answer", "答案")},
			{Title: g.Say("Note and evidence", "备注与证据"), Flexible: true}}}
		for k, c := range p.Criteria {
			if c.State != assess.NotAsked {
				t.Rows = append(t.Rows, []string{g.Criterion(i, k), g.AnswerWords(i, k), g.noteWords(i, k)})
			}
		}
		if len(t.Rows) > 0 {
			s.Blocks = append(s.Blocks, doc.Heading{Text: g.Practice(i) + "  " + g.PracticeScore(i)}, t)
		}
	}
	return s
}

func (g *Gap) noteWords(i, k int) string {
	a := g.Answer(i, k)
	var parts []string
	for _, text := range []string{g.Ticked(i, k), g.note(i, k)} {
		if text != "" {
			parts = append(parts, text)
		}
	}
	if len(a.Evidence) > 0 {
		clean := make([]string, len(a.Evidence))
		for j := range a.Evidence {
			clean[j] = safe.Line(a.Evidence[j])
		}
		parts = append(parts, g.Say("[%s]", "［%s］", g.List(clean)))
	}
	switch a.Confidence {
	case "low":
		parts = append(parts, g.Say("(not sure)", "（把握不大）"))
	case "medium":
		parts = append(parts, g.Say("(fairly sure)", "（比较有把握）"))
	}
	return strings.Join(parts, " ")
}
