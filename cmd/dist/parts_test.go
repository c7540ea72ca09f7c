package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestVersions: what is a version, and how each packager writes that a candidate comes before its release.
func TestVersions(t *testing.T) {
	for word, want := range map[string][3]string{
		"v1.2.3":         {"1.2.3", "", ""},
		"v0.10.0-rc.12":  {"0.10.0-rc.12", "rc.12", "rc12"},
		"v1.2.3-alpha.1": {"1.2.3-alpha.1", "alpha.1", "alpha1"},
	} {
		v, err := parseVersion(word)
		if got := [3]string{v.String(), v.before("deb"), v.before("apk")}; err != nil || got != want {
			t.Errorf("%s: %v %v, want %v", word, got, err, want)
		}
	}
	for word, want := range map[string]string{
		"":            "no version is given: make dist VERSION=v1.2.3",
		"1.2.3":       "did you mean v1.2.3?",
		"1.2.3-rc.1":  "did you mean v1.2.3-rc.1?",
		"v1.2":        `"v1.2" is no version of a release; write v1.2.3`,
		"v1.02.3":     "no version of a release",
		"v1.2.3-rc1":  "write v1.2.3, and v1.2.3-rc.1",
		"v1.2.3-rc.0": "no version of a release",
		"v1.2.3+x":    "no version of a release",
		"v1.2.3\n":    "no version of a release",
	} {
		if _, err := parseVersion(word); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", word, err, want)
		}
	}
}

// packed is what an archive says of one file.
type packed struct {
	name, data, owner string
	mode              int64
	at                string
}

// TestArchives: files come out in the order given, with the same time and owner each; twice the same bytes.
func TestArchives(t *testing.T) {
	at := time.Date(2026, 11, 2, 3, 4, 5, 0, time.UTC)
	files := []file{{"fathom", []byte("program"), 0o755}, {"share/a.txt", []byte("渠道"), 0o644}}
	want := []packed{{"top/fathom", "program", "root 0 root 0", 0o755, "2026-11-02T03:04:05Z"},
		{"top/share/a.txt", "渠道", "root 0 root 0", 0o644, "2026-11-02T03:04:05Z"}}
	if diff := cmp.Diff(want, inTar(t, twice(t, tarred("top", files, at))), cmp.AllowUnexported(packed{})); diff != "" {
		t.Error(diff)
	}
	for i := range want {
		want[i].owner = "" // a zip has none
	}
	if diff := cmp.Diff(want, inZip(t, twice(t, zipped("top", files, at))), cmp.AllowUnexported(packed{})); diff != "" {
		t.Error(diff)
	}
}

func twice(t *testing.T, make func() ([]byte, error)) []byte {
	t.Helper()
	one, err1 := make()
	two, err2 := make()
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one, two) {
		t.Error("not the same bytes twice")
	}
	return one
}

func inTar(t *testing.T, data []byte) (out []packed) {
	t.Helper()
	unpacked, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if !unpacked.ModTime.IsZero() || unpacked.Name != "" {
		t.Errorf("gzip says %v %q", unpacked.ModTime, unpacked.Name)
	}
	for r := tar.NewReader(unpacked); ; {
		h, err := r.Next()
		if err == io.EOF {
			return out
		}
		text, err2 := io.ReadAll(r)
		if err := errors.Join(err, err2); err != nil {
			t.Fatal(err)
		}
		out = append(out, packed{h.Name, string(text), fmt.Sprint(h.Uname, " ", h.Uid, " ", h.Gname, " ", h.Gid), h.Mode,
			h.ModTime.UTC().Format(time.RFC3339)})
	}
}

func inZip(t *testing.T, data []byte) (out []packed) {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.File {
		opened, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(opened)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, packed{name: f.Name, data: string(text), mode: int64(f.Mode()),
			at: f.Modified.UTC().Format(time.RFC3339)})
	}
	return out
}

