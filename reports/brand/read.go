package brand

import (
	"math"
	"strconv"

	"fathom/rubric/pattern"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

var limits = strictyaml.Limits{Bytes: MaxBytes, Nodes: 500, Keys: 50}

// Open reads the picture at a path that a file names, as the file writes it, and one byte more than [MaxLogo] at most.
type Open func(path string) ([]byte, error)

// Read reads a brand file and the logo that it names. The error is a [problem.List] with every fault; the kinds,
// besides those of package strictyaml:
//
//	format                        the file is of another format
//	unknown-key, missing-key, type  the shape is wrong
//	empty, too-long, too-many     a text, or a list, that cannot stand on a page
//	colour, contrast              an accent that is none, or too light on white
//	logo                          no picture that can stand in a page: see [Logo]
func Read(name string, data []byte, open Open) (*Brand, error) {
	root, problems := strictyaml.Parse(name, data, limits)
	rd := &reader{Decoder: strictyaml.Decoder{Problems: problems}, open: open}
	if root != nil {
		rd.whole(root)
	}
	if err := rd.Problems.Err(); err != nil {
		return nil, err
	}
	return &rd.brand, nil
}

type node = strictyaml.Node

type reader struct {
	strictyaml.Decoder
	brand Brand
	open  Open
}

func (rd *reader) whole(root *node) {
	b := &rd.brand
	rd.Object(root, strictyaml.Keys{
		"format":          rd.Format(Format),
		"client":          rd.text(&b.Client),
		"author":          rd.text(&b.Author),
		"confidentiality": rd.text(&b.Confidentiality),
		"version":         rd.text(&b.Version),
		"reference":       rd.text(&b.Reference),
		"date":            rd.text(&b.Date),
		"logo":            rd.logo,
		"accent":          rd.accent,
		"cover":           func(n *node) { b.Cover = rd.yes(n) },
		"sign_off":        rd.signOff,
	}, "format")
}

func (rd *reader) text(to *string) func(*node) {
	return func(n *node) { *to, _ = rd.Prose(n, MaxText) }
}

func (rd *reader) yes(n *node) bool {
	v, ok := n.Bool()
	if !ok {
		rd.Fault(n, "type", say.Both("want true or false, not %s", "这里要写 true 或 false，不能写 %s", n.String()))
	}
	return v
}

// signOff reads whether there is something to sign, or who signs.
func (rd *reader) signOff(n *node) {
	if n.Kind() != strictyaml.List {
		if _, ok := n.Bool(); !ok {
			rd.Fault(n, "type", say.Both("want true, false or a list of who signs, not %s", "这里要写 true、false，或签字人名单，不能写 %s", n.String()))
		}
		rd.brand.SignOff, _ = n.Bool()
		return
	}
	items := n.Items()
	switch {
	case len(items) == 0:
		rd.Fault(n, "empty", say.Both("nobody signs; name who does, or write false", "名单是空的；请写上签字人，或写 false"))
	case len(items) > MaxRoles:
		rd.Fault(n, "too-many", say.Both("%d sign; a page has room for %d", "签字人有 %d 位，一页最多 %d 位", len(items), MaxRoles))
		return
	}
	rd.brand.SignOff, rd.brand.Roles = true, make([]string, len(items))
	for i, item := range items {
		rd.text(&rd.brand.Roles[i])(item)
	}
}

var isColour = pattern.Of(`^#[0-9a-fA-F]{6}$`)

// accent reads a colour that can be seen on white paper.
func (rd *reader) accent(n *node) {
	if n.Kind() == strictyaml.Null {
		rd.Fault(n, "colour", say.Both("no colour here: put it in quotes, as in accent: \"#0b5394\"; what stands behind a bare # is a comment",
			"这里没有颜色：请加引号，例如 accent: \"#0b5394\"；不加引号时，# 后面是注释"))
		return
	}
	s, ok := rd.Word(n)
	switch {
	case !ok:
	case !isColour().MatchString(s):
		rd.Fault(n, "colour", say.Both("want a colour like \"#0b5394\", not %s", "颜色要写成 \"#0b5394\" 这样，不能写 %s", problem.Short(s)))
	case contrast(s) < MinContrast:
		rd.Fault(n, "contrast", say.Both("%s is too light on white paper: its contrast is %.1f, and %.0f is the least; take a darker one",
			"%s 在白纸上太浅：对比度 %.1f，至少要 %.0f；请换一个深一些的", s, math.Floor(10*contrast(s))/10, MinContrast))
	default:
		rd.brand.Accent = s
	}
}

// contrast is that of a colour #rrggbb to white, by WCAG 2.1: 1.05 by the relative luminance and 0.05.
func contrast(colour string) float64 {
	rgb, err := strconv.ParseUint(colour[1:], 16, 24)
	if err != nil {
		return 1
	}
	luminance := 0.0
	for i, weight := range []float64{0.0722, 0.7152, 0.2126} { // blue, green, red
		c := float64(rgb>>(8*i)&0xff) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		luminance += weight * c
	}
	return 1.05 / (luminance + 0.05)
}
