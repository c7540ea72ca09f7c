package main

import (
	"io"

	"fathom/reports"
	"fathom/reports/html"
	"fathom/reports/terminal"
	"fathom/reports/xlsx"
)

// rollupFormats are the formats of the roll-up itself.
func (s *surveying) rollupFormats() []format {
	report := func(word string, binary bool, write func(io.Writer, *reports.Report) error) format {
		return format{word: word, binary: binary, write: func(w io.Writer, _ []scored) error {
			return write(w, reports.NewRollup(s.fold.Rollup(s.leastShown(s.fold)), s.lang))
		}}
	}
	return []format{
		report("terminal", false, func(w io.Writer, rep *reports.Report) error { return terminal.Write(w, rep, s.terminalOptions(w)) }),
		report("html", false, html.WriteRollup), report("xlsx", true, xlsx.Write),
		report("markdown", false, func(w io.Writer, rep *reports.Report) error { return reports.WriteMarkdown(w, rep) }),
		{word: "json", write: func(w io.Writer, _ []scored) error {
			return reports.WriteRollupJSON(w, s.fold.Rollup(s.leastShown(s.fold)))
		}},
	}
}
