package lint

import (
	"fmt"
	"math"

	"fathom/rubric"
	"fathom/rubric/say"
)

// nothing is the difference below which two numbers are one; scores are compared as finely.
const nothing = 1e-9

// alike reports whether a value is no higher than one before it, as scores are compared: large ones by 13 digits.
func alike(before, value float64) bool {
	return value-before < nothing*max(1, math.Abs(before)/1e3, math.Abs(value)/1e3)
}

// values checks that each level can be shown: the level shown is the highest whose value the score reaches, so a level
// worth no more than the one below it hides that one.
func (l *linter) values(s *rubric.Scale, path string) {
	if len(s.Levels) < 2 {
		l.err(path, "scale", say.Both("scale %s has one level; nothing can be told apart", "标尺 %s 只有一级，分不出高低", s.ID))
	}
	for k := 1; k < len(s.Levels); k++ {
		low, high := s.Levels[k-1], s.Levels[k]
		if alike(low.Value, high.Value) {
			l.err(fmt.Sprintf("%s/%d", path, high.Level), "values", say.Both(
				"level %[3]d can never be shown: a score that reaches its value (%[4]v) also reaches level %[1]d (%[2]v); values rise with levels",
				"第 %[3]d 级永远不会出现：达到它的分值（%[4]v）就已经达到第 %[1]d 级（%[2]v）；级别越高分值应越高", high.Level, high.Value, low.Level, low.Value))
		}
	}
}

// geometric judges the values of a scale where a geometric mean is taken of them. It has no logarithm of 0 or less, and
// is 0 instead.
func (l *linter) geometric(s *rubric.Scale, path string) {
	rules := l.r.Scoring
	if rules.Practice.Aggregate != rubric.Geometric && rules.Dimension.Aggregate != rubric.Geometric &&
		rules.Part.Aggregate != rubric.Geometric && rules.Overall.Aggregate != rubric.Geometric {
		return
	}
	for _, level := range s.Levels {
		at := fmt.Sprintf("%s/%d", path, level.Level)
		switch {
		case level.Value < 0:
			l.err(at, "geometric", say.Both("level %d is worth %v; a geometric mean is never below 0, so no mean shows it",
				"第 %d 级的分值是 %v；几何平均不会低于 0，平均后永远不会出现这一级", level.Level, level.Value))
		case level.Value == 0:
			l.warn(at, "geometric", say.Both("level %d is worth 0: one such value makes a geometric mean 0, whatever the others are; give it a value above 0 unless that is meant",
				"第 %d 级的分值是 0：只要有一个，几何平均就是 0，别的再高也没用；如果不是有意的，请给它大于 0 的分值", level.Level))
		}
	}
}

// aboveLowest warns of a cap that no practice ever meets: a score is never more than the span of its scale above the
// lowest.
func (l *linter) aboveLowest() {
	rule := l.r.Scoring.Practice
	if rule.AboveLowest == nil {
		return
	}
	const path = "scoring/practice/above_lowest"
	if rule.Aggregate == rubric.Min {
		l.warn(path, "above-lowest", say.Both("above_lowest changes nothing: min is the lowest criterion itself", "above_lowest 不起作用：min 本来就是最低的那条标准"))
		return
	}
	widest := 0.0
	for i := range l.r.Scales {
		widest = max(widest, l.r.Scales[i].Highest()-l.r.Scales[i].Lowest())
	}
	if *rule.AboveLowest >= widest {
		l.warn(path, "above-lowest", say.Both("above_lowest %v changes nothing: no scale spans more than %v", "above_lowest %v 不起作用：没有哪把标尺的跨度超过 %v", *rule.AboveLowest, tidy(widest)))
	}
}

// points is the lowest and the highest that a practice which sums can score: sum(w*x) with every criterion at its worst
// and at its best. Where practices have levels, reading has checked their targets already, and ok is false.
func (l *linter) points(p *rubric.Practice) (low, high float64, ok bool) {
	if l.r.LevelsOf(p) != nil {
		return 0, 0, false
	}
	low, high = l.sumOf(p)
	return low, high, l.sums()
}

// sumOf is the lowest and the highest that the criteria of a practice add up to.
func (l *linter) sumOf(p *rubric.Practice) (low, high float64) {
	low, high = l.r.Scoring.Practice.Start, l.r.Scoring.Practice.Start
	for _, c := range p.Criteria {
		s := l.r.Scale(c.Scale)
		low += c.Weight * s.Lowest()
		high += c.Weight * s.Highest()
	}
	return low, high
}

