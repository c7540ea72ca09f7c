package manpage

import (
	"strings"
	"unicode/utf8"

	"fathom/rubric/pattern"
	"fathom/rubric/width"
)

// signs are characters that mean something to roff, or that it prints as others: a hyphen that can be copied, quotes
// that are straight.
var signs = map[rune]string{'\\': `\e`, '-': `\-`, '\'': `\(aq`, '`': `\(ga`, '^': `\(ha`, '~': `\(ti`, '"': `\(dq`}

// plain is text on a line of its own, in which nothing is a request or an escape.
func plain(s string) string { return shielded(escaped(s)) }

func escaped(s string) string {
	var b strings.Builder
	for _, r := range s {
		if sign, ok := signs[r]; ok {
			b.WriteString(sign)
		} else if r >= ' ' && r != 0x7f {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// shielded keeps a line from being a request. A Chinese line that ends in a full stop needs nothing.
func shielded(s string) string {
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, `\(aq`) {
		return `\&` + s
	}
	return s
}

// sentenceEnd is where a new line begins in the source of an English page.
var sentenceEnd = pattern.Of(`([.?!]\)?) +`)

// prose is a paragraph in these lines, with end between them: what stands between backquotes is bold, also over the end
// of a line, and no flag is hyphenated.
func prose(lines []string, end string) string {
	var b strings.Builder
	bold := false
	for i, line := range lines {
		if i > 0 {
			b.WriteString(end)
		}
		var l strings.Builder
		for j, part := range strings.Split(line, "`") {
			if j > 0 {
				bold = !bold
				l.WriteString(map[bool]string{true: `\fB`, false: `\fR`}[bold])
			}
			l.WriteString(unbroken(escaped(part)))
		}
		b.WriteString(shielded(l.String()))
	}
	if bold {
		b.WriteString(`\fR`)
	}
	return b.String()
}

// unbroken keeps words that begin with a dash from being hyphenated.
func unbroken(s string) string {
	fields := strings.Split(s, " ")
	for i, f := range fields {
		if strings.HasPrefix(f, `\-`) && f != `\-` {
			fields[i] = `\%` + f
		}
	}
	return strings.Join(fields, " ")
}

// term is what a list explains, as arguments of a macro.
func term(s string) string {
	if !strings.HasPrefix(s, "-") {
		return "Sy " + words(s)
	}
	var out []string
	for _, word := range strings.Fields(s) {
		word, comma := strings.CutSuffix(word, ",")
		switch long, isLong := strings.CutPrefix(word, "--"); {
		case isLong:
			out = append(out, "Fl Fl "+argument(long))
		case strings.HasPrefix(word, "-"):
			out = append(out, "Fl "+argument(word[1:]))
		default:
			out = append(out, "Ar "+argument(word))
		}
		if comma {
			out = append(out, ",")
		}
	}
	return strings.Join(out, " ")
}

// words are several arguments of a macro.
func words(s string) string {
	fields := strings.Fields(s)
	for i, f := range fields {
		fields[i] = argument(f)
	}
	return strings.Join(fields, " ")
}

// macro is what a macro may be called: Nm, D1, Bsx, %A.
var macro = pattern.Of(`^(?:[A-Z][a-z0-9][a-z]?|%[A-Z])$`)

// argument is a word behind a macro. One that could be a macro itself, or that is a sign which mdoc sets in its own
// way, is shielded.
func argument(s string) string {
	e := escaped(s)
	if macro().MatchString(s) || utf8.RuneCountInString(s) == 1 && strings.Contains(".,:;()[]?!|", s) {
		return `\&` + e
	}
	return e
}

func hasWide(s string) bool {
	for c := range width.Characters(s) {
		if width.Of(c) == 2 {
			return true
		}
	}
	return false
}

// Join makes one line of several: with a blank between words, and none beside a wide sign or between wide characters.
func Join(lines []string) string {
	var b strings.Builder
	for _, line := range lines {
		line = strings.TrimSpace(line)
		last, _ := utf8.DecodeLastRuneInString(b.String())
		first, _ := utf8.DecodeRuneInString(line)
		if b.Len() > 0 && line != "" && !joins(last, first) {
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}

// joins reports whether two characters stand beside each other without a blank.
func joins(a, b rune) bool {
	const marks = "，。、；：？！（）《》「」『』【】“”…—"
	return hasWide(string(a)) && hasWide(string(b)) || strings.ContainsRune(marks, a) || strings.ContainsRune(marks, b)
}
