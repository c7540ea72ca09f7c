package reports

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/panel"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// Panel is what is to be said of several raters, besides the result of their panel.
type Panel struct {
	Agenda *panel.Agenda
	Roles  []panel.RoleView
	Hints  []panel.Hint

	Silent   []string // ids of raters who gave no answer and are not counted
	Withheld int      // on how many criteria the votes are kept back for what an earlier panel would tell with them
	Group    int      // the smallest group that an anonymous panel shows

	HasStats bool // whether coefficients were asked for
	Stats    []panel.Stats
}

// NewPanel builds the report on a panel's agreement: what to discuss, how the roles see it, what catches the eye.
func NewPanel(res *assess.Result, p *Panel, digest string, lang say.Language) *Report {
	rep := Brief(res, digest, lang)
	b := rep.builder()
	rep.Title = b.Say("Agreement: %s", "评分一致程度：%s", b.subject())
	rep.panel = p
	for _, s := range []Section{b.panelSummary(p), b.toDiscuss(p, !res.Assessment.IsAnonymous()), b.roleViews(p), b.hints(p), b.stats(p), b.allVotes(p)} {
		if len(s.Blocks) > 0 {
			rep.Sections = append(rep.Sections, s)
		}
	}
	return rep.withOrigin(b)
}

// agreement is what a gap report says of its panel. A report goes further than the room: this section names nobody, and roles smaller
// than the usual minimum group stay hidden.
func (b *builder) agreement() Section {
	if !b.res.Assessment.Panel {
		return Section{}
	}
	m := b.res.Model
	p := &Panel{Agenda: panel.NewAgenda(m, b.res), Roles: panel.RolesOf(m, b.res.Assessment, panel.MinGroup)}
	if !b.res.Overall.Agreement.OK && len(p.Agenda.Discuss) == 0 {
		return Section{}
	}
	s := b.panelSummary(p)
	s.Heading = b.Say("Agreement of the raters", "评分人意见是否一致")
	s.Blocks = append(s.Blocks, b.toDiscuss(p, false).Blocks...)
	s.Blocks = append(s.Blocks, b.roleViews(p).Blocks...)
	return s
}

