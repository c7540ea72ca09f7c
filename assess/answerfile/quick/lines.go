package quick

import (
	"bytes"

	"fathom/assess"
)

// Lines reads lines of JSON, each the JSON form of an answer file. It predicts: a line most likely begins as one
// before, and the next answer is to the next criterion, and short. Where that fails, it reads the beginning key by key,
// and looks the criterion up. It is for one goroutine.
type Lines struct {
	scanner
	shape
	Surprises int64 // records read so far of which an answer was not as predicted
	surprised bool  // by this one
}

// NewLines makes a reader of lines.
func NewLines(l *Layout) *Lines {
	return &Lines{scanner: scanner{Layout: l, cursor: cursor{json: true}}}
}

// keys of the top level that were seen.
const (
	seenFormat = 1 << iota
	seenRubric
	seenSubject
	seenDate
	seenAnswers
	seenDepth
	seenRater
	seenCapacity
	seenAtOnce
	seenPrevious
	seenTexts

	required = seenFormat | seenRubric | seenSubject | seenDate | seenAnswers
)

// Scan reads one line into a head and the codes of its answers, of which there are as many as the rubric has criteria.
// False means that the line is the strict reader's; head and codes are then in any state.
func (s *Lines) Scan(line []byte, head *Head, codes []assess.Code) bool {
	s.beginLine(line, head, codes)
	seen, answers := s.asBefore(), 0
	before := seen != 0
	if !before {
		s.beginLine(line, head, codes)
		seen = s.start()
	}
	for s.more('}') {
		bit := s.top()
		if s.bad || seen&bit != 0 {
			return false
		}
		if seen |= bit; bit == seenAnswers {
			answers = seen
		}
	}
	s.elect()
	s.dropUnanswered()
	if !s.end() || seen&required != required {
		return false
	}
	if s.surprised {
		s.Surprises++
	}
	if !before {
		s.learn(answers)
	}
	return true
}

func (s *Lines) beginLine(line []byte, head *Head, codes []assess.Code) {
	s.begin(line, head, codes)
	s.surprised, s.marks = false, s.marks[:0]
}

// start opens the line. It predicts that format, rubric and subject come first, in this order and without blanks, and
// returns what it has read.
func (s *Lines) start() int {
	if !s.prefix(s.lineHead) {
		s.open('{')
		return 0
	}
	s.subject()
	return seenFormat | seenRubric | seenSubject
}

// top reads one key of the top level with its value and returns the key's bit.
func (s *Lines) top() int {
	switch key := s.key(); string(key) {
	case "format":
		s.word(`"` + assess.Format + `"`)
		return seenFormat
	case "rubric":
		s.rubric()
		return seenRubric
	case "subject":
		s.subject()
		return seenSubject
	case "date":
		s.marked(ofDate, nil)
		return seenDate
	case "depth":
		s.marked(ofDepth, nil)
		return seenDepth
	case "rater":
		s.rater(false)
		return seenRater
	case "raters":
		s.raters()
		s.mark(ofMore, 0, nil)
		return seenRater
	case "capacity":
		s.capacity()
		s.mark(ofMore, 0, nil)
		return seenCapacity
	case "previous":
		s.marked(ofNothing, nil)
		return seenPrevious
	case "at_once":
		s.whole(1, assess.MaxAtOnce)
		s.mark(ofMore, 0, nil)
		return seenAtOnce
	case "answers":
		s.marked(ofAnswers, nil)
		return seenAnswers
	case "texts":
		s.texts()
		s.mark(ofMore, 0, nil)
		return seenTexts
	}
	s.bad = true
	return 0
}

