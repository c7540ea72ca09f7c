package reports

import (
	"maps"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// scope tells what was assessed, how, and what the score does not prove.
func (b *builder) scope() doc.Section {
	s := doc.Section{Heading: b.Say("Scope and method", "范围与方法")}
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("What", "项目")}, {Title: b.Say("Value", "内容"), Flexible: true}}}
	t.Rows = append(t.Rows, b.scopeRows()...)
	s.Blocks = append(s.Blocks, t, doc.Paragraph{Text: b.method()})
	if w := b.warnings(); len(w) > 0 {
		s.Blocks = append(s.Blocks, doc.Heading{Text: b.Say("Warnings", "提醒")}, doc.List{Items: w})
	}
	s.Blocks = append(s.Blocks, b.Disclaimer())
	return s
}

// scopeRows are the rows of the scope table.
func (b *builder) scopeRows() [][]string {
	a := b.Result.Assessment
	counts := b.counts()
	rows := [][]string{
		{b.Say("Subject", "对象"), strings.TrimSpace(b.Subject() + "  " + a.Subject.ID)},
		{b.Say("Date", "日期"), b.dates()},
	}
	if len(b.Rubric.Stages) > 0 {
		rows = append(rows, []string{b.Say("Stage", "阶段"), b.stage()})
	}
	if len(b.Rubric.Sectors) > 0 {
		rows = append(rows, []string{b.Say("Sector", "行业"), b.sector()})
	}
	rows = append(rows, []string{b.Say("Rubric", "评估标准"), b.Edition()})
	if base := b.Base(); base != "" {
		rows = append(rows, []string{b.Say("It is laid over", "扩展自"), base})
	}
	rows = append(rows, [][]string{
		{b.Say("Raters", "评分人"), b.raters()},
		{b.Say("Depth", "深度"), b.Depth(b.Result.Assessment.Depth)},
		{b.Say("Answers", "答案"), b.Say("%d answered, %d don't know, %d not answered, %d not applicable", "已答 %d，不知道 %d，未答 %d，不适用 %d",
			counts[assess.Answered], counts[assess.Unknown], counts[assess.Unanswered], counts[assess.NotApplicable]) + b.ofTheWeight()},
	}...)
	for _, tag := range slices.Sorted(maps.Keys(a.Subject.Tags)) {
		rows = append(rows, []string{safe.Line(tag), safe.Line(a.Subject.Tags[tag])})
	}
	if g := b.Result.Overall.Agreement; g.OK {
		rows = append(rows, []string{b.Say("Agreement", "一致程度"), b.Say("%[1]s of %[4]s aligned; on average %[3]s levels from the mean%[5]s", "%[2]d 条标准中 %[1]s 意见一致；平均偏离均值 %[3]s 级%[5]s",
			number.Percent(assess.Some(g.Value.Aligned)), g.Value.Criteria, assess.Round(g.Value.MeanAD, 2), say.Count(g.Value.Criteria, "1 criterion", "%d criteria"), b.AcrossScales())})
	}
	return rows
}

// ofTheWeight is how much of what is assessed and applies is answered.
func (b *builder) ofTheWeight() string {
	if !b.Result.Overall.Coverage.OK {
		return ""
	}
	return b.Say("; %s of the weight", "；占权重 %s", number.Answered(&b.Result.Overall.Node))
}

// dates are the assessment's date and, of a panel that rated on different days, the span of its votes.
func (b *builder) dates() string {
	a := b.Result.Assessment
	oldest, newest := a.VoteDates()
	if oldest == newest {
		return a.Date
	}
	return b.Say("%s; votes of %s to %s", "%s；各票在 %s 至 %s 之间", a.Date, oldest, newest)
}

func (b *builder) stage() string {
	for _, s := range b.Rubric.Stages {
		if s.ID == b.Result.Stage {
			return b.explained(b.Named(s.Name, s.ID), b.Text(s.Meaning))
		}
	}
	return number.None
}

