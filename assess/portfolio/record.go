package portfolio

import (
	"cmp"
	"maps"
	"slices"

	"fathom/assess"
)

// Record is one assessment of a stream, scored. Its texts are valid until the next record is read.
type Record struct {
	ID, Name, Date []byte
	Tags           []Tag         // by name
	Sheet          *assess.Sheet // its scores

	stage, sector, depth string // as the line says
}

// Tag is one tag of a subject.
type Tag struct{ Name, Value []byte }

// Depth is how much was asked: "full", "quick" or a part's id.
func (r *Record) Depth() string { return cmp.Or(r.depth, "full") }

// tag is the value of a tag, nil without it.
func (r *Record) tag(name string) []byte {
	for k := range r.Tags {
		if string(r.Tags[k].Name) == name {
			return r.Tags[k].Value
		}
	}
	return nil
}

// reset empties a record for the next line.
func (r *Record) reset() {
	*r = Record{Tags: r.Tags[:0], Sheet: r.Sheet}
}

// sortTags puts the tags in the order of their names.
func (r *Record) sortTags() {
	slices.SortFunc(r.Tags, func(a, b Tag) int { return slices.Compare(a.Name, b.Name) })
}

// take fills a record from an assessment that the strict reader read.
func (r *Record) take(a *assess.Assessment) {
	s := &a.Subject
	r.ID, r.Name, r.Date = []byte(s.ID), []byte(s.Name), []byte(a.Date)
	r.stage, r.sector, r.depth = s.Stage, s.Sector, a.Depth
	for _, name := range slices.Sorted(maps.Keys(s.Tags)) {
		r.Tags = append(r.Tags, Tag{[]byte(name), []byte(s.Tags[name])})
	}
}
