// Package record holds what documents that are data share: who was assessed by which rubric, in JSON and CSV.
package record

import (
	"encoding/json"
	"io"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/release"
)

// What JSON documents share.
type (
	Rubric struct {
		ID      string `json:"id"`
		Version string `json:"version"`
		Digest  string `json:"digest"`
		Base    *Base  `json:"base,omitempty"` // only of a rubric that is laid over another
	}
	Base struct {
		ID      string  `json:"id"`
		Version string  `json:"version"`
		Digest  *string `json:"digest"` // null for what is no rubric by itself
		Base    *Base   `json:"base,omitempty"`
	}
	Subject struct {
		ID     string            `json:"id"`
		Name   *string           `json:"name"`
		Stage  *string           `json:"stage"`
		Sector *string           `json:"sector"`
		Member *string           `json:"member"` // the firm that is rated in the parts that are of one
		Date   string            `json:"date"`
		Digest *string           `json:"digest"` // of the answers, see [assess.Result]
		Tags   map[string]string `json:"tags"`
		Depth  string            `json:"depth"`
		Counts
	}
	Counts struct {
		Asked    int `json:"asked"`    // criteria
		LeftOut  int `json:"left_out"` // likewise, by the sector
		Criteria int `json:"criteria"` // of the rubric
	}
	Warning struct {
		Code    assess.WarningCode `json:"code"`
		At      string             `json:"at"`
		Message string             `json:"message"`
	}
)

// Program names what made a document: the program and its version.
func Program() string { return "fathom " + release.Version() }

// RubricOf names a rubric as data, and what it is laid over.
func RubricOf(r *rubric.Rubric, digest string) Rubric {
	return Rubric{r.ID, r.Version, digest, baseOf(r.Base)}
}

func baseOf(b *rubric.Base) *Base {
	if b == nil {
		return nil
	}
	doc := &Base{ID: b.ID, Version: b.Version, Base: baseOf(b.Base)}
	if b.Digest != "" {
		doc.Digest = &b.Digest
	}
	return doc
}

// SubjectOf says whose result it is.
func SubjectOf(res *assess.Result) Subject {
	a := res.Assessment
	tags := a.Subject.Tags
	if tags == nil {
		tags = map[string]string{}
	}
	return Subject{a.Subject.ID, Given(a.Subject.Name), Given(res.Stage), Given(res.Sector), Given(a.Subject.Member),
		a.Date, Given(res.Digest), tags, Depth(a.Depth), CountsOf(res)}
}

// Given is a text, or null where there is none.
func Given(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// CountsOf says how much was asked.
func CountsOf(res *assess.Result) Counts {
	asked, all := res.Asked()
	return Counts{asked, len(res.LeftOut()), all}
}

// Vote is a vote as data: a level, "unknown" or "na".
func Vote(v assess.Vote) any {
	if v.State == assess.Answered {
		return v.Level
	}
	return v.State.String()
}

// Depth is the word of the file format; a file without one is full.
func Depth(s string) string {
	if s == "" {
		return "full"
	}
	return s
}

// Write writes one JSON document for a person to read as well.
func Write(w io.Writer, doc any) error { return WriteWithin(w, doc, "") }

// WriteWithin is Write of what stands within another document: its lines but the first begin with an indent.
func WriteWithin(w io.Writer, doc any, indent string) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent(indent, "  ")
	return enc.Encode(doc)
}