func (b *builder) sector() string {
	for _, s := range b.Rubric.Sectors {
		if s.ID == b.Result.Sector {
			return b.explained(b.Named(s.Name, s.ID), b.Text(s.Why))
		}
	}
	return number.None
}

func (b *builder) explained(name, meaning string) string {
	if meaning == "" {
		return name
	}
	return b.Say("%s: %s", "%s：%s", name, meaning)
}

func (b *builder) raters() string {
	var names []string
	for _, r := range b.Result.Assessment.Voters() {
		name := r.ID
		if r.Role != "" {
			name += b.Say(" (%s)", "（%s）", safe.Line(r.Role))
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return number.None
	}
	return b.List(names)
}

// method says in words how a score is made of answers.
func (b *builder) method() string {
	rule := b.Rubric.Scoring.Practice
	text := b.Say(
		"Each criterion is rated on its scale; practices, dimensions and parts aggregate what is answered by weight. Not applicable answers are left out; missing answers never count as the lowest level, the bounds show what they could change.",
		"每条标准按标尺打分；各项、各维度、各部分按权重汇总已有的答案。不适用的不计；缺的答案不按最低级算，区间说明它们能带来多大变化。")
	if b.Rubric.Scoring.Sums() {
		text += b.Say(" Where points are added up, a missing answer is taken to be like the others.", "求和时，缺的答案按已有的答案推算。")
	}
	if b.Sums() {
		text += b.Say(" A target in points counts as its share of what applies and was asked.", "按分数计的目标，按适用且问到的权重折算。")
	}
	if rule.AboveLowest != nil {
		text += b.Say(" A practice scores at most %s above its lowest criterion, so that a missing basic is not averaged away.", "一项的得分最多比它最低的一条标准高 %s，免得基本功的缺失被平均掉。", number.Plain(*rule.AboveLowest))
	}
	return text
}

func (b *builder) warnings() []string {
	var out []string
	for _, w := range b.Result.Warnings {
		if w.Code != assess.LowCoverage { // the scorecard marks these where they stand
			out = append(out, b.Warning(w))
		}
	}
	return out
}

// appendix lists every criterion with its answer, note and evidence.
func (b *builder) appendix() doc.Section {
	s := doc.Section{Heading: b.Say("Appendix: all answers", "附录：全部答案")}
	for i := range b.Result.Practices {
		p := &b.Result.Practices[i]
		t := doc.Table{Columns: []doc.Column{{Title: b.Say("Criterion", "标准"), Flexible: true}, {Title: b.Say("Answer", "答案")}, {Title: b.Say("Note and evidence", "备注与证据"), Flexible: true}}}
		for k, c := range p.Criteria {
			if c.State != assess.NotAsked {
				t.Rows = append(t.Rows, []string{b.Criterion(i, k), b.AnswerWords(i, k), b.noteWords(i, k)})
			}
		}
		if len(t.Rows) > 0 {
			s.Blocks = append(s.Blocks, doc.Heading{Text: b.Practice(i) + "  " + b.PracticeScore(i)}, t)
		}
	}
	return s
}

func (b *builder) noteWords(i, k int) string {
	a := b.Answer(i, k)
	var parts []string
	if a.Note != "" {
		parts = append(parts, safe.Line(a.Note))
	}
	if len(a.Evidence) > 0 {
		clean := make([]string, len(a.Evidence))
		for j := range a.Evidence {
			clean[j] = safe.Line(a.Evidence[j])
		}
		parts = append(parts, b.Say("[%s]", "［%s］", b.List(clean)))
	}
	switch a.Confidence {
	case "low":
		parts = append(parts, b.Say("(not sure)", "（把握不大）"))
	case "medium":
		parts = append(parts, b.Say("(fairly sure)", "（比较有把握）"))
	}
	return strings.Join(parts, " ")
}
