package strictyaml_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"fathom/rubric/problem"
	"fathom/rubric/strictyaml"
)

var limits = strictyaml.Limits{Bytes: 10_000, Nodes: 200, Keys: 20}

// TestFaults: what people do not write is refused at its place, with its kind; every fault of a file that can be read
// at all is told at once.
func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"":                                          "f:1:1 empty",
		"# only this\n":                             "f:1:1 empty",
		"a: 1\n---\nb: 2\n":                         "f:2:1 second-document",
		"a: &x 1\nb: *x\n":                          "f:1:4 alias; f:2:4 alias",
		"a: 1\nb: *x\n":                             "f:2:4 alias",
		"甲: {b: *x}\n":                              "f:1:8 alias",
		"base: {x: 1}\na:\n  <<: {y: 2}\n":          "f:3:3 alias",
		"a: !!str 1\n":                              "f:1:4 tag",
		"a: !own {b: 1}\n":                          "f:1:4 tag",
		"a: 1\nb: 2\na: 3\n":                        "f:3:1 duplicate",
		"x: {b: 1, c: 2, b: 3}\n":                   "f:1:17 duplicate",
		"a: 1\n\"a\": 2\n":                          "f:2:1 duplicate",
		"[a]: 1\n":                                  "f:1:1 key",
		"{a: 1}: 2\n":                               "f:1:1 key",
		"a: 1\na: 2\nb: !t x\nc: &d 4\n":            "f:2:1 duplicate; f:3:4 tag; f:4:4 alias",
		"a: [1, 2\n":                                "f:2:1 syntax",
		"a: b: c\n":                                 "f:1:1 syntax",
		"a: 1\n\tb: 2\n":                            "f:2:1 syntax",
		"a: 1\nb: \xc4\xe3\n":                       "f:2:4 not-utf8",
		"甲乙\xff: 1\n":                               "f:1:3 not-utf8",
		"a: " + strings.Repeat("x", 10_000):         "f too-large",
		strings.Repeat("- 1\n", 200):                "f:200:3 too-many",
		strings.Repeat("- [1, 2]\n", 160):           "f:134:1 too-many", // by its signs, before it is parsed
		strings.Repeat("- [1, 2]\n", 100):           "f:67:4 too-many",
		"a: " + brackets(400):                       "f:1:324 too-deep",
		"a: " + brackets(strictyaml.MaxDepth+1):     "f:1:36 too-deep",
		"x:\n" + keys(21):                           "f:2:3 too-many",
		"a: {" + strings.Repeat("b: 1, ", 30) + "}": "f:1:4 too-many",
	} {
		n, problems := strictyaml.Parse("f", []byte(text), limits)
		if got := told(problems); got != want || n != nil {
			t.Errorf("%.60q: %s, want %s\n%v", text, got, want, problems)
		}
	}
}

func brackets(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }

// keys are the lines of a mapping with so many keys.
func keys(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("  k" + string(rune('a'+i)) + ": 1\n")
	}
	return b.String()
}

// told are the places and kinds of problems.
func told(list problem.List) string {
	var out []string
	for _, p := range list {
		place, _, _ := strings.Cut(p.Error(), ": ")
		out = append(out, place+" "+p.Kind)
	}
	return strings.Join(out, "; ")
}

// TestLimitsReached: what just keeps the limits is read.
func TestLimitsReached(t *testing.T) {
	for _, text := range []string{
		"a: " + strings.Repeat("x", 10_000-3),
		strings.Repeat("- 1\n", 199),
		"a: " + brackets(strictyaml.MaxDepth) + "\n",
		"x:\n" + keys(20),
		"\xef\xbb\xbfa: 1\n",
		"---\na: 1\n",
	} {
		if _, problems := strictyaml.Parse("f", []byte(text), limits); len(problems) > 0 {
			t.Errorf("%.40q: %v", text, problems)
		}
	}
}

// TestManyFaults: no more than a hundred problems are told of a file.
func TestManyFaults(t *testing.T) {
	text := strings.Repeat("- !t 1\n", 150)
	if _, problems := strictyaml.Parse("f", []byte(text), limits); len(problems) != 100 {
		t.Errorf("%d problems", len(problems))
	}
}

