package strictyaml

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// ParseJSON reads data as the one JSON text of a line of the file, by the same rules as [Parse]: a number is only a
// number without quotes, a key stands once. JSON is read as JSON, not as the YAML it almost is.
func ParseJSON(file string, line int, data []byte, lim Limits) (*Node, problem.List) {
	p := &parser{doc: &document{file: file, json: true}, lim: lim}
	j := &jsonParser{parser: p, data: data, line: line, ofMany: true}
	if !j.checkLine() {
		return nil, j.problems
	}
	root := j.read()
	if len(j.problems) == 0 {
		j.walk(root, 0)
	}
	if len(j.problems) > 0 {
		return nil, j.problems
	}
	return &Node{doc: j.doc, y: root}, nil
}

// IsJSON reports whether a file of this name is JSON.
func IsJSON(name string) bool { return strings.EqualFold(filepath.Ext(name), ".json") }

// json reads a document as JSON.
func (p *parser) json(data []byte) *yaml.Node {
	p.doc.json = true
	if len(bytes.TrimSpace(data)) == 0 {
		p.add(1, 1, "empty", say.Both("the file is empty", "文件是空的"))
		return nil
	}
	return (&jsonParser{parser: p, data: data, line: 1}).read()
}

// read reads the one value of the text, or adds a problem.
func (j *jsonParser) read() *yaml.Node {
	j.d = json.NewDecoder(bytes.NewReader(j.data))
	j.d.UseNumber()
	root := j.value(0)
	if root != nil && len(j.problems) == 0 {
		j.end()
	}
	return root
}

type jsonParser struct {
	*parser
	d      *json.Decoder
	data   []byte
	line   int  // of the first byte
	ofMany bool // it is one line of a file

	values  int // read so far
	counted int // bytes whose lines and characters are known
	rows    int // how many lines ended in them
	signs   int // how many characters of the last line are in them
}

// isJSON reports whether a document is a JSON object: then it is read as JSON, since YAML 1.2 means to hold JSON and
// the library, which reads 1.1, refuses two escapes of it: \/ and the halves of a surrogate pair.
func isJSON(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(data, blanks), []byte("{")) && json.Valid(data)
}

// wouldBeJSON reports whether a text that is neither JSON nor YAML begins like JSON, and is not called YAML by its
// name: then its fault is told as one of JSON.
func wouldBeJSON(file string, data []byte) bool {
	rest, brace := bytes.CutPrefix(bytes.TrimLeft(data, blanks), []byte("{"))
	ext := strings.ToLower(filepath.Ext(file))
	return brace && ext != ".yaml" && ext != ".yml" && bytes.HasPrefix(bytes.TrimLeft(rest, blanks), []byte(`"`))
}

// blanks are what may stand between the signs of JSON.
const blanks = " \t\r\n"

// checkLine is checkText for one line of a larger file.
func (j *jsonParser) checkLine() bool {
	if len(j.data) > j.lim.Bytes {
		j.add(j.line, 1, "too-large", say.Both("the line has more than the limit of %d bytes", "这一行超过上限 %d 字节", j.lim.Bytes))
		return false
	}
	if len(bytes.TrimSpace(j.data)) == 0 {
		j.add(j.line, 1, "empty", say.Both("the line is empty", "这一行是空的"))
		return false
	}
	before := len(j.problems)
	ok := j.checkText(j.data)
	for i := before; i < len(j.problems); i++ {
		j.problems[i].Line = j.line
	}
	return ok
}

// at is a node at the byte where a token begins.
func (j *jsonParser) at(offset int64, kind yaml.Kind, tag, value string) *yaml.Node {
	line, column := j.place(offset)
	return &yaml.Node{Kind: kind, Tag: tag, Value: value, Line: line, Column: column}
}

// fault adds a problem at a byte.
func (j *jsonParser) fault(offset int64, kind string, m say.Message) {
	line, column := j.place(offset)
	j.add(line, column, kind, m)
}

// place is the line and the column of a byte. Places mostly come in order: it counts on from the last one, for from the
// beginning each time a text of many values would take long.
func (j *jsonParser) place(offset int64) (line, column int) {
	to := min(int(offset), len(j.data))
	if to < j.counted {
		j.counted, j.rows, j.signs = 0, 0, 0
	}
	more := j.data[j.counted:to]
	if last := bytes.LastIndexByte(more, '\n'); last >= 0 {
		j.rows += bytes.Count(more, []byte("\n"))
		j.signs, more = 0, more[last+1:]
	}
	j.signs += utf8.RuneCount(more)
	j.counted = to
	return j.line + j.rows, 1 + j.signs
}

// begin is where the next token begins: behind blanks and the signs between tokens.
func (j *jsonParser) begin() int64 {
	at := j.d.InputOffset()
	for int(at) < len(j.data) && strings.IndexByte(blanks+",:", j.data[at]) >= 0 {
		at++
	}
	return at
}

// value reads one value, or adds a problem and returns nil.
func (j *jsonParser) value(depth int) *yaml.Node {
	if depth > MaxDepth {
		j.fault(j.begin(), "too-deep", tooDeep())
		return nil
	}
	at := j.begin()
	if j.values++; j.values > j.lim.Nodes {
		j.fault(at, "too-many", tooMany(j.lim.Nodes))
		return nil
	}
	token, err := j.d.Token()
	if err != nil {
		j.broken()
		return nil
	}
	switch v := token.(type) {
	case json.Delim:
		return j.collection(at, v, depth)
	case string:
		n := j.at(at, yaml.ScalarNode, "!!str", v)
		n.Style = yaml.DoubleQuotedStyle
		if strings.ContainsRune(v, utf8.RuneError) && hasHalfPair(j.data[at:j.d.InputOffset()]) {
			j.add(n.Line, n.Column, "not-utf8", say.Both("half of a surrogate pair stands alone", "代理对只有一半"))
		}
		return n
	case json.Number:
		return j.at(at, yaml.ScalarNode, "!!float", v.String())
	case bool:
		return j.at(at, yaml.ScalarNode, "!!bool", map[bool]string{true: "true", false: "false"}[v])
	}
	return j.at(at, yaml.ScalarNode, "!!null", "null")
}

// hasHalfPair reports whether a valid string of JSON has the escape of half a surrogate pair, which the library reads
// as U+FFFD; that may also be what the string says.
func hasHalfPair(text []byte) bool {
	for {
		at := bytes.IndexByte(text, '\\')
		if at < 0 {
			return false
		}
		text = text[at:]
		first := codeUnit(text)
		switch {
		case !utf16.IsSurrogate(first):
			text = text[2:]
		case utf16.DecodeRune(first, codeUnit(text[6:])) == utf8.RuneError:
			return true
		default:
			text = text[12:]
		}
	}
}

// codeUnit is what the escape says that a text begins with, 0 for any other than those like \u6cb3.
func codeUnit(text []byte) rune {
	if len(text) < 6 || !bytes.HasPrefix(text, []byte(`\u`)) {
		return 0
	}
	n, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	if err != nil {
		return 0
	}
	return rune(n)
}

func (j *jsonParser) collection(at int64, open json.Delim, depth int) *yaml.Node {
	n := j.at(at, yaml.MappingNode, "!!map", "")
	if open == '[' {
		n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
	}
	for j.d.More() {
		v := j.value(depth + 1) // in an object, keys and values in turn
		if v == nil {
			return nil
		}
		n.Content = append(n.Content, v)
	}
	if _, err := j.d.Token(); err != nil {
		j.broken()
		return nil
	}
	return n
}
