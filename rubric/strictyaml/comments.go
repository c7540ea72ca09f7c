package strictyaml

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// Comment is one line that a person wrote beside the data.
type Comment struct {
	Path  []string // the keys that lead to what it stands at; none for the document
	Text  string   // beginning with its #
	Place Place
}

// Place is where a comment stands.
type Place int

// Above and Below are lines of their own; Beside is the end of a line.
const (
	Above Place = iota
	Beside
	Below
)

// Comments returns every comment of a document in the order of the nodes it stands at. Data that is not YAML has none.
func Comments(data []byte) []Comment {
	var doc yaml.Node
	if err := yaml.Unmarshal(Unmarked(data), &doc); err != nil {
		return nil
	}
	c := &comments{}
	c.walk(&doc, nil)
	c.overlooked(data)
	return c.found
}

type comments struct {
	found []Comment
	texts []string // of the scalars
}

func (c *comments) walk(n *yaml.Node, path []string) {
	c.add(path, n.HeadComment, Above)
	c.add(path, n.LineComment, Beside)
	if n.Kind == yaml.ScalarNode {
		c.texts = append(c.texts, n.Value)
	}
	for i, kid := range n.Content {
		at := path
		if n.Kind == yaml.MappingNode {
			at = append(slices.Clone(path), n.Content[i-i%2].Value)
		}
		c.walk(kid, at)
	}
	c.add(path, n.FootComment, Below)
}

func (c *comments) add(path []string, text string, place Place) {
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			c.found = append(c.found, Comment{path, line, place})
		}
	}
}

// overlooked adds the comment lines that the parser dropped, as those inside a flow collection, to the document.
func (c *comments) overlooked(data []byte) {
	for _, line := range strings.Split(string(data), "\n") {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "#") ||
			slices.ContainsFunc(c.found, func(f Comment) bool { return f.Text == line }) ||
			slices.ContainsFunc(c.texts, func(t string) bool { return strings.Contains(t, line) }) {
			continue
		}
		c.found = append(c.found, Comment{nil, line, Below})
	}
}