func (b *builder) panelSummary(p *Panel) Section {
	s := Section{Heading: b.Say("In short", "概要")}
	raters := len(b.res.Assessment.Voters())
	add := func(text string) { s.Blocks = append(s.Blocks, Paragraph{Text: text}) }
	if a := b.res.Overall.Agreement; a.OK {
		aligned := int(a.Value.Aligned*float64(a.Value.Criteria) + 0.5)
		s.Blocks = append(s.Blocks, Paragraph{Strong: true, Text: b.Say(
			"%[5]s; %[2]d of %[6]s aligned; on average people are %[4]s levels from the group's view%[7]s.",
			"%[1]d 位评分人；%[2]d/%[3]d 条标准意见一致；每人平均偏离小组看法 %[4]s 级%[7]s。", raters, aligned, a.Value.Criteria, assess.Round(a.Value.MeanAD, 1),
			say.Count(raters, "1 rater", "%d raters"), say.Count(a.Value.Criteria, "1 criterion", "%d criteria"), b.acrossScales())})
	} else {
		s.Blocks = append(s.Blocks, Paragraph{Text: b.Say("%[2]s; no criterion has two votes, so there is nothing to compare.", "共 %[1]d 位评分人；没有一条标准有两票以上，无从比较。",
			raters, say.Count(raters, "1 rater", "%d raters")), Strong: true})
	}
	for _, id := range p.Silent {
		add(b.Say("%s gave no answer and is not counted.", "%s 没有作答，不计入评分人。", id))
	}
	if len(p.Agenda.Items) > 0 {
		add(b.Say("%d to discuss, %d agreed after discussion. Where nothing is agreed, the score is the mean of the votes.",
			"待讨论 %d 条，讨论后已商定 %d 条。尚未商定的，以各票均值计分。", len(p.Agenda.Discuss), p.agreed()))
	}
	if b.res.Assessment.IsAnonymous() {
		add(b.Say("Anonymous: votes belong to nobody, and what too few people voted on is left out.", "匿名：票与人不对应；投票人数太少的标准不显示票数。"))
	}
	if p.Withheld > 0 {
		add(b.Say("Votes kept back on %[3]s: put beside an earlier panel, they would show what fewer than %[2]d people said.",
			"有 %[1]d 条标准不显示票数：与之前的匿名结果一对照，就会露出不足 %[2]d 人的票。", p.Withheld, p.Group, say.Count(p.Withheld, "1 criterion", "%d criteria")))
	}
	if w := b.voteWarnings(); len(w) > 0 {
		var items []string
		for _, warning := range w {
			items = append(items, b.warning(warning))
		}
		s.Blocks = append(s.Blocks, List{Items: items})
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
func (b *builder) voteWarnings() []assess.Warning {
	var out []assess.Warning
	for _, w := range b.res.Warnings {
		if w.Code == assess.VotesNA || w.Code == assess.VotesUnknown {
			out = append(out, w)
		}
	}
	return out
}

// voteWarning words such a warning: how many said so, and on whom the score rests.
func (b *builder) voteWarning(w assess.Warning) string {
	at, _ := b.res.Model.Index(w.At)
	i, k := b.place(at)
	votes := b.answer(i, k).Poll()
	raters := len(b.res.Assessment.Voters())
	of := say.Count(raters, "1 rater", "%d raters")
	text := b.Say("%[1]s: %[2]d of %[4]s %[5]s that it does not apply", "%[1]s：%[3]d 位评分人中有 %[2]d 位认为不适用", b.criterionAt(at), votes.NA, raters, of, say.Agree(votes.NA, "says", "say"))
	if w.Code == assess.VotesUnknown {
		text = b.Say("%[1]s: %[2]d of %[4]s %[5]s not know", "%[1]s：%[3]d 位评分人中有 %[2]d 位不知道", b.criterionAt(at), votes.Unknown, raters, of, say.Agree(votes.Unknown, "does", "do"))
	}
	switch {
	case len(votes.Levels) > 0:
		return text + b.Say("; the score rests on %d of %[2]d", "；得分只来自 %[2]d 人中的 %[1]d 人", len(votes.Levels), raters)
	case b.res.Practices[i].Criteria[k].State == assess.NotApplicable:
		return text + b.Say("; nobody gave a level, so it is left out", "；没有人打级，因此不计入")
	}
	return text + b.Say("; nobody gave a level, so the answer is missing", "；没有人打级，因此算缺答")
}

// toDiscuss lists what is worth the panel's time, the worthiest first; named says who speaks first.
func (b *builder) toDiscuss(p *Panel, named bool) Section {
	s := Section{Heading: b.Say("To discuss, in this order", "按这个顺序讨论")}
	if len(p.Agenda.Discuss) == 0 {
		return s
	}
	t := Table{Columns: []Column{{Title: b.Say("No.", "序号"), Right: true}, {Title: b.Say("Criterion", "标准"), Flexible: true},
		{Title: b.Say("Votes", "票数")}, {Title: b.Say("Why", "原因"), Flexible: true}}}
	if named {
		t.Columns = append(t.Columns, Column{Title: b.Say("Speaks first", "先请发言"), Flexible: true})
	}
	for n, at := range p.Agenda.Discuss {
		it := &p.Agenda.Items[at]
		row := []string{strconv.Itoa(n + 1), b.criterionAt(it.Criterion), b.distribution(it), b.panelReasons(it)}
		if named {
			row = append(row, b.speakers(it))
		}
		t.Rows = append(t.Rows, row)
	}
	s.Blocks = append(s.Blocks, t)
	return s
}

// criterionAt names a criterion by its place among all, behind its practice.
func (b *builder) criterionAt(at int) string {
	i, k := b.place(at)
	return b.practice(i) + " / " + b.criterion(i, k)
}

// distribution counts the votes a level: "2×1 3×4 4×2", and those without one.
func (b *builder) distribution(it *panel.Item) string {
	i, k := b.place(it.Criterion)
	counts := map[int]int{}
	for _, v := range b.answer(i, k).Votes {
		if v.State == assess.Answered {
			counts[v.Level]++
		}
	}
	var out []string
	for _, l := range b.r.Scale(b.r.Practices[i].Criteria[k].Scale).Levels {
		if counts[l.Level] > 0 {
			out = append(out, fmt.Sprintf("%d×%d", l.Level, counts[l.Level]))
		}
	}
	if it.Unknown > 0 {
		out = append(out, b.Say("?×%d", "？×%d", it.Unknown))
	}
	if it.NA > 0 {
		out = append(out, b.Say("N/A×%d", "不适用×%d", it.NA))
	}
	return strings.Join(out, "  ")
}

// deviation is the average deviation of the votes, told apart from the one above which they are to be discussed.
func (b *builder) deviation(it *panel.Item) string {
	if it.Spread.N < 2 {
		return none
	}
	i, k := b.place(it.Criterion)
	levels := b.r.Scale(b.r.Practices[i].Criteria[k].Scale).Levels
	return told(it.Spread.AD, 1, assess.ADLimit(len(levels)))
}

func (b *builder) panelReasons(it *panel.Item) string { return b.concerns(it.Reasons) }

// concerns words why criteria are to be discussed.
func (b *builder) concerns(why []assess.Concern) string {
	var out []string
	for _, r := range why {
		switch r {
		case panel.FarApart:
			out = append(out, b.Say("far apart", "分歧大"))
		case panel.TwoLevels:
			out = append(out, b.Say("two levels apart", "差两级以上"))
		case panel.Applies:
			out = append(out, b.Say("do not agree whether it applies", "对是否适用看法不一"))
		case panel.RolesApart:
			out = append(out, b.Say("roles differ", "角色看法不同"))
		case panel.DontKnow:
			out = append(out, b.Say("many don't know", "多人不知道"))
		case panel.LowAndMain:
			out = append(out, b.Say("low but weighty", "分低权重大"))
		}
	}
	return strings.Join(out, b.Say("; ", "；"))
}

// speakers are those who voted lowest and highest.
func (b *builder) speakers(it *panel.Item) string {
	if len(it.Lowest) == 0 {
		return none
	}
	return b.Say("%d: %s; %d: %s", "%d 级：%s；%d 级：%s", it.Spread.Low, b.few(it.Lowest), it.Spread.High, b.few(it.Highest))
}

// few names three people; of more it names two and says how many there are.
func (b *builder) few(names []string) string {
	if len(names) <= 3 {
		return b.List(names)
	}
	return b.Say("%s and others (%d in all)", "%s 等 %d 人", b.List(names[:2]), len(names))
}

// roleViews puts the roles' means side by side where two of them are a level or more apart.
func (b *builder) roleViews(p *Panel) Section {
	s := Section{Heading: b.Say("As the roles see it", "各角色怎么看")}
	if len(p.Roles) < 2 {
		return s
	}
	t := Table{Columns: []Column{{Title: b.Say("Mean level of each role", "各角色的平均级别"), Flexible: true}}}
	for _, v := range p.Roles {
		t.Columns = append(t.Columns, Column{Title: b.Say("%s (%d)", "%s（%d）", b.role(v.Role), v.Raters), Right: true})
	}
	for i := range b.res.Practices {
		var known []float64
		row := []string{b.practice(i)}
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
		s.Blocks = append(s.Blocks, Paragraph{Text: b.Say("Nowhere are two roles of two raters or more a level or more apart.", "两人以上的角色之间，没有哪一项相差一级或更多。")})
		return s
	}
	s.Blocks = append(s.Blocks, t, Paragraph{Text: b.Say("Only where two roles of two raters or more are a level or more apart.", "只列出两人以上的角色之间相差一级或更多的事项。")})
	return s
}

func orNone(v Value) string {
	if !v.OK {
		return none
	}
	return assess.Round(v.Value, 1)
}

func (b *builder) role(name string) string {
	if name == "" {
		return b.Say("no role", "未写角色")
	}
	return safe.Line(name)
}

func (b *builder) hints(p *Panel) Section {
	s := Section{Heading: b.Say("Worth a question", "可以问一问")}
	var items []string
	for _, h := range p.Hints {
		items = append(items, b.hint(h))
	}
	if len(items) > 0 {
		s.Blocks = append(s.Blocks, List{Items: items}, Paragraph{Text: b.Say("These are hints. They change no number.", "以上只是提示，不影响任何数字。")})
	}
	return s
}

func (b *builder) hint(h panel.Hint) string {
	switch h.Code {
	case panel.StraightLine:
		return b.Say("%s gave the same level %d times in a row.", "%s 连续 %d 次给了同一级。", h.Rater, h.N)
	case panel.Lenient:
		return b.Say("%s rates %s levels above the others, over %d criteria%s.", "%s 比其他人平均高 %s 级（共 %d 条%s）。", h.Rater, assess.Round(h.By, 1), h.N, b.onScale(h.Scale))
	case panel.Severe:
		return b.Say("%s rates %s levels below the others, over %d criteria%s.", "%s 比其他人平均低 %s 级（共 %d 条%s）。", h.Rater, assess.Round(h.By, 1), h.N, b.onScale(h.Scale))
	case panel.NoEvidence:
		return b.Say("%[1]s names no evidence for %[3]s at the middle of the scale or above.", "%[1]s 有 %[2]d 条打在标尺中间或以上，却没有写证据。", h.Rater, h.N, say.Count(h.N, "1 answer", "%d answers"))
	case panel.SelfAbove:
		return b.Say("%[1]s rates 2 levels or more above the assessor on %[3]s.", "%[1]s 有 %[2]d 条比评估师高出两级或更多。", h.Rater, h.N, say.Count(h.N, "1 criterion", "%d criteria"))
	}
	return h.Rater + ": " + string(h.Code)
}

// onScale names the scale that a number is of, where the votes are on several.
func (b *builder) onScale(id string) string {
	if b.votedScales() < 2 {
		return ""
	}
	return b.Say(" of scale %s", "，标尺 %s", safe.Line(id))
}

// votedScales is on how many scales two raters or more gave levels of the same criterion.
func (b *builder) votedScales() int {
	scales := map[string]bool{}
	for i := range b.res.Practices {
		for k := range b.res.Practices[i].Criteria {
			if len(b.answer(i, k).Poll().Levels) > 1 {
				scales[b.r.Practices[i].Criteria[k].Scale] = true
			}
		}
	}
	return len(scales)
}

// acrossScales says on how many scales the levels are that a mean deviation puts together.
func (b *builder) acrossScales() string {
	n := b.votedScales()
	if n < 2 {
		return ""
	}
	return b.Say(" (levels of %d scales together)", "（%d 把标尺的级别合在一起算）", n)
}

// allVotes lists every criterion with votes.
func (b *builder) allVotes(p *Panel) Section {
	s := Section{Heading: b.Say("All votes", "全部票数")}
	t := Table{Columns: []Column{{Title: b.Say("Criterion", "标准"), Flexible: true}, {Title: b.Say("Votes", "票数")}, {Title: b.Say("AD", "平均偏离"), Right: true},
		{Title: b.Say("Verdict", "判断")}, {Title: b.Say("Agreed", "商定"), Right: true}}}
	for i := range p.Agenda.Items {
		it := &p.Agenda.Items[i]
		t.Rows = append(t.Rows, []string{b.criterionAt(it.Criterion), b.distribution(it), b.deviation(it), b.verdict(it.Spread.Verdict), b.agreedOn(it)})
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	return s
}

// agreedOn is what a panel settled on, in a cell: a level, N/A or a question mark, as in the distribution of the votes.
func (b *builder) agreedOn(it *panel.Item) string {
	switch it.State {
	case assess.Answered:
		return strconv.Itoa(it.Agreed.Value)
	case assess.NotApplicable:
		return b.Say("N/A", "不适用")
	case assess.Unknown:
		return b.Say("?", "？")
	}
	return none
}

func (b *builder) verdict(v assess.Verdict) string {
	switch v {
	case assess.Aligned:
		return b.Say("aligned", "一致")
	case assess.Check:
		return b.Say("check", "核对")
	case assess.Discuss:
		return b.Say("discuss", "讨论")
	case assess.SingleRater:
		return b.Say("single rater", "仅一人")
	}
	return none
}
