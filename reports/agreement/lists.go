package agreement

import (
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/panel"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// toDiscuss lists what is worth the panel's time, the worthiest first, as far as the time goes; named says who speaks
// first.
func (a *Agreement) toDiscuss(p *Panel, named bool) doc.Section {
	s := doc.Section{Heading: a.Say("To discuss, in this order", "按这个顺序讨论")}
	n, _ := p.Agenda.Within(p.minutes())
	if len(p.Agenda.Discuss) == 0 {
		return s
	}
	t := doc.Table{Columns: []doc.Column{{Title: a.Say("No.", "序号"), Right: true},
		{Title: a.Say("Criterion", "标准"), Flexible: true},
		{Title: a.Say("Votes", "各票"), Flexible: true}, {Title: a.Say("Why", "原因"), Flexible: true}}}
	if named {
		t.Columns = append(t.Columns, doc.Column{Title: a.Say("Speaks first", "先请发言"), Flexible: true})
	}
	for k, at := range p.Agenda.Discuss[:n] {
		it := &p.Agenda.Items[at]
		row := []string{strconv.Itoa(k + 1), a.CriterionAt(it.Criterion), a.votes(it), a.reasons(it)}
		if named {
			row = append(row, a.speakers(it))
		}
		t.Rows = append(t.Rows, row)
	}
	s.Blocks = append(s.Blocks, t)
	return s
}

// toConfirm lists what all see alike, low as it is, as far as the time goes.
func (a *Agreement) toConfirm(p *Panel) doc.Section {
	s := doc.Section{Heading: a.Say("To confirm: low, weighs much, and seen alike", "请确认：分低、权重大，而且看法一致")}
	_, n := p.Agenda.Within(p.minutes())
	t := doc.Table{Columns: []doc.Column{{Title: a.Say("Criterion", "标准"), Flexible: true},
		{Title: a.Say("Votes", "各票"), Flexible: true}}}
	for _, at := range p.Agenda.Confirm[:n] {
		it := &p.Agenda.Items[at]
		t.Rows = append(t.Rows, []string{a.CriterionAt(it.Criterion), a.votes(it)})
	}
	if n > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	return s
}

// minutes is how much time there is.
func (p *Panel) minutes() int {
	if p.Minutes == 0 {
		return panel.UsualMinutes
	}
	return p.Minutes
}

// timeBox says what goes into the time, and what is left for later.
func (a *Agreement) timeBox(p *Panel) doc.Section {
	s := doc.Section{Heading: a.Say("Time", "时间")}
	ag := p.Agenda
	discuss, confirm := ag.Within(p.minutes())
	later, nods := len(ag.Discuss)-discuss, len(ag.Confirm)-confirm
	if ag.Minutes() == 0 {
		return s
	}
	spent := discuss*panel.DiscussMinutes + confirm*panel.ConfirmMinutes
	text := a.Say("About %[4]s for one to discuss, %[2]d for one to confirm: %[5]s for these.",
		"讨论一条约 %[1]d 分钟，确认一条约 %[2]d 分钟，以上共需约 %[3]d 分钟。", panel.DiscussMinutes, panel.ConfirmMinutes, spent,
		minutes(panel.DiscussMinutes), minutes(spent))
	if later+nods > 0 {
		text += a.Say(" Left for later: %s. `--minutes %d` lists all.", "留到以后的有：%s。`--minutes %d` 可列出全部。", a.left(later, nods), ag.Minutes())
	}
	s.Blocks = append(s.Blocks, doc.Paragraph{Text: text})
	return s
}

func minutes(n int) string { return say.Count(n, "1 minute", "%d minutes") }

// left counts what is not on the lists.
func (a *Agreement) left(discuss, confirm int) string {
	var out []string
	if discuss > 0 {
		out = append(out, a.Say("%d to discuss", "待讨论 %d 条", discuss))
	}
	if confirm > 0 {
		out = append(out, a.Say("%d to confirm", "待确认 %d 条", confirm))
	}
	return strings.Join(out, a.Say(", ", "，"))
}

// manyVotes is from how many levels on they are counted instead of listed.
const manyVotes = 13

// votes lists what was said, the lowest first: "2 2 3, 1 don't know"; in a large panel how many said it: "12 at 2".
func (a *Agreement) votes(it *panel.Item) string {
	i, k := a.Place(it.Criterion)
	counts := map[int]int{}
	for _, v := range a.Answer(i, k).Votes {
		if v.State == assess.Answered {
			counts[v.Level]++
		}
	}
	var each, counted []string
	for _, l := range a.Rubric.Scale(a.Rubric.Practices[i].Criteria[k].Scale).Levels {
		if n := counts[l.Level]; n > 0 {
			counted = append(counted, a.Say("%[1]d at %[2]d", "%[2]d 级 %[1]d 票", n, l.Level))
			for range n {
				each = append(each, strconv.Itoa(l.Level))
			}
		}
	}
	out := counted
	if len(each) > 0 && len(each) < manyVotes {
		out = []string{strings.Join(each, " ")}
	}
	if it.Unknown > 0 {
		out = append(out, a.Say("%d don't know", "%d 人不知道", it.Unknown))
	}
	if it.NA > 0 {
		out = append(out, a.Say("%d N/A", "%d 人不适用", it.NA))
	}
	return strings.Join(out, a.Say(", ", "，"))
}

// deviation is the average deviation of the votes, told apart from the one above which they are to be discussed.
func (a *Agreement) deviation(it *panel.Item) string {
	if it.Spread.N < 2 {
		return number.None
	}
	i, k := a.Place(it.Criterion)
	levels := a.Rubric.Scale(a.Rubric.Practices[i].Criteria[k].Scale).Levels
	return number.Told(it.Spread.AD, 1, assess.ADLimit(len(levels)))
}

func (a *Agreement) reasons(it *panel.Item) string { return a.Concerns(it.Reasons) }

// speakers are those who say that it does not apply, and those who voted lowest and highest.
func (a *Agreement) speakers(it *panel.Item) string {
	var out []string
	add := func(label string, ids []string) {
		if len(ids) > 0 {
			out = append(out, label+a.Say(": ", "：")+a.few(ids))
		}
	}
	level := func(n int) string { return a.Say("%d", "%d 级", n) }
	add(a.Say("N/A", "不适用"), it.Against)
	add(level(it.Spread.Low), it.For)
	add(level(it.Spread.Low), it.Lowest)
	add(level(it.Spread.High), it.Highest)
	if len(out) == 0 {
		return number.None
	}
	return strings.Join(out, a.Say("; ", "；"))
}

// few names three people; of more it names two and says how many there are.
func (a *Agreement) few(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = a.called(id)
	}
	if len(names) <= 3 {
		return a.List(names)
	}
	return a.Say("%s and others (%d in all)", "%s 等 %d 人", a.List(names[:2]), len(names))
}

