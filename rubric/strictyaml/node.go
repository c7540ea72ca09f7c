package strictyaml

import (
	"fmt"
	"math"
	"regexp"
	"strconv"

	"gopkg.in/yaml.v3"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// Kind is what a node is.
type Kind string

// The kinds of a node. Null is an empty value or the word null.
const (
	Mapping Kind = "mapping"
	List    Kind = "list"
	Scalar  Kind = "text"
	Null    Kind = "nothing"
)

var kindZH = map[Kind]string{Mapping: "映射", List: "列表", Scalar: "文本", Null: "空值"}

// Kind returns what the node is.
func (n *Node) Kind() Kind {
	switch {
	case n.y.Kind == yaml.MappingNode:
		return Mapping
	case n.y.Kind == yaml.SequenceNode:
		return List
	case n.y.Tag == "!!null":
		return Null
	}
	return Scalar
}

// File, Line and Column tell where the node begins.
func (n *Node) File() string { return n.file }

// Line is the node's line, from 1.
func (n *Node) Line() int { return n.y.Line }

// Column is the node's column in characters, from 1.
func (n *Node) Column() int { return n.y.Column }

// Place is where the node begins.
func (n *Node) Place() problem.Place {
	return problem.Place{File: n.file, Line: n.y.Line, Column: n.y.Column}
}

// Problem makes an error at the node's place.
func (n *Node) Problem(kind string, m say.Message) problem.Problem {
	return n.Place().Problem(kind, m)
}

// at is a node of the same file.
func (n *Node) at(y *yaml.Node) *Node { return &Node{file: n.file, y: y} }

// Field is one key of a mapping with its value.
type Field struct{ Key, Value *Node }

// Name returns the key's text.
func (f Field) Name() string { return f.Key.y.Value }

// Fields returns the keys of a mapping in file order, or none for any other node.
func (n *Node) Fields() []Field {
	if n.y.Kind != yaml.MappingNode || n.made {
		return n.fields
	}
	fields := make([]Field, 0, len(n.y.Content)/2)
	for i := 0; i+1 < len(n.y.Content); i += 2 {
		fields = append(fields, Field{n.at(n.y.Content[i]), n.at(n.y.Content[i+1])})
	}
	return fields
}

// Items returns the items of a list in file order, or none for any other node.
func (n *Node) Items() []*Node {
	if n.y.Kind != yaml.SequenceNode || n.made {
		return n.items
	}
	items := make([]*Node, len(n.y.Content))
	for i, c := range n.y.Content {
		items[i] = n.at(c)
	}
	return items
}

// WrongKind is the problem of a node that is not what was wanted.
func (n *Node) WrongKind(want Kind) problem.Problem {
	got := n.Kind()
	return n.Problem("type", say.Message{
		EN: fmt.Sprintf("want a %s here, got %s", want, got.Message().EN),
		ZH: fmt.Sprintf("这里应是%s，现在是%s", kindZH[want], kindZH[got]),
	})
}

// Message names the kind as a sentence does: "a list", "nothing".
func (k Kind) Message() say.Message {
	if k == Null {
		return say.Message{EN: string(k), ZH: kindZH[k]}
	}
	return say.Message{EN: "a " + string(k), ZH: kindZH[k]}
}

// Text returns the text of a scalar as it is written, whatever YAML would take it for: 010, no and 1.10 stay text.
func (n *Node) Text() (string, bool) { return n.y.Value, n.Kind() == Scalar }

var (
	integer = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)
	decimal = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)
)

// plain returns the text of a scalar that is not quoted: a quoted number is text.
func (n *Node) plain() (string, bool) {
	s, ok := n.Text()
	return s, ok && n.y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
}

// Int returns a whole number written plainly in decimal: not 010, 3.0, 0x3, "3" or 1_000.
func (n *Node) Int() (int, bool) {
	s, ok := n.plain()
	if !ok || !integer.MatchString(s) {
		return 0, false
	}
	v, err := strconv.ParseInt(s, 10, 32)
	return int(v), err == nil
}

// Float returns a finite number written plainly in decimal; -0 is 0, which compares alike and prints otherwise.
func (n *Node) Float() (float64, bool) {
	s, ok := n.plain()
	if !ok || !decimal.MatchString(s) {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v + 0, err == nil && !math.IsInf(v, 0)
}

// Bool returns true or false, written just so.
func (n *Node) Bool() (value, ok bool) {
	s, ok := n.plain()
	return s == "true", ok && (s == "true" || s == "false")
}
