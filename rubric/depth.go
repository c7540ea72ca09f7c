package rubric

import (
	"slices"
	"strings"
)

// The depths that every rubric has: everything, and the core criteria.
const (
	FullDepth  = "full"
	QuickDepth = "quick"
)

// Depth is how much is asked. The zero value is everything.
type Depth struct {
	Choice string // QuickDepth for the core criteria, the id of a profile for those of it, "" for all
	Part   string // the id of the one part of which they are asked, "" for all
}

// String is the word for the depth that files and flags use: full, quick, the id of a profile or part, or the first
// with the id of a part behind a slash.
func (d Depth) String() string {
	switch {
	case d.Choice == "" && d.Part == "":
		return FullDepth
	case d.Choice == "" || d.Part == "":
		return d.Choice + d.Part
	}
	return d.Choice + "/" + d.Part
}

// DepthOf is the depth that a word of [Rubric.Depths] means, and "" as full. Any other word is taken for a part.
func (r *Rubric) DepthOf(word string) Depth {
	if word == "" || word == FullDepth {
		return Depth{}
	}
	choice, part, _ := strings.Cut(word, "/")
	if choice == QuickDepth || r.Profile(choice) != nil {
		return Depth{choice, part}
	}
	return Depth{Part: word}
}

// DepthIn is the depth that asks of one part what another depth asks of all.
func (r *Rubric) DepthIn(part, depth string) string {
	return Depth{r.DepthOf(depth).Choice, part}.String()
}

// Depths are the words for how much is asked: full, quick (core criteria), the id of a profile (its criteria), and the
// id of the one part that is asked; where there are several parts also quick or the id of a profile, a slash, and the
// id of a part.
func (r *Rubric) Depths() []string {
	choices := append([]string{QuickDepth}, r.ProfileIDs()...)
	out := slices.Concat([]string{FullDepth}, choices, r.PartIDs())
	if len(r.Parts) == 1 {
		return out
	}
	for _, choice := range choices {
		for i := range r.Parts {
			out = append(out, Depth{choice, r.Parts[i].ID}.String())
		}
	}
	return out
}

// MemberDepth is how much is asked about one member of the channel where a depth is wanted: of the part that rates a
// member alone, but for who wants all of it. It is "" where several parts do, and somebody has to say which; not ok
// where the depth, or the rubric, asks nothing about a member.
func (r *Rubric) MemberDepth(depth string) (word string, ok bool) {
	d := r.DepthOf(depth)
	parts := r.MemberParts()
	if r.Profile(d.Choice) != nil {
		asked := r.ProfileParts(d.Choice)
		parts = slices.DeleteFunc(parts, func(part string) bool { return !slices.Contains(asked, part) })
	}
	switch {
	case len(parts) == 0:
		return "", false
	case depth == FullDepth, slices.Contains(parts, d.Part):
		return depth, true
	case d.Part != "":
		return "", false
	case len(parts) > 1:
		return "", true
	}
	return r.DepthIn(parts[0], depth), true
}

// RatesMember reports whether all that a depth asks is of a member of the channel, and nothing of the subject itself.
func (r *Rubric) RatesMember(depth string) bool {
	members, parts := r.MemberParts(), r.PartsOf(depth)
	return len(parts) > 0 && !slices.ContainsFunc(parts, func(part string) bool {
		return !slices.Contains(members, part)
	})
}

// PartsOf are the ids of the parts of which a depth asks something, in rubric order.
func (r *Rubric) PartsOf(depth string) []string {
	d, parts := r.DepthOf(depth), r.PartIDs()
	if r.Profile(d.Choice) != nil {
		parts = r.ProfileParts(d.Choice)
	}
	return slices.DeleteFunc(parts, func(part string) bool { return d.Part != "" && part != d.Part })
}