// called is a rater's name, or the id of who has none.
func (a *Agreement) called(id string) string { return safe.Line(a.Result.Assessment.Called(id)) }

// next is what becomes of a criterion, in the words of the lists.
func (a *Agreement) next(p *Panel, at int) string {
	switch {
	case slices.Contains(p.Agenda.Discuss, at):
		return a.Say("to discuss", "待讨论")
	case slices.Contains(p.Agenda.Confirm, at):
		return a.Say("to confirm", "待确认")
	case p.Agenda.Items[at].State != assess.Unanswered:
		return a.Say("agreed", "已商定")
	}
	return number.None
}

// allVotes lists every criterion with votes.
func (a *Agreement) allVotes(p *Panel) doc.Section {
	s := doc.Section{Heading: a.Say("All votes", "全部投票")}
	t := doc.Table{Columns: []doc.Column{{Title: a.Say("Criterion", "标准"), Flexible: true},
		{Title: a.Say("Votes", "各票"), Flexible: true}, {Title: a.Say("Apart", "平均偏离"), Right: true},
		{Title: a.Say("Next", "下一步")}, {Title: a.Say("Agreed", "商定"), Right: true}}}
	for i := range p.Agenda.Items {
		it := &p.Agenda.Items[i]
		t.Rows = append(t.Rows, []string{a.CriterionAt(it.Criterion), a.votes(it), a.deviation(it),
			a.next(p, i), a.agreedOn(it)})
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t, doc.Paragraph{Text: a.Say(
			"Votes: the level that each rater gave, the lowest first. Apart: how many levels a vote is from the mean of the votes, on average. Next: to discuss, where votes or roles lie apart, where a third do not know, or where some say that it does not apply and others rate it; to confirm, where all see it alike, but low, and it weighs much; agreed, after a discussion; nothing to do: –.",
			"各票：每人所评的级别，从低到高。平均偏离：各票与均值平均相差几级。下一步：各票或各角色差得多、三分之一的人不知道、或者有人认为不适用而有人打了级别的，待讨论；看法一致但分低、权重大的，待确认；讨论过的，已商定；无须处理的写作 –。")})
	}
	return s
}
