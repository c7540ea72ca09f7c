package reports

import (
	"fmt"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// ShowRubric is the rubric as people read it: an overview for an empty id, else one dimension, practice or criterion in
// full. For an unknown id it returns no document, and the ids there are.
func ShowRubric(r *rubric.Rubric, id string, lang say.Language) (*Report, []string) {
	b := rubricBuilder(r, "", lang)
	if id == "" {
		return b.overview(), nil
	}
	return b.node(id)
}

// Handbook is the rubric as a document to hand to raters: all of it for an empty id, else what [ShowRubric] shows of it. The
// digest names the rubric's exact content. For an unknown id it returns no document, and the ids there are.
func Handbook(r *rubric.Rubric, digest, id string, lang say.Language) (rep *Report, ids []string) {
	b := rubricBuilder(r, digest, lang)
	if id == "" {
		rep = b.handbook()
	} else if rep, ids = b.node(id); rep == nil {
		return nil, ids
	}
	rep.Edition = safe.Line(r.ID + " " + r.Version + "  " + b.shortDigest())
	return rep, nil
}

// rubricBuilder words a rubric without answers; its result tells which nodes have levels, and which only points.
func rubricBuilder(r *rubric.Rubric, digest string, lang say.Language) *builder {
	m := assess.Compile(r)
	res := m.Score(&assess.Assessment{Answers: make([]assess.Answer, m.Len())}, assess.Options{})
	return &builder{r: r, Language: lang, digest: digest, res: res}
}

// cover is what of the rubric a handbook covers.
type cover struct {
	whole     bool
	practices []int
	criterion int // the only one, or -1 for all of them
}

// node shows the dimension, practice or criterion with an id.
func (b *builder) node(id string) (*Report, []string) {
	var ids []string
	for d := range b.r.Dimensions {
		if b.r.Dimensions[d].ID == id {
			return b.covering(&cover{practices: b.practicesOf(d), criterion: -1}, b.withID(b.dimension(d), id), b.dimensionPages(d)...), nil
		}
		ids = append(ids, b.r.Dimensions[d].ID)
	}
	for i := range b.r.Practices {
		p := &b.r.Practices[i]
		if p.ID == id {
			return b.covering(&cover{practices: []int{i}, criterion: -1}, b.withID(b.practice(i), id), b.practicePage(i)), nil
		}
		ids = append(ids, p.ID)
		for k := range p.Criteria {
			full := rubric.FullID(p.ID, p.Criteria[k].ID)
			if full == id {
				return b.covering(&cover{practices: []int{i}, criterion: k}, b.practice(i)+" / "+b.criterion(i, k), b.criterionPage(i, k)), nil
			}
			ids = append(ids, full)
		}
	}
	return nil, ids
}

func (b *builder) withID(name, id string) string { return b.Say("%s (%s)", "%s（%s）", name, id) }

// covering is a document about some of the rubric.
func (b *builder) covering(c *cover, title string, sections ...Section) *Report {
	rep := b.page(title, sections...)
	rep.cover, rep.result, rep.digest = c, b.res, b.digest
	return rep
}

// practicesOf are the practices of a dimension.
func (b *builder) practicesOf(d int) []int {
	var out []int
	for i := range b.r.Practices {
		if b.dimensionOf(i) == d {
			out = append(out, i)
		}
	}
	return out
}

func (b *builder) page(title string, sections ...Section) *Report {
	return &Report{Lang: b.Language, Title: title, Sections: sections}
}

func (b *builder) overview() *Report {
	rep := b.page(b.named(b.r.Title, b.r.ID)+"  "+safe.Line(b.r.Version), append(b.ratingPages(), b.scoresPage())...)
	for p := range b.r.Parts {
		rep.Sections = append(rep.Sections, b.partTable(p))
	}
	return rep
}

func (b *builder) partTable(p int) Section {
	s := Section{Heading: b.part(p)}
	for d := range b.r.Dimensions {
		if b.partOf(d) != p {
			continue
		}
		t := Table{Columns: []Column{{Title: b.named(b.r.Parts[p].Noun, b.Say("Practice", "事项")), Flexible: true}, {Title: "ID"},
			{Title: b.Say("Weight", "权重")}, {Title: b.Say("Target", "目标")}, {Title: b.Say("Criteria", "标准数"), Right: true}}}
		if b.sums() {
			t.Columns = append(t.Columns, Column{Title: b.Say("Points", "满分"), Right: true})
		}
		for i := range b.r.Practices {
			if b.dimensionOf(i) == d {
				t.Rows = append(t.Rows, b.overviewRow(i))
			}
		}
		s.Blocks = append(s.Blocks, Heading{b.dimension(d) + "  " + b.text(b.r.Dimensions[d].Question)}, t)
	}
	return s
}

func (b *builder) overviewRow(i int) []string {
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
