package rubric_test

import (
	"bytes"
	"os"
	"strconv"
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

// TestMeans: an answer counts for the present text by its own digest and by those that are declared, by no other; a
// rubric that declares none has the content that it always had, and an outline, which has no texts, none.
func TestMeans(t *testing.T) {
	old := rubric.Criterion{Levels: map[int]rubric.Text{1: {"en": "no list"}, 2: {"en": "a list"}}}
	now := rubric.Criterion{Levels: map[int]rubric.Text{1: {"en": "there is no list"}, 2: {"en": "there is a list"}}}
	if now.Means(old.TextDigest()) || !now.Means(now.TextDigest()) {
		t.Error("nothing is declared: only the present text counts")
	}
	plain := (&rubric.Rubric{Practices: []rubric.Practice{{Criteria: []rubric.Criterion{now}}}}).Canonical()
	if bytes.Contains(plain, []byte("same_as")) {
		t.Errorf("%s", plain)
	}
	present := now.TextDigest()
	now.SameAs = []string{old.TextDigest()}
	if !now.Means(old.TextDigest()) || !now.Means(present) || now.Means("unchecked") || now.Means("") {
		t.Error("what is declared counts, too, and nothing else")
	}
	if now.TextDigest() != present {
		t.Error("what is declared is no part of the text")
	}
	r := &rubric.Rubric{Practices: []rubric.Practice{{Criteria: []rubric.Criterion{now}}}}
	if r.Outline().Practices[0].Criteria[0].SameAs != nil || r.Practices[0].Criteria[0].SameAs == nil {
		t.Error("the outline alone is without")
	}
}

// TestValidTextDigest: every digest is valid, and what only looks like one is not.
func TestValidTextDigest(t *testing.T) {
	for i := range 1000 {
		c := rubric.Criterion{Name: rubric.Text{"en": strconv.Itoa(i)}}
		if !rubric.ValidTextDigest(c.TextDigest()) {
			t.Errorf("%s", c.TextDigest())
		}
	}
	for _, s := range []string{"", "abcdefg", "abcdefghi", "abcdefgq", "ABCDEFGH", "abcd fgh", "unchecked"} {
		if rubric.ValidTextDigest(s) {
			t.Errorf("%q", s)
		}
	}
}
