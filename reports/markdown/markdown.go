// Package markdown writes documents in Markdown with tables. No text from a file becomes markup, a link or an image.
package markdown

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"fathom/reports/doc"
	"fathom/rubric/say"
)

// Write writes a document.
func Write(w io.Writer, r *doc.Report) error {
	m := &markdown{}
	m.line("# " + Escape(r.Title))
	if r.Edition != "" {
		m.line(lineStart(Escape(r.Edition)))
	}
	if r.Brand != nil {
		m.brand(r.Brand, r.Lang)
	}
	if m.anchors = r.Contents != ""; m.anchors {
		m.line("## " + Escape(r.Contents))
		m.contents(r.Sections, "")
		m.b.WriteString("\n")
	}
	for _, s := range r.Sections {
		m.section(s, "##")
	}
	if m.err != nil {
		return m.err
	}
	_, err := io.WriteString(w, m.b.String())
	return err
}

// brand writes the lines below the title: who it is for and from, and who may read it.
func (m *markdown) brand(b *doc.Brand, in say.Language) {
	if b.Confidentiality != "" {
		m.line("**" + Escape(b.Confidentiality) + "**")
	}
	for _, f := range b.Facts {
		m.b.WriteString("- " + lineStart(Escape(in.Say("%s: %s", "%s：%s", f.Label, f.Text))) + "\n")
	}
	if len(b.Facts) > 0 {
		m.b.WriteString("\n")
	}
}

type markdown struct {
	b       strings.Builder
	anchors bool // sections can be linked to
	err     error
}

// contents lists the sections with links, and below each those in it; criteria are found below their practice.
func (m *markdown) contents(sections []doc.Section, indent string) {
	for _, s := range sections {
		if s.IsListed() {
			fmt.Fprintf(&m.b, "%s- [%s](#%s)\n", indent, Escape(s.Heading), s.ID)
			m.contents(s.Sections, indent+"  ")
		}
	}
}

// section writes a section under a heading of so many signs, and what is below it under deeper ones, down to six.
func (m *markdown) section(s doc.Section, signs string) {
	if m.anchors && s.ID != "" {
		m.line(`<a id="` + s.ID + `"></a>`)
	}
	m.line(signs + " " + Escape(s.Heading))
	if s.Note != "" {
		m.line(lineStart(Escape(s.Note)))
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

func (m *markdown) block(blk doc.Block) {
	switch v := blk.(type) {
	case doc.Heading:
		m.line("### " + Escape(v.Text))
	case doc.Paragraph:
		if v.Strong {
			m.line("**" + Escape(v.Text) + "**")
			return
		}
		m.line(lineStart(Escape(v.Text)))
	case doc.List:
		for i, item := range v.Items {
			if v.Ordered {
				fmt.Fprintf(&m.b, "%d. %s\n", i+1, lineStart(Escape(item)))
			} else {
				m.b.WriteString("- " + lineStart(Escape(item)) + "\n")
			}
		}
		m.b.WriteString("\n")
	case doc.Table:
		m.table(v)
	case doc.Bars:
		m.bars(v)
	case doc.Profiles:
		m.profiles(v)
	case doc.Grid:
		m.table(v.Table())
	case doc.Lanes:
		m.lanes(v)
	case doc.Dumbbells:
		m.table(v.Table())
	case doc.Bridge:
		m.table(v.Table())
	default:
		m.err = fmt.Errorf("markdown: no place for a %T", blk)
	}
}

func (m *markdown) table(t doc.Table) { m.tableWith(t, func(int) bool { return false }) }

// tableWith writes a table; the names of some rows are strong.
func (m *markdown) tableWith(t doc.Table, strong func(row int) bool) {
	head, rule := make([]string, len(t.Columns)), make([]string, len(t.Columns))
	for i, c := range t.Columns {
		head[i], rule[i] = Escape(c.Title), "---"
		if c.Right {
			rule[i] = "---:"
		}
	}
	m.row(head)
	m.row(rule)
	for k, row := range t.Rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = Escape(c)
		}
		if strong(k) {
			cells[0] = "**" + cells[0] + "**"
		}
		m.row(cells)
	}
	m.b.WriteString("\n")
}

// profiles writes profiles as a table in which the rows that others belong to are strong.
func (m *markdown) profiles(p doc.Profiles) {
	m.tableWith(p.Table(), func(k int) bool { return p.Rows[k].Level == 0 })
}

func (m *markdown) row(cells []string) { m.b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }

// barCells is how many cells a bar has.
const barCells = 10

func (m *markdown) bars(b doc.Bars) {
	aimed := slices.ContainsFunc(b.Rows, func(r doc.Bar) bool { return r.TargetLabel != "" })
	noted := slices.ContainsFunc(b.Rows, func(r doc.Bar) bool { return r.Note != "" })
	nested := slices.ContainsFunc(b.Rows, func(r doc.Bar) bool { return r.Level > 0 })
	cells := func(first []string, target, note string) []string {
		if aimed {
			first = append(first, target)
		}
		if noted {
			first = append(first, note)
		}
		return first
	}
	row := func(name, drawn string, r doc.Bar) {
		m.row(cells([]string{name, drawn, Escape(r.Text)}, Escape(r.TargetLabel), Escape(r.Note)))
	}
	row(Escape(b.Heads.Name), "", b.Heads)
	m.row(cells([]string{"---", "---", "---:"}, "---:", "---"))
	for _, r := range b.Rows {
		name := Escape(r.Name)
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

// lanes writes steps as a table with bars, under who does them.
func (m *markdown) lanes(l doc.Lanes) {
	m.row([]string{"", Escape(l.StepHead), "", Escape(l.WhenHead)})
	m.b.WriteString("| ---: | --- | --- | --- |\n")
	for _, lane := range l.Rows {
		m.row([]string{"", "**" + Escape(lane.Name) + "**", "", Escape(lane.Note)})
		for _, b := range lane.Bars {
			m.row([]string{strconv.Itoa(b.Number), Escape(b.Name), l.Cells(b, 2*barCells), Escape(b.When)})
		}
	}
	m.b.WriteString("\n")
}

var markdownSigns = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;",
	"#", `\#`, "|", `\|`, "~", `\~`, "!", `\!`, "@", "&#64;", "\n", " ", "\t", " ", "://", ":&#47;&#47;", "www.", "www&#46;",
)

// Escape makes text plain in Markdown: no markup, link, image, mention or new line comes of it.
func Escape(s string) string {
	return markdownSigns.Replace(s)
}

// lineStart keeps escaped text that begins a line from beginning a list or a rule.
func lineStart(s string) string {
	if strings.HasPrefix(s, "-") || strings.HasPrefix(s, "+") || strings.HasPrefix(s, "=") {
		return `\` + s
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }); i > 0 &&
		(s[i] == '.' || s[i] == ')') {
		return s[:i] + `\` + s[i:]
	}
	return s
}
