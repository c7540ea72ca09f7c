package rubricdiff

import (
	"slices"
	"strings"

	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/versions"
)

// This file names the nodes and fields of a rubric as people say them.

// label is what a field is called.
type label struct {
	words string
	text  bool   // its value is running text
	lang  string // of that text, "" where it has none
	names string // the kind of node whose id the value is, or aggregate
}

// label names a field by its path.
func (b *builder) label(kind, path string) label {
	field, rest, _ := strings.Cut(path, "/")
	switch kind + " " + field {
	case "rubric scoring":
		return b.scoringLabel(rest)
	case "rubric pairs":
		return label{words: b.fieldWord(field), text: true}
	case "rubric findings":
		id, lang, _ := strings.Cut(rest, "/text/")
		if lang == "" {
			return label{words: b.Say("conditions of finding %s", "发现 %s 的条件", strings.TrimSuffix(id, "/if")), text: true}
		}
		return b.textLabel(b.Say("finding %s", "发现 %s", id), lang)
	case "rubric person_days":
		return label{words: b.Say("usual person-days of effort %s", "投入 %s 的默认人天", rest)}
	case "criterion levels":
		level, lang, _ := strings.Cut(rest, "/")
		return b.textLabel(b.Say("level %s", "%s 级", level), lang)
	case "practice actions":
		return b.stepLabel(rest)
	case "sector weights":
		return label{words: b.Say("weight of %s", "%s的权重", b.practiceName(rest))}
	case "source clauses":
		return label{words: b.Say("clause %s", "句 %s", rest), text: true}
	case "source title":
		return label{words: b.Say("title", "标题"), text: true}
	case "practice evidence":
		return b.textLabel(b.Say("evidence to ask for", "要看的证据"), rest)
	case "practice requires":
		return label{words: b.Say("needs %s at level", "前置：%s须到几级", b.practiceName(rest))}
	}
	if kind == "scale" {
		return b.scaleLabel(field, rest)
	}
	switch field {
	case "weight", "target", "floor":
		return label{words: b.fieldWord(field) + b.atStage(rest)}
	case "leave_out":
		return label{words: b.fieldWord(field), names: "criterion"}
	case "bands":
		return b.bandLabel(b.fieldWord(field), rest)
	case "dimension", "part", "scale":
		return label{words: b.fieldWord(field), names: field}
	case "of":
		return label{words: b.fieldWord(field), names: "of"}
	case "default_stage":
		return label{words: b.fieldWord(field), names: "stage"}
	}
	if rest != "" {
		return b.textLabel(b.fieldWord(field), rest)
	}
	return label{words: b.fieldWord(field)}
}

// fieldWord is the word for a field that has one name everywhere.
func (b *builder) fieldWord(field string) string {
	for _, w := range [...][3]string{
		{"id", "id", "标识"}, {"version", "version", "版本"}, {"languages", "languages", "语言"}, {"title", "title", "标题"}, {"rating", "how to rate", "怎样评分"},
		{"default_stage", "default stage", "默认阶段"}, {"pairs", "pairs of practices", "成对的事项"}, {"name", "name", "名称"}, {"meaning", "meaning", "含义"}, {"short", "what is short", "差在哪里"},
		{"why", "reason", "理由"}, {"noun", "word for its practices", "所属事项的称呼"}, {"question", "question", "问题"}, {"intent", "intent", "目的"},
		{"weight", "weight", "权重"}, {"target", "target", "目标"}, {"floor", "floor", "底线"}, {"dimension", "dimension", "维度"},
		{"part", "part", "部分"}, {"of", "whom it rates", "评的是谁"},
		{"scale", "scale", "标尺"}, {"core", "core", "核心"}, {"rung", "rung", "所在的阶"}, {"profiles", "profiles", "题组"}, {"includes", "profiles it includes", "包含的题组"},
		{"clauses", "clauses scored", "对应的原文"}, {"sources", "sources", "来源"},
		{"effort", "effort", "投入"}, {"days", "days", "天数"},
		{"person_days", "person-days", "人天"}, {"owner", "owner", "负责人"}, {"text", "action", "行动"}, {"kpi", "measure", "衡量"},
		{"serves", "criteria it lifts", "提升的标准"}, {"measures", "what the measure is of", "衡量的是哪条标准"},
		{"first", "first step this week", "本周第一步"}, {"done", "what shows that it is done", "做完看什么"},
		{"value", "value", "分值"}, {"bands", "bands of the score", "得分的分段"}, {"from", "from", "起点"}, {"leave_out", "criteria left out", "不评的标准"},
		{"leave_out_why", "why they are left out", "不评的理由"},
	} {
		if w[0] == field {
			return b.Say(w[1], w[2])
		}
	}
	return field
}

