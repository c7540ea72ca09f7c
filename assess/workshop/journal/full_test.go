package journal_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"fathom/assess/workshop"
	"fathom/assess/workshop/journal"
)

// TestFull: a journal says that it is full while it still takes the events that end a workshop.
func TestFull(t *testing.T) {
	j, _ := open(t, filepath.Join(t.TempDir(), "panel.yaml"), journal.Options{})
	if err := j.Append(opened()); err != nil {
		t.Fatal(err)
	}
	big := workshop.Remarked{Criterion: "a/b", Text: strings.Repeat("x", 4<<20)}
	n := 0
	for ; j.Full() == nil; n++ {
		if err := j.Append(big); err != nil {
			t.Fatalf("after %d: %v", n, err)
		}
	}
	if want := (journal.MaxBytes - 8<<20) / (4 << 20); n != want {
		t.Errorf("full after %d, want %d", n, want)
	}
	if err := j.Full(); !errors.Is(err, journal.ErrFull) {
		t.Error(err)
	}
	for range 1000 {
		j.Queue(voted(1))
	}
	if err := j.Append(workshop.Closed{}); err != nil {
		t.Error(err)
	}
}
