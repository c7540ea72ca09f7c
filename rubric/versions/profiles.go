package versions

import "fathom/rubric"

// Profiles are the ids of the profiles of both rubrics that ask other criteria in the new one: those that are there in
// both and have gone in or out, and those that are new or gone.
func (c *Changes) Profiles() (out []string) {
	for _, id := range c.New.ProfileIDs() {
		if c.Old.Profile(id) == nil {
			continue
		}
		was, is := askedBy(c.Old, id), askedBy(c.New, id)
		for i := range c.Criteria {
			if x := &c.Criteria[i]; was[x.Was] != is[x.ID] {
				out = append(out, id)
				break
			}
		}
	}
	return out
}

// askedBy are the full ids of the criteria that a profile asks.
func askedBy(r *rubric.Rubric, profile string) map[string]bool {
	asks, out := r.ProfileAsks(profile), map[string]bool{}
	for i, id := range r.CriterionIDs() {
		out[id] = asks[i]
	}
	return out
}
