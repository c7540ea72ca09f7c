// Package quick reads plain answers many times faster than package answerfile does: the lines of JSON that programs
// write, and the files that Fathom writes. It checks all that the strict reader checks of them and declines every other
// record: one of an unusual shape, or with a fault, is the strict reader's. What it accepts means to it what it means
// to the strict reader; fuzz tests hold the two against each other.
//
// It knows no assessment: it reads the [Head] of one, and its answers as the codes that an [assess.Scorer] scores.
package quick

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"unicode/utf8"

	"fathom/assess"
)

// Head is what a record says beside its answers. Its texts are valid until the next record is read.
type Head struct {
	ID, Name, Date []byte
	Member         []byte // the firm of the channel that is rated, empty where the record names none
	Tags           []Tag  // by name
	Stage, Sector  string // "" where the record names none
	depth          string
	Others         []int // the places of answers to texts that are not the present ones; see [assess.Model.OtherTexts]

	Ballots []assess.Ballot // of criteria whose code is Voted, in any order; valid until the next record is read
}

// Tag is one tag of a subject.
type Tag struct{ Name, Value []byte }

// Depth is how much was asked: "full", "quick", or another word of [rubric.Rubric.Depths].
func (h *Head) Depth() string { return cmp.Or(h.depth, assess.FullDepth) }

// Tag is the value of a tag, nil without it.
func (h *Head) Tag(name string) []byte {
	for k := range h.Tags {
		if string(h.Tags[k].Name) == name {
			return h.Tags[k].Value
		}
	}
	return nil
}

// Take makes the head that of an assessment which the strict reader read.
func (h *Head) Take(a *assess.Assessment) {
	s := &a.Subject
	*h = Head{ID: []byte(s.ID), Name: []byte(s.Name), Date: []byte(a.Date), Member: []byte(s.Member), Tags: h.Tags[:0],
		Stage: s.Stage, Sector: s.Sector, depth: a.Depth}
	for _, name := range slices.Sorted(maps.Keys(s.Tags)) {
		h.Tags = append(h.Tags, Tag{[]byte(name), []byte(s.Tags[name])})
	}
}

// scanner is what lines and files are read with.
type scanner struct {
	*Layout
	cursor
	head     *Head
	codes    []assess.Code
	evidence int // pieces of evidence so far
	panel    panel
}

// The strict reader bounds the keys of a mapping and the values of a record. Within these bounds, which no plain record
// comes near, its own cannot be reached; beyond them the record is its.
const (
	maxCriteria = 2_000
	maxTags     = 1_000
	maxEvidence = 10_000
)

// begin turns to another record.
func (s *scanner) begin(data []byte, head *Head, codes []assess.Code) {
	s.cursor = cursor{data: data, json: s.json, decoded: s.decoded[:0]}
	s.head, s.codes, s.evidence = head, codes, 0
	*head = Head{Tags: head.Tags[:0], Others: head.Others[:0], Ballots: head.Ballots[:0]}
	s.panel.empty()
	clear(codes)
	s.must(len(s.keys) <= maxCriteria)
}

// date reads YYYY-MM-DD out of a text.
func (s *scanner) date(text []byte) {
	s.must(isDate(text))
	s.head.Date = text
}

// tag adds one tag.
func (s *scanner) tag(name, value []byte) {
	s.must(len(name) <= assess.MaxTag)
	s.head.Tags = append(s.head.Tags, Tag{trimmed(name), trimmed(value)})
}

// sortTags puts the tags in the order of their names, each of which must be there once.
func (s *scanner) sortTags() {
	tags := s.head.Tags
	s.must(len(tags) <= maxTags)
	byName := func(a, b Tag) int { return bytes.Compare(a.Name, b.Name) }
	if !slices.IsSortedFunc(tags, byName) {
		slices.SortFunc(tags, byName)
	}
	for k := 1; k < len(tags); k++ {
		s.must(!bytes.Equal(tags[k-1].Name, tags[k].Name))
	}
}

// trimmed is a text without white space around it. Few have any.
func trimmed(s []byte) []byte {
	if n := len(s); n > 0 && s[0] > ' ' && s[0] < utf8.RuneSelf && s[n-1] > ' ' && s[n-1] < utf8.RuneSelf {
		return s
	}
	return bytes.TrimSpace(s)
}

// level reads the number of a level of criterion i.
func (s *scanner) level(i int) assess.Code {
	n, ok := s.integer()
	code := s.levels[i].code(n)
	s.must(ok && code != assess.NoAnswer)
	return code
}

// owner finds one in rubric order from a place on, and returns the place behind it. Another order is the strict
// reader's.
func (s *scanner) owner(id []byte, from int) int {
	for from < len(s.owners) && string(id) != s.owners[from] {
		from++
	}
	s.must(from < len(s.owners))
	return from + 1
}

// whole reads a whole number from low to high. Any other number is the strict reader's.
func (s *scanner) whole(low, high int) {
	n, ok := s.integer()
	s.must(ok && n >= low && n <= high)
}
