package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

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
	ctx, _, done := untilSignal()
	defer done()
	// who hears no more of what is told, as behind 2>&1 | head, shall not end the process in the midst of a file: while
	// the signal is taken, writing there is an error, which nobody asks for
	unheard := make(chan os.Signal, 1)
	signal.Notify(unheard, syscall.SIGPIPE)
	defer signal.Stop(unheard)
	err = s.streamFile(path, atomicfile.Shared, func(w io.Writer) error {
		if out, err = run(w, ctx.Done()); err == nil && out.Halted {
			return errInvalid
		}
		return err
	})
	switch {
	case errors.Is(err, portfolio.ErrStopped):
		code, _ := brokenOff(context.Cause(ctx))
		return out, failure{code, say.Both("interrupted; %s was not written", "已中断；%s 没有写入", path), say.Message{}}
	case out.Halted:
		return out, nil // it was said why
	case err == nil:
		s.note(say.Both("wrote %s", "已写入 %s", path))
	}
	return out, err
}
