package assess

import (
	"cmp"
	"slices"

	"fathom/rubric"
)

// Firm is the firm of the channel that an assessment is about, and nothing else: it has a name, and all that is asked
// is of a member of the channel. "" where the subject itself is rated, also where a firm is rated beside it.
func (a *Assessment) Firm(r *rubric.Rubric) string {
	if !r.RatesMember(a.Depth) {
		return ""
	}
	return a.Subject.Member
}

// Rates is the firm of the channel that an assessment rates, by itself or beside the subject; "" where it rates none or
// does not name it.
func (a *Assessment) Rates(r *rubric.Rubric) string {
	members := r.MemberParts()
	if slices.ContainsFunc(r.PartsOf(a.Depth), func(part string) bool { return slices.Contains(members, part) }) {
		return a.Subject.Member
	}
	return ""
}

// OtherFirm reports whether two assessments of a subject rate different firms of its channel: they name two, or one is
// about a named firm alone and the other, which names none, about the subject too.
func OtherFirm(r *rubric.Rubric, a, b *Assessment) bool {
	one, other := a.Rates(r), b.Rates(r)
	switch {
	case one != "" && other != "":
		return one != other
	case r.RatesMember(a.Depth) == r.RatesMember(b.Depth):
		return false
	}
	return a.Firm(r)+b.Firm(r) != ""
}

// Team is what people call the subject: by the name, or by the id where there is none.
func (s *Subject) Team() string { return cmp.Or(s.Name, s.ID) }

// Who is what people call who is rated, in a list of many: the subject, with the firm of its channel behind it where
// that firm is rated and nothing else.
func (a *Assessment) Who(r *rubric.Rubric) string { return WhoOf(a.Subject.Team(), a.Firm(r)) }

// WhoOf names a firm, "" for none, behind the team in whose channel it is.
func WhoOf(team, firm string) string {
	if firm == "" {
		return team
	}
	return team + " · " + firm
}

// Key is the id of who is rated: the subject's, with one made of the firm's name behind it where that firm is rated and
// nothing else. What is made of a subject, such as a list of actions, is by it told from what is made of its firms.
func (a *Assessment) Key(r *rubric.Rubric) string {
	firm := a.Firm(r)
	if firm == "" {
		return a.Subject.ID
	}
	if key := a.Subject.ID + "." + rubric.IDFrom(firm, rubric.MemberPrefix); rubric.ValidID(key) {
		return key
	}
	return rubric.IDFrom(a.Subject.ID+"·"+firm, rubric.MemberPrefix)
}
