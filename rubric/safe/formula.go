package safe

import "strings"

// IsFormula reports whether a spreadsheet may take text for a formula: it begins like one, in half or full width, after
// blanks of any kind, or with a sign that ends a cell.
func IsFormula(s string) bool {
	if strings.HasPrefix(s, "\t") || strings.HasPrefix(s, "\r") || strings.HasPrefix(s, "\n") {
		return true
	}
	for _, r := range strings.TrimLeft(s, " \u3000\u00A0") {
		return strings.ContainsRune("=+-@\t\r\n＝＋－＠", r)
	}
	return false
}
