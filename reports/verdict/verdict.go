// Package verdict says which rules a result meets, and what would meet the others: to read, as JSON, as JUnit XML, and
// as notes at the lines of the file.
package verdict

import (
	"slices"
	"strings"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/reports/number"
	"fathom/reports/roadmap"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// Gate is what was found of one file.
type Gate struct {
	File     string
	Outcomes []gate.Outcome
	Places   problem.Places // of each criterion's answer in the file, by full id
	Way      *plan.Answer   // to all rules about scores that are not met, or what stands between; nil without one
	// criteria that are compared with the baseline, like for like; undefined without one
	Compared assess.Maybe[int]
}

// Verdict is the verdict on one file.
type Verdict struct {
	names.Scored
	*Gate
}

// New prepares the verdict on a result.
func New(res *assess.Result, g *Gate, digest string, lang say.Language) *Verdict {
	return &Verdict{names.Of(res, digest, lang), g}
}

func (v *Verdict) title() string {
	title := v.Say("Gate: %s", "门槛：%s", v.Heading())
	if asked, all := v.Result.Asked(); asked < all {
		title += v.Say(" (%s)", "（%s）", v.Asked(v.Result))
	}
	return title
}

// Doc is the verdict to read.
func (v *Verdict) Doc() *doc.Report {
	g := v.Gate
	s := doc.Section{Heading: v.gateHeadline(g),
		Blocks: slices.Concat([]doc.Block{v.AskedParagraph()}, v.OtherTexts(), v.Origin())}
	if len(g.Outcomes) > 0 {
		t := doc.Table{Columns: []doc.Column{{Title: v.Say("Verdict", "结论")}, {Title: v.Say("Rule", "规则"), Flexible: true},
			{Title: v.Say("Was", "实际"), Right: true},
			{Title: v.Say("Wanted", "要求"), Right: true}, {Title: v.Say("What would meet it", "怎样才能达到"), Flexible: true}}}
		for _, o := range unmetFirst(g.Outcomes) {
			t.Rows = append(t.Rows, []string{v.verdictWord(o.Verdict), v.ruleWords(o), v.was(o), v.limit(o),
				v.howToMeet(o)})
		}
		s.Blocks = append(s.Blocks, t)
		for _, note := range v.gateNotes(g.Outcomes) {
			s.Blocks = append(s.Blocks, doc.Paragraph{Text: note})
		}
		if slices.ContainsFunc(g.Outcomes, func(o gate.Outcome) bool { return o.Kind == gate.MinAttainment }) {
			s.Blocks = append(s.Blocks, v.Agreed()...)
		}
	} else {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: v.Say("The file is valid. Give rules with --policy or --min-overall and the like.", "文件有效。可用 --policy 或 --min-overall 等给出规则。")})
	}
	return doc.New(v.Language, v.title(), append([]doc.Section{s}, v.way()...)...)
}

// way is how the rubric's actions lead to what is not met; or what stands between, where they do not lead there.
func (v *Verdict) way() []doc.Section {
	if v.Way == nil {
		return nil
	}
	heading := v.Say("The cheapest way there", "最省的走法")
	if !v.Way.Reached() {
		heading = v.Say("What stands between", "还差什么")
	}
	return []doc.Section{{Heading: heading, Blocks: append(v.roadmap().Brief(), v.otherRules()...)}}
}

// otherRules says that a way does not meet every rule that the gate says no for.
func (v *Verdict) otherRules() []doc.Block {
	other := slices.ContainsFunc(v.Outcomes, func(o gate.Outcome) bool {
		fails := o.Verdict == gate.NotMet || o.Verdict == gate.Undecided
		return fails && (!o.Kind.OfScores() || o.Kind == gate.Regression)
	})
	if !other || !v.Way.Reached() {
		return nil
	}
	return []doc.Block{doc.Paragraph{Text: v.Say("These steps meet the rules about scores; what the other rules need stands in the table.", "这些步骤满足的是对得分的要求；其他规则需要什么，见上表。")}}
}

// roadmap words the way. It is told in days: nobody has said when it begins.
func (v *Verdict) roadmap() *roadmap.Roadmap {
	return roadmap.New(v.Way, v.Digest, roadmap.Calendar{}, v.Language)
}

