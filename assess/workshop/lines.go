package workshop

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fathom/rubric/say"
)

// This file words what the room writes into the notes of a panel about its rounds.

// hasLine reports whether the n-th round on a criterion, from 0, has a line of its own: not the first, whose votes
// stand in the panel, unless the panel had votes before.
func (r *Room) hasLine(i, n int) bool { return n > 0 || len(r.start.Known.Answers[i].Votes) > 0 }

// roundLine says how the n-th round on a criterion, from 0, was voted, as "second vote: 3 3 4"; "" for a round without
// a line, and for one that is not to be seen.
func (r *Room) roundLine(i, n int) string {
	it := &r.items[i]
	b := it.rounds[n]
	if !r.counts(b) || b.turnout() == 0 || !r.hasLine(i, n) {
		return ""
	}
	if r.anonymous && (!b.open || r.hidden(it, n) != "") {
		return ""
	}
	lang := r.start.Lang
	return roundName(n, lang) + lang.Say(": ", "：") + inWords(b.counted(), lang)
}

// roundName is what the n-th round is called, from 0.
func roundName(n int, lang say.Language) string {
	switch n {
	case 0:
		return lang.Say("vote in the workshop", "工作坊上投票")
	case 1:
		return lang.Say("second vote", "第二次投票")
	case 2:
		return lang.Say("third vote", "第三次投票")
	}
	return lang.Say("vote %d", "第 %d 次投票", n+1)
}

// mostInARow is how many votes stand one by one; more are counted.
const mostInARow = 20

// inWords lists votes: levels from the lowest, then those without one.
func inWords(votes []cast, lang say.Language) string {
	slices.SortFunc(votes, func(x, y cast) int {
		return cmp.Or(cmp.Compare(x.state(), y.state()), cmp.Compare(x.Level, y.Level))
	})
	var words []string
	counts := map[string]int{}
	for _, v := range votes {
		word := v.inWord(lang)
		if counts[word]++; counts[word] == 1 || len(votes) <= mostInARow {
			words = append(words, word)
		}
	}
	if len(votes) > mostInARow {
		for k, word := range words {
			words[k] = fmt.Sprintf("%s × %d", word, counts[word])
		}
		return lang.List(words)
	}
	if len(counts) == 1 || !slices.ContainsFunc(votes, func(v cast) bool { return v.Answer != Level }) {
		return strings.Join(words, " ")
	}
	return lang.List(words)
}

// inWord is a vote in a list.
func (v Vote) inWord(lang say.Language) string {
	switch v.Answer {
	case NA:
		return lang.Say("N/A", "不适用")
	case Unknown:
		return lang.Say("don't know", "不知道")
	}
	return fmt.Sprint(v.Level)
}