// textLabel names a text in one language.
func (b *builder) textLabel(words, lang string) label {
	return label{words: words + b.Say(" (", "（") + b.language(lang) + b.Say(")", "）"), text: true, lang: lang}
}

func (b *builder) language(tag string) string {
	switch tag {
	case "zh":
		return b.Say("Chinese", "中文")
	case "en":
		return b.Say("English", "英文")
	}
	return tag
}

func (b *builder) atStage(id string) string {
	if id == "" {
		return ""
	}
	return b.Say(", %s", "（%s）", b.nameOf("stage", id))
}

// stepLabel names a field of an action: "2/days".
func (b *builder) stepLabel(rest string) label {
	to, field, _ := strings.Cut(rest, "/")
	field, lang, _ := strings.Cut(field, "/")
	words := b.Say("step to %s: %s", "升到 %s 级：%s", to, b.fieldWord(field))
	switch field {
	case "text", "kpi", "first", "done":
		return b.textLabel(words, lang)
	case "owner":
		return label{words: words, names: "owner"}
	case "serves", "measures":
		return label{words: words, names: "criterion"}
	}
	return label{words: words}
}

// scaleLabel names a field of a scale: "3/meaning/en".
func (b *builder) scaleLabel(level, rest string) label {
	field, lang, _ := strings.Cut(rest, "/")
	words := b.Say("level %s: %s", "%s 级：%s", level, b.fieldWord(field))
	if lang != "" {
		return b.textLabel(words, lang)
	}
	return label{words: words}
}

// scoringLabel names a scoring rule: "practice/aggregate".
func (b *builder) scoringLabel(rest string) label {
	of, rule, _ := strings.Cut(rest, "/")
	if band, ok := strings.CutPrefix(rule, "bands/"); ok {
		return b.bandLabel(b.bandsOf(of), band)
	}
	if words := b.ruleWord(rule); words != "" {
		return label{words: words}
	}
	words := b.Say("how parts make the overall score", "总体得分怎样由各部分汇总")
	switch of {
	case "practice":
		words = b.Say("how criteria make a practice's score", "事项得分怎样由标准汇总")
	case "dimension":
		words = b.Say("how practices make a dimension's score", "维度得分怎样由事项汇总")
	case "part":
		words = b.Say("how dimensions make a part's score", "部分得分怎样由维度汇总")
	}
	return label{words: words, names: "aggregate"}
}

// bandLabel names a field of a band: "red/from", "red/name/en".
func (b *builder) bandLabel(bands, rest string) label {
	id, field, _ := strings.Cut(rest, "/")
	field, lang, _ := strings.Cut(field, "/")
	words := b.Say("%s, %s: %s", "%s，%s：%s", bands, id, b.fieldWord(field))
	if lang != "" {
		return b.textLabel(words, lang)
	}
	return label{words: words}
}

// bandsOf names the bands of all nodes of a kind.
func (b *builder) bandsOf(kind string) string {
	switch kind {
	case "practice":
		return b.Say("bands of a practice's score", "事项得分的分段")
	case "dimension":
		return b.Say("bands of a dimension's score", "维度得分的分段")
	case "part":
		return b.Say("bands of a part's score", "部分得分的分段")
	}
	return b.Say("bands of the overall score", "总分的分段")
}

func (b *side) aggregate(word string) string {
	switch rubric.Aggregate(word) {
	case rubric.Mean:
		return b.Say("mean", "平均")
	case rubric.Sum:
		return b.Say("sum", "相加")
	case rubric.Min:
		return b.Say("lowest", "取最低")
	case rubric.Geometric:
		return b.Say("geometric mean", "几何平均")
	case rubric.Staged:
		return b.Say("rungs", "按阶")
	}
	return word
}

