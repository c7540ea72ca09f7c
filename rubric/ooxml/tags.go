package ooxml

import (
	"bytes"
	"slices"
	"strings"

	"fathom/rubric/pattern"
)

// attribute is one attribute of a tag: what stands before its value, and the value in its quotes. Like all patterns
// here it is made when it is needed: at every start it would cost more than scoring.
var attribute = pattern.Of(`([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*')`)

// isWords reports whether the attribute of a name holds words of people: there true is a word.
func isWords(name string) bool {
	if _, local, ok := strings.Cut(name, ":"); ok {
		name = local
	}
	return slices.Contains([]string{"name", "val", "title", "descr", "text", "display", "displayName", "tooltip",
		"prompt", "promptTitle", "error", "errorTitle", "formatCode", "location", "Target", "tag", "alias", "caption",
		"author", "initials"}, name)
}

// switches writes what is on as 1 and what is off as 0. Both spellings are right, but exceljs and SheetJS know only
// this one.
func switches(text []byte) []byte {
	if !bytes.Contains(text, []byte("true")) && !bytes.Contains(text, []byte("false")) {
		return text
	}
	return eachTag(text, func(tag []byte) []byte {
		if !bytes.Contains(tag, []byte("true")) && !bytes.Contains(tag, []byte("false")) {
			return tag
		}
		return attribute().ReplaceAllFunc(tag, digit)
	})
}

// digit writes an attribute that is a switch as a digit.
func digit(whole []byte) []byte {
	m := attribute().FindSubmatch(whole)
	name, equals, value := m[1], m[2], m[3]
	to := map[string]string{"true": "1", "false": "0"}[string(value[1:len(value)-1])]
	if to == "" || isWords(string(name)) {
		return whole
	}
	return slices.Concat(name, equals, value[:1], []byte(to), value[:1])
}

// coreSpace is the name of the space of a document's own properties.
const coreSpace = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

// prefixed gives a tag of the document's properties the prefix that Excel gives it: exceljs knows the tags by it.
func prefixed(tag []byte) []byte {
	start := 1
	if tag[1] == '/' {
		start = 2
	}
	end := start + bytes.IndexAny(tag[start:], " \t\r\n/>")
	if bytes.IndexByte(tag[start:end], ':') >= 0 {
		return tag
	}
	tag = slices.Concat(tag[:start], []byte("cp:"), tag[start:])
	return bytes.Replace(tag, []byte(`xmlns="`+coreSpace), []byte(`xmlns:cp="`+coreSpace), 1)
}

// unborn is a time of making or changing that excelize writes where it is told none: the one of the workbook that it
// begins with, made in 2006. Programs show it as the day of the document.
var unborn = pattern.Of(`<dcterms:(?:created|modified) [^>]*>2006-09-16T00:00:00Z</dcterms:(?:created|modified)>`)

// entry is one entry of the list of content types.
var entry = pattern.Of(`<(?:Default|Override) [^>]*>(?:</(?:Default|Override)>)?`)

// inOrder puts the entries of the list of content types in order.
func inOrder(text []byte) []byte {
	places := entry().FindAllIndex(text, -1)
	if len(places) == 0 {
		return text
	}
	all := entry().FindAll(text, -1)
	head, tail := text[:places[0][0]], text[places[len(places)-1][1]:]
	slices.SortFunc(all, bytes.Compare)
	return slices.Concat(head, bytes.Join(all, nil), tail)
}

// eachTag hands each tag of XML on, from < to >, and puts what comes back in its place. Comments, declarations and
// texts are no tags.
func eachTag(text []byte, change func(tag []byte) []byte) []byte {
	out := make([]byte, 0, len(text))
	for {
		start := bytes.IndexByte(text, '<')
		if start < 0 {
			return append(out, text...)
		}
		out, text = append(out, text[:start]...), text[start:]
		end, isTag := markup(text)
		if isTag {
			out = append(out, change(text[:end])...)
		} else {
			out = append(out, text[:end]...)
		}
		text = text[end:]
	}
}

// markup measures what begins with <, and reports whether it is a tag. What does not end goes to the end.
func markup(text []byte) (end int, isTag bool) {
	for _, other := range [][2]string{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}} {
		if bytes.HasPrefix(text, []byte(other[0])) {
			return after(text, other[1]), false
		}
	}
	quote := byte(0)
	for i, c := range text {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1, true
		}
	}
	return len(text), false
}

// after is where a text goes on behind the first such mark.
func after(text []byte, mark string) int {
	if i := bytes.Index(text, []byte(mark)); i >= 0 {
		return i + len(mark)
	}
	return len(text)
}
