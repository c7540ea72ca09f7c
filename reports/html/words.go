package html

import (
	"html/template"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"fathom/reports/doc"
	"fathom/rubric/safe"
	"fathom/rubric/width"
)

// A table is at least as wide as the longest word of each of its columns; a link is wider than a sheet of paper, and a
// browser then prints the whole document smaller. So long words may be broken, and long heads and names take lines.
const (
	longWord = 20 // cells: longer words may be broken
	mostOf   = 12 // cells between two places to break, at most
	leastOf  = 4  // cells before one behind a sign
	longHead = 10 // cells: longer heads of numbers may take several lines
	longName = 28 // the same for what stands in a narrow column
	many     = 7  // columns: more take smaller print
)

// broken is a text of strangers as a page shows it, with places to break in its long words. Who copies or searches the
// text does not meet them.
func broken(text string) any {
	text = safe.Text(text)
	if len(text) <= longWord {
		return text
	}
	var b strings.Builder
	done := 0
	for word := range longWords(text) {
		b.WriteString(template.HTMLEscapeString(text[done:word[0]]))
		breakable(&b, text[word[0]:word[1]])
		done = word[1]
	}
	if done == 0 {
		return text
	}
	b.WriteString(template.HTMLEscapeString(text[done:]))
	return template.HTML(b.String()) // escaped piece by piece
}

// longWords are from where to where each long word of a text reaches. Between wide characters a line breaks anyway.
func longWords(text string) iter.Seq[[2]int] {
	return func(yield func([2]int) bool) {
		from, count := 0, 0
		for i, r := range text {
			if !unicode.IsSpace(r) && !isWide(r) {
				count++
				continue
			}
			if count > longWord && !yield([2]int{from, i}) {
				return
			}
			from, count = i+utf8.RuneLen(r), 0
		}
		if count > longWord {
			yield([2]int{from, len(text)})
		}
	}
}

// isWide reports whether a letter is of a script that is written without blanks: nearly always one of Han, of which
// nobody has to ask how wide it is.
func isWide(r rune) bool {
	return r >= 0x2e80 && (r >= 0x4e00 && r <= 0x9fff || width.Of(string(r)) == 2)
}

// breakable writes a word with places to break: behind its signs, as in a link, and else now and then.
func breakable(b *strings.Builder, word string) {
	since := 0
	for c := range width.Characters(word) {
		if since >= mostOf {
			b.WriteString("<wbr>")
			since = 0
		}
		b.WriteString(template.HTMLEscapeString(c))
		since++
		if since >= leastOf && strings.Contains("/?&=._:;,-+|", c) {
			b.WriteString("<wbr>")
			since = 0
		}
	}
}

// numberHead is the class of the head of a column of numbers.
func numberHead(text string) string {
	if width.Of(text) > longHead {
		return "number long"
	}
	return "number"
}

// head is the class of the head of a column: of a table with prose, the other columns are as narrow as they can be.
func head(c doc.Column) string {
	switch {
	case c.Right:
		return numberHead(c.Title)
	case c.Flexible:
		return "prose"
	}
	return ""
}

// kind is the class of a cell by its column and by how long it is; "" for what shares the width that others leave.
func kind(c doc.Column, text string) string {
	class := "short"
	if c.Right {
		class = "number"
	} else if c.Flexible {
		return ""
	}
	if width.Of(text) > longName {
		class += " long"
	}
	return class
}

// isMany reports whether a table has so many columns that they take smaller print.
func isMany(columns int) bool { return columns > many }
