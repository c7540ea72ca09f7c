package rubricfile

import (
	"slices"
	"strconv"

	"fathom/rubric"
	"fathom/rubric/say"
)

// This file decodes the frame of a rubric: everything but its practices.

func (d *decoder) scoring(n *node) {
	s := &d.r.Scoring
	d.object(n, keys{
		"practice": d.rule(&s.Practice, true), "dimension": d.rule(&s.Dimension, false),
		"part": d.rule(&s.Part, false), "overall": d.rule(&s.Overall, false),
	})
}

func (d *decoder) rule(to *rubric.Rule, practice bool) func(*node) {
	return func(n *node) {
		k := keys{"aggregate": d.choice(rubric.Aggregates(), func(s string) { to.Aggregate = rubric.Aggregate(s) })}
		k["start"] = d.number(&to.Start)
		k["bands"] = d.bands(&to.Bands)
		if practice {
			k["above_lowest"] = func(n *node) {
				v := d.notNegative(n)
				to.AboveLowest = &v
			}
			k["scale"] = func(n *node) {
				d.id(&to.Scale)(n)
				d.note("scale", n)
			}
			k["pass"] = d.passLevel(&to.Pass)
		}
		d.object(n, k)
		d.ofSums(n, to)
		d.ofStages(n, to, practice)
		if to.AboveLowest != nil && to.Aggregate == rubric.Sum {
			d.Fault(n, "above-lowest", say.Both("above_lowest does not go with sum: a sum has no level to cap", "above_lowest 不能与 sum 同用：求和没有可封顶的级别"))
		}
	}
}

// ofSums refuses what only sums have.
func (d *decoder) ofSums(n *node, rule *rubric.Rule) {
	if rule.Aggregate == rubric.Sum {
		return
	}
	if rule.Start != 0 {
		d.Fault(n, "start", say.Both("start goes with sum only: nothing else begins with points", "start 只能与 sum 同用：别的算法没有起始分"))
	}
	if rule.Scale != "" && rule.Aggregate != rubric.Staged {
		d.Fault(n, "scale", say.Both("scale goes with sum and staged only: everything else is on the scale of its criteria",
			"这里的 scale 只能与 sum 或 staged 同用：别的算法用的就是各条标准的标尺"))
	}
}

// personDays is a mapping of effort to the person-days of actions that do not say their own.
func (d *decoder) personDays(n *node) {
	d.r.PersonDays = map[rubric.Effort]float64{}
	k := keys{}
	for _, e := range rubric.Efforts() {
		k[e] = func(n *node) { d.r.PersonDays[rubric.Effort(e)] = d.work(n) }
	}
	d.object(n, k)
}

// work reads a number of person-days.
func (d *decoder) work(n *node) float64 {
	v, ok := n.Float()
	if !ok || v < MinPersonDays || v > MaxPersonDays {
		d.Fault(n, "number", say.Both("want person-days, a number from %v to %v, not %s",
			"这里要写人天数，%v 到 %v 之间的数，不能写 %s", MinPersonDays, MaxPersonDays, n.String()))
	}
	return v
}

func (d *decoder) source(n *node) {
	d.named(n, func(item *node) {
		var e rubric.Entry
		entry := d.path
		d.object(item, keys{"id": d.clauseID(&e.ID), "title": d.str(&e.Title), "clauses": func(n *node) {
			d.path = entry // a clause is found by its entry and its own id
			d.named(n, func(item *node) {
				var c rubric.Clause
				d.object(item, keys{"id": d.clauseID(&c.ID), "text": d.str(&c.Text)}, "id")
				e.Clauses = append(e.Clauses, c)
			})
		}}, "id")
		d.r.Source = append(d.r.Source, e)
	})
}

// scales is a mapping of id to list of levels.
func (d *decoder) scales(n *node) {
	for _, f := range d.Fields(n) {
		s := rubric.Scale{}
		d.id(&s.ID)(f.Key)
		d.unique(f.Key, s.ID)
		d.under(s.ID, f.Value, func(n *node) {
			for _, item := range d.Items(n) {
				s.Levels = append(s.Levels, d.scaleLevel(item))
			}
		})
		if len(s.Levels) == 0 {
			d.Fault(f.Value, "scale", say.Both("scale %s has no level", "标尺 %s 没有级别", s.ID))
		}
		slices.SortStableFunc(s.Levels, func(a, b rubric.Level) int { return a.Level - b.Level })
		d.r.Scales = append(d.r.Scales, s)
	}
}

