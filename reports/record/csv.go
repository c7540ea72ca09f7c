package record

import (
	"bytes"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/reports/number"
	"fathom/rubric/safe"
)

// BOM tells spreadsheets that the file is UTF-8.
const BOM = "\uFEFF"

// WriteCSV writes rows, the head first, as spreadsheets like them: after a byte order mark, with the line ends of the
// standard. Those within a cell stay what they are: encoding/csv would write both in one way, and who reads the cell
// would have a text that is not ours.
func WriteCSV(w io.Writer, rows [][]string) error {
	all := bytes.NewBuffer(Head(rows[0]))
	if err := appendRows(all, rows[1:]); err != nil {
		return err
	}
	_, err := w.Write(all.Bytes())
	return err
}

// WriteRows goes on with rows as [WriteCSV] writes them.
func WriteRows(w io.Writer, rows [][]string) error {
	var all bytes.Buffer
	if err := appendRows(&all, rows); err != nil {
		return err
	}
	_, err := w.Write(all.Bytes())
	return err
}

func appendRows(all *bytes.Buffer, rows [][]string) error {
	out := csv.NewWriter(all)
	for _, row := range rows {
		if err := out.Write(row); err != nil {
			return err
		}
		out.Flush() // into memory, which does not fail
		all.Truncate(all.Len() - 1)
		all.WriteString("\r\n")
	}
	return nil
}

// Head is the byte order mark and the head of a table, whose columns have names without quotes. They stand in quotes,
// though none needs them: readers that guess the dialect by the first rows would else refuse a later one with a comma
// within a cell. The first does not: who knows nothing of byte order marks would find a quote in the midst of a name.
func Head(columns []string) []byte {
	return []byte(BOM + columns[0] + `,"` + strings.Join(columns[1:], `","`) + `"` + "\r\n")
}

// Full is a number in full precision; nothing where it is undefined.
func Full(v number.Value) string {
	if !v.OK {
		return ""
	}
	return Quantity(v.Value)
}

// Quantity is a number that can have a fraction, in full precision: always with a decimal point, as in JSON, since
// readers of tables guess the type of a column by its first rows.
func Quantity[F ~float64](x F) string {
	text := number.Plain(float64(x))
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
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
