package assess

import "slices"

// This file takes the criteria that a sector leaves out of an assessment: nobody is asked about them, and they do not
// apply. An answer that was given all the same stays in its file and is outside every number; a warning says so.

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
	return m.Asked(i, a.Depth) && !m.LeavesOut(a.Subject.Sector, i)
}

// LeavesOut reports whether a sector leaves a criterion out.
func (m *Model) LeavesOut(sector string, i int) bool { return slices.Contains(m.leftOut(sector), i) }

// LeftOut are the places of the criteria that the sector in force leaves out of what the depth asks, or of what has an
// entry all the same, rising. They do not apply, and were not asked.
func (res *Result) LeftOut() []int {
	states := res.states()
	return slices.DeleteFunc(res.Model.leftOut(res.Sector), func(i int) bool { return states[i] == NotAsked })
}

// Overruled are those of them that somebody answered all the same, with a level or a don't-know.
func (res *Result) Overruled() []int { return res.overruled }

// applied is an assessment in which what a sector leaves out does not apply, for the reason that the sector gives in
// the first of langs that it has. Overruled are the places of those that somebody answered otherwise.
func (m *Model) applied(a *Assessment, sector string, langs []string) (out *Assessment, overruled []int) {
	out = a
	for _, i := range m.leftOut(sector) {
		given := &a.Answers[i]
		if given.State == NotApplicable || !given.Given && !m.Asked(i, a.Depth) {
			continue
		}
		if out == a {
			out = new(Assessment)
			*out = *a
			out.Answers = slices.Clone(a.Answers)
		}
		reason := m.Rubric.Sector(sector).Reason().In(append(slices.Clone(langs), m.Rubric.Languages...)...)
		if given.says() {
			overruled = append(overruled, i)
		}
		out.Answers[i] = Answer{Given: true, Evidence: given.Evidence, Note: given.Noted()}
		out.Answers[i].RuleOut(reason)
	}
	return out, overruled
}

// says reports whether somebody said that a criterion applies: gave it a level, or did not know one.
func (a *Answer) says() bool {
	applies := func(s State) bool { return s == Answered || s == Unknown }
	return applies(a.State) || slices.ContainsFunc(a.Votes, func(v Vote) bool { return applies(v.State) })
}
