package doc

import "strings"

// Lanes are steps on a calendar: a lane for each who does them, a bar for each step. Days count from the start of the
// plan.
type Lanes struct {
	Title, Description string // the description is for those who do not see the drawing
	StepHead, WhenHead string
	After              string     // what stands before the numbers of the steps that one waits for
	Marks              []LaneMark // the ends of the phases, rising; the last is where the calendar ends
	Rows               []Lane
}

// LaneMark is a day on the calendar, in words.
type LaneMark struct {
	Day  int
	Text string
}

// Lane is who does steps, with what is said of the whole lane.
type Lane struct {
	Name, Note string
	Bars       []LaneBar
}

// LaneBar is one step, from the start of a day to the start of another. Waits are the numbers of the steps that must be
// done before.
type LaneBar struct {
	Number     int
	Name, When string
	From, To   int
	Waits      []int
}

func (Lanes) block() {}

// End is the day on which the calendar ends.
func (l Lanes) End() int {
	if len(l.Marks) == 0 {
		return 0
	}
	return l.Marks[len(l.Marks)-1].Day
}

// Cells draws a step as n cells: full ones while it runs, at least one, and light ones before and after.
func (l Lanes) Cells(b LaneBar, n int) string {
	at := func(day int) int { return min(max(day*n/max(l.End(), 1), 0), n) }
	from := min(at(b.From), n-1)
	to := min(max(at(b.To), from+1), n)
	return strings.Repeat("░", from) + strings.Repeat("█", to-from) + strings.Repeat("░", n-to)
}

// LaneHead is a text over so many cells of a calendar.
type LaneHead struct {
	Text  string
	Cells int
}

// Heads are the marks of a calendar of n cells, each over the cells up to its day; days that share a cell have one
// head.
func (l Lanes) Heads(n int) []LaneHead {
	var out []LaneHead
	from := 0
	for i, m := range l.Marks {
		to := min(max(m.Day*n/max(l.End(), 1), 0), n)
		if i == len(l.Marks)-1 {
			to = n
		}
		if to > from {
			out = append(out, LaneHead{m.Text, to - from})
			from = to
		}
	}
	if from < n {
		out = append(out, LaneHead{Cells: n - from})
	}
	return out
}
