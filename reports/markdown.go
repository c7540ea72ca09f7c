package reports

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// WriteMarkdown writes the report in Markdown with tables.
func WriteMarkdown(w io.Writer, r *Report) error {
	m := &markdown{}
	m.line("# " + escape(r.Title))
	if r.Edition != "" {
		m.line(lineStart(escape(r.Edition)))
	}
	if m.anchors = r.Contents != ""; m.anchors {
		m.line("## " + escape(r.Contents))
		m.contents(r.Sections, "")
		m.b.WriteString("\n")
	}
	for _, s := range r.Sections {
		m.section(s, "##")
	}
	_, err := io.WriteString(w, m.b.String())
	return err
}

type markdown struct {
	b       strings.Builder
	anchors bool // sections can be linked to
}

// contents lists the sections with links, and below each those in it; criteria are found below their practice.
func (m *markdown) contents(sections []Section, indent string) {
	for _, s := range sections {
		if s.IsListed() {
			fmt.Fprintf(&m.b, "%s- [%s](#%s)\n", indent, escape(s.Heading), s.ID)
			m.contents(s.Sections, indent+"  ")
		}
	}
}

// section writes a section under a heading of so many signs, and what is below it under deeper ones, down to six.
func (m *markdown) section(s Section, signs string) {
	if m.anchors && s.ID != "" {
		m.line(`<a id="` + s.ID + `"></a>`)
	}
	m.line(signs + " " + escape(s.Heading))
	if s.Note != "" {
		m.line(lineStart(escape(s.Note)))
	}
	for _, blk := range s.Blocks {
		m.block(blk)
	}
	for _, below := range s.Sections {
		m.section(below, signs[:min(len(signs), 5)]+"#")
	}
}

// line writes a line and the empty line after it.
func (m *markdown) line(s string) { m.b.WriteString(s + "\n\n") }

func (m *markdown) block(blk Block) {
	switch v := blk.(type) {
	case Heading:
		m.line("### " + escape(v.Text))
	case Paragraph:
		if v.Strong {
			m.line("**" + escape(v.Text) + "**")
			return
		}
		m.line(lineStart(escape(v.Text)))
	case List:
		for i, item := range v.Items {
			if v.Ordered {
				fmt.Fprintf(&m.b, "%d. %s\n", i+1, lineStart(escape(item)))
			} else {
				m.b.WriteString("- " + lineStart(escape(item)) + "\n")
			}
		}
		m.b.WriteString("\n")
	case Table:
		m.table(v)
	case Bars:
		m.bars(v)
	case Profiles:
		m.profiles(v)
	case Grid:
		m.table(v.Table())
	}
}

func (m *markdown) table(t Table) { m.tableWith(t, func(int) bool { return false }) }

// tableWith writes a table; the names of some rows are strong.
func (m *markdown) tableWith(t Table, strong func(row int) bool) {
	head, rule := make([]string, len(t.Columns)), make([]string, len(t.Columns))
	for i, c := range t.Columns {
		head[i], rule[i] = escape(c.Title), "---"
		if c.Right {
			rule[i] = "---:"
		}
	}
	m.row(head)
	m.row(rule)
	for k, row := range t.Rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = escape(c)
		}
		if strong(k) {
			cells[0] = "**" + cells[0] + "**"
		}
		m.row(cells)
	}
	m.b.WriteString("\n")
}

// profiles writes profiles as a table in which the rows that others belong to are strong.
func (m *markdown) profiles(p Profiles) {
	m.tableWith(p.Table(), func(k int) bool { return p.Rows[k].Level == 0 })
}

func (m *markdown) row(cells []string) { m.b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }

// barCells is how many cells a bar has.
const barCells = 10

func (m *markdown) bars(b Bars) {
	aimed := slices.ContainsFunc(b.Rows, func(r Bar) bool { return r.TargetLabel != "" })
	nested := slices.ContainsFunc(b.Rows, func(r Bar) bool { return r.Level > 0 })
	row := func(name, drawn string, r Bar) {
		cells := []string{name, drawn, escape(r.Text), escape(r.TargetLabel), escape(r.Note)}
		if !aimed {
			cells = slices.Delete(cells, 3, 4)
		}
		m.row(cells)
	}
	row(escape(b.Heads.Name), "", b.Heads)
	if aimed {
		m.b.WriteString("| --- | --- | ---: | ---: | --- |\n")
	} else {
		m.b.WriteString("| --- | --- | ---: | --- |\n")
	}
	for _, r := range b.Rows {
		name := escape(r.Name)
		switch {
		case r.Level > 0:
			name = "  " + name
		case nested:
			name = "**" + name + "**"
		}
		row(name, r.Cells(barCells), r)
	}
	m.b.WriteString("\n")
}

// Cells draws the score as n cells: full ones up to the score, light ones up to the end of the scale.
func (r Bar) Cells(n int) string {
	full := r.cell(r.Score, n)
	return strings.Repeat("█", full) + strings.Repeat("░", n-full)
}

// cell maps a value on the bar's scale to 0..n cells; a value above the lowest shows at least one.
func (r Bar) cell(v Value, n int) int {
	if !v.OK || r.Max <= r.Min {
		return 0
	}
	least := 0
	if v.Value > r.Min+1e-9 {
		least = 1
	}
	return max(least, min(n, int(float64(n)*(v.Value-r.Min)/(r.Max-r.Min)+0.5)))
}

// Mark is the cell in which the target falls, from 0, or -1 without one.
func (r Bar) Mark(n int) int {
	if !r.Target.OK {
		return -1
	}
	return max(0, r.cell(r.Target, n)-1)
}

var markdownSigns = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;",
	"#", `\#`, "|", `\|`, "~", `\~`, "!", `\!`, "@", "&#64;", "\n", " ", "\t", " ", "://", ":&#47;&#47;", "www.", "www&#46;",
)

// escape makes text plain in Markdown: no markup, link, image, mention or new line comes of it.
func escape(s string) string {
	return markdownSigns.Replace(s)
}

// lineStart keeps escaped text that begins a line from beginning a list or a rule.
func lineStart(s string) string {
	if strings.HasPrefix(s, "-") || strings.HasPrefix(s, "+") || strings.HasPrefix(s, "=") {
		return `\` + s
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }); i > 0 && (s[i] == '.' || s[i] == ')') {
		return s[:i] + `\` + s[i:]
	}
	return s
}
