package versions

import (
	"maps"
	"reflect"
	"slices"
	"strconv"

	"fathom/rubric"
)

// This file compares all of a rubric but its criteria: each node becomes a list of facts, and two lists are compared by
// path.

// fact is one field of a node, by its path in the YAML.
type fact struct {
	path  string
	value any // as a Field's, or a perStage
}

// perStage is a number that can depend on the stage, and what counts where it is not given: nil or a float64.
type perStage struct {
	rubric.PerStage
	otherwise any
}

func (p perStage) at(stage string) any {
	if v, ok := p.At(stage); ok {
		return v
	}
	return p.otherwise
}

// facts gathers the facts of one node.
type facts struct {
	list      []fact
	languages []string
	now       func(string) string // the new id of a practice
	criterion func(string) string // the new full id of a criterion
}

func (f *facts) add(path string, value any) { f.list = append(f.list, fact{path, value}) }

// text adds a text in each of its languages.
func (f *facts) text(path string, t rubric.Text) {
	for _, l := range f.languages {
		f.word(path+"/"+l, t[l])
	}
}

// word adds a text that may be missing.
func (f *facts) word(path, s string) {
	if s != "" {
		f.add(path, s)
	}
}

// number adds a number that is 0 where it is not given.
func (f *facts) number(path string, v float64) {
	if v != 0 {
		f.add(path, v)
	}
}

func (f *facts) words(path string, list []string) {
	if len(list) > 0 {
		f.add(path, list)
	}
}

func (f *facts) rated(c *rubric.Criterion) {
	f.add("core", c.Core)
	f.add("weight", c.Weight)
	f.add("scale", c.Scale)
	if c.Rung != nil {
		f.add("rung", *c.Rung)
	}
	f.words("profiles", c.Profiles)
	f.words("clauses", c.Clauses)
	f.text("name", c.Name)
	f.text("question", c.Question)
	texts := c.LevelTexts()
	for _, level := range slices.Sorted(maps.Keys(texts)) {
		f.text("levels/"+strconv.Itoa(level), texts[level])
	}
	f.checklist(c)
}

func (f *facts) rubric(r *rubric.Rubric) {
	f.add("id", r.ID)
	f.add("version", r.Version)
	f.words("languages", r.Languages)
	f.text("title", r.Title)
	f.text("rating", r.Rating)
	f.word("default_stage", r.DefaultStage())
	f.rule("scoring/practice", r.Scoring.Practice)
	f.rule("scoring/dimension", r.Scoring.Dimension)
	f.rule("scoring/part", r.Scoring.Part)
	f.rule("scoring/overall", r.Scoring.Overall)
	for _, e := range rubric.Efforts() {
		f.number("person_days/"+e, r.PersonDays[rubric.Effort(e)])
	}
	var pairs []string
	for _, p := range r.Pairs {
		pairs = append(pairs, f.now(p[0])+" + "+f.now(p[1]))
	}
	f.words("pairs", pairs)
	for i := range r.Findings {
		f.finding(&r.Findings[i])
	}
}

func (f *facts) finding(x *rubric.Finding) {
	var holds []string
	for _, c := range x.If {
		words := c.At
		if c.Min != nil {
			words += " ≥ " + strconv.Itoa(*c.Min)
		}
		if c.Max != nil {
			words += " ≤ " + strconv.Itoa(*c.Max)
		}
		holds = append(holds, words)
	}
	f.words("findings/"+x.ID+"/if", holds)
	f.text("findings/"+x.ID+"/text", x.Text)
}

func (f *facts) rule(path string, r rubric.Rule) {
	f.add(path+"/aggregate", string(r.Aggregate))
	if r.AboveLowest != nil {
		f.add(path+"/above_lowest", *r.AboveLowest)
	}
	f.number(path+"/start", r.Start)
	f.word(path+"/scale", r.Scale)
	f.bands(path+"/bands", r.Bands)
	if r.Pass != nil {
		f.add(path+"/pass", *r.Pass)
	}
}

func (f *facts) bands(path string, bands []rubric.Band) {
	for _, b := range bands {
		f.add(path+"/"+b.ID+"/from", b.From)
		f.text(path+"/"+b.ID+"/name", b.Name)
	}
}

func (f *facts) entry(e *rubric.Entry) {
	f.word("title", e.Title)
	for _, c := range e.Clauses {
		f.add("clauses/"+c.ID, c.Text)
	}
}

