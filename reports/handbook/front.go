package handbook

import (
	"slices"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/safe"
)

// front is what a rater must know before the first criterion. Its ids cannot be those of anything in the rubric.
func (b *builder) front() []doc.Section {
	guide := doc.Section{ID: "about:practices", Heading: b.Say("How to read what follows", "后面的内容怎么看"), Blocks: []doc.Block{doc.List{Items: b.guide()}}}
	all := append(b.ratingPages(), guide, b.scoresPage(), b.stagePage(), b.sectorPage(), b.profilePage(),
		b.ownerPage(), b.findingPage())
	return slices.DeleteFunc(all, func(s doc.Section) bool { return len(s.Blocks) == 0 })
}

// ratingPages tell how to rate, and on which scales.
func (b *builder) ratingPages() []doc.Section {
	var out []doc.Section
	if rating := b.Text(b.Rubric.Rating); rating != "" {
		out = append(out, doc.Section{ID: "about:rating", Heading: b.Say("How to rate", "怎样评分"),
			Blocks: []doc.Block{doc.Paragraph{Text: rating}}})
	}
	for i := range b.Rubric.Scales {
		out = append(out, b.scalePage(&b.Rubric.Scales[i]))
	}
	return out
}

func (b *builder) scoresPage() doc.Section {
	return doc.Section{ID: "about:scores", Heading: b.Say("How scores are made", "分数怎么算"), Blocks: []doc.Block{doc.List{Items: b.rules()}}}
}

func (b *builder) scalePage(s *rubric.Scale) doc.Section {
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("Level", "级别")}, {Title: b.Say("Points", "分值"), Right: true},
		{Title: b.Say("What must be seen", "要看到什么"), Flexible: true}}}
	if slices.ContainsFunc(s.Levels, func(l rubric.Level) bool { return len(l.Short) > 0 }) {
		t.Columns = append(t.Columns, doc.Column{Title: b.Say("What is short here", "差在哪里"), Flexible: true})
	}
	worth := slices.ContainsFunc(s.Levels, func(l rubric.Level) bool { return l.Value != float64(l.Level) })
	for _, l := range s.Levels {
		t.Rows = append(t.Rows, []string{b.levelTitle(l), number.Plain(l.Value), b.Text(l.Meaning),
			b.Text(l.Short)}[:len(t.Columns)])
	}
	if !worth { // a level's number says it
		t.Columns = slices.Delete(t.Columns, 1, 2)
		for i := range t.Rows {
			t.Rows[i] = slices.Delete(t.Rows[i], 1, 2)
		}
	}
	heading := b.Say("The scale", "标尺")
	if len(b.Rubric.Scales) > 1 {
		heading = b.Say("Scale %s", "标尺 %s", s.ID)
	}
	return doc.Section{ID: "about:scale." + s.ID, Heading: heading, Blocks: []doc.Block{t}}
}

// stagePage tells what the stages are, and which weights and targets they set.
func (b *builder) stagePage() doc.Section {
	s := doc.Section{ID: "about:stages", Heading: b.Say("Stages", "阶段")}
	if len(b.Rubric.Stages) == 0 {
		return s
	}
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("Stage", "阶段")}, {Title: b.Say("What it means", "含义"), Flexible: true}}}
	for _, st := range b.Rubric.Stages {
		name := b.Stage(st.ID)
		if len(b.Rubric.Stages) > 1 && st.ID == b.Rubric.DefaultStage() {
			name = b.Say("%s (default)", "%s（默认）", name)
		}
		t.Rows = append(t.Rows, []string{name, b.Text(st.Meaning)})
	}
	s.Blocks = append(s.Blocks, t)
	if slices.ContainsFunc(b.Rubric.Practices, func(p rubric.Practice) bool {
		return p.Weight.By != nil ||
			p.Target.By != nil
	}) {
		s.Blocks = slices.Insert(s.Blocks, 0, doc.Block(doc.Paragraph{Text: b.Say("The stage sets how much a practice weighs and which level is aimed for.", "阶段决定每一项的权重和目标。")}))
		s.Sections = append(s.Sections, doc.Section{Heading: b.Say("Weight and target at each stage", "各阶段的权重和目标"),
			Blocks: []doc.Block{doc.Paragraph{Text: b.Say("Each cell holds the weight, then the target.", "每格先写权重，再写目标。")}, b.weightTable()}})
	}
	return s
}

// weightTable shows every practice's weight and target at each stage.
func (b *builder) weightTable() doc.Table {
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("Practice", "事项"), Flexible: true}}}
	for _, st := range b.Rubric.Stages {
		t.Columns = append(t.Columns, doc.Column{Title: b.Stage(st.ID)})
	}
	for i := range b.Rubric.Practices {
		row := []string{b.Practice(i)}
		for _, st := range b.Rubric.Stages {
			row = append(row, b.weightAndTarget(i, st.ID))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (b *builder) weightAndTarget(i int, stage string) string {
	p := &b.Rubric.Practices[i]
	text := number.Plain(p.WeightAt(stage))
	if v, ok := p.Target.At(stage); ok {
		text += b.Say("; ", "；") + b.aim(i)(v)
	}
	return text
}

// leftOut says what a sector leaves out and why, in one piece or none.
func (b *builder) leftOut(s *rubric.Sector) []string {
	var out []string
	for at, id := range b.Rubric.CriterionIDs() {
		if slices.Contains(s.LeaveOut, id) {
			out = append(out, b.CriterionAt(at))
		}
	}
	if len(out) == 0 {
		return nil
	}
	return []string{b.Say("left out: %s (%s)", "不评：%s（%s）", b.List(out), b.Text(s.Reason()))}
}

func (b *builder) sectorPage() doc.Section {
	s := doc.Section{ID: "about:sectors", Heading: b.Say("Sectors", "行业")}
	if len(b.Rubric.Sectors) == 0 {
		return s
	}
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("Sector", "行业"), Flexible: true},
		{Title: b.Say("Why", "理由"), Flexible: true}, {Title: b.Say("Weights", "权重"), Flexible: true}}}
	for _, sec := range b.Rubric.Sectors {
		var by []string
		for i := range b.Rubric.Practices {
			if x := sec.Weights[b.Rubric.Practices[i].ID]; x != 0 {
				by = append(by, b.Practice(i)+" "+more(x))
			}
		}
		t.Rows = append(t.Rows, []string{b.Sector(sec.ID), b.Text(sec.Why), b.listed(append(by, b.leftOut(&sec)...))})
	}
	s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.Say("The sector adds to some weights or takes from them, never below 0.", "行业给有些项加权重，给有些项减权重，最低减到 0。")}, t)
	return s
}