// ruleWord is the word for a key of a scoring rule beside its aggregate; "" for that.
func (b *builder) ruleWord(key string) string {
	switch key {
	case "above_lowest":
		return b.Say("points above the lowest criterion, at most", "最多比最低的标准高几分")
	case "start":
		return b.Say("what a sum begins with", "求和的起始分")
	case "scale":
		return b.Say("the scale that practices are read on", "读出级别用的标尺")
	case "pass":
		return b.Say("the level that a rung asks of its criteria", "每一阶要求标准达到的级别")
	}
	return ""
}

func (b *builder) orderWords(kind string) string {
	switch kind {
	case "parts":
		return b.Say("the parts stand in another order", "各部分的顺序有变")
	case "dimensions":
		return b.Say("the dimensions stand in another order", "维度的顺序有变")
	case "practices":
		return b.Say("the practices stand in another order", "事项的顺序有变")
	}
	return b.Say("the criteria are asked in another order", "标准的提问顺序有变")
}

// node names a node with its kind, where the kind is not plain from the heading.
func (b *builder) node(n versions.NodeChange) string {
	side, id := &b.side, n.ID
	if id == "" {
		side, id = b.then, n.Was
	}
	name := side.nameOf(n.Kind, id)
	switch n.Kind {
	case "rubric":
		return b.Say("Rubric", "评估标准")
	case "source":
		return b.Say("Source %s", "来源 %s", name)
	case "scale":
		return b.Say("Scale %s", "标尺 %s", name)
	case "stage":
		return b.Say("Stage %s", "阶段“%s”", name)
	case "sector":
		return b.Say("Sector %s", "行业“%s”", name)
	case "owner":
		return b.Say("Owner %s", "负责人“%s”", name)
	case "profile":
		return b.Say("Profile %s", "题组“%s”", name)
	case "part":
		return b.Say("Part %s", "部分“%s”", name)
	case "dimension":
		return b.Say("Dimension %s", "维度“%s”", name)
	}
	return name
}

// nameOf is the name of what has an id in this rubric; the id where it has no name, or where it is no id at all.
func (b *side) nameOf(kind, id string) string {
	switch kind {
	case "aggregate":
		return b.aggregate(id)
	case "of":
		return b.whose(id)
	case "stage":
		return b.Stage(id)
	case "sector":
		return b.Sector(id)
	case "owner":
		return b.Owner(id)
	case "profile":
		return b.Profile(id)
	case "part":
		if i := slices.IndexFunc(b.Rubric.Parts, func(p rubric.Part) bool { return p.ID == id }); i >= 0 {
			return b.Part(i)
		}
	case "dimension":
		if i := slices.IndexFunc(b.Rubric.Dimensions, func(m rubric.Dimension) bool { return m.ID == id }); i >= 0 {
			return b.Dimension(i)
		}
	case "practice":
		if i := slices.IndexFunc(b.Rubric.Practices, func(p rubric.Practice) bool { return p.ID == id }); i >= 0 {
			return b.Practice(i)
		}
	}
	return safe.Line(id)
}

// whose says whom a part rates.
func (b *side) whose(of string) string {
	if of == rubric.OfMember {
		return b.Say("a partner", "一家渠道成员")
	}
	return b.Say("the subject itself", "评估对象自己")
}

// servedName is the name today of a criterion with a full id; its old one where it is gone.
func (b *builder) servedName(id string) string {
	for _, r := range []*side{&b.side, b.then} {
		for i := range r.Rubric.Practices {
			p := &r.Rubric.Practices[i]
			k := slices.IndexFunc(p.Criteria, func(c rubric.Criterion) bool { return rubric.FullID(p.ID, c.ID) == id })
			if k >= 0 {
				return r.Criterion(i, k)
			}
		}
	}
	return safe.Line(id)
}

// practiceName is a practice's name today; its old one where it is gone.
func (b *builder) practiceName(id string) string {
	if slices.ContainsFunc(b.Rubric.Practices, func(p rubric.Practice) bool { return p.ID == id }) {
		return b.nameOf("practice", id)
	}
	return b.then.nameOf("practice", id)
}
