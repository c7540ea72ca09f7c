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
// one criterion: a checklist of the choices that are ticked there, whose level is the risk to which the lens's own
// rules come.

func isLens(s *source) bool {
	root := s.docs[0]
	return at(root, "schemaVersion") != nil && len(items(root, "pillars")) > 0
}

// risk is a level by the word of the rules.
type risk struct {
	word string
	name say.Message
}

// risks are the levels of the scale by the words of the rules, the worst first.
func risks() []risk {
	return []risk{
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

// question adds a practice. Where its rules lead to one outcome alone, they tell nothing apart, and where one cannot be
// read all say nothing: both are left out, and the rater has the words of the scale and looks for the choices.
func (c *lensReader) question(n *node, dimension string) {
	c.record(n, "question")
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
	c.checklist(n, &crit, &p)
	p.Criteria = []rubric.Criterion{crit}
	c.r.Practices = append(c.r.Practices, p)
}

// checklist makes items of what can be ticked, and rules of the rules. Where there are none to go by, what can be
// ticked is what to look for.
func (c *lensReader) checklist(n *node, crit *rubric.Criterion, p *rubric.Practice) {
	lang, ids := c.langs[0], lensItems(n)
	for i, choice := range items(n, "choices") {
		c.record(choice, "choice")
		id := look(choice, "id")
		if slices.IndexFunc(items(n, "choices"), func(o *node) bool { return look(o, "id") == id }) < i {
			continue // an id that came before: the rules cannot tell them apart
		}
		c.source.text(choice, "id", kindOf(roleID))
		title := c.source.text(choice, "title", say.Both("choices", "选项"))
		crit.Items = append(crit.Items, rubric.Item{ID: ids[id], Text: rubric.Text{lang: c.firstOf(choice, title, id)},
			Alone: strings.HasSuffix(id, noneSuffix)})
	}
	crit.Ticked = c.rules(n, ids)
	if len(crit.Ticked) > 0 && len(crit.Items) <= rubric.MaxItems {
		tidied(crit)
		return
	}
	for i, it := range crit.Items {
		if p.Evidence == nil {
			p.Evidence = map[string][]string{}
		}
		p.Evidence[lang] = append(p.Evidence[lang], fmt.Sprintf("%d: %s", i+1, it.Text[lang]))
	}
	crit.Items, crit.Ticked = nil, nil
}

// noneSuffix ends the id of a choice that the tool takes for "none of these".
const noneSuffix = "_no"

// lensItems are the ids that the items of a question have, by those of its choices.
func lensItems(question *node) map[string]string {
	var own []string
	for _, choice := range items(question, "choices") {
		own = append(own, look(choice, "id"))
	}
	return ItemIDs(own)
}

// ItemIDs are the ids of the items that are made of the choices of a question of a lens, by the choices' own, which are
// given in their order.
func ItemIDs(choices []string) map[string]string {
	ids, out := new(namer), map[string]string{}
	for _, id := range choices {
		if _, there := out[id]; !there {
			out[id] = ids.id(id, id, "c-")
		}
	}
	return out
}

// rules are those of a question in the order of the lens, the first that holds being the outcome; none where they lead
// to one outcome alone or one of them cannot be read. Where none holds and the lens does not say what then, it is the
// highest risk.
func (c *lensReader) rules(n *node, ids map[string]string) []rubric.TickRule {
	var out []rubric.TickRule
	outcomes := map[string]bool{}
	for _, r := range items(n, "riskRules") {
		c.record(r, "rule")
	}
	for _, r := range items(n, "riskRules") {
		word, text := look(r, "risk"), look(r, "condition")
		level := slices.IndexFunc(risks(), func(r risk) bool { return r.word == word })
		cases, ok := []ticks{{}}, true
		if text != "default" {
			cases, ok = casesOf(text, func(id string) bool { return ids[id] != "" })
		}
		if level < 0 || !ok {
			return nil
		}
		outcomes[word] = true
		out = append(out, rulesOf(called(cases, ids), level)...)
	}
	if len(outcomes) < 2 {
		return nil
	}
	for _, r := range items(n, "riskRules") {
		c.source.text(r, "risk", kindOf(roleLevel))
		c.source.text(r, "condition", kindOf(roleLevel))
	}
	if !out[len(out)-1].IsRest() {
		out = append(out, rubric.TickRule{})
	}
	return out
}

// called puts the ids of items in the place of those of choices.
func called(cases []ticks, ids map[string]string) []ticks {
	named := func(of []string) (out []string) {
		for _, id := range of {
			out = append(out, ids[id])
		}
		return out
	}
	out := make([]ticks, len(cases))
	for i, t := range cases {
		out[i] = ticks{named(t.all), named(t.without)}
	}
	return out
}
