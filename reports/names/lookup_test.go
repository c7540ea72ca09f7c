package names

import (
	"slices"
	"testing"

	"fathom/assess"
	"fathom/rubric/channelteam"
)

// TestLookup: ids, names in both languages however typed, and beginnings; what can mean several is none of them.
func TestLookup(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for word, want := range map[string][]string{
		"overall":                {"overall"},
		"roles":                  {"roles"},
		"roles/overlap-control":  {"roles/overlap-control"},
		"Selection & training":   {"selection-training"},
		"selection  & TRAINING":  {"selection-training"},
		"人员选拔与培训":                {"selection-training"},
		"selection":              {"selection-training"}, // not the criterion of that id in it
		"人员选":                    {"selection-training"},
		"ＲＯＬＥＳ":                  {"roles"},
		"overlap":                {"roles/overlap-control"},
		"No gaps, no overlaps":   {"roles/overlap-control"},
		"role":                   {"roles", "role-modelling"},
		"总分":                     {"overall"},
		"over":                   {"overall"},
		"Partners":               {"member"},
		"channel planning &":     {"channel-planning", "cap-channel-strategy"},
		"there is nothing of it": nil,
		"":                       nil,
	} {
		if got := Lookup(m, word); !slices.Equal(got, want) {
			t.Errorf("%q means %v, want %v", word, got, want)
		}
	}
	for _, id := range m.IDs() {
		if got := Lookup(m, id); !slices.Equal(got, []string{id}) {
			t.Errorf("%q means %v", id, got)
		}
	}
}
