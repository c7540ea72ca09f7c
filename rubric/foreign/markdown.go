package foreign

import (
	"slices"
	"strings"

	"fathom/rubric/pattern"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// markdown is the tables of a file of Markdown that have the same head, one below the other; the headings between them
// stand as rows of one cell.
type markdown struct {
	file  string
	rows  [][]string
	lines []int // of the rows
	wide  int   // columns of the head
	heads map[int]bool
}

func (m *markdown) Rows() int          { return len(m.rows) }
func (m *markdown) Columns(r int) int  { return len(m.rows[r]) }
func (m *markdown) Number(row int) int { return m.lines[row] }

func (m *markdown) Look(row, column int) string {
	if column < 0 || column >= len(m.rows[row]) {
		return ""
	}
	return m.rows[row][column]
}

func (m *markdown) Text(row, column int, _ *problem.List) string { return m.Look(row, column) }

// First is a cell itself, or of a heading the one that is as wide as the table.
func (m *markdown) First(row, column int) (int, int) {
	if row >= 0 && m.heads[row] && column < m.wide {
		return row, 0
	}
	return row, column
}

func (m *markdown) Problem(row, column int, kind string, msg say.Message) problem.Problem {
	return problem.Problem{File: m.file, Line: m.lines[row], Column: column + 1, Kind: kind, Message: msg}
}

var (
	rule    = pattern.Of(`^\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?$`)
	heading = pattern.Of(`^(#{1,6})\s+(.*?)\s*#*$`)
	bold    = pattern.Of(`\*\*(.+?)\*\*|__(.+?)__|` + "`([^`]+)`")
	link    = pattern.Of(`!?\[([^\[\]]+)\]\(<?([^()\s<>]+)>?(?:\s+"[^"]*")?\)`)
	newline = pattern.Of(`(?i)\s*<br\s*/?>\s*`)
)

// IsMarkdown reports whether a text has a table as Markdown writes it.
func IsMarkdown(text string) bool {
	lines := strings.Split(text, "\n")
	for i := 1; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		if strings.Contains(line, "|") && rule().MatchString(line) && strings.Contains(lines[i-1], "|") {
			return true
		}
	}
	return false
}

// Markdown reads the tables of a text. Those with the same head are one sheet.
func Markdown(file, text string) []Sheet {
	p := &pages{file: file}
	lines := strings.Split(text, "\n")
	fenced := false
	for i := 0; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		}
		isTable := !fenced && i+1 < len(lines) && strings.Contains(line, "|") &&
			rule().MatchString(strings.TrimSpace(lines[i+1]))
		switch m := heading().FindStringSubmatch(line); {
		case isTable:
			p.begin(line, i+1)
			for i += 2; i < len(lines) && strings.Contains(lines[i], "|"); i++ {
				p.now.add(cellsOf(strings.TrimSpace(lines[i])), i+1)
			}
			i--
		case !fenced && m != nil && strings.TrimSpace(m[2]) != "":
			p.headings = append(p.headings, headline{plainText(m[2]), len(m[1]), i + 1})
		case line != "":
			p.beside = append(p.beside, placeOf(file, i+1))
		}
	}
	return p.end()
}

func placeOf(file string, line int) string { return problem.Problem{File: file, Line: line}.Where() }

// headline is a heading of a text that no table has taken yet.
type headline struct {
	text  string
	level int
	line  int
}

// pages are the tables of a text so far.
type pages struct {
	file     string
	sheets   []Sheet
	now      *markdown
	headings []headline
	titled   bool // the heading of all has been met
	beside   []string
}

// begin begins a table: below one with the same head, or a sheet of its own.
func (p *pages) begin(line string, number int) {
	head := cellsOf(line)
	name := ""
	if n := len(p.headings); n > 0 {
		name = p.headings[n-1].text
	}
	p.now = nil
	for i := range p.sheets {
		if m := p.sheets[i].Grid.(*markdown); slices.Equal(m.head(), head) {
			p.now = m
		}
	}
	isNew := p.now == nil
	if isNew {
		p.now = &markdown{file: p.file, wide: len(head), heads: map[int]bool{}}
		p.sheets = append(p.sheets, Sheet{Name: name, Grid: p.now})
	}
	p.title(isNew)
	p.now.add(head, number)
	p.section()
}

// head is the row of the names of columns.
func (m *markdown) head() []string {
	for r, row := range m.rows {
		if !m.heads[r] {
			return row
		}
	}
	return nil
}

// title puts the first heading of the text above the first table, where it is the only one of its level.
func (p *pages) title(isNew bool) {
	if isNew && !p.titled && len(p.headings) > 0 && (p.headings[0].level == 1 || len(p.headings) > 1) {
		p.now.heading(p.headings[0])
		p.headings = p.headings[1:]
	}
	p.titled = true
}

// section puts the last heading above a table over its rows; those before it say nothing for certain.
func (p *pages) section() {
	n := len(p.headings)
	for i, h := range p.headings {
		if i < n-1 {
			p.beside = append(p.beside, placeOf(p.file, h.line))
		} else {
			p.now.heading(h)
		}
	}
	p.headings = nil
}

func (m *markdown) heading(h headline) {
	m.heads[len(m.rows)] = true
	m.add([]string{h.text}, h.line)
}

func (m *markdown) add(cells []string, line int) {
	m.rows, m.lines = append(m.rows, cells), append(m.lines, line)
}

// end gives what stands beside all tables to the first of them.
func (p *pages) end() []Sheet {
	for _, h := range p.headings {
		p.beside = append(p.beside, placeOf(p.file, h.line))
	}
	if len(p.sheets) > 0 {
		p.sheets[0].beside = p.beside
	}
	return p.sheets
}

// cellsOf cuts a line into its cells. A bar that is escaped is one of a cell.
func cellsOf(line string) []string {
	line = strings.ReplaceAll(line, `\|`, "\x00")
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	cells := strings.Split(line, "|")
	for i, cell := range cells {
		cells[i] = plainText(strings.ReplaceAll(cell, "\x00", "|"))
	}
	return cells
}

// plainText is a text without the marks of Markdown.
func plainText(s string) string {
	s = link().ReplaceAllString(s, "$1 ($2)")
	s = bold().ReplaceAllString(newline().ReplaceAllString(s, "\n"), "$1$2$3")
	return strings.TrimSpace(s)
}
