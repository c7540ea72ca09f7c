package main

import (
	"io"

	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/portfolio"
	"fathom/rubric/say"
)

// rowsTo runs the stream with the rows going where they were asked for. A file gets its name only when all rows are in
// it; what was halted, or ended by a signal, leaves no file behind. On standard output a signal ends the process as
// usual.
func (s *surveying) rowsTo(rows []target, run func(w io.Writer, stop <-chan struct{}) (portfolio.Outcome,
	error)) (out portfolio.Outcome, err error) {
	switch {
	case len(rows) == 0:
		return run(io.Discard, nil)
	case rows[0].path == "":
		err = s.data(func(w io.Writer) error {
			out, err = run(w, nil)
			return err
		})
		return out, err
	}
	path := rows[0].path
	err = s.streamLong(path, atomicfile.Shared, func(w io.Writer, stop <-chan struct{}) error {
		if out, err = run(w, stop); err == nil && out.Halted {
			return errInvalid
		}
		return err
	})
	switch {
	case out.Halted:
		return out, nil // it was said why
	case err == nil:
		s.note(say.Both("wrote %s", "已写入 %s", path))
	}
	return out, err
}
