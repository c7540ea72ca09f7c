package terminal

import (
	"strings"

	"fathom/reports/doc"
)

// dumbbells prints the numbers of then and now as a table, or row by row in words.
func (p *printer) dumbbells(d doc.Dumbbells) {
	if !p.opt.Plain {
		p.table(d.Table())
		return
	}
	for _, r := range d.Rows {
		parts := []string{r.Name, d.Then.Word + " " + r.Old, d.Now.Word + " " + r.New, d.Change + " " + r.Change}
		if r.Note != "" {
			parts = append(parts, d.Note+" "+r.Note)
		}
		p.spokenRow(parts)
	}
}

// bridge prints the steps between two scores.
func (p *printer) bridge(b doc.Bridge) {
	if !p.opt.Plain {
		p.table(b.Table())
		return
	}
	for _, r := range b.Rows {
		p.spokenRow([]string{r.Name, r.Text})
	}
}

// spokenRow says the parts of a row one after the other.
func (p *printer) spokenRow(parts []string) {
	for i, l := range p.wrap(strings.Join(parts, p.semicolon), p.body()-2) {
		p.line(margin + strings.Repeat("  ", min(i, 1)) + l)
	}
}
