package problem

import (
	"strings"

	"fathom/rubric/width"
)

// Short cuts a key or another word that is quoted in a message.
func Short(s string) string { return Shorten(s, maxKey) }

// maxKey is how many characters of a key a message shows: all of a valid one, which has two ids of 64 and a slash at
// most.
const maxKey = 130

// Shorten cuts a text that is quoted in a message to its first characters, not inside what is seen as one. It stays on
// one line: what follows a line break would look like another message.
func Shorten(s string, most int) string {
	if strings.ContainsFunc(s, isBreak) {
		s = strings.Join(strings.FieldsFunc(s, isBreak), " ")
	}
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:width.Before(s, i)] + "…"
		}
	}
	return s
}

func isBreak(r rune) bool { return strings.ContainsRune("\n\v\f\r\u0085\u2028\u2029", r) }
