package gap

import (
	"encoding/json"
	"io"

	"fathom/reports/record"
)

// NewJSON writes one document: the result of one report, or an array where there may be several.
func NewJSON(w io.Writer, several bool) record.Stream[*Gap] {
	return record.NewList(w, several, func(g *Gap) any { return g.json() })
}

// NewNDJSON writes one document a line.
func NewNDJSON(w io.Writer) record.Stream[*Gap] {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return documents{enc}
}

type documents struct{ *json.Encoder }

func (d documents) Add(g *Gap) error { return d.Encode(g.json()) }
func (documents) End() error         { return nil }

// NewCSV writes one row for each node and criterion of every report, under one head, after one byte order mark. Text
// that a spreadsheet would take for a formula gets a leading apostrophe.
func NewCSV(w io.Writer) record.Stream[*Gap] { return &table{w: w} }

type table struct {
	w     io.Writer
	begun bool
}

func (t *table) Add(g *Gap) error {
	if err := t.head(); err != nil {
		return err
	}
	return record.WriteRows(t.w, g.csv())
}

func (t *table) End() error { return t.head() }

// head writes the head where it is not there yet.
func (t *table) head() error {
	if t.begun {
		return nil
	}
	t.begun = true
	return record.WriteCSV(t.w, [][]string{csvHead})
}

// WriteJSON writes one document: the result of one report, or an array of several.
func WriteJSON(w io.Writer, reports ...*Gap) error {
	return record.WriteAll(NewJSON(w, len(reports) != 1), reports)
}

// WriteNDJSON writes one document a line.
func WriteNDJSON(w io.Writer, reports ...*Gap) error { return record.WriteAll(NewNDJSON(w), reports) }

// WriteCSV writes the rows of [NewCSV].
func WriteCSV(w io.Writer, reports ...*Gap) error { return record.WriteAll(NewCSV(w), reports) }
