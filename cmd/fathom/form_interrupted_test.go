//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestImportInterrupted: a signal while answer files are prepared, or take their places, leaves none of them and
// nothing beside them. To prepare so many takes a busy machine a while.
func TestImportInterrupted(t *testing.T) {
	fathom := program(t, ".")
	var b strings.Builder
	b.WriteString("Who,Q\n")
	for i := range 1500 {
		fmt.Fprintf(&b, "a%d,3\n", i)
	}
	for _, c := range []struct {
		signal  syscall.Signal
		code    int
		pattern string // of a file that is there by then
	}{
		{syscall.SIGINT, exitInterrupt, ".fathom-*"},
		{syscall.SIGTERM, exitTerminate, "x-*"},
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{"s.csv": b.String(), "m.yaml": "format: fathom.mapping/1\n" +
			"set: {subject: x, date: 2026-11-20}\nrespondent: {column: Who}\ncolumns: {Q: goals-strategy/goal-quality}\n"} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		p := startPiped(t, fathom, dir, "form", "import", "s.csv", "--mapping", "m.yaml", "-o", "out")
		for deadline := time.Now().Add(6 * patience); ; time.Sleep(time.Millisecond) {
			if found, _ := filepath.Glob(filepath.Join(dir, "out", c.pattern)); len(found) > 0 {
				break
			}
			if time.Now().After(deadline) {
				t.Fatal("nothing was written")
			}
		}
		if err := p.cmd.Process.Signal(c.signal); err != nil {
			t.Fatal(err)
		}
		status := p.ends()
		if status.ExitStatus() != c.code || !strings.Contains(p.errs.String(), "error: interrupted; nothing was written\n") {
			t.Errorf("%v: exit code %d, want %d: %s", c.signal, status.ExitStatus(), c.code, &p.errs)
		}
		if got := folder(t, dir); got != "m.yaml s.csv" {
			t.Errorf("%v: left %.200s", c.signal, got)
		}
	}
}
