package rubric_test

import (
	"testing"

	"fathom/rubric"
)

// shares is a rubric of one criterion that describes some levels of its scale of three itself.
func shares(meaning string, levels map[int]rubric.Text) *rubric.Criterion {
	scale := rubric.Scale{ID: "s", Levels: []rubric.Level{{Level: 1, Meaning: rubric.Text{"en": "low"}},
		{Level: 2, Meaning: rubric.Text{"en": meaning}}, {Level: 3}}}
	r := &rubric.Rubric{Scales: []rubric.Scale{scale}, Practices: []rubric.Practice{{ID: "p",
		Criteria: []rubric.Criterion{{ID: "c", Scale: "s", Name: rubric.Text{"en": "C"}, Levels: levels}}}}}
	r.Share()
	return &r.Practices[0].Criteria[0]
}

// TestLevelText: what a level means on the scale stands where the criterion says nothing of it, and nowhere else.
func TestLevelText(t *testing.T) {
	c := shares("mid", map[int]rubric.Text{1: {"en": "none"}})
	for level, want := range map[int]string{1: "none", 2: "mid", 3: "", 4: ""} {
		if got := c.LevelText(level).In("en"); got != want {
			t.Errorf("level %d: %q, want %q", level, got, want)
		}
	}
}

// TestSharedDigest: what raters read makes the digest, whoever wrote it: a copy of the scale's words is the same text,
// other words of the scale are another; and answers from before shared texts were in the digest count on.
func TestSharedDigest(t *testing.T) {
	shared, copied := shares("mid", nil), shares("mid", map[int]rubric.Text{1: {"en": "low"}, 2: {"en": "mid"}})
	other, bare := shares("half", nil), rubric.Criterion{Name: rubric.Text{"en": "C"}}
	if shared.TextDigest() != copied.TextDigest() {
		t.Error("a copy of the shared texts has another digest")
	}
	if shared.TextDigest() == other.TextDigest() || other.Means(shared.TextDigest()) {
		t.Error("other words of the scale are the same text")
	}
	if !shared.Means(bare.TextDigest()) || !other.Means(bare.TextDigest()) || copied.Means(bare.TextDigest()) {
		t.Error("an answer from before counts on where texts are shared, and nowhere else")
	}
}
