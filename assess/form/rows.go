package form

import (
	"maps"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/say"
)

// The keys of the columns of a form, and of the facts about an assessment. They are the same in every language.
const (
	colID, colQuestion, colAnswer, colReason, colNote, colEvidence, colConfidence, colText = "id", "question",
		"answer", "reason", "note", "evidence", "confidence", "text"

	factFormat, factRubric, factVersion, factDepth = "format", "rubric", "version", "depth"

	factSubject, factName, factStage, factSector, factDate = "subject", "name", "stage", "sector", "date"
	factMember                                             = "member" // the firm that is rated
	factRaterName, factRole, factRater                     = "rater_name", "role", "rater"

	tagPrefix = "tag:"
)

func metaFacts() []string { return []string{factFormat, factRubric, factVersion, factDepth} }

func personFacts() []string {
	return []string{factSubject, factName, factStage, factSector, factMember, factDate, factRater, factRaterName,
		factRole}
}

// fact is one thing known about the assessment.
type fact struct {
	key, value  string
	label, help say.Message
	list        []string // what can be chosen
}

// meta tells what the form was made for.
func (f *form) meta() []fact {
	r := f.m.Rubric
	return []fact{{key: factFormat, value: Format}, {key: factRubric, value: r.ID},
		{key: factVersion, value: r.Version}, {key: factDepth, value: f.a.Depth}}
}

// facts are what the person fills in besides the answers.
func (f *form) facts() []fact {
	s := &f.a.Subject
	id := say.Both("may stay empty: it is made of the name. Else letters, digits, _ . -; begins with a letter", "可留空，会按名称生成；要写就用字母、数字、_、.、-，以字母开头")
	stages, sectors := stagesOf(f.m.Rubric), sectorsOf(f.m.Rubric)
	var rater assess.Rater
	if len(f.a.Raters) > 0 {
		rater = f.a.Raters[0]
	}
	out := []fact{
		{factName, s.Name, say.Both("Subject name", "评估对象名称"), say.Both("as it should stand in the report", "会写进报告"), nil},
		{factStage, f.nameOf(stages, s.Stage), say.Both("Stage", "业务阶段"), say.Both("choose from the list", "从下拉列表选择"), f.names(stages)},
		{factSector, f.nameOf(sectors, s.Sector), say.Both("Sector", "行业"), say.Both("choose from the list; may stay empty", "从下拉列表选择，可留空"), f.names(sectors)},
		{factMember, s.Member, say.Both("Partner", "渠道成员"), say.Both("the firm you sell through that is rated; may stay empty", "评的是帮您销售的哪一家企业；可留空"), nil},
		{factDate, f.a.Date, say.Both("Date", "评分日期"), say.Both("like 2026-11-20", "写成 2026-11-20 这样"), nil},
		{factRaterName, rater.Name, say.Both("Your name", "您的姓名"), say.Both("who rates", "由谁评分"), nil},
		{factRole, rater.Role, say.Both("Your role", "您的角色"), say.Both("may stay empty", "可留空"), nil},
		{factSubject, given(s.ID, s.Name, rubric.SubjectPrefix), say.Both("Subject id", "评估对象标识"), id, nil},
		{factRater, given(rater.ID, rater.Name, rubric.RaterPrefix), say.Both("Rater id", "评分人标识"), id, nil},
	}
	asksMember := f.asksMember()
	out = slices.DeleteFunc(out, func(f fact) bool {
		return f.key == factStage && len(stages) == 0 || f.key == factSector && len(sectors) == 0 ||
			f.key == factMember && f.value == "" && !asksMember
	})
	for _, k := range slices.Sorted(maps.Keys(s.Tags)) {
		out = append(out, fact{tagPrefix + k, s.Tags[k], say.Both("Tag "+k, "标签 "+k), say.Message{}, nil})
	}
	return slices.Concat(out, f.targets(), f.capacity(), f.comments())
}

// asksMember reports whether a criterion of the form rates a firm of the channel.
func (f *form) asksMember() bool {
	return slices.ContainsFunc(f.asked(), func(i int) bool {
		part, _ := f.partOf(f.m.Rubric.Practices[f.m.Criterion(i).Practice].Dimension)
		return part.Of == rubric.OfMember
	})
}

// given is an id, or nothing where it is the one that is made of the name.
func given(id, name, prefix string) string {
	if name != "" && id == rubric.IDFrom(name, prefix) {
		return ""
	}
	return id
}

