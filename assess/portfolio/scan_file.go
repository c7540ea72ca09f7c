package portfolio

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/strictyaml"
)

// fileScanner reads answer files of the shape in which Fathom writes them: one key a line in one order, flow mappings, an
// answer a line in rubric order. Like a scanner it checks all that the strict reader checks of them and declines every other file:
// comments, panels, another order, another quoting.
type fileScanner struct {
	*layout
	data    []byte
	at      int
	bad     bool
	decoded []byte // room for texts without their escapes
	rec     *Record
	codes   []assess.Code

	evidence int // pieces of evidence so far
	brackets int // opening brackets in texts so far
}

// mostBrackets are so few that the strict reader cannot take them for a nesting that is too deep.
const mostBrackets = 200

// scan reads one file into a record and the codes of its answers. False means that the file is not for the scanner.
func (s *fileScanner) scan(file []byte, rec *Record, codes []assess.Code) bool {
	s.data, s.at, s.bad, s.decoded, s.rec, s.codes = file, 0, false, s.decoded[:0], rec, codes
	s.evidence, s.brackets = 0, 0
	s.must(len(s.keys) <= mostCriteria)
	s.lit(s.yamlHead)
	s.subject()
	s.lit([]byte("date: "))
	rec.Date = s.until('\n')
	s.must(isDate(rec.Date))
	if s.is("depth: ") {
		rec.depth = s.oneOf(s.until('\n'), s.depths)
	}
	if s.is("rater: {id: ") {
		s.rater()
	}
	if s.is("answers:\n") {
		s.answers()
	}
	if s.is("\ntexts:\n") {
		s.texts()
	}
	return !s.bad && s.at == len(s.data)
}

func (s *fileScanner) must(ok bool) {
	if !ok {
		s.bad = true
	}
}

// is reads a text if it is there.
func (s *fileScanner) is(text string) bool {
	if rest := s.data[s.at:]; !s.bad && len(rest) >= len(text) && string(rest[:len(text)]) == text {
		s.at += len(text)
		return true
	}
	return false
}

// lit reads a text that must be there.
func (s *fileScanner) lit(text []byte) {
	if s.bad || !bytes.HasPrefix(s.data[s.at:], text) {
		s.bad = true
		return
	}
	s.at += len(text)
}

// until reads up to a byte, and the byte.
func (s *fileScanner) until(end byte) []byte {
	n := bytes.IndexByte(s.data[s.at:], end)
	if s.bad || n < 0 {
		s.bad = true
		return nil
	}
	out := s.data[s.at : s.at+n]
	s.at += n + 1
	return out
}

func (s *fileScanner) oneOf(text []byte, words []string) string {
	for _, w := range words {
		if string(text) == w {
			return w
		}
	}
	s.bad = true
	return ""
}

func (s *fileScanner) subject() {
	s.lit([]byte("subject: {id: "))
	s.rec.ID = s.scalar()
	s.must(rubric.ValidID(s.rec.ID))
	if s.is(", name: ") {
		s.rec.Name = s.scalar()
	}
	if s.is(", stage: ") {
		s.rec.stage = s.oneOf(s.scalar(), s.stages)
	}
	if s.is(", sector: ") {
		s.rec.sector = s.oneOf(s.scalar(), s.sectors)
	}
	if s.is(", tags: {") {
		s.tags()
	}
	s.lit([]byte("}\n"))
}

func (s *fileScanner) tags() {
	for !s.bad && !s.is("}") {
		if len(s.rec.Tags) > 0 {
			s.lit([]byte(", "))
		}
		name := trimmed(s.scalar())
		s.must(len(name) < longestTag)
		s.lit([]byte(": "))
		s.rec.Tags = append(s.rec.Tags, Tag{name, trimmed(s.scalar())})
		if n := len(s.rec.Tags); n > 1 { // they are written in order
			s.must(bytes.Compare(s.rec.Tags[n-2].Name, name) < 0 && n <= mostTags)
		}
	}
}

func (s *fileScanner) rater() {
	s.must(rubric.ValidID(s.scalar()))
	if s.is(", role: ") {
		s.scalar()
	}
	s.lit([]byte("}\n"))
}

// answers reads the answers, each to a later criterion than the one before.
func (s *fileScanner) answers() {
	next := 0
	for !s.bad && s.at < len(s.data) && (s.is("  ") || next > 0 && s.is("\n  ")) {
		for next < len(s.yamlKeys) && !bytes.HasPrefix(s.data[s.at:], s.yamlKeys[next]) {
			next++
		}
		if next == len(s.yamlKeys) {
			s.bad = true
			return
		}
		s.at += len(s.yamlKeys[next])
		s.answer(next)
		next++
	}
	s.must(next > 0)
}

