package rubric

import (
	"slices"

	"fathom/rubric/problem"
)

// This file judges what only rubrics that add points up can get wrong.

// points checks that what a practice that sums is asked to reach can be reached, and warns of actions that no plan can use.
func (l *linter) points(p *Practice, path string) {
	if l.r.Scoring.Practice.Aggregate != Sum {
		return
	}
	l.reachable(path+"/floor", p, p.Floor)
	l.reachable(path+"/target", p, p.Target.All)
	for _, s := range l.r.Stages {
		if v, ok := p.Target.By[s.ID]; ok {
			l.reachable(path+"/target/"+s.ID, p, &v)
		}
	}
	for _, req := range p.Requires {
		i := slices.IndexFunc(l.r.Practices, func(o Practice) bool { return o.ID == req.Practice })
		l.reachable(path+"/requires/"+req.Practice, &l.r.Practices[i], &req.Level)
	}
	l.floor(p, path)
	l.requirements(p, path)
	if len(p.Actions) > 0 {
		l.warn(path+"/actions", "unused-action", problem.Say("practice %s adds points up: it has no levels, so no plan uses its actions", "%s 是求和计分，没有级别，行动不会进入计划", p.ID))
	}
}

func (l *linter) reachable(path string, p *Practice, points *float64) {
	if most := l.most(p); points != nil && *points > most+1e-9 {
		l.err(path, "points", problem.Say("%[2]s adds up to %[3]v at most; %[1]v cannot be reached", "%[2]s 最多 %[3]v 分，达不到 %[1]v", *points, p.ID, most))
	}
}

// most is how many points a practice that sums can have.
func (l *linter) most(p *Practice) float64 {
	sum := 0.0
	for _, c := range p.Criteria {
		sum += c.Weight * l.r.Scale(c.Scale).Highest()
	}
	return sum
}

// multiples warns of nodes whose points would count several times in a sum, because their weight is that of all they hold.
func (l *linter) multiples() {
	if l.r.Scoring.Part.Aggregate == Sum {
		for _, d := range l.r.Dimensions {
			l.multiple("dimensions/"+d.ID, d.ID, d.Weight)
		}
	}
	if l.r.Scoring.Overall.Aggregate == Sum {
		for _, p := range l.r.Parts {
			l.multiple("parts/"+p.ID, p.ID, p.Weight)
		}
	}
}

func (l *linter) multiple(path, id string, w PerStage) {
	if w.IsZero() {
		l.warn(path, "sum-weight", problem.Say("%s is added up and has no weight, so its points are multiplied by the weights of all it holds; give it weight: 1",
			"%s 参与求和却没有写权重，它的分会再乘以其中各项权重之和；请写 weight: 1", id))
	}
}
