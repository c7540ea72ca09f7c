package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestImportForAnotherRubric: answers to another model than that of the rubric are nothing to import, and the hint says
// what may be wrong.
func TestImportForAnotherRubric(t *testing.T) {
	path := filepath.Join(t.TempDir(), "team-progress.yaml")
	data := "progress:\n  99415139-6b50-441b-89e1-0aa59accd43d:\n    Ann:\n      Started: 2026-01-10\n"
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
	code := a.run([]string{"form", "import", path, "--lang", "en", "-o", filepath.Join(t.TempDir(), "a")})
	for _, want := range []string{"came over, 0 of 1: nothing\n", "nobody gave an answer", "hint: answers of another tool are read with the rubric"} {
		if code != exitInvalid || !strings.Contains(errs.String(), want) {
			t.Errorf("exit %d, no %q in\n%s", code, want, errs.String())
		}
	}
}
