//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A shell is asked as a person asks it: on a terminal, with the key Tab.

// aShell is one that completes, and how it is started without anybody's settings.
type aShell struct {
	command []string
	setUp   string
	needs   string // a file without which it is left out
	offered string // what stands between a word and what it is, where several are offered
}

func completingShells() map[string]aShell {
	const withPackage = "/usr/share/bash-completion/bash_completion"
	bash := []string{"bash", "--norc", "--noprofile", "-i"}
	return map[string]aShell{
		"bash alone":                {bash, "source <(fathom completion bash)", "", "  ("},
		"bash with bash-completion": {bash, "source " + withPackage + "; source <(fathom completion bash)", withPackage, "  ("},
		"zsh":                       {[]string{"zsh", "-f", "-i"}, "autoload -U compinit; compinit -u -D; source <(fathom completion zsh)", "", "  -- "},
		"fish":                      {[]string{"fish", "--no-config", "-i"}, "fathom completion fish | source", "", "  ("},
	}
}

// start starts the shell in a folder. Its prompt is not looked at: each command line is run, and prints what it was.
func (c aShell) start(t *testing.T, dir string) *session {
	t.Helper()
	_, missing := exec.LookPath(c.command[0])
	if _, err := os.Stat(c.needs); missing != nil || c.needs != "" && err != nil {
		t.Skipf("left out: it is not installed")
	}
	shown := filepath.Join(dir, "bin", "shown")
	if err := os.MkdirAll(filepath.Dir(shown), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(shown, []byte("#!/bin/sh\nprintf '<%s>' \"$@\"\necho\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	s := startSession(t, "/usr/bin/env", []string{"HOME=" + dir, "LC_ALL=C.UTF-8", "FATHOM_LANG=zh",
		"PATH=" + filepath.Dir(shown) + ":" + searchPath(t)}, append([]string{"-C", dir}, c.command...)...)
	s.types(c.setUp + "; echo re''ady\n")
	s.wants("ready")
	return s
}

// TestShells: in real shells the key completes ids, levels, formats and files, with no blank behind what goes on, tells
// what they are in the user's language, and prints no error.
func TestShells(t *testing.T) {
	for name, shell := range completingShells() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := completionFolder(t)
			s := shell.start(t, dir)
			// Each line is completed where | stands, then run: a word in front makes it print its words.
			for _, c := range []struct{ typed, want string }{
				{"explain a.yaml cap-fin|", "<explain><a.yaml><cap-finance>"},
				{"explain a.yaml roles/over|", "<explain><a.yaml><roles/overlap-control>"},
				{"explain a.yaml --set roles/over|3", "<explain><a.yaml><--set><roles/overlap-control=3>"},
				{"explain a.yaml --set goals-strategy=3|", "<explain><a.yaml><--set><goals-strategy=3>"},
				{"score a.yaml --stage gr|", "<score><a.yaml><--stage><growth>"},
				{"--rubric own.yaml score a.yaml --stage ear|", "<--rubric><own.yaml><score><a.yaml><--stage><early>"},
				{"score --rubric broken.yaml --stage gr|", "<score><--rubric><broken.yaml><--stage><gr>"},
				{"report a.yaml -f xl|x", "<report><a.yaml><-f><xlsx=x>"},
				{"report a.yaml --format=xl|x", "<report><a.yaml><--format=xlsx=x>"},
				{"plan a.yaml -f jira-csv=sub/|", "<plan><a.yaml><-f><jira-csv=sub/c.yml>"},
				{"check a.yaml --policy ga|", "<check><a.yaml><--policy><gate.yaml>"},
				{"score a.|", "<score><a.yaml>"},
				{"help author|", "<help><authoring>"},
			} {
				before, behind, _ := strings.Cut(c.typed, "|")
				s.types("fathom " + before + "\t" + behind + "\x01shown \n")
				s.wants("<fathom>" + c.want + "\r\n")
			}
			if err := os.WriteFile(filepath.Join(dir, "kept"), []byte("as it was\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			s.types("fathom score a.yaml > kept --stage gr\t\x15cat kept\n")
			s.wants("as it was")
			s.types("\x15fathom explain a.yaml roles\t\t\t")
			s.wants("无空档无重叠")
			if text := s.printed(); strings.Contains(strings.ToLower(text), "error") || strings.Contains(text, "not found") ||
				strings.Contains(text, "unknown option") {
				t.Errorf("the shell was told something: %q", text)
			}
		})
	}
}
