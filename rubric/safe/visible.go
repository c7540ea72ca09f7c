package safe

import (
	"fmt"
	"strings"
	"unicode"
)

// Visible shows what nobody can see in a text, or only guess: characters without a shape of their own, as <U+200B>.
// Characters that join or choose the shape of the others stay where they do so: in an emoji, in a word of a script that
// joins letters, behind a Chinese character or a symbol; so does the space without width that parts words of a script
// without spaces.
func Visible(s string) string {
	if !strings.ContainsFunc(s, HasNoShape) {
		return s
	}
	var b strings.Builder
	signs := []rune(s)
	for i, r := range signs {
		if HasNoShape(r) && !belongs(signs, i) {
			fmt.Fprintf(&b, "<U+%04X>", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// HasNoShape tells the characters that Unicode lets be ignored when a text is shown (Default_Ignorable_Code_Point),
// those that only steer how it is shown, and the Braille pattern without a dot.
func HasNoShape(r rune) bool {
	if r < 0xAD || r > braille && r < 0xFE00 && r != hangulFiller { // quickly, for nearly all of English and Chinese
		return false
	}
	return unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector,
		unicode.Cf, unicode.Zl, unicode.Zp) &&
		!unicode.Is(unicode.Prepended_Concatenation_Mark, r) || r == braille
}

const (
	nonJoiner, joiner  = 0x200C, 0x200D
	zeroWidthSpace     = 0x200B
	vowelSeparator     = 0x180E // of Mongolian
	keycap             = 0x20E3
	braille            = 0x2800 // the pattern without a dot
	hangulFiller       = 0x3164
	firstTag, endOfTag = 0xE0020, 0xE007F
	blackFlag          = 0x1F3F4
)

// belongs reports whether the character without a shape at i does what it is for.
func belongs(signs []rune, i int) bool {
	before, after := at(signs, i-1), at(signs, i+1)
	switch r := signs[i]; {
	case r == joiner && isSymbol(base(signs, i)):
		return isSymbol(after)
	case r == joiner || r == nonJoiner:
		return unicode.In(before, joining...) && !HasNoShape(after)
	case r == zeroWidthSpace:
		return unicode.In(before, unspaced...) && unicode.In(after, unspaced...)
	case r == vowelSeparator:
		return unicode.Is(unicode.Mongolian, before)
	case unicode.Is(unicode.Variation_Selector, r):
		return isSymbol(before) || unicode.In(before, varying...) ||
			after == keycap && strings.ContainsRune("0123456789#*", before)
	case r >= firstTag && r <= endOfTag:
		return inFlag(signs, i)
	}
	return false
}

func at(signs []rune, i int) rune {
	if i < 0 || i >= len(signs) {
		return 0
	}
	return signs[i]
}

// base is the character before i, without what only changes it.
func base(signs []rune, i int) rune {
	for i--; i >= 0; i-- {
		if r := signs[i]; !unicode.Is(unicode.Variation_Selector, r) && !unicode.Is(unicode.Sk, r) {
			return r
		}
	}
	return 0
}

// isSymbol tells emoji and other pictures: symbols, and the few letters and marks that have a form as a picture.
func isSymbol(r rune) bool {
	return unicode.In(r, unicode.So, unicode.Sm, unicode.Sk) && r > 0x7F && r != braille ||
		strings.ContainsRune("\u203C\u2049\u2139\u3030", r)
}

// varying are the scripts whose characters have standardized variants.
var varying = []*unicode.RangeTable{unicode.Han, unicode.Mongolian, unicode.Myanmar, unicode.Phags_Pa}

// unspaced are the scripts without spaces between words, where a space without width says how a line may break.
var unspaced = []*unicode.RangeTable{unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// joining are the scripts whose letters change their shape by their neighbours, or by a joiner between them.
var joining = []*unicode.RangeTable{unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Mongolian, unicode.Devanagari,
	unicode.Bengali,
	unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada,
	unicode.Malayalam, unicode.Sinhala,
	unicode.Khmer, unicode.Myanmar, unicode.Tibetan, unicode.Balinese, unicode.Javanese}

// mostTags is how long the code of a region is at most.
const mostTags = 6

// inFlag tells the tags that name a region behind the black flag, with the end of tags.
func inFlag(signs []rune, i int) bool {
	isTag := func(k int) bool { return at(signs, k) >= firstTag && at(signs, k) < endOfTag }
	first, last := i, i
	for isTag(first-1) && i-first <= mostTags {
		first--
	}
	for isTag(last) && last-i <= mostTags {
		last++
	}
	return at(signs, first-1) == blackFlag && at(signs, last) == endOfTag && last-first <= mostTags
}
