package terminal

import "strings"

// drawn are the signs that we draw with, and one of ASCII for each. GNU screen draws them two cells wide where the
// locale is Chinese, Japanese or Korean, so that a rule as wide as the terminal takes two lines.
const (
	drawn   = "═─█░┃▌▁▂▃▄▅▆▇"
	inASCII = "=-#.||_.-:=+*"
)

// ascii writes what is drawn in signs that are one cell wide everywhere.
func ascii(s string) string {
	return strings.Map(func(c rune) rune {
		if i := strings.IndexRune(drawn, c); i >= 0 {
			return rune(inASCII[i/len("═")]) // each of them has as many bytes
		}
		return c
	}, s)
}
