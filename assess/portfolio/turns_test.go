package portfolio_test

import (
	"sync/atomic"
	"testing"

	"fathom/assess/portfolio"
	"fathom/testdata/fleet"
)

// turns is a source, and the writer of its rows, that knows how many of them are still to come when more is wanted.
type turns struct {
	portfolio.Source
	t                       *testing.T
	rows                    atomic.Int64
	given, batches, waiting int64
	inside                  atomic.Bool
}

func (s *turns) Write(p []byte) (int, error) {
	s.rows.Add(int64(len(p)))
	return len(p), nil
}

func (s *turns) Next(b *portfolio.Batch) error {
	if s.inside.Swap(true) {
		s.t.Error("two read at once")
	}
	defer s.inside.Store(false)
	s.waiting = max(s.waiting, s.given-s.rows.Load())
	err := s.Source.Next(b)
	for _, c := range b.Data {
		if c == '\n' {
			s.given++
		}
	}
	s.batches++
	return err
}

// TestTurns: whoever scores has read it, and writes it: one worker has nothing left to write when it reads on, and
// several read one after another.
func TestTurns(t *testing.T) {
	m := bench(t)
	data := lines(m, 3000, fleet.Default())
	for _, jobs := range []int{1, 3} {
		src := &turns{Source: source(data), t: t}
		s := stream(m)
		s.Jobs = jobs
		s.Row = func(dst []byte, _ *portfolio.Record) []byte { return append(dst, '.') }
		out, err := s.Run(src, src)
		if err != nil || out.Scored != 3000 || src.batches < 5 {
			t.Fatal(out.Scored, src.batches, err)
		}
		if jobs == 1 && src.waiting > 0 {
			t.Errorf("%d records were read and not written", src.waiting)
		}
	}
}
