package main

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"fathom/assess/form"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// This file tells of names that are one to who reads them and two to a computer: ＡＢＣ and ABC, （华中） and (华中).

// maxAlike is how many names are compared at most: beyond that nobody reads what is told.
const maxAlike = 10_000

// alike are the names of subjects and firms, by how they look however wide they are typed.
type alike map[string]*spelled

// spelled is how a name was written first, what tells it from others, and where.
type spelled struct {
	name, id, place string
	told            bool
}

// other is how a name was written before that looks the same and counts as another; nil for none, or where that was
// told.
func (a alike) other(kind, name, id, place string) *spelled {
	key := kind + strings.ToLower(strings.Join(strings.Fields(norm.NFKC.String(rubric.Seen(name))), ""))
	first := a[key]
	switch {
	case first == nil && len(a) < maxAlike:
		a[key] = &spelled{name: name, id: id, place: place}
		return nil
	case first == nil || first.told || first.id == id || rubric.Seen(first.name) == rubric.Seen(name):
		return nil
	}
	first.told = true
	return first
}

// tellAlike tells of a subject or a firm that looks like an earlier one and counts as another.
func (c *importing) tellAlike(r form.Respondent) {
	s := r.Assessment.Subject
	firm := rubric.Seen(s.Member)
	for _, one := range []struct{ kind, name, id string }{{"", s.Name, s.ID}, {s.ID + "\x00", s.Member, firm}} {
		if one.name == "" {
			continue
		}
		if first := c.alike.other(one.kind, one.name, one.id, r.Place); first != nil {
			c.say(say.Both("%[1]s: %[2]s is typed otherwise than %[3]s in %[4]s, and so counts as another; if they are the same, write both alike", "%[1]s：“%[2]s”与 %[4]s 中的“%[3]s”写法不同，会算作两个；如果是同一个，请统一写法",
				r.Place, nameShown(one.name), nameShown(first.name), first.place))
		}
	}
}

func nameShown(name string) string { return problem.Shorten(safe.Line(name), 60) }
