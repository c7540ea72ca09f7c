package cells

import (
	"fmt"
	"regexp"
	"strings"
)

// escaped is what a workbook takes for a character by its number (ECMA-376, 22.4.2.4, ST_Xstring).
var escaped = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

// Workbook writes text as the cells of a workbook keep it: what looks like an escape is marked as text, and what XML cannot
// hold is escaped. Spreadsheet programs show the text as it was.
func Workbook(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '_' && escaped.MatchString(s[i:min(i+7, len(s))]):
			b.WriteString("_x005F_")
		case r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
			fmt.Fprintf(&b, "_x%04X_", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
