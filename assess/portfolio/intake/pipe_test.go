//go:build unix

package intake_test

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"fathom/assess/portfolio/intake"
)

// TestPipes: a pipe in a folder, or behind a link in it, is told in its place, and nobody waits for it; the rest is
// read.
func TestPipes(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"d/a.yaml": "a", "d/z.yaml": "z"})
	for _, name := range []string{"d/p.yaml", "d/q.json", "d/r.ndjson"} {
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o600); err != nil {
			t.Skipf("left out: no pipes here (%v)", err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "d/p.yaml"), filepath.Join(dir, "d/link.yaml")); err != nil {
		t.Fatal(err)
	}
	done := make(chan []string)
	go func() { done <- readAll(t, filepath.Join(dir, "d")) }()
	select {
	case got := <-done:
		want := []string{"a.yaml a", "link.yaml:0 !" + intake.Unreadable, "p.yaml:0 !" + intake.Unreadable, "q.json:0 !" + intake.Unreadable, "r.ndjson:0 !" + intake.Unreadable, "z.yaml z"}
		if slices.Sort(want); !cmp.Equal(want, slices.Sorted(slices.Values(got))) {
			t.Error(cmp.Diff(want, got))
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it waits for a pipe")
	}
}
