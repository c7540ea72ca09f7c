package survey

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"fathom/assess/form"
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
		case asksElse.MatchString(rest):
			return partly
		case isSaid(rest, isCodeWord):
			return whole
		case isSaid(after, isFiller) && (isSaid(before, isFiller) || endsStem.MatchString(before)):
			return inStem
		}
		break
	}
	return partly
}

var (
	// asksElse finds the words by which a head asks for something else of the same thing.
	asksElse = regexp.MustCompile(`(?i)importan|priorit|target|desired|future|expect|satisf|ideal|\bcost|\btime|duration|\bneed|` +
		`\x{91CD}\x{8981}|\x{4F18}\x{5148}|\x{671F}\x{671B}|\x{7406}\x{60F3}|\x{672A}\x{6765}|\x{6EE1}\x{610F}|\x{7528}\x{65F6}|\x{65F6}\x{957F}|\x{6210}\x{672C}|\x{76EE}\x{6807}\x{503C}`)
	// endsStem tells a stem that many questions share, or a group, from a word of the same sentence.
	endsStem = regexp.MustCompile(`[\[(/:.?>|\-–—、（【：。？]\s*$`)

	fillers = regexp.MustCompile(`(?i)^(?:how|what|is|are|does|do|the|of|our|your|we|you|it|in|at|for|please|rate|rating|level|mature|maturity|good|well|strong|team|current|currently|` +
		`(?:\x{60A8}|\x{4F60}|\x{7684}|\x{8BF7}|\x{8BA4}\x{4E3A}|\x{5982}\x{4F55}|\x{600E}\x{4E48}\x{6837}|\x{600E}\x{6837}|\x{8BC4}\x{4EF7}|\x{8BC4}\x{5206}|\x{6253}\x{5206}|\x{6211}\x{4EEC}|\x{56E2}\x{961F}|\x{76EE}\x{524D}|\x{73B0}\x{5728}|\x{6210}\x{719F}\x{5EA6}|\x{7EA7}\x{522B}|\x{662F}|\x{5728})+)$`)
)

// isSaid reports whether all words of a text are of a kind.
func isSaid(text string, isOf func(word string) bool) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return !slices.ContainsFunc(words, func(word string) bool { return !isOf(word) })
}

// isCodeWord tells the numbers and codes of questions from words: 3, Q, G1Q1.
func isCodeWord(word string) bool {
	return len(word) == 1 || strings.ContainsAny(word, "0123456789")
}

func isFiller(word string) bool { return isCodeWord(word) || fillers.MatchString(word) }

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
