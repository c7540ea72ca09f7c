//go:build unix

package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"fathom/rubric/rubricfile"
)

// TestRubricFolder: a folder is read no further than a rubric may go, and nobody waits for a pipe in it.
func TestRubricFolder(t *testing.T) {
	large := strings.Repeat("#", 3<<20)
	for name, c := range map[string]struct {
		make func(dir string)
		want string
		code int
	}{
		"many": {func(dir string) {
			for i := range rubricfile.MaxFiles + 1 {
				put(t, filepath.Join(dir, fmt.Sprintf("%d.yaml", i)), "a: 1\n")
			}
		}, "the folder holds more than 1000 files of a rubric [too-many]", exitInvalid},
		"many of JSON": {func(dir string) {
			for i := range rubricfile.MaxFiles + 1 {
				put(t, filepath.Join(dir, fmt.Sprintf("%d.json", i)), "{}")
			}
		}, "the folder holds more than 1000 files of a rubric [too-many]", exitInvalid},
		"many beside YAML": {func(dir string) {
			put(t, filepath.Join(dir, "a.yaml"), "a: 1\n")
			for i := range rubricfile.MaxFiles + 1 {
				put(t, filepath.Join(dir, fmt.Sprintf("%d.json", i)), "{}")
			}
		}, "a.yaml:1:1: unknown key a", exitInvalid},
		"large": {func(dir string) {
			for _, n := range []string{"a.yaml", "b.yaml", "c.yaml"} {
				put(t, filepath.Join(dir, n), large)
			}
		}, "b.yaml: the rubric is larger than the limit of 4194304 bytes [too-large]", exitInvalid},
		"pipe": {func(dir string) {
			if err := syscall.Mkfifo(filepath.Join(dir, "a.yaml"), 0o600); err != nil {
				t.Skipf("left out: no pipes here (%v)", err)
			}
		}, "a.yaml: it is a pipe or a device, not a file", exitFile},
	} {
		dir := t.TempDir()
		c.make(dir)
		var out, errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
		if code := a.run([]string{"rubric", "lint", dir}); code != c.code || !strings.Contains(errs.String(), c.want) {
			t.Errorf("%s: code %d, %.300s", name, code, errs.String())
		}
	}
}
