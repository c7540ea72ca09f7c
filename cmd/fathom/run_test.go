package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestManyProblems: a hostile file cannot fill the screen, and what is left out is counted.
func TestManyProblems(t *testing.T) {
	var b strings.Builder
	b.WriteString("format: fathom.answers/1\nrubric: {id: channel-team, version: 1.1.0}\nsubject: {id: s}\ndate: 2026-11-20\nanswers:\n")
	for i := range 2000 {
		fmt.Fprintf(&b, "  x/y%d: 1\n", i)
	}
	path := filepath.Join(t.TempDir(), "a.yaml")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
	if code := a.run([]string{"score", path}); code != exitInvalid {
		t.Errorf("exit code %d", code)
	}
	if n := strings.Count(errs.String(), "\n"); n != 501 || !strings.HasSuffix(errs.String(), "and 1500 more problems\n") {
		t.Errorf("%d lines, the last: %q", n, errs.String()[max(0, errs.Len()-60):])
	}
}
