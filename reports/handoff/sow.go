package handoff

import (
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/reports/number"
)

// SOW is a statement of work for the client's signature: what will be delivered, by when and by whom, how each
// deliverable is accepted, the effort, and what all of it rests on. It is of the tasks to do.
func (l *List) SOW() *doc.Report {
	rep := doc.New(l.Language, l.Say("Statement of work: %s", "工作说明书：%s", l.Heading()))
	rep.Date = l.Result.Assessment.Date
	tasks := l.ToDo()
	if len(tasks) == 0 {
		rep.Add(doc.Section{Heading: l.Say("Deliverables", "交付成果"), Blocks: []doc.Block{
			doc.Paragraph{Text: l.Say("There is nothing to do in this plan.", "这份计划里没有待办的工作。")}}})
		return rep
	}
	rep.Add(l.purpose(tasks), l.deliverables(tasks), l.acceptance(tasks), l.effort(tasks), l.assumptions(), l.outside(),
		l.signatures())
	return rep
}

func (l *List) purpose(tasks []*Task) doc.Section {
	s := doc.Section{Heading: l.Say("Purpose", "目的")}
	from, to := span(tasks)
	para := func(text string) { s.Blocks = append(s.Blocks, doc.Paragraph{Text: text}) }
	para(l.Say(
		"This work follows from the assessment of %s on %s by the rubric %s, version %s. It takes the practices below to the levels named there.",
		"本工作依据 %[2]s 按评估标准《%[3]s》%[4]s 版对%[1]s所做的评估，把下列事项提升到所列级别。",
		l.Heading(), l.Result.Assessment.Date, l.Named(l.Rubric.Title, l.Rubric.ID), l.Rubric.Version))
	if from != "" {
		para(l.Say("It begins on %s and ends on %s.", "工作自 %s 开始，至 %s 结束。", from, to))
	}
	if n := len(l.Plan.Phases); n > 0 && l.Result.Overall.Score.OK {
		then := l.Plan.Phases[n-1].Projected.Overall
		para(l.Say("The overall score is %s now, and %s when all steps of the plan are done and nothing else changes.",
			"目前总体得分 %s；计划各步全部完成、其余不变时，为 %s。",
			l.Overall(l.Result.Overall.Score), l.Overall(then)))
	}
	return s
}

// span is the first and the last day of tasks.
func span(tasks []*Task) (from, to string) {
	for _, t := range tasks {
		if t.Due != "" && (from == "" || t.Start < from) {
			from = t.Start
		}
		to = max(to, t.Due)
	}
	return from, to
}

func (l *List) deliverables(tasks []*Task) doc.Section {
	t := doc.Table{Columns: []doc.Column{{Title: l.Say("No.", "序号"), Right: true},
		{Title: l.Say("Deliverable", "交付成果"), Flexible: true}, {Title: l.Say("What is done", "工作内容"), Flexible: true},
		{Title: l.Say("Responsible", "负责"), Flexible: true}, {Title: l.Say("From", "开始")}, {Title: l.Say("To", "完成")},
		{Title: l.Say("Person-days", "人天"), Right: true}}}
	for i, task := range tasks {
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), task.Title, names.OrNone(task.What),
			l.Responsible(task.Who, task.Owner), names.OrNone(task.Start), names.OrNone(task.Due),
			days(task.PersonDays)})
	}
	return doc.Section{Heading: l.Say("Deliverables", "交付成果"), Blocks: []doc.Block{t}}
}

func days(n float64) string {
	if n == 0 {
		return number.None
	}
	return number.Plain(n)
}

// acceptance says for each deliverable when it is accepted: by its measure, by the level that its criteria are rated
// at, and by what shows it. The words of a level stand in the rubric; those of a low one describe what is still amiss,
// and are no terms to sign.
func (l *List) acceptance(tasks []*Task) doc.Section {
	s := doc.Section{Heading: l.Say("Acceptance", "验收"), Blocks: []doc.Block{doc.Paragraph{Text: l.Say(
		"A deliverable is accepted when its measure is met, when the criteria named below have their level, rated by the rubric, and when the client has seen the evidence.",
		"衡量指标已达到，所列各条按评估标准评分达到级别，委托方看过证据，该项成果即通过验收。")}}}
	for i, t := range tasks {
		s.Blocks = append(s.Blocks, doc.Heading{Text: l.Say("%d. %s", "%d. %s", i+1, t.Title)}, doc.List{Items: l.terms(t)})
	}
	return s
}

