package quick

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/strictyaml"
)

// Files reads answer files of the shape in which Fathom writes them: one key a line in one order, flow mappings, an
// answer a line in rubric order. Comments, another order, another way to quote are the strict reader's. It is
// for one goroutine.
type Files struct {
	scanner
	brackets int // opening brackets in texts so far
}

// NewFiles makes a reader of files.
func NewFiles(l *Layout) *Files { return &Files{scanner: scanner{Layout: l}} }

// maxBrackets are so few that the strict reader cannot take them for a nesting that is too deep.
const maxBrackets = 200

// Scan reads one file as [Lines.Scan] reads a line.
func (s *Files) Scan(file []byte, head *Head, codes []assess.Code) bool {
	s.begin(file, head, codes)
	s.brackets = 0
	s.word(s.fileHead)
	s.subject()
	s.word("date: ")
	s.date(s.until('\n'))
	if s.prefix("depth: ") {
		head.depth = s.oneOf(s.until('\n'), s.depths)
	}
	if s.prefix("previous: ") { // of another file
		s.scalar()
		s.word("\n")
	}
	switch {
	case s.prefix("rater: {id: "):
		s.rater(false)
	case s.prefix("raters:\n"):
		s.raters()
	}
	if s.prefix("capacity:\n") {
		s.capacity()
	}
	if s.prefix("at_once: ") {
		s.whole(1, assess.MaxAtOnce)
		s.word("\n")
	}
	if s.prefix("answers:\n") {
		s.answers()
	}
	if s.prefix("\n") {
		for s.prefix("# ") {
			s.comment(s.until('\n'))
		}
		s.word("texts:\n")
		s.texts()
	}
	s.elect()
	return !s.bad && s.at == len(s.data)
}

// until reads up to a byte, and the byte.
func (s *Files) until(end byte) []byte {
	n := bytes.IndexByte(s.data[s.at:], end)
	if s.bad || n < 0 {
		s.bad = true
		return nil
	}
	out := s.data[s.at : s.at+n]
	s.at += n + 1
	return out
}

func (s *Files) subject() {
	s.word("subject: {id: ")
	s.head.ID = s.scalar()
	s.must(rubric.ValidID(s.head.ID))
	if s.prefix(", name: ") {
		s.head.Name = s.scalar()
	}
	if s.prefix(", stage: ") {
		s.head.Stage = s.oneOf(s.scalar(), s.stages)
	}
	if s.prefix(", sector: ") {
		s.head.Sector = s.oneOf(s.scalar(), s.sectors)
	}
	if s.prefix(", member: ") {
		s.head.Member = s.scalar()
	}
	if s.prefix(", tags: {") {
		s.tags()
	}
	s.word("}\n")
}

func (s *Files) tags() {
	for first := true; !s.bad && !s.prefix("}"); first = false {
		s.comma(first)
		name := s.scalar()
		s.word(": ")
		s.tag(name, s.scalar())
	}
	s.sortTags()
}

// comma reads what stands before every member of a flow mapping but the first.
func (s *Files) comma(first bool) { s.must(first || s.prefix(", ")) }

// capacity is for plans: it is checked and dropped.
func (s *Files) capacity() {
	next := 0
	for s.prefix("  ") {
		id := s.until(':')
		next = s.owner(id, next)
		s.must(strictyaml.IsPlain(string(id)))
		s.word(" ")
		s.whole(0, assess.MaxCapacity)
		s.word("\n")
	}
	s.must(next > 0)
}

// answers reads the answers, each to a later criterion than the one before.
func (s *Files) answers() {
	next := 0
	for s.prefix("  ") || next > 0 && s.prefix("\n  ") {
		for next < len(s.fileKeys) && !s.prefix(s.fileKeys[next]) {
			next++
		}
		if next == len(s.fileKeys) {
			s.bad = true
			return
		}
		s.answer(next)
		next++
	}
	s.must(next > 0)
}

