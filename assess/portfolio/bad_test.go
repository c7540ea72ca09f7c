package portfolio_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
)

// batches yields batches with an error each.
type batches []portfolio.Batch

func (s *batches) Next(b *portfolio.Batch) error {
	if len(*s) == 0 {
		return io.EOF
	}
	b.File, b.Err, b.Also = (*s)[0].File, (*s)[0].Err, (*s)[0].Also
	*s = (*s)[1:]
	return nil
}

// TestAlso: of one record, what is told later is told, and counts no second time.
func TestAlso(t *testing.T) {
	why := func(line int, kind string) error { return problem.List{{File: "f", Line: line, Kind: kind}} }
	s := stream(assess.Compile(channelteam.Rubric()))
	s.KeepGoing, s.MostBad = true, 2
	s.BadRow = func(dst []byte, why problem.List) []byte { return append(dst, why[0].Kind+"\n"...) }
	var told []string
	s.Bad = func(why problem.List) { told = append(told, why[0].Kind) }
	var rows bytes.Buffer
	from := &batches{{Err: why(1, "long")}, {Err: why(1, "endless"), Also: true}, {Err: why(1, "gone")}}
	out, err := s.Run(from, &rows)
	if err != nil || out.Bad != 2 || out.Halted || rows.String() != "long\ngone\n" || strings.Join(told, " ") != "long endless gone" {
		t.Errorf("%+v, %v\n%s%q", out, err, &rows, told)
	}
}

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