func (b *builder) ownerPage() doc.Section {
	s := doc.Section{ID: "about:owners", Heading: b.Say("Owners of actions", "行动的负责人")}
	if len(b.Rubric.Owners) == 0 {
		return s
	}
	t := doc.Table{Columns: []doc.Column{{Title: "ID"}, {Title: b.Say("Owner", "负责人"), Flexible: true}}}
	for _, o := range b.Rubric.Owners {
		t.Rows = append(t.Rows, []string{o.ID, b.Named(o.Name, o.ID)})
	}
	s.Blocks = append(s.Blocks, t)
	return s
}

// partPage is a part with its dimensions and all below them.
func (b *builder) partPage(p int) doc.Section {
	s := doc.Section{ID: "part:" + b.Rubric.Parts[p].ID, Kind: assess.KindPart, Heading: b.Part(p),
		Note: b.Rubric.Parts[p].ID}
	s.Blocks = b.whom(p)
	if w := b.Rubric.Parts[p].Weight; !w.IsZero() {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.Say("Weight: %s", "权重：%s", b.byStage(w, number.Plain, number.None))})
	}
	s.Blocks = append(s.Blocks, b.ownBands(b.Rubric.Parts[p].Bands)...)
	for d := range b.Rubric.Dimensions {
		if b.PartOf(d) == p {
			s.Sections = append(s.Sections, b.dimensionPage(d))
		}
	}
	return s
}

// whom says whom a part rates, where some part rates a member of the channel.
func (b *builder) whom(p int) []doc.Block {
	text := b.Say("Rates the subject itself.", "评的是评估对象自己。")
	switch of := b.Rubric.MemberParts(); {
	case len(of) == 0:
		return nil
	case slices.Contains(of, b.Rubric.Parts[p].ID):
		text = b.Say("Rates one partner: a firm that the subject sells through, named in the answers, or in a file of its own.",
			"评的是一家渠道成员，即帮评估对象销售的一家企业；名称写在答卷里，也可以每家一份答卷。")
	}
	return []doc.Block{doc.Paragraph{Text: text}}
}

func (b *builder) dimensionPage(d int) doc.Section {
	dim := &b.Rubric.Dimensions[d]
	s := doc.Section{ID: dim.ID, Kind: assess.KindDimension, Heading: b.Dimension(d), Note: dim.ID}
	if slices.ContainsFunc(b.Rubric.Practices, func(p rubric.Practice) bool { return p.ID == dim.ID }) {
		s.ID = "dimension:" + dim.ID // a practice may have the same id, and more often is linked to
	}
	if question := b.Text(dim.Question); question != "" {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: question, Strong: true})
	}
	if !dim.Weight.IsZero() {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.Say("Weight: %s", "权重：%s", b.byStage(dim.Weight, number.Plain, number.None))})
	}
	s.Blocks = append(s.Blocks, b.ownBands(dim.Bands)...)
	for _, i := range b.practicesOf(d) {
		s.Sections = append(s.Sections, b.practicePage(i))
	}
	return s
}

// imprint says which rubric this is, to the byte.
func (b *builder) imprint() doc.Section {
	criteria, actions := 0, 0
	for i := range b.Rubric.Practices {
		criteria, actions = criteria+len(b.Rubric.Practices[i].Criteria), actions+len(b.Rubric.Practices[i].Actions)
	}
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("What", "项目")}, {Title: b.Say("Value", "内容"), Flexible: true}},
		Rows: [][]string{
			{"ID", b.Rubric.ID},
			{b.Say("Version", "版本"), safe.Line(b.Rubric.Version)},
			{b.Say("Digest", "摘要值"), b.Digest},
			{b.Say("Languages", "语言"), b.List(b.Rubric.Languages)},
			{b.Say("Holds", "内容"), b.Say("parts: %d, dimensions: %d, practices: %d, criteria: %d, actions: %d", "部分 %d，维度 %d，事项 %d，标准 %d，行动 %d",
				len(b.Rubric.Parts), len(b.Rubric.Dimensions), len(b.Rubric.Practices), criteria, actions)},
		}}
	if base := b.Base(); base != "" {
		t.Rows = slices.Insert(t.Rows, 3, []string{b.Say("It is laid over", "扩展自"), base})
	}
	return doc.Section{ID: "about:rubric", Heading: b.Say("The rubric of this handbook", "本手册所用的评估标准"), Blocks: []doc.Block{t}}
}
