package safe

import (
	"fmt"
	"regexp"
)

// spacing is white space that one blank on a line would hide. A full-width blank is seen as what it is.
var spacing = regexp.MustCompile(`[\s\v\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]+`)

// Apart is Line for what tells things apart, such as the tags of groups: two that differ do not look alike. White space
// other than one blank between words is shown as <U+0009>.
func Apart(s string) string {
	return Text(spacing.ReplaceAllStringFunc(s, func(run string) string {
		if run == " " || run == "\u3000" {
			return run
		}
		shown := ""
		for _, r := range run {
			shown += fmt.Sprintf("<U+%04X>", r)
		}
		return shown
	}))
}
