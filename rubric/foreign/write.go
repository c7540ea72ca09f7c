package foreign

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// writer writes a rubric as people write one: block by block, texts in one line. The same rubric makes the same bytes.
type writer struct {
	strings.Builder
	langs []string
}

// Write is the file of the rubric. It begins with where it comes from, in the first language of its texts.
func (im *Import) Write() []byte {
	w := &writer{langs: im.Rubric.Languages}
	w.origin(im)
	w.frame(im.Rubric)
	for i := range im.Rubric.Practices {
		w.practice(&im.Rubric.Practices[i])
	}
	return []byte(w.String())
}

func (w *writer) line(indent int, format string, args ...any) {
	w.WriteString(strings.Repeat(" ", indent))
	fmt.Fprintf(w, format, args...)
	w.WriteByte('\n')
}

// comment writes a line of comment, whatever stands in it.
func (w *writer) comment(m say.Message) {
	w.line(0, "# %s", safe.Line(inLanguage(w.langs[0], m)))
}

// origin says where the rubric comes from.
func (w *writer) origin(im *Import) {
	o := im.Origin
	w.comment(say.Both("Made by `fathom rubric import` from %s.", "由 `fathom rubric import` 从 %s 生成。", filepath.Base(o.File)))
	for _, fact := range []struct {
		name  say.Message
		value string
	}{
		{say.Both("What it is", "来源类型"), inLanguage(w.langs[0], o.Kind)}, {say.Both("Sheet", "工作表"), o.Note}, {say.Both("Title", "标题"), o.Title},
		{say.Both("By", "作者"), o.By}, {say.Both("Digest of the source", "来源摘要"), o.Digest},
	} {
		if fact.value != "" {
			w.comment(say.Both("%[1]s: %[3]s", "%[2]s：%[3]s", fact.name.EN, fact.name.ZH, fact.value))
		}
	}
	w.comment(told("Version", "版本", o.Version, say.Both("the source names none", "来源没有写")))
	w.comment(told("Licence", "许可", o.Licence, say.Both("the source names none: ask its owner before you hand this on", "来源没有写，转交前请先问清权利人")))
	w.line(0, "")
}

// told is a fact of the source, or that it does not say it.
func told(en, zh, value string, none say.Message) say.Message {
	if value == "" {
		return say.Both("%[1]s: %[2]s", "%[3]s：%[4]s", en, none.EN, zh, none.ZH)
	}
	return say.Both("%[1]s: %[3]s", "%[2]s：%[3]s", en, zh, value)
}

