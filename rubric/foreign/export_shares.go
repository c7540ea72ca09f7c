package foreign

import (
	"math"

	"fathom/rubric"
)

// sameShares reports whether two rubrics with the same criteria weigh them alike: of the score of all, each criterion
// makes the same share.
func sameShares(a, b *rubric.Rubric, stage string) bool {
	x, y := sharesOf(a, stage), sharesOf(b, stage)
	if x == nil || len(x) != len(y) {
		return false
	}
	for id, share := range x {
		if other, there := y[id]; !there || math.Abs(share-other) > 1e-9 {
			return false
		}
	}
	return true
}

// sharesOf are the shares of the criteria in the score of all, where each is answered, by their ids; nil where scores
// are no means, or nothing weighs anything. That a practice stays near its lowest criterion is no matter of weights.
func sharesOf(r *rubric.Rubric, stage string) map[string]float64 {
	s := r.Scoring
	for _, rule := range []rubric.Rule{s.Practice, s.Dimension, s.Part, s.Overall} {
		if rule.Aggregate != rubric.Mean {
			return nil
		}
	}
	dimensions, parts, all := weigh(r, stage)
	out := map[string]float64{}
	for i := range r.Practices {
		p := &r.Practices[i]
		d := dimensions[p.Dimension]
		of := parts[d.part]
		if p.Whole() == 0 || d.sum == 0 || of.sum == 0 || all == 0 {
			continue
		}
		share := p.WeightAt(stage) / d.sum * d.weight / of.sum * of.weight / all
		for k := range p.Criteria {
			c := &p.Criteria[k]
			out[rubric.FullID(p.ID, c.ID)] = share * c.Weight / p.Whole()
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// weighed is what a dimension or part weighs, and what stands below it together.
type weighed struct {
	part        string
	weight, sum float64
}

// weigh adds up the weights of dimensions, of parts, and of all.
func weigh(r *rubric.Rubric, stage string) (dimensions, parts map[string]weighed, all float64) {
	dimensions, parts = map[string]weighed{}, map[string]weighed{}
	for i := range r.Practices {
		d := dimensions[r.Practices[i].Dimension]
		d.sum += r.Practices[i].WeightAt(stage)
		dimensions[r.Practices[i].Dimension] = d
	}
	for i := range r.Dimensions {
		d := dimensions[r.Dimensions[i].ID]
		d.part, d.weight = r.Dimensions[i].Part, d.sum
		if w, given := r.Dimensions[i].Weight.At(stage); given && d.sum > 0 {
			d.weight = w
		}
		dimensions[r.Dimensions[i].ID] = d
		p := parts[d.part]
		p.sum += d.weight
		parts[d.part] = p
	}
	for i := range r.Parts {
		p := parts[r.Parts[i].ID]
		p.weight = p.sum
		if w, given := r.Parts[i].Weight.At(stage); given && p.sum > 0 {
			p.weight = w
		}
		parts[r.Parts[i].ID] = p
		all += p.weight
	}
	return dimensions, parts, all
}
