package main

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"fathom/assess/form"
	"fathom/rubric/foreign"
)

// The kinds of sources, by the words of --from.
const fromTable = "table"

func kindsOfSource() []string { return []string{fromTable} }

// take reads a source of any kind.
func (c *takingOver) take(path string, opt foreign.Options) (*foreign.Import, error) {
	data, err := c.read(path, foreign.MaxBytes)
	if err != nil {
		return nil, err
	}
	origin := foreign.Origin{File: filepath.Base(shown(path)), Digest: foreign.DigestOf(data)}
	return c.takeTable(shown(path), data, origin, opt)
}

// takeTable reads a list of questions by the rules of tables.
func (c *takingOver) takeTable(name string, data []byte, origin foreign.Origin, opt foreign.Options) (*foreign.Import, error) {
	sheets, err := c.sheetsOf(name, data)
	if err != nil {
		return nil, err
	}
	return foreign.ReadTable(name, sheets, origin, opt)
}

func (c *takingOver) sheetsOf(name string, data []byte) (out []foreign.Sheet, err error) {
	isBook := bytes.HasPrefix(data, []byte("PK"))
	if ext := strings.ToLower(filepath.Ext(name)); !isBook && (ext == ".md" || ext == ".markdown" || foreign.IsMarkdown(string(data))) {
		text, err := form.Decode(name, data, c.encoding)
		if err != nil {
			return nil, err
		}
		return foreign.Markdown(name, text), nil
	}
	tables, err := form.ReadTables(name, data, c.encoding)
	if err != nil {
		return nil, err
	}
	for i := range tables {
		out = append(out, foreign.Sheet{Name: tables[i].Name, Grid: &tables[i]})
	}
	return slices.Clip(out), nil
}
