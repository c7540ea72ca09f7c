package form

import (
	"bytes"
	"encoding/csv"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"fathom/rubric/safe"
	"fathom/rubric/strictyaml"
)

// Rows is a table that is no form, to be written as a file.
type Rows struct {
	Rows    [][]string
	Head    int    // the row that names the columns; what stands above it is a title
	Numbers []bool // of the columns below the head, which hold numbers
}

// WriteTableCSV writes a table as CSV with a byte order mark. A cell that a spreadsheet would take for a formula gets
// an
// apostrophe, which [ReadTables] takes off again.
func WriteTableCSV(w io.Writer, t Rows) error {
	var buf bytes.Buffer
	buf.WriteString(strictyaml.Mark)
	out := csv.NewWriter(&buf)
	for _, row := range t.Rows {
		guarded := make([]string, len(row))
		for c, text := range row {
			guarded[c] = guard(text)
		}
		if err := out.Write(guarded); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	_, err := w.Write(buf.Bytes())
	return err
}

// WriteTableXLSX writes a table as the one sheet of a workbook, in which every text is text, whatever it begins with.
func WriteTableXLSX(w io.Writer, t Rows) error {
	b := &book{form: &form{}, xlsx: excelize.NewFile()}
	defer b.xlsx.Close()
	b.styles()
	const sheet = "Sheet1"
	for r, row := range t.Rows {
		for c, text := range row {
			if text != "" {
				b.tableCell(sheet, t, r, c, text)
			}
		}
	}
	head := t.Rows[t.Head]
	last := b.cell(len(head), len(t.Rows))
	b.do(b.xlsx.SetSheetDimension(sheet, "A1:"+last))
	b.do(b.xlsx.SetColWidth(sheet, "A", b.column(len(head)), tableWidth))
	b.do(b.xlsx.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: t.Head + 1, ActivePane: "bottomLeft",
		TopLeftCell: b.cell(1, t.Head+2)}))
	b.do(b.xlsx.SetDocProps(&excelize.DocProperties{Creator: "fathom"}))
	if b.err != nil {
		return b.err
	}
	data, err := packed(b.xlsx)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// tableWidth is how many characters the columns of a table are wide.
const tableWidth = 28

// tableCell writes one cell of a table, with its look.
func (b *book) tableCell(sheet string, t Rows, r, c int, text string) {
	cell, style := b.cell(c+1, r+1), b.style.text
	number, err := strconv.ParseFloat(text, 64)
	if r > t.Head && t.Numbers[c] && err == nil {
		b.do(b.xlsx.SetCellFloat(sheet, cell, number, -1, 64))
	} else {
		b.do(b.xlsx.SetCellStr(sheet, cell, safe.Workbook(text)))
	}
	switch {
	case r < t.Head:
		style = b.style.title
	case r == t.Head:
		style = b.style.head
	}
	b.do(b.xlsx.SetCellStyle(sheet, cell, cell, style))
}