func (s *fileScanner) answer(i int) {
	if !s.is("{") {
		s.codes[i] = s.level(i, s.until('\n'))
		return
	}
	switch {
	case s.is("level: "):
		s.codes[i] = s.level(i, s.word())
	case s.is("unknown: true"), s.is("unanswered: true"):
		s.codes[i] = assess.DontKnow
	case s.is("na: "):
		s.codes[i] = assess.DoesNotApply
		s.scalar()
	default:
		s.bad = true
	}
	if s.codes[i] != assess.DoesNotApply && s.is(", note: ") {
		s.scalar()
	}
	if s.is(", evidence: [") {
		for s.scalar(); s.is(", "); s.evidence++ {
			s.scalar()
		}
		s.must(s.evidence <= mostEvidence)
		s.lit([]byte("]"))
	}
	if s.is(", confidence: ") {
		c := string(s.word())
		s.must(c == "low" || c == "medium" || c == "high")
	}
	s.lit([]byte("}\n"))
}

// word reads up to the end of a member of a flow mapping.
func (s *fileScanner) word() []byte {
	n := bytes.IndexAny(s.data[min(s.at, len(s.data)):], ",}\n")
	if s.bad || n < 0 {
		s.bad = true
		return nil
	}
	s.at += n
	return s.data[s.at-n : s.at]
}

func (s *fileScanner) level(i int, digits []byte) assess.Code {
	n, length := wholeNumber(digits)
	code := s.levels[i].code(n)
	s.must(length > 0 && length == len(digits) && code != assess.NoAnswer)
	return code
}

// texts reads the digests of what was rated, practice by practice in rubric order.
func (s *fileScanner) texts() {
	next := 0
	for !s.bad && s.is("  ") {
		practice := s.until(':')
		for next < len(s.practices) && string(practice) != s.practices[next] {
			next++
		}
		if next == len(s.practices) {
			s.bad = true
			return
		}
		s.lit([]byte(" {"))
		s.digests(s.criteria[next])
		next++
	}
	s.must(next > 0)
}

// digests reads those of the criteria of one practice, in rubric order.
func (s *fileScanner) digests(ids []string) {
	next := 0
	for first := true; !s.bad && !s.is("}\n"); first = false {
		if !first {
			s.lit([]byte(", "))
		}
		id := s.until(':')
		for next < len(ids) && string(id) != ids[next] {
			next++
		}
		s.must(next < len(ids))
		s.lit([]byte(" "))
		digest := s.word()
		s.must(len(digest) > 0 && len(digest) <= 16 && len(bytes.Trim(digest, "abcdefghijklmnopqrstuvwxyz")) == 0 && strictyaml.IsPlain(string(digest)))
		next++
	}
	s.must(next > 0)
}

// scalar reads a text that says something, plain or in double quotes, as [strictyaml.Quote] writes it.
func (s *fileScanner) scalar() []byte {
	if s.bad || s.at >= len(s.data) {
		s.bad = true
		return nil
	}
	if s.data[s.at] == '"' {
		s.at++
		return s.quoted()
	}
	n := bytes.IndexAny(s.data[s.at:], ",:}]\n")
	if n <= 0 || n > longestText {
		s.bad = true
		return nil
	}
	out := s.data[s.at : s.at+n]
	s.at += n
	s.must(utf8.Valid(out) && strictyaml.IsPlain(string(out)))
	return out
}

func (s *fileScanner) quoted() []byte {
	from, begin := len(s.decoded), s.at
	for !s.bad && s.at < len(s.data) {
		switch b := s.data[s.at]; {
		case b == '"':
			text := s.decoded[from:]
			s.must(s.at-begin <= longestText && strings.TrimSpace(string(text)) != "")
			s.at++
			return text
		case b == '\\':
			s.escape()
		case b < ' ' || b == 0x7f:
			s.bad = true
		case b < utf8.RuneSelf:
			if b == '[' || b == '{' {
				s.brackets++
				s.must(s.brackets <= mostBrackets)
			}
			s.decoded = append(s.decoded, b)
			s.at++
		default:
			r, n := utf8.DecodeRune(s.data[s.at:])
			s.must((r != utf8.RuneError || n > 1) && unicode.IsPrint(r))
			s.decoded = append(s.decoded, s.data[s.at:s.at+n]...)
			s.at += n
		}
	}
	s.bad = true
	return nil
}

// escape reads one escape that Quote writes.
func (s *fileScanner) escape() {
	rest := s.data[s.at:]
	if len(rest) < 2 {
		s.bad = true
		return
	}
	switch rest[1] {
	case '"', '\\':
		s.decoded = append(s.decoded, rest[1])
	case 'n':
		s.decoded = append(s.decoded, '\n')
	case 't':
		s.decoded = append(s.decoded, '\t')
	case 'u':
		r, ok := codeUnit(rest)
		if s.must(ok && !utf16.IsSurrogate(r)); s.bad {
			return
		}
		s.decoded = utf8.AppendRune(s.decoded, r)
		s.at += 4
	default:
		s.bad = true
	}
	s.at += 2
}
