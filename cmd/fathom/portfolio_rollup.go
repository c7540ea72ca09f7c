package main

import (
	"io"

	"fathom/reports/html"
	"fathom/reports/markdown"
	"fathom/reports/rollup"
	"fathom/reports/terminal"
	"fathom/reports/xlsx"
)

// rollupFormats are the formats of the roll-up itself.
func (s *surveying) rollupFormats() []format {
	return []format{
		{word: "terminal", write: func(w io.Writer) error {
			return terminal.Write(w, s.report().Doc(), s.terminalOptions(w))
		}},
		{word: "html", write: func(w io.Writer) error { return html.Write(w, s.report().Doc()) }},
		{word: "xlsx", binary: true, write: func(w io.Writer) error { return xlsx.Write(w, s.report().Workbook()) }},
		{word: "markdown", write: func(w io.Writer) error { return markdown.Write(w, s.report().Doc()) }},
		{word: "json", write: func(w io.Writer) error { return s.report().WriteJSON(w) }},
	}
}

// report is the roll-up as a document, made when the first format asks for it: the state does not.
func (s *surveying) report() *rollup.Rollup {
	if s.doc == nil {
		s.doc = rollup.New(s.fold.Rollup(s.leastShown(s.fold)), s.lang)
	}
	return s.doc
}
