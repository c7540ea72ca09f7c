// Package strictyaml reads one small YAML document as located nodes, and refuses everything that people do not
// write by hand: several documents, anchors, aliases, merge keys, tags, keys that are not plain text, and sizes that
// only an attack has. It is the only room that knows the YAML library.
//
// The walk in [Parse] happens before anything is compared or decoded, so a hostile file costs no more than its parsing.
package strictyaml

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	// The repository of this module is archived. Its keeper publishes the same code, under the same package name, as
	// go.yaml.in/yaml/v3: that path in the imports of this room (and of the tests that read YAML), and in go.mod, is
	// all that changes.
	"gopkg.in/yaml.v3"

	"fathom/rubric/pattern"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// Limits bound one document. A document over a limit is refused with a problem that names it.
type Limits struct {
	Bytes int // size of the file
	Nodes int // YAML nodes: keys and values
	Keys  int // keys in one mapping
}

// MaxDepth is how deeply mappings and lists may nest, in every document.
const MaxDepth = 32

// Node is one value with its place.
type Node struct {
	doc  *document
	y    *yaml.Node
	key  bool    // of a mapping: whether it is in quotes says nothing, since JSON has no other keys
	made *pieces // nil for what is as it stands in its file; see NewMapping and NewList
}

// pieces are what a made node holds: fields or items.
type pieces struct {
	fields []Field
	items  []*Node
}

// document is what all nodes of a text share.
type document struct {
	file string
	json bool // the language is JSON
}

// Parse reads data as the one document of the file. A file whose name says so is JSON, see [IsJSON]; any other is YAML,
// or JSON where it is a valid object of that. The problem list holds every fault found; with any fault the node is nil.
// An empty document is a fault.
func Parse(file string, data []byte, lim Limits) (*Node, problem.List) {
	p := &parser{doc: &document{file: file}, lim: lim}
	if !p.checkText(data) {
		return nil, p.problems
	}
	root := p.root(Unmarked(data))
	if root == nil || len(p.problems) > 0 {
		return nil, p.problems
	}
	p.walk(root, 0)
	if len(p.problems) > 0 {
		return nil, p.problems
	}
	return &Node{doc: p.doc, y: root}, nil
}

// root reads the bytes of a document as the language it is in.
func (p *parser) root(data []byte) *yaml.Node {
	if IsJSON(p.doc.file) || isJSON(data) {
		return p.json(data)
	}
	if !p.checkNesting(data) || !p.checkSigns(data) {
		return nil
	}
	root := p.decode(data)
	if root == nil && wouldBeJSON(p.doc.file, data) {
		p.problems = nil
		return p.json(data)
	}
	return root
}

type parser struct {
	doc      *document
	lim      Limits
	problems problem.List
	count    int
}

// maxProblems bounds what is said about one file: a person mends the first faults first.
const maxProblems = 100

func (p *parser) add(line, col int, kind string, m say.Message) {
	if len(p.problems) >= maxProblems {
		return
	}
	p.problems.Add(problem.Problem{File: p.doc.file, Line: line, Column: col, Kind: kind, Message: m})
}

func (p *parser) at(n *yaml.Node, kind string, m say.Message) { p.add(n.Line, n.Column, kind, m) }

// checkText refuses what is too large or not UTF-8.
func (p *parser) checkText(data []byte) bool {
	if len(data) > p.lim.Bytes {
		p.add(0, 0, "too-large", say.Both("the file has more than the limit of %d bytes", "文件超过上限 %d 字节", p.lim.Bytes))
		return false
	}
	if utf8.Valid(data) {
		return true
	}
	i := 0
	for i < len(data) {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		i += n
	}
	line := 1 + bytes.Count(data[:i], []byte("\n"))
	col := 1 + utf8.RuneCount(data[bytes.LastIndexByte(data[:i], '\n')+1:i])
	p.add(line, col, "not-utf8", say.Both("the file is not UTF-8 text; was it saved as GBK or UTF-16? save it as UTF-8", "文件不是 UTF-8 文本；是否存成了 GBK 或 UTF-16？请另存为 UTF-8"))
	return false
}