func (s *Files) answer(i int) {
	if !s.prefix("{") {
		s.codes[i] = s.level(i)
		s.word("\n")
		return
	}
	voted := s.prefix("votes: {")
	if voted {
		s.votes(i)
	}
	s.codes[i] = s.way(i, voted)
	if voted && s.codes[i] != assess.DoesNotApply && s.prefix(", agreed: ") {
		s.scalar()
	}
	if s.prefix(", note: ") {
		s.scalar()
	}
	if s.prefix(", evidence: [") {
		for s.scalar(); s.prefix(", "); s.evidence++ {
			s.scalar()
		}
		s.must(s.evidence <= maxEvidence)
		s.word("]")
	}
	if s.prefix(", confidence: ") {
		s.oneOf(s.scalar(), s.confidences)
	}
	s.word("}\n")
}

// way reads in which way criterion i is answered; behind votes, what was agreed on, if anything.
func (s *Files) way(i int, voted bool) assess.Code {
	at := s.at
	if voted && !s.prefix(", ") {
		return assess.Voted
	}
	switch {
	case s.prefix("level: "):
		return s.level(i)
	case s.prefix("unknown: true"), !voted && s.prefix("unanswered: true"):
		return assess.DontKnow
	case s.prefix("na: "):
		s.scalar()
		return assess.DoesNotApply
	case voted:
		s.at = at
		return assess.Voted
	}
	s.bad = true
	return assess.NoAnswer
}

// texts reads the digests of what was rated, practice by practice in rubric order.
func (s *Files) texts() {
	next := 0
	for s.prefix("  ") {
		if next = s.later(s.practices, next); next < len(s.practices) {
			s.word("{")
			s.digests(s.starts[next], s.criteria[next])
		}
		next++
	}
	s.must(next > 0)
}

// comment reads a line that says what the texts are. One that the strict reader might stumble over is left to it.
func (s *Files) comment(line []byte) {
	s.must(utf8.Valid(line) && !bytes.ContainsAny(line, "[{") && !bytes.ContainsFunc(line, isHidden))
}

func isHidden(r rune) bool { return !unicode.IsPrint(r) }

// digests reads those of the criteria of one practice, in rubric order, the first of which has a place among all.
func (s *Files) digests(from int, ids []string) {
	next := 0
	for first := true; !s.bad && !s.prefix("}\n"); first = false {
		s.comma(first)
		next = s.later(ids, next) + 1
		digest := s.scalar()
		s.digest(from+next-1, digest)
	}
	s.must(next > 0)
	s.dropUnanswered()
}

// later reads a key that must be an id from a place on, and returns its place.
func (s *Files) later(ids []string, from int) int {
	key := s.until(':')
	for from < len(ids) && string(key) != ids[from] {
		from++
	}
	s.must(from < len(ids) && s.prefix(" "))
	return from
}

// scalar reads a text that says something, plain or in double quotes, as [strictyaml.Quote] writes it.
func (s *Files) scalar() []byte {
	if s.peek() == '"' {
		return s.inQuotes()
	}
	rest := s.data[min(s.at, len(s.data)):]
	n := bytes.IndexAny(rest, ",:}]\n")
	if s.bad || n <= 0 || n > assess.MaxText {
		s.bad = true
		return nil
	}
	s.at += n
	s.must(utf8.Valid(rest[:n]) && strictyaml.IsPlain(string(rest[:n])))
	return rest[:n]
}

// inQuotes reads a text that is the same to JSON and to YAML: the strict reader's YAML knows the escapes of
// JSON but \/ and surrogates, and fewer signs stand for themselves.
func (s *Files) inQuotes() []byte {
	from := s.at + 1
	text := s.text()
	if s.bad {
		return nil
	}
	raw := s.data[from : s.at-1]
	if len(raw) != len(text) { // it has escapes
		for _, other := range []string{`\/`, `\ud`, `\uD`} {
			s.must(!bytes.Contains(raw, []byte(other)))
		}
	}
	for i := 0; i < len(raw); {
		switch b := raw[i]; {
		case b >= utf8.RuneSelf:
			r, n := utf8.DecodeRune(raw[i:])
			s.must(unicode.IsPrint(r))
			i += n - 1
		case b == '[' || b == '{':
			s.brackets++
		case b == 0x7f:
			s.bad = true
		}
		i++
	}
	s.must(s.brackets <= maxBrackets)
	return text
}
