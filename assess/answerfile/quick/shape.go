package quick

import "bytes"

// This file reads the beginnings of lines, to their answers, as one began before: a program writes all its lines in one
// way. What stands between the texts is compared as a whole, the texts are read.

// shape is how a line began.
type shape struct {
	parts  []part // the last one ends at the answers
	seen   int    // keys of the top level in the line, to its answers
	misses int    // lines that began otherwise
	marks  []mark // of the line that is read
}

// part is what stands before a value, and what that is.
type part struct {
	before phrase
	of     value
	tag    []byte // the name of the tag
}

// mark is where a value stands in a line.
type mark struct {
	from, to int
	of       value
	tag      []byte
}

// value is what a text of a line says.
type value int

const (
	ofID value = iota
	ofName
	ofStage
	ofSector
	ofMember
	ofTag
	ofDate
	ofDepth
	ofRater
	ofNothing // is checked and dropped
	ofAnswers
	ofMore // is no text
)

// value reads a value; tag is the name of a tag.
func (s *Lines) value(of value, tag []byte) {
	switch of {
	case ofID:
		s.head.ID = s.identifier()
	case ofName:
		s.head.Name = s.text()
	case ofStage:
		s.head.Stage = s.oneOf(s.plain(), s.stages)
	case ofSector:
		s.head.Sector = s.oneOf(s.plain(), s.sectors)
	case ofMember:
		s.head.Member = s.text()
	case ofTag:
		s.tag(tag, s.text())
	case ofDate:
		s.date(s.day())
	case ofDepth:
		s.head.depth = s.oneOf(s.plain(), s.depths)
	case ofRater:
		s.identifier()
	case ofNothing:
		s.skipText()
	case ofAnswers:
		s.answers()
	}
}

// day reads a text that is most likely a date. What stands within its quotes is not looked at: it is a date or no good.
func (s *Lines) day() []byte {
	const size = len("2026-11-20")
	rest := s.data[min(s.at, len(s.data)):]
	if s.bad || len(rest) < size+2 || rest[0] != '"' || rest[size+1] != '"' {
		return s.plain()
	}
	s.at += size + 2
	return rest[1 : size+1]
}

// marked reads a value and marks its place.
func (s *Lines) marked(of value, tag []byte) {
	from := s.at
	s.value(of, tag)
	s.mark(of, from, tag)
}

// mark marks the place of a value that was read.
func (s *Lines) mark(of value, from int, tag []byte) {
	s.marks = append(s.marks, mark{from, s.at, of, tag})
}

// asBefore reads a line, to the end of its answers, as one began before. It returns the keys of the top level that were
// seen; where the line begins otherwise it is bad.
func (s *Lines) asBefore() (seen int) {
	for k := range s.parts {
		p := &s.parts[k]
		if rest := s.data[s.at:]; len(rest) < max(window, p.before.size) || !p.before.opens((*[window]byte)(rest)) ||
			!p.before.goesOn(rest) {
			s.bad = true
			return 0
		}
		s.at += p.before.size
		if s.value(p.of, p.tag); s.bad {
			return 0
		}
	}
	if len(s.parts) == 0 {
		return 0
	}
	s.sortTags()
	return s.seen
}

// learn takes the beginning of a line that was read, and what was seen in it, for that of the next ones, but ever more
// seldom: where no line is like another there is nothing to learn.
func (s *Lines) learn(seen int) {
	s.misses++
	if s.misses&(s.misses-1) != 0 {
		return
	}
	s.parts, s.seen = nil, seen
	at := 0
	for _, m := range s.marks {
		if m.of == ofMore {
			s.parts = nil
			return
		}
		s.parts = append(s.parts, part{phraseOf(string(s.data[at:m.from])), m.of, bytes.Clone(m.tag)})
		if at = m.to; m.of == ofAnswers {
			return
		}
	}
}
