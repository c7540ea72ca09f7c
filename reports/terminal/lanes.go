package terminal

import (
	"strconv"
	"strings"

	"fathom/reports/doc"
	"fathom/rubric/width"
)

// lanes prints steps under who does them: number, name, a bar on the calendar, when.
func (p *printer) lanes(l doc.Lanes) {
	if p.opt.Plain {
		p.spokenLanes(l)
		return
	}
	when, names := 0, 0
	for _, lane := range l.Rows {
		for _, b := range lane.Bars {
			when, names = max(when, width.Of(b.When)), max(names, width.Of(b.Name))
		}
	}
	cells := min(max(p.body()-8-when-min(names, 26), 12), 30)
	names = max(min(names, p.body()-cells-when-8), 12)
	p.calendar(l, names, cells)
	for _, lane := range l.Rows {
		p.lane(lane)
		for _, b := range lane.Bars {
			p.laneBar(b, l.Cells(b, cells), names)
		}
	}
	p.line("")
}

// calendar prints the days on which phases end, each under the last cell of its phase.
func (p *printer) calendar(l doc.Lanes, names, cells int) {
	days := ""
	for _, mark := range l.Marks {
		day := mark.Text
		if at := mark.Day*cells/max(l.End(), 1) - len(day); at > len(days) || days == "" && at >= 0 {
			days += strings.Repeat(" ", at-len(days)) + day
		}
	}
	p.line(margin + strings.Repeat(" ", names+6) + days)
}

func (p *printer) lane(lane doc.Lane) {
	head := lane.Name
	if lane.Note != "" {
		head += "  " + lane.Note
	}
	for _, l := range p.wrap(head, p.body()) {
		p.line(margin + p.bold(l))
	}
}

func (p *printer) laneBar(b doc.LaneBar, drawn string, names int) {
	if p.opt.Color {
		drawn = strings.Replace(drawn, "█", "\x1b[38;5;67m█", 1)
		last := strings.LastIndex(drawn, "█") + len("█")
		drawn = drawn[:last] + "\x1b[0m" + drawn[last:]
	}
	number := strconv.Itoa(b.Number)
	for i, name := range p.wrap(b.Name, names) {
		if i == 0 {
			name = strings.Repeat(" ", max(0, 3-len(number))) + number + " " + width.Pad(name, names)
			p.line(margin + name + "  " + drawn + "  " + b.When)
		} else {
			p.line(margin + "    " + name)
		}
	}
}

// spokenLanes says in words what the lanes show.
func (p *printer) spokenLanes(l doc.Lanes) {
	for _, lane := range l.Rows {
		p.lane(lane)
		for _, b := range lane.Bars {
			parts := []string{strconv.Itoa(b.Number) + ". " + b.Name, b.When}
			if len(b.Waits) > 0 {
				numbers := make([]string, len(b.Waits))
				for i, n := range b.Waits {
					numbers[i] = strconv.Itoa(n)
				}
				parts = append(parts, l.After+" "+strings.Join(numbers, p.comma))
			}
			for _, s := range p.wrap(strings.Join(parts, p.semicolon), p.body()-2) {
				p.line(margin + "  " + s)
			}
		}
	}
}
