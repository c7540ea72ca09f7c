package portfolio_test

import (
	"bytes"
	"fmt"
	"testing"

	"fathom/assess"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
)

// TestManyBadLines: of bad records without end no more is kept than can be told; the rest is counted, and each has its
// row.
func TestManyBadLines(t *testing.T) {
	const n = 30_000
	for _, jobs := range []int{1, 3} {
		s := stream(assess.Compile(channelteam.Rubric()))
		s.Jobs, s.KeepGoing = jobs, true
		s.BadRow = func(dst []byte, why problem.List) []byte { return fmt.Appendf(dst, "%d\n", why[0].Line) }
		told, calls, next := 0, 0, 1
		s.Bad = func(why problem.List) {
			if calls++; len(why) > problem.MaxKept+1 {
				t.Fatalf("%d problems are kept of a batch", len(why))
			}
			if why[0].Line != next {
				t.Fatalf("line %d is told in the place of %d", why[0].Line, next)
			}
			told, next = told+why.Total(), next+why.Total()
		}
		var rows bytes.Buffer
		out, err := s.Run(source(bytes.Repeat([]byte("x\n"), n)), &rows)
		if err != nil || out.Bad != n || out.Scored != 0 || told != n || bytes.Count(rows.Bytes(), []byte("\n")) != n {
			t.Errorf("%+v, %v: %d told in %d lists", out, err, told, calls)
		}
	}
}
