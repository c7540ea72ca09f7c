package survey

import (
	"slices"

	"fathom/rubric/pattern"
)

// This file guesses which column holds the day, by what is in it.

// soleDays finds the column that alone holds moments, under a head that says nothing else of them; -1 for none.
func (s *skeleton) soleDays() int {
	found := -1
	for c, head := range s.t.heads {
		switch {
		case !s.areDays(c) || s.isDayless(c):
		case found >= 0 || isTool(head) || isPersonal(head) || otherDay().MatchString(head):
			return -1
		default:
			found = c
		}
	}
	return found
}

// otherDay finds the heads of days that are not those of an answer.
var otherDay = pattern.Of(`(?i)birth|\bborn\b|geb(?:oren|urt)|hire|joined|\bsince\b|start|begin|due|deadline|` +
	`生日|出生|入职|开始|截止|成立`)

// hasDays reports whether a column holds a moment, or nothing: what else is in it may be of rows that were never sent.
func (s *skeleton) hasDays(c int) bool {
	return len(s.values[c]) == 0 || slices.ContainsFunc(s.values[c], func(v string) bool {
		_, could, _ := readWhen(v, "")
		return len(could) > 0
	})
}

// areDays reports whether a column holds nothing but moments.
func (s *skeleton) areDays(c int) bool {
	return len(s.values[c]) > 0 && !slices.ContainsFunc(s.values[c], func(v string) bool {
		_, could, _ := readWhen(v, "")
		return len(could) == 0
	})
}
