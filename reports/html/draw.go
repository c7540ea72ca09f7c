package html

import (
	"fmt"
	"math"
	"strings"

	"fathom/reports/doc"
	"fathom/reports/number"
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
