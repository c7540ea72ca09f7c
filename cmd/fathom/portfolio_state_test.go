package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoStateThatCannotBeRead: a roll-up by 200 tags of a thousand values each makes no state that --merge would
// refuse. It is said which file is not written, and nothing else is written either; without the state all is well.
func TestNoStateThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	path, state, page := filepath.Join(dir, "a.ndjson"), filepath.Join(dir, "s.json"), filepath.Join(dir, "s.md")
	var lines strings.Builder
	for k := range 1000 {
		fmt.Fprintf(&lines, `{"format":"fathom.answers/1","rubric":{"id":"channel-team","version":"1.1.0"},"subject":{"id":"s%d","tags":{"t0":"%[1]d"`, k)
		for tag := range 199 {
			fmt.Fprintf(&lines, `,"t%d":"%d"`, 1+tag, k)
		}
		lines.WriteString(`}},"date":"2026-11-20","answers":{"roles/overlap-control":2}}` + "\n")
	}
	put(t, path, lines.String())
	args := []string{"portfolio", path}
	for tag := range 200 {
		args = append(args, fmt.Sprintf("--by=t%d", tag))
	}
	run := func(more ...string) (int, string) {
		var errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &errs, err: &errs, getenv: func(string) string { return "" }}
		return a.run(append(args, more...)), errs.String()
	}
	for lang, want := range map[string]string{"en": "error: " + state + ": the roll-up is too large for a state", "zh": "错误：" + state + ": 汇总太大，存不成中间状态"} {
		if code, said := run("-f", "markdown="+page, "-f", "rollup="+state, "--lang", lang); code != exitInvalid ||
			!strings.HasPrefix(said, want) {
			t.Errorf("%s: code %d, %s", lang, code, said)
		}
	}
	for _, path := range []string{state, page} {
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s is written", path)
		}
	}
	if code, said := run("-f", "rollup"); code != exitInvalid || !strings.HasPrefix(said, "error: <stdout>: the roll-up is") {
		t.Errorf("code %d, %.300s", code, said)
	}
}