func (f *facts) scale(s *rubric.Scale) {
	for _, l := range s.Levels {
		at := strconv.Itoa(l.Level)
		f.add(at+"/value", l.Value)
		f.text(at+"/name", l.Name)
		f.text(at+"/meaning", l.Meaning)
		f.text(at+"/short", l.Short)
	}
}

func (f *facts) stage(s *rubric.Stage) {
	f.text("name", s.Name)
	f.text("meaning", s.Meaning)
}

func (f *facts) sector(s *rubric.Sector) {
	f.text("name", s.Name)
	f.text("why", s.Why)
	for _, id := range slices.Sorted(maps.Keys(s.Weights)) {
		f.add("weights/"+f.now(id), s.Weights[id])
	}
	var out []string
	for _, id := range s.LeaveOut {
		out = append(out, f.criterion(id))
	}
	f.words("leave_out", out)
	f.text("leave_out_why", s.LeaveOutWhy)
}

func (f *facts) owner(o *rubric.Owner) { f.text("name", o.Name) }

func (f *facts) profile(p *rubric.Profile) {
	f.text("name", p.Name)
	f.text("meaning", p.Meaning)
	f.words("includes", p.Includes)
}

func (f *facts) part(p *rubric.Part) {
	f.text("name", p.Name)
	f.text("noun", p.Noun)
	f.add("of", p.Of)
	f.add("weight", perStage{p.Weight, nil})
	f.bands("bands", p.Bands)
}

func (f *facts) dimension(m *rubric.Dimension) {
	f.add("part", m.Part)
	f.text("name", m.Name)
	f.text("question", m.Question)
	f.add("weight", perStage{m.Weight, nil})
	f.bands("bands", m.Bands)
}

func (f *facts) practice(p *rubric.Practice) {
	f.add("dimension", p.Dimension)
	f.text("name", p.Name)
	f.text("intent", p.Intent)
	f.words("sources", p.Sources)
	if p.ByCriteria {
		f.add("weight", perStage{rubric.PerStage{}, "criteria"})
	} else {
		f.add("weight", perStage{p.Weight, 1.0})
	}
	f.add("target", perStage{p.Target, nil})
	if p.Floor != nil {
		f.add("floor", *p.Floor)
	}
	f.bands("bands", p.Bands)
	for _, r := range p.Requires {
		f.add("requires/"+f.now(r.Practice), r.Level)
	}
	for _, l := range f.languages {
		f.words("evidence/"+l, p.Evidence[l])
	}
	for _, a := range p.Actions {
		f.action("actions/"+strconv.Itoa(a.To), p.ID, &a)
	}
}

// action adds an action's facts; its criteria are told by their full ids.
func (f *facts) action(path, practice string, a *rubric.Action) {
	f.add(path+"/effort", string(a.Effort))
	f.add(path+"/days", a.Days)
	f.number(path+"/person_days", a.PersonDays)
	f.word(path+"/owner", a.Owner)
	f.text(path+"/text", a.Text)
	var serves []string
	for _, id := range a.Serves {
		serves = append(serves, f.criterion(rubric.FullID(practice, id)))
	}
	f.words(path+"/serves", serves)
	if a.Measures != "" {
		f.add(path+"/measures", f.criterion(rubric.FullID(practice, a.Measures)))
	}
	f.text(path+"/kpi", a.KPI)
	f.text(path+"/first", a.First)
	f.text(path+"/done", a.Done)
}

// fieldsOf compares the facts of a node then and now: in today's order, then what is gone.
func fieldsOf[T any](d *differ, list func(*facts, *T), old, new *T) []Field {
	same := func(id string) string { return id }
	then := facts{languages: d.languages, now: d.now, criterion: d.nowCriterion}
	today := facts{languages: d.languages, now: same, criterion: same}
	list(&then, old)
	list(&today, new)
	before := map[string]any{}
	for _, f := range then.list {
		before[f.path] = f.value
	}
	var out []Field
	for _, f := range today.list {
		out = d.field(out, f.path, before[f.path], f.value)
		delete(before, f.path)
	}
	for _, f := range then.list {
		if value, gone := before[f.path]; gone {
			out = append(out, Field{f.path, value, nil})
		}
	}
	return out
}

