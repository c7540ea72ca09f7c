package quick

import (
	"slices"

	"fathom/assess"
)

// This file reads the digests of the texts that were rated, as lines have them: practice by practice, all in rubric
// order.

func (s *Lines) texts() {
	next := 0
	for s.open('{'); s.more('}'); next++ {
		if next = s.from(s.practices, next); s.bad {
			return
		}
		s.digests(s.starts[next], s.criteria[next])
	}
	s.must(next > 0)
}

// digests reads those of the criteria of one practice, the first of which has a place among all.
func (s *Lines) digests(from int, ids []string) {
	next := 0
	for s.open('{'); s.more('}'); next++ {
		if next = s.from(ids, next); s.bad {
			return
		}
		s.digest(from+next, s.plain())
	}
	s.must(next > 0)
}

// from reads a key that must be an id from a place on, and returns its place.
func (s *Lines) from(ids []string, from int) int {
	key := s.key()
	for from < len(ids) && string(key) != ids[from] {
		from++
	}
	s.must(from < len(ids))
	return from
}

// digest notes where the text of a criterion is not the present one.
func (s *scanner) digest(i int, digest []byte) {
	s.must(len(digest) > 0 && len(digest) <= 16 && isLower(digest))
	if s.bad {
		return
	}
	for _, text := range s.Layout.texts[i] {
		if text == string(digest) {
			return
		}
	}
	s.head.Others = append(s.head.Others, i)
}

func isLower(s []byte) bool {
	for _, b := range s {
		if b < 'a' || b > 'z' {
			return false
		}
	}
	return true
}

// dropUnanswered leaves out of the other texts those of criteria that nobody answered.
func (s *scanner) dropUnanswered() {
	if s.bad || len(s.head.Others) == 0 {
		return
	}
	s.head.Others = slices.DeleteFunc(s.head.Others, func(i int) bool { return s.codes[i] == assess.NoAnswer })
}
