//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestVotesFileRemoved: while the workshop is on somebody removes the file with the votes. No vote is confirmed that a
// crash would take back: the next one is not, the facilitator is told, and the file stands again with all that was
// confirmed before.
func TestVotesFileRemoved(t *testing.T) {
	path := filepath.Join(t.TempDir(), "henan.yaml")
	votes := filepath.Join(filepath.Dir(path), ".henan.yaml.votes")
	s := hold(t, path, "--start")
	ann, bo, host := s.phone("Ann"), s.phone("Bo"), s.host()
	q := ann.question()
	ann.send(204, "/vote", "q", q, "level", "4")
	if err := os.Remove(votes); err != nil {
		t.Fatal(err)
	}
	bo.send(503, "/vote", "q", q, "level", "2")
	if page := host.page("/host"); !strings.Contains(page, "votes cannot be kept") || !strings.Contains(page, "does not exist") {
		t.Errorf("the facilitator is not told:\n%s", page)
	}
	bo.send(204, "/vote", "q", q, "level", "2") // as the phone does by itself
	if page := host.page("/host"); strings.Contains(page, "votes cannot be kept") {
		t.Error("it is told when it is over")
	}
	s.kill()
	s = hold(t, path, "--start")
	ann.gathering, bo.gathering, host.gathering = s, s, s
	for v, level := range map[*visitor]string{ann: "4", bo: "2"} {
		if page, _ := v.look(); page.checked != level {
			t.Errorf("%q is ticked, want %s", page.checked, level)
		}
	}
	if err := os.Remove(votes); err != nil {
		t.Fatal(err)
	}
	host.send(503, "/admin/end")
	host.send(204, "/admin/end")
	s.exits(exitOK)
	holds(t, path, q+": {votes: {ann: 4, bo: 2}}")
}
