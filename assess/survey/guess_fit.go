package survey

import (
	"slices"
	"strings"
	"unicode"

	"fathom/assess/form"
	"fathom/rubric/pattern"
	"fathom/rubric/width"
)

// This file tells sure guesses from those that a person has to confirm.

// fit is how well a head fits what it is guessed to be, from worst to best.
type fit int

const (
	alike  fit = iota // only much alike
	partly            // words are left over, which may make another question of it
	inStem            // what is left over asks for nothing else
	whole             // nothing is left over but a code or a number
	ours              // the name in our own forms
)

// settle decides which guesses stand in the mapping as they are. A column that alone fits best does; where words are
// left over, or another column might be meant as well, and the head is not the whole name, a person decides. A note
// needs the answer that it is beside.
func settle(guesses map[int]guess) {
	rivals := map[form.Target][]fit{}
	for _, g := range guesses {
		rivals[g.Target] = append(rivals[g.Target], g.fits)
	}
	live := map[form.Target]bool{}
	for c, g := range guesses {
		all := rivals[g.Target]
		best, same, serious := slices.Max(all), 0, 0
		for _, f := range all {
			if f == best {
				same++
			}
			if f > alike {
				serious++
			}
		}
		g.weakly = g.fits < best || same > 1 || best < inStem || best == inStem && serious > 1
		live[g.Target] = live[g.Target] || !g.weakly
		if guesses[c] = g; g.fits == alike && best > alike {
			delete(guesses, c)
		}
	}
	for c, g := range guesses {
		if g.Field == form.FieldNote && !live[form.Target{Criterion: g.Criterion, Field: form.FieldAnswer}] {
			g.weakly = true
			guesses[c] = g
		}
	}
}

// fitOf judges a text with a name or a question in it, which stands in the first of the texts that has it.
func fitOf(name string, texts ...string) fit {
	for _, text := range texts {
		before, after, ok := around(text, name)
		if !ok {
			continue
		}
		rest := before + " " + after
		switch {
		case asksElse().MatchString(rest):
			return partly
		case isSaid(rest, isCodeWord):
			return whole
		case isSaid(after, isFiller) && (isSaid(before, isFiller) || endsStem().MatchString(before)):
			return inStem
		}
		break
	}
	return partly
}

// tailOf is what stands in a head behind a name and a colon.
func tailOf(name, head string) string {
	before, after, ok := around(head, name)
	said := strings.TrimSpace(width.Narrow(head[len(before) : len(head)-len(after)]))
	if !ok || !strings.HasSuffix(said, ":") || !isSaid(before, isFiller) || asksElse().MatchString(after) {
		return ""
	}
	return key(after)
}

// shareTails takes what stands behind several names alike for the question that all of these are asked in, as Alchemer
// writes it: "Goal quality:Please rate each item".
func shareTails(guesses map[int]guess) {
	of := map[string]map[int]bool{}
	for _, g := range guesses {
		if of[g.tail] == nil {
			of[g.tail] = map[int]bool{}
		}
		of[g.tail][g.Criterion] = true
	}
	for c, g := range guesses {
		if g.tail != "" && g.scale == "" && g.fits == partly && len(of[g.tail]) > 1 {
			g.fits = inStem
			guesses[c] = g
		}
	}
}

var (
	// asksElse finds the words by which a head asks for something else of the same thing.
	asksElse = pattern.Of(`(?i)importan|priorit|target|desired|future|expect|satisf|ideal|\bcost|\btime|duration|\bneed|` +
		`重要|优先|期望|理想|未来|满意|用时|时长|成本|目标值`)
	// endsStem tells a stem that many questions share, or a group, from a word of the same sentence.
	endsStem = pattern.Of(`[\[(/:.?>|\-–—、（【：。？]\s*$`)

	fillers = pattern.Of(`(?i)^(?:how|what|is|are|does|do|the|of|our|your|we|you|it|in|at|for|please|rate|rating|level|mature|maturity|good|well|strong|team|current|currently|` +
		oneOf("您", "你", "的", "请", "认为", "如何", "怎么样", "怎样", "评价", "评分", "打分", "我们", "团队", "目前", "现在", "按", "根据", "现状", "实际", "情况", "选择", "成熟度", "级别", "是", "在") + `+)$`)
)

// isSaid reports whether all words of a text are of a kind.
func isSaid(text string, isOf func(word string) bool) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return !slices.ContainsFunc(words, func(word string) bool { return !isOf(word) })
}

// isCodeWord tells the numbers and codes of questions from words: 3, Q, G1Q1; and whether an answer must be given.
func isCodeWord(word string) bool {
	return len(word) == 1 || strings.ContainsAny(word, "0123456789") || mustGive().MatchString(word)
}

var mustGive = pattern.Of(`(?i)^(?:required|mandatory|optional|` + oneOf("必填", "必答", "选填", "选答", "必填项", "选填项") + `)$`)

func isFiller(word string) bool { return isCodeWord(word) || fillers().MatchString(word) }

// around finds what stands before and after a name in a text that is compared as key does.
func around(text, name string) (before, after string, ok bool) {
	var at []int // of each byte of the key, where its letter begins in the text
	plain := ""
	for i, r := range text {
		k := key(string(r))
		plain += k
		for range len(k) {
			at = append(at, i)
		}
	}
	start := strings.Index(plain, name)
	if start < 0 || name == "" {
		return "", "", false
	}
	end := len(text)
	if start+len(name) < len(at) {
		end = at[start+len(name)]
	}
	return text[:at[start]], text[end:], true
}
