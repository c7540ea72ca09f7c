package terminal

import (
	"io"

	"fathom/reports"
)

// WriteScores writes one line a report.
func WriteScores(w io.Writer, all []*reports.Report, opt Options) error {
	if len(all) == 0 {
		return nil
	}
	p := &printer{opt: opt}
	p.line("")
	p.table(reports.ScoreTable(all))
	for _, note := range reports.ScoreNotes(all) {
		p.block(reports.Paragraph{Text: note}, false)
	}
	if p.err != nil {
		return p.err
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}
