package rubricfile_test

import (
	"slices"
	"strings"
	"testing"

	"fathom/rubric"
	"fathom/rubric/rubricfile"
)

// TestSameAs: one digest may stand without a list.
func TestSameAs(t *testing.T) {
	for text, want := range map[string][]string{
		"": nil, ", same_as: abcdefgh": {"abcdefgh"}, ", same_as: [abcdefgh, ponmlkji]": {"abcdefgh", "ponmlkji"},
	} {
		r, _, err := rubricfile.Read(rubricfile.File{Name: "r.yaml", Data: []byte(sameAs(text))})
		if err != nil || !slices.Equal(r.Practices[0].Criteria[0].SameAs, want) {
			t.Errorf("%q: %v, %v", text, r, err)
		}
	}
}

func sameAs(text string) string {
	return "format: fathom.rubric/1\nid: base\nversion: 1.0.0\nlanguages: [en]\nscales: {s: [{level: 1}, {level: 2}]}\n" +
		"parts: [{id: t}]\ndimensions: [{id: d, part: t}]\npractices:\n" +
		"  - {id: a, dimension: d, criteria: [{id: x, name: {en: X}, levels: {1: {en: no}, 2: {en: yes it is}}" + text + "}]}\n"
}

// TestSameAsOverlaid: what the base's author declared was of the base's text. It stays where an overlay leaves name and
// levels alone, and goes where it does not; what the overlay itself declares stands in its place.
func TestSameAsOverlaid(t *testing.T) {
	for text, want := range map[string][]string{
		"weight: 2":                        {"abcdefgh"},
		"question: {en: 'Is it?'}":         {"abcdefgh"},
		"name: {en: Y}":                    nil,
		"levels: {2: {en: always}}":        nil,
		"same_as: [ponmlkji]":              {"ponmlkji"},
		"name: {en: Y}, same_as: ponmlkji": {"ponmlkji"},
		"levels: {1: {en: none}}, same_as: [aaaaaaaa, bbbbbbbb]": {"aaaaaaaa", "bbbbbbbb"},
	} {
		layers := [][]rubricfile.File{{{Name: "base.yaml", Data: []byte(sameAs(", same_as: [abcdefgh]"))}},
			{{Name: "over.yaml", Data: []byte("format: fathom.rubric/1\nextends: base.yaml\npractices: [{id: a, criteria: [{id: x, " +
				text + "}]}]\n")}}}
		r, _, err := readLayers(layers...)
		if err != nil || !slices.Equal(criterionOf(r).SameAs, want) {
			t.Errorf("%q: %v, %v", text, r, err)
			continue
		}
		whole, err := rubricfile.Merged(parsed(layers)...)
		if err != nil || strings.Contains(string(whole), "same_as") != (want != nil) {
			t.Errorf("%q: %v\n%s", text, err, whole)
		}
	}
}

func criterionOf(r *rubric.Rubric) *rubric.Criterion { return &r.Practices[0].Criteria[0] }
