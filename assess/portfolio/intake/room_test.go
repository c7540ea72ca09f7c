package intake_test

import (
	"bytes"
	"runtime"
	"testing"

	"fathom/assess/answerfile"
	"fathom/assess/portfolio"
	"fathom/assess/portfolio/intake"
)

// TestRoom: a batch of lines gets its room once, and has it for all that follow.
func TestRoom(t *testing.T) {
	src := intake.NewSource([]intake.Input{{Name: "data", Path: "-"}}, answerfile.MaxBytes)
	src.Stdin = bytes.NewReader(bytes.Repeat([]byte("{}                                                             \n"), 1<<15))
	allocated := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.TotalAlloc
	}
	before := allocated()
	var b portfolio.Batch
	for range 4 {
		if err := src.Next(&b); err != nil || len(b.Data) < 200<<10 {
			t.Fatal(len(b.Data), err)
		}
		b.Data = b.Data[:0]
	}
	if took := allocated() - before; took > 400<<10 {
		t.Errorf("batches of 256 KiB took %d KiB", took>>10)
	}
}
