package foreign

import (
	"fmt"
	"strings"
	"unicode"

	"fathom/rubric"
)

// namer gives ids, each once. Its zero value is ready to use.
type namer struct {
	taken map[string]bool
	last  map[string]int // the last number behind an id that stands several times
}

// reserved are words that stand for something else wherever an id can stand.
var reserved = [...]string{"full", "quick", "overall"}

// id is one that is made of the source's own where it has one, else of a text; the prefix begins it where neither can.
func (n *namer) id(own, text, prefix string) string {
	id := asID(own, prefix)
	if id == "" {
		id = fromText(unnumbered(text), prefix)
	}
	n.reserve()
	unique := id
	base := id[:min(len(id), longID)]
	for n.taken[strings.ToLower(unique)] {
		k := max(2, n.last[strings.ToLower(base)]+1)
		n.last[strings.ToLower(base)] = k
		unique = fmt.Sprintf("%s-%d", base, k)
	}
	n.taken[strings.ToLower(unique)] = true
	return unique
}

// keep takes an id as it is, and reports whether it was still free.
func (n *namer) keep(id string) bool {
	n.reserve()
	word := strings.ToLower(id)
	taken := n.taken[word]
	n.taken[word] = true
	return !taken
}

// reserve keeps words from becoming ids, and those that stand for something else wherever an id can stand.
func (n *namer) reserve(words ...string) {
	if n.taken == nil {
		n.taken, n.last = map[string]bool{}, map[string]int{}
		words = append(words, reserved[:]...)
	}
	for _, word := range words {
		n.taken[strings.ToLower(word)] = true
	}
}

const (
	longID  = 56 // characters that an id may have before a number stands behind it
	longest = 40 // of an id that is made of a text
)

// asID makes an id of one of the source: what an id cannot have becomes a dash, and a letter begins it. "" for none.
func asID(own, prefix string) string {
	own = strings.TrimSpace(rubric.Seen(own))
	if rubric.ValidID(own) {
		return own
	}
	isWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	if strings.ContainsFunc(own, func(r rune) bool { return r >= 0x80 && isWord(r) }) {
		return letters(own, prefix) // dashes would not tell two apart
	}
	isOther := func(r rune) bool { return !rubric.ValidClauseID("a" + string(r)) }
	id := strings.Join(strings.FieldsFunc(own, isOther), "-")
	id = strings.Trim(id, "-.")
	switch {
	case !strings.ContainsFunc(id, isWord):
		return ""
	case !rubric.ValidID(id[:1]):
		id = prefix + id
	}
	if len(id) > longID {
		return shortened(id, own)
	}
	return id
}

// fromText makes an id of a text: its first words where they are Latin ones, else letters that belong to it.
func fromText(text, prefix string) string {
	slug := rubric.Slug(strings.Join(strings.Fields(rubric.Seen(text)), " "))
	switch {
	case slug == "" || !rubric.ValidID(slug[:1]) || strings.ContainsFunc(slug, func(r rune) bool { return r >= 0x80 }):
		return letters(text, prefix)
	case len(slug) > longest:
		return shortened(slug, text)
	}
	return slug
}

// shortened is the beginning of an id, whole words where it has some, and letters that belong to the whole.
func shortened(id, whole string) string {
	id = id[:longest-8]
	if at := strings.LastIndexByte(id, '-'); at > len(id)/2 {
		id = id[:at]
	}
	return strings.TrimRight(id, "-.") + letters(whole, "-")
}

// letters are some that belong to a text.
func letters(text, prefix string) string { return rubric.IDFrom("0 "+text, prefix) }
