package reports

import (
	"fmt"

	"fathom/assess"
	"fathom/reports/cells"
	"fathom/rubric"
)

// ShowRubric is the rubric as people read it: an overview for an empty id, else one dimension, practice or criterion in
// full. For an unknown id it returns no document, and the ids there are.
func ShowRubric(r *rubric.Rubric, id, lang string) (*Report, []string) {
	b := &builder{r: r, lang: lang, res: &assess.Result{Rubric: r}}
	if id == "" {
		return b.overview(), nil
	}
	var ids []string
	for d := range r.Dimensions {
		if r.Dimensions[d].ID == id {
			return b.showDimension(d), nil
		}
		ids = append(ids, r.Dimensions[d].ID)
	}
	for i := range r.Practices {
		p := &r.Practices[i]
		if p.ID == id {
			return b.page(b.practice(i)+"  "+p.ID, b.showPractice(i)), nil
		}
		ids = append(ids, p.ID)
		for k := range p.Criteria {
			full := rubric.FullID(p.ID, p.Criteria[k].ID)
			if full == id {
				return b.page(b.practice(i)+" / "+b.criterion(i, k), Section{Heading: full, Blocks: b.showCriterion(i, k)}), nil
			}
			ids = append(ids, full)
		}
	}
	return nil, ids
}

func (b *builder) page(title string, sections ...Section) *Report {
	return &Report{Lang: b.lang, Title: title, Sections: sections}
}

func (b *builder) overview() *Report {
	r := b.r
	rep := b.page(b.named(r.Title, r.ID) + "  " + r.Version)
	if rating := b.text(r.Rating); rating != "" {
		rep.Sections = append(rep.Sections, Section{Heading: b.say("How to rate", "怎样评分"), Blocks: []Block{Paragraph{Text: rating}}})
	}
	for _, s := range r.Scales {
		t := Table{Columns: []Column{{Title: b.say("Level", "级别"), Right: true}, {Title: b.say("Value", "分值"), Right: true}, {Title: b.say("Name", "名称")}, {Title: b.say("What must be seen", "要看到什么"), Flexible: true}}}
		for _, l := range s.Levels {
			t.Rows = append(t.Rows, []string{fmt.Sprint(l.Level), plain(l.Value), b.text(l.Name), b.text(l.Meaning)})
		}
		rep.Sections = append(rep.Sections, Section{Heading: b.sayf("Scale %s", "标尺 %s", s.ID), Blocks: []Block{t}})
	}
	rep.Sections = append(rep.Sections, b.scoringRules())
	for p := range r.Parts {
		rep.Sections = append(rep.Sections, b.partTable(p))
	}
	return rep
}

// scoringRules say how scores are made, node by node.
func (b *builder) scoringRules() Section {
	s := b.r.Scoring
	t := Table{Columns: []Column{{Title: b.say("Score of", "谁的得分")}, {Title: b.say("Made of", "由什么得出")}, {Title: b.say("By", "算法"), Flexible: true}}}
	for _, row := range []struct {
		of, from string
		rule     rubric.Rule
	}{
		{b.say("a practice", "事项"), b.say("its criteria", "各条标准"), s.Practice},
		{b.say("a dimension", "维度"), b.say("its practices", "各事项"), s.Dimension},
		{b.say("a part", "部分"), b.say("its dimensions", "各维度"), s.Part},
		{b.say("the whole", "总体"), b.say("its parts", "各部分"), s.Overall},
	} {
		t.Rows = append(t.Rows, []string{row.of, row.from, b.aggregate(row.rule)})
	}
	return Section{Heading: b.say("How it is scored", "怎样计分"), Blocks: []Block{t}}
}

// aggregate words a rule.
func (b *builder) aggregate(r rubric.Rule) string {
	text := b.say("mean by weight", "加权平均")
	switch r.Aggregate {
	case rubric.Sum:
		text = b.say("sum of weight times points", "权重乘以分值，再相加")
	case rubric.Min:
		text = b.say("the lowest", "取最低")
	case rubric.Geometric:
		text = b.say("geometric mean by weight", "加权几何平均")
	}
	if r.AboveLowest != nil {
		text += b.sayf(", at most %s above the lowest", "，最多比最低的高 %s", plain(*r.AboveLowest))
	}
	return text
}

