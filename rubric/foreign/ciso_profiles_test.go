package foreign

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fathom/rubric"
)

// TestCISOProfiles: groups that requirements name become profiles, by ids that people can type; what names none is in
// none. Which profile a group of a heading, or one that is not defined, would be nobody can say.
func TestCISOProfiles(t *testing.T) {
	r := sound(t, readTool(t, FromCISO, 0, Options{}, File{"tiny.yaml", []byte(library)}))
	want := []rubric.Profile{
		{ID: "R-plus", Name: rubric.Text{"en": "More", "fr": "Plus"},
			Meaning: rubric.Text{"en": "for the brave", "fr": "for the brave"}},
		{ID: "full-2", Name: rubric.Text{"en": "full", "fr": "full"}},
		{ID: "Eleve", Name: rubric.Text{"en": "Élevé", "fr": "Élevé"}},
		{ID: "R", Name: rubric.Text{"en": "Usual", "fr": "Usual"}}}
	if !reflect.DeepEqual(r.Profiles, want) {
		t.Errorf("%+v, want %+v", r.Profiles, want)
	}
	var got []string
	for _, p := range r.Practices {
		for _, c := range p.Criteria {
			got = append(got, strings.Join(c.Profiles, "+"))
		}
	}
	if !slices.Equal(got, []string{"R-plus+Eleve+R", "", "full-2", ""}) {
		t.Errorf("%q", got)
	}
	var many strings.Builder
	for i := range rubric.MaxProfiles + 1 {
		fmt.Fprintf(&many, "    - {ref_id: g%d}\n", i)
	}
	text := "objects:\n  framework:\n    implementation_groups_definition:\n" + many.String() +
		"    requirement_nodes:\n    - {urn: a, assessable: true, implementation_groups: [" +
		strings.NewReplacer("    - {ref_id: ", "", "}\n", ", ").Replace(many.String()) + "]}\n"
	if got := refusedTool(t, FromCISO, text); !strings.Contains(got, "m.yaml:68:7: this is one more than the 64 profiles") {
		t.Error(got)
	}
}
