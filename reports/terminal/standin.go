package terminal

import (
	"strings"

	"fathom/rubric/width"
)

// The table library counts code points one by one: six cells for an emoji of three people, one for a keycap. What it
// would count wrong goes through it as a private character, once for each cell, and is put back into what it laid out.
const firstPrivate, lastPrivate = 0xF0000, 0xFFFFD

// standIns are the characters that private ones stand for, and the way back.
type standIns struct {
	of   map[string]string
	back []string // pairs for a replacer
}

// hide puts stand-ins into the text of a cell.
func (s *standIns) hide(text string) string {
	var b strings.Builder
	for c := range width.Characters(text) {
		if !fits(c) {
			c = s.standIn(c)
		}
		b.WriteString(c)
	}
	return b.String()
}

// fits reports whether the library counts a character as a terminal does. What is private itself goes the long way, so
// that nothing is put back that was not hidden.
func fits(c string) bool {
	n := 0
	for _, r := range c {
		if r >= firstPrivate && r <= lastPrivate {
			return false
		}
		n += width.Of(string(r))
	}
	return n == width.Of(c)
}

// standIn is what goes through the library for a character. One of no width before another, as in Arabic, is counted as
// no cell together with it; it takes one, since what stands in for it must be there to be put back.
func (s *standIns) standIn(c string) string {
	if in, ok := s.of[c]; ok {
		return in
	}
	next := rune(firstPrivate + len(s.of))
	if next > lastPrivate {
		return c // more kinds than anybody reads: this one stands askew
	}
	in := strings.Repeat(string(next), max(1, width.Of(c)))
	if s.of == nil {
		s.of = map[string]string{}
	}
	s.of[c] = in
	s.back = append(s.back, in, c)
	return in
}

// show puts back what the stand-ins stand for.
func (s *standIns) show(text string) string { return strings.NewReplacer(s.back...).Replace(text) }
