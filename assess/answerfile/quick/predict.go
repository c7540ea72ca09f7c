package quick

import "fathom/assess"

// This file reads answers as programs write them: to one criterion after another in rubric order, without blanks, each
// a digit, a level that may have a note, or the reason why it does not apply; and votes, of one rater after another.

// predict is the answer to a criterion that is expected.
type predict struct {
	key    phrase
	levels *digits
}

// What answers begin with that are more than a digit.
var (
	levelPhrase = phraseOf(`{"level":`)
	notePhrase  = phraseOf(`,"note":"`)
	naPhrase    = phraseOf(`{"na":"`)
)

// predicted reads answers as long as they are as predicted. It returns the criterion that is predicted next, and
// whether it stands at the end of the answers; else it stands at a key.
func (s *Lines) predicted(next int) (criterion int, done bool) {
	data, at := s.data, s.at
	for last := len(data) - s.reach; next < len(s.likely) && at <= last && !done; next++ {
		of := &s.likely[next]
		if !of.key.opens((*[window]byte)(data[at:])) || !of.key.goesOn(data[at:]) || s.codes[next] != assess.NoAnswer {
			break
		}
		end := at + of.key.size
		code := of.levels[data[end]]
		if end++; code == assess.NoAnswer {
			code, end = s.longer(of.levels, end-1)
		}
		if code == assess.NoAnswer || end >= len(data) || data[end] != ',' && data[end] != '}' {
			break
		}
		s.codes[next], at = code, end+1
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
func (s *Lines) nearEnd(i int) bool { return i < len(s.likely) && len(s.data)-s.at < s.reach }

// longer reads an answer that is more than a digit at a place and returns the place behind it; no answer where it is
// none of those predicted.
func (s *Lines) longer(levels *digits, at int) (code assess.Code, end int) {
	data := s.data
	switch rest := data[at:]; {
	case levelPhrase.begins(rest):
		code = levels[rest[9]]
		if rest[10] == '}' {
			return code, at + 11
		}
		if at += 10; !notePhrase.begins(data[at:]) {
			return assess.NoAnswer, at
		}
		at += notePhrase.size - 1
	case naPhrase.begins(rest):
		code = assess.DoesNotApply
		at += naPhrase.size - 1
	default:
		return assess.NoAnswer, at
	}
	if at = s.textFrom(at); s.bad || at >= len(data) || data[at] != '}' {
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
