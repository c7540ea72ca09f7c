package quick

import "fathom/assess"

// This file reads answers as programs write them: to one criterion after another in rubric order, without blanks, each
// a digit, a level that may have a note, or the reason why it does not apply; and votes, of one rater after another.

// room is how much of a line must be left behind a key for the comparisons here, none of which looks further.
const room = 24

// What answers begin with. The first two are eight bytes.
var (
	levelWord = eight([]byte(`{"level"`))
	noteWord  = eight([]byte(`"note":"`))
	naPhrase  = phraseOf(`{"na":"`)
)

// predicted reads answers as long as they are as predicted. It returns the criterion that is predicted next, and
// whether it stands at the end of the answers; else it stands at a key.
func (s *Lines) predicted(next int) (criterion int, done bool) {
	for ; next < len(s.phrases); next++ {
		key := &s.phrases[next]
		if s.nearEnd(next) || !key.begins(s.data[s.at:]) || s.codes[next] != assess.NoAnswer {
			break
		}
		code, at := s.short(next, s.at+key.size)
		if code == assess.NoAnswer || len(s.data)-at < 2 {
			break
		}
		switch b := s.data[at]; {
		case b == '}':
			done = true
		case b != ',' || s.data[at+1] != '"':
			return next, false
		default:
			at++
		}
		s.codes[next], s.at = code, at
		if done {
			return next + 1, true
		}
	}
	return next, false
}

// nearEnd reports whether too little of the line is left to compare the key of a criterion and what stands behind it:
// the last answer is looked up.
func (s *Lines) nearEnd(i int) bool {
	return i < len(s.phrases) && len(s.data)-s.at < s.phrases[i].size+room
}

// short reads the answer at a place and returns the place behind it; no answer where it is none of those predicted.
func (s *Lines) short(i, at int) (code assess.Code, end int) {
	digits, data := s.digits[i], s.data[at:]
	if data[0] != '{' {
		return digits[data[0]], at + 1
	}
	switch {
	case eight(data) == levelWord && data[8] == ':':
		code = digits[data[9]]
		if data[10] == '}' {
			return code, at + 11
		}
		if data[10] != ',' || eight(data[11:]) != noteWord {
			return assess.NoAnswer, at
		}
		at += 18
	case naPhrase.begins(data):
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
	if n := end - from; ascii && n > 0 && n <= assess.MaxText && s.data[from] > ' ' && end < len(s.data) &&
		s.data[end] == '"' {
		return end + 1
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
		if len(data) < n+room || data[0] != '"' || data[n] != '"' || string(data[1:n]) != string(id) {
			continue
		}
		code, ends := s.digits[i][data[n+2]], data[n+3] == '}'
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
