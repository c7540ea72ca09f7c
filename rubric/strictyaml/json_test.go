package strictyaml_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fathom/rubric/strictyaml"
)

// TestJSON: a line of JSON is the node that the same text is as YAML, with the same kinds of faults.
func TestJSON(t *testing.T) {
	for _, text := range []string{`{"a":1,"b":[true,null,"x"],"c":{"d":-2.5}}`, `[1,"1",[],{}]`, `{"甲":"乙","e":""}`} {
		j, problems := strictyaml.ParseJSON("f", 7, []byte(text), limits)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		y, problems := strictyaml.Parse("f", []byte(strings.Repeat("\n", 6)+text+" # so that it is no JSON"), limits)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if a, b := flat(j), flat(y); !reflect.DeepEqual(a, b) {
			t.Errorf("%s as JSON\n%q\nas YAML\n%q", text, a, b)
		}
	}
	for text, want := range map[string]string{
		"": "f:7:1 empty", `{"a":1,"a":2}`: "f:7:8 duplicate", `{"甲":1} x`: "f:7:9 syntax", `{"a":01}`: "f:7:7 syntax",
		`{'a':1}`: "f:7:2 syntax", `"\ud800"`: "f:7:1 not-utf8", `{"a":` + brackets(40) + `}`: "f:7:38 too-deep",
	} {
		if _, problems := strictyaml.ParseJSON("f", 7, []byte(text), limits); told(problems) != want {
			t.Errorf("%.40s: %s, want %s; %v", text, told(problems), want, problems)
		}
	}
}

// flat is all that a reader can learn of a node, without columns.
func flat(n *strictyaml.Node) []string {
	text, isText := n.Text()
	_, number := n.Float()
	out := []string{string(n.Kind())}
	if isText {
		out = append(out, text)
	}
	if number {
		out = append(out, "number")
	}
	for _, f := range n.Fields() {
		out = append(append(out, f.Name()), flat(f.Value)...)
	}
	for _, item := range n.Items() {
		out = append(out, flat(item)...)
	}
	return out
}

// TestJSONFile: a file of JSON is read as JSON, with the escapes that YAML 1.1 lacks and places over lines.
func TestJSONFile(t *testing.T) {
	const text = "\xef\xbb\xbf{\n  \"a\\/b\": \"\\ud842\\udfb7\\u91ce \\/ \\ud83d\\ude00\",\r\n  \"甲\": [1, {\"n\": 2.5,\n\t\"last\": true}]\n}\n"
	root, problems := strictyaml.Parse("f", []byte(text), limits)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	fields := root.Fields()
	name, ok := fields[0].Value.Text()
	if fields[0].Name() != "a/b" || name != "𠮷野 / 😀" || !ok {
		t.Errorf("%q: %q", fields[0].Name(), name)
	}
	inner := fields[1].Value.Items()[1].Fields()
	for _, c := range []struct {
		n            *strictyaml.Node
		line, column int
	}{{fields[0].Key, 2, 3}, {fields[1].Key, 3, 3}, {inner[0].Key, 3, 13}, {inner[0].Value, 3, 18},
		{inner[1].Key, 4, 2}, {inner[1].Value, 4, 10}} {
		if c.n.Line() != c.line || c.n.Column() != c.column {
			t.Errorf("%s at %d:%d, want %d:%d", c.n, c.n.Line(), c.n.Column(), c.line, c.column)
		}
	}
	for text, want := range map[string]string{
		"{\"a\": 1,\n \"a\": 2}":            "f:2:2 duplicate",
		"{\"a\":\n \"x\\ud800\"}":           "f:2:2 not-utf8",
		"{\"a\\/b\": " + brackets(33) + "}": "f:1:42 too-deep",
		"{\"a\": \"x\\/y\",}":               "f:1:13 syntax", // a comma too many: not JSON, and YAML has no such escape
	} {
		if n, problems := strictyaml.Parse("f", []byte(text), limits); told(problems) != want || n != nil {
			t.Errorf("%q: %s, want %s", text, told(problems), want)
		}
	}
}

