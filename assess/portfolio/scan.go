package portfolio

import (
	"bytes"
	"unicode/utf8"

	"fathom/assess"
)

// format is the value of the key `format` of a line.
const format = `"fathom.answers/1"`

// scanner reads the plain lines that programs write, checks all that the strict reader checks of them, and declines
// every other: a line with an unusual shape, or with a fault, is the strict reader's. What it accepts means to it what it
// means to the strict reader; a fuzz test holds the two against each other.
//
// It predicts: the next answer is most likely to the next criterion. Where that fails, it looks the criterion up.
type scanner struct {
	*layout
	cursor
	rec      *Record
	codes    []assess.Code
	evidence int // pieces of evidence so far
}

// The strict reader bounds the keys of a mapping and the values of a line. Within these bounds, which no plain record comes near,
// its own cannot be reached; beyond them the record is its.
const (
	mostCriteria = 2_000
	mostTags     = 1_000
	mostEvidence = 10_000
)

// keys of the top level that were seen.
const (
	seenFormat = 1 << iota
	seenRubric
	seenSubject
	seenDate
	seenAnswers
	seenDepth
	seenRater

	required = seenFormat | seenRubric | seenSubject | seenDate | seenAnswers
)

// scan reads one line into a record and the codes of its answers. False means that the line is not for the scanner; the
// record is then in any state.
func (s *scanner) scan(line []byte, checked bool, rec *Record, codes []assess.Code) bool {
	s.cursor = cursor{data: line, slash: -1, checked: checked, decoded: s.decoded[:0]}
	s.rec, s.codes, s.evidence = rec, codes, 0
	s.must(len(s.keys) <= mostCriteria)
	seen := s.begin()
	for s.more('}') {
		bit := s.top()
		if s.bad || seen&bit != 0 {
			return false
		}
		seen |= bit
	}
	return s.end() && seen&required == required
}

// begin opens the line. It predicts that format, rubric and subject come first, in this order and without blanks, and returns
// what it has read.
func (s *scanner) begin() int {
	if !s.prefix(s.head) {
		s.open('{')
		return 0
	}
	s.subject()
	return seenFormat | seenRubric | seenSubject
}

// top reads one key of the top level with its value and returns the key's bit.
func (s *scanner) top() int {
	switch key := s.key(); string(key) {
	case "format":
		s.word(format)
		return seenFormat
	case "rubric":
		s.rubric()
		return seenRubric
	case "subject":
		s.subject()
		return seenSubject
	case "date":
		s.rec.Date = s.plain()
		s.must(isDate(s.rec.Date))
		return seenDate
	case "depth":
		s.rec.depth = s.oneOf(s.depths)
		return seenDepth
	case "rater":
		s.rater()
		return seenRater
	case "answers":
		s.answers()
		return seenAnswers
	}
	s.bad = true
	return 0
}

func (s *scanner) rubric() {
	id, version := false, false
	for s.open('{'); s.more('}'); {
		switch key := s.key(); {
		case string(key) == "id" && !id:
			id = bytes.Equal(s.plain(), s.layout.id)
			s.must(id)
		case string(key) == "version" && !version:
			version = bytes.Equal(s.plain(), s.layout.version)
			s.must(version)
		default:
			s.bad = true
		}
	}
	s.must(id && version)
}

// subject keys, as far as they may be missing.
const (
	seenID = 1 << iota
	seenName
	seenStage
	seenSector
	seenTags
)

func (s *scanner) subject() {
	seen := 0
	for s.open('{'); s.more('}'); {
		bit := 0
		switch key := s.key(); string(key) {
		case "id":
			bit, s.rec.ID = seenID, s.identifier()
		case "name":
			bit, s.rec.Name = seenName, s.text()
		case "stage":
			bit, s.rec.stage = seenStage, s.oneOf(s.stages)
		case "sector":
			bit, s.rec.sector = seenSector, s.oneOf(s.sectors)
		case "tags":
			bit = seenTags
			s.tags()
		}
		s.must(bit != 0 && seen&bit == 0)
		seen |= bit
	}
	s.must(seen&seenID != 0)
}

// longestTag is more than the name of a tag that the scanner takes has bytes.
const longestTag = 64

func (s *scanner) tags() {
	for s.open('{'); s.more('}'); {
		name := trimmed(s.text())
		s.must(len(name) < longestTag)
		s.colon()
		s.rec.Tags = append(s.rec.Tags, Tag{name, trimmed(s.text())})
	}
	s.must(len(s.rec.Tags) <= mostTags)
	s.rec.sortTags()
	for k := 1; k < len(s.rec.Tags); k++ {
		s.must(!bytes.Equal(s.rec.Tags[k-1].Name, s.rec.Tags[k].Name))
	}
}

