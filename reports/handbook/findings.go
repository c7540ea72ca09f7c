package handbook

import (
	"strings"

	"fathom/reports/doc"
	"fathom/rubric"
)

// findingPage tells what a report says where certain answers stand beside each other, so that whoever rates knows it.
func (b *builder) findingPage() doc.Section {
	s := doc.Section{ID: "about:findings", Heading: b.Say("What certain answers say together", "哪些答案放在一起说明问题")}
	if len(b.Rubric.Findings) == 0 {
		return s
	}
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("Where", "答案"), Flexible: true}, {Title: b.Say("What the report says", "报告会说"), Flexible: true}}}
	for i := range b.Rubric.Findings {
		f := &b.Rubric.Findings[i]
		holds := make([]string, len(f.If))
		for k := range f.If {
			holds[k] = b.condition(&f.If[k])
		}
		t.Rows = append(t.Rows, []string{strings.Join(holds, b.Say("; ", "；")), b.Text(f.Text)})
	}
	s.Blocks = []doc.Block{t}
	return s
}

// condition words what must hold of one answer.
func (b *builder) condition(c *rubric.Condition) string {
	name := b.nodeName(c.At)
	switch {
	case c.Max == nil:
		return b.Say("%s at level %d or above", "%s %d 级及以上", name, *c.Min)
	case c.Min == nil:
		return b.Say("%s at level %d or below", "%s %d 级及以下", name, *c.Max)
	case *c.Min == *c.Max:
		return b.Say("%s at level %d", "%s %d 级", name, *c.Min)
	}
	return b.Say("%s from level %d to %d", "%s %d 至 %d 级", name, *c.Min, *c.Max)
}

// nodeName names a practice by its id, or a criterion by its full one.
func (b *builder) nodeName(id string) string {
	for i := range b.Rubric.Practices {
		p := &b.Rubric.Practices[i]
		for k := range p.Criteria {
			if rubric.FullID(p.ID, p.Criteria[k].ID) == id {
				return b.Full(i, k)
			}
		}
	}
	return b.Node(id)
}
