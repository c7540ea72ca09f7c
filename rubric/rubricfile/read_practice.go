package rubricfile

import (
	"strconv"

	"fathom/rubric"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file decodes practices and their criteria.

func (d *decoder) practices(n *node) {
	d.named(n, func(item *node) {
		var p rubric.Practice
		d.object(item, keys{
			"id": d.id(&p.ID), "was": d.was(&p.Was, false), "dimension": d.id(&p.Dimension), "name": d.text(&p.Name),
			"intent":   d.text(&p.Intent),
			"sources":  d.ids(&p.Sources),
			"weight":   d.practiceWeight(&p),
			"target":   d.perStage(&p.Target, d.float),
			"floor":    func(n *node) { v := d.float(n); p.Floor = &v },
			"bands":    d.bands(&p.Bands),
			"requires": d.requires(&p.Requires),
			"evidence": d.evidence(&p.Evidence),
			"criteria": d.criteria(&p.Criteria),
			"actions":  d.actions(&p.Actions),
		}, "id", "dimension", "criteria")
		d.r.Practices = append(d.r.Practices, p)
	})
}

// byCriteria is the word for the weight of a practice that weighs what its criteria weigh together.
const byCriteria = "criteria"

// practiceWeight reads one number, or one for each stage, or the word that leaves it to the criteria.
func (d *decoder) practiceWeight(p *rubric.Practice) func(*node) {
	return func(n *node) {
		s, isText := n.Text()
		switch _, isNumber := n.Float(); {
		case isText && s == byCriteria:
			p.ByCriteria = true
		case n.Kind() == strictyaml.Scalar && !isNumber:
			d.Fault(n, "number", say.Both("want a number, not %s (one for each stage, or %s, will do, too)", "这里要写一个数，不能写 %s（也可以每个阶段各写一个数，或写 %s）",
				n.String(), byCriteria))
		default:
			d.perStage(&p.Weight, d.weightOf)(n)
		}
	}
}

// ids reads a list of source or clause ids.
func (d *decoder) ids(to *[]string) func(*node) {
	return func(n *node) {
		for _, item := range d.Items(n) {
			var id string
			d.clauseID(&id)(item)
			d.note(id, item)
			*to = append(*to, id)
		}
	}
}

func (d *decoder) requires(to *[]rubric.Requirement) func(*node) {
	return func(n *node) {
		for _, item := range d.Items(n) {
			var r rubric.Requirement
			d.under(strconv.Itoa(len(*to)), item, func(n *node) {
				d.object(n, keys{"practice": d.id(&r.Practice), "level": d.number(&r.Level)}, "practice", "level")
			})
			d.unique(item, r.Practice)
			*to = append(*to, r)
		}
	}
}

// evidence is a list of texts for each language.
func (d *decoder) evidence(to *map[string][]string) func(*node) {
	return func(n *node) {
		*to = map[string][]string{}
		for _, f := range d.Fields(n) {
			var texts []string
			for _, item := range d.Items(f.Value) {
				texts = append(texts, d.filled(item))
			}
			(*to)[f.Name()] = texts
			d.knownLanguage(f)
		}
	}
}

func (d *decoder) criteria(to *[]rubric.Criterion) func(*node) {
	return func(n *node) {
		d.named(n, func(item *node) {
			c := rubric.Criterion{Weight: 1}
			d.object(item, keys{
				"id": d.id(&c.ID), "was": d.was(&c.Was, true), "same_as": d.sameAs(&c.SameAs),
				"name":     d.text(&c.Name),
				"question": d.text(&c.Question), "core": d.boolean(&c.Core), "weight": d.weight(&c.Weight),
				"scale": d.id(&c.Scale), "rung": d.levelTo(&c.Rung),
				"profiles": d.profileIDs(&c.Profiles),
				"clauses":  d.ids(&c.Clauses), "levels": d.levelTexts(&c.Levels),
				"items": d.checklist(&c.Items), "ticked": d.tickRules(&c.Ticked),
			}, "id")
			*to = append(*to, c)
		})
		if n.Kind() == strictyaml.List && len(n.Items()) == 0 {
			d.Fault(n, "empty", say.Both("a practice needs a criterion", "每一项至少要有一条标准"))
		}
	}
}

// levelTexts is a mapping of level number to descriptor.
func (d *decoder) levelTexts(to *map[int]rubric.Text) func(*node) {
	return func(n *node) {
		*to = map[int]rubric.Text{}
		for _, f := range d.Fields(n) {
			var level int
			var t rubric.Text
			d.level(&level)(f.Key)
			if _, twice := (*to)[level]; twice { // as 0 and -0 are one level
				d.Fault(f.Key, "duplicate", say.Both("level %d is given twice", "级别 %d 写了两次", level))
			}
			d.note(strconv.Itoa(level), f.Key)
			d.under(strconv.Itoa(level), f.Value, d.text(&t))
			(*to)[level] = t
		}
	}
}
