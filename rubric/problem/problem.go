// Package problem describes what is wrong with a file a person wrote: where it is, what it is, in both
// languages of the tool, and which valid word is nearest to a misspelt one.
//
// Readers collect every problem of a file in a [List] instead of stopping at the first.
package problem

import (
	"fmt"
	"sort"
	"strings"
)

// Message is one sentence a user reads, written in both languages.
type Message struct{ EN, ZH string }

// Say formats the same arguments into the English and the Chinese sentence.
func Say(en, zh string, args ...any) Message {
	if len(args) == 0 {
		return Message{en, zh}
	}
	return Message{fmt.Sprintf(en, args...), fmt.Sprintf(zh, args...)}
}

// In returns the sentence in lang: Chinese for "zh", English for everything else.
func (m Message) In(lang string) string {
	if lang == "zh" {
		return m.ZH
	}
	return m.EN
}

// Severity tells a fault that must be mended from one that only deserves a look.
type Severity int

// An Error makes the file invalid; a Warning is lint's advice and fails only under --strict.
const (
	Error Severity = iota
	Warning
)

// Problem is one located fault. Line and Column count from 1, columns in characters; 0 means the place is not known.
type Problem struct {
	File         string
	Line, Column int
	Kind         string // short, stable, documented: "unknown-key", "cycle", ...
	Severity     Severity
	Message      Message
}

// Error returns the problem in English, so that a Problem can travel as an error.
func (p Problem) Error() string { return p.In("en") }

// In formats the problem as "file:line:col: message [kind]" in lang.
func (p Problem) In(lang string) string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", p.Line, p.Column)
	}
	fmt.Fprintf(&b, ": %s [%s]", p.Message.In(lang), p.Kind)
	return b.String()
}

// List is every problem found in one reading. The zero value is ready to use.
type List []Problem

// Add appends a problem.
func (l *List) Add(p Problem) { *l = append(*l, p) }

// Sort orders the list by file, place and text, so that the order of discovery never shows.
func (l List) Sort() {
	sort.SliceStable(l, func(i, j int) bool {
		a, b := l[i], l[j]
		switch {
		case a.File != b.File:
			return a.File < b.File
		case a.Line != b.Line:
			return a.Line < b.Line
		case a.Column != b.Column:
			return a.Column < b.Column
		}
		return a.Message.EN < b.Message.EN
	})
}

// Err returns the sorted list as an error, or nil when it holds no problem.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	l.Sort()
	return l
}

// Error returns all problems in English, one a line.
func (l List) Error() string { return l.In("en") }

// In returns all problems in lang, one a line.
func (l List) In(lang string) string {
	lines := make([]string, len(l))
	for i, p := range l {
		lines[i] = p.In(lang)
	}
	return strings.Join(lines, "\n")
}

// Count returns how many problems have severity s.
func (l List) Count(s Severity) int {
	n := 0
	for _, p := range l {
		if p.Severity == s {
			n++
		}
	}
	return n
}
