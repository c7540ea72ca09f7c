package foreign

import (
	"maps"
	"slices"

	"fathom/rubric"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// draft is a rubric in the making.
type draft struct {
	r      *rubric.Rubric
	ledger *Ledger
	origin Origin
	langs  []string
	ids    namer
}

// newDraft begins a rubric with one scale, which has no level yet.
func newDraft(ledger *Ledger, opt Options, origin Origin, langs []string) *draft {
	d := &draft{ledger: ledger, origin: origin, langs: langs, r: &rubric.Rubric{
		ID: opt.ID, Version: versionOf(origin.Version), Languages: langs,
		Scales: []rubric.Scale{{ID: "maturity"}},
	}}
	mean := rubric.Rule{Aggregate: rubric.Mean}
	d.r.Scoring = rubric.Scoring{Practice: mean, Dimension: mean, Part: mean, Overall: mean}
	if d.r.ID == "" {
		d.r.ID = new(namer).id("", titleOf(origin.File), "list-")
	}
	d.r.Title = d.full(rubric.Text{langs[0]: origin.Title})
	return d
}

// part adds the only part, which is called as the whole.
func (d *draft) part(noun say.Message) {
	d.r.Parts = []rubric.Part{{ID: d.ids.id("model", "", "p-"), Name: d.r.Title, Noun: d.ours(noun)}}
	d.ledger.added(say.Both("word for what is scored", "打分对象的叫法"))
}

// ours is a text of ours in the languages of the rubric: English where we have no other.
func (d *draft) ours(m say.Message) rubric.Text {
	out := rubric.Text{}
	for _, lang := range d.langs {
		out[lang] = inLanguage(lang, m)
	}
	return out
}

// inLanguage is a text of ours in a language: English where we have no other.
func inLanguage(lang string, m say.Message) string {
	if lang == "zh" {
		return m.ZH
	}
	return m.EN
}

// only is a text in the languages of the rubric.
func (d *draft) only(t rubric.Text) rubric.Text { return d.ours(say.Message{EN: t["en"], ZH: t["zh"]}) }

// full is a text of the source in all languages of the rubric: where it has none in one, another stands in.
func (d *draft) full(t rubric.Text) rubric.Text {
	out := maps.Clone(t)
	for _, lang := range d.langs {
		if out[lang] != "" {
			continue
		}
		out[lang] = t.In(append(slices.Clone(d.langs), keys(t)...)...)
		if len(d.langs) > 1 {
			d.ledger.added(say.Both("texts in another language, for want of %s", "缺 %s 文字，用另一种语言代替", lang))
		}
	}
	maps.DeleteFunc(out, func(lang, _ string) bool { return !slices.Contains(d.langs, lang) })
	return out
}

// finish evens out what some practices say and others do not, or in one language only.
func (d *draft) finish() {
	intends := slices.ContainsFunc(d.r.Practices, func(p rubric.Practice) bool { return len(p.Intent) > 0 })
	for i := range d.r.Practices {
		p := &d.r.Practices[i]
		if intends && len(p.Intent) == 0 {
			p.Intent = p.Name
			d.ledger.added(say.Both("intents, for which the name stands", "说明（用名称代替）"))
		}
		for _, lang := range d.langs {
			if len(p.Evidence) > 0 && len(p.Evidence[lang]) == 0 {
				for _, other := range d.langs {
					if lines := p.Evidence[other]; len(p.Evidence[lang]) == 0 && len(lines) > 0 {
						p.Evidence[lang] = slices.Clone(lines)
						d.ledger.added(say.Both("texts in another language, for want of %s", "缺 %s 文字，用另一种语言代替", lang))
					}
				}
			}
		}
	}
}

func tooManyPractices() say.Message {
	return say.Both("this is one more than the %d that a rubric can have; put questions of one topic into groups (a column Practice)", "这里超过了一份评估标准最多 %d 项的上限；请把同一主题的问题归到一组（加一列“要素”）", rubricfile.MaxPractices)
}

// versionOf is the version of the source where a rubric can have it, else the first.
func versionOf(version string) string {
	if version == "" {
		return "1.0.0"
	}
	return version
}
