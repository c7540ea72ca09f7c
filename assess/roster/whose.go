package roster

import (
	"slices"
	"strings"

	"fathom/assess"
	"fathom/rubric"
)

// This file finds out whose a return is.

// isOf reports whether an assessment is about what the person was asked about: the subject, and the firm where the list
// has one.
func (p *Person) isOf(a *assess.Assessment) bool {
	return (p.Subject.ID == "" || strings.EqualFold(p.Subject.ID, a.Subject.ID)) &&
		(p.Subject.Member == "" || rubric.Seen(p.Subject.Member) == rubric.Seen(a.Subject.Member))
}

// named counts what the list says of what the person is asked about.
func (p *Person) named() (n int) {
	for _, is := range []string{p.Subject.ID, p.Subject.Member} {
		if is != "" {
			n++
		}
	}
	return n
}

// index finds people by what returns say of them.
type index struct {
	people          []Person
	raters, subject map[string][]int // by ids in lower case
	names           map[string][]int
}

func newIndex(l *List) *index {
	at := &index{l.People, map[string][]int{}, map[string][]int{}, map[string][]int{}}
	for i := range l.People {
		p := &l.People[i]
		add := func(to map[string][]int, key string) { to[key] = append(to[key], i) }
		add(at.raters, strings.ToLower(p.Rater.ID))
		add(at.subject, strings.ToLower(p.Subject.ID))
		add(at.names, rubric.Seen(p.Rater.Name))
	}
	return at
}

// find finds whose return it is, -1 for nobody's; other tells that the person was asked about another subject or firm.
// Where no rater is named, it is the return of the only one who was asked about the subject.
func (at *index) find(r *Return) (p int, other bool) {
	a := r.Assessment
	about := func(i int) bool { return at.people[i].isOf(a) }
	if len(a.Raters) == 0 && !a.Panel {
		if of := kept(at.subject[strings.ToLower(a.Subject.ID)], about); len(of) == 1 {
			return of[0], false
		}
		return -1, false
	}
	those := at.raters[strings.ToLower(r.rater().ID)]
	of := kept(those, about)
	// a row that names the firm, or the subject, is closer than one that leaves it open
	slices.SortStableFunc(of, func(i, j int) int { return at.people[j].named() - at.people[i].named() })
	switch {
	case len(of) > 0:
		return of[0], false
	case len(those) == 1:
		return those[0], true
	}
	return -1, false
}

func kept(list []int, is func(int) bool) (out []int) {
	for _, i := range list {
		if is(i) {
			out = append(out, i)
		}
	}
	return out
}

// near is somebody on the list with the id or the name of the rater, nil for nobody.
func (at *index) near(r *Return) *Person {
	rater := r.rater()
	if rater == (assess.Rater{}) {
		return nil
	}
	of := at.raters[strings.ToLower(rater.ID)]
	if rater.Name != "" {
		of = slices.Concat(of, at.names[rubric.Seen(rater.Name)])
	}
	if len(of) == 0 {
		return nil
	}
	return &at.people[of[0]]
}
