package foreign

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fathom/rubric"
	"fathom/rubric/say"
)

// This file reads custom lenses of the AWS Well-Architected Tool. A pillar is a dimension, a question a practice with
// one criterion: the risk to which the tool's rules come, in the words of those rules. The choices that are ticked
// there are what a rater looks for.

func isLens(s *source) bool {
	root := s.docs[0]
	return at(root, "schemaVersion") != nil && len(items(root, "pillars")) > 0
}

// risks are the levels of the scale by the words of the rules, the worst first.
func risks() []struct {
	word string
	name say.Message
} {
	return []struct {
		word string
		name say.Message
	}{
		{"HIGH_RISK", say.Both("High risk", "高风险")}, {"MEDIUM_RISK", say.Both("Medium risk", "中风险")},
		{"NO_RISK", say.Both("No risk", "无风险")},
	}
}

// lensReader is a lens at work.
type lensReader struct {
	*source
	*draft
}

func readLens(s *source, l *Ledger, o Origin, opt Options) (*Import, error) {
	if !isLens(s) {
		return nil, s.wrong(say.Both("no pillars are in this file", "文件里没有支柱（pillars）"))
	}
	root, fact := s.docs[0], say.Both("facts about the source", "来源信息")
	o.Kind = say.Both("AWS Well-Architected custom lens", "AWS Well-Architected 自定义镜头")
	s.text(root, "schemaVersion", fact)
	o.Version, o.Title = s.text(root, "_version", fact), s.text(root, "name", say.Both("title", "标题"))
	lang := "en"
	if len(opt.Langs) > 0 {
		lang = opt.Langs[0]
	}
	im, d := s.begun(l, o, opt, "", "lens-", []string{lang})
	if opt.ID == "" {
		d.r.ID = new(namer).id("", cmp.Or(o.Title, titleOf(o.File)), "lens-")
	}
	c := &lensReader{s, d}
	d.part(say.Both("question", "问题"))
	for i, r := range risks() {
		name := d.ours(r.name)
		level := rubric.Level{Level: i, Value: float64(i), Name: name, Meaning: name}
		d.r.Scales[0].Levels = append(d.r.Scales[0].Levels, level)
		l.added(say.Both("levels of the scale", "标尺的级别"))
	}
	for _, p := range items(root, "pillars") {
		c.pillar(p)
	}
	if len(d.r.Practices) == 0 && len(s.problems) == 0 {
		return nil, s.wrong(say.Both("this lens has no question", "这个文件里没有问题"))
	}
	return s.done(im, d)
}

// pillar adds a dimension with its questions.
func (c *lensReader) pillar(n *node) {
	c.record(n, "pillar")
	lang := c.langs[0]
	id := look(n, "id")
	name := c.firstOf(n, look(n, "name"), id)
	d := rubric.Dimension{ID: c.ids.id(id, name, "d-"), Part: c.r.Parts[0].ID, Name: rubric.Text{lang: name}}
	before := len(c.r.Practices)
	for _, q := range items(n, "questions") {
		c.question(q, d.ID)
	}
	if len(c.r.Practices) == before {
		return
	}
	c.source.text(n, "id", kindOf(roleID))
	c.source.text(n, "name", kindOf(roleArea))
	c.r.Dimensions = append(c.r.Dimensions, d)
}

// question adds a practice. Where its rules lead to one outcome alone, they tell nothing apart, and are left out: the
// rater has the words of the scale.
func (c *lensReader) question(n *node, dimension string) {
	c.record(n, "question")
	rules := map[string][]string{}
	for _, r := range items(n, "riskRules") {
		c.record(r, "rule")
		rules[look(r, "risk")] = append(rules[look(r, "risk")], look(r, "condition"))
	}
	lang := c.langs[0]
	id := c.source.text(n, "id", kindOf(roleID))
	title := c.source.text(n, "title", kindOf(roleQuestion))
	p := rubric.Practice{ID: c.ids.id(id, title, "q-"), Dimension: dimension}
	p.Name = rubric.Text{lang: c.firstOf(n, title, id)}
	if text := c.source.text(n, "description", kindOf(roleIntent)); text != "" {
		p.Intent = rubric.Text{lang: text}
	}
	crit := rubric.Criterion{ID: ratingID, Core: true, Weight: 1, Scale: c.r.Scales[0].ID, Name: p.Name}
	if isAsked(p.Name) {
		crit.Question = p.Name
	}
	if numbers := c.choices(n, &p); len(rules) > 1 {
		crit.Levels = c.outcomes(n, rules, numbers)
	}
	p.Criteria = []rubric.Criterion{crit}
	c.r.Practices = append(c.r.Practices, p)
}

