package main

import (
	"io"

	"fathom/reports/html"
	"fathom/reports/markdown"
	"fathom/reports/terminal"
	"fathom/reports/xlsx"
)

// rollupFormats are the formats of the roll-up itself.
func (s *surveying) rollupFormats() []format {
	return []format{
		{word: "terminal", write: func(w io.Writer) error {
			return terminal.Write(w, s.doc.Doc(),
				s.terminalOptions(w))
		}},
		{word: "html", write: func(w io.Writer) error { return html.Write(w, s.doc.Doc()) }},
		{word: "xlsx", binary: true, write: func(w io.Writer) error { return xlsx.Write(w, s.doc.Workbook()) }},
		{word: "markdown", write: func(w io.Writer) error { return markdown.Write(w, s.doc.Doc()) }},
		{word: "json", write: func(w io.Writer) error { return s.doc.WriteJSON(w) }},
	}
}
