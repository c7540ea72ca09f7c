package foreign

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file reads a maturity model as OWASP SAMM keeps its own: one file a thing, each with its type and an id, and
// things that name each other by id. A function is a dimension, a security practice a practice, a question a criterion
// whose levels are the answers of its set. The score of a practice is a sum: of the questions of one maturity level all
// together count 1.

func isSAMM(s *source) bool {
	types := map[string]bool{}
	for _, doc := range s.docs {
		types[look(doc, "type")] = true
	}
	return types["Question"] && types["AnswerSet"] && types["Practice"]
}

// sammReader is a model at work: its things by type and id.
type sammReader struct {
	*source
	*draft
	byType map[string][]*node
	byID   map[string]*node
}

func readSAMM(s *source, l *Ledger, o Origin, opt Options) (*Import, error) {
	c := &sammReader{source: s, byType: map[string][]*node{}, byID: map[string]*node{}}
	c.gather()
	if !isSAMM(s) {
		return nil, s.wrong(say.Both("no questions, answer sets and practices are in these files", "这些文件里没有问题、答案组和实践"))
	}
	o.Kind = say.Both("OWASP SAMM model", "OWASP SAMM 模型")
	for _, f := range c.byType["Function"] {
		o.Title = c.source.text(f, "model", say.Both("facts about the source", "来源信息"))
	}
	o.Version = strings.TrimLeft(o.Title, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	lang := "en"
	if len(opt.Langs) > 0 {
		lang = opt.Langs[0]
	}
	im, d := s.begun(l, o, opt, o.Title, "m-", []string{lang})
	c.draft = d
	d.part(say.Both("practice", "实践"))
	d.r.Scoring.Practice.Aggregate = rubric.Sum
	c.scale()
	c.maturity()
	for _, f := range c.inOrder("Function", "order") {
		c.function(f)
	}
	if len(d.r.Practices) == 0 && len(s.problems) == 0 {
		return nil, s.wrong(say.Both("no practice of this model has a question", "这个模型没有一项实践带问题"))
	}
	return s.done(im, d)
}

// gather finds the things, and refuses two of one id.
func (c *sammReader) gather() {
	structure := say.Both("structure", "结构")
	for _, doc := range c.docs {
		kind, id := look(doc, "type"), look(doc, "id")
		if kind == "" || id == "" {
			continue
		}
		c.record(doc, kind)
		c.source.text(doc, "type", structure)
		if first := c.byID[id]; first != nil {
			c.fault(at(doc, "id"), "duplicate", say.Both("the id %s is there twice, first in %s", "标识 %s 出现两次，第一次在 %s", problem.Short(id), first.File()))
			continue
		}
		c.byID[id] = doc
		c.byType[kind] = append(c.byType[kind], doc)
	}
}

// inOrder are the things of a type by a number, then by their files.
func (c *sammReader) inOrder(kind, by string) []*node {
	out := slices.Clone(c.byType[kind])
	slices.SortStableFunc(out, func(a, b *node) int {
		return cmp.Or(cmp.Compare(numberAt(a, by), numberAt(b, by)), cmp.Compare(a.File(), b.File()))
	})
	return out
}

func numberAt(n *node, key string) float64 {
	v, _ := strconv.ParseFloat(look(n, key), 64)
	return v
}

// of finds the thing that a key names, of a type.
func (c *sammReader) of(n *node, key, kind string) *node {
	if old := strings.ToLower(key); at(n, key) == nil && at(n, old) != nil {
		key = old // as it was called until 2024
	}
	id := c.source.text(n, key, say.Both("structure", "结构"))
	if id == "" {
		c.fault(n, "missing", say.Both("the key %s is missing", "缺少 %s", key))
		return nil
	}
	found := c.byID[id]
	if found == nil || look(found, "type") != kind {
		at := cmp.Or(at(n, key), n)
		c.fault(at, "unknown-id", say.Both("there is no %s %s", "没有 %s %s", kind, problem.Short(id)))
		return nil
	}
	c.source.text(found, "id", kindOf(roleID))
	return found
}

// values are the answers of a set, by rising value.
func (c *sammReader) values(set *node) []*node {
	out := slices.Clone(items(set, "values"))
	slices.SortStableFunc(out, func(a, b *node) int { return cmp.Compare(numberAt(a, "value"), numberAt(b, "value")) })
	return out
}

// scale is that of the first set; the words of each set stand in the criteria.
func (c *sammReader) scale() {
	for i, v := range c.values(c.byType["AnswerSet"][0]) {
		value := numberAt(v, "value")
		points := strconv.FormatFloat(value, 'f', -1, 64)
		c.r.Scales[0].Levels = append(c.r.Scales[0].Levels, rubric.Level{Level: i, Value: value,
			Name:    c.ours(say.Both("Worth %s", "得 %s 分", points)),
			Meaning: c.ours(say.Both("Worth %s, as each question describes it", "得 %s 分，见各问题的描述", points))})
		c.ledger.added(say.Both("names of levels", "级别的名称"))
	}
}

// maturity is the scale on which the sum of a practice is read: the model's maturity levels above a level 0 of ours.
func (c *sammReader) maturity() {
	levels := []rubric.Level{{Name: c.ours(say.Both("Level 0", "0 级")), Meaning: c.ours(say.Both("Nothing of level 1 yet", "1 级的事还没有做"))}}
	for i, m := range c.inOrder("MaturityLevel", "number") {
		text := look(m, "description")
		if numberAt(m, "number") != float64(i+1) || text == "" {
			return // no ladder that sums can be read on
		}
		levels = append(levels, rubric.Level{Level: i + 1, Value: float64(i + 1),
			Name: c.ours(say.Both("Level %d", "%d 级", i+1)), Meaning: rubric.Text{c.langs[0]: text}})
	}
	for _, m := range c.byType["MaturityLevel"] {
		c.source.text(m, "description", kindOf(roleLevel))
		c.source.text(m, "number", say.Both("structure", "结构"))
	}
	c.ledger.added(say.Both("levels of the scale", "标尺的级别"))
	c.r.Scales = append(c.r.Scales, rubric.Scale{ID: "level", Levels: levels})
	c.r.Scoring.Practice.Scale = "level"
}

// function adds a dimension and its practices.
func (c *sammReader) function(f *node) {
	id := look(f, "id")
	name := c.source.text(f, "name", kindOf(roleArea))
	d := rubric.Dimension{ID: c.ids.id("", name, "d-"), Part: c.r.Parts[0].ID}
	d.Name = rubric.Text{c.langs[0]: cmp.Or(name, id)}
	begun := false
	for _, p := range c.inOrder("Practice", "order") {
		if look(p, "function") != id {
			continue
		}
		if practice := c.practice(p, d.ID); practice != nil {
			c.of(p, "function", "Function")
			c.r.Practices = append(c.r.Practices, *practice)
			begun = true
		}
	}
	if begun {
		c.r.Dimensions = append(c.r.Dimensions, d)
	}
}

// asked is a question with where it stands: its maturity level, its stream.
type asked struct {
	q, activity, stream *node
	level               float64
}

// practice makes a practice of its questions; nil where it has none.
func (c *sammReader) practice(n *node, dimension string) *rubric.Practice {
	questions := c.questionsOf(n)
	if len(questions) == 0 {
		return nil
	}
	lang := c.langs[0]
	name := c.firstOf(n, c.source.text(n, "name", kindOf(rolePractice)), look(n, "shortName"), look(n, "id"))
	p := &rubric.Practice{Dimension: dimension, Name: rubric.Text{lang: name}}
	p.ID = c.ids.id(c.source.text(n, "shortName", kindOf(roleID)), p.Name[lang], "p-")
	if intent := c.source.text(n, "shortDescription", kindOf(roleIntent)); intent != "" {
		p.Intent = rubric.Text{lang: intent}
	}
	perLevel := map[float64]int{}
	for _, q := range questions {
		perLevel[q.level]++
	}
	ids := &namer{}
	for _, q := range questions {
		crit := c.criterion(q, ids)
		crit.Weight = 1 / float64(perLevel[q.level])
		if c.r.Scoring.Practice.Scale != "" {
			rung := int(q.level)
			crit.Rung = &rung
		}
		crit.Core = len(p.Criteria) == 0
		p.Criteria = append(p.Criteria, crit)
		for _, line := range items(q.q, "quality") {
			text, _ := line.Text()
			if text = strings.TrimSpace(text); text == "" {
				continue
			}
			c.take(line, kindOf(roleEvidence))
			if p.Evidence == nil {
				p.Evidence = map[string][]string{}
			}
			if !slices.Contains(p.Evidence[lang], text) {
				p.Evidence[lang] = append(p.Evidence[lang], text)
			}
		}
	}
	c.ledger.added(say.Both("marks of the core question: the first of each practice", "核心问题的标记（每个事项的第一个）"))
	return p
}

// questionsOf are the questions of a practice, stream by stream, each by rising maturity level.
func (c *sammReader) questionsOf(practice *node) (out []asked) {
	for _, q := range c.inOrder("Question", "order") {
		activity := c.byID[look(q, "activity")]
		stream := c.byID[look(activity, "stream")]
		if activity == nil {
			if practice == c.byType["Practice"][0] { // once is enough
				c.of(q, "activity", "Activity")
			}
			continue
		}
		if c.byID[look(stream, "practice")] != practice {
			continue
		}
		c.of(q, "activity", "Activity")
		c.of(activity, "stream", "Stream")
		c.of(stream, "practice", "Practice")
		level := c.of(activity, "level", "PracticeLevel")
		maturity := c.of(cmp.Or(level, activity), "maturityLevel", "MaturityLevel")
		c.source.text(maturity, "number", say.Both("structure", "结构"))
		out = append(out, asked{q, activity, stream, numberAt(maturity, "number")})
	}
	slices.SortStableFunc(out, func(a, b asked) int {
		return cmp.Or(cmp.Compare(numberAt(a.stream, "order"), numberAt(b.stream, "order")),
			cmp.Compare(a.level, b.level), cmp.Compare(numberAt(a.q, "order"), numberAt(b.q, "order")))
	})
	return out
}

// criterion makes a criterion of a question.
func (c *sammReader) criterion(q asked, ids *namer) rubric.Criterion {
	lang := c.langs[0]
	text := c.source.text(q.q, "text", kindOf(roleQuestion))
	name := c.source.text(q.activity, "title", kindOf(roleName))
	crit := rubric.Criterion{Scale: c.r.Scales[0].ID, Levels: map[int]rubric.Text{}}
	crit.Name = rubric.Text{lang: c.firstOf(q.q, name, text, look(q.q, "id"))}
	if text != "" {
		crit.Question = rubric.Text{lang: text}
	}
	letter := c.source.text(q.stream, "letter", kindOf(roleID))
	c.source.text(q.q, "id", kindOf(roleID))
	crit.ID = ids.id(letter+strconv.FormatFloat(q.level, 'f', -1, 64), "", "q-")
	set := c.of(q.q, "answerSet", "AnswerSet")
	if set == nil {
		return crit
	}
	levels, values := c.r.Scales[0].Levels, c.values(set)
	for i, v := range values {
		if len(values) != len(levels) || numberAt(v, "value") != levels[i].Value {
			c.fault(set, "values", say.Both("the answers of this set are worth other points than those of the first", "这一组答案的分值和第一组不同"))
			break
		}
		c.source.text(v, "value", say.Both("structure", "结构"))
		text := c.source.text(v, "text", kindOf(roleLevel))
		if text == "" {
			c.fault(v, "missing", say.Both("this answer has no text", "这个答案没有文字"))
		}
		crit.Levels[i] = rubric.Text{lang: text}
	}
	return crit
}
