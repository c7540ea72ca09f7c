package lint

import (
	"fathom/rubric"
	"fathom/rubric/say"
)

// This file judges what only rubrics that add points up can get wrong.

// idleActions warns of actions that no plan can use.
func (l *linter) idleActions(p *rubric.Practice, path string) {
	if len(p.Actions) > 0 {
		l.warn(path+"/actions", "unused-action", say.Both("practice %s adds points up: it has no levels, so no plan uses its actions", "%s 是求和计分，没有级别，行动不会进入计划", p.ID))
	}
}

// multiples warns of nodes whose points would count several times in a sum, because their weight is that of all they
// hold.
func (l *linter) multiples() {
	if l.r.Scoring.Part.Aggregate == rubric.Sum {
		for _, d := range l.r.Dimensions {
			l.multiple("dimensions/"+d.ID, d.ID, d.Weight)
		}
	}
	if l.r.Scoring.Overall.Aggregate == rubric.Sum {
		for _, p := range l.r.Parts {
			l.multiple("parts/"+p.ID, p.ID, p.Weight)
		}
	}
}

// twice warns of practices whose points count twice with the number of their criteria: they add up, and weigh as much.
func (l *linter) twice(p *rubric.Practice, path string) {
	if p.ByCriteria && l.sums() {
		l.warn(path+"/weight", "sum-weight", say.Both(
			"%s adds points up and weighs what its criteria weigh, so that they count twice: give it weight: 1",
			"%s 是求和计分，权重又取各条标准之和，等于算了两次；请写 weight: 1", p.ID))
	}
}

func (l *linter) multiple(path, id string, w rubric.PerStage) {
	if w.IsZero() {
		l.warn(path, "sum-weight", say.Both("%s is added up and has no weight, so its points are multiplied by the weights of all it holds; give it weight: 1",
			"%s 参与求和却没有写权重，它的分会再乘以其中各项权重之和；请写 weight: 1", id))
	}
}