// checkNesting refuses flow collections nested so deeply that parsing them would be the attack.
func (p *parser) checkNesting(data []byte) bool {
	depth, line, start := 0, 1, 0
	for i, b := range data {
		switch b {
		case '\n':
			line, start = line+1, i+1
			depth = 0 // brackets in prose do not add up over lines; real nesting is walked after parsing
		case '[', '{':
			if depth++; depth > 10*MaxDepth {
				p.add(line, 1+utf8.RuneCount(data[start:i]), "too-deep", tooDeep())
				return false
			}
		case ']', '}':
			depth = max(depth-1, 0)
		}
	}
	return true
}

// checkSigns refuses what has so many signs that begin or part values that parsing it would be the attack: the library
// takes 300 bytes and more for each value. Prose has signs, too, but no more than a file of its size may have values.
func (p *parser) checkSigns(data []byte) bool {
	n, line := 0, 1
	for text := range bytes.Lines(data) {
		if text = bytes.TrimLeft(text, " \t\r\n"); len(text) > 0 && text[0] != '#' {
			n++
			for _, b := range text {
				if b == ',' || b == ':' || b == '[' || b == '{' {
					n++
				}
			}
		}
		if n > 2*p.lim.Nodes {
			p.add(line, 1, "too-many", tooMany(p.lim.Nodes))
			return false
		}
		line++
	}
	return true
}

func tooMany(limit int) say.Message {
	return say.Both("more than %d values in one file", "一个文件里的值超过 %d 个", limit)
}

func noAlias() say.Message {
	return say.Both("anchors and aliases (& and *) are not allowed; write the value out", "不允许使用锚点和别名（& 和 *）；请直接写出内容")
}

func tooDeep() say.Message {
	return say.Both("nested deeper than the limit of %d", "嵌套层数超过上限 %d", MaxDepth)
}

// decode turns bytes into the root node of the only document, or adds a problem and returns nil.
func (p *parser) decode(data []byte) (root *yaml.Node) {
	defer func() {
		if x := recover(); x != nil { // yaml.v3 3.0.1 panics on some malformed input
			p.add(1, 1, "syntax", say.Both("the YAML cannot be read: %v", "无法读取 YAML：%v", x))
			root = nil
		}
	}()
	d := yaml.NewDecoder(bytes.NewReader(data))
	var doc, extra yaml.Node
	switch err := d.Decode(&doc); {
	case errors.Is(err, io.EOF):
		p.add(1, 1, "empty", say.Both("the file is empty", "文件是空的"))
		return nil
	case err != nil:
		p.syntax(err, data)
		return nil
	}
	if err := d.Decode(&extra); !errors.Is(err, io.EOF) {
		if err != nil {
			p.syntax(err, data)
		} else {
			p.add(extra.Line, extra.Column, "second-document", say.Both("a second document begins here; one file holds one document", "这里开始了第二个文档；一个文件只能有一个文档"))
		}
		return nil
	}
	return doc.Content[0]
}

var yamlLine = pattern.Of(`^yaml: (?:line (\d+): )?(?s:(.*))$`)

var unknownAnchor = pattern.Of(`unknown anchor '(.+)' referenced`)

// parserError are the errors after which the library counts lines from 0. The group is what it misses inside { } and [
// ].
var parserError = pattern.Of(`^did not find expected (?:(',' or '[\]}]')|'-' indicator|key$|node content|<)`)

