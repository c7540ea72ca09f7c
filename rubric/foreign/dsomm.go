package foreign

import (
	"slices"
	"strings"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file reads the DevSecOps Maturity Model: mappings of names, three deep. The outermost are dimensions, those in
// them practices, and their activities criteria, on the scale by which the tool's teams say how far they are.

func isDSOMM(s *source) bool { return modelOf(s) != nil }

// modelOf is the document with the activities.
func modelOf(s *source) *node {
	for _, doc := range s.docs {
		for _, dimension := range doc.Fields() {
			for _, sub := range dimension.Value.Fields() {
				for _, activity := range sub.Value.Fields() {
					if at(activity.Value, "uuid") != nil && at(activity.Value, "level") != nil {
						return doc
					}
				}
			}
		}
	}
	return nil
}

// dsommReader is a model at work.
type dsommReader struct {
	*source
	*draft
	uuids map[string]*node
}

func readDSOMM(s *source, l *Ledger, o Origin, opt Options) (*Import, error) {
	model := modelOf(s)
	if model == nil {
		return nil, s.wrong(say.Both("no activities with a uuid and a level are in this file", "文件里没有带 uuid 和 level 的活动"))
	}
	fact := say.Both("facts about the source", "来源信息")
	for _, doc := range s.docs {
		if meta := at(doc, "meta"); doc != model && meta != nil {
			o.Version, o.By = s.text(meta, "version", fact), s.text(meta, "publisher", fact)
			o.Licence = s.text(meta, "license", fact)
		}
	}
	o.Kind, o.Title = say.Both("DevSecOps Maturity Model", "DevSecOps 成熟度模型"), "DevSecOps Maturity Model"
	lang := "en"
	if len(opt.Langs) > 0 {
		lang = opt.Langs[0]
	}
	im, d := s.begun(l, o, opt, "dsomm", "m-", []string{lang})
	c := &dsommReader{source: s, draft: d, uuids: map[string]*node{}}
	d.part(say.Both("practice", "实践"))
	c.scale()
	for _, f := range model.Fields() {
		c.dimension(f)
	}
	return s.done(im, d)
}

// scale is how the tool's teams say how far they are, with what each is worth there.
func (c *dsommReader) scale() {
	for i, l := range []struct {
		name  say.Message
		value float64
	}{
		{say.Both("Not implemented", "未实施"), 0}, {say.Both("Started", "已起步"), 0.2},
		{say.Both("Implemented in part", "部分实施"), 0.5}, {say.Both("Implemented", "已全面实施"), 1},
	} {
		name := c.ours(l.name)
		level := rubric.Level{Level: i, Value: l.value, Name: name, Meaning: name}
		c.r.Scales[0].Levels = append(c.r.Scales[0].Levels, level)
		c.ledger.added(say.Both("levels of the scale", "标尺的级别"))
	}
}

// dimension adds a dimension with its practices.
func (c *dsommReader) dimension(f strictyaml.Field) {
	if f.Value.Kind() != strictyaml.Mapping || len(f.Value.Fields()) == 0 {
		return
	}
	name := c.firstOf(f.Value, c.source.name(f.Key, kindOf(roleArea)))
	d := rubric.Dimension{ID: c.ids.id("", name, "d-"), Part: c.r.Parts[0].ID, Name: rubric.Text{c.langs[0]: name}}
	before := len(c.r.Practices)
	for _, sub := range f.Value.Fields() {
		c.practice(sub, d.ID)
	}
	if len(c.r.Practices) > before {
		c.r.Dimensions = append(c.r.Dimensions, d)
	}
}

func (c *dsommReader) practice(f strictyaml.Field, dimension string) {
	if f.Value.Kind() != strictyaml.Mapping || len(f.Value.Fields()) == 0 {
		return
	}
	name := c.firstOf(f.Value, c.source.name(f.Key, kindOf(rolePractice)))
	p := rubric.Practice{ID: c.ids.id("", name, "p-"), Dimension: dimension, Name: rubric.Text{c.langs[0]: name}}
	ids := &namer{}
	for _, activity := range f.Value.Fields() {
		if activity.Value.Kind() != strictyaml.Mapping {
			continue
		}
		c.record(activity.Value, "activity")
		p.Criteria = append(p.Criteria, c.criterion(activity, ids))
		c.evidence(&p, activity.Value)
	}
	if len(p.Criteria) == 0 {
		return
	}
	p.Criteria[0].Core = true
	c.ledger.added(say.Both("marks of the core question: the first of each practice", "核心问题的标记（每个事项的第一个）"))
	c.r.Practices = append(c.r.Practices, p)
}

// criterion makes a criterion of an activity. Its id is the whole uuid: the beginnings of two may be alike.
func (c *dsommReader) criterion(f strictyaml.Field, ids *namer) rubric.Criterion {
	lang := c.langs[0]
	uuid := c.source.text(f.Value, "uuid", kindOf(roleID))
	if first := c.uuids[uuid]; first != nil && uuid != "" {
		c.fault(at(f.Value, "uuid"), "duplicate", say.Both("the uuid %s is there twice, first in line %d", "uuid %s 出现两次，第一次在第 %d 行", problem.Short(uuid), first.Line()))
	}
	c.uuids[uuid] = f.Value
	crit := rubric.Criterion{Weight: 1, Scale: c.r.Scales[0].ID,
		Name: rubric.Text{lang: c.firstOf(f.Value, c.source.name(f.Key, kindOf(roleName)), uuid)}}
	if uuid != "" {
		uuid = "a-" + uuid
	}
	crit.ID = ids.id(uuid, crit.Name[lang], "a-")
	if text := c.source.text(f.Value, "measure", kindOf(roleQuestion)); text != "" {
		crit.Question = rubric.Text{lang: text}
	}
	return crit
}

// evidence adds what shows that an activity is done.
func (c *dsommReader) evidence(p *rubric.Practice, activity *node) {
	lang := c.langs[0]
	for _, line := range linesOf(c.source.text(activity, "assessment", kindOf(roleEvidence))) {
		if p.Evidence == nil {
			p.Evidence = map[string][]string{}
		}
		if !slices.Contains(p.Evidence[lang], line) && strings.TrimSpace(line) != "" {
			p.Evidence[lang] = append(p.Evidence[lang], line)
		}
	}
}
