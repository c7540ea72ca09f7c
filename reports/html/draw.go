package html

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric/width"
)

// This file turns values into places on a drawing. All lengths are in the units of the drawing's view box.

// trackLength is how long the scale of a bar or a dumbbell is.
const trackLength = 200.0

// track is one scale from its lowest to its highest value, with what lies on it. Places are -1 where there is nothing.
type track struct {
	Score, Target, Low, High float64
	Link                     [2]float64 // from the score to the target, ordered
}

func newTrack(b doc.Bar) track {
	at := func(v number.Value) float64 {
		if !v.OK || b.Max <= b.Min {
			return -1
		}
		return round(trackLength * min(max((v.Value-b.Min)/(b.Max-b.Min), 0), 1))
	}
	t := track{at(b.Score), at(b.Target), at(b.Low), at(b.High), [2]float64{-1, -1}}
	if t.Score >= 0 && t.Target >= 0 {
		t.Link = [2]float64{min(t.Score, t.Target), max(t.Score, t.Target)}
	}
	return t
}

// HasBounds reports whether missing answers leave a range to draw.
func (t track) HasBounds() bool { return t.High-t.Low > 0.5 }

// Width is the length of the link, and Range that of the bounds.
func (t track) Width() float64 { return round(t.Link[1] - t.Link[0]) }

// Range is the length between the bounds.
func (t track) Range() float64 { return round(t.High - t.Low) }

// Diamond are the corners of the target's mark.
func (t track) Diamond() string {
	return points([][2]float64{{t.Target, 4}, {t.Target + 6, 10}, {t.Target, 16}, {t.Target - 6, 10}})
}

// The radar's drawing: a circle with room for labels at the sides.
const (
	radarWidth, radarHeight = 600.0, 470.0
	radius                  = 160.0
	labelCells              = 14 // cells in a line of a label
)

// radar is a radar chart ready to draw.
type radar struct {
	Rings            []string // polygons, from the inside
	Spokes           [][2]float64
	CenterX, CenterY float64
	Current, Target  string
	Earlier          string // "" without an earlier assessment that scored every axis
	Dots             [][2]float64
	Labels           []label
	Width, Height    float64
	Empty, HasTarget bool
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
	d := radar{CenterX: radarWidth / 2, CenterY: radarHeight / 2, Width: radarWidth, Height: radarHeight,
		Empty: len(r.Axes) == 0, HasTarget: true}
	n := len(r.Axes)
	for ring := 1; ring <= 4; ring++ {
		d.Rings = append(d.Rings, points(polygon(n, func(int) float64 { return float64(ring) / 4 })))
	}
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
	return d
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
		out[i] = [2]float64{round(radarWidth/2 + radius*at(i)*x), round(radarHeight/2 + radius*at(i)*y)}
	}
	return out
}

func direction(i, n int) (x, y float64) {
	angle := 2*math.Pi*float64(i)/float64(n) - math.Pi/2
	return math.Cos(angle), math.Sin(angle)
}

const lineHeight = 17

// newLabel stands outside the rim, on the side where it does not cross the drawing.
func newLabel(i, n int, text string) label {
	x, y := direction(i, n)
	l := label{X: round(radarWidth/2 + (radius+14)*x), Anchor: "middle"}
	switch {
	case x > 0.1:
		l.Anchor = "start"
	case x < -0.1:
		l.Anchor = "end"
	}
	lines := width.Wrap(text, labelCells)
	height := lineHeight * float64(len(lines)-1)
	l.Y = radarHeight/2 + (radius+14)*y - height/2 + 5
	if l.Anchor == "middle" && y < 0 {
		l.Y = radarHeight/2 - radius - 12 - height
	} else if l.Anchor == "middle" {
		l.Y = radarHeight/2 + radius + 22
	}
	for k, s := range lines {
		l.Lines = append(l.Lines, line{round(l.Y + lineHeight*float64(k)), s})
	}
	return l
}

func points(ps [][2]float64) string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = fmt.Sprintf("%g,%g", p[0], p[1])
	}
	return strings.Join(out, " ")
}

// short prints the end of a scale.
func short(x float64) string { return fmt.Sprintf("%g", round(x)) }

// round keeps one decimal: more would only make the file longer.
func round(x float64) float64 { return math.Round(x*10) / 10 }