// TestNodes: places count characters, a key is its text, and what is text for a person is never a number or a word.
func TestNodes(t *testing.T) {
	const text = "甲: {乙: 3, c: [-1, 2.50]}\nd: \"3\"\ne: 010\nf: no\ng: ~\nh:\ni: true\nj: 1e3\nk: |\n  two\n  lines\n"
	root, problems := strictyaml.Parse("f", []byte(text), limits)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	fields := map[string]*strictyaml.Node{}
	for _, f := range root.Fields() {
		fields[f.Name()] = f.Value
	}
	inner := fields["甲"].Fields()
	items := inner[1].Value.Items()
	if n, ok := inner[0].Value.Int(); n != 3 || !ok || inner[0].Value.Line() != 1 || inner[0].Value.Column() != 8 {
		t.Errorf("%v at %d:%d", inner[0].Value, inner[0].Value.Line(), inner[0].Value.Column())
	}
	if n, ok := items[0].Int(); n != -1 || !ok {
		t.Errorf("%d", n)
	}
	if v, ok := items[1].Float(); v != 2.5 || !ok {
		t.Errorf("%v", v)
	}
	for name, want := range map[string]struct {
		kind           strictyaml.Kind
		text           string
		isText, number bool
	}{
		"d": {strictyaml.Scalar, "3", true, false}, "e": {strictyaml.Scalar, "010", true, false},
		"f": {strictyaml.Scalar, "no", true, false}, "j": {strictyaml.Scalar, "1e3", true, false},
		"k": {strictyaml.Scalar, "two\nlines\n", true, false}, "甲": {strictyaml.Mapping, "", false, false},
		"g": {strictyaml.Null, "~", false, false}, "h": {strictyaml.Null, "", false, false},
	} {
		n := fields[name]
		got, isText := n.Text()
		_, number := n.Float()
		if _, isBool := n.Bool(); n.Kind() != want.kind || got != want.text || isText != want.isText || number ||
			isBool {
			t.Errorf("%s: %s %q %t, a number %t, a yes or no %t", name, n.Kind(), got, isText, number, isBool)
		}
	}
	if yes, ok := fields["i"].Bool(); !yes || !ok {
		t.Error("true is not true")
	}
	if p := fields["甲"].WrongKind(strictyaml.List); p.Error() != "f:1:4: want a list here, got a mapping [type]" ||
		!strings.Contains(p.In("zh"), "这里应是列表，现在是映射") {
		t.Errorf("%v, %s", p, p.In("zh"))
	}
}

// TestValue: a key leads to the value that the fields have, whatever the mapping is made of; nothing else has values.
func TestValue(t *testing.T) {
	for name, text := range map[string]string{"f.yaml": "a: 1\nb: [x]\n", "f.json": `{"a": 1, "b": ["x"]}`} {
		n, problems := strictyaml.Parse(name, []byte(text), limits)
		if problems != nil {
			t.Fatal(problems)
		}
		for _, m := range []*strictyaml.Node{n, strictyaml.NewMapping(n, n.Fields())} {
			for _, f := range m.Fields() {
				if v := m.Value(f.Name()); v == nil || v.Place() != f.Value.Place() || v.Kind() != f.Value.Kind() {
					t.Errorf("%s: %s: %v", name, f.Name(), v)
				}
			}
			if v := m.Value("c"); v != nil {
				t.Errorf("%s: c: %v", name, v)
			}
			list := m.Value("b")
			for _, none := range []*strictyaml.Node{list, list.Items()[0], strictyaml.NewList(n, list.Items())} {
				if v := none.Value("a"); v != nil || none.Fields() != nil {
					t.Errorf("%s: %v has %v", name, none, v)
				}
			}
		}
	}
}

// TestQuote: whatever text is quoted is read again as that text, as a value in a flow mapping and as a key, and what is
// written plainly needs no quotes.
func TestQuote(t *testing.T) {
	texts := []string{"", " ", "a ", "no", "NULL", "~", "1", "1.2", "1.2.3", "2026-11-20", "0x1", "- a", "a: b", "a #b", "#a", "*a", "&a",
		"!a", "{a", "a]", "a,b", "'", "\"", "\\", "a\nb", "\ta", "\u2028", "\u0085", "\ufeff", "\U0001f600",
		"\U000e0001", "<<", "甲，乙", "y", ".inf", "@", "`", "%a", "?"}
	r, signs := rand.New(rand.NewPCG(1, 2)), []rune("aZ0 ._-:,#'\"\\{}[]&*!|>%@`?~\n\t\r\u00a0\u2029甲：（😀\u0001\u007f")
	for range 2000 {
		var b strings.Builder
		for range 1 + r.IntN(6) {
			b.WriteRune(signs[r.IntN(len(signs))])
		}
		texts = append(texts, b.String())
	}
	for _, word := range strings.Fields("y N yes No on OFF true False null") { // what other readers of YAML take for more than text
		if q := strictyaml.Quote(word); q != `"`+word+`"` {
			t.Errorf("%s is written %s", word, q)
		}
	}
	for _, text := range texts {
		q := strictyaml.Quote(text)
		root, problems := strictyaml.Parse("f", []byte("a: {"+q+": "+q+"}\nb: "+q+"\n"), limits)
		if len(problems) > 0 {
			t.Fatalf("%q is written %s: %v", text, q, problems)
		}
		inner := root.Fields()[0].Value.Fields()[0]
		last := root.Fields()[1].Value
		for _, n := range []*strictyaml.Node{inner.Key, inner.Value, last} {
			if got, ok := n.Text(); got != text || !ok {
				t.Fatalf("%q is written %s and read %q", text, q, got)
			}
		}
		if _, number := last.Float(); number {
			t.Fatalf("%q is written %s and read as a number", text, q)
		}
		if strictyaml.IsPlain(text) != (q == text) {
			t.Fatalf("%q is written %s", text, q)
		}
	}
}

// TestComments: every comment is found, with what it stands at, also those that the library drops.
func TestComments(t *testing.T) {
	const text = "# head\n\n# above\na: 1 # beside\nb: {c: 2,\n  # inside\n  d: 3}\ne: \"# text\"\n# foot\n"
	var got []string
	for _, c := range strictyaml.Comments([]byte(text)) {
		got = append(got, c.Text)
	}
	for _, want := range []string{"# head", "# above", "# beside", "# inside", "# foot"} {
		if !strings.Contains(strings.Join(got, "\n")+"\n", want+"\n") {
			t.Errorf("%s is not among %q", want, got)
		}
	}
	if len(got) != 5 {
		t.Errorf("%q", got)
	}
}
