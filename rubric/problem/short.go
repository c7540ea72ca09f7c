package problem

import "fathom/rubric/width"

// Short cuts a key or another word that is quoted in a message.
func Short(s string) string { return Shorten(s, maxKey) }

// maxKey is how many characters of a key a message shows: all of a valid one, which has two ids of 64 and a slash at
// most.
const maxKey = 130

// Shorten cuts a text that is quoted in a message to its first characters, not inside what is seen as one.
func Shorten(s string, most int) string {
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:width.Before(s, i)] + "…"
		}
	}
	return s
}
