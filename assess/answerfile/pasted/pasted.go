// Package pasted finds an answer file in a text that somebody copied out of a chat or a mail, with a few lines before
// and behind that are none of it.
//
// It finds what is certain and nothing else. JSON begins at a brace and ends where it is closed. YAML begins with
// its line of the format and ends before the first line that cannot be of it, if nothing behind that line could be
// an answer again. Where the whole of a JSON text has the curly quotation marks of a keyboard, and no straight one,
// they are what the straight ones were.
package pasted

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"

	"fathom/assess"
	"fathom/rubric/pattern"
	"fathom/rubric/strictyaml"
)

// Text is the answer file that was found.
type Text struct {
	Data   []byte   // of it alone, each character on its line and in its column of the whole text
	Around []string // the lines before and behind that say anything
}

// names finds the format that an answer file names, as JSON or YAML, also in the quotation marks of a keyboard.
var names = pattern.Of(`format["“”＂']?\s*[:：]\s*["“”＂']?` + regexp.QuoteMeta(family))

// family begins the formats of answer files, of whatever version.
var family = strings.TrimRight(assess.Format, "0123456789")

// IsAnswers reports whether a text names the format of answer files, and so is no table.
func IsAnswers(text string) bool { return names().MatchString(text) }

// Find finds the answer file in a text in which it does not stand alone. It reports false where there is none, where it
// stands alone, and where it is not certain what belongs to it.
func Find(text string) (Text, bool) {
	text = strings.TrimPrefix(text, strictyaml.Mark)
	at := names().FindStringIndex(text)
	if at == nil {
		return Text{}, false
	}
	if out, ok := findJSON(text, at[0]); ok {
		return out, true
	}
	return findYAML(text)
}

// maxBraces is how many braces before the format are tried: in a chat there are few.
const maxBraces = 20

// findJSON finds the object that names the format at a place.
func findJSON(text string, at int) (Text, bool) {
	from := 0
	for range maxBraces {
		i := strings.IndexByte(text[from:at], '{')
		if i < 0 {
			return Text{}, false
		}
		begin := from + i
		if part, ok := object(text[begin:]); ok {
			return cut(text, begin, part)
		}
		from = begin + 1
	}
	return Text{}, false
}

// object reads the JSON object with which a text begins, and reports whether it is an answer file.
func object(text string) (part string, ok bool) {
	straight := text
	if end := strings.LastIndexByte(text, '}'); end > 0 && !strings.Contains(text[:end], `"`) {
		straight = straightened().Replace(text[:end]) + text[end:]
	}
	in := json.NewDecoder(strings.NewReader(straight))
	var doc struct {
		Format string `json:"format"`
	}
	if in.Decode(&doc) != nil || !strings.HasPrefix(doc.Format, family) {
		return "", false
	}
	return straight[:in.InputOffset()], true
}

// straightened makes straight quotation marks of curly ones, each one character as before.
func straightened() *strings.Replacer { return strings.NewReplacer("“", `"`, "”", `"`, "＂", `"`) }

// cut takes what stands around a part off a text. The part stands in place of as many characters from begin on.
func cut(text string, begin int, part string) (Text, bool) {
	end := begin
	for range part {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	before, behind := text[:begin], text[end:]
	if names().MatchString(before) || names().MatchString(behind) {
		return Text{}, false // two of them, and which is meant?
	}
	out := Text{Data: append(blanked(before), part...), Around: append(said(before), said(behind)...)}
	return out, out.Around != nil || part != text[begin:end]
}

// blanked is a text with a blank for each character but the ends of its lines.
func blanked(text string) []byte {
	var out bytes.Buffer
	for _, r := range text {
		if r != '\n' {
			r = ' '
		}
		out.WriteRune(r)
	}
	return out.Bytes()
}

// said are the lines of a text that say anything.
func said(text string) (lines []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
