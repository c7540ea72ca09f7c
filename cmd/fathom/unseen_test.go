//go:build unix

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fathom/rubric/safe"
)

// TestUnseen: what cannot be seen in a name, a tag, a note, an owner or a file's name is seen wherever a terminal, a
// log, a page or a sheet shows it, and columns stand as they did. What belongs to the writing stays.
func TestUnseen(t *testing.T) {
	dir := t.TempDir()
	const unseen = "\u200B\u2060\u00AD\u3164\u034F\u180E\U000E0041"
	const kept = "می\u200Cخواهم 👩\u200D💻"
	rubric := filepath.Join(dir, "rubric.yaml")
	text, err := os.ReadFile("../../testdata/rubrics/ok/mini.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"{en: Boss", "{en: Mini", "{en: Team", "{en: Work", "{en: Alpha", "{en: One", "{en: Now", "{en: Low", "{en: start", "{en: none", "evidence: {en: [a file"} {
		if !bytes.Contains(text, []byte(word)) {
			t.Fatal(word)
		}
		text = bytes.ReplaceAll(text, []byte(word), []byte(word+unseen))
	}
	put(t, rubric, string(text))
	answers := func(name, id, level string) string {
		path := filepath.Join(dir, name+unseen+".yaml")
		put(t, path, "format: fathom.answers/1\nrubric: {id: mini, version: 1.0.0}\nsubject: {id: "+id+", name: \"N"+unseen+kept+"\", tags: {\"re"+unseen+"\": \"T"+unseen+"\", region: \"E"+unseen+"\"}}\n"+
			"date: 2026-11-20\nrater: {id: r1, role: \"R"+unseen+"\"}\nanswers:\n  alpha/one: {level: "+level+", note: \"note"+unseen+"\", evidence: [\"ev"+unseen+"\"]}\n  beta/one: {na: \"why"+unseen+"\"}\n")
		return path
	}
	a, b := answers("a", "s1", "2"), answers("b", "s1", "1")
	bad := filepath.Join(dir, "bad"+unseen+".yaml")
	put(t, bad, "a: [\n")
	for _, args := range [][]string{
		{"report", a}, {"report", a, "-f", "markdown"}, {"report", a, "-f", "csv"}, {"report", a, "-f", "html"},
		{"score", a}, {"score", bad},
		{"check", a, "--min-overall", "3"}, {"check", a, "--min-overall", "3", "-f", "github"},
		{"check", a, "--min-overall", "3", "-f", "junit"}, {"compare", b, a}, {"compare", b, a, "-f", "markdown"},
		{"explain", a, "alpha"}, {"rubric", "show"}, {"rubric", "show", "alpha"}, {"merge", a, b},
		{"rubric", "lint", rubric},
		{"portfolio", a, b, "--by", "region", "--by", "re" + unseen},
		{"portfolio", a, b, "--by", "region", "-f", "markdown"}, {"portfolio", a, "-f", "html", "--by", "region"},
		{"portfolio", bad}, {"report", a, "-f", "markdown=" + filepath.Join(dir, "out"+unseen+".md")},
		{"report", a + "gone"},
	} {
		for _, lang := range []string{"en", "zh"} {
			var out, errs bytes.Buffer
			run := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
			code := run.run(append(args, "--lang", lang, "--rubric", rubric))
			got := strings.NewReplacer(kept, "", "\uFEFFsubject", "subject").Replace(out.String() + errs.String())
			if code == exitUsage || got == "" {
				t.Errorf("%q: code %d: %s", args, code, errs.String())
			}
			for _, line := range strings.Split(got, "\n") {
				if safe.Visible(line) != line {
					t.Errorf("%q, code %d: %+q", args, code, line)
					break
				}
			}
		}
	}
}
