package strictyaml

import (
	"fmt"

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

// word is the kind as people call it who write YAML or JSON.
func (k Kind) word(json bool) say.Message {
	switch k {
	case Mapping:
		if json {
			return say.Both("object", "对象")
		}
		return say.Both("mapping", "映射")
	case List:
		if json {
			return say.Both("array", "数组")
		}
		return say.Both("list", "列表")
	case Scalar:
		return say.Both("text", "文本")
	}
	if json {
		return say.Both("null", "空值")
	}
	return say.Both("nothing", "空值")
}

// a is the word as a sentence has it: "a list", "an array", "nothing".
func (k Kind) a(json bool) say.Message {
	m := k.word(json)
	switch {
	case k == Null:
	case json && k != Scalar:
		m.EN = "an " + m.EN
	default:
		m.EN = "a " + m.EN
	}
	return m
}

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
func (n *Node) File() string { return n.doc.file }

// Line is the node's line, from 1.
func (n *Node) Line() int { return n.y.Line }

// Column is the node's column in characters, from 1.
func (n *Node) Column() int { return n.y.Column }

// Place is where the node begins.
func (n *Node) Place() problem.Place {
	return problem.Place{File: n.doc.file, Line: n.y.Line, Column: n.y.Column}
}

// Problem makes an error at the node's place.
func (n *Node) Problem(kind string, m say.Message) problem.Problem {
	return n.Place().Problem(kind, m)
}

// Field is one key of a mapping with its value.
type Field struct{ Key, Value *Node }

// Name returns the key's text.
func (f Field) Name() string { return f.Key.y.Value }

// Fields returns the keys of a mapping in file order, or none for any other node.
func (n *Node) Fields() []Field {
	switch {
	case n.made != nil:
		return n.made.fields
	case n.y.Kind != yaml.MappingNode:
		return nil
	}
	nodes := n.inside()
	fields := make([]Field, 0, len(nodes)/2)
	for i := 0; i+1 < len(nodes); i += 2 {
		nodes[i].key = true
		fields = append(fields, Field{&nodes[i], &nodes[i+1]})
	}
	return fields
}

// Value returns the value of a key of a mapping, nil where it has none, and for any other node.
func (n *Node) Value(key string) *Node {
	if n.made == nil && n.y.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.y.Content); i += 2 {
			if n.y.Content[i].Value == key {
				return &Node{doc: n.doc, y: n.y.Content[i+1]}
			}
		}
		return nil
	}
	for _, f := range n.Fields() {
		if f.Name() == key {
			return f.Value
		}
	}
	return nil
}

// Items returns the items of a list in file order, or none for any other node.
func (n *Node) Items() []*Node {
	switch {
	case n.made != nil:
		return n.made.items
	case n.y.Kind != yaml.SequenceNode:
		return nil
	}
	nodes := n.inside()
	items := make([]*Node, len(nodes))
	for i := range nodes {
		items[i] = &nodes[i]
	}
	return items
}

// inside are the nodes within a collection that stands in its file.
func (n *Node) inside() []Node {
	nodes := make([]Node, len(n.y.Content))
	for i, y := range n.y.Content {
		nodes[i] = Node{doc: n.doc, y: y}
	}
	return nodes
}

// WrongKind is the problem of a node that is not what was wanted.
func (n *Node) WrongKind(want Kind) problem.Problem {
	wanted, got := want.a(n.doc.json), n.Called()
	return n.Problem("type", say.Both("want %[1]s here, got %[2]s", "这里应是%[3]s，现在是%[4]s", wanted.EN, got.EN, wanted.ZH, got.ZH))
}

// Called names what the node is as a sentence does: "a list", in JSON "an array".
func (n *Node) Called() say.Message {
	switch {
	case n.Kind() != Scalar || n.key || n.isQuoted():
	case n.y.Tag == "!!int" || n.y.Tag == "!!float":
		return say.Both("a number", "数字")
	case n.y.Tag == "!!bool":
		return say.Both("%s", "%s", n.y.Value)
	}
	return n.Kind().a(n.doc.json)
}

// InJSON reports whether the document is JSON, for who advises how to write something.
func (n *Node) InJSON() bool { return n.doc.json }

// Entry is a key with its value, for a message that shows what to write, as the node's file writes it: floors: true,
// in JSON "floors": true. The value is a text or a truth.
func (n *Node) Entry(key string, value any) string {
	if n.doc.json {
		return fmt.Sprintf("%q: %#v", key, value)
	}
	return fmt.Sprintf("%s: %v", key, value)
}

// Text returns the text of a scalar as it is written, whatever YAML would take it for: 010, no and 1.10 stay text.
func (n *Node) Text() (string, bool) { return n.y.Value, n.Kind() == Scalar }

// IsText reports whether a scalar is text to whoever reads its language: in JSON what stands in quotes, in YAML all but
// true and false. 1.10 is text in YAML where a text is wanted, and never in JSON, whose programs make it 1.1.
func (n *Node) IsText() bool {
	switch {
	case n.Kind() != Scalar:
		return false
	case n.doc.json:
		return n.key || n.isQuoted()
	}
	return n.y.Tag != "!!bool"
}

func (n *Node) isQuoted() bool {
	return n.y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
}

// plain returns the text of a scalar that is not quoted: a quoted number is text, but in the place of a key.
func (n *Node) plain() (string, bool) {
	s, ok := n.Text()
	return s, ok && (n.key || !n.isQuoted())
}

// Bool returns true or false, written just so.
func (n *Node) Bool() (value, ok bool) {
	s, ok := n.plain()
	return s == "true", ok && (s == "true" || s == "false")
}