// text is a text in all languages that it has, in one line.
func (w *writer) text(t rubric.Text) string {
	var parts []string
	for _, lang := range w.langs {
		if t[lang] != "" {
			parts = append(parts, lang+": "+strictyaml.Quote(t[lang]))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func (w *writer) textOf(indent int, key string, t rubric.Text) {
	if len(t) > 0 {
		w.line(indent, "%s: %s", key, w.text(t))
	}
}

func number64(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func (w *writer) perStage(indent int, key string, p rubric.PerStage) {
	if p.All != nil {
		w.line(indent, "%s: %s", key, number64(*p.All))
	}
}

// words is a list of words or ids in one line.
func words(list []string) string {
	var out []string
	for _, s := range list {
		out = append(out, strictyaml.Quote(s))
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// frame writes everything but the practices.
func (w *writer) frame(r *rubric.Rubric) {
	w.line(0, "format: fathom.rubric/1")
	w.line(0, "id: %s", strictyaml.Quote(r.ID))
	w.line(0, "version: %s", strictyaml.Quote(r.Version))
	w.line(0, "languages: %s", words(r.Languages))
	w.textOf(0, "title", r.Title)
	w.textOf(0, "rating", r.Rating)
	w.line(0, "\nscales:")
	for _, s := range r.Scales {
		w.line(2, "%s:", s.ID)
		for _, l := range s.Levels {
			w.line(4, "- level: %d", l.Level)
			if l.Value != float64(l.Level) {
				w.line(6, "value: %s", number64(l.Value))
			}
			w.textOf(6, "name", l.Name)
			w.textOf(6, "meaning", l.Meaning)
		}
	}
	w.scoring(r.Scoring)
	w.profiles(r.Profiles)
	w.line(0, "\nparts:")
	for _, p := range r.Parts {
		w.line(2, "- id: %s", strictyaml.Quote(p.ID))
		w.textOf(4, "name", p.Name)
		w.textOf(4, "noun", p.Noun)
		w.perStage(4, "weight", p.Weight)
	}
	w.line(0, "\ndimensions:")
	for _, d := range r.Dimensions {
		w.line(2, "- id: %s", strictyaml.Quote(d.ID))
		w.line(4, "part: %s", strictyaml.Quote(d.Part))
		w.textOf(4, "name", d.Name)
		w.textOf(4, "question", d.Question)
		w.perStage(4, "weight", d.Weight)
	}
	w.line(0, "\npractices:")
}

func (w *writer) profiles(list []rubric.Profile) {
	if len(list) > 0 {
		w.line(0, "\nprofiles:")
	}
	for _, p := range list {
		w.line(2, "- id: %s", strictyaml.Quote(p.ID))
		w.textOf(4, "name", p.Name)
		w.textOf(4, "meaning", p.Meaning)
		if len(p.Includes) > 0 {
			w.line(4, "includes: %s", words(p.Includes))
		}
	}
}

func (w *writer) scoring(s rubric.Scoring) {
	w.line(0, "\nscoring:")
	for _, rule := range []struct {
		key  string
		rule rubric.Rule
	}{{"practice", s.Practice}, {"dimension", s.Dimension}, {"part", s.Part}, {"overall", s.Overall}} {
		scale := ""
		if rule.rule.Scale != "" {
			scale = ", scale: " + strictyaml.Quote(rule.rule.Scale)
		}
		if rule.rule.Pass != nil {
			scale += fmt.Sprintf(", pass: %d", *rule.rule.Pass)
		}
		w.line(2, "%s: {aggregate: %s%s}", rule.key, rule.rule.Aggregate, scale)
	}
}

func (w *writer) practice(p *rubric.Practice) {
	w.line(2, "- id: %s", strictyaml.Quote(p.ID))
	if len(p.Was) > 0 {
		w.line(4, "was: %s", words(p.Was))
	}
	w.line(4, "dimension: %s", strictyaml.Quote(p.Dimension))
	w.textOf(4, "name", p.Name)
	w.textOf(4, "intent", p.Intent)
	if p.ByCriteria {
		w.line(4, "weight: criteria")
	}
	w.perStage(4, "weight", p.Weight)
	w.perStage(4, "target", p.Target)
	if len(p.Evidence) > 0 {
		w.line(4, "evidence:")
		for _, lang := range w.langs {
			w.line(6, "%s: %s", lang, words(p.Evidence[lang]))
		}
	}
	w.line(4, "criteria:")
	for i := range p.Criteria {
		w.criterion(&p.Criteria[i])
	}
}

func (w *writer) criterion(c *rubric.Criterion) {
	w.line(6, "- id: %s", strictyaml.Quote(c.ID))
	if len(c.Was) > 0 {
		w.line(8, "was: %s", words(c.Was))
	}
	w.textOf(8, "name", c.Name)
	w.textOf(8, "question", c.Question)
	if c.Core {
		w.line(8, "core: true")
	}
	if c.Weight != 1 {
		w.line(8, "weight: %s", number64(c.Weight))
	}
	if len(c.Profiles) > 0 {
		w.line(8, "profiles: %s", words(c.Profiles))
	}
	if c.Rung != nil {
		w.line(8, "rung: %d", *c.Rung)
	}
	if c.Scale != "" && c.Scale != "maturity" {
		w.line(8, "scale: %s", strictyaml.Quote(c.Scale))
	}
	w.checklist(c)
	if len(c.Levels) == 0 {
		return
	}
	w.line(8, "levels:")
	var levels []int
	for level := range c.Levels {
		levels = append(levels, level)
	}
	slices.Sort(levels)
	for _, level := range levels {
		w.line(10, "%d: %s", level, w.text(c.Levels[level]))
	}
}
