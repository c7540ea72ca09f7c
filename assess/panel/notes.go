package panel

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fathom/assess"
	"fathom/rubric/problem"
)

// This file keeps the notes of many raters to one criterion within what an answer file holds.

// fitted joins texts, one a line. Where they have more than [assess.MaxText] characters together the longest are cut to
// one length, as long as can be, each with … at its end; then cut is true.
func fitted(texts []string) (joined string, cut bool) {
	if joined = strings.Join(texts, "\n"); utf8.RuneCountInString(joined) <= assess.MaxText {
		return joined, false
	}
	lengths := make([]int, len(texts))
	for i := range texts {
		lengths[i] = utf8.RuneCountInString(texts[i])
	}
	fits := func(most int) bool {
		total := len(texts) - 1
		for _, n := range lengths {
			total += min(n, most)
		}
		return total <= assess.MaxText
	}
	most := 1
	for most < slices.Max(lengths) && fits(most+1) {
		most++
	}
	out := slices.Clone(texts)
	for i, n := range lengths {
		if n > most {
			out[i] = problem.Shorten(texts[i], most-1) // and the mark
		}
	}
	return strings.Join(out, "\n"), true
}

// Shortened lists the criteria whose notes are too long together for one file, by id: [Merge] cuts them.
func Shortened(m *assess.Model, ballots []Ballot) (ids []string) {
	for i := range m.Len() {
		c := &collector{a: &assess.Answer{}}
		for _, s := range ballots {
			if a := &s.Answers[i]; a.Given {
				c.remark(s, a)
			}
		}
		_, notes := fitted(c.notes)
		if _, reasons := fitted(c.reasons); notes || reasons {
			ids = append(ids, m.Criterion(i).ID)
		}
	}
	return ids
}
