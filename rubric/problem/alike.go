package problem

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// alike pairs letters and signs of other scripts with the ASCII ones that they look like; keyboards, scanned texts and
// word processors mix them up. From the pairs of Unicode's confusables.txt that look the same in a terminal.
var alike = sync.OnceValue(func() map[rune]rune {
	return pairs(
		"аесорхуіјѕһԁԛԝ АВЕКМНОРСТХУІЈЅԌ", "aecopxyijshdqw ABEKMHOPCTXYIJSG", // Cyrillic
		"ονι ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovi ABEZHIKMNOPTYX", // Greek
		"օսոհց", "ounhg", // Armenian
		"ıɑɡ", "iag", // Latin with a twin of its own
		"‐‑‒–—−－ ∕⁄／ ＿ ．", "------- /// _ .", // signs
	)
})

func pairs(lists ...string) map[rune]rune {
	out := map[rune]rune{}
	for i := 0; i < len(lists); i += 2 {
		to := []rune(lists[i+1])
		for k, r := range []rune(lists[i]) {
			if r != to[k] {
				out[r] = to[k]
			}
		}
	}
	for r := '！'; r <= '～'; r++ { // full width
		out[r] = r - '！' + '!'
	}
	return out
}

// latin is a word as it seems to be: look-alikes as the ASCII letters, without what has no shape.
func latin(word string) string {
	return strings.Map(func(r rune) rune {
		if to, ok := alike()[r]; ok {
			return to
		}
		if safe.HasNoShape(r) {
			return -1
		}
		return r
	}, Short(word))
}

// maxAlike is how many look-alikes of a word are named.
const maxAlike = 3

// Alike says which letters and signs of a word of ASCII are not what they look like, as the end of a sentence; nothing
// for a word that is in another script on purpose.
func Alike(word string) say.Message {
	word = Short(word)
	if strings.ContainsFunc(latin(word), isForeign) {
		return say.Message{}
	}
	var out say.Message
	seen := map[rune]bool{}
	for _, r := range word {
		if to, ok := alike()[r]; ok && !seen[r] && len(seen) < maxAlike {
			seen[r] = true
			script := scriptOf(r)
			out.EN += fmt.Sprintf("; the %c is %sU+%04X, not %c", r, script.EN, r, to)
			out.ZH += fmt.Sprintf("；其中的 %c 是%s U+%04X，不是 %c", r, script.ZH, r, to)
		}
	}
	return out
}

// scriptOf names the script of a letter that looks like Latin; nothing for signs.
func scriptOf(r rune) say.Message {
	switch {
	case unicode.Is(unicode.Cyrillic, r):
		return say.Message{EN: "Cyrillic ", ZH: "西里尔字母"}
	case unicode.Is(unicode.Greek, r):
		return say.Message{EN: "Greek ", ZH: "希腊字母"}
	case unicode.Is(unicode.Armenian, r):
		return say.Message{EN: "Armenian ", ZH: "亚美尼亚字母"}
	}
	return say.Message{}
}

// isForeign tells a letter that is not ASCII and looks like none that is.
func isForeign(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) }

// NoID is the rule for ids that a text broke, and what in it may pass for an id without being one.
func NoID(s string, rule say.Message) say.Message {
	if short := Short(s); safe.Visible(short) != short {
		rule = rule.And(say.Both("; here stands %s", "；这里写的是 %s", short))
	}
	return rule.And(Alike(s))
}
