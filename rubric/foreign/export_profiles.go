package foreign

import (
	"slices"
	"strings"

	"fathom/rubric"
	"fathom/rubric/strictyaml"
)

// This file writes profiles. What a profile includes is written as its own: no list and no library has a word for it.

// askedBy are the ids of the profiles that ask each criterion, by its full id: its own first.
func askedBy(r *rubric.Rubric) map[string][]string {
	out := map[string][]string{}
	for i := range r.Practices {
		for k := range r.Practices[i].Criteria {
			c := &r.Practices[i].Criteria[k]
			out[rubric.FullID(r.Practices[i].ID, c.ID)] = slices.Clone(c.Profiles)
		}
	}
	for _, id := range r.ProfileIDs() {
		asks := r.ProfileAsks(id)
		for i, full := range r.CriterionIDs() {
			if asks[i] && !slices.Contains(out[full], id) {
				out[full] = append(out[full], id)
			}
		}
	}
	return out
}

// sameProfiles reports whether the profiles of two rubrics with the same criteria ask the same.
func sameProfiles(r, back *rubric.Rubric) bool {
	if !slices.Equal(r.CriterionIDs(), back.CriterionIDs()) {
		return false
	}
	return !slices.ContainsFunc(r.ProfileIDs(), func(id string) bool {
		return !slices.Equal(r.ProfileAsks(id), back.ProfileAsks(id))
	})
}

// profileColumn names the profiles that ask each question.
func (t *tabled) profileColumn() columnOut {
	by, called := askedBy(t.Rubric), map[string]string{}
	for i := range t.Profiles {
		called[t.Profiles[i].ID] = t.profileWord(&t.Profiles[i])
	}
	return t.fact("Profiles", "题组", false, func(r listRow) string {
		var names []string
		for _, id := range by[rubric.FullID(r.p.ID, r.c.ID)] {
			names = append(names, called[id])
		}
		return strings.Join(names, ", ")
	})
}

// profileWord is the name of a profile where an import makes its id of it, else the id.
func (t *tabled) profileWord(p *rubric.Profile) string {
	name := p.Name.In(t.Languages...)
	isOne := !strings.ContainsFunc(name, isProfileEnd) && strings.TrimSpace(name) == name
	if isOne && new(namer).id(name, name, "ig-") == p.ID {
		return name
	}
	return p.ID
}

// groups writes the profiles as implementation groups.
func (w *libraryWriter) groups() {
	if len(w.r.Profiles) == 0 {
		return
	}
	w.asked = askedBy(w.r)
	w.line(4, "implementation_groups_definition:")
	for i := range w.r.Profiles {
		p := &w.r.Profiles[i]
		w.line(4, "- ref_id: %s", strictyaml.Quote(p.ID))
		w.translated(6, textIn{"name", orID(p.Name, p.ID, w.langs)}, textIn{"description", p.Meaning})
	}
}
