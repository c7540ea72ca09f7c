package assess

import "slices"

// This file takes the criteria that a sector leaves out of an assessment: nobody is asked about them, and what nobody
// answered does not apply. An answer that was given all the same stands.

// leftOut are the places of the criteria that a sector leaves out, rising.
func (m *Model) leftOut(sector string) []int {
	s := m.Rubric.Sector(sector)
	if s == nil {
		return nil
	}
	var out []int
	for _, id := range s.LeaveOut {
		if i, ok := m.Index(id); ok {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return out
}

// AskedIn reports whether a criterion is asked of an assessment: its depth asks it, and its sector does not leave it
// out.
func (m *Model) AskedIn(a *Assessment, i int) bool {
	return m.Asked(i, a.Depth) && !slices.Contains(m.leftOut(a.Subject.Sector), i)
}

// applied is an assessment in which what a sector leaves out, and nobody answered, does not apply, for the reason that
// the sector gives in the first of langs that it has.
func (m *Model) applied(a *Assessment, sector string, langs []string) *Assessment {
	out := a
	for _, i := range m.leftOut(sector) {
		if a.Answers[i].Given || !m.Asked(i, a.Depth) {
			continue
		}
		if out == a {
			out = new(Assessment)
			*out = *a
			out.Answers = slices.Clone(a.Answers)
		}
		reason := m.Rubric.Sector(sector).Reason().In(append(slices.Clone(langs), m.Rubric.Languages...)...)
		out.Answers[i] = Answer{Given: true, State: NotApplicable, Note: reason, Text: m.Criterion(i).TextDigest()}
	}
	return out
}
