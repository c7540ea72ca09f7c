package strictyaml

import (
	"fmt"
	"strings"
	"testing"
)

func TestParseForeign(t *testing.T) {
	lim := Limits{Bytes: 1 << 20, Nodes: 1000, Keys: 100}
	text := func(n *Node, key string) string {
		for _, f := range n.Fields() {
			if f.Name() == key {
				if s, ok := f.Value.Text(); ok {
					return s
				}
				return ""
			}
		}
		return "-"
	}
	for _, test := range []struct {
		name, file, data string
		docs             int
		key, want        string
	}{
		{"two documents", "a.yaml", "---\nmeta: 1\n---\na: x\n", 2, "a", "x"},
		{"an anchor", "a.yaml", "b: &x hello\na: *x\n", 1, "a", "hello"},
		{"a tag, and a key twice", "a.yaml", "a: !!str 1\na: 2\n", 1, "a", "1"},
		{"a bare NaN", "a.json", `{"t": NaN, "a": "say \"NaN\" aloud"}`, 1, "a", `say "NaN" aloud`},
		{"a bare NaN is nothing", "a.json", `{"a": NaN}`, 1, "a", ""},
		{"JSON by its content", "a.txt", `{"a": "\/x"}`, 1, "a", "/x"},
		{"an empty document among others", "a.yaml", "---\n---\na: x\n", 1, "a", "x"},
		{"a mark", "a.yaml", Mark + "a: x\n", 1, "a", "x"},
	} {
		docs, problems := ParseForeign(test.file, []byte(test.data), lim)
		if len(problems) > 0 || len(docs) != test.docs {
			t.Errorf("%s: %d documents, %v", test.name, len(docs), problems)
			continue
		}
		if got := text(docs[len(docs)-1], test.key); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	bomb := "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'j'; c++ {
		bomb += fmt.Sprintf("%c: &%c [%s*%c]\n", c, c, strings.Repeat(fmt.Sprintf("*%c, ", c-1), 9), c-1)
	}
	deep := "a: &a [x]\n"
	for c := 'b'; c <= 'z'; c++ {
		deep += fmt.Sprintf("%c: &%c [[*%c]]\n", c, c, c-1)
	}
	for name, test := range map[string][2]string{
		"an alias bomb":        {bomb, "too-many"},
		"an anchor in itself":  {"a: &a [1, *a]\n", "alias"},
		"deep by aliases":      {deep, "too-deep"},
		"an unknown anchor":    {"a: *nothing\n", "alias"},
		"empty":                {"---\n", "empty"},
		"too many":             {"[" + strings.Repeat("1,", 5000) + "1]", "too-many"},
		"not UTF-8":            {"a: \xb5\n", "not-utf8"},
		"no YAML":              {"a: [\n", "syntax"},
		"nested too deeply":    {strings.Repeat("[", 500) + strings.Repeat("]", 500), "too-deep"},
		"a bomb in one anchor": {"x: &x {y: [*x]}\n", "alias"},
	} {
		_, problems := ParseForeign("a.yaml", []byte(test[0]), lim)
		if len(problems) == 0 || problems[0].Kind != test[1] {
			t.Errorf("%s: %v, want %s", name, problems, test[1])
		}
	}
}
