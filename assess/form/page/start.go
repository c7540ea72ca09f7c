package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fathom/rubric/say"
)

// start is the screen with which a page begins, in the language that is shown first. It stands in the page as elements,
// hidden until the script has brought it up to date: a browser that showed it before would lay it out twice.
type start struct {
	For    string // who is rated, "" where the page asks for that
	What   string
	Fields []field
	Rating string

	lang say.Language
}

// field is what the page asks before it begins: a line, or one of a list that the script fills in.
type field struct {
	Key  string // of its label among the words
	List bool
}

func newStart(c *content, lang say.Language) *start {
	s := &start{lang: lang, Rating: said(c.Rating, lang), Fields: c.fields()}
	s.What = strings.ReplaceAll(s.Say("what"), "{n}", strconv.Itoa(c.asked()))
	if c.Subject.ID != "" {
		parts := []string{cmp.Or(c.Subject.Name, c.Subject.ID), c.Subject.Member}
		if len(c.People) == 1 {
			parts = append(parts, cmp.Or(c.People[0].Name, c.People[0].ID))
		}
		s.For = strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " · ")
	}
	return s
}

// Say is one of the words of pages.
func (s *start) Say(key string) string { return wording()[key].In(s.lang) }

// fields are those whose answers are not filled in.
func (c *content) fields() (out []field) {
	switch len(c.People) {
	case 0:
		out = append(out, field{Key: "name"}, field{Key: "role"})
	case 1:
	default:
		out = append(out, field{Key: "who", List: true})
	}
	if c.Subject.ID != "" {
		return out
	}
	out = append(out, field{Key: "subject"})
	if len(c.Stages) > 1 && c.Subject.Stage == "" {
		out = append(out, field{Key: "stage", List: true})
	}
	if len(c.Sectors) > 0 && c.Subject.Sector == "" {
		out = append(out, field{Key: "sector", List: true})
	}
	return out
}

// asked is how many questions are asked of whoever has the sector that is filled in.
func (c *content) asked() (n int) {
	for i := range c.Criteria {
		if !slices.Contains(c.Criteria[i].Out, c.Subject.Sector) {
			n++
		}
	}
	return n
}
