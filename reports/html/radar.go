package html

import (
	"cmp"
	"math"
	"slices"

	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric/width"
)

// The radar's drawing: a circle with room for labels at the sides. How high it is, its labels say.
const (
	radarWidth   = 540.0
	radius       = 130.0
	labelAway    = 12.0 // from the rim
	cellWidth    = 8.2  // of a label, at most, as browsers set it
	mostCells    = 20   // of a line of a label: beyond, two labels could meet
	lineHeight   = 17.0
	ascent       = 13.0 // of a line above where it stands
	descent      = 4.0
	labelGap     = 6.0 // between two labels
	radarMargin  = 4.0
	mostRings    = 6
	defaultRings = 4
)

// radar is a radar chart ready to draw, around the point 0,0.
type radar struct {
	Rings            []string // polygons, from the inside
	Ticks            []line   // what the center and each ring stand for, along the first axis; none where axes differ
	Spokes           [][2]float64
	Current, Target  string
	Earlier          string // "" without an earlier assessment that scored every axis
	Dots             [][2]float64
	Labels           []label
	Left, Top        float64
	Width, Height    float64
	Empty, HasTarget bool
	Scale            string // where the axes begin and end, in words
}

// label is a text at a place, in lines.
type label struct {
	X, Y   float64
	Anchor string // start, middle, end
	Lines  []line
}

type line struct {
	Y    float64
	Text string
}

func drawRadar(r doc.Radar) radar {
	d := radar{Empty: len(r.Axes) == 0, HasTarget: true}
	n := len(r.Axes)
	d.rings(r.Axes)
	d.Spokes = polygon(n, func(int) float64 { return 1 })
	d.Dots = polygon(n, func(i int) float64 { return share(r.Axes[i], r.Axes[i].Score) })
	d.Current = points(d.Dots)
	for _, a := range r.Axes {
		d.HasTarget = d.HasTarget && a.Target.OK
	}
	if d.HasTarget {
		d.Target = points(polygon(n, func(i int) float64 { return share(r.Axes[i], r.Axes[i].Target) }))
	}
	if r.Earlier != "" && !slices.ContainsFunc(r.Axes, func(a doc.Bar) bool { return !a.Earlier.OK }) {
		d.Earlier = points(polygon(n, func(i int) float64 { return share(r.Axes[i], r.Axes[i].Earlier) }))
	}
	for i, a := range r.Axes {
		d.Labels = append(d.Labels, newLabel(i, n, a.Name+" "+a.Text))
	}
	apart(d.Labels)
	d.frame()
	return d
}

// rings draws one ring for each whole step of the scale, where the axes share one of few steps.
func (d *radar) rings(axes []doc.Bar) {
	count, from, isShared := defaultRings, 0.0, false
	if len(axes) > 0 {
		from = axes[0].Min
		steps := axes[0].Max - from
		isShared = !slices.ContainsFunc(axes, func(a doc.Bar) bool { return a.Min != from || a.Max != axes[0].Max }) &&
			steps == math.Trunc(steps) && steps >= 1 && steps <= mostRings
		if isShared {
			count = int(steps)
		}
	}
	for ring := range count {
		out := float64(ring+1) / float64(count)
		d.Rings = append(d.Rings, points(polygon(len(axes), func(int) float64 { return out })))
	}
	if isShared {
		for ring := range count + 1 {
			d.Ticks = append(d.Ticks, line{round(4 - radius*float64(ring)/float64(count)), short(from + float64(ring))})
		}
	}
}

// frame is as high as the circle with its labels.
func (d *radar) frame() {
	top, bottom := -radius, radius
	for _, l := range d.Labels {
		top, bottom = min(top, l.top()), max(bottom, l.bottom())
	}
	d.Left, d.Width = -radarWidth/2, radarWidth
	d.Top, d.Height = round(top-radarMargin), round(bottom-top+2*radarMargin)
}

// share is where a value lies on its scale, 0 at the center and 1 at the rim.
func share(b doc.Bar, v number.Value) float64 {
	if b.Max <= b.Min {
		return 0
	}
	return min(max((v.Value-b.Min)/(b.Max-b.Min), 0), 1)
}

// polygon places n corners around the center, the first at the top, clockwise; at tells how far out each lies, 0 to 1.
func polygon(n int, at func(int) float64) [][2]float64 {
	out := make([][2]float64, n)
	for i := range out {
		x, y := direction(i, n)
		out[i] = [2]float64{round(radius * at(i) * x), round(radius * at(i) * y)}
	}
	return out
}

func direction(i, n int) (x, y float64) {
	angle := 2*math.Pi*float64(i)/float64(n) - math.Pi/2
	return math.Cos(angle), math.Sin(angle)
}

// newLabel stands outside the rim, on the side where it does not cross the drawing.
func newLabel(i, n int, text string) label {
	x, y := direction(i, n)
	l := label{X: round((radius + labelAway) * x), Anchor: "middle"}
	switch {
	case x > 0.1:
		l.Anchor = "start"
	case x < -0.1:
		l.Anchor = "end"
	}
	room := (radarWidth/2 - radarMargin - math.Abs(l.X)) / cellWidth
	lines := width.Wrap(text, min(int(room), mostCells))
	height := lineHeight * float64(len(lines)-1)
	l.Y = (radius+labelAway)*y - height/2 + 5
	if l.Anchor == "middle" && y < 0 {
		l.Y = -radius - labelAway - height
	} else if l.Anchor == "middle" {
		l.Y = radius + labelAway + ascent
	}
	for k, s := range lines {
		l.Lines = append(l.Lines, line{round(l.Y + lineHeight*float64(k)), s})
	}
	return l
}

func (l label) top() float64    { return l.Lines[0].Y - ascent }
func (l label) bottom() float64 { return l.Lines[len(l.Lines)-1].Y + descent }

func (l *label) move(by float64) {
	l.Y += by
	for k := range l.Lines {
		l.Lines[k].Y = round(l.Lines[k].Y + by)
	}
}

// apart moves the labels of each side up and down until none lies on another. The middle is out of their reach.
func apart(labels []label) {
	for _, side := range []string{"start", "end"} {
		var column []*label
		for i := range labels {
			if labels[i].Anchor == side {
				column = append(column, &labels[i])
			}
		}
		slices.SortStableFunc(column, func(a, b *label) int {
			return cmp.Compare(a.top()+a.bottom(), b.top()+b.bottom())
		})
		spread(column)
	}
}

// spread moves what overlaps by half each. What is left after so many rounds, the lower ones give way to.
func spread(column []*label) {
	const rounds = 100
	for turn := range rounds {
		for i := 1; i < len(column); i++ {
			over := column[i-1].bottom() + labelGap - column[i].top()
			switch {
			case over <= 0:
			case turn == rounds-1:
				column[i].move(over)
			default:
				column[i-1].move(-over / 2)
				column[i].move(over / 2)
			}
		}
	}
}
