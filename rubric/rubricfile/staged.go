package rubricfile

import (
	"fathom/rubric"
	"fathom/rubric/say"
)

// This file reads what only staged practices have, and refuses those that nothing can be made of.

// passLevel reads the level that a rung asks of its criteria.
func (d *decoder) passLevel(to **int) func(*node) {
	return func(n *node) {
		d.note("pass", n)
		d.levelTo(to)(n)
	}
}

// ofStages refuses a rule that lacks what stages need, or has what only they have.
func (d *decoder) ofStages(n *node, rule *rubric.Rule, practice bool) {
	staged := rule.Aggregate == rubric.Staged
	switch {
	case staged && !practice:
		d.Fault(n, "staged", say.Both("staged is for practices only; above them write min: the lowest of their levels is what all of them hold together",
			"staged 只用于各项（practice）；往上请写 min：各项里最低的级别，就是合起来都做到的级别"))
		return
	case !staged && rule.Pass != nil:
		d.Fault(n, "staged", say.Both("pass goes with staged only: it is the level that a rung asks of its criteria",
			"pass 只能与 staged 同用：它是每一阶要求各条标准达到的级别"))
	}
	if !staged {
		return
	}
	if rule.Scale == "" {
		d.Fault(n, "staged", say.Both("staged needs scale: the scale whose levels are the rungs", "staged 要写 scale：各阶是哪把标尺的级别"))
	}
	if rule.Pass == nil {
		d.Fault(n, "staged", say.Both("staged needs pass: the level of the criteria's scale that a rung asks of all its criteria",
			"staged 要写 pass：每一阶要求各条标准达到的级别"))
	}
	if rule.AboveLowest != nil {
		d.Fault(n, "above-lowest", say.Both("above_lowest does not go with staged: nothing is averaged away there", "above_lowest 不能与 staged 同用：按阶计分没有平均可封顶"))
	}
}

// staged refuses practices without rungs, and a level to pass that a scale does not have, or that nothing fails to
// reach.
func (d *decoder) staged() {
	rule := &d.r.Scoring.Practice
	if rule.Aggregate != rubric.Staged {
		return
	}
	rated := map[string]bool{}
	for _, p := range d.r.Practices {
		none := true
		for _, c := range p.Criteria {
			rated[c.Scale], none = true, none && c.Rung == nil
		}
		if none {
			d.Problems.Add(d.places.Problem("practices/"+p.ID+"/criteria", "rung", say.Both(
				"practices are staged, and no criterion of %s has a rung: write rung: LEVEL at each of them",
				"各项按阶计分，而 %s 的标准都没有写 rung：请在每条标准写上 rung: 级别", p.ID)))
		}
	}
	for i := range d.r.Scales {
		if rated[d.r.Scales[i].ID] {
			d.passes(&d.r.Scales[i], *rule.Pass)
		}
	}
}

// passes refuses a level to pass of a scale that criteria are rated on.
func (d *decoder) passes(s *rubric.Scale, pass int) {
	var m say.Message
	switch {
	case !s.Has(float64(pass)):
		m = say.Both("criteria are rated on scale %s (%s), and %d is no level of it", "标准用标尺 %s（%s）打分，%d 不是它的级别", s.ID, s.LevelList(), pass)
	case pass == s.Levels[0].Level:
		m = say.Both("%[2]d is the lowest level of scale %[1]s, so that whatever is answered passes: write one above it",
			"%[2]d 是标尺 %[1]s 的最低级，怎么答都算通过：请写高一些的级别", s.ID, pass)
	default:
		return
	}
	d.Problems.Add(d.places.Problem("scoring/practice/pass", "pass", m))
}
