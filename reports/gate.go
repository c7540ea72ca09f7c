package reports

import (
	"strings"

	"fathom/assess"
	"fathom/assess/gate"
)

// Gate is the verdict on one file.
type Gate struct {
	File     string
	Outcomes []gate.Outcome
	Lines    map[string]int // line of each criterion's answer in the file, by full id
}

// NewGate builds the report on a verdict.
func NewGate(res *assess.Result, g *Gate, digest, lang string) *Report {
	rep := Brief(res, digest, lang)
	rep.gate = g
	b := rep.builder()
	rep.Title = b.sayf("Gate: %s", "门槛：%s", b.subject())
	s := Section{Heading: b.gateHeadline(g)}
	if len(g.Outcomes) > 0 {
		t := Table{Columns: []Column{{Title: b.say("Verdict", "结论")}, {Title: b.say("Rule", "规则"), Flexible: true}, {Title: b.say("Was", "实际"), Right: true},
			{Title: b.say("Wanted", "要求"), Right: true}, {Title: b.say("What would meet it", "怎样才能达到"), Flexible: true}}}
		for _, o := range unmetFirst(g.Outcomes) {
			t.Rows = append(t.Rows, []string{b.verdictWord(o.Verdict), b.ruleWords(o), b.was(o), b.limit(o), b.howToMeet(o)})
		}
		s.Blocks = append(s.Blocks, t)
	} else {
		s.Blocks = append(s.Blocks, Paragraph{Text: b.say("The file is valid. Give rules with --policy or --min-overall and the like.", "文件有效。可用 --policy 或 --min-overall 等给出规则。")})
	}
	rep.Sections = []Section{s}
	return rep
}

// unmetFirst puts what is met behind the rest.
func unmetFirst(outcomes []gate.Outcome) []*gate.Outcome {
	var unmet, met []*gate.Outcome
	for i := range outcomes {
		if o := &outcomes[i]; o.Verdict == gate.Met {
			met = append(met, o)
		} else {
			unmet = append(unmet, o)
		}
	}
	return append(unmet, met...)
}

func (b *builder) gateHeadline(g *Gate) string {
	met := 0
	for _, o := range g.Outcomes {
		if o.Verdict == gate.Met {
			met++
		}
	}
	switch {
	case len(g.Outcomes) == 0:
		return b.say("No rule was asked for", "没有给出规则")
	case met == len(g.Outcomes):
		return b.sayf("Passed: %d of %d rules met", "通过：%d 条规则全部达到（共 %d 条）", met, met)
	}
	return b.sayf("Not passed: %d of %d rules met", "未通过：%[2]d 条规则中达到 %[1]d 条", met, len(g.Outcomes))
}

func (b *builder) verdictWord(v gate.Verdict) string {
	switch v {
	case gate.Met:
		return b.say("✓ met", "✓ 达到")
	case gate.NotMet:
		return b.say("✗ not met", "✗ 未达到")
	}
	return b.say("? undecided", "？无法判断")
}

// ruleWords names a rule, uniquely among the rules of one policy that differ in kind or place.
func (b *builder) ruleWords(o *gate.Outcome) string {
	at := b.nodeName(o.At)
	switch o.Kind {
	case gate.MinScore:
		return b.sayf("Score of %s", "%s的得分", at)
	case gate.MinLevel:
		return b.sayf("Level of %s", "%s的级别", at)
	case gate.MinAttainment:
		return b.say("Way to the targets done", "通往目标的路走了多少")
	case gate.Floor:
		return b.sayf("Floor of %s", "%s的底线", at)
	case gate.MaxUnanswered:
		return b.say("Not answered, share of the weight", "未答的权重占比")
	case gate.MaxUnknown:
		return b.say("Don't know, share of the weight", "“不知道”的权重占比")
	case gate.MaxNA:
		return b.say("Not applicable, share of the weight", "“不适用”的权重占比")
	case gate.MaxAge:
		return b.say("Age in days", "距今天数")
	case gate.Evidence:
		return b.sayf("No evidence from level %s up", "%s 级及以上而没有证据的标准", plain(o.Limit))
	case gate.Regression:
		return b.sayf("Points lost since the baseline: %s", "%s比基准少的分", at)
	case gate.MaxDiscuss:
		return b.say("Criteria to discuss", "待讨论的标准")
	}
	return string(o.Kind)
}

func (b *builder) was(o *gate.Outcome) string {
	if !o.Was.OK {
		return none
	}
	return b.quantity(o, o.Was.Value)
}

func (b *builder) limit(o *gate.Outcome) string {
	switch o.Kind {
	case gate.MinScore, gate.MinLevel, gate.MinAttainment, gate.Floor:
		return "≥ " + b.quantity(o, o.Limit)
	case gate.Evidence:
		return "0"
	}
	return "≤ " + b.quantity(o, o.Limit)
}

// quantity prints a number as the rule counts. What is not met never reads as its limit: scores take more decimals then.
func (b *builder) quantity(o *gate.Outcome, x float64) string {
	switch o.Kind {
	case gate.MinAttainment, gate.MaxUnanswered, gate.MaxUnknown, gate.MaxNA:
		return percentOf(x, o)
	case gate.MinScore, gate.Floor, gate.Regression:
		for digits := 1; digits < 6; digits++ {
			if text := assess.Round(x, digits); digits == 5 || o.Verdict == gate.Met || x == o.Limit || !o.Was.OK || text != assess.Round(o.Limit, digits) {
				return text
			}
		}
	}
	return plain(x)
}