func (s *Lines) rubric() {
	id, version := false, false
	for s.open('{'); s.more('}'); {
		switch key := s.key(); {
		case string(key) == "id" && !id:
			id = bytes.Equal(s.plain(), s.id)
			s.must(id)
		case string(key) == "version" && !version:
			version = bytes.Equal(s.plain(), s.version)
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
	seenMember
)

func (s *Lines) subject() {
	seen := 0
	for s.open('{'); s.more('}'); {
		bit := 0
		switch key := s.key(); string(key) {
		case "id":
			bit = seenID
			s.marked(ofID, nil)
		case "name":
			bit = seenName
			s.marked(ofName, nil)
		case "stage":
			bit = seenStage
			s.marked(ofStage, nil)
		case "sector":
			bit = seenSector
			s.marked(ofSector, nil)
		case "member":
			bit = seenMember
			s.marked(ofMember, nil)
		case "tags":
			bit = seenTags
			s.tags()
		}
		s.must(bit != 0 && seen&bit == 0)
		seen |= bit
	}
	s.must(seen&seenID != 0)
}

func (s *Lines) tags() {
	for s.open('{'); s.more('}'); {
		name := s.text()
		s.colon()
		s.marked(ofTag, name)
	}
	s.sortTags()
}

// capacity is for plans: it is checked and dropped.
func (s *Lines) capacity() {
	next := 0
	for s.open('{'); s.more('}'); {
		next = s.owner(s.key(), next)
		s.whole(0, assess.MaxCapacity)
	}
	s.must(next > 0)
}

func (s *Lines) answers() {
	next, done := 0, false
	for s.open('{'); s.more('}'); {
		if next, done = s.predicted(next); done || s.bad {
			continue
		}
		s.surprised = s.surprised || !s.nearEnd(next)
		i := s.criterion(next)
		if s.bad || s.codes[i] != assess.NoAnswer { // twice
			s.bad = true
			return
		}
		s.answer(i)
		next = i + 1
	}
}

// ahead is among how many of the next criteria in rubric order one is looked for before all.
const ahead = 2

// criterion reads the key of an answer; next is the criterion that is most likely.
func (s *Lines) criterion(next int) int {
	for i := next; i < min(next+ahead, len(s.keys)); i++ {
		if s.prefix(s.keys[i]) {
			s.blanks()
			return i
		}
	}
	i, ok := s.index[string(s.key())]
	s.must(ok)
	return i
}

// answer reads the answer to criterion i: a level, or a mapping that answers in one way.
func (s *Lines) answer(i int) {
	if s.peek() != '{' {
		s.codes[i] = s.level(i)
		return
	}
	s.open('{')
	if s.prefix(`"level":`) {
		s.first = false
		s.blanks()
		s.codes[i] = s.rest(i, s.level(i), seenWay)
		return
	}
	s.codes[i] = s.rest(i, assess.NoAnswer, 0)
}

// keys of an answer that were seen.
const (
	seenWay  = 1 << iota // level, na, unknown or unanswered
	seenOpen             // unanswered
	seenNote
	seenEvidence
	seenConfidence
	seenVotes
	seenAgreed
)

// rest reads the answer to criterion i behind the keys that were seen, which say the code. Votes stand alone or beside
// what was agreed, whose reason may be there too.
func (s *Lines) rest(i int, code assess.Code, seen int) assess.Code {
	for s.more('}') {
		bit := seenWay
		switch key := s.key(); string(key) {
		case "level":
			code = s.level(i)
		case "na":
			code = assess.DoesNotApply
			s.skipText()
		case "unknown":
			code = assess.DontKnow
			s.word("true")
		case "unanswered":
			bit, code = seenWay|seenOpen, assess.DontKnow
			s.word("true")
		default:
			bit = s.remark(i, key)
		}
		if s.must(seen&bit == 0 && bit != 0); s.bad {
			return code
		}
		seen |= bit
	}
	s.must(seen&(seenWay|seenVotes) != 0 && seen&(seenOpen|seenVotes) != seenOpen|seenVotes)
	s.must(seen&seenAgreed == 0 || seen&seenVotes != 0 && code != assess.DoesNotApply)
	if seen&seenWay == 0 {
		return assess.Voted
	}
	return code
}

// remark reads what may stand beside an answer and returns the key's bit, 0 for a key that may not.
func (s *Lines) remark(i int, key []byte) int {
	switch string(key) {
	case "votes":
		s.votes(i)
		return seenVotes
	case "agreed":
		s.skipText()
		return seenAgreed
	case "note":
		s.skipText()
		return seenNote
	case "evidence":
		for s.open('['); s.more(']'); s.evidence++ {
			s.skipText()
		}
		s.must(s.evidence <= maxEvidence)
		return seenEvidence
	case "confidence":
		s.oneOf(s.plain(), s.confidences)
		return seenConfidence
	}
	return 0
}
