// Package problem describes what is wrong with a file a person wrote: where it is, what it is, in both
// languages of the tool, and which valid word is nearest to a misspelt one.
//
// Readers collect every problem of a file in a [List] instead of stopping at the first.
package problem

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// Severity tells a fault that must be mended from one that only deserves a look.
type Severity int

// An Error makes the file invalid; a Warning is lint's advice and fails only under --strict.
const (
	Error Severity = iota
	Warning
)

// Problem is one located fault. Line and Column count from 1, columns in characters; 0 means the place is not known. Of
// a workbook they are the row and column of a cell, and people are told the Cell.
type Problem struct {
	File         string
	Sheet        int    // of a workbook, in its order from 1
	Cell         string // of a workbook: Sheet!A1
	Line, Column int
	Kind         string // short, stable, documented: "unknown-key", "cycle", ...; "" where people are told without
	Severity     Severity
	Message      say.Message

	// how many problems were only counted, not kept; this stands for them, and says nothing else: see [MaxKept]
	More int
}

// Error returns the problem in English, so that a Problem can travel as an error.
func (p Problem) Error() string { return p.In("en") }

// In formats the problem as "file:line:col: message [kind]" in lang; in a workbook as "file:Sheet!A1: ...".
func (p Problem) In(lang say.Language) string {
	if p.More > 0 {
		return say.Both("and %[2]s", "另有 %[1]d 处问题", p.More, say.Count(p.More, "1 more problem", "%d more problems")).In(lang)
	}
	text := p.Where() + ": " + p.Message.In(lang)
	if p.Kind != "" {
		text += " [" + p.Kind + "]"
	}
	return text
}

// Where is the place alone: "file:line:col", in a workbook "file:Sheet!A1".
func (p Problem) Where() string {
	file := safe.Visible(p.File)
	switch {
	case p.Cell != "":
		return file + ":" + safe.Visible(p.Cell)
	case p.Line > 0 && p.Column > 0:
		return fmt.Sprintf("%s:%d:%d", file, p.Line, p.Column)
	case p.Line > 0:
		return fmt.Sprintf("%s:%d", file, p.Line)
	}
	return file
}

// MaxKept is how many problems a [List] keeps: more than anybody mends in one go, and few enough to hold for a hostile
// file.
const MaxKept = 1000

// List is what was found in one reading: the first [MaxKept] problems and, behind them, how many more there are. The
// zero value is ready to use.
type List []Problem

// Add keeps a problem or, when enough are kept, counts it.
func (l *List) Add(p Problem) {
	kept, rest := l.split()
	switch {
	case p.More == 0 && len(kept) < MaxKept:
		kept = append(kept, p)
	case rest.More > 0:
		rest.More, rest.Severity = rest.More+max(p.More, 1), min(rest.Severity, p.Severity)
	default:
		rest = Problem{More: max(p.More, 1), Severity: p.Severity}
	}
	if rest.More > 0 {
		kept = append(kept, rest)
	}
	*l = kept
}

// Join adds the problems of another list.
func (l *List) Join(other List) {
	for _, p := range other {
		l.Add(p)
	}
}

// Cut keeps no more than the first n problems of a sorted list, and counts the others.
func (l List) Cut(n int) List {
	kept, rest := l.split()
	if len(kept) <= n {
		return l
	}
	for _, p := range kept[n:] {
		rest.Severity = min(rest.Severity, p.Severity)
	}
	rest.More += len(kept) - n
	return append(slices.Clone(kept[:n]), rest)
}

// split parts what was kept from what was only counted.
func (l List) split() (kept List, rest Problem) {
	if n := len(l); n > 0 && l[n-1].More > 0 {
		return l[:n-1], l[n-1]
	}
	return l, Problem{Severity: Warning}
}

// Total is how many problems there are, kept and counted.
func (l List) Total() int {
	kept, rest := l.split()
	return len(kept) + rest.More
}

// Sort orders the list by file, place and text, so that the order of discovery never shows.
func (l List) Sort() {
	sort.SliceStable(l, func(i, j int) bool {
		a, b := l[i], l[j]
		switch {
		case a.More != b.More:
			return a.More < b.More
		case a.File != b.File:
			return a.File < b.File
		case a.Sheet != b.Sheet:
			return a.Sheet < b.Sheet
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
func (l List) In(lang say.Language) string {
	lines := make([]string, len(l))
	for i, p := range l {
		lines[i] = p.In(lang)
	}
	return strings.Join(lines, "\n")
}

// Count returns how many problems have severity s. Those that were only counted go as errors when there is an error
// among them.
func (l List) Count(s Severity) int {
	n := 0
	for _, p := range l {
		if p.Severity == s {
			n += max(p.More, 1)
		}
	}
	return n
}
