package strictyaml

import (
	"bytes"
	"encoding/json"
	"slices"

	"gopkg.in/yaml.v3"
)

// EncodeJSON writes a document as JSON that reads as the same: text as strings, plain numbers, true, false and null as
// they are. What stands in one line of YAML stands in one line of it, and what has lines of its own keeps them. Keys
// stand in the order that they have in another document, where that has them; like may be nil.
func EncodeJSON(n, like *Node) []byte {
	var w jsonWriter
	w.value(n, like, "\n")
	w.WriteByte('\n')
	return w.Bytes()
}

type jsonWriter struct{ bytes.Buffer }

// value writes one value. Lines begin with the line break that is given, "" within one line.
func (w *jsonWriter) value(n, like *Node, line string) {
	open, end := "{", "}"
	if n.Kind() == List {
		open, end = "[", "]"
	}
	inner := line
	if inner != "" {
		inner += "  "
	}
	if n.y.Style&yaml.FlowStyle != 0 || len(n.y.Content) == 0 {
		inner = ""
	}
	switch n.Kind() {
	case Mapping:
		w.WriteString(open)
		fields, theirs := fieldsLike(n, like)
		for i, f := range fields {
			w.next(i, inner)
			w.text(f.Name())
			w.WriteString(": ")
			w.value(f.Value, theirs[f.Name()], inner)
		}
	case List:
		w.WriteString(open)
		for i, item := range n.Items() {
			w.next(i, inner)
			w.value(item, nil, inner)
		}
	default:
		w.scalar(n)
		return
	}
	if inner != "" {
		w.WriteString(line)
	}
	w.WriteString(end)
}

// next writes what stands before a member of a collection.
func (w *jsonWriter) next(i int, line string) {
	switch {
	case i > 0 && line == "":
		w.WriteString(", ")
	case i > 0:
		w.WriteByte(',')
	}
	w.WriteString(line)
}

func (w *jsonWriter) scalar(n *Node) {
	s, _ := n.Text()
	_, isBool := n.Bool()
	switch number, isNumber := n.Decimal(); {
	case n.Kind() == Null:
		w.WriteString("null")
	case isNumber:
		w.WriteString(number)
	case isBool:
		w.WriteString(s)
	default:
		w.text(s)
	}
}

func (w *jsonWriter) text(s string) {
	e := json.NewEncoder(&w.Buffer)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // neither a string nor a buffer fails
	w.Truncate(w.Len() - 1)
}

// fieldsLike are the fields of a mapping in the order of another one, each with its value there. What that lacks comes
// behind what it comes behind in its own.
func fieldsLike(n, like *Node) (own []Field, theirs map[string]*Node) {
	own, theirs = n.Fields(), map[string]*Node{}
	if like == nil {
		return own, theirs
	}
	at := map[string]int{}
	for i, f := range like.Fields() {
		at[f.Name()], theirs[f.Name()] = i, f.Value
	}
	order, last := map[string]int{}, -1
	for _, f := range own {
		if i, there := at[f.Name()]; there {
			last = i
		}
		order[f.Name()] = last
	}
	slices.SortStableFunc(own, func(a, b Field) int { return order[a.Name()] - order[b.Name()] })
	return own, theirs
}
