package record

import (
	"encoding/csv"
	"io"
	"strconv"

	"fathom/assess"
	"fathom/reports/number"
	"fathom/rubric/safe"
)

// BOM tells spreadsheets that the file is UTF-8.
const BOM = "\uFEFF"

// WriteCSV writes rows, the head first, as spreadsheets like them: after a byte order mark, with the line ends of the
// standard.
func WriteCSV(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, BOM); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	return out.WriteAll(rows)
}

// Full is a number in full precision; nothing where it is undefined.
func Full(v number.Value) string {
	if !v.OK {
		return ""
	}
	return number.Plain(v.Value)
}

// Cell makes text safe for a spreadsheet: what begins like a formula, in half or full width, is marked as text.
func Cell(s string) string {
	s = safe.Text(s)
	if safe.IsFormula(s) {
		return "'" + s
	}
	return s
}

// Whole is a whole number; nothing where it is undefined.
func Whole(n assess.Maybe[int]) string {
	if !n.OK {
		return ""
	}
	return strconv.Itoa(n.Value)
}