// trimmed is a text without white space around it. Few have any.
func trimmed(s []byte) []byte {
	if n := len(s); n > 0 && s[0] > ' ' && s[0] < utf8.RuneSelf && s[n-1] > ' ' && s[n-1] < utf8.RuneSelf {
		return s
	}
	return bytes.TrimSpace(s)
}

func (s *scanner) rater() {
	id, role := false, false
	for s.open('{'); s.more('}'); {
		switch key := s.key(); {
		case string(key) == "id" && !id:
			id = true
			s.identifier()
		case string(key) == "role" && !role:
			role = true
			s.skipText()
		default:
			s.bad = true
		}
	}
	s.must(id)
}

func (s *scanner) answers() {
	next := 0
	for s.open('{'); s.more('}'); {
		next = s.levelsInOrder(next)
		i := next
		if i < len(s.keys) && s.prefix(s.keys[i]) {
			s.blanks()
		} else {
			var ok bool
			if i, ok = s.index[string(s.key())]; !ok {
				s.bad = true
				return
			}
		}
		if s.codes[i] != assess.NoAnswer { // twice
			s.bad = true
			return
		}
		s.answer(i)
		next = i + 1
	}
}

// levelsInOrder reads answers that are one digit each, to one criterion after another, without blanks, as long as another answer
// follows. It returns the criterion that is predicted next.
func (s *scanner) levelsInOrder(next int) int {
	for ; next < len(s.keys); next++ {
		key, rest := s.keys[next], s.data[s.at:]
		n := len(key)
		if len(rest) < n+3 || rest[n+1] != ',' || rest[n+2] != '"' || !bytes.HasPrefix(rest, key) {
			break
		}
		code := s.levels[next].code(int(rest[n]) - '0')
		if code == assess.NoAnswer || rest[n] < '0' || rest[n] > '9' || s.codes[next] != assess.NoAnswer {
			break
		}
		s.codes[next] = code
		s.at += n + 2
	}
	return next
}

// answer reads the answer to criterion i: a level, or a mapping that answers in one way.
func (s *scanner) answer(i int) {
	if s.peek() != '{' {
		s.codes[i] = s.level(i)
		return
	}
	s.open('{')
	if s.prefix(levelKey) {
		s.first = false
		s.blanks()
		s.codes[i] = s.level(i)
		s.beside(seenWay, s.more('}'))
		return
	}
	s.codes[i] = s.other(i)
}

var levelKey = []byte(`"level":`)

// keys of an answer that were seen.
const (
	seenWay = 1 << iota // level, na, unknown or unanswered
	seenNote
	seenEvidence
	seenConfidence
	seenNA
)

// other reads an answer whose first key is not the level.
func (s *scanner) other(i int) assess.Code {
	code, seen := assess.NoAnswer, 0
	for s.more('}') {
		bit := seenWay
		switch key := s.key(); string(key) {
		case "level":
			code = s.level(i)
		case "na":
			code, bit = assess.DoesNotApply, seenWay|seenNA
			s.skipText()
		case "unknown", "unanswered":
			code = assess.DontKnow
			s.word("true")
		default:
			bit = s.remark(key)
		}
		if s.must(seen&bit == 0 && bit != 0); s.bad {
			return code
		}
		seen |= bit
	}
	s.must(seen&seenWay != 0 && seen&(seenNA|seenNote) != seenNA|seenNote)
	return code
}

// beside reads what stands behind a level; more tells whether anything does.
func (s *scanner) beside(seen int, more bool) {
	for ; more && !s.bad; more = s.more('}') {
		bit := s.remark(s.key())
		s.must(bit != 0 && seen&bit == 0)
		seen |= bit
	}
}

// remark reads what may stand beside an answer and returns the key's bit, 0 for a key that may not.
func (s *scanner) remark(key []byte) int {
	switch string(key) {
	case "note":
		s.skipText()
		return seenNote
	case "evidence":
		for s.open('['); s.more(']'); s.evidence++ {
			s.skipText()
		}
		s.must(s.evidence <= mostEvidence)
		return seenEvidence
	case "confidence":
		c := s.plain()
		s.must(string(c) == "low" || string(c) == "medium" || string(c) == "high")
		return seenConfidence
	}
	return 0
}

// level reads the number of a level of criterion i.
func (s *scanner) level(i int) assess.Code {
	n, ok := s.integer()
	code := s.levels[i].code(n)
	s.must(ok && code != assess.NoAnswer)
	return code
}
