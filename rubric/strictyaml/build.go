package strictyaml

import (
	"bytes"
	"strings"

	"gopkg.in/yaml.v3"

	"fathom/rubric/pattern"
)

// This file makes documents out of pieces of others. Every piece keeps the place where it was written.

// NewMapping makes a mapping of fields that stand in other documents; its own place is that of at.
func NewMapping(at *Node, fields []Field) *Node {
	return &Node{doc: at.doc, y: made(at.y, yaml.MappingNode), made: &pieces{fields: fields}}
}

// NewList makes a list of items that stand in other documents; its own place is that of at.
func NewList(at *Node, items []*Node) *Node {
	return &Node{doc: at.doc, y: made(at.y, yaml.SequenceNode), made: &pieces{items: items}}
}

// made is an empty collection at the place of another node, in its style where both are collections.
func made(at *yaml.Node, kind yaml.Kind) *yaml.Node {
	n := &yaml.Node{Kind: kind, Line: at.Line, Column: at.Column, HeadComment: at.HeadComment}
	if at.Kind == kind {
		n.Style = at.Style
	}
	return n
}

// Encode writes a document as YAML, comments included. Reading it gives the same values.
func Encode(n *Node) ([]byte, error) {
	var out bytes.Buffer
	e := yaml.NewEncoder(&out)
	e.SetIndent(2)
	if err := e.Encode(quoted(n.tree())); err != nil {
		return nil, err
	}
	return out.Bytes(), e.Close()
}

// tree puts the pieces of a made node together.
func (n *Node) tree() *yaml.Node {
	switch {
	case n.made == nil && n.doc.json:
		return asYAML(n.y, false)
	case n.made == nil:
		return n.y
	}
	out := *n.y
	if len(n.made.fields) > 0 && n.made.fields[0].Key.y.HeadComment == out.HeadComment {
		out.HeadComment = "" // it stands at the first key already
	}
	for _, f := range n.made.fields {
		key := f.Key.y
		if f.Key.doc.json {
			key = asYAML(key, true)
		}
		out.Content = append(out.Content, key, f.Value.tree())
	}
	for _, item := range n.made.items {
		out.Content = append(out.Content, item.tree())
	}
	return &out
}

// wholeZeros is how programs write the decimals of a whole number. More of them than two are somebody's who means them.
var wholeZeros = pattern.Of(`\.00?$`)

// asYAML writes what was read as JSON as people write YAML: texts and numbers of keys without quotes where they need
// none, numbers without exponents.
func asYAML(y *yaml.Node, key bool) *yaml.Node {
	out := *y
	switch {
	case y.Kind == yaml.ScalarNode && y.Tag == "!!float":
		out.Tag = "" // it may be an integer
		if power().MatchString(y.Value) {
			out.Value, _ = spelledOut(y.Value)
		}
		out.Value = wholeZeros().ReplaceAllString(out.Value, "")
	case key && integer().MatchString(y.Value):
		out.Tag, out.Style = "", 0
	case IsPlain(y.Value) || strings.Contains(y.Value, "\n"):
		out.Style = 0
	}
	out.Content = make([]*yaml.Node, len(y.Content))
	for i, c := range y.Content {
		out.Content[i] = asYAML(c, y.Kind == yaml.MappingNode && i%2 == 0)
	}
	return &out
}