func (b *builder) partTable(p int) Section {
	s := Section{Heading: b.part(p)}
	for d := range b.r.Dimensions {
		if b.partOf(d) != p {
			continue
		}
		t := Table{Columns: []Column{{Title: b.named(b.r.Parts[p].Noun, b.say("Practice", "事项")), Flexible: true}, {Title: "ID"},
			{Title: b.say("Weight", "权重")}, {Title: b.say("Target", "目标")}, {Title: b.say("Criteria", "标准数"), Right: true}}}
		if b.sums() {
			t.Columns = append(t.Columns, Column{Title: b.say("Points", "满分"), Right: true})
		}
		for i := range b.r.Practices {
			if b.dimensionOf(i) == d {
				t.Rows = append(t.Rows, b.practiceRow(i))
			}
		}
		s.Blocks = append(s.Blocks, Heading{b.dimension(d) + "  " + b.text(b.r.Dimensions[d].Question)}, t)
	}
	return s
}

func (b *builder) practiceRow(i int) []string {
	p := &b.r.Practices[i]
	row := []string{b.practice(i), p.ID, b.weight(p.Weight), b.stages(p.Target), fmt.Sprint(len(p.Criteria))}
	if b.sums() {
		most := 0.0
		for _, c := range p.Criteria {
			most += c.Weight * b.r.Scale(c.Scale).Highest()
		}
		row = append(row, points(most, 2))
	}
	return row
}

// weight is 1 where none is given.
func (b *builder) weight(p rubric.PerStage) string {
	if p.IsZero() {
		return "1"
	}
	return b.stages(p)
}

// stages prints one number, or the numbers of all stages: "3/4/4".
func (b *builder) stages(p rubric.PerStage) string {
	if p.All != nil {
		return plain(*p.All)
	}
	out := ""
	for i, s := range b.r.Stages {
		v, ok := p.At(s.ID)
		if !ok {
			return none
		}
		if i > 0 {
			out += "/"
		}
		out += plain(v)
	}
	if out == "" {
		return none
	}
	return out
}

func (b *builder) showDimension(d int) *Report {
	rep := b.page(b.dimension(d) + "  " + b.r.Dimensions[d].ID)
	for i := range b.r.Practices {
		if b.dimensionOf(i) == d {
			rep.Sections = append(rep.Sections, b.showPractice(i))
		}
	}
	return rep
}

// showPractice is everything about one practice.
func (b *builder) showPractice(i int) Section {
	p := &b.r.Practices[i]
	s := Section{Heading: b.practice(i) + "  " + p.ID}
	if intent := b.text(p.Intent); intent != "" {
		s.Blocks = append(s.Blocks, Paragraph{Text: intent})
	}
	facts := []string{b.sayf("weight %s, target %s", "权重 %s，目标 %s", b.weight(p.Weight), b.stages(p.Target))}
	if p.Weight.By != nil || p.Target.By != nil {
		facts[0] = b.sayf("weight %s, target %s by stage", "各阶段权重 %s，目标 %s", b.weight(p.Weight), b.stages(p.Target))
	}
	if p.Floor != nil {
		facts = append(facts, b.sayf("floor %s: below it, it is in the plan whatever its weight", "底线 %s：低于它，不论权重都进计划", plain(*p.Floor)))
	}
	for _, req := range p.Requires {
		facts = append(facts, b.needs(req))
	}
	s.Blocks = append(s.Blocks, List{Items: facts})
	for k := range p.Criteria {
		s.Blocks = append(s.Blocks, b.showCriterion(i, k)...)
	}
	if ask := p.Evidence[b.evidenceLang(i)]; len(ask) > 0 {
		s.Blocks = append(s.Blocks, Heading{b.say("Evidence to ask for", "要看的证据")}, List{Items: ask})
	}
	if len(p.Actions) > 0 {
		t := Table{Columns: []Column{{Title: b.say("To", "升到"), Right: true}, {Title: b.say("Action", "行动"), Flexible: true}, {Title: b.say("Owner", "负责人"), Flexible: true},
			{Title: b.say("Days", "天"), Right: true}, {Title: b.say("Effort", "投入")}, {Title: b.say("Measure", "衡量"), Flexible: true}}}
		for _, a := range p.Actions {
			t.Rows = append(t.Rows, []string{fmt.Sprint(a.To), b.text(a.Text), b.owner(a.Owner), fmt.Sprint(a.Days), string(a.Effort), b.text(a.KPI)})
		}
		s.Blocks = append(s.Blocks, Heading{b.say("Actions", "行动")}, t)
	}
	return s
}

