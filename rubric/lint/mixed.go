package lint

import (
	"math"

	"fathom/rubric"
	"fathom/rubric/say"
)

// extent is what a node's score lies between, and which node first showed it.
type extent struct {
	id        string
	low, high float64
	known     bool // not so for what is mixed itself, weighs nothing or adds up
}

// differs reports whether two scales are of different size: an end of one is further off than a tenth of the larger
// one. Less is meant: 0 to 1 beside 0.1 to 1, where one never comes to nothing.
func (e extent) differs(o extent) bool {
	room := max(e.high-e.low, o.high-o.low)/10 + nothing
	return math.Abs(e.low-o.low) > room || math.Abs(e.high-o.high) > room
}

// mixed warns of scales of different size under one mean: 1 to 5 beside 0 to 100, a step on the larger one counts for
// twenty-five. Each mix is told once, where it first comes together.
func (l *linter) mixed() {
	ofPractices, ofDimensions := map[string][]extent{}, map[string][]extent{}
	for i := range l.r.Practices {
		p := &l.r.Practices[i]
		low, high := l.span(p)
		ofPractices[p.Dimension] = append(ofPractices[p.Dimension], extent{p.ID, low, high, l.weighs(p.Weight)})
	}
	for _, d := range l.r.Dimensions {
		e := l.together("dimensions/"+d.ID, d.ID, l.r.Scoring.Dimension.Aggregate, ofPractices[d.ID])
		e.known = e.known && l.weighs(d.Weight)
		ofDimensions[d.Part] = append(ofDimensions[d.Part], e)
	}
	var parts []extent
	for _, p := range l.r.Parts {
		e := l.together("parts/"+p.ID, p.ID, l.r.Scoring.Part.Aggregate, ofDimensions[p.ID])
		e.known = e.known && l.weighs(p.Weight)
		parts = append(parts, e)
	}
	l.together("scoring/overall", "overall", l.r.Scoring.Overall.Aggregate, parts)
}

// together is what a node scores that puts others together, and warns where they do not fit. Points that are added up
// are of no scale.
func (l *linter) together(path, id string, agg rubric.Aggregate, children []extent) extent {
	var first extent
	for _, e := range children {
		switch {
		case !e.known:
		case !first.known:
			first = e
		case agg != rubric.Sum && e.differs(first):
			l.warn(path, "mixed-scales", say.Both(
				"%[1]s puts scores of different scales into one: %[2]s goes from %[3]v to %[4]v, %[5]s from %[6]v to %[7]v; give their levels values of one size (value: ...), or add points up (aggregate: sum)",
				"%[1]s 把不同标尺的得分合成一个：%[2]s 从 %[3]v 到 %[4]v，%[5]s 从 %[6]v 到 %[7]v；请给各级写上同样大小的分值（value: ……），或改为求和（aggregate: sum）",
				id, first.id, tidy(first.low), tidy(first.high), e.id, tidy(e.low), tidy(e.high)))
			return extent{}
		}
	}
	first.id, first.known = id, first.known && agg != rubric.Sum
	return first
}

// weighs reports whether a weight counts at some stage.
func (l *linter) weighs(w rubric.PerStage) bool {
	for _, stage := range l.r.StageKeys() {
		if v, ok := w.At(stage); !ok || v > 0 {
			return true
		}
	}
	return false
}
