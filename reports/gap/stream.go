package gap

import (
	"encoding/json"
	"io"

	"fathom/reports/record"
)

// Stream takes reports one after another, so that nobody has to keep them. The errors are those of its writer.
type Stream interface {
	Add(g *Gap) error
	End() error // once, behind the last
}

// NewJSON writes one document: the result of one report, or an array where there may be several.
func NewJSON(w io.Writer, several bool) Stream { return list{record.NewList(w, several)} }

type list struct{ *record.List }

func (l list) Add(g *Gap) error { return l.List.Add(g.json()) }

// NewNDJSON writes one document a line.
func NewNDJSON(w io.Writer) Stream {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return documents{enc}
}

type documents struct{ *json.Encoder }

func (d documents) Add(g *Gap) error { return d.Encode(g.json()) }
func (documents) End() error         { return nil }

// NewCSV writes one row for each node and criterion of every report, under one head, after one byte order mark. Text
// that a spreadsheet would take for a formula gets a leading apostrophe.
func NewCSV(w io.Writer) Stream { return &table{w: w} }

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
	return writeAll(NewJSON(w, len(reports) != 1), reports)
}

// WriteNDJSON writes one document a line.
func WriteNDJSON(w io.Writer, reports ...*Gap) error { return writeAll(NewNDJSON(w), reports) }

// WriteCSV writes the rows of [NewCSV].
func WriteCSV(w io.Writer, reports ...*Gap) error { return writeAll(NewCSV(w), reports) }

func writeAll(s Stream, reports []*Gap) error {
	for _, g := range reports {
		if err := s.Add(g); err != nil {
			return err
		}
	}
	return s.End()
}
