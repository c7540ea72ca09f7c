//go:build unix

package main

import (
	"io"
	"path/filepath"
	"runtime/debug"
	"testing"
)

// TestCollectsForManyCriteria: garbage gathers while a run is small, and no longer where its rubric is large.
func TestCollectsForManyCriteria(t *testing.T) {
	for n, want := range map[int]int{100: 0, manyCriteria + 100: 100} {
		a := app{out: io.Discard, err: io.Discard, getenv: func(string) string { return "" }}
		dir := t.TempDir()
		if code := a.run([]string{"score", answered(t, filepath.Join(dir, "a.yaml"), n, 1), "--rubric",
			grown(t, t.TempDir(), n)}); code != 0 {
			t.Fatal(n, code)
		}
		if got := a.collects; got != want {
			t.Errorf("%d criteria: %d %%, not %d", n, got, want)
		}
		if left := debug.SetGCPercent(startGC); left != startGC {
			t.Errorf("%d criteria: the run has left the collector at %d", n, left)
		}
	}
}