func percentOf(x float64, o *gate.Outcome) string {
	for digits := range 4 {
		text := assess.Round(100*x, digits)
		if x == o.Limit || o.Verdict == gate.Met || !o.Was.OK || text != assess.Round(100*o.Limit, digits) {
			return text + "%"
		}
	}
	return plain(100*x) + "%"
}

// fewSteps is how many steps or criteria a line names.
const fewSteps = 3

// howToMeet says what would meet a rule.
func (b *builder) howToMeet(o *gate.Outcome) string {
	if o.Verdict == gate.Met {
		return ""
	}
	var out []string
	for _, s := range o.Steps {
		if s.To.OK {
			out = append(out, b.raise(s.Criterion, s.From.Value, s.To.Value))
		} else {
			out = append(out, b.sayf("answer %s", "回答%s", b.criterionAt(s.Criterion)))
		}
	}
	switch {
	case len(out) > 0:
	case o.Kind == gate.MaxAge:
		return b.say("a new assessment, or --now where the age is undecided", "重新评估；无法判断时请给出 --now")
	case o.Kind == gate.MaxDiscuss && !o.Was.OK:
		return b.say("a panel of raters (fathom merge)", "多位评分人的合并答卷（fathom merge）")
	case o.Kind == gate.Regression && !o.Was.OK:
		return b.say("a --baseline with a score there", "给出在此处有得分的 --baseline")
	case !o.Was.OK:
		return b.say("answers that give it a number", "补上能算出这个数的答案")
	}
	if len(out) == 0 {
		for _, i := range o.Criteria {
			out = append(out, b.criterionAt(i))
		}
	}
	more := ""
	if len(out) > fewSteps {
		more = b.sayf(" and %d more", "等 %d 条", b.countLeft(len(out)))
		out = out[:fewSteps]
	}
	return strings.Join(out, b.say("; ", "；")) + more
}

// raise words a step; levels with values of their own go by their names.
func (b *builder) raise(criterion, from, to int) string {
	i, k := b.place(criterion)
	s := b.r.Scale(b.r.Practices[i].Criteria[k].Scale)
	x, y := b.levelName(s, from), b.levelName(s, to)
	if ownValues(s) && x != "" && y != "" {
		return b.sayf("%s from %q to %q", "%s从“%s”到“%s”", b.criterionAt(criterion), x, y)
	}
	return b.sayf("%s from %d to %d", "%s从 %d 级到 %d 级", b.criterionAt(criterion), from, to)
}

// countLeft is what the language counts behind "and more": the others in English, all of them in Chinese.
func (b *builder) countLeft(all int) int {
	if b.lang == "zh" {
		return all
	}
	return all - fewSteps
}

// GateFormat is the value of the `format` key of a verdict's JSON.
const GateFormat = "fathom.verdict/1"

// The shape of the verdict JSON.
type (
	gateDoc struct {
		Format  string     `json:"format"`
		File    string     `json:"file"`
		Rubric  rubricDoc  `json:"rubric"`
		Subject subjectDoc `json:"subject"`
		Passed  bool       `json:"passed"`
		Rules   []ruleDoc  `json:"rules"`
	}
	ruleDoc struct {
		Rule     gate.Kind    `json:"rule"`
		At       *string      `json:"at"`
		Limit    float64      `json:"limit"`
		Was      Value        `json:"was"`
		Verdict  gate.Verdict `json:"verdict"`
		Criteria []string     `json:"criteria"`
		Steps    []stepDoc    `json:"steps"`
	}
	stepDoc struct {
		Criterion string            `json:"criterion"`
		From      assess.Maybe[int] `json:"from"`
		To        assess.Maybe[int] `json:"to"`
	}
)

func (b *builder) gateDoc(g *Gate) gateDoc {
	doc := gateDoc{GateFormat, g.File, rubricDoc{b.r.ID, b.r.Version, b.digest}, b.subjectDoc(), gate.Passed(g.Outcomes), []ruleDoc{}}
	for i := range g.Outcomes {
		o := &g.Outcomes[i]
		d := ruleDoc{o.Kind, nil, o.Limit, o.Was, o.Verdict, []string{}, []stepDoc{}}
		if o.At != "" {
			d.At = &o.At
		}
		for _, c := range o.Criteria {
			d.Criteria = append(d.Criteria, b.fullID(c))
		}
		for _, s := range o.Steps {
			d.Steps = append(d.Steps, stepDoc{b.fullID(s.Criterion), s.From, s.To})
		}
		doc.Rules = append(doc.Rules, d)
	}
	return doc
}

func (b *builder) fullID(at int) string {
	i, k := b.place(at)
	return b.id(i) + "/" + b.r.Practices[i].Criteria[k].ID
}

// lineOf is where an outcome is to be shown in its file: at the first step's or criterion's answer, else at the top.
func (b *builder) lineOf(g *Gate, o *gate.Outcome) int {
	var at []int
	for _, s := range o.Steps {
		at = append(at, s.Criterion)
	}
	for _, i := range append(at, o.Criteria...) {
		if line := g.Lines[b.fullID(i)]; line > 0 {
			return line
		}
	}
	return 1
}

// sentence is an outcome in one line.
func (b *builder) sentence(o *gate.Outcome) string {
	text := b.ruleWords(o) + b.say(": was ", "：实际 ") + b.was(o) + b.say(", wanted ", "，要求 ") + b.limit(o)
	if how := b.howToMeet(o); how != "" {
		text += b.say("; would meet it: ", "；达到的办法：") + how
	}
	return text
}
