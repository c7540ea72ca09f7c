package rubric_test

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/rubric"
	"fathom/rubric/rubricfile"
)

// TestEarlier: each name a practice had goes with each name its criterion had; a full id stands for itself, and what is
// in use today is no earlier id.
func TestEarlier(t *testing.T) {
	data, err := os.ReadFile("../testdata/rubrics/ok/was.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: "was.yaml", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"alpha/single": "alpha/one", "first/one": "alpha/one", "first/single": "alpha/one", "begin/one": "alpha/one",
		"begin/single": "alpha/one", "other/uno": "alpha/one",
	}
	if diff := cmp.Diff(want, r.Earlier()); diff != "" {
		t.Error(diff)
	}
}

// TestTextDigest: the digest follows what a rater reads and nothing else.
func TestTextDigest(t *testing.T) {
	c := rubric.Criterion{ID: "a", Weight: 1, Name: rubric.Text{"en": "One", "zh": "一"},
		Levels: map[int]rubric.Text{1: {"en": "none"}, 2: {"en": "all"}}}
	same := c
	same.ID, same.Weight, same.Core = "b", 2, true
	same.Question = rubric.Text{"en": "How many are there?"} // what holds does not change with how one asks for it
	other := c
	other.Levels = map[int]rubric.Text{1: {"en": "none"}, 2: {"en": "All"}}
	if c.TextDigest() != same.TextDigest() || c.TextDigest() == other.TextDigest() || len(c.TextDigest()) != 8 {
		t.Errorf("%s %s %s", c.TextDigest(), same.TextDigest(), other.TextDigest())
	}
}
