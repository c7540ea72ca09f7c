// Package safe makes text that came from a file harmless wherever it is shown: on a terminal and in CI logs, in a
// message, in a spreadsheet.
package safe

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text makes text that came from a file harmless to terminals and CI logs, and tells apart what looks alike. Control
// characters other than newline and tab, bidirectional controls, the Unicode line separators, bytes that are not UTF-8,
// and characters without a shape, as U+200B, U+00AD, a Hangul filler or a tag, are shown as <U+XXXX>; so is the second
// sign of "::" and "##", which begin commands in CI logs.
//
// What has no shape stays where it does what it is for, see [Visible]: a joiner in an emoji, joiner and non-joiner in
// words of Arabic, Persian and Indic scripts, a variation selector behind a Han character or a picture, the tags of a
// flag, a zero-width space between words of Thai, Lao, Khmer and Burmese. There it is seen, or is how the language is
// written; elsewhere it makes two names out of what a reader takes for one. For the same reason pages and workbooks
// show it too: a board that reads two lines of "Henan" shall see that they are two.
func Text(s string) string {
	if isPlain(s) {
		return s
	}
	return Visible(harmless(s))
}

// isPlain reports whether nothing in a text needs a closer look, as in nearly all.
func isPlain(s string) bool {
	last := rune(0)
	for _, r := range s {
		if r == utf8.RuneError || unsafe(r) || HasNoShape(r) || (r == ':' || r == '#') && r == last {
			return false
		}
		last = r
	}
	return true
}

func harmless(s string) string {
	var b strings.Builder
	var last rune
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			fmt.Fprintf(&b, "<0x%02X>", s[i])
		case unsafe(r), (r == ':' || r == '#') && r == last:
			fmt.Fprintf(&b, "<U+%04X>", r)
		default:
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

func unsafe(r rune) bool {
	switch {
	case r > 0x2069: // nearly all of Chinese
		return r == 0xFEFF
	case r == '\n' || r == '\t':
		return false
	case r < 0x20, r == 0x7F, r >= 0x80 && r <= 0x9F: // C0, DEL, C1
		return true
	case r == 0x061C, r == 0x200E, r == 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069: // bidi
		return true
	}
	return r == 0x2028 || r == 0x2029
}

// Line is Text for text that must stay on one line: every run of white space becomes one blank.
func Line(s string) string {
	if s = Text(s); isLine(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// isLine reports whether all white space of a text is single blanks between words, as in nearly all.
func isLine(s string) bool {
	last := ' '
	for _, r := range s {
		if unicode.IsSpace(r) && (r != ' ' || last == ' ') {
			return false
		}
		last = r
	}
	return last != ' ' || s == ""
}
