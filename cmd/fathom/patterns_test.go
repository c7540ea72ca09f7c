package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestPatternOf: what is looked for in place of a word, where the shell leaves patterns to programs.
func TestPatternOf(t *testing.T) {
	for word, want := range map[string]string{
		`*.yaml`:              `*.[yY][aA][mM][lL]`,
		`C:\Rated\2026-?.yml`: `C:\Rated\2026-?.[yY][mM][lL]`,
		`\\srv\share\*`:       `\\srv\share\*`,
		`\\?\C:\a\*`:          `\\?\C:\a\*`,
		`[1]\河南*`:             `[[]1]\河南*`,
		`a*[b`:                `[aA]*[[][bB]`,
		`\\?\C:\a\b.yaml`:     "",
		`\\.\pipe\x`:          "",
		`a[b].yaml`:           "",
		"-":                   "",
	} {
		pattern, is := patternOf(word)
		if is != (want != "") || is && pattern != want {
			t.Errorf("%s: %s %t", word, pattern, is)
		}
	}
}

// TestSpread: the names that fit stand in the place of a pattern; nothing else changes.
func TestSpread(t *testing.T) {
	t.Chdir(t.TempDir())
	err := os.Mkdir("d[1]", 0o700)
	for _, name := range []string{"b.yaml", "A.YAML", ".c.yaml", "c.json", "d[1]/e.yaml"} {
		err = errors.Join(err, os.WriteFile(name, nil, 0o600))
	}
	if err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]string{
		"*.yaml":           "A.YAML b.yaml",
		"x *.yaml y":       "x A.YAML b.yaml y",
		"?.j*":             "c.json",
		".*.yaml":          ".c.yaml",
		"d[1]/*.yml":       "d[1]/*.yml",
		"d[1]/*.yaml":      "d[1]/e.yaml",
		"D*/E.*":           "d[1]/e.yaml",
		"b.yaml - *.x":     "b.yaml - *.x",
		"./*.YAML *.YAML ": "A.YAML b.yaml A.YAML b.yaml",
	} {
		if got := spread(strings.Fields(words), filepath.Glob); strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %s", words, got, want)
		}
	}
}

// TestSpreadWords: a command is given the names before it counts its words; a flag keeps what it was given.
func TestSpreadWords(t *testing.T) {
	samples := filepath.Join(root, "rubric/channelteam/samples")
	two := []string{filepath.Join(samples, "henan-fmcg.yaml"), filepath.Join(samples, "startup-self.yaml")}
	var asked []string
	run := func(names []string, args ...string) (string, error) {
		var out bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &out, getenv: func(string) string { return "" }, lang: "en"}
		command := a.rootCommand()
		spreadWords(command, func(pattern string) ([]string, error) {
			asked = append(asked, pattern)
			return names, nil
		})
		command.SetArgs(args)
		err := command.Execute()
		return out.String(), err
	}
	if out, err := run(two, "score", "*", "-f", "csv"); err != nil || strings.Count(out, ",overall,overall,") != 2 {
		t.Errorf("%v %.300s", err, out)
	}
	if _, err := run(two, "plan", "*"); err == nil || !strings.Contains(err.Error(), "one answer file") {
		t.Errorf("one plan of two files: %v", err)
	}
	if _, err := run(two, "score", "*", "--stage", "?*"); err == nil || !strings.Contains(err.Error(), "no stage ?*") {
		t.Errorf("got %v", err)
	}
	if want := []string{"*", "*"}; !slices.Equal(asked[:2], want) || slices.Contains(asked, "?*") {
		t.Errorf("taken for patterns: %q", asked)
	}
}
