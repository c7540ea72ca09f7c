package portfolio_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/reports/rollup"
	"fathom/testdata/fleet"
)

// within wants f to return before a test has lost its patience.
func within(t *testing.T, what string, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatalf("%s: does not end", what)
	}
}

// TestEndsBeforeItsSource: a run that is stopped, meets a bad record or cannot write ends at once, although its source
// waits for more of the input.
func TestEndsBeforeItsSource(t *testing.T) {
	m := bench(t)
	good := string(lines(m, 5, fleet.Default()))
	for _, c := range []struct {
		name, input string
		room        int // of the writer, in bytes
		stopped     bool
		want        error
	}{
		{"stopped", good, 1 << 20, true, portfolio.ErrStopped},
		{"a bad record", good + "{}\n", 1 << 20, false, nil},
		{"a full disk", good, 1, false, errFull},
	} {
		r, w := io.Pipe()
		src := source(nil)
		src.Stdin, src.LineBuffered = r, true
		s := stream(m)
		s.Jobs, s.Row = 2, rollup.NewRows(m, "en", nil).JSON
		stop := make(chan struct{})
		s.Stop = stop
		go func() {
			_, _ = io.WriteString(w, c.input) // and no end
			if c.stopped {
				close(stop)
			}
		}()
		within(t, c.name, func() {
			out, err := s.Run(src, &full{c.room})
			if !errors.Is(err, c.want) || out.Halted != (c.want == nil) || out.Fold != nil {
				t.Errorf("%s: %+v, %v", c.name, out, err)
			}
		})
		_ = w.Close()
	}
}

// TestPanics: a panic anywhere in a run is that of the caller, who can recover it, and names its place.
func TestPanics(t *testing.T) {
	m := bench(t)
	reading := stream(m)
	reading.Line = func(string, int, []byte) (*assess.Assessment, error) { panic("the reader of lines") }
	for what, run := range map[string]func(){
		"the reader of lines": func() { _, _ = reading.Run(source([]byte("{}\n")), io.Discard) },
		"the source":          func() { _, _ = stream(m).Run(broken{}, io.Discard) },
	} {
		within(t, what, func() {
			defer func() {
				if said := fmt.Sprint(recover()); !strings.Contains(said, what) ||
					!strings.Contains(said, "ends_test.go") {
					t.Errorf("%s: %s", what, said)
				}
			}()
			run()
		})
	}
}

// broken is a source that panics.
type broken struct{}

func (broken) Next(*portfolio.Batch) error { panic("the source") }
