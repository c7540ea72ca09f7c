package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/term"

	"fathom/assess/portfolio"
	"fathom/assess/portfolio/intake"
	"fathom/rubric/problem"
)

// rowsTo runs the stream with the rows going where they were asked for. A file gets its name only when all rows are in it;
// what was halted leaves no file behind.
func (s *surveying) rowsTo(rows []target, run func(io.Writer) (portfolio.Outcome, error)) (out portfolio.Outcome, err error) {
	switch {
	case len(rows) == 0:
		return run(io.Discard)
	case rows[0].path == "":
		return run(s.out)
	}
	path := rows[0].path
	err = streamFile(path, func(w io.Writer) error {
		if out, err = run(w); err == nil && out.Halted {
			return errInvalid
		}
		return err
	})
	if out.Halted {
		return out, nil // it was said why
	}
	if err == nil {
		s.note(problem.Say("wrote %s", "已写入 %s", path))
	}
	return out, err
}

// watch shows on a terminal how far the stream has come, until the returned function is called.
func (s *surveying) watch(st *portfolio.Stream, src *intake.Source, inputs []intake.Input) (stop func()) {
	f, ok := s.err.(*os.File)
	if !ok || s.quiet || !term.IsTerminal(int(f.Fd())) {
		return func() {}
	}
	st.Scored = new(atomic.Int64)
	total := int64(0)
	for _, in := range inputs {
		if in.Size == 0 {
			total = 0
			break
		}
		total += in.Size
	}
	quit := make(chan struct{})
	var done sync.WaitGroup
	done.Go(func() {
		begin, tick := time.Now(), time.NewTicker(250*time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-quit:
				fmt.Fprint(f, "\r\x1b[K")
				return
			case <-tick.C:
				fmt.Fprint(f, "\r\x1b[K"+s.progress(st.Scored.Load(), src.Read.Load(), total, time.Since(begin)))
			}
		}
	})
	return func() {
		close(quit)
		done.Wait()
	}
}

// progress is one short line: how many, how fast, how much is done, how long it may take.
func (s *surveying) progress(n, read, total int64, passed time.Duration) string {
	rate := float64(n) / passed.Seconds()
	line := problem.Say("%d assessments, %.0f a second", "%d 份，每秒 %.0f 份", n, rate).In(s.lang)
	if total == 0 || read == 0 {
		return line
	}
	share := min(float64(read)/float64(total), 1)
	left := time.Duration(float64(passed) * (1 - share) / share).Round(time.Second)
	return line + problem.Say(", %.0f%%, %v left", "，已完成 %.0f%%，还需 %v", 100*share, left).In(s.lang)
}
