// Package handbook is a rubric as people read it: an overview, one part of it in full, or the handbook that is handed
// to raters, also as a workbook; and where its parts come from.
package handbook

import (
	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// Show is the rubric as people read it: an overview for an empty id, else one dimension, practice or criterion in
// full. For an unknown id it returns no document, and the ids there are.
func Show(r *rubric.Rubric, id string, lang say.Language) (*doc.Report, []string) {
	b := newBuilder(r, "", lang)
	if id == "" {
		return b.overview(), nil
	}
	h, ids := b.node(id)
	if h == nil {
		return nil, ids
	}
	return h.doc, nil
}

// Handbook is a rubric, or some of it, as a document to hand to raters.
type Handbook struct {
	*builder
	cover *cover
	doc   *doc.Report
}

// New makes the handbook of all of a rubric for an empty id, else of what [Show] shows of it. The digest names the
// rubric's exact content. For an unknown id it returns no document, and the ids there are.
func New(r *rubric.Rubric, digest, id string, lang say.Language) (h *Handbook, ids []string) {
	b := newBuilder(r, digest, lang)
	if id == "" {
		h = b.handbook()
	} else if h, ids = b.node(id); h == nil {
		return nil, ids
	}
	h.doc.Edition = safe.Line(r.ID + " " + r.Version + "  " + b.ShortDigest())
	return h, nil
}

// Doc is the handbook to read.
func (b *Handbook) Doc() *doc.Report { return b.doc }

// Workbook is the handbook as tables: rules, criteria, practices, actions and sources.
func (b *Handbook) Workbook() *doc.Workbook {
	return &doc.Workbook{Lang: b.Language, Title: b.doc.Title, Sheets: b.sheets(b.cover)}
}

// builder words a rubric; the model tells which practices have levels, and which only points.
type builder struct {
	names.Namer
	m *assess.Model
}

func newBuilder(r *rubric.Rubric, digest string, lang say.Language) *builder {
	return &builder{names.Namer{Language: lang, Rubric: r, Digest: digest}, assess.Compile(r)}
}

// cover is what of the rubric a handbook covers.
type cover struct {
	whole     bool
	practices []int
	criterion int // the only one, or -1 for all of them
}

// handbook is the whole rubric: how to rate, what is rated, and where that comes from.
func (b *builder) handbook() *Handbook {
	sections := b.front()
	for p := range b.Rubric.Parts {
		sections = append(sections, b.partPage(p))
	}
	if len(b.Rubric.Source) > 0 {
		sections = append(sections, b.sourcePage())
	}
	all := make([]int, len(b.Rubric.Practices))
	for i := range all {
		all[i] = i
	}
	h := b.covering(&cover{whole: true, practices: all, criterion: -1}, b.Say("%s: a handbook for raters", "%s：评分手册", b.Named(b.Rubric.Title, b.Rubric.ID)),
		append(sections, b.imprint())...)
	h.doc.Contents = b.Say("Contents", "目录")
	return h
}

// node shows the dimension, practice or criterion with an id.
func (b *builder) node(id string) (*Handbook, []string) {
	var ids []string
	for d := range b.Rubric.Dimensions {
		if b.Rubric.Dimensions[d].ID == id {
			return b.covering(&cover{practices: b.practicesOf(d), criterion: -1}, b.withID(b.Dimension(d), id),
				b.dimensionPages(d)...), nil
		}
		ids = append(ids, b.Rubric.Dimensions[d].ID)
	}
	for i := range b.Rubric.Practices {
		p := &b.Rubric.Practices[i]
		if p.ID == id {
			return b.covering(&cover{practices: []int{i}, criterion: -1}, b.withID(b.Practice(i), id),
				b.practicePage(i)), nil
		}
		ids = append(ids, p.ID)
		for k := range p.Criteria {
			full := rubric.FullID(p.ID, p.Criteria[k].ID)
			if full == id {
				return b.covering(&cover{practices: []int{i}, criterion: k}, b.Full(i, k),
					b.criterionPage(i, k)), nil
			}
			ids = append(ids, full)
		}
	}
	return nil, ids
}

func (b *builder) withID(name, id string) string { return b.Say("%s (%s)", "%s（%s）", name, id) }

// covering is a document about some of the rubric.
func (b *builder) covering(c *cover, title string, sections ...doc.Section) *Handbook {
	return &Handbook{b, c, doc.New(b.Language, title, sections...)}
}

// practicesOf are the practices of a dimension.
func (b *builder) practicesOf(d int) []int {
	var out []int
	for i := range b.Rubric.Practices {
		if b.DimensionOf(i) == d {
			out = append(out, i)
		}
	}
	return out
}
