package terminal

import (
	"io"

	"fathom/reports"
)

// WriteTable writes a table alone, and notes below it.
func WriteTable(w io.Writer, t reports.Table, notes []string, opt Options) error {
	p := &printer{opt: opt}
	p.line("")
	p.table(t)
	for _, note := range notes {
		p.block(reports.Paragraph{Text: note}, false)
	}
	if p.err != nil {
		return p.err
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}
