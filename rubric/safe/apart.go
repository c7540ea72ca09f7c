package safe

import (
	"fmt"
	"strings"
	"unicode"
)

// Apart is Line for what tells things apart, such as the tags of groups: two that differ do not look alike. White space
// other than one blank between words is shown as <U+0009>; a full-width blank is seen as what it is.
func Apart(s string) string {
	var out strings.Builder
	for rest := s; rest != ""; {
		run := rest[:len(rest)-len(strings.TrimLeftFunc(rest, unicode.IsSpace))]
		if run == " " || run == "\u3000" {
			out.WriteString(run)
		} else {
			for _, r := range run {
				fmt.Fprintf(&out, "<U+%04X>", r)
			}
		}
		rest = rest[len(run):]
		word := strings.IndexFunc(rest, unicode.IsSpace)
		if word < 0 {
			word = len(rest)
		}
		out.WriteString(rest[:word])
		rest = rest[word:]
	}
	return Text(out.String())
}
