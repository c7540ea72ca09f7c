package answerfile_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/answerfile"
)

// TestFileKeepsViews: what was said of the report stays in the file in lines as it was written, the whole first, then
// in rubric order, with what was written beside it; a line of a text that looks like an entry is none.
func TestFileKeepsViews(t *testing.T) {
	const text = `format: fathom.answers/1
rubric: {id: mini, version: 1.0.0}
subject: {id: s}
date: 2026-11-20
comments:  # of us
  # to be agreed with the client
  summary: |-
    The goals are clear.

    alpha: a team that starts
      # not a comment
  alpha: The rules stand.  # of the visit in May
  beta: |-
    What to do:
    - "write" it down
answers:
  # before
  alpha/one: 2
`
	lines := strings.SplitAfter(text, "\n")
	order := strings.Join(append(append(lines[:5:5], lines[12:15]...), append(lines[11:12:12], append(lines[5:11:11],
		lines[15:]...)...)...), "") // as a hand may have it
	for name, before := range map[string]string{"in order": text, "in another": order} {
		path := filepath.Join(t.TempDir(), "a.yaml")
		if err := os.WriteFile(path, []byte(before), 0o600); err != nil {
			t.Fatal(err)
		}
		f := open(t, path, answerfile.Options{})
		a, _, err := f.Load()
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"alpha": "The rules stand.", "beta": "What to do:\n- \"write\" it down",
			"summary": "The goals are clear.\n\nalpha: a team that starts\n  # not a comment"}
		if diff := cmp.Diff(want, a.Comments); diff != "" {
			t.Error(diff)
		}
		if err := f.Save(a); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(text, string(read(t, path))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestWriteKeepsViews: whatever was written, it comes back, from YAML and from JSON.
func TestWriteKeepsViews(t *testing.T) {
	for _, text := range hostileNotes {
		text = strings.TrimRight(text, " \t\r\n") // what is blank at the end is none of it
		if text == "" {
			continue
		}
		for _, s := range []string{text, text + "\n" + text, "one\n\n" + text + "\n  two", " a\nb", "a\n\nb", "a \nb", "---\n..."} {
			a := sample(assess.Answer{}, assess.Answer{})
			a.Comments = map[string]string{"summary": s, "team": s, "beta": s}
			same(t, a)
		}
	}
}

// TestReadOlderViews: what is said of a practice goes with it to its new name; what is about something that the rubric
// no longer has is kept behind what is said of the whole, and told.
func TestReadOlderViews(t *testing.T) {
	file := strings.Replace(head, "answers:\n", "comments: {gone: It was slow., beta: Good., summary: In all., old: Late.}\nanswers:\n", 1)
	a, changes, err := answerfile.ReadOlder("old.yaml", []byte(file), newer(t))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"gamma": "Good.", "summary": "In all.\n\ngone: It was slow.\n\nold: Late."}
	if diff := cmp.Diff(want, a.Comments); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"gone", "old"}, changes.Comments); diff != "" {
		t.Error(diff)
	}
	both := strings.Replace(head, "answers:\n", "comments: {beta: Then., gamma: Now.}\nanswers:\n", 1)
	a, _, err = answerfile.ReadOlder("old.yaml", []byte(both), newer(t))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"gamma": "Now.", "summary": "beta: Then."}, a.Comments); diff != "" {
		t.Error(diff)
	}
	long := strings.Replace(file, "In all.", strings.Repeat("x", assess.MaxText), 1)
	if _, _, err = answerfile.ReadOlder("old.yaml", []byte(long), newer(t)); err == nil ||
		!strings.Contains(err.Error(), "its length would be 10032, and the limit is 10000") {
		t.Error(err)
	}
}
