package reports

import (
	"maps"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// scope tells what was assessed, how, and what the score does not prove.
func (b *builder) scope() Section {
	s := Section{Heading: b.Say("Scope and method", "范围与方法")}
	t := Table{Columns: []Column{{Title: b.Say("What", "项目")}, {Title: b.Say("Value", "内容"), Flexible: true}}}
	t.Rows = append(t.Rows, b.scopeRows()...)
	s.Blocks = append(s.Blocks, t, Paragraph{Text: b.method()})
	if w := b.warnings(); len(w) > 0 {
		s.Blocks = append(s.Blocks, Heading{b.Say("Warnings", "提醒")}, List{Items: w})
	}
	s.Blocks = append(s.Blocks, b.disclaimer())
	return s
}

// disclaimer says what scores do not prove.
func (b *builder) disclaimer() Paragraph {
	return Paragraph{Text: b.Say(
		"What scores do not prove: they describe what the raters saw. They are no forecast of results, no ranking of people, and no substitute for looking at the evidence.",
		"得分不能证明什么：它描述的是评分人看到的情况，不预测业绩，不给人排名，也不能代替查看证据。")}
}

// scopeRows are the rows of the scope table.
func (b *builder) scopeRows() [][]string {
	a := b.res.Assessment
	counts := b.counts()
	rows := [][]string{
		{b.Say("Subject", "对象"), strings.TrimSpace(b.subject() + "  " + a.Subject.ID)},
		{b.Say("Date", "日期"), b.dates()},
	}
	if len(b.r.Stages) > 0 {
		rows = append(rows, []string{b.Say("Stage", "阶段"), b.stage()})
	}
	if len(b.r.Sectors) > 0 {
		rows = append(rows, []string{b.Say("Sector", "行业"), b.sector()})
	}
	rows = append(rows, []string{b.Say("Rubric", "评估标准"), b.edition()})
	if base := b.base(); base != "" {
		rows = append(rows, []string{b.Say("It is laid over", "扩展自"), base})
	}
	rows = append(rows, [][]string{
		{b.Say("Raters", "评分人"), b.raters()},
		{b.Say("Depth", "深度"), b.depth(b.res.Assessment.Depth)},
		{b.Say("Answers", "答案"), b.Say("%d answered, %d don't know, %d not answered, %d not applicable", "已答 %d，不知道 %d，未答 %d，不适用 %d",
			counts[assess.Answered], counts[assess.Unknown], counts[assess.Unanswered], counts[assess.NotApplicable]) + b.ofTheWeight()},
	}...)
	for _, tag := range slices.Sorted(maps.Keys(a.Subject.Tags)) {
		rows = append(rows, []string{safe.Line(tag), safe.Line(a.Subject.Tags[tag])})
	}
	if g := b.res.Overall.Agreement; g.OK {
		rows = append(rows, []string{b.Say("Agreement", "一致程度"), b.Say("%[1]s of %[4]s aligned; on average %[3]s levels from the mean%[5]s", "%[2]d 条标准中 %[1]s 意见一致；平均偏离均值 %[3]s 级%[5]s",
			percent(assess.Some(g.Value.Aligned)), g.Value.Criteria, assess.Round(g.Value.MeanAD, 2), say.Count(g.Value.Criteria, "1 criterion", "%d criteria"), b.acrossScales())})
	}
	return rows
}

// ofTheWeight is how much of what is assessed and applies is answered.
func (b *builder) ofTheWeight() string {
	if !b.res.Overall.Coverage.OK {
		return ""
	}
	return b.Say("; %s of the weight", "；占权重 %s", answered(&b.res.Overall.Node))
}

// dates are the assessment's date and, of a panel that rated on different days, the span of its votes.
func (b *builder) dates() string {
	a := b.res.Assessment
	oldest, newest := a.VoteDates()
	if oldest == newest {
		return a.Date
	}
	return b.Say("%s; votes of %s to %s", "%s；各票在 %s 至 %s 之间", a.Date, oldest, newest)
}

func (b *builder) stage() string {
	for _, s := range b.r.Stages {
		if s.ID == b.res.Stage {
			return b.explained(b.named(s.Name, s.ID), b.text(s.Meaning))
		}
	}
	return none
}

func (b *builder) sector() string {
	for _, s := range b.r.Sectors {
		if s.ID == b.res.Sector {
			return b.explained(b.named(s.Name, s.ID), b.text(s.Why))
		}
	}
	return none
}

// stageName and sectorName are names for ids, a dash for none.
func (b *builder) stageName(id string) string {
	for _, s := range b.r.Stages {
		if s.ID == id {
			return b.named(s.Name, s.ID)
		}
	}
	return none
}

func (b *builder) sectorName(id string) string {
	for _, s := range b.r.Sectors {
		if s.ID == id {
			return b.named(s.Name, s.ID)
		}
	}
	return none
}

func (b *builder) explained(name, meaning string) string {
	if meaning == "" {
		return name
	}
	return b.Say("%s: %s", "%s：%s", name, meaning)
}

func (b *builder) raters() string {
	var names []string
	for _, r := range b.res.Assessment.Voters() {
		name := r.ID
		if r.Role != "" {
			name += b.Say(" (%s)", "（%s）", safe.Line(r.Role))
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return none
	}
	return b.List(names)
}

// depth says in words what was asked.
func (b *builder) depth(d string) string {
	switch d {
	case "", "full":
		return b.Say("full: every criterion was asked", "完整：每条标准都问")
	case "quick":
		return b.Say("quick: the core criterion of each practice was asked", "快速：每项只问核心标准")
	default:
		for p := range b.r.Parts {
			if b.r.Parts[p].ID == d {
				return b.Say("only %s", "只问%s", b.part(p))
			}
		}
		return d
	}
}

// method says in words how a score is made of answers.
func (b *builder) method() string {
	rule := b.r.Scoring.Practice
	text := b.Say(
		"Each criterion is rated on its scale; practices, dimensions and parts aggregate what is answered by weight. Not applicable answers are left out; missing answers never count as the lowest level, the bounds show what they could change.",
		"每条标准按标尺打分；各项、各维度、各部分按权重汇总已有的答案。不适用的不计；缺的答案不按最低级算，区间说明它们能带来多大变化。")
	if b.r.Scoring.Sums() {
		text += b.Say(" Where points are added up, a missing answer is taken to be like the others.", "求和时，缺的答案按已有的答案推算。")
	}
	if b.sums() {
		text += b.Say(" A target in points counts as its share of what applies and was asked.", "按分数计的目标，按适用且问到的权重折算。")
	}
	if rule.AboveLowest != nil {
		text += b.Say(" A practice scores at most %s above its lowest criterion, so that a missing basic is not averaged away.", "一项的得分最多比它最低的一条标准高 %s，免得基本功的缺失被平均掉。", plain(*rule.AboveLowest))
	}
	return text
}

func (b *builder) warnings() []string {
	var out []string
	for _, w := range b.res.Warnings {
		if w.Code != assess.LowCoverage { // the scorecard marks these where they stand
			out = append(out, b.warning(w))
		}
	}
	return out
}

// warning words one warning.
func (b *builder) warning(w assess.Warning) string {
	at := b.nodeName(w.At)
	switch w.Code {
	case assess.NothingAnswered:
		if !b.res.Overall.Coverage.OK {
			return b.Say("nothing of what was asked applies and counts", "问到的没有一条适用且计分")
		}
		return b.Say("nothing is answered yet", "还没有任何答案")
	case assess.NotAssessed:
		return b.Say("%s is not assessed: it has no answer", "%s未评估：没有任何答案", at)
	case assess.LowCoverage:
		return b.Say("%s is provisional: less than 80%% is answered", "%s是暂定分：已答不到 80%%", at)
	case assess.Blocked:
		return b.Say("%s cannot go on in this plan: %s does not reach the level it needs", "%s在本计划内无法推进：%s达不到所需级别", at, b.nodeName(w.By))
	case assess.NoAction:
		return b.Say("the rubric has no action that lifts %s to level %s", "评估标准里没有把%s提升到 %s 级的行动", at, w.By)
	case assess.VotesNA, assess.VotesUnknown:
		return b.voteWarning(w)
	}
	return string(w.Code)
}

// nodeName names a node by its id.
func (b *builder) nodeName(id string) string {
	for i := range b.r.Practices {
		if b.r.Practices[i].ID == id {
			return b.practice(i)
		}
	}
	for d := range b.r.Dimensions {
		if b.r.Dimensions[d].ID == id {
			return b.dimension(d)
		}
	}
	for p := range b.r.Parts {
		if b.r.Parts[p].ID == id {
			return b.part(p)
		}
	}
	if id == "overall" {
		return b.Say("the whole", "总体")
	}
	return id
}

// appendix lists every criterion with its answer, note and evidence.
func (b *builder) appendix() Section {
	s := Section{Heading: b.Say("Appendix: all answers", "附录：全部答案")}
	for i := range b.res.Practices {
		p := &b.res.Practices[i]
		t := Table{Columns: []Column{{Title: b.Say("Criterion", "标准"), Flexible: true}, {Title: b.Say("Answer", "答案")}, {Title: b.Say("Note and evidence", "备注与证据"), Flexible: true}}}
		for k, c := range p.Criteria {
			if c.State != assess.NotAsked {
				t.Rows = append(t.Rows, []string{b.criterion(i, k), b.answerWords(i, k), b.noteWords(i, k)})
			}
		}
		if len(t.Rows) > 0 {
			s.Blocks = append(s.Blocks, Heading{b.practice(i) + "  " + b.practiceScore(i)}, t)
		}
	}
	return s
}

func (b *builder) noteWords(i, k int) string {
	a := b.answer(i, k)
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