// TestJSONByName: a file whose name says so is JSON and nothing else, and its faults are told as such, where they are.
func TestJSONByName(t *testing.T) {
	for text, want := range map[string][2]string{
		"":                      {"f.json:1:1: the file is empty", "文件是空的"},
		" \n":                   {"f.json:1:1: the file is empty", "文件是空的"},
		"{\"a\": 1,\n}":         {"f.json:1:8: not valid JSON: a comma too many; nothing stands between it and the }", "多了一个逗号，它和 } 之间没有内容"},
		"{\"甲\": [1, 2 , ]}":    {"f.json:1:13: not valid JSON: a comma too many; nothing stands between it and the ]", "多了一个逗号"},
		"a: 1\n":                {"f.json:1:1: this is not JSON, which begins with {; give a file of YAML a name that ends in .yaml", "这不是 JSON"},
		"\n format: x\n":        {"f.json:2:2: this is not JSON, which begins with {; give a file of YAML a name that ends in .yaml", "这不是 JSON"},
		"// x\n{}":              {"f.json:1:1: not valid JSON: '/' cannot stand here; JSON has no comments", "JSON 没有注释"},
		"{a: 1}":                {"f.json:1:2: not valid JSON: want a key in double quotes here, not 'a'", "这里应是带双引号的键，不能是 'a'"},
		"{'a': 1}":              {"f.json:1:2: not valid JSON: '\\'' cannot stand here; keys and texts stand in \" \", and all signs are half-width", "键和文字放在"},
		"{\"a\": “x”}":          {"f.json:1:7: not valid JSON: '“' cannot stand here; keys and texts stand in \" \", and all signs are half-width", "标点一律用半角"},
		"{\"a\"：1}":             {"f.json:1:5: not valid JSON: '：' cannot stand here; keys and texts stand in \" \", and all signs are half-width", "标点一律用半角"},
		"{\"a\": 1\n \"b\": 2}": {"f.json:2:2: not valid JSON: a comma is missing before '\"'", "'\"' 前面少了逗号"},
		"{\"a\": 2]":            {"f.json:1:8: not valid JSON: the bracket is a ] where a } closes what is open", "这里的括号是 ]，要闭合的是 {，应写 }"},
		"[{\"a\": [2}]":         {"f.json:1:10: not valid JSON: the bracket is a } where a ] closes what is open", "这里的括号是 }，要闭合的是 [，应写 ]"},
		"[1 2]":                 {"f.json:1:4: not valid JSON: a comma is missing before '2'", "前面少了逗号"},
		"{\"a\" 1}":             {"f.json:1:6: not valid JSON: a colon is missing before '1'", "前面少了冒号"},
		"{\"a\": 01}":           {"f.json:1:8: not valid JSON: a number does not begin with 0", "数字不能以 0 开头"},
		"{\"a\": .5}":           {"f.json:1:7: not valid JSON: '.' cannot stand here", "这里不能有 '.'"},
		"{\"a\": True}":         {"f.json:1:7: not valid JSON: 'T' cannot stand here", "这里不能有 'T'"},
		"{\n // so\n \"a\": 1}": {"f.json:2:2: not valid JSON: '/' cannot stand here; JSON has no comments", "JSON 没有注释"},
		"{\"a\": \"x\ny\"}":     {"f.json:1:9: not valid JSON: the line ends within a text; close the quote, or write \\n for a new line", "文字没写完就换行了"},
		"{\"a\": \"x\ty\"}":     {"f.json:1:9: not valid JSON: '\\t' within a text is written as an escape such as \\t or \\u0001", "要写成"},
		"{\"a\": \"C:\\x\"}":    {"f.json:1:11: not valid JSON: a backslash within a text is written twice", "反斜杠要写两个"},
		"{\"a\": \"x":           {"f.json:1:9: the JSON ends too early: a bracket or a quote is not closed; is the file cut?", "JSON 没有写完"},
		"{\"a\": [1,\n\n":       {"f.json:3:1: the JSON ends too early: a bracket or a quote is not closed; is the file cut?", "文件是不是被截断了"},
		"{} {}":                 {"f.json:1:4: something stands after the end of the JSON", "JSON 结束之后还有内容"},
		"{\"a\": 1}\n---\nb: 2": {"f.json:2:1: something stands after the end of the JSON", "JSON 结束之后还有内容"},
	} {
		for _, name := range []string{"f.json", "f.JSON"} {
			n, problems := strictyaml.Parse(name, []byte(text), limits)
			if len(problems) != 1 || n != nil {
				t.Errorf("%q: %v", text, problems)
				continue
			}
			if got, _, _ := strings.Cut(problems[0].Error(), " ["); !strings.EqualFold(got, want[0]) {
				t.Errorf("%q: %s, want %s", text, got, want[0])
			}
			zh := problems[0].In("zh")
			if !strings.Contains(zh, want[1]) || strings.Contains(zh, "YAML：") || strings.Contains(zh, "valid") {
				t.Errorf("%q: %s, want %s", text, zh, want[1])
			}
		}
	}
	// what the name leaves open is JSON where it is some, else YAML, of which { } with a comma too many is some
	for name, want := range map[string]string{"f.yaml": "", "<stdin>": "", "f.json": "f.json:1:8 syntax"} {
		if _, problems := strictyaml.Parse(name, []byte("{\"a\": 1,}"), limits); told(problems) != want {
			t.Errorf("%s: %v", name, problems)
		}
	}
	for name, want := range map[string]string{"f.yaml": "f.yaml:2:1 syntax", "<stdin>": "<stdin>:2:5 syntax"} {
		if _, problems := strictyaml.Parse(name, []byte("{\"a\": 1,\n\"b\" 2}"), limits); told(problems) != want {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

// TestJSONWords: what is not what was wanted is named as people name it who write JSON.
func TestJSONWords(t *testing.T) {
	root, _ := strictyaml.Parse("f.json", []byte(`{"a": {}, "b": [], "c": null}`), limits)
	var got []string
	for _, f := range root.Fields() {
		for _, want := range []strictyaml.Kind{strictyaml.Mapping, strictyaml.List, strictyaml.Scalar} {
			p := f.Value.WrongKind(want)
			got = append(got, p.Message.EN, p.Message.ZH)
		}
	}
	for i, want := range map[int]string{0: "want an object here, got an object", 3: "这里应是数组，现在是对象",
		4: "want a text here, got an object", 8: "want an array here, got an array", 13: "这里应是对象，现在是空值"} {
		if got[i] != want {
			t.Errorf("%d: %s, want %s", i, got[i], want)
		}
	}
}

// TestEntry: what to write is shown in the language of the file.
func TestEntry(t *testing.T) {
	for file, want := range map[string]string{`{"a": 1}`: `"floors": true, "state": "done"`, "a: 1\n": "floors: true, state: done"} {
		root, _ := strictyaml.Parse("", []byte(file), limits)
		if got := root.Entry("floors", true) + ", " + root.Entry("state", "done"); got != want {
			t.Errorf("%s: %s, want %s", file, got, want)
		}
	}
}

// TestJSONNumbers: a number is what it is worth, however it is written, as it is to a JSON Schema; as a key it is
// written in the one way of the schema's pattern.
func TestJSONNumbers(t *testing.T) {
	long := strings.Repeat("0", 400)
	for text, want := range map[string]string{
		"2": "2 2", "2.0": "2 2", "2e0": "2 2", "2E+0": "2 2", "20e-1": "2 2", "0.2e1": "2 2", "2." + long: "2 2",
		"-0": "0 0", "-0.0": "0 0", "0e5": "0 0", "0e999999999999999999999": "0 0", "-3.0e0": "-3 -3", "1.5e1": "15 15",
		"2.5": "- 2.5", "25e-1": "- 2.5", "1e-3": "- 0.001", "12.34e1": "- 123.4", "-5e-1": "- -0.5",
		"1e10": "- 1e+10", "1e300": "- 1e+300", "1e400": "- -", "1e-400": "- -", "1e99999999999999999999": "- -",
		"2.0000000000000000000001": "- 2", "0." + long + "1": "- -",
		`"2"`: "- -", "true": "- -", "null": "- -", "[2]": "- -",
	} {
		root, problems := strictyaml.Parse("n.json", []byte(`{"n": `+text+`}`), limits)
		if problems != nil {
			t.Fatal(problems)
		}
		n := root.Fields()[0].Value
		got := []any{"-", "-"}
		if v, ok := n.Int(); ok {
			got[0] = v
		}
		if v, ok := n.Float(); ok {
			got[1] = v
		}
		if s := fmt.Sprint(got[0], " ", got[1]); s != want {
			t.Errorf("%.30s is %s, want %s", text, s, want)
		}
	}
	for text, want := range map[string]string{`"2"`: "2", `"-1"`: "-1", `"-0"`: "0",
		`"2.0"`: "-", `"2e0"`: "-", `"02"`: "-", `" 2"`: "-", `"２"`: "-"} {
		for _, name := range []string{"n.json", "n.yaml"} {
			root, problems := strictyaml.Parse(name, []byte(`{`+text+`: 1}`), limits)
			if problems != nil {
				t.Fatal(problems)
			}
			got := "-"
			if v, ok := root.Fields()[0].Key.Int(); ok {
				got = fmt.Sprint(v)
			}
			if got != want {
				t.Errorf("%s: the key %s is %s, want %s", name, text, got, want)
			}
		}
	}
}

// TestJSONAsYAML: what was read as JSON is written as YAML that says the same.
func TestJSONAsYAML(t *testing.T) {
	const text = `{"v": 4.0, "w": 3, "x": 2.50, "y": 25e-1, "z": "3", "t": "true", "yes": true, "no": "no", "levels": {"1": "a: b", "2": "x\ny"}, "l": [1, null]}`
	n, problems := strictyaml.Parse("f.json", []byte(text), limits)
	if problems != nil {
		t.Fatal(problems)
	}
	for _, made := range []*strictyaml.Node{n, strictyaml.NewMapping(n, n.Fields())} {
		out, err := strictyaml.Encode(made)
		if err != nil {
			t.Fatal(err)
		}
		const want = "v: 4\nw: 3\nx: 2.50\n\"y\": 2.5\nz: \"3\"\nt: \"true\"\n\"yes\": true\n\"no\": \"no\"\nlevels:\n  1: \"a: b\"\n  2: |-\n    x\n    y\nl:\n  - 1\n  - null\n"
		if string(out) != want {
			t.Errorf("%s", out)
		}
	}
}

// TestEncodeJSON: a document becomes JSON line for line, and its keys stand in the order of an earlier one.
func TestEncodeJSON(t *testing.T) {
	parse := func(name, text string) *strictyaml.Node {
		n, problems := strictyaml.Parse(name, []byte(text), limits)
		if problems != nil {
			t.Fatal(problems)
		}
		return n
	}
	n := parse("a.yaml", "format: a/1\nwho: {id: x, name: \"<3 & \\u2028\\u0007\"}\ndate: 2026-11-20\nanswers:\n  a: 3\n  b: {level: -2, list: [u, \"2\"], ok: true}\n  c: {}\nlist:\n  - {id: y}\n  - {id: z}\nempty:\n")
	const want = "{\n  \"format\": \"a/1\",\n  \"who\": {\"id\": \"x\", \"name\": \"<3 & \\u2028\\u0007\"},\n  \"date\": \"2026-11-20\",\n  \"answers\": {\n    \"a\": 3,\n    \"b\": {\"level\": -2, \"list\": [\"u\", \"2\"], \"ok\": true},\n    \"c\": {}\n  },\n  \"list\": [\n    {\"id\": \"y\"},\n    {\"id\": \"z\"}\n  ],\n  \"empty\": null\n}\n"
	if got := string(strictyaml.EncodeJSON(n, nil)); got != want {
		t.Errorf("%s", got)
	}
	like := parse("b.json", `{"answers": {"c": 1, "a": 2}, "date": "", "who": {"name": "", "id": ""}, "gone": 1}`)
	got := string(strictyaml.EncodeJSON(n, like))
	var order []int
	for _, key := range []string{`"format"`, `"answers"`, `"c"`, `"a"`, `"b"`, `"list"`, `"empty"`,
		`"date"`, `"who"`, `"name"`} {
		order = append(order, strings.Index(got, key))
	}
	if !slices.IsSorted(order) || order[0] < 0 {
		t.Errorf("%d\n%s", order, got)
	}
}
