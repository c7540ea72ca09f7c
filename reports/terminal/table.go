package terminal

import (
	"io"
	"slices"
	"strings"

	"fathom/reports/doc"
	"fathom/rubric/width"
)

// gap is what stands between two columns.
const gap = 2

// WriteTable writes a table alone, and notes below it.
func WriteTable(w io.Writer, t doc.Table, notes []string, opt Options) error {
	p := &printer{opt: opt}
	p.line("")
	p.table(t)
	for _, note := range notes {
		p.block(doc.Paragraph{Text: note}, false)
	}
	if p.err != nil {
		return p.err
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}

// table lays a table out within the width: fixed columns take what they need, flexible ones share the rest. Cells are
// wrapped here, because the table library neither breaks Chinese nor long words.
func (p *printer) table(t doc.Table) {
	if len(t.Rows) == 0 {
		return
	}
	t = p.said(t)
	widths := p.columns(t)
	if p.cramped(t, widths) {
		brief := withoutAside(t)
		if widths = p.columns(brief); p.cramped(brief, widths) {
			p.records(t)
			return
		}
		t = brief
	}
	var ins standIns
	drawn := draw(t, func(cell string, column int) string { return ins.hide(cellText(cell, widths[column])) })
	for _, l := range strings.Split(strings.TrimRight(ins.show(drawn), "\n"), "\n") {
		if rule, ok := strings.CutPrefix(l, "─"); ok { // the library pads the rule on both sides
			if p.opt.Plain {
				continue
			}
			l = strings.TrimSuffix(rule, "─")
		}
		p.line(margin + strings.TrimPrefix(l, " "))
	}
	p.line("")
}

// said is a table with its texts as they are printed, so that its columns are as wide as those.
func (p *printer) said(t doc.Table) doc.Table {
	out := doc.Table{Columns: slices.Clone(t.Columns), Rows: make([][]string, len(t.Rows))}
	for i := range out.Columns {
		out.Columns[i].Title = p.text(out.Columns[i].Title)
	}
	for k, row := range t.Rows {
		for _, cell := range row {
			out.Rows[k] = append(out.Rows[k], p.text(cell))
		}
	}
	return out
}

// withoutAside is a table without what is said elsewhere.
func withoutAside(t doc.Table) doc.Table {
	out := doc.Table{Rows: make([][]string, len(t.Rows))}
	for i, c := range t.Columns {
		if c.Aside {
			continue
		}
		out.Columns = append(out.Columns, c)
		for k, row := range t.Rows {
			out.Rows[k] = append(out.Rows[k], row[i])
		}
	}
	return out
}

// narrowest is how narrow a column of running text may get before the table is laid out as records.
const narrowest = 12

// cramped reports whether a long text would stand in a very narrow column, or a word be broken in one.
func (p *printer) cramped(t doc.Table, widths []int) bool {
	for i, c := range t.Columns {
		for _, row := range t.Rows {
			long := width.Of(row[i]) > 2*widths[i] || breaksWord(row[i], widths[i])
			if c.Flexible && widths[i] < narrowest && long {
				return true
			}
		}
	}
	return false
}

// breaksWord reports whether a text has a word of letters that is wider than its column. Chinese breaks anywhere.
func breaksWord(s string, columns int) bool {
	for _, word := range strings.Fields(s) {
		if width.Of(word) > columns && width.Of(word) == len([]rune(word)) {
			return true
		}
	}
	return false
}

// records lays a table out for a narrow terminal: each row's first cell, and under it the others with their titles.
func (p *printer) records(t doc.Table) {
	for _, row := range t.Rows {
		for _, l := range p.wrap(row[0], p.body()) {
			p.line(margin + p.bold(l))
		}
		for i := 1; i < len(row); i++ {
			if row[i] == "" {
				continue
			}
			for k, l := range p.wrap(t.Columns[i].Title+"  "+row[i], p.body()-4) {
				p.line(margin + strings.Repeat(" ", 2+2*min(k, 1)) + l)
			}
		}
	}
	p.line("")
}

func cellText(s string, n int) string { return strings.Join(width.Wrap(s, n), "\n") }

// columns shares the width out.
func (p *printer) columns(t doc.Table) []int {
	natural := make([]int, len(t.Columns))
	left, flexible := p.body()-gap*(len(t.Columns)-1), 0
	for i, c := range t.Columns {
		natural[i] = width.Of(c.Title)
		for _, row := range t.Rows {
			natural[i] = max(natural[i], width.Of(row[i]))
		}
		if c.Flexible {
			flexible += natural[i]
		} else {
			left -= natural[i]
		}
	}
	if flexible <= left {
		return natural
	}
	return share(t, natural, left)
}

// share gives narrow flexible columns what they need and splits the rest among the wide ones by what they hold.
func share(t doc.Table, natural []int, left int) []int {
	out := append([]int(nil), natural...)
	open, want := []int{}, 0
	for i, c := range t.Columns {
		if c.Flexible {
			open = append(open, i)
			want += natural[i]
		}
	}
	for len(open) > 0 {
		fair := left / len(open)
		var wide []int
		for _, i := range open {
			if natural[i] <= max(fair/2, 8) {
				left -= natural[i]
				want -= natural[i]
			} else {
				wide = append(wide, i)
			}
		}
		if len(wide) == len(open) {
			break
		}
		open = wide
	}
	// between an equal share and a share by content: long notes get more, names are not crushed
	for k, i := range open {
		rest := len(open) - k
		equal := left / rest
		n := equal
		if want > 0 {
			n = (equal + left*natural[i]/want) / 2
		}
		n = min(max(n, 8), natural[i], left-4*(rest-1))
		out[i] = n
		left -= n
		want -= natural[i]
	}
	return out
}
