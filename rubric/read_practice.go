package rubric

import (
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file decodes practices, their criteria and their actions.

func (d *decoder) practices(n *node, path string) {
	d.named(n, path, func(item *node, path string) {
		var p Practice
		d.object(item, path, keys{
			"id": d.id(&p.ID), "was": d.was(&p.Was, false), "dimension": d.id(&p.Dimension), "name": d.text(&p.Name), "intent": d.text(&p.Intent),
			"sources":  d.ids(&p.Sources),
			"weight":   d.perStage(&p.Weight, d.weightOf),
			"target":   d.perStage(&p.Target, d.float),
			"floor":    func(n *node, _ string) { v := d.float(n); p.Floor = &v },
			"requires": d.requires(&p.Requires),
			"evidence": d.evidence(&p.Evidence),
			"criteria": d.criteria(&p.Criteria),
			"actions":  d.actions(&p.Actions),
		}, "id", "dimension", "criteria")
		d.r.Practices = append(d.r.Practices, p)
	})
}

// ids reads a list of source or clause ids.
func (d *decoder) ids(to *[]string) func(*node, string) {
	return func(n *node, path string) {
		d.list(n, func(item *node) {
			var id string
			d.clauseID(&id)(item, "")
			d.places.put(join(path, id), item)
			*to = append(*to, id)
		})
	}
}

func (d *decoder) requires(to *[]Requirement) func(*node, string) {
	return func(n *node, path string) {
		d.list(n, func(item *node) {
			var r Requirement
			d.object(item, join(path, itoa(len(*to))), keys{"practice": d.id(&r.Practice), "level": d.number(&r.Level)}, "practice", "level")
			d.unique(item, join(path, r.Practice))
			*to = append(*to, r)
		})
	}
}

// evidence is a list of texts for each language.
func (d *decoder) evidence(to *map[string][]string) func(*node, string) {
	return func(n *node, path string) {
		if n.Kind() != strictyaml.Mapping {
			d.problems.Add(n.WrongKind(strictyaml.Mapping))
			return
		}
		*to = map[string][]string{}
		for _, f := range n.Fields() {
			var texts []string
			d.list(f.Value, func(item *node) {
				var s string
				d.str(&s)(item, "")
				texts = append(texts, s)
			})
			(*to)[f.Name()] = texts
			d.knownLanguage(f)
		}
	}
}

func (d *decoder) criteria(to *[]Criterion) func(*node, string) {
	return func(n *node, path string) {
		d.named(n, path, func(item *node, path string) {
			c := Criterion{Weight: 1}
			d.object(item, path, keys{
				"id": d.id(&c.ID), "was": d.was(&c.Was, true), "name": d.text(&c.Name), "core": d.boolean(&c.Core), "weight": d.weight(&c.Weight),
				"scale": d.id(&c.Scale), "clauses": d.ids(&c.Clauses), "levels": d.levelTexts(&c.Levels),
			}, "id")
			*to = append(*to, c)
		})
		if n.Kind() == strictyaml.List && len(n.Items()) == 0 {
			d.fault(n, "empty", say.Both("a practice needs a criterion", "每一项至少要有一条标准"))
		}
	}
}

// levelTexts is a mapping of level number to descriptor.
func (d *decoder) levelTexts(to *map[int]Text) func(*node, string) {
	return func(n *node, path string) {
		if n.Kind() != strictyaml.Mapping {
			d.problems.Add(n.WrongKind(strictyaml.Mapping))
			return
		}
		*to = map[int]Text{}
		for _, f := range n.Fields() {
			var level int
			d.level(&level)(f.Key, "")
			at := join(path, itoa(level))
			d.places.put(at, f.Key)
			var t Text
			d.text(&t)(f.Value, at)
			(*to)[level] = t
		}
	}
}

func (d *decoder) actions(to *[]Action) func(*node, string) {
	return func(n *node, path string) {
		d.list(n, func(item *node) {
			var a Action
			for _, f := range item.Fields() {
				if f.Name() == "to" {
					a.To, _ = f.Value.Int()
				}
			}
			at := join(path, itoa(a.To))
			d.unique(item, at)
			d.object(item, at, keys{
				"to": d.level(&a.To), "effort": d.choice(Efforts(), func(s string) { a.Effort = Effort(s) }),
				"days": d.integer(&a.Days, 1, MaxDays), "owner": d.id(&a.Owner), "text": d.text(&a.Text), "kpi": d.text(&a.KPI),
			}, "to", "effort", "days")
			*to = append(*to, a)
		})
	}
}
