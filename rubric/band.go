package rubric

import "slices"

// Band is a name for the scores of a node from a number on, up to where the next band begins: [From, next From). It is
// for names that are not the levels of its criteria: red, amber and green, or the risk of a number of points.
type Band struct {
	ID   string  `json:"id"`
	From float64 `json:"from"` // in points of the node's score; the band's own
	Name Text    `json:"name,omitempty"`
}

// Bands are the bands of every node, in rubric order; none where its scores have no names.
type Bands struct {
	Overall                      []Band
	Parts, Dimensions, Practices [][]Band
}

// Bands finds them: a node's own, else those of all nodes of its kind.
func (r *Rubric) Bands() Bands {
	s, out := &r.Scoring, Bands{Overall: r.Scoring.Overall.Bands}
	for i := range r.Parts {
		out.Parts = append(out.Parts, s.Part.bandsOr(r.Parts[i].Bands))
	}
	for i := range r.Dimensions {
		out.Dimensions = append(out.Dimensions, s.Dimension.bandsOr(r.Dimensions[i].Bands))
	}
	for i := range r.Practices {
		out.Practices = append(out.Practices, s.Practice.bandsOr(r.Practices[i].Bands))
	}
	return out
}

func (r *Rule) bandsOr(own []Band) []Band {
	if len(own) > 0 {
		return own
	}
	return r.Bands
}

// HasBands reports whether the scores of any node have names.
func (r *Rubric) HasBands() bool {
	of := r.Bands()
	has := func(b []Band) bool { return len(b) > 0 }
	return has(of.Overall) || slices.ContainsFunc(slices.Concat(of.Parts, of.Dimensions, of.Practices), has)
}
