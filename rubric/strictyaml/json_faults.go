package strictyaml

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"fathom/rubric/say"
)

// This file tells where a text leaves the grammar of JSON, and what is wrong there.

// end refuses anything after the value.
func (j *jsonParser) end() {
	at := j.begin()
	if _, err := j.d.Token(); !errors.Is(err, io.EOF) {
		j.fault(at, "syntax", say.Both("something stands after the end of the JSON", "JSON 结束之后还有内容"))
	}
}

// broken tells where the text leaves the grammar. The token reader's errors are vague about that, a check of the whole
// is not.
func (j *jsonParser) broken() {
	if begin := bytes.TrimLeft(j.data, blanks); !j.ofMany && !bytes.ContainsAny(begin[:1], "{[/") {
		j.fault(int64(len(j.data)-len(begin)), "syntax", say.Both("this is not JSON, which begins with {; give a file of YAML a name that ends in .yaml", "这不是 JSON，JSON 以 { 开头；YAML 文件的名字请以 .yaml 结尾"))
		return
	}
	var syntax *json.SyntaxError
	err := json.Unmarshal(j.data, new(json.RawMessage))
	if !errors.As(err, &syntax) || int(syntax.Offset) >= len(j.data) && strings.Contains(err.Error(), "unexpected end") {
		j.fault(int64(len(j.data)), "syntax", j.cut())
		return
	}
	at := max(syntax.Offset-1, 0)
	before := bytes.TrimRight(j.data[:at], blanks)
	if c := j.data[at]; (c == '}' || c == ']') && bytes.HasSuffix(before, []byte(",")) {
		j.fault(int64(len(before)-1), "syntax", say.Both("not valid JSON: a comma too many; nothing stands between it and the %c", "不是有效的 JSON：多了一个逗号，它和 %c 之间没有内容", c))
		return
	}
	j.fault(at, "syntax", j.wrong(at, err.Error()))
}

func (j *jsonParser) cut() say.Message {
	if j.ofMany {
		return say.Both("the JSON ends too early; is the line cut?", "JSON 没有写完；这一行是不是被截断了？")
	}
	return say.Both("the JSON ends too early: a bracket or a quote is not closed; is the file cut?", "JSON 没有写完：有括号或引号没有闭合；文件是不是被截断了？")
}

// wrong says what is wrong with a sign, by the words in which the library says what it wanted. Whatever is no slip that
// people make, it only names.
func (j *jsonParser) wrong(at int64, why string) say.Message {
	sign := runeAt(j.data, at)
	shown := strconv.QuoteRune(sign)
	switch after := func(what string) bool { return strings.Contains(why, what) }; {
	case sign == '\n' || sign == '\r':
		return say.Both("not valid JSON: the line ends within a text; close the quote, or write \\n for a new line", "不是有效的 JSON：文字没写完就换行了；请补上引号，文字里要换行就写 \\n")
	case after("in string literal"):
		return say.Both("not valid JSON: %s within a text is written as an escape such as \\t or \\u0001", "不是有效的 JSON：文字里的 %s 要写成 \\t、\\u0001 这样的转义", shown)
	case after("escape"):
		return say.Both("not valid JSON: a backslash within a text is written twice", "不是有效的 JSON：文字里的反斜杠要写两个")
	case sign == '\'' || strings.ContainsRune("“”‘’：，｛｝［］", sign):
		return say.Both("not valid JSON: %s cannot stand here; keys and texts stand in \" \", and all signs are half-width", "不是有效的 JSON：这里不能有 %s；键和文字放在 \" \" 里，标点一律用半角", shown)
	case sign == '/' || sign == '#':
		return say.Both("not valid JSON: %s cannot stand here; JSON has no comments", "不是有效的 JSON：这里不能有 %s；JSON 没有注释", shown)
	case isDigit(sign) && bytes.HasSuffix(j.data[:at], []byte("0")):
		return say.Both("not valid JSON: a number does not begin with 0", "不是有效的 JSON：数字不能以 0 开头")
	case after("after object key:value pair"), after("after array element"):
		return say.Both("not valid JSON: a comma is missing before %s", "不是有效的 JSON：%s 前面少了逗号", shown)
	case after("after object key"):
		return say.Both("not valid JSON: a colon is missing before %s", "不是有效的 JSON：%s 前面少了冒号", shown)
	case after("object key string"):
		return say.Both("not valid JSON: want a key in double quotes here, not %s", "不是有效的 JSON：这里应是带双引号的键，不能是 %s", shown)
	}
	return say.Both("not valid JSON: %s cannot stand here", "不是有效的 JSON：这里不能有 %s", shown)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func runeAt(data []byte, at int64) rune {
	r, _ := utf8.DecodeRune(data[min(int(at), len(data)):])
	return r
}
