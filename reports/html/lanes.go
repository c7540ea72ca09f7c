package html

import (
	"strconv"

	"fathom/reports/doc"
	"fathom/rubric/aloud"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// The drawing of lanes: names on the left, the calendar on the right.
const (
	lanesWidth   = 960.0
	lanesLeft    = 330.0 // where the calendar begins
	lanesRight   = 36.0  // room behind it
	lanesTop     = 26.0  // room for the days
	lanesRow     = 26.0
	lanesFoot    = 6.0 // below the last row
	lanesBar     = 14.0
	lanesCells   = 40 // of a name in one line
	lanesNarrow  = 3.0
	lanesMarkGap = 46.0 // how far apart two days are printed
	lanesNamed   = 96   // cells of who it is, with what is said of the lane
	lanesPiece   = 4    // rows that stay together on paper
)

// lanes is a calendar ready to draw.
type lanes struct {
	doc.Lanes
	Spoken     string // for those who do not see it
	Width, Top float64
	Ticks      []tick
	Pieces     []lanePiece
}

// lanePiece is a strip of the drawing, as wide as all of it, between which a page may end; strips that follow each
// other look like one drawing. A link is in each strip that it touches, and what leaves a strip is cut off there.
type lanePiece struct {
	Top, Height float64
	Heads       []laneHead
	Bars        []laneBar
	Links       []laneLink
}

// Bottom is where a strip ends.
func (p lanePiece) Bottom() float64 { return p.Top + p.Height }

type tick struct {
	X    float64
	Text string // "" where there is no room for it
}

type laneHead struct {
	Y          float64
	Name, Note string
}

type laneBar struct {
	X, Y, Width, Height, TextY float64
	Text                       string
}

// laneLink is the way from the end of a step to what waits for it. It is dashed where the two run side by side.
type laneLink struct {
	Path, Head string
	Beside     bool
}

// place is where a bar was drawn.
type place struct{ from, to, middle float64 }

func newLanes(l doc.Lanes, lang say.Language) *lanes {
	spoken := lang.Say("%s. %s", "%s。%s", l.Title, l.Description)
	d := &lanes{Lanes: l, Spoken: aloud.Text(lang, spoken), Width: lanesWidth, Top: lanesTop}
	y, places := lanesTop, map[int]place{}
	for _, lane := range l.Rows {
		y = d.lane(lane, y, places)
	}
	if n := len(d.Pieces); n > 0 {
		d.Pieces[n-1].Height += lanesFoot
	}
	d.ticks()
	for _, lane := range l.Rows {
		for _, b := range lane.Bars {
			for _, before := range b.Waits {
				if from, ok := places[before]; ok {
					d.link(from, places[b.Number])
				}
			}
		}
	}
	return d
}

// lane draws who it is and the steps, from a height on, in strips; a strip of one row alone is none. It returns where
// it ends.
func (d *lanes) lane(lane doc.Lane, y float64, places map[int]place) float64 {
	who := width.Wrap(lane.Name, max(lanesNamed-width.Of(lane.Note), lanesCells))
	name := who[0]
	if len(who) > 1 {
		name += "…"
	}
	rows := 1 + len(lane.Bars)
	for row := range rows {
		if row == 0 || row%lanesPiece == 0 && row < rows-1 {
			d.Pieces = append(d.Pieces, lanePiece{Top: round(y)})
		}
		p := &d.Pieces[len(d.Pieces)-1]
		if row == 0 {
			p.Heads = append(p.Heads, laneHead{round(y + 18), name, lane.Note})
		} else {
			b := lane.Bars[row-1]
			bar := d.bar(b, y)
			places[b.Number] = place{bar.X, round(bar.X + bar.Width), round(y + lanesRow/2)}
			p.Bars = append(p.Bars, bar)
		}
		y += lanesRow
		p.Height = round(y - p.Top)
	}
	return y
}

// link draws the way from one step to another in each strip that it touches.
func (d *lanes) link(from, to place) {
	l := newLink(from, to)
	top, end := min(from.middle, to.middle)-lanesBar, max(from.middle, to.middle)+lanesBar
	for k := range d.Pieces {
		if p := &d.Pieces[k]; top < p.Bottom() && end > p.Top {
			p.Links = append(p.Links, l)
		}
	}
}

// x is where a day lies.
func (d *lanes) x(day int) float64 {
	end := max(d.End(), 1)
	return round(lanesLeft + (lanesWidth-lanesLeft-lanesRight)*float64(min(max(day, 0), end))/float64(end))
}

func (d *lanes) bar(b doc.LaneBar, y float64) laneBar {
	from, to := d.x(b.From), d.x(b.To)
	name := width.Wrap(strconv.Itoa(b.Number)+"  "+b.Name, lanesCells)
	text := name[0]
	if len(name) > 1 {
		text += "…"
	}
	return laneBar{from, round(y + (lanesRow-lanesBar)/2), round(max(to-from, lanesNarrow)), lanesBar, round(y + 18),
		text}
}

// ticks marks the ends of the phases; a day without room for its text is only a line.
func (d *lanes) ticks() {
	last := lanesLeft - lanesMarkGap
	for i, mark := range d.Marks {
		t := tick{X: d.x(mark.Day)}
		if ends := d.x(d.End()); t.X-last >= lanesMarkGap && (i == len(d.Marks)-1 || ends-t.X >= lanesMarkGap) {
			t.Text, last = mark.Text, t.X
		}
		d.Ticks = append(d.Ticks, t)
	}
}

// newLink leads down or up from the end of a step, and then to the start of the other.
func newLink(from, to place) laneLink {
	edge := to.middle - lanesBar/2
	if to.middle < from.middle {
		edge = to.middle + lanesBar/2
	}
	if to.from < from.to {
		return laneLink{Path: "M" + points([][2]float64{{from.to, from.middle}, {from.to, edge}}), Beside: true}
	}
	if to.from-from.to < 2*lanesNarrow {
		tip := 5.0
		if to.middle < from.middle {
			tip = -5
		}
		x := from.to - 1
		return laneLink{Path: "M" + points([][2]float64{{x, from.middle}, {x, round(to.middle)}, {to.from, to.middle}}),
			Head: points([][2]float64{{x - 4, round(to.middle - tip)}, {x + 4, round(to.middle - tip)},
				{x, to.middle}})}
	}
	return laneLink{Path: "M" + points([][2]float64{{from.to, from.middle}, {round(from.to + 6), from.middle},
		{round(from.to + 6), to.middle}, {to.from, to.middle}}),
		Head: points([][2]float64{{round(to.from - 6), round(to.middle - 4)},
			{round(to.from - 6), round(to.middle + 4)}, {to.from, to.middle}})}
}
