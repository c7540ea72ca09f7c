package strictyaml

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"gopkg.in/yaml.v3"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// ParseForeign reads a file that other programs write, and takes what they take: several documents, anchors, tags and
// keys that stand twice in YAML, and in JSON the bare NaN that is none. An alias stands for what it names; all that it
// makes counts against the limit, and one that would contain itself is refused. The documents come in their order,
// without empty ones.
func ParseForeign(file string, data []byte, lim Limits) ([]*Node, problem.List) {
	p := &parser{doc: &document{file: file}, lim: lim}
	if !p.checkText(data) {
		return nil, p.problems
	}
	roots := p.documents(Unmarked(data))
	var out []*Node
	for _, root := range roots {
		if root = p.resolve(root); root != nil && root.Tag != "!!null" {
			out = append(out, &Node{doc: p.doc, y: root})
		}
	}
	if len(p.problems) == 0 && len(out) == 0 {
		p.add(1, 1, "empty", say.Both("the file is empty", "文件是空的"))
	}
	if len(p.problems) > 0 {
		return nil, p.problems
	}
	return out, nil
}

// documents reads the bytes as JSON where they are, else as the documents of YAML.
func (p *parser) documents(data []byte) (out []*yaml.Node) {
	if begin := bytes.TrimLeft(data, blanks); len(begin) > 0 && (begin[0] == '{' || begin[0] == '[') {
		if plain := withoutNaN(data); json.Valid(plain) {
			return []*yaml.Node{p.json(plain)}
		}
	}
	if IsJSON(p.doc.file) {
		p.json(data) // which says what is wrong with it
		return nil
	}
	if !p.checkNesting(data) || !p.checkSigns(data) {
		return nil
	}
	return p.decodeAll(data)
}

func (p *parser) decodeAll(data []byte) (out []*yaml.Node) {
	defer func() {
		if x := recover(); x != nil { // see decode
			p.add(1, 1, "syntax", say.Both("the YAML cannot be read: %v", "无法读取 YAML：%v", x))
		}
	}()
	d := yaml.NewDecoder(bytes.NewReader(data))
	for {
		var doc yaml.Node
		switch err := d.Decode(&doc); {
		case errors.Is(err, io.EOF):
			return out
		case err != nil:
			p.syntax(err, data)
			return nil
		}
		out = append(out, doc.Content[0])
	}
}

// withoutNaN is JSON in which the bare words NaN, Infinity and -Infinity, which programs write for what is missing, are
// null: a copy, where there are any.
func withoutNaN(data []byte) []byte {
	if !bytes.Contains(data, []byte("NaN")) && !bytes.Contains(data, []byte("Infinity")) {
		return data
	}
	var out bytes.Buffer
	inText := false
	for i := 0; i < len(data); i++ {
		switch {
		case inText && data[i] == '\\' && i+1 < len(data):
			out.Write(data[i : i+2])
			i++
			continue
		case data[i] == '"':
			inText = !inText
		case !inText:
			if word := notNumber(data[i:]); word != "" {
				out.WriteString("null")
				i += len(word) - 1
				continue
			}
		}
		out.WriteByte(data[i])
	}
	return out.Bytes()
}

func notNumber(data []byte) string {
	for _, word := range []string{"NaN", "-Infinity", "Infinity"} {
		if bytes.HasPrefix(data, []byte(word)) {
			return word
		}
	}
	return ""
}

// resolve puts what aliases name in their places. It returns nil where that is too deep, too much, or without end.
func (p *parser) resolve(root *yaml.Node) *yaml.Node {
	if root == nil {
		return nil
	}
	r := &resolver{parser: p, known: map[*yaml.Node]measure{}, open: map[*yaml.Node]bool{}}
	if root = target(root); !r.measure(root, 0) {
		return nil
	}
	return root
}

// resolver measures the nodes of a document, each once.
type resolver struct {
	*parser
	known map[*yaml.Node]measure
	open  map[*yaml.Node]bool // that lead to the node at hand
}

// measure is how many nodes something is when every alias in it is written out, and how deeply they nest.
type measure struct{ nodes, depth int }

// target is the node that an alias names.
func target(n *yaml.Node) *yaml.Node {
	for n.Kind == yaml.AliasNode && n.Alias != nil {
		n = n.Alias
	}
	return n
}

// measure puts the targets of aliases in their places and measures a node; false where that cannot be, which is told.
func (r *resolver) measure(n *yaml.Node, depth int) bool {
	m, known := r.known[n]
	switch {
	case depth+m.depth > MaxDepth:
		r.at(n, "too-deep", tooDeep())
		return false
	case known:
		return true
	case r.open[n]:
		r.at(n, "alias", say.Both("this anchor contains itself", "这个锚点包含它自己"))
		return false
	}
	r.open[n], m.nodes = true, 1
	for i := range n.Content {
		kid := target(n.Content[i])
		if n.Content[i] = kid; !r.measure(kid, depth+1) {
			return false
		}
		below := r.known[kid]
		m = measure{m.nodes + below.nodes, max(m.depth, below.depth+1)}
		if m.nodes > r.lim.Nodes {
			r.at(n, "too-many", tooMany(r.lim.Nodes))
			return false
		}
	}
	delete(r.open, n)
	r.known[n] = m
	return true
}