// gateNotes say what the table of a verdict cannot.
func (v *Verdict) gateNotes(outcomes []gate.Outcome) (notes []string) {
	some := func(what func(*gate.Outcome) bool) bool {
		return slices.ContainsFunc(outcomes, func(o gate.Outcome) bool { return what(&o) })
	}
	if some(func(o *gate.Outcome) bool { return len(o.Steps) > 0 && !v.onTheWay(o) }) {
		notes = append(notes, v.Say("What would meet a rule was found by trying; there may be a shorter way.", "达到的办法是试出来的，也许还有更省的。"))
	}
	if some(func(o *gate.Outcome) bool { return o.Verdict == gate.Undecided && len(o.Steps) > 0 }) {
		notes = append(notes, v.Say("Undecided: missing answers could change the verdict. Give them, or let the policy say how much may be missing (max_unanswered, max_unknown).",
			"无法判断：缺的答案可能改变结论。请补上答案，或在规则里写明最多可以缺多少（max_unanswered、max_unknown）。"))
	}
	open := func(o *gate.Outcome) bool { return o.Verdict == gate.Undecided && o.Was.OK }
	if parts := v.notAssessed(); len(parts) > 0 && some(func(o *gate.Outcome) bool {
		return open(o) && (o.Kind == gate.MaxUnanswered || o.Kind == gate.MaxUnknown)
	}) {
		notes = append(notes, v.Say("Not assessed so far, and outside the shares until something there is answered: %s.", "尚未评估的部分，要有了答案才计入占比：%s。", v.List(parts)))
	}
	if some(func(o *gate.Outcome) bool { return o.Kind == gate.MaxDiscuss && o.Was.OK }) {
		notes = append(notes, v.Say("To discuss counts what `fathom merge` has under that heading, for any of these reasons: %s.", "待讨论的标准就是 `fathom merge` 列为待讨论的那些，原因有：%s。", v.Concerns(assess.Concerns())))
	}
	if n := v.Compared; n.OK && some(func(o *gate.Outcome) bool { return o.Kind == gate.Regression }) {
		all := v.Result.Model.Len()
		notes = append(notes, v.Say("Like for like with the baseline: %[1]d of %[3]s compared, those answered both times by the same text.",
			"与旧答卷按同口径比较：%[2]d 条标准中的 %[1]d 条，即两次都有答案、文字也相同的。", n.Value, all, say.Count(all, "1 criterion", "%d criteria")))
	}
	return notes
}

// notAssessed names the parts without a score where another has one.
func (v *Verdict) notAssessed() (parts []string) {
	for i := range v.Result.Parts {
		if n := &v.Result.Parts[i]; v.Result.Overall.Score.OK && n.Coverage.OK && n.Weight > 0 && !n.Score.OK {
			parts = append(parts, v.Node(v.Rubric.Parts[i].ID))
		}
	}
	return parts
}

// unmetFirst puts what is met behind the rest, and what asks nothing behind that.
func unmetFirst(outcomes []gate.Outcome) []*gate.Outcome {
	out := make([]*gate.Outcome, len(outcomes))
	for i := range outcomes {
		out[i] = &outcomes[i]
	}
	rank := map[gate.Verdict]int{gate.Met: 1, gate.NotApplicable: 2}
	slices.SortStableFunc(out, func(x, y *gate.Outcome) int { return rank[x.Verdict] - rank[y.Verdict] })
	return out
}

func (v *Verdict) gateHeadline(g *Gate) string {
	met, rules := 0, len(g.Outcomes)
	for _, o := range g.Outcomes {
		switch o.Verdict {
		case gate.Met:
			met++
		case gate.NotApplicable:
			rules--
		}
	}
	without := ""
	if n := len(g.Outcomes) - rules; n > 0 {
		without = v.Say("; not applicable: %d", "；另有 %d 条不适用", n)
	}
	switch {
	case len(g.Outcomes) == 0:
		return v.Say("No rule was asked for", "没有给出规则")
	case rules == 0:
		return v.Say("Not passed: no rule applies", "未通过：没有一条规则适用")
	case met == rules:
		return v.Say("Passed: %[1]d of %[3]s met", "通过：%[1]d 条规则全部达到（共 %[2]d 条）", met, rules, say.Count(rules, "1 rule", "%d rules")) + without
	}
	return v.Say("Not passed: %[1]d of %[3]s met", "未通过：%[2]d 条规则中达到 %[1]d 条", met, rules, say.Count(rules, "1 rule", "%d rules")) + without
}

func (v *Verdict) verdictWord(found gate.Verdict) string {
	switch found {
	case gate.Met:
		return v.Say("✓ met", "✓ 达到")
	case gate.NotMet:
		return v.Say("✗ not met", "✗ 未达到")
	case gate.NotApplicable:
		return v.Say("– n/a", "– 不适用")
	}
	return v.Say("? undecided", "？无法判断")
}

