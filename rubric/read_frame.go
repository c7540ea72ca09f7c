package rubric

import (
	"slices"

	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file decodes the frame of a rubric: everything but its practices.

func (d *decoder) scoring(n *node, path string) {
	s := &d.r.Scoring
	d.object(n, path, keys{
		"practice": d.rule(&s.Practice, true), "dimension": d.rule(&s.Dimension, false),
		"part": d.rule(&s.Part, false), "overall": d.rule(&s.Overall, false),
	})
}

func (d *decoder) rule(to *Rule, practice bool) func(*node, string) {
	return func(n *node, path string) {
		k := keys{"aggregate": d.choice(Aggregates(), func(s string) { to.Aggregate = Aggregate(s) })}
		if practice {
			k["above_lowest"] = func(n *node, _ string) {
				v := d.notNegative(n)
				to.AboveLowest = &v
			}
		}
		d.object(n, path, k)
		if to.AboveLowest != nil && to.Aggregate == Sum {
			d.fault(n, "above-lowest", say.Both("above_lowest does not go with sum: a sum has no level to cap", "above_lowest 不能与 sum 同用：求和没有可封顶的级别"))
		}
	}
}

func (d *decoder) source(n *node, path string) {
	d.named(n, path, func(item *node, path string) {
		var e Entry
		d.object(item, path, keys{"id": d.clauseID(&e.ID), "title": d.str(&e.Title), "clauses": func(n *node, _ string) {
			d.named(n, path, func(item *node, path string) {
				var c Clause
				d.object(item, path, keys{"id": d.clauseID(&c.ID), "text": d.str(&c.Text)}, "id")
				e.Clauses = append(e.Clauses, c)
			})
		}}, "id")
		d.r.Source = append(d.r.Source, e)
	})
}

// scales is a mapping of id to list of levels.
func (d *decoder) scales(n *node, path string) {
	if n.Kind() != strictyaml.Mapping {
		d.problems.Add(n.WrongKind(strictyaml.Mapping))
	}
	for _, f := range n.Fields() {
		s := Scale{}
		d.id(&s.ID)(f.Key, "")
		at := join(path, s.ID)
		d.unique(f.Key, at)
		d.list(f.Value, func(item *node) { s.Levels = append(s.Levels, d.scaleLevel(item, at)) })
		if len(s.Levels) == 0 {
			d.fault(f.Value, "scale", say.Both("scale %s has no level", "标尺 %s 没有级别", s.ID))
		}
		slices.SortStableFunc(s.Levels, func(a, b Level) int { return a.Level - b.Level })
		d.r.Scales = append(d.r.Scales, s)
	}
}

func (d *decoder) scaleLevel(n *node, path string) Level {
	var l Level
	given := false
	for _, f := range n.Fields() {
		if f.Name() == "level" {
			l.Level, _ = f.Value.Int()
		}
	}
	at := join(path, itoa(l.Level))
	d.unique(n, at)
	d.object(n, at, keys{
		"level": d.level(&l.Level), "name": d.text(&l.Name), "meaning": d.text(&l.Meaning),
		"value": func(n *node, _ string) { l.Value, given = d.float(n), true },
	}, "level")
	if !given {
		l.Value = float64(l.Level)
	}
	return l
}

// unique notes a path the first time and refuses it the second.
func (d *decoder) unique(n *node, path string) {
	if first, twice := d.places[path]; twice {
		d.fault(n, "duplicate", say.Both("%s is already given in %s:%d", "%s 已经写在 %s 第 %d 行", path, first.File, first.Line))
		return
	}
	d.places.put(path, n)
}

func (d *decoder) stages(n *node, path string) {
	d.named(n, path, func(item *node, path string) {
		var s Stage
		d.object(item, path, keys{"id": d.id(&s.ID), "name": d.text(&s.Name), "meaning": d.text(&s.Meaning), "default": d.boolean(&s.Default)}, "id")
		d.r.Stages = append(d.r.Stages, s)
	})
}

func (d *decoder) sectors(n *node, path string) {
	d.named(n, path, func(item *node, path string) {
		s := Sector{Weights: map[string]float64{}}
		d.object(item, path, keys{"id": d.id(&s.ID), "name": d.text(&s.Name), "why": d.text(&s.Why), "weights": func(n *node, path string) {
			if n.Kind() != strictyaml.Mapping {
				d.problems.Add(n.WrongKind(strictyaml.Mapping))
			}
			for _, f := range n.Fields() {
				s.Weights[f.Name()] = d.float(f.Value)
				d.places.put(join(path, f.Name()), f.Key)
			}
		}}, "id")
		d.r.Sectors = append(d.r.Sectors, s)
	})
}

func (d *decoder) owners(n *node, path string) {
	if n.Kind() != strictyaml.Mapping {
		d.problems.Add(n.WrongKind(strictyaml.Mapping))
	}
	for _, f := range n.Fields() {
		var o Owner
		d.id(&o.ID)(f.Key, "")
		at := join(path, o.ID)
		d.unique(f.Key, at)
		d.text(&o.Name)(f.Value, at)
		d.r.Owners = append(d.r.Owners, o)
	}
}

func (d *decoder) parts(n *node, path string) {
	d.named(n, path, func(item *node, path string) {
		var p Part
		d.object(item, path, keys{"id": d.id(&p.ID), "name": d.text(&p.Name), "noun": d.text(&p.Noun), "weight": d.perStage(&p.Weight, d.weightOf)}, "id")
		d.r.Parts = append(d.r.Parts, p)
	})
}

func (d *decoder) dimensions(n *node, path string) {
	d.named(n, path, func(item *node, path string) {
		var m Dimension
		d.object(item, path, keys{
			"id": d.id(&m.ID), "part": d.id(&m.Part), "name": d.text(&m.Name), "question": d.text(&m.Question),
			"weight": d.perStage(&m.Weight, d.weightOf),
		}, "id", "part")
		d.r.Dimensions = append(d.r.Dimensions, m)
	})
}

func (d *decoder) pairs(n *node, path string) {
	d.list(n, func(item *node) {
		var pair []string
		d.list(item, func(n *node) {
			var id string
			d.id(&id)(n, "")
			pair = append(pair, id)
		})
		if len(pair) != 2 {
			d.fault(item, "pair", say.Both("a pair names two practices", "一对要写两项"))
			return
		}
		d.places.put(join(path, itoa(len(d.r.Pairs))), item)
		d.r.Pairs = append(d.r.Pairs, [2]string{pair[0], pair[1]})
	})
}