func (d *decoder) scaleLevel(n *node) rubric.Level {
	l := rubric.Level{Level: numberOf(n, "level")}
	given := false
	d.unique(n, strconv.Itoa(l.Level))
	d.under(strconv.Itoa(l.Level), n, func(n *node) {
		d.object(n, keys{
			"level": d.level(&l.Level), "name": d.text(&l.Name), "meaning": d.text(&l.Meaning),
			"short": d.text(&l.Short),
			"value": func(n *node) { l.Value, given = d.float(n), true },
		}, "level")
	})
	if !given {
		l.Value = float64(l.Level)
	}
	return l
}

func (d *decoder) stages(n *node) {
	d.named(n, func(item *node) {
		var s rubric.Stage
		d.object(item, keys{"id": d.id(&s.ID), "name": d.text(&s.Name), "meaning": d.text(&s.Meaning),
			"default": d.boolean(&s.Default)}, "id")
		d.r.Stages = append(d.r.Stages, s)
	})
}

func (d *decoder) sectors(n *node) {
	d.named(n, func(item *node) {
		s := rubric.Sector{Weights: map[string]float64{}}
		d.object(item, keys{"id": d.id(&s.ID), "name": d.text(&s.Name), "why": d.text(&s.Why),
			"leave_out": d.leaveOut(&s.LeaveOut), "leave_out_why": d.text(&s.LeaveOutWhy),
			"weights": func(n *node) {
				for _, f := range d.Fields(n) {
					s.Weights[f.Name()] = d.float(f.Value)
					d.note(f.Name(), f.Key)
				}
			}}, "id")
		d.r.Sectors = append(d.r.Sectors, s)
	})
}

// leaveOut reads a list of full ids of criteria.
func (d *decoder) leaveOut(to *[]string) func(*node) {
	return func(n *node) {
		for _, item := range d.Items(n) {
			var id string
			d.str(&id)(item)
			d.unique(item, id)
			d.note(id, item)
			*to = append(*to, id)
		}
	}
}

func (d *decoder) owners(n *node) {
	for _, f := range d.Fields(n) {
		var o rubric.Owner
		d.id(&o.ID)(f.Key)
		d.unique(f.Key, o.ID)
		d.under(o.ID, f.Value, d.text(&o.Name))
		d.r.Owners = append(d.r.Owners, o)
	}
}

func (d *decoder) parts(n *node) {
	d.named(n, func(item *node) {
		var p rubric.Part
		d.object(item, keys{"id": d.id(&p.ID), "name": d.text(&p.Name), "noun": d.text(&p.Noun),
			"of":     d.choice([]string{rubric.OfMember}, func(s string) { p.Of = s }),
			"weight": d.perStage(&p.Weight, d.weightOf), "bands": d.bands(&p.Bands)}, "id")
		d.r.Parts = append(d.r.Parts, p)
	})
}

func (d *decoder) dimensions(n *node) {
	d.named(n, func(item *node) {
		var m rubric.Dimension
		d.object(item, keys{
			"id": d.id(&m.ID), "part": d.id(&m.Part), "name": d.text(&m.Name), "question": d.text(&m.Question),
			"weight": d.perStage(&m.Weight, d.weightOf), "bands": d.bands(&m.Bands),
		}, "id", "part")
		d.r.Dimensions = append(d.r.Dimensions, m)
	})
}

func (d *decoder) isPair(a, b string) bool { return slices.Contains(d.r.Pairs, [2]string{a, b}) }

func (d *decoder) pairs(n *node) {
	for _, item := range d.Items(n) {
		var pair []string
		for _, n := range d.Items(item) {
			var id string
			d.id(&id)(n)
			pair = append(pair, id)
		}
		switch {
		case len(pair) != 2, pair[0] == pair[1]:
			d.Fault(item, "pair", say.Both("a pair names two practices", "一对要写两项"))
			continue
		case d.isPair(pair[0], pair[1]), d.isPair(pair[1], pair[0]):
			d.Fault(item, "duplicate", say.Both("%s and %s are a pair already", "%s 和 %s 已经是一对", pair[0], pair[1]))
			continue
		}
		d.note(strconv.Itoa(len(d.r.Pairs)), item)
		d.r.Pairs = append(d.r.Pairs, [2]string{pair[0], pair[1]})
	}
}
