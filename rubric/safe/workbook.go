package safe

import (
	"fmt"
	"strconv"
	"strings"
)

// Workbook writes text as the cells of a workbook keep it: what looks like an escape is marked as text, and what XML
// cannot hold is escaped. Spreadsheet programs show the text as it was.
func Workbook(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '_' && isEscape(s[i:]):
			b.WriteString("_x005F_")
		case r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
			fmt.Fprintf(&b, "_x%04X_", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isEscape reports whether text begins with what a workbook takes for a character by its number (ECMA-376, 22.4.2.4,
// ST_Xstring).
func isEscape(s string) bool {
	if len(s) < len("_x0000_") || s[:2] != "_x" || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}
