package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// file is one of an archive.
type file struct {
	name string // below the archive's folder, with slashes
	data []byte
	mode fs.FileMode
}

// completions are where shells look for them below a prefix such as /usr/local; PowerShell looks nowhere.
func completions() map[string]string {
	return map[string]string{
		"bash":       "share/bash-completion/completions/fathom",
		"zsh":        "share/zsh/site-functions/_fathom",
		"fish":       "share/fish/vendor_completions.d/fathom.fish",
		"powershell": "share/powershell/fathom.ps1",
	}
}

// shared are the files that are the same on every system: what to read first, the manual, and completions, which the
// program itself writes, in the version of this machine.
func (d distribution) shared() ([]file, error) {
	var out []file
	for _, name := range []string{"README.md", "README.zh.md", "LICENSE", ".github/CHANGELOG.md"} {
		data, err := os.ReadFile(filepath.Join(d.root, name))
		if err != nil {
			return nil, err
		}
		out = append(out, file{filepath.Base(name), data, 0o644})
	}
	program, err := d.build(here)
	if err != nil {
		return nil, err
	}
	for shell, path := range completions() {
		script, err := output(d.work, nil, program, "completion", shell)
		if err != nil {
			return nil, err
		}
		out = append(out, file{path, []byte(script + "\n"), 0o644})
	}
	if _, err := output(d.work, nil, program, "help", "--man-dir", "share/man"); err != nil {
		return nil, err
	}
	manual, err := below(d.work, "share/man")
	out = append(out, manual...)
	slices.SortFunc(out, func(a, b file) int { return cmp.Compare(a.name, b.name) })
	return out, err
}

// below reads the files in a folder of root.
func below(root, folder string) (out []file, err error) {
	err = fs.WalkDir(os.DirFS(root), folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(path)))
		out = append(out, file{path, data, 0o644})
		return err
	})
	return out, err
}

// licences is what the modules in the program ask to be handed on with it.
func (d distribution) licences(p parts) (file, error) {
	var b strings.Builder
	b.WriteString("Fathom has these modules in it, under their own licences.\n")
	for _, m := range p.sorted() {
		dir, err := output(d.root, []string{"GOFLAGS="}, "go", m.directory()...)
		if err != nil {
			return file{}, err
		}
		texts, err := licencesIn(dir)
		if err != nil {
			return file{}, fmt.Errorf("%s: %w", m.path, err)
		}
		for _, text := range texts {
			fmt.Fprintf(&b, "\n%s\n%s %s, %s\n\n%s\n", strings.Repeat("=", 80), m.path, m.version, text.name,
				strings.TrimSpace(string(text.data)))
		}
	}
	return file{"THIRD-PARTY.txt", []byte(b.String()), 0o644}, nil
}

// A module has its licence in a file of its own; mattn/go-localereader names it in what is to be read first.
var (
	licenceName = regexp.MustCompile(`(?i)^(?:licen[cs]e|copying|notice)`)
	readmeName  = regexp.MustCompile(`(?i)^readme`)
)

// licencesIn are the licences in a folder, and what else is to be handed on.
func licencesIn(dir string) ([]file, error) {
	out, err := named(dir, licenceName)
	if err == nil && len(out) == 0 {
		out, err = named(dir, readmeName)
		out = slices.DeleteFunc(out, func(f file) bool {
			return !bytes.Contains(bytes.ToLower(f.data), []byte("licen"))
		})
	}
	if err == nil && len(out) == 0 {
		err = errors.New("no licence found; it cannot be handed on without one")
	}
	return out, err
}

// named are the files in a folder that are called so.
func named(dir string, name *regexp.Regexp) (out []file, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.IsDir() || !name.MatchString(e.Name()) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		out = append(out, file{e.Name(), data, 0o644})
	}
	return out, nil
}
