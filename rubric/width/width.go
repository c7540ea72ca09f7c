// Package width counts text by the cells that it takes on a terminal, and breaks it into lines as Chinese and English
// break.
package width

import (
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// Chinese line breaking: no line begins with a sign of noStart, and none ends with one of noEnd.
const (
	noStart = "，。、；：？！）》」』】”’…—％,.;:?!)]}%"
	noEnd   = "（《「『【“‘([{"
)

// Of counts the cells that text takes on a terminal.
func Of(s string) int { return displaywidth.String(s) }

// Characters are what people see as one character each, however many code points it has (Unicode's grapheme clusters).
func Characters(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for g := displaywidth.StringGraphemes(s); g.Next() && yield(g.Value()); {
		}
	}
}

// piece is what a line cannot be broken inside: a word, or one wide character with the signs that cling to it.
type piece struct {
	text  string
	cells int
	space bool // stands for blanks: dropped at the end of a line
}

// Wrap breaks text into lines of at most n cells: at blanks, and between wide characters.
func Wrap(text string, n int) []string {
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		lines = append(lines, fill(split(paragraph), max(n, 4))...)
	}
	return lines
}

// split cuts a paragraph into pieces.
func split(s string) []piece {
	var out []piece
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			out = append(out, piece{word.String(), Of(word.String()), false})
			word.Reset()
		}
	}
	wide := false // the word so far ends in a wide character
	for c := range Characters(s) {
		isWide := Of(c) == 2
		switch {
		case strings.TrimSpace(c) == "":
			flush()
			out = append(out, piece{" ", 1, true})
		case word.Len() == 0, strings.Contains(noStart, c), endsOpen(word.String()):
			word.WriteString(c)
		case isWide || wide:
			flush()
			word.WriteString(c)
		default:
			word.WriteString(c)
		}
		wide = isWide
	}
	flush()
	return out
}

func endsOpen(s string) bool {
	r := []rune(s)
	return strings.ContainsRune(noEnd, r[len(r)-1])
}

// fill puts pieces into lines of at most n cells. A piece wider than a line is cut.
func fill(pieces []piece, n int) []string {
	var lines []string
	var line strings.Builder
	used := 0
	end := func() {
		lines = append(lines, strings.TrimRight(line.String(), " "))
		line.Reset()
		used = 0
	}
	for _, p := range pieces {
		if p.space && line.Len() == 0 {
			continue
		}
		if line.Len() > 0 && used+p.cells > n {
			end()
			if p.space {
				continue
			}
		}
		for p.cells > n {
			head, rest := cut(p.text, n)
			lines = append(lines, head)
			p = piece{rest, Of(rest), false}
		}
		line.WriteString(p.text)
		used += p.cells
	}
	if line.Len() > 0 || len(lines) == 0 {
		end()
	}
	return lines
}

// cut splits text after at most n cells, and after one character at least.
func cut(s string, n int) (head, rest string) {
	used, at := 0, 0
	for c := range Characters(s) {
		w := Of(c)
		if at > 0 && used+w > n {
			break
		}
		used += w
		at += len(c)
	}
	return s[:at], s[at:]
}

// Before is the last place, in bytes, up to at where text can be cut without breaking what people see as one character:
// the end of a family joined to one emoji, or of a letter with its accents. A character that alone is longer than at is
// cut there, so that no text of a stranger gets long by it.
func Before(s string, at int) int {
	end := 0
	for c := range Characters(s) {
		if end+len(c) > at {
			break
		}
		end += len(c)
	}
	if end == 0 {
		return at
	}
	return end
}

// Pad fills text with blanks to n cells.
func Pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-Of(s))) }

// Narrow turns full-width letters, digits and marks, as a Chinese keyboard types them, into their common forms, and a
// letter with its accent behind it, as a Mac writes names of files, into one character.
func Narrow(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return s // and so is most of what is asked for
	}
	return norm.NFC.String(width.Narrow.String(s))
}
