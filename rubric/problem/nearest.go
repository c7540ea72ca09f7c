package problem

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// maxWord bounds the words that Nearest compares, so that a hostile key costs nothing.
const maxWord = 64

// Nearest returns the word closest to got by edit distance, or "" when none is near enough to be meant:
// at most a third of got's characters may differ (at least one, at most four). Ties go to the earlier word.
func Nearest(got string, words []string) string {
	g := []rune(strings.ToLower(got))
	if len(g) == 0 || len(g) > 2*maxWord {
		return ""
	}
	best, limit := "", min(max(len(g)/3, 1), 4)+1
	for _, w := range words {
		if len(w) > utf8.UTFMax*(len(g)+limit) {
			continue
		}
		if d := distance(g, []rune(strings.ToLower(w)), limit); d < limit {
			best, limit = w, d
		}
	}
	return best
}

// maxWords is how many valid words are listed where none is near.
const maxWords = 16

// Hint appends the nearest valid word to a message, or the list of words when it is short enough to read; and before
// it, which letters of the word only look like those that are meant.
func Hint(m say.Message, got string, words []string) say.Message {
	m = m.And(Alike(got))
	near := Nearest(got, words)
	if near == "" {
		near = Nearest(latin(got), words)
	}
	if near != "" {
		return m.And(say.Both("; did you mean %s?", "；是不是想写 %s？", Short(near)))
	}
	if n := len(words); n > 0 && n <= maxWords {
		short := slices.Clone(words)
		for i, w := range short {
			short[i] = Short(w)
		}
		return m.And(say.Message{EN: "; valid: " + safe.Visible(strings.Join(short, ", ")),
			ZH: "；可用：" + safe.Visible(strings.Join(short, "、"))})
	}
	return m
}

// hinted is how many problems of one file get a nearest word: beyond them the file is not one a person mistyped, and
// looking thousands of words up in thousands would be the attack.
const hinted = 50

// Hint is the function Hint for the next problem of a list, as long as the list is short.
func (l List) Hint(m say.Message, got string, words []string) say.Message {
	if len(l) >= hinted {
		return m
	}
	return Hint(m, got, words)
}

// distance is the optimal string alignment distance (Damerau-Levenshtein without overlapping edits), cut off at limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit)
}