// TestInstalled: where the files of an archive go on a system.
func TestInstalled(t *testing.T) {
	for _, c := range [][3]string{
		{"fathom", "rpm", "/usr/bin/fathom"},
		{"share/man/zh_CN/man1/fathom.1", "apk", "/usr/share/man/zh_CN/man1/fathom.1"},
		{"share/zsh/site-functions/_fathom", "rpm", "/usr/share/zsh/site-functions/_fathom"},
		{"share/zsh/site-functions/_fathom", "deb", "/usr/share/zsh/vendor-completions/_fathom"},
		{"share/powershell/fathom.ps1", "deb", ""},
		{"LICENSE", "deb", "/usr/share/doc/fathom/copyright"},
		{"LICENSE", "rpm", "/usr/share/doc/fathom/LICENSE"},
		{"README.zh.md", "deb", "/usr/share/doc/fathom/README.zh.md"},
	} {
		if got := installed(c[0], c[1]); got != c[2] {
			t.Errorf("%s in %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

// TestParts: a module that only some targets have says which; one that is replaced is what it was replaced by.
func TestParts(t *testing.T) {
	p := parts{}
	linux, windows := target{"linux", "amd64"}, target{"windows", "amd64"}
	shared := &debug.Module{Path: "a.org/Old", Version: "v1.0.0",
		Replace: &debug.Module{Path: "a.org/New", Version: "v1.1.0+x"}}
	p.add(linux, &debug.BuildInfo{GoVersion: "go1.26.8", Deps: []*debug.Module{shared}})
	p.add(windows, &debug.BuildInfo{GoVersion: "go1.26.8",
		Deps: []*debug.Module{shared, {Path: "b.org", Version: "v2.0.0"}}})
	var got []string
	for _, c := range (distribution{}).billOf(p).Components {
		got = append(got, c.PURL+" "+c.Properties[0].Value)
	}
	want := []string{"pkg:golang/a.org/new@v1.1.0%2Bx linux/amd64 windows/amd64", "pkg:golang/b.org@v2.0.0 windows/amd64",
		"pkg:golang/std@1.26.8 linux/amd64 windows/amd64"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestRefusals: nothing of somebody else is removed, no unknown target is left out in silence, and what is not
// committed is not released.
func TestRefusals(t *testing.T) {
	mine := filepath.Join(t.TempDir(), "mine")
	write(t, filepath.Join(mine, "thesis.txt"), "")
	write(t, filepath.Join(mine, "fathom_1.0.0_linux_amd64.deb"), "")
	if err := emptied(mine); err == nil || !strings.Contains(err.Error(), "thesis.txt") {
		t.Errorf("a folder of somebody else: %v", err)
	}
	if _, err := os.Stat(filepath.Join(mine, "fathom_1.0.0_linux_amd64.deb")); err != nil {
		t.Error(err)
	}
	_, err := chosen("linux/amd64,plan9/386")
	if err == nil || !strings.Contains(err.Error(), `"plan9/386" is no target`) {
		t.Errorf("an unknown target: %v", err)
	}
	repository := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(repository))
	t.Setenv("SOURCE_DATE_EPOCH", "")
	if _, err := readSource(repository); err == nil || !strings.Contains(err.Error(), "SOURCE_DATE_EPOCH") {
		t.Errorf("no git and no time: %v", err)
	}
	if _, err := git(repository, "init", "-q"); err != nil {
		t.Skip("left out: no git on this machine")
	}
	write(t, filepath.Join(repository, "new.go"), "")
	if _, err := readSource(repository); err == nil || !strings.Contains(err.Error(), "?? new.go") {
		t.Errorf("a file that is not committed: %v", err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644))
	if err != nil {
		t.Fatal(err)
	}
}

// TestLicences: a licence is a file of its own, or what the README says of it; without either nothing is handed on.
func TestLicences(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"COPYING.txt", "GPL", "GPL"}, {"license", "MIT", "MIT"}, {"README.md", "## License\n\nMIT", "## License\n\nMIT"},
		{"README.md", "How to use", ""}, {"main.go", "licence", ""},
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, c.name), c.text)
		got, err := licencesIn(dir)
		handedOn := err == nil && len(got) == 1 && string(got[0].data) == c.want
		if c.want == "" && err == nil || c.want != "" && !handedOn {
			t.Errorf("%s %q: %v %v", c.name, c.text, got, err)
		}
	}
}
