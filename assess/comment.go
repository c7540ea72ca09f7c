package assess

import (
	"slices"

	"fathom/rubric"
)

// SummaryComment is the id of the comment on the whole, in [Assessment.Comments].
const SummaryComment = "summary"

// CommentIDs lists what can be commented on: the whole, then each part, its dimensions, and their practices below them,
// in rubric order. An id that two of them share stands once, and means the outer one.
func CommentIDs(r *rubric.Rubric) []string {
	out := []string{SummaryComment}
	add := func(id string) {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	for i := range r.Parts {
		add(r.Parts[i].ID)
		for j := range r.Dimensions {
			d := &r.Dimensions[j]
			if d.Part != r.Parts[i].ID {
				continue
			}
			add(d.ID)
			for k := range r.Practices {
				if r.Practices[k].Dimension == d.ID {
					add(r.Practices[k].ID)
				}
			}
		}
	}
	return out
}
