package rubricfile

import (
	"fmt"
	"strconv"

	"fathom/rubric"
	"fathom/rubric/say"
)

// findings reads what is said where certain answers stand beside each other.
func (d *decoder) findings(n *node) {
	d.named(n, func(item *node) {
		var f rubric.Finding
		d.object(item, keys{"id": d.id(&f.ID), "text": d.text(&f.Text), "if": func(n *node) {
			for _, item := range d.Items(n) {
				d.under(strconv.Itoa(len(f.If)), item, func(n *node) { f.If = append(f.If, d.condition(n)) })
			}
		}}, "id")
		d.r.Findings = append(d.r.Findings, f)
	})
}

func (d *decoder) condition(n *node) (c rubric.Condition) {
	bound := func(to **int) func(*node) {
		return func(n *node) {
			*to = new(int)
			d.level(*to)(n)
		}
	}
	d.object(n, keys{"at": d.str(&c.At), "min": bound(&c.Min), "max": bound(&c.Max)}, "at")
	switch {
	case c.Min == nil && c.Max == nil:
		d.Fault(n, "finding", say.Both("a condition has min, max or both", "条件要写 min、max，或两个都写"))
	case c.Min != nil && c.Max != nil && *c.Min > *c.Max:
		d.Fault(n, "finding", say.Both("min %d is above max %d: it never holds", "min %d 大于 max %d，永远不成立", *c.Min, *c.Max))
	}
	return c
}

// checkFindings refuses conditions on what the rubric does not have, or on levels that nothing there has.
func (d *decoder) checkFindings() {
	scales := map[string]*rubric.Scale{} // nil: no one scale
	var ids []string
	for i := range d.r.Practices {
		p := &d.r.Practices[i]
		ids, scales[p.ID] = append(ids, p.ID), d.r.Scale(p.Criteria[0].Scale)
		for _, c := range p.Criteria {
			id := rubric.FullID(p.ID, c.ID)
			ids, scales[id] = append(ids, id), d.r.Scale(c.Scale)
			if c.Scale != p.Criteria[0].Scale {
				scales[p.ID] = nil
			}
		}
	}
	for i := range d.r.Findings {
		switch f := &d.r.Findings[i]; {
		case len(f.If) == 0:
			d.Problems.Add(d.places.Problem("findings/"+f.ID, "finding", say.Both("a finding names at least one condition (if:)", "一条发现至少要有一个条件（if:）")))
		case len(f.Text) == 0:
			d.Problems.Add(d.places.Problem("findings/"+f.ID, "finding", say.Both("a finding says something (text:)", "一条发现要写明说什么（text:）")))
		}
		for k, c := range d.r.Findings[i].If {
			path := fmt.Sprintf("findings/%s/if/%d", d.r.Findings[i].ID, k)
			d.known(path+"/at", c.At, ids)
			for _, level := range []*int{c.Min, c.Max} {
				if s := scales[c.At]; level != nil && s != nil && !s.Has(float64(*level)) {
					d.offScale(path, float64(*level), s)
				}
			}
		}
	}
}
