package html

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/rubric/width"
)

func axis(name string, score, target float64) doc.Bar {
	return doc.Bar{Name: name, Text: "2.0", Score: assess.Some(score), Target: assess.Some(target), Min: 1, Max: 5}
}

// TestTrack: 1 to 5 on 200 units: 2 lies at 50, 4 at 150, and what is outside stays on the drawing.
func TestTrack(t *testing.T) {
	b := axis("x", 2, 4)
	b.Low, b.High = assess.Some(1.0), assess.Some(9.0)
	got := newTrack(b)
	if got.Score != 50 || got.Target != 150 || got.Low != 0 || got.High != 200 || got.Link != [2]float64{50, 150} ||
		got.Width() != 100 || !got.HasBounds() {
		t.Errorf("%+v", got)
	}
	if got := newTrack(doc.Bar{Min: 1, Max: 5}); got.Score != -1 || got.Link[0] != -1 || got.HasBounds() {
		t.Errorf("nothing known: %+v", got)
	}
}

// TestRadarShape: of four axes the first points up, the second right; the rim is the best score, the center the worst.
func TestRadarShape(t *testing.T) {
	r := drawRadar(doc.Radar{Axes: []doc.Bar{axis("a", 5, 3), axis("b", 1, 3), axis("c", 3, 3), axis("d", 5, 3)}})
	up, center := [2]float64{0, -radius}, [2]float64{0, 0}
	if r.Dots[0] != up || r.Dots[1] != center || r.Dots[2] != [2]float64{center[0], center[1] + radius/2} ||
		r.Dots[3] != [2]float64{center[0] - radius, center[1]} {
		t.Errorf("%v", r.Dots)
	}
	if !strings.HasPrefix(r.Target, fmt.Sprintf("%g,%g ", center[0], center[1]-radius/2)) {
		t.Errorf("target %s", r.Target)
	}
}

// TestRings: a scale of 1 to 5 has the center for 1 and a ring for 2, 3, 4 and 5, at 32.5 units each; axes of different
// scales have rings without numbers.
func TestRings(t *testing.T) {
	axes := []doc.Bar{axis("a", 2, 3), axis("b", 2, 3), axis("c", 2, 3)}
	r := drawRadar(doc.Radar{Axes: axes})
	want := []line{{4, "1"}, {-28.5, "2"}, {-61, "3"}, {-93.5, "4"}, {-126, "5"}}
	if len(r.Rings) != 4 || !slices.Equal(r.Ticks, want) {
		t.Errorf("%d rings, %v", len(r.Rings), r.Ticks)
	}
	axes[1].Max = 8
	if r := drawRadar(doc.Radar{Axes: axes}); len(r.Rings) != 4 || r.Ticks != nil {
		t.Errorf("%d rings, %v", len(r.Rings), r.Ticks)
	}
}

// TestRadarLabels: no label leaves the drawing or touches another, for any usual number of axes with names of any
// length.
func TestRadarLabels(t *testing.T) {
	names := []string{"运营、数据与风控能力", "Operations, data & control", "X",
		"Responsibilities of everybody who sells through others, and of those who lead them", "渠道成员的组织、人员、应变与问题解决能力"}
	for n := 3; n <= 10; n++ {
		for first := range names {
			for step := range 3 {
				var axes []doc.Bar
				for i := range n {
					axes = append(axes, axis(names[(first+i*step)%len(names)], 2, 4))
				}
				checkLabels(t, drawRadar(doc.Radar{Axes: axes}))
			}
		}
	}
}

func checkLabels(t *testing.T, r radar) {
	t.Helper()
	var boxes [][4]float64
	for _, l := range r.Labels {
		box := extent(l)
		if box[0] < r.Left || box[1] < r.Top || box[2] > r.Left+r.Width || box[3] > r.Top+r.Height {
			t.Errorf("%d axes: %v leaves the drawing: %v", len(r.Labels), l.Lines, box)
		}
		for _, other := range boxes {
			if box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3] {
				t.Errorf("%d axes: %v overlaps: %v %v", len(r.Labels), l.Lines, box, other)
			}
		}
		boxes = append(boxes, box)
	}
}

// extent is the box a label takes at 15 units a line: left, top, right, bottom.
func extent(l label) [4]float64 {
	box := 0.0
	for _, s := range l.Lines {
		box = math.Max(box, 7.8*float64(width.Of(s.Text)))
	}
	left := l.X
	switch l.Anchor {
	case "middle":
		left -= box / 2
	case "end":
		left -= box
	}
	return [4]float64{left, l.Lines[0].Y - 12, left + box, l.Lines[len(l.Lines)-1].Y + 3}
}

// TestContrast holds the colours to WCAG 2.2: 4.5 for text, 3 for marks.
func TestContrast(t *testing.T) {
	data, err := files.ReadFile("style.css")
	if err != nil {
		t.Fatal(err)
	}
	css := string(data)
	for _, block := range regexp.MustCompile(`:root\{[^}]*--ink[^}]*\}`).FindAllString(css, -1) {
		v := map[string]string{}
		for _, m := range regexp.MustCompile(`--(\w+):(#\w+)`).FindAllStringSubmatch(block, -1) {
			v[m[1]] = m[2]
		}
		var last float64
		for i := range steps {
			text := v[regexp.MustCompile(`\.h` + strconv.Itoa(i) + `\{background:var\(--h\d\);color:var\(--(\w+)\)\}`).FindStringSubmatch(css)[1]]
			back := v["h"+strconv.Itoa(i)]
			if c := contrast(t, back, text); c < 4.5 {
				t.Errorf("%s on %s: %.1f", text, back, c)
			}
			away := contrast(t, back, v["paper"]) // the higher, the further from the paper: no colour is needed to tell
			if i > 0 && away < 1.1*last {
				t.Errorf("h%d is hardly stronger than the colour below it: %.2f, %.2f", i, away, last)
			}
			last = away
		}
		for _, pair := range [][2]string{{"ink", "paper"}, {"soft", "paper"}, {"ink", "band"}, {"now", "paper"}} {
			if c := contrast(t, v[pair[0]], v[pair[1]]); c < 4.5 {
				t.Errorf("%s on %s: %.1f", pair[0], pair[1], c)
			}
		}
		for _, mark := range []string{"aim", "now", "fill", "bounds"} {
			if c := contrast(t, v[mark], v["paper"]); c < 3 {
				t.Errorf("%s: %.1f", mark, c)
			}
		}
	}
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// luminance is WCAG's relative luminance of #rgb or #rrggbb.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	hex := strings.TrimPrefix(colour, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	v, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		t.Fatalf("colour %q", colour)
	}
	channel := func(shift int) float64 {
		c := float64(v>>shift&255) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}
