package foreign

import (
	"archive/zip"
	"bytes"
	"io"
	"path/filepath"
	"strings"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric/problem"
	"fathom/rubric/strictyaml"
)

// The kinds of answers, by the words of --from.
const (
	FromToolbox  = "samm-toolbox"
	FromProgress = "dsomm-progress"
	FromAudit    = "ciso-audit"
	FromReview   = "aws-review"
)

// reader reads the answers of one tool, and recognises them.
type reader struct {
	kind  string
	hint  string // a word that stands in every file of its kind that is a text
	isOne func(*source) bool
	read  func(*reading)
}

// readers are those of all tools: a new one is a line here, and a file.
func readers() []reader {
	return []reader{
		{FromToolbox, "imp-questions", isToolbox, readToolbox},
		{FromProgress, "progress", isProgress, readProgress},
		{FromAudit, "result", isAudit, readAudit},
		{FromReview, "QuestionId", isReview, readReview},
	}
}

// Kinds are the words for the tools whose answers are read.
func Kinds() (out []string) {
	for _, r := range readers() {
		out = append(out, r.kind)
	}
	return out
}

// KindOf is the kind of a file where its content leaves no doubt; else "".
func KindOf(in Input) string {
	if !mayBe(in.Data) {
		return ""
	}
	s, err := open(in)
	if err != nil {
		return ""
	}
	for _, r := range readers() {
		if r.isOne(s) {
			return r.kind
		}
	}
	return ""
}

// mayBe reports whether it is worth the while to read a file in order to recognise it. It is cheap, since all forms and
// answer files that come back pass here.
func mayBe(data []byte) bool {
	if isZip(data) {
		return !bytes.Contains(partOf(data, "xl/workbook.xml"), []byte(`name="fathom"`)) // a form of ours
	}
	for _, r := range readers() {
		if bytes.Contains(data, []byte(r.hint)) {
			return true
		}
	}
	return false
}

func isZip(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

// partOf is how a part of a zip begins; nil without it.
func partOf(data []byte, name string) []byte {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	f, err := z.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	begins, err := io.ReadAll(io.LimitReader(f, 1<<20))
	if err != nil {
		return nil
	}
	return begins
}

// Read reads the answers in a file of a kind of [Kinds]. The error is a [problem.List] with every fault; then nothing
// is returned.
func Read(kind string, in Input, m *assess.Model, facts Facts) (*Result, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	rd := newReading(s, m, facts)
	for _, r := range readers() {
		if r.kind == kind {
			r.read(rd)
		}
	}
	if err := rd.problems.Err(); err != nil {
		return nil, err
	}
	return &rd.out, nil
}

// source is a file that was parsed: tables, or documents.
type source struct {
	file   string
	tables []form.Cells
	docs   []*strictyaml.Node
}

// open parses a file. The error is a [problem.List].
func open(in Input) (*source, error) {
	s := &source{file: in.Name}
	if isTree(in) {
		docs, problems := strictyaml.ParseForeign(in.Name, in.Data, strictyaml.Limits{Bytes: MaxBytes, Nodes: 600_000,
			Keys: 100_000})
		s.docs = docs
		return s, problems.Err()
	}
	var err error
	if isZip(in.Data) {
		s.tables, err = form.ReadCells(in.Name, in.Data) // also sheets out of view, where tools keep their lists
	} else {
		s.tables, err = form.ReadTables(in.Name, in.Data, in.Encoding)
	}
	return s, err
}

// MaxBytes is how large a file of YAML or JSON may be. Tables have the limit of forms.
const MaxBytes = 16 << 20

// isTree reports whether a file is YAML or JSON rather than a table, by its name and how it begins.
func isTree(in Input) bool {
	begins := bytes.TrimSpace(in.Data[:min(len(in.Data), 200)])
	switch ext := strings.ToLower(filepath.Ext(in.Name)); {
	case isZip(in.Data), ext == ".csv":
		return false
	case ext == ".yaml", ext == ".yml", ext == ".json":
		return true
	}
	return bytes.HasPrefix(begins, []byte("{")) || bytes.HasPrefix(begins, []byte("[")) ||
		bytes.HasPrefix(begins, []byte("---")) || bytes.HasPrefix(begins, []byte("progress:"))
}

// sheet is the table with a name, nil without one.
func (s *source) sheet(name string) *form.Cells {
	for i := range s.tables {
		if s.tables[i].Name == name {
			return &s.tables[i]
		}
	}
	return nil
}

// whole is a problem of the file.
func (s *source) whole(kind string, m message) problem.Problem {
	return problem.Problem{File: s.file, Kind: kind, Message: m}
}
