//go:build unix

package main

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"fathom/rubric/channelteam/samples"
)

// TestScoreInterrupted: a signal while scores go to a file leaves what was there, and nothing else. One that comes when
// the file is whole, as may be on a busy machine, tells nothing: then it is tried again.
func TestScoreInterrupted(t *testing.T) {
	fathom := program(t, ".")
	for signal, code := range map[syscall.Signal]int{syscall.SIGINT: exitInterrupt, syscall.SIGTERM: exitTerminate} {
		for tries := 1; ; tries++ {
			dir := t.TempDir()
			p := scoring(t, fathom, dir)
			if err := p.cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			status := p.ends()
			old, err := os.ReadFile(filepath.Join(dir, "rows.ndjson"))
			if left := folder(t, dir); left != "a.yaml rows.ndjson" {
				t.Fatalf("%v: left %s", signal, left)
			}
			if len(old) > len("old") && tries < 5 {
				continue
			}
			if string(old) != "old" || err != nil || status.ExitStatus() != code ||
				p.errs.String() != "error: interrupted; rows.ndjson was not written\n" {
				t.Errorf("%v: exit code %d, want %d: %s; %.20q, %v", signal, status.ExitStatus(), code, &p.errs, old, err)
			}
			break
		}
	}
}

// scoring begins to score many files, and returns when the first of it is in the file that will take the place of
// another.
func scoring(t *testing.T, fathom, dir string) *piped {
	t.Helper()
	for name, data := range map[string][]byte{"a.yaml": samples.All()[0].Data, "rows.ndjson": []byte("old")} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := startPiped(t, fathom, dir, slices.Concat([]string{"score", "-f", "ndjson=rows.ndjson"},
		slices.Repeat([]string{"a.yaml"}, 500))...)
	for deadline := time.Now().Add(6 * patience); !begun(t, dir); {
		if time.Now().After(deadline) {
			t.Fatalf("nothing was written: %s", folder(t, dir))
		}
	}
	return p
}