// ruleWords names a rule, uniquely among the rules of one policy that differ in kind or place.
func (v *Verdict) ruleWords(o *gate.Outcome) string {
	at := v.Node(o.At)
	switch o.Kind {
	case gate.MinScore:
		if o.Band != "" {
			return v.Say("Score of %s: %s at least", "%s的得分至少属于“%s”", at, v.bandName(&o.Rule))
		}
		return v.Say("Score of %s", "%s的得分", at)
	case gate.MinLevel:
		return v.Say("Level of %s", "%s的级别", at)
	case gate.MinAttainment:
		return v.Say("Target attainment", "目标达成度")
	case gate.Floor:
		return v.Say("Floor of %s", "%s的底线", at)
	case gate.MaxUnanswered:
		return v.Say("Not answered, share of the weight", "未答的权重占比")
	case gate.MaxUnknown:
		return v.Say("Don't know, share of the weight", "“不知道”的权重占比")
	case gate.MaxNA:
		return v.Say("Not applicable, share of the weight", "“不适用”的权重占比")
	case gate.MaxAge:
		return v.Say("Age in days", "评估距今的天数")
	case gate.Evidence:
		return v.Say("No evidence from level %s up", "%s 级及以上而没有证据的标准", number.Plain(o.Limit))
	case gate.Regression:
		return v.Say("Points lost since the baseline: %s", "%s比旧答卷少的分数", at)
	case gate.MaxDiscuss:
		return v.Say("Criteria to discuss", "待讨论的标准")
	case gate.MinRaters:
		return v.Say("Raters", "评分人数")
	}
	return string(o.Kind)
}

// bandName is what the band is called that a rule asks for.
func (v *Verdict) bandName(r *gate.Rule) string {
	bands := v.Result.Model.BandsOf(r.At)
	k := slices.IndexFunc(bands, func(b rubric.Band) bool { return b.ID == r.Band })
	if k < 0 {
		return r.Band
	}
	return v.BandName(&bands[k])
}

func (v *Verdict) was(o *gate.Outcome) string {
	if !o.Was.OK {
		return number.None
	}
	return v.quantity(o, o.Was.Value)
}

// limit is what was wanted, as it was written.
func (v *Verdict) limit(o *gate.Outcome) string {
	limit := number.Exact(o.Limit)
	switch o.Kind {
	case gate.Evidence:
		return "0"
	case gate.MinAttainment, gate.MaxUnanswered, gate.MaxUnknown, gate.MaxNA:
		limit = number.Exact(100*o.Limit) + "%"
	case gate.Floor:
		limit = number.Told(o.Limit, floorDecimals(o), number.Beside(o.Was, o.Low, o.High)...)
	case gate.MinScore, gate.Regression:
		if !strings.Contains(limit, ".") {
			limit += ".0"
		}
	}
	if wantsMuch(o.Kind) {
		return "≥ " + limit
	}
	return "≤ " + limit
}

// wantsMuch tells the rules that name the least that there must be from those that name the most that there may be.
func wantsMuch(k gate.Kind) bool {
	switch k {
	case gate.MinScore, gate.MinLevel, gate.MinAttainment, gate.Floor, gate.MinRaters:
		return true
	}
	return false
}

// quantity prints a number as the rule counts. It reads as the limit only where it is: else it takes more decimals.
func (v *Verdict) quantity(o *gate.Outcome, x float64) string {
	switch o.Kind {
	case gate.MinAttainment, gate.MaxUnanswered, gate.MaxUnknown, gate.MaxNA:
		return number.Percent(assess.Some(x), o.Limit)
	case gate.Floor:
		return number.Told(x, floorDecimals(o), o.Limit)
	case gate.MinScore, gate.Regression:
		return number.Told(x, 1, o.Limit)
	}
	return number.Plain(x)
}

// floorDecimals are one or two. A floor that counts as its share of what applies may have any number of them.
func floorDecimals(o *gate.Outcome) int {
	_, decimals, _ := strings.Cut(number.Exact(o.Limit), ".")
	return min(max(len(decimals), 1), 2)
}

// lineOf is where an outcome is to be shown in its file: at the first step's or criterion's answer, else at the top.
func (v *Verdict) lineOf(g *Gate, o *gate.Outcome) int {
	var at []int
	for _, s := range o.Steps {
		at = append(at, s.Criterion)
	}
	for _, i := range append(at, o.Criteria...) {
		if line := g.Places[v.FullID(i)].Line; line > 0 {
			return line
		}
	}
	return 1
}

// sentence is an outcome in one line.
func (v *Verdict) sentence(o *gate.Outcome) string {
	text := v.ruleWords(o)
	if o.Kind == gate.MaxDiscuss && o.Was.OK {
		text += v.Say(" (%s)", "（%s）", v.Concerns(assess.Concerns()))
	}
	text += v.Say(": was ", "：实际 ") + v.was(o) + v.Say(", wanted ", "，要求 ") + v.limit(o)
	how, lead := v.howToMeet(o), v.Say("; would meet it: ", "；达到的办法：")
	if len(o.Steps) > 0 {
		lead = v.Say("; would meet it, found by trying: ", "；试出来的达到办法：")
	}
	if v.onTheWay(o) {
		lead, how = v.Say("; the cheapest way to all that is not met: ", "；把未达到的都补上，最省的走法："), v.roadmap().Line()
	}
	if how != "" {
		text += lead + how
	}
	return text
}
