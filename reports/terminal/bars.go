package terminal

import (
	"fmt"
	"strings"

	"fathom/reports/doc"
	"fathom/rubric/width"
)

// bars prints scores under each other: name, bar with the target marked, number, target, remark.
func (p *printer) bars(b doc.Bars) {
	length := 20
	if p.opt.Width < 76 {
		length = 10
	}
	names := 0
	for _, r := range b.Rows {
		names = max(names, width.Of(r.Name)+2*r.Level)
	}
	names = min(names, p.body()-length-20)
	aim := 0
	for _, r := range b.Rows {
		if r.TargetLabel != "" {
			aim = max(aim, 6, width.Of(p.arrow(r))+1)
		}
	}
	for i, r := range b.Rows {
		if r.Level == 0 && i > 0 && b.Rows[i-1].Level > 0 {
			p.line("")
		}
		p.bar(r, names, length, aim)
	}
}

// arrow points to the target.
func (p *printer) arrow(r doc.Bar) string {
	if r.TargetLabel == "" {
		return ""
	}
	return p.text("→ " + r.TargetLabel)
}

// bar prints one row; aim is how many cells the target takes, 0 where no row has one.
func (p *printer) bar(r doc.Bar, names, length, aim int) {
	indent := strings.Repeat("  ", r.Level)
	name := p.wrap(r.Name, names-len(indent))
	head := margin + width.Pad(indent+name[0], names) + "  "
	if r.Level == 0 {
		head = margin + p.bold(width.Pad(name[0], names)) + "  "
	}
	line := head + p.drawn(r, length) + fmt.Sprintf(" %5s  ", r.Text) + width.Pad(p.arrow(r), aim)
	used := len(margin) + names + 2 + length + 8 + aim
	rest := name[1:]
	note := p.wrap(r.Note, p.opt.Width-used-1)
	if r.Note != "" && len(note) == 1 && (p.opt.Width-used > 24 || aim == 0 && width.Of(r.Note) < p.opt.Width-used) {
		line += " " + note[0]
		note = nil
	}
	p.line(line)
	for _, l := range rest {
		p.line(margin + indent + l)
	}
	if r.Note != "" && note != nil {
		for _, l := range p.wrap(r.Note, p.body()-names-2) {
			p.line(margin + strings.Repeat(" ", names+2) + l)
		}
	}
}

// drawn is the bar with the target marked; the mark shows where the score should reach.
func (p *printer) drawn(r doc.Bar, length int) string {
	runes := []rune(r.Cells(length))
	if m := r.Mark(length); m >= 0 && runes[m] != '█' {
		runes[m] = '┃'
	}
	s := string(runes)
	if !p.opt.Color {
		return s
	}
	full := strings.Count(s, "█")
	// blue for the score, yellow for the mark: told apart by everyone, and by shape without colour
	done := string(runes[:full])
	todo := strings.ReplaceAll(string(runes[full:]), "┃", "\x1b[38;5;178m┃\x1b[0m")
	return "\x1b[38;5;67m" + done + "\x1b[0m" + todo
}

// spoken says in words what the bars show.
func (p *printer) spoken(b doc.Bars) {
	for _, r := range b.Rows {
		parts := []string{r.Name + " " + r.Text}
		if r.TargetLabel != "" {
			parts = append(parts, b.Heads.TargetLabel+" "+r.TargetLabel)
		}
		if r.Note != "" {
			parts = append(parts, r.Note)
		}
		for i, l := range p.wrap(strings.Join(parts, p.semicolon), p.body()-2*r.Level-2) {
			p.line(margin + strings.Repeat("  ", r.Level+min(i, 1)) + l)
		}
	}
}
