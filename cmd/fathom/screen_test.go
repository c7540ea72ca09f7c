//go:build unix

package main

import (
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestDataOnScreen: data that were made for programs steer no terminal when they are written to one, and keep their
// bytes in a pipe.
func TestDataOnScreen(t *testing.T) {
	fathom, dir := program(t, "."), t.TempDir()
	path := filepath.Join(dir, "a.yaml")
	text := "format: fathom.answers/1\nrubric: {id: channel-team, version: 1.1.0}\nsubject: {id: henan, name: \"n\\u009b2J\\u202e\"}\n" +
		"date: 2026-11-20\nrater: {id: li}\nanswers:\n  roles/overlap-control: {level: 1, note: \"x\\e[31m\\u009b2J\"}\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"form", "export", path, "-o", "-", "-f", "csv"}, {"report", path, "-f", "json"},
		{"score", path, "-f", "ndjson"},
		{"portfolio", path, "-f", "ndjson", "--rollup", "none"}, {"report", path, "-f", "markdown"},
		{"report", path, "-f", "csv"},
	} {
		s := startSession(t, fathom, nil, append(args, "--lang", "en")...)
		code := s.ends()
		screen := s.printed()
		if strings.ContainsAny(screen, "\u009b\u202e\x1b") ||
			!strings.Contains(html.UnescapeString(screen), "<U+009B>2J") || code != 0 {
			t.Errorf("%s on a terminal: code %d\n%q", args[0], code, screen)
		}
		piped, err := exec.Command(fathom, append(args, "--lang", "en")...).Output()
		if err != nil {
			t.Fatal(err)
		}
		if args[0] != "report" && (!strings.Contains(string(piped), "\u009b2J") ||
			strings.Contains(string(piped), "<U+")) {
			t.Errorf("%s in a pipe: %q", args[0], piped)
		}
	}
}

// TestAnnotationsOnScreen: what a pipeline reads is fitted to no terminal, which would show its colours spelled out.
func TestAnnotationsOnScreen(t *testing.T) {
	s := startSession(t, program(t, "."), nil, "check", "../../rubric/channelteam/samples/henan-fmcg.yaml",
		"--min-overall", "5", "-f", "github", "--lang", "en")
	code := s.ends()
	if screen := s.printed(); code != 1 || !strings.Contains(screen, "::error") || strings.Contains(screen, "U+001B") {
		t.Errorf("code %d\n%q", code, screen)
	}
}