func (l *List) terms(t *Task) (out []string) {
	if t.Measure != "" {
		out = append(out, l.Say("Measure: %s", "衡量：%s", t.Measure))
	}
	if t.Step != nil {
		i := t.Step.Practice
		if all := l.rated(i); len(all) > 0 {
			out = append(out, l.Say("The practice is at level %d or above, in each of its criteria: %s", "该事项达到 %d 级及以上，各条标准都是：%s", t.Step.To, l.row(all)))
		}
		if also := l.criteria(i, t.Step.Also); len(also) > 0 {
			out = append(out, l.Say("Of these, needed too without an action of their own: %s", "其中没有单列行动、也须做到的：%s", l.row(also)))
		}
		if ask := l.Evidence(i); len(ask) > 0 {
			out = append(out, l.Say("Evidence: %s", "证据：%s", l.row(ask)))
		}
	}
	if len(out) == 0 {
		out = []string{l.Say("To be agreed by both parties before work begins.", "由双方在开工前商定。")}
	}
	return out
}

// row puts phrases in a row; they may have commas of their own.
func (l *List) row(phrases []string) string { return strings.Join(phrases, l.Say("; ", "；")) }

// rated names the criteria of practice i that have an answer and some weight: all have to be at a level for it to be.
func (l *List) rated(i int) []string {
	var of []int
	for k, c := range l.Result.Practices[i].Criteria {
		if c.State == assess.Answered && c.Weight > 0 {
			of = append(of, k)
		}
	}
	return l.criteria(i, of)
}

func (l *List) criteria(i int, of []int) []string {
	out := make([]string, len(of))
	for n, k := range of {
		out[n] = l.Criterion(i, k)
	}
	return out
}

func (l *List) effort(tasks []*Task) doc.Section {
	sums := map[string]float64{}
	var owners []string
	whole := 0.0
	for _, t := range tasks {
		if !slices.Contains(owners, t.Owner) {
			owners = append(owners, t.Owner)
		}
		sums[t.Owner] += t.PersonDays
		whole += t.PersonDays
	}
	t := doc.Table{Columns: []doc.Column{{Title: l.Say("Role", "角色"), Flexible: true},
		{Title: l.Say("Person-days", "人天"), Right: true}}}
	for _, owner := range owners {
		name := owner
		if name == "" {
			name = l.Say("not assigned yet", "尚未指定")
		}
		t.Rows = append(t.Rows, []string{name, days(sums[owner])})
	}
	t.Rows = append(t.Rows, []string{l.Say("Total", "合计"), days(whole)})
	return doc.Section{Heading: l.Say("Effort", "投入"), Blocks: []doc.Block{t}}
}

func (l *List) assumptions() doc.Section {
	return doc.Section{Heading: l.Say("Assumptions", "前提"), Blocks: []doc.Block{doc.List{Items: []string{
		l.Say("The people named above are available for the person-days stated here.", "上列人员能按所列人天投入。"),
		l.Say("Person-days estimate all the work of a deliverable, of the responsible role and of everybody who helps. They are no price.", "人天是对一项成果全部工作量的估计，负责角色和参与的人都算在内，不是报价。"),
		l.Say("What the assessment left open stays outside this work until it is answered.", "评估中尚无答案的内容，弄清楚之前不在本工作范围内。"),
		l.Say("Scores are stated as of the assessment; a new assessment at the end shows what was reached.",
			"得分以评估当日为准；结束时重新评估，以确认达成情况。"),
		l.Say("Changes of scope, dates or effort are agreed in writing by both parties.", "范围、日期或投入如有变更，须经双方书面确认。"),
	}}}}
}

// outside names what stays short of its target.
func (l *List) outside() doc.Section {
	s := doc.Section{Heading: l.Say("Outside this work", "不在本工作范围内")}
	var is []int
	for _, left := range l.Plan.Left {
		is = append(is, left.Practice)
	}
	if len(is) > 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: l.Say("After this work, these are still short of their targets: %s.",
			"本工作完成后，以下事项仍未达到目标：%s。", l.Practices(is))})
	}
	return s
}

func (l *List) signatures() doc.Section {
	line := strings.Repeat("_", 16)
	t := doc.Table{Columns: []doc.Column{{Title: ""}, {Title: l.Say("Name", "姓名"), Flexible: true},
		{Title: l.Say("Position", "职务"), Flexible: true}, {Title: l.Say("Signature", "签字"), Flexible: true},
		{Title: l.Say("Date", "日期")}}}
	for _, party := range []string{l.Say("For the client", "委托方"), l.Say("For the provider", "服务方")} {
		t.Rows = append(t.Rows, []string{party, line, line, line, line})
	}
	return doc.Section{Heading: l.Say("Signatures", "签署"), Blocks: []doc.Block{t}}
}
