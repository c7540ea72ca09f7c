package lint_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fathom/rubric/lint"
	"fathom/rubric/rubricfile"
)

// TestMixedScales: scales of different size are told under everything but a sum, and what weighs nothing mixes nothing.
func TestMixedScales(t *testing.T) {
	data, err := os.ReadFile("../../testdata/rubrics/lint/mixed_scales.yaml")
	if err != nil {
		t.Fatal(err)
	}
	whole := string(data)
	for add, want := range map[string]string{
		"": "overall work",
		"scoring: {dimension: {aggregate: min}}\n":                         "overall work",
		"scoring: {overall: {aggregate: sum}}\n":                           "work",
		"scoring: {dimension: {aggregate: sum}, part: {aggregate: sum}}\n": "", // sums are of no scale
		"scoring: {dimension: {aggregate: sum}}\n":                         "",
		// points: alpha 1 to 5, beta and gamma 0 to 100
		"scoring: {practice: {aggregate: sum}}\n":                                                            "overall work",
		"scoring: {practice: {aggregate: sum}, dimension: {aggregate: sum}}\n":                               "",
		"scoring: {dimension: {aggregate: mean}, part: {aggregate: sum}, overall: {aggregate: geometric}}\n": "work",
	} {
		text := whole + add
		var got []string
		r, places, err := rubricfile.Read(rubricfile.File{Name: "m.yaml", Data: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range lint.Rubric(r, places) {
			if p.Kind == "mixed-scales" {
				id, _, _ := strings.Cut(p.Message.EN, " ")
				got = append(got, id)
			}
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", add, got, want)
		}
	}
	for ends, want := range map[[2]string]bool{ // beside 1 to 5
		{"0.6", "5"}: false, {"1", "5.4"}: false, {"0", "5"}: true, {"1", "4"}: true, {"0", "4"}: true,
		{"2", "6"}: true,
	} {
		text := strings.NewReplacer("name: {en: None}, meaning: {en: none}, value: 1}", "name: {en: None}, meaning: {en: none}, value: "+ends[0]+"}",
			"name: {en: Every}, meaning: {en: every one}, value: 5}", "name: {en: Every}, meaning: {en: every one}, value: "+ends[1]+"}").Replace(whole)
		r, places, err := rubricfile.Read(rubricfile.File{Name: "m.yaml", Data: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(lint.Rubric(r, places).In("en"), "side puts"); got != want {
			t.Errorf("%v beside 1 to 5: %v, want %v", ends, got, want)
		}
	}
	for old, weightless := range map[string]string{
		"id: beta, dimension: work,": "id: beta, dimension: work, weight: 0,",
		"{id: alpha, dimension":      "{id: alpha, weight: 0, dimension",
	} {
		r, places, err := rubricfile.Read(rubricfile.File{Name: "m.yaml",
			Data: []byte(strings.Replace(whole, old, weightless, 1))})
		if err != nil {
			t.Fatal(err)
		}
		if found := lint.Rubric(r, places).In("en"); strings.Contains(found, "work puts") ||
			!strings.Contains(found, "[mixed-scales]") {
			t.Errorf("%s: %s", weightless, found)
		}
	}
}
