// Package manpage writes pages of the manual in mdoc(7), which man-db, groff and mandoc all read. It knows neither
// commands nor files, only what a page is made of.
//
// Two things are not as one would guess. The heading NAME stays English in every language: below any other mandoc warns
// of the description. And neither groff nor mandoc breaks a line between Chinese characters: a paragraph
// of Chinese would be one line of hundreds of columns, so that its lines are broken here, for 80 columns.
package manpage

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"fathom/rubric/width"
)

// How wide text may be, in cells, in 80 columns: both programs leave the last two empty and indent by five; the
// explanations in a list by eight more.
const (
	bodyWidth = 72
	itemWidth = 64
)

// Page is a page of section 1 of the manual.
type Page struct {
	Name     string // fathom-report
	About    string // in one line: what it does
	Program  string // which program in which version; in the foot
	Date     string // of that version, RFC 3339; in the foot. "" where it is not known
	Sections []Section
}

// Section is what stands below a heading. Whatever of it is empty is left out.
type Section struct {
	Head    string
	Usage   []Usage
	Text    string // paragraphs, an empty line between them; one whose lines are indented is kept as it stands
	Entries []Entry
	Code    string   // commands, as they are typed
	Pages   []string // other pages, of section 1
}

// Usage is one way to call a command.
type Usage struct {
	Command string // fathom rubric show
	Words   string // what stands behind it; a word in square brackets may be left out
}

// Entry explains a term. A term that begins with a dash is a flag with its value: "-f, --format FORMAT".
type Entry struct{ Term, Text string }

// Write prints the page.
func Write(w io.Writer, p Page) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n.Dt %s 1\n.Os %s\n", day(p.Date), strings.ToUpper(p.Name), words(p.Program))
	fmt.Fprintf(&b, ".Sh NAME\n.Nm %s\n.Nd %s\n", p.Name, plain(p.About))
	for _, s := range p.Sections {
		s.write(&b)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// day is the line of the date, which mdoc wants in English.
func day(date string) string {
	at, err := time.Parse(time.RFC3339, date)
	if err != nil {
		return ".Dd"
	}
	return ".Dd " + at.UTC().Format("January 2, 2006")
}

func (s Section) write(b *bytes.Buffer) {
	fmt.Fprintf(b, ".Sh %s\n", words(s.Head))
	for i, u := range s.Usage {
		if i > 0 {
			b.WriteString(".br\n")
		}
		u.write(b)
	}
	writeText(b, s.Text)
	writeEntries(b, s.Entries)
	writeCode(b, s.Code)
	for i, page := range s.Pages {
		comma := " ,"
		if i == len(s.Pages)-1 {
			comma = ""
		}
		fmt.Fprintf(b, ".Xr %s 1%s\n", page, comma)
	}
}

func (u Usage) write(b *bytes.Buffer) {
	fmt.Fprintf(b, ".Nm %s\n", words(u.Command))
	for _, word := range strings.Fields(u.Words) {
		inner, opened := strings.CutPrefix(word, "[")
		inner, closed := strings.CutSuffix(inner, "]")
		if opened && closed && !strings.ContainsAny(inner, "[]") {
			fmt.Fprintf(b, ".Op Ar %s\n", argument(inner))
		} else {
			fmt.Fprintf(b, ".Ar %s\n", argument(word))
		}
	}
}

func writeText(b *bytes.Buffer, text string) {
	for i, paragraph := range strings.Split(strings.Trim(text, "\n"), "\n\n") {
		switch {
		case paragraph == "":
			continue
		case strings.HasPrefix(paragraph, " "):
			writeCode(b, paragraph)
			continue
		case i > 0:
			b.WriteString(".Pp\n")
		}
		writeLines(b, Join(strings.Split(paragraph, "\n")), bodyWidth)
	}
}

func writeEntries(b *bytes.Buffer, entries []Entry) {
	if len(entries) == 0 {
		return
	}
	b.WriteString(".Bl -tag -width Ds\n")
	for _, e := range entries {
		fmt.Fprintf(b, ".It %s\n", term(e.Term))
		writeLines(b, e.Text, itemWidth)
	}
	b.WriteString(".El\n")
}

// writeLines prints a paragraph. One with wide characters is broken into lines of n cells; the rest is for the
// reader's program to fill, which wants each sentence on a line of its own.
func writeLines(b *bytes.Buffer, text string, n int) {
	switch {
	case text == "":
	case hasWide(text):
		b.WriteString(prose(width.Wrap(text, n), "\n.br\n") + "\n")
	default:
		b.WriteString(prose(strings.Split(sentenceEnd.ReplaceAllString(text, "$1\n"), "\n"), "\n") + "\n")
	}
}

// writeCode prints commands as they are typed. A longer one goes on below, in the way of a shell.
func writeCode(b *bytes.Buffer, code string) {
	if code == "" {
		return
	}
	b.WriteString(".Bd -literal -compact\n")
	for _, line := range strings.Split(strings.Trim(code, "\n"), "\n") {
		for _, part := range fold(strings.TrimPrefix(line, "  "), bodyWidth) {
			b.WriteString(plain(part) + "\n")
		}
	}
	b.WriteString(".Ed\n")
}

// fold breaks a command that is wider than n before one of its words, with a backslash at the end of the line.
func fold(line string, n int) (out []string) {
	const tail, indent = ` \`, "    "
	for width.Of(line) > n {
		at := -1
		for i := range line {
			if line[i] == ' ' && strings.TrimSpace(line[:i]) != "" && width.Of(line[:i]+tail) <= n {
				at = i
			}
		}
		if at < 0 {
			break
		}
		out = append(out, line[:at]+tail)
		line = indent + strings.TrimLeft(line[at:], " ")
	}
	return append(out, line)
}
