package rubric

import (
	"maps"
	"slices"
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
func (r *Rubric) Spans() Spans {
	var out Spans
	var practices, dims, parts []float64 // their weights at most
	for i := range r.Practices {
		out.Practices = append(out.Practices, r.spanOf(i))
		practices = append(practices, r.heaviest(i))
	}
	from := 0
	for d := range r.Dimensions {
		to := from + among(r.Practices[from:], func(p *Practice) bool { return p.Dimension == r.Dimensions[d].ID })
		out.Dimensions = append(out.Dimensions, join(&r.Scoring.Dimension, out.Practices[from:to], practices[from:to]))
		dims = append(dims, largest(r.Dimensions[d].Weight, sum(practices[from:to])))
		from = to
	}
	from = 0
	for p := range r.Parts {
		to := from + among(r.Dimensions[from:], func(d *Dimension) bool { return d.Part == r.Parts[p].ID })
		out.Parts = append(out.Parts, join(&r.Scoring.Part, out.Dimensions[from:to], dims[from:to]))
		parts = append(parts, largest(r.Parts[p].Weight, sum(dims[from:to])))
		from = to
	}
	out.Overall = join(&r.Scoring.Overall, out.Parts, parts)
	return out
}

// among is how many nodes at the head of a list belong to the same one above.
func among[T any](nodes []T, belongs func(*T) bool) (n int) {
	for n < len(nodes) && belongs(&nodes[n]) {
		n++
	}
	return n
}

func (r *Rubric) spanOf(i int) Span {
	var spans []Span
	var weights []float64
	for _, c := range r.Practices[i].Criteria {
		spans, weights = append(spans, r.brings(&c)), append(weights, c.Weight)
	}
	return join(&r.Scoring.Practice, spans, weights)
}

// brings is what a criterion's answers bring to its practice: their values, and in a staged one what they let it be.
func (r *Rubric) brings(c *Criterion) Span {
	if rule := &r.Scoring.Practice; rule.Aggregate == Staged {
		own := r.Scale(rule.Scale)
		return Span{own.Below(*c.Rung).Value, own.Highest()}
	}
	scale := r.Scale(c.Scale)
	return Span{scale.Lowest(), scale.Highest()}
}

// join is the span of a node above others. What is added up, or multiplied, may be nothing; each of what is added up
// brings at most its own points.
func join(rule *Rule, spans []Span, weights []float64) Span {
	if len(spans) == 0 {
		return Span{}
	}
	out := spans[0]
	for _, s := range spans {
		out.Low, out.High = min(out.Low, s.Low), max(out.High, s.High)
	}
	switch {
	case rule.Aggregate == Sum && rule.Scale != "": // of all the weight, whatever applies
		w := sum(weights)
		return Span{rule.Start + w*out.Low, rule.Start + w*out.High}
	case rule.Aggregate == Sum:
		out = Span{rule.Start, rule.Start}
		for i, s := range spans {
			out.Low, out.High = out.Low+weights[i]*min(s.Low, 0), out.High+weights[i]*max(s.High, 0)
		}
	case rule.Aggregate == Geometric && out.Low <= 0:
		out.High = max(out.High, 0)
	}
	return out
}

func sum(of []float64) (all float64) {
	for _, x := range of {
		all += x
	}
	return all
}

// heaviest is the most that practice i weighs at any stage and in any sector.
func (r *Rubric) heaviest(i int) float64 {
	p := &r.Practices[i]
	more := 0.0
	for k := range r.Sectors {
		more = max(more, r.Sectors[k].Weights[p.ID])
	}
	if p.ByCriteria {
		return p.Whole()
	}
	return largest(p.Weight, 1) + more
}

// largest is the largest number that is given for any stage, or the one that stands where none is, if that is larger.
func largest(p PerStage, without float64) float64 {
	if p.All != nil {
		return *p.All
	}
	return slices.Max(append(slices.Collect(maps.Values(p.By)), without))
}
