package rubricfile_test

import (
	"slices"
	"strings"
	"testing"

	"fathom/rubric"
	"fathom/rubric/rubricfile"
)

// tagged is a base whose actions name criteria: alpha has one, two and three, beta has one.
const tagged = `format: fathom.rubric/1
id: base
version: "1"
languages: [en]
scales: {s: [{level: 1}, {level: 2}, {level: 3}, {level: 4}]}
parts: [{id: p}]
dimensions: [{id: d, part: p}]
practices:
  - id: alpha
    dimension: d
    criteria: [{id: one, core: true}, {id: two}, {id: three}]
    actions:
      - {to: 2, effort: S, days: 1, serves: [one, two], measures: two, first: {en: ask}, done: {en: a list}}
      - {to: 3, effort: S, days: 1, serves: [two], measures: two}
      - {to: 4, effort: S, days: 1}
  - id: beta
    dimension: d
    criteria: [{id: one}, {id: two, core: true}]
    actions: [{to: 2, effort: S, days: 1, serves: [one, two], measures: one}]
`

func overTagged(text string) (*rubric.Rubric, error) {
	r, _, err := rubricfile.ReadLayers(rubricfile.Parse(rubricfile.File{Name: "mini.yaml", Data: []byte(tagged)}),
		rubricfile.Parse(rubricfile.File{Name: "over.yaml", Data: []byte(head + text)}))
	return r, err
}

// TestOverlayServes: a list of criteria takes the place of the base's, texts are changed language by language.
func TestOverlayServes(t *testing.T) {
	r, err := overTagged("practices: [{id: alpha, actions: [{to: 2, serves: [three], measures: three, first: {en: see}}]}]")
	if err != nil {
		t.Fatal(err)
	}
	a := practiceOf(r, "alpha").Actions[0]
	if !slices.Equal(a.Serves, []string{"three"}) || a.Measures != "three" || a.First["en"] != "see" ||
		a.Done["en"] != "a list" {
		t.Errorf("%+v", a)
	}
}

// TestOverlayWithoutCriterion: with a criterion go its name in actions, and an action that served nothing else; the
// same id in another practice stays.
func TestOverlayWithoutCriterion(t *testing.T) {
	r, err := overTagged("practices: [{id: alpha, criteria: [{id: two, ignore: true}]}]")
	if err != nil {
		t.Fatal(err)
	}
	alpha, beta := practiceOf(r, "alpha").Actions, practiceOf(r, "beta").Actions
	if len(alpha) != 2 || alpha[0].To != 2 || !slices.Equal(alpha[0].Serves, []string{"one"}) ||
		alpha[0].Measures != "" || alpha[1].To != 4 {
		t.Errorf("%+v", alpha)
	}
	if len(beta) != 1 || !slices.Equal(beta[0].Serves, []string{"one", "two"}) || beta[0].Measures != "one" {
		t.Errorf("%+v", beta)
	}
}

// TestOverlayServesFaults: what the overlay itself names must be there, and an action that goes is not changed.
func TestOverlayServesFaults(t *testing.T) {
	const without = "practices: [{id: alpha, criteria: [{id: two, ignore: true}], actions: ["
	for text, want := range map[string]string{
		without + "{to: 2, serves: [two]}]}]":                         "over.yaml:3:89: alpha has no criterion two; valid: one, three",
		without + "{to: 3, days: 9}]}]":                               "over.yaml:3:73: the step to 3 served only criteria that are ignored",
		without + "{to: 3, measures: one}]}]":                         "over.yaml:3:73: the step to 3 served only criteria that are ignored",
		"practices: [{id: alpha, actions: [{to: 3, measures: one}]}]": "the measure is of one, which this action does not",
	} {
		if _, err := overTagged(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	r, err := overTagged(without + "{to: 3, serves: [three], measures: three}]}]")
	if err != nil || len(practiceOf(r, "alpha").Actions) != 3 {
		t.Errorf("an action with another aim: %v", err)
	}
}