// syntax translates the library's error, which has a line at best.
func (p *parser) syntax(err error, data []byte) {
	line, text := 1, err.Error()
	if m := unknownAnchor().FindStringSubmatch(text); m != nil { // the library does not say where
		before, _, _ := bytes.Cut(data, []byte("*"+m[1]))
		line, col := 1+bytes.Count(before, []byte("\n")), 1+utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
		p.add(line, col, "alias", noAlias())
		return
	}
	if m := yamlLine().FindStringSubmatch(text); m != nil {
		text = m[2]
		if m[1] != "" {
			line, _ = strconv.Atoi(m[1])
			if parserError().MatchString(text) {
				line++
			}
		}
	}
	p.add(line, 1, "syntax", malformed(text))
}

// malformed tells what is wrong, and where it is mostly made so.
func malformed(text string) say.Message {
	if m := parserError().FindStringSubmatch(text); m != nil && m[1] != "" {
		return say.Both(
			"not valid YAML: %s; inside { } and [ ], put a text with ? , : [ ] { } or # in quotes, and close every bracket",
			"不是有效的 YAML（%s）；花括号和方括号里的文字，带半角 ? , : [ ] { } # 的要加引号，括号要成对", text)
	}
	return say.Both(
		"not valid YAML: %s; check the indentation, quotes, and that a key ends in a half-width colon and a space",
		"不是有效的 YAML（%s）；请检查缩进、引号，键后面须是半角冒号加空格", text)
}

// walk refuses what people do not write, and counts.
func (p *parser) walk(n *yaml.Node, depth int) {
	p.count++
	switch {
	case p.count == p.lim.Nodes+1:
		p.at(n, "too-many", tooMany(p.lim.Nodes))
	case depth > MaxDepth:
		p.at(n, "too-deep", tooDeep())
		return
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		p.at(n, "alias", noAlias())
		return
	case n.Style&yaml.TaggedStyle != 0:
		p.at(n, "tag", say.Both("the tag %s is not allowed; write the plain value", "不允许使用标签 %s；请直接写值", n.Tag))
	}
	if p.count > p.lim.Nodes {
		return
	}
	if n.Kind == yaml.MappingNode && !p.keys(n) {
		return
	}
	for _, c := range n.Content {
		p.walk(c, depth+1)
	}
}

// keys checks the keys of one mapping; false means the mapping is not worth walking into.
func (p *parser) keys(n *yaml.Node) bool {
	if got, most := len(n.Content)/2, p.lim.Keys; got > most {
		m := say.Both("%d keys in one mapping; the limit is %d", "一个映射里有 %d 个键，上限是 %d 个", got, most)
		if p.doc.json {
			m = say.Both("%d keys in one object; the limit is %d", "一个对象里有 %d 个键，上限是 %d 个", got, most)
		}
		p.at(n, "too-many", m)
		return false
	}
	seen := make(map[string]*yaml.Node, len(n.Content)/2)
	for i := 0; i < len(n.Content); i += 2 {
		k := n.Content[i]
		switch first := seen[k.Value]; {
		case k.Kind != yaml.ScalarNode:
			p.at(k, "key", say.Both("a key must be plain text", "键必须是纯文本"))
		case k.Tag == "!!merge":
			p.at(k, "alias", say.Both("the merge key << is not allowed", "不允许使用合并键 <<"))
		case first != nil && first.Line == k.Line:
			p.at(k, "duplicate", say.Both("%s is given twice", "%s 写了两次", problem.Short(k.Value)))
		case first != nil:
			p.at(k, "duplicate", say.Both("%s is already given in line %d", "%s 在第 %d 行已经写过", problem.Short(k.Value), first.Line))
		default:
			seen[k.Value] = k
		}
	}
	return true
}

// String describes the node for a person: its text as written, in quotes where it is quoted, cut where it is long; or
// the brackets of a collection.
func (n *Node) String() string {
	if n.y.Kind == yaml.ScalarNode {
		s := problem.Shorten(n.y.Value, 40)
		if n.y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 || s == "" {
			return strconv.Quote(s)
		}
		return s
	}
	if n.y.Kind == yaml.SequenceNode {
		return "[…]"
	}
	return "{…}"
}
