package panel_test

import (
	"reflect"
	"strings"
	"testing"

	"fathom/assess/panel"
)

// TestComments: what is said of the report is joined, an id at a time, and what two say differently is told.
func TestComments(t *testing.T) {
	m := model()
	x, y, z := ballot(m, "a", "", 2), ballot(m, "b", "", 3), ballot(m, "c", "")
	x.Comments = map[string]string{"summary": "Good.", "roles": "Clear."}
	y.Comments = map[string]string{"roles": "Clear.", "team": "Small."}
	want := map[string]string{"summary": "Good.", "roles": "Clear.", "team": "Small."}
	for _, ballots := range [][]panel.Ballot{{x, y, z}, {z, y, x}} {
		got := merge(t, m, ballots...)
		if !reflect.DeepEqual(got.Comments, want) {
			t.Errorf("%v, want %v", got.Comments, want)
		}
		if nameless, ok := panel.Anonymize(got, 2); !ok || nameless.Comments != nil {
			t.Errorf("%v in an anonymous panel", nameless.Comments)
		}
	}
	z.Comments = map[string]string{"team": "Large."}
	_, problems := panel.Merge(m, []panel.Ballot{z, y, x})
	if want := "c.yaml: not the same comment on team as in b.yaml"; problems == nil ||
		!strings.Contains(problems.Error(), want) {
		t.Errorf("%v, want %s", problems, want)
	}
}
