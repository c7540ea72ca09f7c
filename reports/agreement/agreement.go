// Package agreement is the report on a panel: how far its raters agree, what to discuss first, and the published
// coefficients.
package agreement

import (
	"slices"
	"strconv"

	"fathom/assess"
	"fathom/assess/panel"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/reports/number"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// Panel is what is to be said of several raters, besides the result of their panel.
type Panel struct {
	Agenda *panel.Agenda
	Roles  []panel.RoleView
	Hints  []panel.Hint

	Minutes int // how long the group has; 0 is panel.UsualMinutes

	Silent   []assess.Rater // gave no answer and are not counted
	Withheld int            // criteria whose votes are kept back for what an earlier panel would tell with them
	Group    int            // the smallest group that an anonymous panel shows

	HasStats bool // whether coefficients were asked for
	Stats    []panel.Stats
}

// Agreement is the report on a panel's agreement: what to discuss, how the roles see it, what catches the eye.
type Agreement struct {
	names.Scored
	panel *Panel
}

// New prepares the report on a panel's agreement.
func New(res *assess.Result, p *Panel, digest string, lang say.Language) *Agreement {
	return &Agreement{names.Of(res, digest, lang), p}
}

// Doc is the report to read.
func (a *Agreement) Doc() *doc.Report {
	p, rep := a.panel, doc.New(a.Language, a.Say("Agreement: %s", "评分一致程度：%s", a.Heading()))
	rep.Add(a.summary(p), a.toDiscuss(p, !a.Result.Assessment.IsAnonymous()), a.toConfirm(p), a.timeBox(p),
		a.roleViews(p), a.hints(p), a.stats(p), a.allVotes(p))
	return a.WithOrigin(rep)
}

// Summary is what a gap report says of its panel, empty where there is none. A report goes further than the room: this
// section names nobody, and roles smaller than the usual minimum group stay hidden.
func Summary(s names.Scored) doc.Section {
	if !s.Result.Assessment.Panel {
		return doc.Section{}
	}
	a, m := &Agreement{Scored: s}, s.Result.Model
	p := &Panel{Agenda: panel.NewAgenda(m, a.Result), Roles: panel.RolesOf(m, a.Result.Assessment, panel.MinGroup)}
	if !a.Result.Overall.Agreement.OK && len(p.Agenda.Discuss) == 0 {
		return doc.Section{}
	}
	out := a.summary(p)
	out.Heading = a.Say("Agreement of the raters", "评分人意见是否一致")
	if len(p.Agenda.Discuss) > 0 {
		out.Blocks = append(out.Blocks, doc.Paragraph{Text: a.Say(
			"Votes stand as level × people: 3×5 means five people chose level 3, ?×1 that one did not know.",
			"票数写作“级别×人数”：3×5 是五个人评 3 级，？×1 是一个人答“不知道”。")})
	}
	out.Blocks = append(out.Blocks, a.toDiscuss(p, false).Blocks...)
	if n, _ := p.Agenda.Within(p.minutes()); n < len(p.Agenda.Discuss) {
		out.Blocks = append(out.Blocks, doc.Paragraph{Text: a.Say("And %d more to discuss.", "另有 %d 条待讨论。", len(p.Agenda.Discuss)-n)})
	}
	out.Blocks = append(out.Blocks, a.roleViews(p).Blocks...)
	return out
}

func (a *Agreement) summary(p *Panel) doc.Section {
	s := doc.Section{Heading: a.Say("In short", "概要")}
	raters := len(a.Result.Assessment.Voters())
	add := func(text string) { s.Blocks = append(s.Blocks, doc.Paragraph{Text: text}) }
	if v := a.Result.Overall.Agreement; v.OK {
		aligned := int(float64(v.Value.Aligned)*float64(v.Value.Criteria) + 0.5)
		s.Blocks = append(s.Blocks, doc.Paragraph{Strong: true, Text: a.Say(
			"%[5]s; on %[2]d of %[6]s their levels lie close together; on average people are %[4]s levels from the group's view%[7]s.",
			"%[1]d 位评分人；%[3]d 条标准中有 %[2]d 条评级接近；每人平均偏离小组看法 %[4]s 级%[7]s。", raters, aligned, v.Value.Criteria, assess.Round(float64(v.Value.MeanAD), 1),
			say.Count(raters, "1 rater", "%d raters"), say.Count(v.Value.Criteria, "1 criterion", "%d criteria"), a.AcrossScales())})
	} else {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: a.Say("%[2]s; no criterion has two votes, so there is nothing to compare.", "共 %[1]d 位评分人；没有一条标准有两票以上，无从比较。",
			raters, say.Count(raters, "1 rater", "%d raters")), Strong: true})
	}
	for _, r := range p.Silent {
		add(a.Say("%s gave no answer and is not counted.", "%s 没有作答，不计入评分人。", safe.Line(r.Called())))
	}
	if len(p.Agenda.Items) > 0 {
		discuss, confirm, agreed := len(p.Agenda.Discuss), len(p.Agenda.Confirm), p.agreed()
		add(a.Say("Of %[6]s with votes, %[1]d to discuss, %[2]d to confirm, %[3]d agreed after discussion, %[4]d with nothing to do. Where nothing is agreed, the score is the mean of the votes.",
			"有票的标准共 %[5]d 条：待讨论 %[1]d 条，待确认 %[2]d 条，讨论后已商定 %[3]d 条，其余 %[4]d 条无须处理。尚未商定的，以各票均值计分。", discuss, confirm, agreed,
			len(p.Agenda.Items)-discuss-confirm-agreed, len(p.Agenda.Items), say.Count(len(p.Agenda.Items), "1 criterion", "%d criteria")))
	}
	if a.Result.Assessment.IsAnonymous() {
		add(a.Say("Anonymous: votes belong to nobody, and what too few people voted on is left out.", "匿名：票与人不对应；投票人数太少的标准不显示票数。"))
	}
	if p.Withheld > 0 {
		add(a.Say("Votes kept back on %[3]s: put beside an earlier panel, they would show what fewer than %[2]d people said.",
			"有 %[1]d 条标准不显示票数：与之前的匿名结果一对照，就会露出不足 %[2]d 人的票。", p.Withheld, p.Group, say.Count(p.Withheld, "1 criterion", "%d criteria")))
	}
	if w := a.voteWarnings(); len(w) > 0 {
		var items []string
		for _, warning := range w {
			items = append(items, a.Warning(warning))
		}
		s.Blocks = append(s.Blocks, doc.List{Items: items})
	}
	return s
}

