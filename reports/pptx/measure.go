package pptx

import (
	"strings"

	"fathom/rubric/ooxml"
	"fathom/rubric/safe"
	"fathom/rubric/width"
)

// point is how many of the units of a slide a point is.
const point = 12700

// box is a place on a slide, in points.
type box struct{ x, y, cx, cy float64 }

// below is what is left of a box under its first points.
func (b box) below(taken float64) box { return box{b.x, b.y + taken, b.cx, b.cy - taken} }

// split is a box beside another: the left one has a share of the width, and a gutter is between them.
func (b box) split(share float64) (left, right box) {
	const gutter = 24
	wide := (b.cx - gutter) * share
	return box{b.x, b.y, wide, b.cy}, box{b.x + wide + gutter, b.y, b.cx - gutter - wide, b.cy}
}

// frame is the box as a part of a shape.
func (b box) frame(name string) *ooxml.Element {
	return el(name).Put("a:off", "x", emu(b.x), "y", emu(b.y)).Put("a:ext", "cx", emu(b.cx), "cy", emu(b.cy))
}

// metrics know how much room text takes. A font that is not installed is replaced by another, so they are those of the
// wider fonts: what fits by them fits in others, too.
type metrics struct{}

// How high a line is, for each point of its size: fonts with Chinese characters have higher ones.
const latinLine, hanLine = 1.22, 1.45

// wide is how wide a text is in one line.
func (m metrics) wide(text string, size float64) float64 { return size * width.Printed(text) }

// high is how high a text of some size is in a box of some width.
func (m metrics) high(text string, size, wide float64) float64 {
	return float64(len(m.lines(text, size, wide))) * m.lineOf(text) * size
}

// lineOf is how high the lines of a text are.
func (m metrics) lineOf(text string) float64 {
	if hasHan(text) {
		return hanLine
	}
	return latinLine
}

// lines breaks a text into those that it takes in some width.
func (m metrics) lines(text string, size, wide float64) []string {
	cells := width.Of(text)
	if cells == 0 {
		return []string{text}
	}
	return width.Wrap(text, int(wide/(m.wide(text, size)/float64(cells))))
}

// fit is the first of some sizes with which a text has room in a box, and the text: of the last one as much as has.
func (m metrics) fit(text string, b box, sizes ...float64) (size float64, fitting string) {
	text = safe.Text(text)
	for _, size = range sizes {
		if m.high(text, size, b.cx) <= b.cy {
			return size, text
		}
	}
	return size, m.shorten(text, size, b.cx, b.cy)
}

// shorten is the beginning of a text that has room, with a sign that there is more.
func (m metrics) shorten(text string, size, wide, high float64) string {
	lines := m.lines(text, size, wide)
	n := max(1, int(high/(m.lineOf(text)*size)))
	if len(lines) <= n {
		return text
	}
	last := []rune(lines[n-1])
	last = last[:max(0, len(last)-2)]
	glue := " "
	if hasHan(text) {
		glue = ""
	}
	return strings.TrimSpace(strings.Join(append(lines[:n-1:n-1], string(last)), glue)) + "…"
}

// strip is one row of what can go on to a further slide.
type strip struct {
	high  float64
	glued bool    // stands before what it is about, never at the end
	under float64 // how high is what names its group, which is there again where a page begins in the group
}

// span is some of the strips, half open.
type span struct{ from, to int }

// cut deals strips out to pages with so much room, at most so many (0 for any number). Where some are left over, the
// last page keeps room for a line of some height that says how many.
func cut(strips []strip, room float64, most int, more float64) (pages []span, left int) {
	from := 0
	for from < len(strips) && (most == 0 || len(pages) < most) {
		high := room - strips[from].under
		to := fitting(strips, from, high)
		if len(pages) == most-1 && to < len(strips) {
			to = fitting(strips, from, high-more)
		}
		pages, from = append(pages, span{from, to}), to
	}
	for _, s := range strips[from:] {
		if !s.glued {
			left++
		}
	}
	return pages, left
}

// fitting is where a page ends that begins at a strip; it has one at least.
func fitting(strips []strip, from int, room float64) int {
	to := from
	for to < len(strips) && strips[to].high <= room {
		room -= strips[to].high
		to++
	}
	for to < len(strips) && to > from && strips[to-1].glued {
		to--
	}
	return max(to, from+1)
}

// sized is the first of some sizes at which strips take as few pages as at the last of them.
func sized(sizes []float64, at func(size float64) []strip, room float64) float64 {
	pages := func(size float64) int {
		all, _ := cut(at(size), room, 0, 0)
		return len(all)
	}
	least := pages(sizes[len(sizes)-1])
	for _, size := range sizes {
		if pages(size) <= least {
			return size
		}
	}
	return sizes[len(sizes)-1]
}
