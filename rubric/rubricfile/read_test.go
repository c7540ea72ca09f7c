package rubricfile_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fathom/rubric"
	"fathom/rubric/lint"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
)

var update = flag.Bool("update", false, "rewrite the expected messages; read them before you commit")

// files are all rubrics of a folder of testdata; the folder is walked, never listed.
func files(t testing.TB, folder string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", "..", "testdata", "rubrics", folder, "*.yaml"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no rubrics in %s: %v", folder, err)
	}
	return names
}

func load(t testing.TB, path string) rubricfile.File {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return rubricfile.File{Name: filepath.Base(path), Data: data}
}

// expect compares messages with the .out file beside a rubric, and asks for a Chinese text in each.
func expect(t *testing.T, path string, got problem.List) {
	t.Helper()
	for _, p := range got {
		if p.Line == 0 || p.Column == 0 {
			t.Errorf("%s: not located: %v", path, p)
		}
		if !strings.ContainsFunc(p.Message.ZH, func(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }) {
			t.Errorf("%s: no Chinese in %q", path, p.Message.ZH)
		}
	}
	out := strings.TrimSuffix(path, ".yaml") + ".out"
	text := got.Error() + "\n"
	if *update {
		if err := os.WriteFile(out, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("%s:\ngot\n%swant\n%s", path, text, want)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, path := range files(t, "err") {
		r, places, err := rubricfile.Read(load(t, path))
		list, ok := err.(problem.List)
		if !ok || r != nil || places != nil {
			t.Errorf("%s: read without a fault (%v)", path, err)
			continue
		}
		expect(t, path, list)
	}
}

func TestLintFinds(t *testing.T) {
	for _, path := range files(t, "lint") {
		r, places, err := rubricfile.Read(load(t, path))
		if err != nil {
			t.Errorf("%s: lint judges what can be read: %v", path, err)
			continue
		}
		found := lint.Rubric(r, places)
		if len(found) == 0 {
			t.Errorf("%s: lint finds nothing", path)
		}
		expect(t, path, found)
	}
}

func TestReadAndLintAccept(t *testing.T) {
	for _, path := range append(files(t, "ok"), "../../testdata/rubrics/examples/kitchen-hygiene.yaml") {
		r, places, err := rubricfile.Read(load(t, path))
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		for _, p := range lint.Rubric(r, places) {
			t.Error(p)
		}
	}
}

// TestFolder reads one rubric cut into files in another order and gets the same digest.
func TestFolder(t *testing.T) {
	whole := load(t, "../../testdata/rubrics/ok/mini.yaml")
	one, _, err := rubricfile.Read(whole)
	if err != nil {
		t.Fatal(err)
	}
	head, practices, _ := bytes.Cut(whole.Data, []byte("practices:\n"))
	first, second, _ := bytes.Cut(practices, []byte("  - id: beta"))
	folder, _, err := rubricfile.Read(
		rubricfile.File{Name: "a.yaml", Data: append([]byte("practices:\n"), first...)},
		rubricfile.File{Name: "b.yaml", Data: head},
		rubricfile.File{Name: "c.yaml", Data: append([]byte("practices:\n  - id: beta"), second...)},
	)
	if err != nil {
		t.Fatal(err)
	}
	if one.Digest() != folder.Digest() {
		t.Error("a folder and a file with the same rubric have different digests")
	}
	_, _, err = rubricfile.Read(whole, rubricfile.File{Name: "more.yaml", Data: []byte("version: 2.0.0\n")})
	if err == nil || !strings.Contains(err.Error(), "more.yaml:1:1: version is already given in mini.yaml:3") {
		t.Errorf("a second version: %v", err)
	}
}

// hostile documents are refused, each by the limit it breaks.
var hostile = map[string]string{
	"aliases":         "a: &a [x]\nb: [" + strings.Repeat("*a,", 300_000) + "]\n",
	"brackets":        "a: " + strings.Repeat("[", 100_000),
	"brackets, lines": "a: " + strings.Repeat("[\n", 100_000),
	"braces":          "a: " + strings.Repeat("{a: ", 50_000),
	"ids":             "owners:\n" + strings.Repeat("", 1) + manyKeys(48_000),
	"equal keys":      "owners:\n" + strings.Repeat("  a: {en: b}\n", 48_000),
	"dashes":          strings.Repeat("- ", 50_000) + "a",
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("  k" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + ": {en: b}\n")
	}
	return b.String()
}

func TestHostile(t *testing.T) {
	for name, text := range hostile {
		if _, _, err := rubricfile.Read(rubricfile.File{Name: name, Data: []byte(text)}); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// FuzzRead: no input makes the reader panic or hang, and what it accepts survives its canonical form.
func FuzzRead(f *testing.F) {
	for _, folder := range []string{"ok", "err", "lint"} {
		for _, path := range files(f, folder) {
			f.Add(load(f, path).Data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, places, err := rubricfile.Read(rubricfile.File{Name: "f", Data: data})
		if err != nil {
			return
		}
		lint.Rubric(r, places)
		again, err := rubric.FromCanonical(string(r.Canonical()))
		if err != nil || again.Digest() != r.Digest() {
			t.Errorf("the canonical form does not read back: %v", err)
		}
	})
}

// TestTooManyTests: each test scores the whole rubric, so their number has a limit.
func TestTooManyTests(t *testing.T) {
	mini := load(t, "../../testdata/rubrics/ok/mini.yaml")
	mini.Data = append(mini.Data, "\ntests:\n"...)
	for range rubricfile.MaxTests + 1 {
		mini.Data = append(mini.Data, "  - {name: n, all: 1, expect: {overall: 1}}\n"...)
	}
	_, _, err := rubricfile.Read(mini)
	if err == nil || !strings.HasSuffix(err.Error(), ": 201 tests; the limit is 200 [too-many]") {
		t.Errorf("%v", err)
	}
}
