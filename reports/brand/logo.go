package brand

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"fathom/rubric/pattern"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// logo reads the picture that a file names.
func (rd *reader) logo(n *node) {
	path, ok := rd.Word(n)
	if !ok || rd.open == nil {
		return
	}
	data, err := rd.open(path)
	if err != nil {
		cause := problem.Cause(err)
		rd.Fault(n, "logo", say.Message{EN: "cannot read the logo " + cause.EN, ZH: "无法读取标志 " + cause.ZH})
		return
	}
	logo, wrong := newLogo(path, data)
	if wrong != (say.Message{}) {
		name := problem.Short(path)
		rd.Fault(n, "logo", say.Message{EN: name + ": " + wrong.EN, ZH: name + "：" + wrong.ZH})
	}
	rd.brand.Logo = logo
}

// newLogo tells what kind of picture data are, or what is wrong with them: a PNG, or an SVG that is nothing but a
// picture, whatever reads it.
func newLogo(path string, data []byte) (*Logo, say.Message) {
	switch {
	case len(data) > MaxLogo:
		return nil, say.Both("the logo is larger than %d kB", "标志超过 %d kB", MaxLogo/1000)
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		c, err := png.DecodeConfig(bytes.NewReader(data))
		switch {
		case err != nil:
			return nil, say.Both("this is no whole PNG", "这不是完整的 PNG")
		case c.Width > MaxSide || c.Height > MaxSide:
			return nil, say.Both("its size in pixels is %d by %d; the limit is %[3]d by %[3]d", "%d×%d 像素，上限是 %[3]d×%[3]d", c.Width, c.Height, MaxSide)
		}
		return &Logo{"image/png", data}, say.Message{}
	case strings.EqualFold(filepath.Ext(path), ".svg"):
		if wrong := checkSVG(data); wrong != (say.Message{}) {
			return nil, wrong
		}
		return &Logo{"image/svg+xml", data}, say.Message{}
	}
	return nil, say.Both("a logo is a PNG or an SVG", "标志须是 PNG 或 SVG")
}

// checkSVG says what is in a drawing that could do more than be looked at: run, load something, or be something else to
// another reader.
func checkSVG(data []byte) say.Message {
	c := svg{d: xml.NewDecoder(bytes.NewReader(strictyaml.Unmarked(data)))}
	for {
		token, err := c.d.Token()
		switch {
		case errors.Is(err, io.EOF) && c.roots == 1:
			return say.Message{}
		case err != nil:
			return notXML()
		}
		if wrong := c.token(token); wrong != (say.Message{}) {
			return wrong
		}
	}
}

func notXML() say.Message {
	return say.Both("this SVG is no well-formed XML in UTF-8", "这个 SVG 不是格式正确的 UTF-8 XML")
}

func notTaken(what string) say.Message {
	return say.Both("an SVG with %s is not taken; export it as a plain SVG, or as a PNG", "不接受含有 %s 的 SVG；请导出为普通 SVG 或 PNG", what)
}

// svg is a drawing while it is read.
type svg struct {
	d            *xml.Decoder
	depth, roots int
	styles       int // style elements that are open
}

func (c *svg) token(token xml.Token) say.Message {
	switch v := token.(type) {
	case xml.Directive:
		return notTaken("<!DOCTYPE")
	case xml.ProcInst:
		if v.Target != "xml" {
			return notTaken("<?" + problem.Short(v.Target))
		}
	case xml.StartElement:
		return c.start(v)
	case xml.EndElement:
		c.depth--
		if isStyle(v.Name) {
			c.styles--
		}
	case xml.CharData:
		switch {
		case c.depth == 0 && len(bytes.TrimSpace(v)) > 0:
			return notXML()
		case c.styles > 0 && !isPlainStyle(string(v)):
			return notTaken("a style that loads something")
		}
	}
	return say.Message{}
}

func isStyle(name xml.Name) bool { return strings.EqualFold(name.Local, "style") }

const (
	svgSpace  = "http://www.w3.org/2000/svg"
	htmlSpace = "http://www.w3.org/1999/xhtml"
)

// live are the elements that run, load, move, or hold a page of their own, in small letters.
var live = []string{"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener",
	"animate", "animatecolor", "animatemotion", "animatetransform", "set"}

func (c *svg) start(e xml.StartElement) say.Message {
	if c.depth == 0 {
		c.roots++
		if e.Name.Local != "svg" || e.Name.Space != svgSpace {
			return say.Both("this is no SVG: its first element is not svg of %s", "这不是 SVG：第一个元素不是 %s 的 svg", svgSpace)
		}
	}
	c.depth++
	if isStyle(e.Name) {
		c.styles++
	}
	if name := strings.ToLower(e.Name.Local); slices.Contains(live, name) || e.Name.Space == htmlSpace {
		return notTaken("<" + problem.Short(e.Name.Local) + ">")
	}
	for _, a := range e.Attr {
		if !isPlainAttribute(a) {
			return notTaken(problem.Short(a.Name.Local) + "=" + problem.Short(a.Value))
		}
	}
	return say.Message{}
}

// inside matches a reference that leads to the drawing itself, or to pixels that stand in it.
var inside = pattern.Of(`^\s*(#|data:image/(png|jpeg);base64,|$)`)

// isPlainAttribute refuses what is run on an event, what leads outside, and what changes where references lead.
func isPlainAttribute(a xml.Attr) bool {
	switch name := strings.ToLower(a.Name.Local); {
	case strings.HasPrefix(name, "on"), name == "base":
		return false
	case name == "href", name == "src":
		return inside().MatchString(a.Value)
	case name == "style":
		return isPlainStyle(a.Value)
	}
	return !loads().MatchString(a.Value) && !(strings.Contains(a.Value, `\`) && strings.Contains(a.Value, "("))
}

// loads matches what loads something in a style, or in an attribute that takes one: all but url(#id).
var loads = pattern.Of(`(?i)url\(\s*["']?\s*([^#\s"']|$)|@import|(image|image-set|src)\s*\(|expression\s*\(|javascript:`)

// isPlainStyle also refuses what spells a word in another way.
func isPlainStyle(s string) bool { return !loads().MatchString(s) && !strings.Contains(s, `\`) }
