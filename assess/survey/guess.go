package survey

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric/pattern"
)

// This file guesses what the columns of a table are, for a person to confirm.

// guess is what a column seems to be.
type guess struct {
	form.Target
	by     guessed
	fits   fit
	weakly bool   // for a person to take or leave: see settle
	tail   string // what stands behind a colon after the name, "" for nothing or where that asks for something else
	scale  string // another one than the criterion's that the head names
}

// guessed is why something is guessed.
type guessed string

const (
	byOwnName  guessed = "own"
	byName     guessed = "name"
	byQuestion guessed = "question"
	byLikeness guessed = "likeness"
)

// guesser knows what criteria are called.
type guesser struct {
	m       *assess.Model
	targets form.Targets
	names   [][]string // of the criteria, plain, in every language
	asked   [][]string // their questions
	pairs   []map[string]bool
}

func newGuesser(m *assess.Model) *guesser {
	g := &guesser{m: m, targets: form.NewTargets(m)}
	for i := range m.Len() {
		c := m.Criterion(i)
		var names, asked []string
		all := ""
		for _, name := range c.Name {
			names, all = append(names, key(name)), all+name
		}
		for _, question := range c.Question {
			asked, all = append(asked, key(question)), all+question
		}
		g.names, g.asked = append(g.names, names), append(g.asked, asked)
		g.pairs = append(g.pairs, pairsOf(key(all)))
	}
	return g
}

// isOther finds the heads of answers that are none of those a survey offers.
var isOther = pattern.Of(`(?i)\bother\b|其他`)

// isComment finds the heads of what is said beside an answer.
var isComment = pattern.Of(`(?i)comment|_text\b|remark|\bnote|other|\bwhy\b|explain|备注|说明|评论|为什么`)

// criterion guesses which criterion a column answers, or is a note to, by its head and what else is written of it.
func (g *guesser) criterion(head, more string) (guess, bool) {
	if to, ok := g.targets.OfHead(head); ok && to.Criterion >= 0 {
		return guess{Target: to, by: byOwnName, fits: ours}, true
	}
	text := head + " " + more
	for _, try := range []struct {
		texts [][]string
		by    guessed
	}{{g.asked, byQuestion}, {g.names, byName}} {
		if i, found := longest(key(text), try.texts); i >= 0 {
			guess := guess{Target: form.Target{Criterion: i}, by: try.by, fits: fitOf(found, more, head, text)}
			guess.tail = tailOf(found, head)
			return answer(text, guess.on(g.m, found, head, more)), true
		}
	}
	if i := g.likest(key(text)); i >= 0 {
		return answer(text, guess{Target: form.Target{Criterion: i}, by: byLikeness, fits: alike}), true
	}
	return guess{}, false
}

// key is a text as it is compared here: only its letters and digits.
func key(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, form.Plain(text))
}

// answer tells an answer from what is said beside it.
func answer(text string, found guess) guess {
	found.Field = form.FieldAnswer
	if isComment().MatchString(text) {
		found.Field = form.FieldNote
		if found.fits = min(found.fits, whole); found.fits > alike && !isOther().MatchString(text) {
			found.fits = whole
		}
	}
	return found
}

// name is how a mapping writes a target of a criterion.
func (g *guesser) name(to form.Target) string {
	id := g.m.Criterion(to.Criterion).ID
	if to.Field == form.FieldAnswer {
		return id
	}
	return id + "#" + to.Field
}

// longest finds the criterion with the longest text that stands in a head, and that text; -1 for none, or where two are
// as long.
func longest(head string, texts [][]string) (found int, said string) {
	found, most := -1, 1
	for i, list := range texts {
		for _, text := range list {
			switch n := utf8.RuneCountInString(text); {
			case n < most || n < 3 || !strings.Contains(head, text):
			case n == most && found >= 0 && found != i:
				found = -1
			default:
				found, most, said = i, n, text
			}
		}
	}
	return found, said
}

// likest finds the criterion whose words are most like a head, if it is clearly ahead of the next.
func (g *guesser) likest(head string) int {
	const enough, ahead, few = 0.6, 0.1, 8
	mine := pairsOf(head)
	if len(mine) < few {
		return -1
	}
	best, second, found := 0.0, 0.0, -1
	for i, other := range g.pairs {
		both := 0
		for pair := range mine {
			if other[pair] {
				both++
			}
		}
		if like := float64(both) / float64(len(mine)); like > best {
			best, second, found = like, best, i
		} else if like > second {
			second = like
		}
	}
	if best < enough || best-second < ahead {
		return -1
	}
	return found
}

// pairsOf are the pairs of neighbouring characters.
func pairsOf(text string) map[string]bool {
	out := map[string]bool{}
	before := rune(0)
	for _, r := range text {
		if before != 0 {
			out[string([]rune{before, r})] = true
		}
		before = r
	}
	return out
}

// stateWords are words that people use for the states besides levels, and what they mean.
func stateWords() Labels {
	out := Labels{}
	for meaning, words := range map[string][]string{
		labelUnanswered: {"（空）", "（跳过）", "-", "--", "无", "no answer", "prefer not to say", "{question_not_shown}"},
		labelUnknown:    {"not sure", "no idea", "i don't know", "i do not know", "can't say", "不清楚", "不了解", "说不清"},
		labelNA:         {"not for us", "not relevant", "does not apply", "不涉及", "不相关"},
	} {
		for _, word := range words {
			out[form.Plain(word)] = meaning
		}
	}
	return out
}
