package assess

import (
	"maps"
	"slices"

	"fathom/rubric"
)

// Span is what scores lie between, in points.
type Span struct{ Low, High float64 }

// Spans are what the scores of every node lie between, in rubric order: whatever is answered, does not apply or was not
// asked, at any stage and in any sector. Where nothing is added up they are the ends of the scales; where points are
// added up, they may be wider than what can be reached.
type Spans struct {
	Overall                      Span
	Parts, Dimensions, Practices []Span
}

// Spans finds them.
func (m *Model) Spans() Spans {
	r := m.Rubric
	var out Spans
	var practices, dims, parts []float64 // their weights at most
	for i := range m.practices {
		out.Practices = append(out.Practices, m.spanOf(i))
		practices = append(practices, m.heaviest(i))
	}
	for d, kids := range m.dims {
		out.Dimensions = append(out.Dimensions, join(&r.Scoring.Dimension, out.Practices, practices, kids))
		dims = append(dims, largest(r.Dimensions[d].Weight, sum(practices, kids)))
	}
	for p, kids := range m.parts {
		out.Parts = append(out.Parts, join(&r.Scoring.Part, out.Dimensions, dims, kids))
		parts = append(parts, largest(r.Parts[p].Weight, sum(dims, kids)))
	}
	out.Overall = join(&r.Scoring.Overall, out.Parts, parts, span{0, len(parts)})
	return out
}

func (m *Model) spanOf(i int) Span {
	spans, weights := make([]Span, len(m.criteria)), make([]float64, len(m.criteria))
	kids := m.practices[i].criteria
	for k := kids.from; k < kids.to; k++ {
		c := &m.criteria[k]
		spans[k], weights[k] = Span{c.lets(c.lowest), c.lets(c.highest)}, c.weight
	}
	return join(&m.Rubric.Scoring.Practice, spans, weights, kids)
}

// join is the span of a node above others. What is added up, or multiplied, may be nothing.
func join(rule *rubric.Rule, spans []Span, weights []float64, kids span) Span {
	if kids.from == kids.to {
		return Span{}
	}
	out := spans[kids.from]
	for _, s := range spans[kids.from:kids.to] {
		out.Low, out.High = min(out.Low, s.Low), max(out.High, s.High)
	}
	switch w := sum(weights, kids); {
	case rule.Aggregate == rubric.Sum && rule.Scale != "": // of all the weight, whatever applies
		return Span{rule.Start + w*out.Low, rule.Start + w*out.High}
	case rule.Aggregate == rubric.Sum:
		return Span{rule.Start + w*min(out.Low, 0), rule.Start + w*max(out.High, 0)}
	case rule.Aggregate == rubric.Geometric && out.Low <= 0:
		out.High = max(out.High, 0)
	}
	return out
}

func sum(of []float64, kids span) (all float64) {
	for _, x := range of[kids.from:kids.to] {
		all += x
	}
	return all
}

// heaviest is the most that practice i weighs at any stage and in any sector.
func (m *Model) heaviest(i int) float64 {
	p := &m.Rubric.Practices[i]
	more := 0.0
	for k := range m.Rubric.Sectors {
		more = max(more, m.Rubric.Sectors[k].Weights[p.ID])
	}
	if p.ByCriteria {
		return p.Whole()
	}
	return largest(p.Weight, 1) + more
}

// largest is the largest number that is given for any stage, or the one that stands where none is, if that is larger.
func largest(p rubric.PerStage, without float64) float64 {
	if p.All != nil {
		return *p.All
	}
	return slices.Max(append(slices.Collect(maps.Values(p.By)), without))
}