// agreed counts the criteria with votes on which something was agreed.
func (p *Panel) agreed() int {
	n := 0
	for i := range p.Agenda.Items {
		if p.Agenda.Items[i].State != assess.Unanswered {
			n++
		}
	}
	return n
}

// voteWarnings are the warnings about what most raters said.
func (a *Agreement) voteWarnings() []assess.Warning {
	var out []assess.Warning
	for _, w := range a.Result.Warnings {
		if w.Code == assess.VotesNA || w.Code == assess.VotesUnknown {
			out = append(out, w)
		}
	}
	return out
}

// roleViews puts the roles' means side by side where two of them are a level or more apart.
func (a *Agreement) roleViews(p *Panel) doc.Section {
	s := doc.Section{Heading: a.Say("As the roles see it", "各角色怎么看")}
	if len(p.Roles) < 2 {
		return s
	}
	t := doc.Table{Columns: []doc.Column{{Title: a.Say("Mean level of each role", "各角色的平均级别"), Flexible: true}}}
	for _, v := range p.Roles {
		t.Columns = append(t.Columns, doc.Column{Title: a.Say("%s (%d)", "%s（%d）", a.role(v.Role), v.Raters), Right: true})
	}
	for i := range a.Result.Practices {
		var known []float64
		row := []string{a.Practice(i)}
		for _, v := range p.Roles {
			row = append(row, orNone(v.Means[i]))
			if v.Means[i].OK && v.Raters > 1 {
				known = append(known, v.Means[i].Value)
			}
		}
		if len(known) > 1 && slices.Max(known)-slices.Min(known) >= 1-assess.Tolerance {
			t.Rows = append(t.Rows, row)
		}
	}
	if len(t.Rows) == 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: a.Say("No practice divides two roles, of two raters or more each, by a level or more.", "两人以上的角色之间，没有哪一项相差一级或更多。")})
		return s
	}
	s.Blocks = append(s.Blocks, t, doc.Paragraph{Text: a.Say("Only where two roles of two raters or more are a level or more apart.", "只列出两人以上的角色之间相差一级或更多的事项。")})
	return s
}

func orNone(v number.Value) string {
	if !v.OK {
		return number.None
	}
	return assess.Round(v.Value, 1)
}

