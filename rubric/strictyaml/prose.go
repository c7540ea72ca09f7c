package strictyaml

import (
	"strings"
	"time"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"fathom/rubric/pattern"
	"fathom/rubric/say"
)

// Prose is Text that may not be blank, nor longer than so many characters.
func (d *Decoder) Prose(n *Node, most int) (s string, ok bool) {
	s, ok = d.Text(n)
	switch length := utf8.RuneCountInString(s); {
	case !ok:
	case strings.TrimSpace(s) == "":
		d.Fault(n, "empty", say.Both("the text is empty", "这里的文字是空的"))
		ok = false
	case length > most:
		d.Fault(n, "too-long", say.Both("the text has %d characters; the limit is %d", "文字有 %d 个字符，上限是 %d 个", length, most))
		ok = false
	}
	return s, ok
}

// Date reads a day, written as 2026-11-20; ok is false where it was refused.
func (d *Decoder) Date(n *Node) (s string, ok bool) {
	s, _ = n.Text()
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		d.Fault(n, "date", say.Both("want a date like 2026-11-20, not %s", "日期要写成 2026-11-20 这样，不能写 %s", n.String()))
		return s, false
	}
	return s, true
}

// WithText is a scalar with another text: in the place of the one that was there, and with its comments.
func (n *Node) WithText(s string) *Node {
	y := *n.y
	y.Kind, y.Tag, y.Value, y.Style = yaml.ScalarNode, "", s, 0
	if !IsPlain(s) && !isDate().MatchString(s) {
		y.Style = yaml.DoubleQuotedStyle
	}
	return &Node{doc: n.doc, y: &y}
}

// isDate matches what YAML has a kind of its own for, and what readers here take for text.
var isDate = pattern.Of(`^\d{4}-\d{2}-\d{2}$`)

// WithComment is a node with lines of comment above it, each beginning with its #.
func (n *Node) WithComment(lines string) *Node {
	y, out := *n.y, *n
	y.HeadComment = lines
	out.y = &y
	return &out
}

// WithCommentsOf is a node with the comments of the one that it stands for, in addition to those inside it.
func (n *Node) WithCommentsOf(old *Node) *Node {
	y, out := *n.y, *n
	y.HeadComment, y.LineComment, y.FootComment = old.y.HeadComment, old.y.LineComment, old.y.FootComment
	out.y = &y
	return &out
}
