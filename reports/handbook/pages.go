package handbook

import (
	"fmt"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
)

// dimensionPages is a dimension's question and its practices.
func (b *builder) dimensionPages(d int) []doc.Section {
	var out []doc.Section
	if question := b.Text(b.Rubric.Dimensions[d].Question); question != "" {
		out = append(out, doc.Section{Heading: b.Say("The question", "要回答的问题"), Blocks: []doc.Block{doc.Paragraph{Text: question}}})
	}
	for _, i := range b.practicesOf(d) {
		out = append(out, b.practicePage(i))
	}
	return out
}

// practicePage is everything about one practice.
func (b *builder) practicePage(i int) doc.Section {
	p := &b.Rubric.Practices[i]
	s := doc.Section{ID: p.ID, Kind: assess.KindPractice, Heading: b.Practice(i), Note: p.ID}
	if intent := b.Text(p.Intent); intent != "" {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: intent})
	}
	s.Blocks = append(s.Blocks, doc.List{Items: b.practiceFacts(i)})
	for k := range p.Criteria {
		s.Sections = append(s.Sections, b.criterionPage(i, k))
	}
	if ask := b.Evidence(i); len(ask) > 0 {
		s.Sections = append(s.Sections, doc.Section{Heading: b.Say("Evidence to ask for", "要看的证据"), Blocks: []doc.Block{doc.List{Items: ask}}})
	}
	s.Sections = append(s.Sections, b.actions(i)...)
	return s
}

// practiceFacts are what the rubric says of a practice in numbers and names.
func (b *builder) practiceFacts(i int) []string {
	p := &b.Rubric.Practices[i]
	weight := b.byStage(p.Weight, number.Plain, "1")
	if p.ByCriteria {
		weight = b.Say("that of its criteria that count", "其中计分的各条标准权重之和")
	}
	if by := b.modifiers(p.ID); len(by) > 0 {
		weight += b.Say("; by sector: %s", "；按行业：%s", b.List(by))
	}
	facts := []string{b.Say("Weight: %s", "权重：%s", weight)}
	if !p.Target.IsZero() {
		facts = append(facts, b.Say("Target: %s", "目标：%s", b.byStage(p.Target, b.aim(i), number.None)))
	}
	if p.Floor != nil {
		facts = append(facts, b.Say("Floor: %s; below it, the practice is in the plan whatever its weight", "底线：%s；低于它，不论权重都进计划", b.aim(i)(*p.Floor)))
	}
	if len(p.Bands) > 0 {
		facts = append(facts, b.Say("Its score is called: %s", "得分的分段：%s", b.bands(p.Bands)))
	}
	for _, first := range b.requirements(i) {
		facts = append(facts, b.Say("What must come first: %s", "须先做到：%s", first))
	}
	if others := b.counterparts(p.ID); len(others) > 0 {
		facts = append(facts, b.Say("Compare with: %s", "对照：%s", b.List(others)))
	}
	if len(p.Sources) > 0 {
		facts = append(facts, b.Say("Source: %s", "来源：%s", b.List(p.Sources)))
	}
	return facts
}

// byStage words one number for all stages, or one for each with the stage's name; otherwise is for a stage without one.
func (b *builder) byStage(p rubric.PerStage, word func(float64) string, otherwise string) string {
	at := func(stage string) string {
		if v, ok := p.At(stage); ok {
			return word(v)
		}
		return otherwise
	}
	if p.By == nil {
		return at("")
	}
	var out []string
	for _, s := range b.Rubric.Stages {
		out = append(out, b.Stage(s.ID)+" "+at(s.ID))
	}
	return b.List(out)
}

// modifiers are what the sectors add to a practice's weight: "FMCG distributor network +1".
func (b *builder) modifiers(practice string) []string {
	var out []string
	for _, s := range b.Rubric.Sectors {
		if by := s.Weights[practice]; by != 0 {
			out = append(out, b.Sector(s.ID)+" "+more(by))
		}
	}
	return out
}

// more prints a number that is added.
func more(x float64) string {
	if x > 0 {
		return "+" + number.Plain(x)
	}
	return "−" + number.Plain(-x)
}

// aim words what the rubric wants of a practice: a level, or points where its score has no level.
func (b *builder) aim(i int) func(float64) string {
	scale := b.m.PracticeScale(i)
	return func(x float64) string {
		switch {
		case scale == nil && x == 1:
			return b.Say("1 point", "1 分")
		case scale == nil:
			return b.Say("%s points", "%s 分", number.Plain(x))
		}
		return b.Say("level %s", "%s 级", number.Plain(x))
	}
}

// requirements lists what must be reached before a practice is worked on.
func (b *builder) requirements(i int) []string {
	var out []string
	for _, req := range b.Rubric.Practices[i].Requires {
		at := slices.IndexFunc(b.Rubric.Practices, func(p rubric.Practice) bool { return p.ID == req.Practice })
		out = append(out, b.Say("%s at %s", "%s达到 %s", b.Practice(at), b.aim(at)(req.Level)))
	}
	return out
}

// counterparts are the practices that the rubric pairs with one.
func (b *builder) counterparts(id string) []string {
	var out []string
	for _, pair := range b.Rubric.Pairs {
		switch id {
		case pair[0]:
			out = append(out, b.Node(pair[1]))
		case pair[1]:
			out = append(out, b.Node(pair[0]))
		}
	}
	return out
}

// criterionPage is one criterion with the text of each level.
func (b *builder) criterionPage(i, k int) doc.Section {
	p := &b.Rubric.Practices[i]
	c := &p.Criteria[k]
	id := rubric.FullID(p.ID, c.ID)
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("Level", "级别")}, {Title: b.Say("What must be seen", "要看到什么"), Flexible: true}}}
	if b.Sums() {
		t.Columns = append(t.Columns, doc.Column{Title: b.Say("Points", "得分"), Right: true})
	}
	for _, l := range b.Rubric.Scale(c.Scale).Levels {
		row := []string{b.levelTitle(l), b.Text(c.LevelText(l.Level))}
		if b.Sums() {
			row = append(row, number.Points(c.Weight*l.Value, 2))
		}
		t.Rows = append(t.Rows, row)
	}
	s := doc.Section{ID: id, Kind: assess.KindCriterion, Heading: b.Criterion(i, k), Note: b.remarks(id, i, k)}
	if question := b.Text(c.Question); question != "" {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: question})
	}
	s.Blocks = append(s.Blocks, b.checklist(i, k)...)
	s.Blocks = append(s.Blocks, t)
	return s
}

// remarks are a criterion's id and what is special about it.
func (b *builder) remarks(id string, i, k int) string {
	c, out := &b.Rubric.Practices[i].Criteria[k], []string{id}
	if rung := b.rung(i, k); rung != "" {
		out = append(out, b.Say("rung %s", "阶：%s", rung))
	}
	if c.Core {
		out = append(out, b.Say("core: asked in a quick round", "核心：快速评估也问"))
	}
	if profiles := b.profilesOf(c); profiles != "" {
		out = append(out, b.Say("profile %s", "题组 %s", profiles))
	}
	if c.Weight != 1 {
		out = append(out, b.Say("weight %s", "权重 %s", number.Plain(c.Weight)))
	}
	if len(b.Rubric.Scales) > 1 {
		out = append(out, b.Say("scale %s", "标尺 %s", c.Scale))
	}
	return strings.Join(out, " · ")
}

// levelTitle is a level's number and its name: "1 Ad hoc".
func (b *builder) levelTitle(l rubric.Level) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", l.Level, b.Text(l.Name)))
}
