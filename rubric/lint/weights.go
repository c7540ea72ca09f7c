package lint

import (
	"math"

	"fathom/rubric"
	"fathom/rubric/say"
)

// weights checks that something counts at every stage, and that everything counts somewhere.
func (l *linter) weights() {
	if l.allZero() {
		return
	}
	l.practiceWeights()
	for _, d := range l.r.Dimensions {
		l.zero("dimensions/"+d.ID, d.Weight, d.ID)
	}
	for _, p := range l.r.Parts {
		l.zero("parts/"+p.ID, p.Weight, p.ID)
	}
}

// forgotten warns of a stage that practices with numbers for the stages have none for: there they weigh 1, and have no
// gap.
func (l *linter) forgotten() {
	for _, s := range l.r.Stages {
		lacks := func(p rubric.PerStage) bool { _, ok := p.At(s.ID); return !p.IsZero() && !ok }
		weights, targets := 0, 0
		for i := range l.r.Practices {
			if lacks(l.r.Practices[i].Weight) {
				weights++
			}
			if lacks(l.r.Practices[i].Target) {
				targets++
			}
		}
		if weights+targets > 0 {
			l.warn("stages/"+s.ID, "stage", say.Both("at the stage %[1]s, %[4]s, and %[5]s",
				"阶段 %[1]s：有 %[2]d 项在别的阶段写了权重，这里没写，按 1 算；有 %[3]d 项在别的阶段写了目标，这里没写，就没有差距", s.ID, weights, targets,
				say.Count(weights, "1 practice that has a weight at other stages weighs 1", "%d practices that have a weight at other stages weigh 1"),
				say.Count(targets, "1 that has a target at others has none, and so no gap", "%d that have a target at others have none, and so no gap")))
		}
	}
}

// allZero finds stages at which nothing can be scored.
func (l *linter) allZero() (found bool) {
	for _, stage := range l.r.StageKeys() {
		sum := 0.0
		for i := range l.r.Practices {
			sum += l.r.Practices[i].WeightAt(stage)
		}
		if sum == 0 {
			found = true
			l.err("practices", "weights", say.Both("all weights are 0%[1]s; nothing can be scored", "权重全为 0%[2]s，无法计分", in(stage).EN, in(stage).ZH))
		}
	}
	return found
}

// zero warns of a dimension or part that weighs nothing at every stage.
func (l *linter) zero(path string, w rubric.PerStage, id string) {
	if !l.weighs(w) {
		l.warn(path+"/weight", "weight", weightless(id))
	}
}

func weightless(id string) say.Message {
	return say.Both("%s weighs 0 everywhere: it is asked, and no answer counts", "%s 的权重处处是 0：问了，但怎么答都不计分", id)
}

// practiceWeights warns of practices that their dimension does not feel: at every stage, and even in the sector that
// favours it most, a practice that goes from its worst to its best moves the score of its dimension by less than half
// of the last digit printed (0.05 point; 0.005 where the scale spans 1 or less).
func (l *linter) practiceWeights() {
	favour, moves := l.favours(), make([]float64, len(l.r.Practices))
	for _, stage := range l.r.StageKeys() {
		all := map[string]float64{} // by dimension
		for i := range l.r.Practices {
			p := &l.r.Practices[i]
			all[p.Dimension] += p.WeightAt(stage)
		}
		for i := range l.r.Practices {
			p := &l.r.Practices[i]
			low, high := l.span(p)
			w := p.WeightAt(stage) + favour[p.ID]
			moves[i] = max(moves[i], swing(l.r.Scoring.Dimension.Aggregate, w, all[p.Dimension]+favour[p.ID], low,
				high))
		}
	}
	for i := range l.r.Practices {
		p := &l.r.Practices[i]
		l.felt("practices/"+p.ID+"/weight", p.ID, moves[i], l.printed(p, l.r.Scoring.Dimension.Aggregate))
	}
}

// favours is the most that a sector adds to each practice's weight.
func (l *linter) favours() map[string]float64 {
	out := map[string]float64{}
	for _, s := range l.r.Sectors {
		for id, w := range s.Weights {
			out[id] = max(out[id], w)
		}
	}
	return out
}

// criterionWeights is practiceWeights for the criteria of a practice. A cap above the lowest lets the lightest
// criterion pull the practice down, so long as it weighs anything.
func (l *linter) criterionWeights(p *rubric.Practice, path string, scale *rubric.Scale) {
	rule, all := l.r.Scoring.Practice, 0.0
	for _, c := range p.Criteria {
		all += c.Weight
	}
	if all == 0 {
		l.err(path+"/criteria", "weights", say.Both("all criteria of %s have weight 0", "%s 的标准权重全为 0", p.ID))
		return
	}
	if rule.Aggregate == rubric.Staged {
		scale = l.scored(p)
	}
	low, high := scale.Lowest(), scale.Highest()
	for _, c := range p.Criteria {
		move := swing(rule.Aggregate, c.Weight, all, low, high)
		if rule.AboveLowest != nil && c.Weight > 0 {
			move = max(move, high-low-*rule.AboveLowest)
		}
		l.felt(path+"/criteria/"+c.ID+"/weight", rubric.FullID(p.ID, c.ID), move, l.printed(p, rule.Aggregate))
	}
}

// felt warns when the most that something can move a score is less than a report shows.
func (l *linter) felt(path, id string, move, printed float64) {
	switch {
	case move == 0:
		l.warn(path, "weight", weightless(id))
	case move < printed-nothing:
		l.warn(path, "weight", say.Both("%s weighs so little that from worst to best it moves the score above it by %v at most: no report shows that",
			"%s 的权重太小：从最差到最好，上一层的得分最多只变 %v，报告里看不出来", id, roughly(move, 2)))
	}
}

// swing is how far a score moves when one child of weight w, of all the weight, goes from low to high while the others
// are at their best.
func swing(agg rubric.Aggregate, w, all, low, high float64) float64 {
	switch {
	case w == 0:
		return 0
	case agg == rubric.Sum:
		return w * (high - low)
	case agg == rubric.Min || agg == rubric.Staged:
		return high - low
	case agg == rubric.Geometric && high > 0:
		return high * (1 - math.Pow(max(low, 0)/high, w/all))
	}
	return w / all * (high - low)
}

// span is the lowest and the highest score of a practice.
func (l *linter) span(p *rubric.Practice) (low, high float64) {
	if l.sums() {
		return l.sumOf(p)
	}
	s := l.scored(p)
	return s.Lowest(), s.Highest()
}

// printed is half of the last digit of a score that is made of p or of its criteria by an aggregate.
func (l *linter) printed(p *rubric.Practice, agg rubric.Aggregate) float64 {
	s := l.scored(p)
	if agg != rubric.Sum && !l.sums() && s.Highest()-s.Lowest() <= 1 {
		return 0.005
	}
	return 0.05
}
