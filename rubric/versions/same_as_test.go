package versions_test

import (
	"slices"
	"strings"
	"testing"

	"fathom/rubric/versions"
)

// TestReworded: a changed text of which the new rubric declares that it asks the same carries over; one of which it
// does not is asked again, and what to declare names the old text and all that it stood for.
func TestReworded(t *testing.T) {
	const before, after = "{id: two, levels: {1: {en: not}", "{id: two, levels: {1: {en: not at all}"
	earlier := strings.Replace(first, before, "{id: two, same_as: [abcdefgh], levels: {1: {en: not}", 1)
	old := parse(t, earlier)
	digest := old.Practices[0].Criteria[1].TextDigest()
	fate := func(same string) (versions.Fate, []string) {
		new := strings.NewReplacer(before, strings.Replace(after, "two,", "two, "+same, 1), `version: "1"`, `version: "2"`)
		c := versions.Compare(old, parse(t, new.Replace(first)))
		x := &c.Criteria[1]
		if c.Count(x.Fate) < 1 || x.Same() {
			t.Errorf("%+v", x)
		}
		return x.Fate, x.Declare()
	}
	if f, declare := fate(""); f != versions.Confirm || !slices.Equal(declare, []string{digest, "abcdefgh"}) {
		t.Errorf("%s %v", f, declare)
	}
	if f, declare := fate("same_as: [ponmlkji, " + digest + "],"); f != versions.Reworded || declare != nil {
		t.Errorf("%s %v", f, declare)
	}
	// what only the old rubric stood for does not say that the old text itself asked the same
	if f, _ := fate("same_as: [abcdefgh],"); f != versions.Confirm {
		t.Errorf("%s", f)
	}
}
