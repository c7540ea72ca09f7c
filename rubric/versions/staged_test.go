package versions_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/rubric/versions"
)

// TestStaged: another rung, another value of the rungs' scale and another level to pass change scores, and say so.
func TestStaged(t *testing.T) {
	base := strings.NewReplacer("{aggregate: mean, above_lowest: 1}", "{aggregate: staged, scale: other, pass: 2}",
		"id: one,", "id: one, rung: 2,", "id: two,", "id: two, rung: 3,", "id: three,", "id: three, rung: 2,",
		"id: four,", "id: four, rung: 2,").Replace(first)
	for _, tt := range []struct{ was, is, want string }{
		{"pass: 2", "pass: 3", "rubric mini scoring/practice/pass: 2 -> 3\nby scoring"},
		{"id: two, rung: 3", "id: two, rung: 2", "kept alpha/two>alpha/two\n  alpha/two rung: 3 -> 2\nby structure"},
		{"{aggregate: staged, scale: other, pass: 2}", "{aggregate: staged, scale: plain, pass: 2}",
			"rubric mini scoring/practice/scale: other -> plain\nby scoring"},
		{"other: [{level: 1}, {level: 2}, {level: 3}]", "other: [{level: 1}, {level: 2}, {level: 3, value: 4}]",
			"kept gamma/four>gamma/four revalued\nscale other 3/value: 3 -> 4\nby scales"},
	} {
		got := told(versions.Compare(parse(t, base), parse(t, strings.Replace(base, tt.was, tt.is, 1))))
		if diff := cmp.Diff(strings.Split(tt.want, "\n"), got); diff != "" {
			t.Errorf("%s:\n%s", tt.is, diff)
		}
	}
	three := strings.Replace(base, "other, pass", "third, pass", 1)
	three = strings.Replace(three, "stages:", "  third: [{level: 1}, {level: 2}, {level: 3}]\nstages:", 1)
	got := told(versions.Compare(parse(t, three), parse(t, strings.Replace(three, "third: [{level: 1}, {level: 2}, {level: 3}]",
		"third: [{level: 1}, {level: 2}, {level: 3, value: 4}]", 1))))
	if diff := cmp.Diff([]string{"scale third 3/value: 3 -> 4", "by scales"}, got); diff != "" {
		t.Error(diff)
	}
}