// field adds what differs between two values; numbers that depend on the stage are compared stage by stage.
func (d *differ) field(out []Field, path string, old, new any) []Field {
	today, isPerStage := new.(perStage)
	if !isPerStage {
		if !reflect.DeepEqual(old, new) {
			out = append(out, Field{path, old, new})
		}
		return out
	}
	then := old.(perStage) // both sides always have it
	if then.By == nil && today.By == nil {
		return d.field(out, path, then.at(""), today.at(""))
	}
	for _, s := range d.stages {
		out = d.field(out, path+"/"+s[1], then.at(s[0]), today.at(s[1]))
	}
	return out
}

// nodes compares everything but the criteria.
func (d *differ) nodes() []NodeChange {
	same := func(id string) string { return id }
	old, today := d.old, d.new
	var out []NodeChange
	top := fieldsOf(d, (*facts).rubric, old, today)
	if top = append(top, d.orders()...); len(top) > 0 {
		out = append(out, NodeChange{"rubric", old.ID, today.ID, top})
	}
	out = append(out, nodesOf(d, "source", old.Source, today.Source, same, func(e *rubric.Entry) string { return e.ID },
		(*facts).entry)...)
	out = append(out, nodesOf(d, "scale", old.Scales, today.Scales, same, func(s *rubric.Scale) string { return s.ID },
		(*facts).scale)...)
	out = append(out, nodesOf(d, "stage", old.Stages, today.Stages, same, func(s *rubric.Stage) string { return s.ID },
		(*facts).stage)...)
	out = append(out, nodesOf(d, "sector", old.Sectors, today.Sectors, same,
		func(s *rubric.Sector) string { return s.ID }, (*facts).sector)...)
	out = append(out, nodesOf(d, "owner", old.Owners, today.Owners, same, func(o *rubric.Owner) string { return o.ID },
		(*facts).owner)...)
	out = append(out, nodesOf(d, "profile", old.Profiles, today.Profiles, same,
		func(p *rubric.Profile) string { return p.ID }, (*facts).profile)...)
	out = append(out, nodesOf(d, "part", old.Parts, today.Parts, same, func(p *rubric.Part) string { return p.ID },
		(*facts).part)...)
	out = append(out, nodesOf(d, "dimension", old.Dimensions, today.Dimensions, same,
		func(m *rubric.Dimension) string { return m.ID }, (*facts).dimension)...)
	return append(out, nodesOf(d, "practice", old.Practices, today.Practices, d.now,
		func(p *rubric.Practice) string { return p.ID }, (*facts).practice)...)
}

// nodesOf compares two lists of nodes by their ids; now is the new id of an old one.
func nodesOf[T any](d *differ, kind string, old, new []T, now func(string) string, id func(*T) string,
	list func(*facts, *T)) []NodeChange {
	before := map[string]*T{}
	for i := range old {
		before[now(id(&old[i]))] = &old[i]
	}
	var out []NodeChange
	for i := range new {
		today := &new[i]
		was, known := before[id(today)]
		delete(before, id(today))
		if !known {
			out = append(out, NodeChange{Kind: kind, ID: id(today)})
			continue
		}
		if fields := fieldsOf(d, list, was, today); len(fields) > 0 || id(was) != id(today) {
			out = append(out, NodeChange{kind, id(was), id(today), fields})
		}
	}
	for i := range old {
		if _, gone := before[now(id(&old[i]))]; gone {
			out = append(out, NodeChange{Kind: kind, Was: id(&old[i])})
		}
	}
	return out
}

// orders tells where what both have stands in another order: questions are asked in it, and ties go by it.
func (d *differ) orders() []Field {
	var out []Field
	add := func(kind string, old, new []string) {
		then, today := among(old, new), among(new, old)
		if !slices.Equal(then, today) {
			out = append(out, Field{"order/" + kind, then, today})
		}
	}
	add("parts", d.old.PartIDs(), d.new.PartIDs())
	add("dimensions", d.old.DimensionIDs(), d.new.DimensionIDs())
	practices := d.old.PracticeIDs()
	for i, id := range practices {
		practices[i] = d.now(id)
	}
	add("practices", practices, d.new.PracticeIDs())
	var then, today []string
	each(d.old, func(_ *rubric.Practice, _ *rubric.Criterion, id string) { then = append(then, d.placeOf[id]) })
	each(d.new, func(_ *rubric.Practice, _ *rubric.Criterion, id string) { today = append(today, id) })
	add("criteria", then, today)
	return out
}

// among keeps the ids that are also in others.
func among(ids, others []string) []string {
	in := map[string]bool{}
	for _, id := range others {
		in[id] = true
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !in[id] })
}