func (a *Agreement) role(name string) string {
	if name == "" {
		return a.Say("no role", "未写角色")
	}
	return safe.Line(name)
}

func (a *Agreement) hints(p *Panel) doc.Section {
	s := doc.Section{Heading: a.Say("Worth a question", "可以问一问")}
	items := a.hintLines(p.Hints)
	if len(items) > 0 {
		s.Blocks = append(s.Blocks, doc.List{Items: items}, doc.Paragraph{Text: a.Say("These are hints. They change no number.", "以上只是提示，不影响任何数字。")})
	}
	return s
}

// hintLines words the hints: what is true of every rater once, and first.
func (a *Agreement) hintLines(hints []panel.Hint) []string {
	all, shared := len(a.Result.Assessment.Raters), map[panel.HintCode]bool{}
	var out []string
	for _, code := range []panel.HintCode{panel.StraightLine, panel.NoEvidence} {
		var counts []int
		for _, h := range hints {
			if h.Code == code {
				counts = append(counts, h.N)
			}
		}
		if all > 1 && len(counts) == all {
			shared[code] = true
			out = append(out, a.sharedHint(code, slices.Min(counts), slices.Max(counts)))
		}
	}
	for _, h := range hints {
		if !shared[h.Code] {
			out = append(out, a.hint(h))
		}
	}
	return out
}

// sharedHint is what catches the eye in the answers of every rater, from low to high times each.
func (a *Agreement) sharedHint(code panel.HintCode, low, high int) string {
	raters, times := len(a.Result.Assessment.Raters), strconv.Itoa(low)
	all := say.Count(raters, "1 rater", "%d raters")
	if low < high {
		times = a.Say("%d to %d", "%d 到 %d", low, high)
	}
	if code == panel.StraightLine {
		return a.Say("All %[3]s gave the same level many times in a row, %[2]s times each: are the levels told apart?",
			"%[1]d 位评分人都连续多次给了同一级（每人 %[2]s 次）：级别之间分得清吗？", raters, times, all)
	}
	return a.Say("All %[3]s name no evidence for answers at the middle of the scale or above, %[2]s each: ask for it in the room.",
		"%[1]d 位评分人打在标尺中间或以上的答案都没有写证据（每人 %[2]s 条）：请当场问一问。", raters, times, all)
}

func (a *Agreement) hint(h panel.Hint) string {
	name := a.called(h.Rater)
	switch h.Code {
	case panel.StraightLine:
		return a.Say("%s gave the same level %d times in a row.", "%s 连续 %d 次给了同一级。", name, h.N)
	case panel.Lenient:
		return a.Say("%s rates %s levels above the others, over %d criteria%s.", "%s 比其他人平均高 %s 级（共 %d 条%s）。", name, assess.Round(h.By, 1), h.N, a.onScale(h.Scale))
	case panel.Severe:
		return a.Say("%s rates %s levels below the others, over %d criteria%s.", "%s 比其他人平均低 %s 级（共 %d 条%s）。", name, assess.Round(h.By, 1), h.N, a.onScale(h.Scale))
	case panel.NoEvidence:
		return a.Say("%[1]s names no evidence for %[3]s at the middle of the scale or above.", "%[1]s 有 %[2]d 条打在标尺中间或以上，却没有写证据。", name, h.N, say.Count(h.N, "1 answer", "%d answers"))
	case panel.SelfAbove:
		return a.Say("%[1]s rates 2 levels or more above the assessor on %[3]s.", "%[1]s 有 %[2]d 条比评估师高出两级或更多。", name, h.N, say.Count(h.N, "1 criterion", "%d criteria"))
	}
	return name + ": " + string(h.Code)
}

// onScale names the scale that a number is of, where the votes are on several.
func (a *Agreement) onScale(id string) string {
	if a.VotedScales() < 2 {
		return ""
	}
	return a.Say(" of scale %s", "，标尺 %s", safe.Line(id))
}

// agreedOn is what a panel settled on, in a cell: a level, N/A or that nobody knows.
func (a *Agreement) agreedOn(it *panel.Item) string {
	switch it.State {
	case assess.Answered:
		return strconv.Itoa(it.Agreed.Value)
	case assess.NotApplicable:
		return a.Say("N/A", "不适用")
	case assess.Unknown:
		return a.Say("nobody knows", "没人知道")
	}
	return number.None
}