// readOn checks a sum against the scale that it is read on: every level can be reached, and no score lies below all.
func (l *linter) readOn(p *rubric.Practice, scale *rubric.Scale) {
	if !l.sums() {
		return
	}
	low, high := l.sumOf(p)
	top := scale.Levels[len(scale.Levels)-1]
	if !alike(high, top.Value) {
		l.err("practices/"+p.ID+"/criteria", "points", say.Both(
			"%[1]s adds up to %[2]v at most, so that level %[3]d of %[4]s (%[5]v) is never reached: give its criteria the weights for it",
			"%[1]s 最多加到 %[2]v 分，永远到不了标尺 %[4]s 的 %[3]d 级（%[5]v）：请调整各条标准的权重", p.ID, tidy(high), top.Level, scale.ID, top.Value))
	}
	if !alike(low, scale.Levels[0].Value) {
		l.err("practices/"+p.ID+"/criteria", "points", say.Both(
			"%[1]s adds up to %[2]v at least, below the lowest level of %[3]s (%[4]v): such a score has no level",
			"%[1]s 最少加到 %[2]v 分，低于标尺 %[3]s 最低级的 %[4]v：这样的得分没有级别", p.ID, tidy(low), scale.ID, scale.Levels[0].Value))
	}
}

// reachable checks a number of points asked of a practice; what is the word for it.
func (l *linter) reachable(path string, points float64, p *rubric.Practice, what say.Message) {
	low, high, ok := l.points(p)
	if !ok || alike(points, low) && alike(high, points) {
		return
	}
	l.err(path, "points", say.Both("the %v %v is no possible score: %s scores from %v to %v points", "%v %v 不在可能的得分之内：%s 的得分从 %v 到 %v 分",
		what, points, p.ID, tidy(low), tidy(high)))
}

// targets checks that the targets and the floor lie within what the practice can score.
func (l *linter) targets(p *rubric.Practice, path string) {
	target := say.Both("target", "目标")
	if p.Target.All != nil {
		l.reachable(path+"/target", *p.Target.All, p, target)
	}
	for _, s := range l.r.Stages {
		if v, ok := p.Target.By[s.ID]; ok {
			l.reachable(path+"/target/"+s.ID, v, p, target)
		}
	}
	if p.Floor != nil {
		l.reachable(path+"/floor", *p.Floor, p, say.Both("floor", "底线"))
	}
}

// floor finds a floor above what the practice is asked to reach.
func (l *linter) floor(p *rubric.Practice, path string) {
	if p.Floor == nil {
		return
	}
	for _, stage := range l.r.StageKeys() {
		if target, ok := p.Target.At(stage); ok && *p.Floor > target {
			l.err(path+"/floor", "floor", say.Both("the floor %[1]v is above the target %[2]v%[3]s", "底线 %[1]v 高于目标 %[2]v%[4]s", *p.Floor, target, in(stage).EN, in(stage).ZH))
			return
		}
	}
}

// highestTarget is the most that any stage asks of a practice, and whether one asks at all.
func (l *linter) highestTarget(p *rubric.Practice) (highest float64, known bool) {
	for _, stage := range l.r.StageKeys() {
		if t, ok := p.Target.At(stage); ok && (!known || t > highest) {
			highest, known = t, true
		}
	}
	return highest, known
}

// requirements finds prerequisites that can never be met, or that always are.
func (l *linter) requirements(p *rubric.Practice, path string) {
	for _, req := range p.Requires {
		at, other := path+"/requires/"+req.Practice, l.find(req.Practice)
		l.reachable(at, req.Level, other, say.Both("prerequisite", "前置要求"))
		if best, known := l.highestTarget(other); known && req.Level > best {
			l.err(at, "requires", say.Both(
				"requires %[1]s at %[2]v, but no stage asks %[1]s for more than %[3]v", "要求 %[1]s 达到 %[2]v，但各阶段对它的目标最高只有 %[3]v", req.Practice, req.Level, best))
		}
		if lowest, ok := l.lowest(other); ok && req.Level <= lowest {
			l.warn(at, "requires", say.Both("requires %s at %v, which is its lowest and so always met", "要求 %[1]s 达到 %[2]v，可它最低就是 %[2]v，这个要求永远满足", req.Practice, req.Level))
		}
		l.lifted(at, req, other)
	}
}

// lowest is the least a practice can have, as requirements are written: a level, or points where it sums. It has none
// where it mixes scales.
func (l *linter) lowest(p *rubric.Practice) (float64, bool) {
	if low, _, ok := l.points(p); ok {
		return low, true
	}
	if own := l.r.LevelsOf(p); own != nil {
		return float64(own.Levels[0].Level), true
	}
	return 0, false
}

// lifted warns of a prerequisite whose practice has no action for a step on the way: every plan stops there. A rubric
// without any action makes no plans.
func (l *linter) lifted(path string, req rubric.Requirement, other *rubric.Practice) {
	own := l.r.LevelsOf(other)
	if own == nil || !l.plans() {
		return
	}
	for _, level := range own.Levels[1:] {
		if float64(level.Level) <= req.Level && !leadsTo(other, level.Level) {
			l.warn(path, "requires", say.Both("requires %[1]s at %[2]v, but no action lifts %[1]s to %[3]d: every plan stops there",
				"要求 %[1]s 达到 %[2]v，但没有行动把 %[1]s 升到 %[3]d：计划走到这里就停", req.Practice, req.Level, level.Level))
			return
		}
	}
}

// plans reports whether the rubric has any action.
func (l *linter) plans() bool {
	for i := range l.r.Practices {
		if len(l.r.Practices[i].Actions) > 0 {
			return true
		}
	}
	return false
}
