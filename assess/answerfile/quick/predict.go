package quick

import (
	"unicode/utf8"

	"fathom/assess"
)

// This file reads answers as programs write them: to one criterion after another in rubric order, without blanks, each
// a digit, a level that may have a note, or the reason why it does not apply; and votes, of one rater after another.

// predict is the answer to a criterion that is expected.
type predict struct {
	key    phrase
	levels *digits
}

// What answers begin with that are more than a digit, as words of eight bytes; the last one has seven that count.
var (
	levelWord = eight([]byte(`{"level"`)) // then a colon
	noteWord  = eight([]byte(`,"note":`)) // then a quote
	naWord    = eight([]byte(`{"na":" `)) << 8
)

// answerReach is the most bytes of an answer that are looked at before its text, or behind one without.
const answerReach = 20

// predicted reads answers as long as they are as predicted. It returns the criterion that is predicted next, and
// whether it stands at the end of the answers; else it stands at a key.
func (s *Lines) predicted(next int) (criterion int, done bool) {
	data, at := s.wide(), s.at
	likely, codes, size := s.likely, s.codes[:len(s.likely)], len(s.data)
	for last := len(data) - s.reach; next < len(likely) && at <= last && !done; next++ {
		of := &likely[next]
		if !of.key.opens((*[window]byte)(data[at:])) || !of.key.goesOn(data[at:]) || codes[next] != assess.NoAnswer {
			break
		}
		end := at + of.key.size
		code := of.levels[data[end]]
		if end++; code == assess.NoAnswer {
			code, end = s.longer(data, of.levels, end-1)
		}
		if code == assess.NoAnswer || end >= size || data[end] != ',' && data[end] != '}' {
			break
		}
		codes[next], at = code, end+1
		if done = data[end] == '}'; done {
			at = end
		}
	}
	s.at = at
	s.blanks()
	return next, done
}

// nearEnd reports whether too little of the line is left to compare a key and what stands behind it: the last answers
// are looked up.
func (s *Lines) nearEnd(i int) bool { return i < len(s.likely) && len(s.wide())-s.at < s.reach }

// wide is the line with what lies behind it in memory, mostly the next line, so that the last answers can be compared
// as the first ones are. Nothing that is found there counts.
func (s *Lines) wide() []byte { return s.data[:min(cap(s.data), len(s.data)+s.reach)] }

// longer reads an answer that is more than a digit at a place and returns the place behind it; no answer where it is
// none of those predicted.
func (s *Lines) longer(data []byte, levels *digits, at int) (code assess.Code, end int) {
	w := (*[answerReach]byte)(data[at:])
	switch x := eight(w[:]); {
	case x == levelWord && w[8] == ':':
		code = levels[w[9]]
		if w[10] == '}' {
			return code, at + 11
		}
		if eight(w[10:]) != noteWord || w[18] != '"' {
			return assess.NoAnswer, at
		}
		at += 18
	case x<<8 == naWord:
		code = assess.DoesNotApply
		at += 6
	default:
		return assess.NoAnswer, at
	}
	if at = s.textFrom(at); s.bad || at >= len(s.data) || s.data[at] != '}' {
		return assess.NoAnswer, at
	}
	return code, at + 1
}

// textFrom reads a text at a place as skipText does, and returns the place behind it.
func (s *Lines) textFrom(at int) int {
	from := at + 1
	end, ascii := textEnd(s.data, from)
	if end < len(s.data) && s.data[end] == '"' {
		text := s.data[from:end]
		if len(text) <= assess.MaxText && (ascii || utf8.Valid(text)) && !isBlank(text) {
			return end + 1
		}
	}
	key := s.at
	s.at = at
	s.skipText()
	at, s.at = s.at, key
	return at
}

// predictedVotes reads votes on criterion i as long as they are digits, without blanks and in the order of the raters,
// some of whom may not have voted. It returns the rater that is predicted next, and whether the last vote was read and
// it stands at the sign behind; else it stands at a key.
func (s *Lines) predictedVotes(i, next int) (rater int, done bool) {
	for ; next < len(s.panel.raters); next++ {
		id, data := s.panel.raters[next], s.data[s.at:]
		n := len(id) + 1
		if len(data) < n+5 || data[0] != '"' || data[n] != '"' || string(data[1:n]) != string(id) {
			continue
		}
		code, ends := s.likely[i].levels[data[n+2]], data[n+3] == '}'
		if data[n+1] != ':' || code == assess.NoAnswer || !ends && (data[n+3] != ',' || data[n+4] != '"') {
			break
		}
		s.cast(id, next, code)
		if s.at += n + 3; ends {
			return next, true
		}
		s.at++
	}
	return next, false
}
