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
	report := func(word string, binary bool, write func(io.Writer, *rollup.Rollup) error) format {
		return format{word: word, binary: binary, write: func(w io.Writer, _ []scored) error {
			return write(w, rollup.New(s.fold.Rollup(s.leastShown(s.fold)), s.lang))
		}}
	}
	return []format{
		report("terminal", false, func(w io.Writer, r *rollup.Rollup) error { return terminal.Write(w, r.Doc(), s.terminalOptions(w)) }),
		report("html", false, func(w io.Writer, r *rollup.Rollup) error { return html.Write(w, r.Doc()) }),
		report("xlsx", true, func(w io.Writer, r *rollup.Rollup) error { return xlsx.Write(w, r.Workbook()) }),
		report("markdown", false, func(w io.Writer, r *rollup.Rollup) error { return markdown.Write(w, r.Doc()) }),
		report("json", false, func(w io.Writer, r *rollup.Rollup) error { return r.WriteJSON(w) }),
	}
}