// outcomes says for each risk when it is the outcome.
func (c *lensReader) outcomes(n *node, rules map[string][]string, numbers map[string]int) map[int]rubric.Text {
	for _, r := range items(n, "riskRules") {
		c.source.text(r, "risk", kindOf(roleLevel))
		c.source.text(r, "condition", kindOf(roleLevel))
	}
	out := map[int]rubric.Text{}
	for i, risk := range risks() {
		out[i] = c.ours(worded(rules[risk.word], numbers, risk.name))
	}
	return out
}

// choices makes evidence of what can be ticked, with a number before each; it returns the numbers by the ids.
func (c *lensReader) choices(n *node, p *rubric.Practice) map[string]int {
	lang, numbers := c.langs[0], map[string]int{}
	for i, choice := range items(n, "choices") {
		c.record(choice, "choice")
		id := c.source.text(choice, "id", kindOf(roleID))
		title := c.source.text(choice, "title", say.Both("choices", "选项"))
		if numbers[id] == 0 {
			numbers[id] = i + 1
		}
		if p.Evidence == nil {
			p.Evidence = map[string][]string{}
		}
		p.Evidence[lang] = append(p.Evidence[lang], fmt.Sprintf("%d: %s", i+1, c.firstOf(choice, title, id)))
	}
	return numbers
}

// worded says when a risk is the outcome: by the numbers of the choices that are ticked.
func worded(conditions []string, numbers map[string]int, risk say.Message) say.Message {
	var en, zh []string
	for _, cond := range conditions {
		if cond == "default" {
			continue
		}
		m := tokens(cond, numbers)
		en, zh = append(en, m.EN), append(zh, m.ZH)
	}
	slices.Sort(en)
	slices.Sort(zh)
	isRest := slices.Contains(conditions, "default")
	switch {
	case len(conditions) == 0:
		return say.Both("%s: no rule leads here", "%s：没有规则会得到这一级", risk.EN)
	case len(en) == 0:
		return say.Both("%s: in every case that no other rule names", "%s：其他规则都不符合时", risk.EN)
	}
	m := say.Both("%[1]s: ticked are %[2]s", "%[1]s", risk.EN, strings.Join(en, "; or "))
	m.ZH = risk.ZH + "：勾选了 " + strings.Join(zh, "；或 ")
	if isRest {
		m.EN += "; or no other rule holds"
		m.ZH += "；或其他规则都不符合"
	}
	return m
}

// tokens writes a condition with numbers for ids and words for signs.
func tokens(cond string, numbers map[string]int) say.Message {
	var en, zh strings.Builder
	for rest := cond; rest != ""; {
		n := 0
		for n < len(rest) && !strings.ContainsRune("()!&| \t\n", rune(rest[n])) {
			n++
		}
		switch word := rest[:max(n, 1)]; {
		case n > 0 && numbers[word] > 0:
			fmt.Fprintf(&en, "%d", numbers[word])
			fmt.Fprintf(&zh, "%d", numbers[word])
		case n > 0:
			en.WriteString(word)
			zh.WriteString(word)
		case strings.HasPrefix(rest, "&&"):
			en.WriteString(" and ")
			zh.WriteString(" 且 ")
			n = 2
		case strings.HasPrefix(rest, "||"):
			en.WriteString(" or ")
			zh.WriteString(" 或 ")
			n = 2
		case word == "!":
			en.WriteString("not ")
			zh.WriteString("非 ")
		case word == "(" || word == ")":
			en.WriteString(word)
			zh.WriteString(map[string]string{"(": "（", ")": "）"}[word])
		}
		rest = rest[max(n, 1):]
	}
	return say.Message{EN: strings.Join(strings.Fields(en.String()), " "), ZH: strings.Join(strings.Fields(zh.String()), " ")}
}
