package handbook

import (
	"fmt"

	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/safe"
)

// overview is the rubric on a few screens: how to rate, then every practice in one line.
func (b *builder) overview() *doc.Report {
	rep := doc.New(b.Language, b.Named(b.Rubric.Title, b.Rubric.ID)+"  "+safe.Line(b.Rubric.Version),
		append(b.ratingPages(), b.scoresPage())...)
	if page := b.profilePage(); len(page.Blocks) > 0 {
		rep.Sections = append(rep.Sections, page)
	}
	for p := range b.Rubric.Parts {
		rep.Sections = append(rep.Sections, b.partTable(p))
	}
	return rep
}

func (b *builder) partTable(p int) doc.Section {
	s := doc.Section{Heading: b.Part(p), Blocks: b.whom(p)}
	for d := range b.Rubric.Dimensions {
		if b.PartOf(d) != p {
			continue
		}
		t := doc.Table{Columns: []doc.Column{{Title: b.Named(b.Rubric.Parts[p].Noun, b.Say("Practice", "事项")),
			Flexible: true}, {Title: "ID"},
			{Title: b.Say("Weight", "权重")}, {Title: b.Say("Target", "目标")}, {Title: b.Say("Criteria", "标准数"), Right: true}}}
		if b.Sums() {
			t.Columns = append(t.Columns, doc.Column{Title: b.Say("Points", "满分"), Right: true})
		}
		for i := range b.Rubric.Practices {
			if b.DimensionOf(i) == d {
				t.Rows = append(t.Rows, b.overviewRow(i))
			}
		}
		s.Blocks = append(s.Blocks, doc.Heading{Text: b.Dimension(d) + "  " + b.Text(b.Rubric.Dimensions[d].Question)}, t)
	}
	return s
}

func (b *builder) overviewRow(i int) []string {
	p := &b.Rubric.Practices[i]
	row := []string{b.Practice(i), p.ID, b.weight(p), b.stages(p.Target), fmt.Sprint(len(p.Criteria))}
	if b.Sums() {
		most := b.Rubric.Scoring.Practice.Start
		for _, c := range p.Criteria {
			most += c.Weight * b.Rubric.Scale(c.Scale).Highest()
		}
		row = append(row, number.Points(most, 2))
	}
	return row
}

// weight is 1 where none is given.
func (b *builder) weight(p *rubric.Practice) string {
	switch {
	case p.ByCriteria:
		return b.Say("its criteria", "随标准")
	case p.Weight.IsZero():
		return "1"
	}
	return b.stages(p.Weight)
}

// stages prints one number, or the numbers of all stages: "3/4/4".
func (b *builder) stages(p rubric.PerStage) string {
	if p.All != nil {
		return number.Plain(*p.All)
	}
	out := ""
	for i, s := range b.Rubric.Stages {
		v, ok := p.At(s.ID)
		if !ok {
			return number.None
		}
		if i > 0 {
			out += "/"
		}
		out += number.Plain(v)
	}
	if out == "" {
		return number.None
	}
	return out
}