func (b *builder) needs(req rubric.Requirement) string {
	if b.sums() {
		return b.sayf("needs %s at %s points first", "须先让%s达到 %s 分", b.nodeName(req.Practice), plain(req.Level))
	}
	return b.sayf("needs %s at level %s first", "须先把%s做到 %s 级", b.nodeName(req.Practice), plain(req.Level))
}

// showCriterion is one criterion with the text of each level.
func (b *builder) showCriterion(i, k int) []Block {
	c := &b.r.Practices[i].Criteria[k]
	head := b.criterion(i, k) + "  " + c.ID
	if c.Core {
		head += b.say("  (core)", "  （核心）")
	}
	if c.Weight != 1 {
		head += b.sayf("  (weight %s)", "  （权重 %s）", plain(c.Weight))
	}
	t := Table{Columns: []Column{{Title: b.say("Level", "级别"), Right: true}, {Title: b.say("Descriptor", "描述"), Flexible: true}}}
	if b.sums() {
		t.Columns = append(t.Columns, Column{Title: b.say("Points", "得分"), Right: true})
	}
	for _, l := range b.r.Scale(c.Scale).Levels {
		row := []string{fmt.Sprint(l.Level), b.text(c.Levels[l.Level])}
		if b.sums() {
			row = append(row, points(c.Weight*l.Value, 2))
		}
		t.Rows = append(t.Rows, row)
	}
	return []Block{Heading{head}, t}
}

// Coverage shows where each clause of the rubric's source is scored.
func Coverage(r *rubric.Rubric, lang string) *Report {
	b := &builder{r: r, lang: lang, res: &assess.Result{Rubric: r}}
	scored := map[string][]string{}
	for i := range r.Practices {
		for k := range r.Practices[i].Criteria {
			for _, id := range r.Practices[i].Criteria[k].Clauses {
				scored[id] = append(scored[id], rubric.FullID(r.Practices[i].ID, r.Practices[i].Criteria[k].ID))
			}
		}
	}
	s := Section{Heading: b.say("Where the source is scored", "来源在哪里计分")}
	entries, clauses, total := 0, 0, 0
	for _, e := range r.Source {
		t := Table{Columns: []Column{{Title: b.say("Clause", "句")}, {Title: b.say("Text", "原文"), Flexible: true}, {Title: b.say("Scored by", "计分处"), Flexible: true}}}
		whole := true
		for _, c := range e.Clauses {
			total++
			by := none
			if ids := scored[c.ID]; len(ids) > 0 {
				clauses++
				by = b.list(ids)
			} else {
				whole = false
			}
			t.Rows = append(t.Rows, []string{c.ID, cells.OneLine(c.Text), by})
		}
		if whole {
			entries++
		}
		s.Blocks = append(s.Blocks, Heading{e.ID + "  " + cells.OneLine(e.Title)}, t)
	}
	if total == 0 {
		s.Blocks = append(s.Blocks, Paragraph{Text: b.say("The rubric names no source, so there is nothing to trace.", "评估标准没有列出来源，无从对照。"), Strong: true})
		return b.page(b.named(r.Title, r.ID), s)
	}
	sum := b.sayf("%d of %d entries, %d of %d clauses are scored.", "%[2]d 条中 %[1]d 条、%[4]d 句中 %[3]d 句有标准计分。", entries, len(r.Source), clauses, total)
	s.Blocks = append(s.Blocks, Paragraph{Text: sum, Strong: true})
	return b.page(b.named(r.Title, r.ID), s)
}
