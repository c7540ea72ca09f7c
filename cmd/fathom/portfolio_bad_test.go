//go:build unix

package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func packedTo(t *testing.T, path string, members ...string) {
	t.Helper()
	var b bytes.Buffer
	for _, m := range members {
		z := gzip.NewWriter(&b)
		if _, err := z.Write([]byte(m)); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	}
	put(t, path, b.String())
}

// TestTooManyBad: --keep-going goes on past a million records that cannot be read, and no further: what a small archive
// expands to has an end. Where it stopped does not depend on the jobs, and no file of rows is left.
func TestTooManyBad(t *testing.T) {
	dir := t.TempDir()
	path, rows := filepath.Join(dir, "bomb.ndjson.gz"), filepath.Join(dir, "rows.ndjson")
	packedTo(t, path, strings.Repeat("\n", mostBad+200_000))
	for lang, want := range map[string][]string{
		"en": {"1", "error: " + path + ":1000001:1: more than 1000000 records cannot be read [too-many]\n", "stopped at so many records that cannot be read, with 0 scored before; nothing was rolled up"},
		"zh": {"2", path + ":1000001:1: 读不了的记录超过 1000000 条 [too-many]\n", "读不了的记录太多，已停止，此前已处理 0 份；没有汇总"},
	} {
		var out, errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
		code := a.run([]string{"portfolio", path, "--keep-going", "--jobs", want[0], "--lang", lang,
			"-f", "ndjson=" + rows})
		if _, err := os.Stat(rows); code != exitInvalid || err == nil || out.Len() > 0 ||
			!strings.Contains(errs.String(), want[1]) || !strings.Contains(errs.String(), want[2]) {
			t.Errorf("%s, %s jobs: code %d, %v, %d bytes, ...%s", lang, want[0], code, err, out.Len(),
				tail(errs.String(), 600))
		}
	}
	packedTo(t, path, strings.Repeat("\n", mostBad))
	var out, errs bytes.Buffer
	a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
	if code := a.run([]string{"portfolio", path, "--keep-going", "-f", "markdown"}); code != exitInvalid ||
		!strings.Contains(errs.String(), fmt.Sprintf("scored 0; %d left out", mostBad)) {
		t.Errorf("as many as may be: code %d, ...%s", code, tail(errs.String(), 600))
	}
}

func tail(s string, n int) string { return s[max(0, len(s)-n):] }

// TestEmptyInputs: an input without any assessment is named, however it is kept; it is no fault, for a shard may be
// empty.
func TestEmptyInputs(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	packedTo(t, at("members.ndjson.gz"), make([]string, 3000)...)
	put(t, at("empty.ndjson"), "")
	put(t, at("mark.ndjson"), "\xef\xbb\xbf")
	put(t, at("one.ndjson"), `{"format":"fathom.answers/1","rubric":{"id":"channel-team","version":"1.1.0"},"subject":{"id":"a"},"date":"2026-11-20","answers":{"roles/overlap-control":2}}`)
	for _, c := range []struct {
		names []string
		want  string
	}{
		{[]string{"members.ndjson.gz"}, "no assessment in members.ndjson.gz: it is empty\nscored 0\n"},
		{[]string{"empty.ndjson"}, "no assessment in empty.ndjson: it is empty\nscored 0\n"},
		{[]string{"mark.ndjson", "--lang=zh"}, "mark.ndjson 里没有评估：内容为空\n共 0 份评估\n"},
		{[]string{"-"}, "no assessment in <stdin>: it is empty\nscored 0\n"},
		{[]string{"one.ndjson", "empty.ndjson"}, "no assessment in empty.ndjson: it is empty\nscored 1\n"},
		{[]string{"one.ndjson"}, "scored 1\n"},
		{[]string{"empty.ndjson", "-q"}, ""},
	} {
		args := []string{"portfolio", "-f", "rollup"}
		for _, name := range c.names {
			if !strings.HasPrefix(name, "-") {
				name = at(name)
			}
			args = append(args, name)
		}
		var out, errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
		if code := a.run(args); code != 0 || strings.ReplaceAll(errs.String(), dir+string(filepath.Separator),
			"") != c.want {
			t.Errorf("%v: code %d, %s", c.names, code, errs.String())
		}
	}
}
