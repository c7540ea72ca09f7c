package rubric

import "slices"

// Profile is a named choice of criteria, such as those for a small firm: a depth of the rubric's own. Criteria say to
// which profiles they belong.
type Profile struct {
	ID      string `json:"id"`
	Name    Text   `json:"name,omitempty"`
	Meaning Text   `json:"meaning,omitempty"` // whom it is for
	// ids of profiles whose criteria it asks, too; never a cycle
	Includes []string `json:"includes,omitempty"`
}

// MaxProfiles is how many profiles a rubric may have.
const MaxProfiles = 64

// ProfileIDs are the ids of the profiles, in rubric order.
func (r *Rubric) ProfileIDs() []string {
	return idsOf(r.Profiles, func(p Profile) string { return p.ID })
}

// Profile returns the profile with the given id, or nil.
func (r *Rubric) Profile(id string) *Profile {
	for i := range r.Profiles {
		if r.Profiles[i].ID == id {
			return &r.Profiles[i]
		}
	}
	return nil
}

// Included are the ids of the profiles whose criteria a profile asks: its own, and those that it includes, directly or
// through others. None where there is no such profile.
func (r *Rubric) Included(id string) []string {
	var out []string
	var add func(string)
	add = func(id string) {
		p := r.Profile(id)
		if p == nil || slices.Contains(out, id) {
			return
		}
		out = append(out, id)
		for _, other := range p.Includes {
			add(other)
		}
	}
	add(id)
	return out
}

// ProfileAsks tells of each criterion, in rubric order, whether a profile asks it.
func (r *Rubric) ProfileAsks(id string) []bool {
	in := r.Included(id)
	var out []bool
	for i := range r.Practices {
		for k := range r.Practices[i].Criteria {
			asks := func(profile string) bool { return slices.Contains(in, profile) }
			out = append(out, slices.ContainsFunc(r.Practices[i].Criteria[k].Profiles, asks))
		}
	}
	return out
}

// ProfileParts are the ids of the parts of which a profile asks something, in rubric order.
func (r *Rubric) ProfileParts(id string) []string {
	asked, asks, at := map[string]bool{}, r.ProfileAsks(id), 0
	partOf := map[string]string{}
	for _, d := range r.Dimensions {
		partOf[d.ID] = d.Part
	}
	for _, p := range r.Practices {
		if slices.Contains(asks[at:at+len(p.Criteria)], true) {
			asked[partOf[p.Dimension]] = true
		}
		at += len(p.Criteria)
	}
	return slices.DeleteFunc(r.PartIDs(), func(part string) bool { return !asked[part] })
}
