package intake_test

import (
	"bytes"
	"io"
	"testing"

	"fathom/assess/answerfile"
	"fathom/assess/portfolio"
	"fathom/assess/portfolio/intake"
)

// rooms is a reader that notes the end of each array that it reads into.
type rooms struct {
	r    io.Reader
	ends map[*byte]bool
}

func (s *rooms) Read(p []byte) (int, error) {
	s.ends[&p[:cap(p)][cap(p)-1]] = true
	return s.r.Read(p)
}

// TestRoom: a batch of lines gets its room once, and has it for all that follow.
func TestRoom(t *testing.T) {
	line := []byte("{}                                                             \n")
	stdin := &rooms{bytes.NewReader(bytes.Repeat(line, 1<<15)), map[*byte]bool{}}
	src := intake.NewSource([]intake.Input{{Name: "data", Path: "-"}}, answerfile.MaxBytes)
	src.Stdin = stdin
	var b portfolio.Batch
	for range 4 {
		if err := src.Next(&b); err != nil || len(b.Data) < 200<<10 {
			t.Fatal(len(b.Data), err)
		}
		b.Data = b.Data[:0]
	}
	if n := len(stdin.ends); n > 2 { // one to look what kind of file it is
		t.Errorf("batches of 256 KiB got room %d times", n-1)
	}
}