// named is something of the rubric that is chosen by name.
type named struct {
	id   string
	name rubric.Text
}

func stagesOf(r *rubric.Rubric) (out []named) {
	for _, s := range r.Stages {
		out = append(out, named{s.ID, s.Name})
	}
	return out
}

func sectorsOf(r *rubric.Rubric) (out []named) {
	for _, s := range r.Sectors {
		out = append(out, named{s.ID, s.Name})
	}
	return out
}

// nameOf is the name that stands in the list of choices, or the id of what is not among them.
func (f *form) nameOf(among []named, id string) string {
	for _, n := range among {
		if n.id == id {
			return f.name(n.name, n.id)
		}
	}
	return id
}

func (f *form) names(of []named) []string {
	var out []string
	for _, n := range of {
		out = append(out, f.name(n.name, n.id))
	}
	return out
}

// question is one criterion as the form shows it, with its answer.
type question struct {
	id, part, dimension, practice, criterion string
	look                                     string
	asks                                     string // what the levels answer, "" without
	beside                                   string // the practice, with the level of it that asks for the criterion
	scale                                    *rubric.Scale
	anchors                                  map[int]string
	answer, reason, note, evidence           string
	confidence, digest                       string
}

// title is what a question is called and asks, and no more of it: to name a column takes a tenth of the whole.
func (f *form) title(i int) question {
	c := f.m.Criterion(i)
	p := &f.m.Rubric.Practices[c.Practice]
	return question{id: c.ID, practice: f.name(p.Name, p.ID), criterion: f.name(c.Name, c.Criterion.ID),
		asks: f.text(c.Asks())}
}

func (f *form) question(i int) question {
	r, c, a := f.m.Rubric, f.m.Criterion(i), &f.a.Answers[i]
	p := &r.Practices[c.Practice]
	q := f.title(i)
	q.beside = r.WithRung(p, c.Criterion, q.practice, f.called)
	q.part, q.dimension, q.look = f.part(p.Dimension), f.dimension(p.Dimension), f.look(p)
	q.scale, q.anchors = r.Scale(c.Scale), map[int]string{}
	q.note, q.evidence, q.digest = a.Note, strings.Join(a.Evidence, "\n"), c.TextDigest()
	for _, l := range q.scale.Levels {
		q.anchors[l.Level] = f.text(c.LevelText(l.Level))
	}
	q.answer = f.answer(a, q.scale)
	if isWord(q.answer, notApplicable()) {
		q.reason, q.note = a.Why(), a.Remark()
	}
	for _, level := range confidences() {
		if level.id == a.Confidence {
			q.confidence = f.say(level.Message)
		}
	}
	if a.Given {
		q.digest = a.Text
	}
	return q
}

// called is a name that is there.
func (f *form) called(t rubric.Text) string { return f.name(t, "") }

func (f *form) dimension(id string) string {
	_, i := f.m.Find(id, assess.KindDimension)
	return f.name(f.m.Rubric.Dimensions[i].Name, id)
}

// part names the part of a dimension, with the firm that is rated in it where that is known; "" where there is one part
// and no firm.
func (f *form) part(dimension string) string {
	part, name := f.partOf(dimension)
	firm := f.a.Subject.Member
	if part.Of != rubric.OfMember {
		firm = ""
	}
	switch {
	case firm != "":
		return name + say.Both(": ", "：").In(f.langs[0]) + firm
	case len(f.m.Rubric.Parts) == 1:
		return ""
	}
	return name
}

// partOf is the part of a dimension, and its name.
func (f *form) partOf(dimension string) (part *rubric.Part, name string) {
	r := f.m.Rubric
	_, d := f.m.Find(dimension, assess.KindDimension)
	_, i := f.m.Find(r.Dimensions[d].Part, assess.KindPart)
	return &r.Parts[i], f.name(r.Parts[i].Name, r.Parts[i].ID)
}

// look lists the evidence to look for, one piece a line.
func (f *form) look(p *rubric.Practice) string {
	return f.join(func(lang say.Language) string {
		for _, l := range append([]string{string(lang)}, f.m.Rubric.Languages...) {
			if e := p.Evidence[l]; len(e) > 0 {
				return "• " + strings.Join(e, "\n• ")
			}
		}
		return ""
	}, "\n")
}
