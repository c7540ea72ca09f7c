package form

import (
	"strings"

	"fathom/rubric/pattern"
)

// This file keeps text from being taken for Markdown. Enketo and ODK Web Forms render the labels and hints of a form
// as Markdown, each its own kind of it. What follows reads the same in both, and nearly so where a tool shows a label
// as it stands.

// unseen is a blank without width. It parts two signs, or a sign from the beginning of its line, where the engines
// agree on no escape: Enketo shows a backslash before any sign but * _ # and itself.
const unseen = "\u200B"

var (
	// what begins a quotation, a list, a line across or code, where it begins a line
	blockStart = pattern.Of(`(?m)^[ \t]*(?:[-+=>~]|[0-9]+[.)]|[ \t])`)
	// the middle of a link, a tag or an address, and a reference to a character
	linkMiddle = pattern.Of(`\]([(:\[])`)
	tagStart   = pattern.Of(`<([A-Za-z/!?]|[^\s<>]+@)`)
	charName   = pattern.Of(`&(#?[A-Za-z0-9]+;)`)
)

// asText is Markdown that shows a text as it is. Code between backticks is quoted: the engines agree on nothing else.
func asText(s string) string {
	s = charName().ReplaceAllString(s, "&"+unseen+"$1")
	s = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `_`, `\_`, `#`, `\#`, "`", "'").Replace(s)
	s = tagStart().ReplaceAllString(s, "<"+unseen+"$1")
	s = linkMiddle().ReplaceAllString(s, "]"+unseen+"$1")
	return blockStart().ReplaceAllString(s, unseen+"$0")
}

// withoutMarks takes off what asText adds.
func withoutMarks(s string) string {
	if !strings.ContainsAny(s, `\`+unseen) {
		return s
	}
	return strings.NewReplacer(unseen, "", `\\`, `\`, `\*`, `*`, `\_`, `_`, `\#`, `#`).Replace(s)
}
