package strictyaml

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// quoted is a tree in which texts in lines of their own (| and >) that begin with an empty line or a blank stand in
// quotes: yaml.v3 3.0.1 writes them without the empty line and as if they were indented more deeply than they are, so
// that they come back as another text, or not at all.
func quoted(y *yaml.Node) *yaml.Node {
	if y.Kind == yaml.ScalarNode {
		if y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 || strings.TrimLeft(y.Value, "\n \t") == y.Value {
			return y
		}
		out := *y
		out.Style = yaml.DoubleQuotedStyle
		return &out
	}
	content := slices.Clone(y.Content)
	changed := false
	for i, kid := range content {
		content[i] = quoted(kid)
		changed = changed || content[i] != kid
	}
	if !changed {
		return y
	}
	out := *y
	out.Content = content
	return &out
}
