package rubric_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
)

// samples are rubrics with everything that a rubric can have, and one of odd texts, numbers, and lists and maps that
// are empty and not missing.
func samples(t *testing.T) []*rubric.Rubric {
	t.Helper()
	low, pass := -0.5e-9, -3
	odd := &rubric.Rubric{
		ID: "a\"b\\c\n\r\t\b\f\x00\x1f\x7f<&>\u2028\u2029\ufffd渠道 🎯", Languages: []string{},
		Title:      rubric.Text{"": "", "\"": "\\", "é": "`"},
		PersonDays: map[rubric.Effort]float64{"S": 1e21, "L": 1.0 / 3},
		Scoring:    rubric.Scoring{Practice: rubric.Rule{AboveLowest: &low, Pass: &pass}},
		Pairs:      [][2]string{{"a", "b"}, {"", "]"}},
		Practices: []rubric.Practice{{Weight: rubric.PerStage{By: map[string]float64{"a": 2}},
			Evidence: map[string][]string{"en": nil},
			Criteria: []rubric.Criterion{{Levels: map[int]rubric.Text{-1: nil, 7: {"en": "x"}}}, {Core: true}}}}}
	out := []*rubric.Rubric{odd, {}, channelteam.Rubric(), channelteam.Outline()}
	paths, _ := filepath.Glob("../testdata/rubrics/*/*.yaml")
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if r, _, err := rubricfile.Read(rubricfile.File{Name: path, Data: data}); err == nil {
			out = append(out, r)
		}
	}
	return out
}

// TestCanonicalReads: the canonical form reads to what encoding/json makes of it.
func TestCanonicalReads(t *testing.T) {
	for _, r := range samples(t) {
		text := string(r.Canonical())
		got, err := rubric.FromCanonical(text)
		if err != nil {
			t.Errorf("%.40q: %v", r.ID, err)
			continue
		}
		want := new(rubric.Rubric)
		if err := json.Unmarshal([]byte(text), want); err != nil {
			t.Fatal(err)
		}
		if want.Share(); !reflect.DeepEqual(got, want) || string(got.Canonical()) != text {
			t.Errorf("%.40q reads to another rubric:\n%+v\nwant\n%+v", r.ID, got, want)
		}
	}
}

// TestCanonicalOnly: what was cut off, damaged or written by somebody else is refused.
func TestCanonicalOnly(t *testing.T) {
	text := string(samples(t)[0].Canonical())
	for n := range len(text) {
		if _, err := rubric.FromCanonical(text[:n]); err == nil {
			t.Errorf("the first %d bytes are accepted", n)
		}
		for _, b := range `{}[],:"\0n` {
			_, _ = rubric.FromCanonical(text[:n] + string(b) + text[n+1:]) // must not panic or hang
		}
	}
	for name, other := range map[string]string{
		"blanks":       strings.Replace(text, ":", ": ", 1),
		"order":        strings.Replace(text, `"version":""`, `"scales":null,"version":""`, 1),
		"unknown key":  strings.Replace(text, `"version":""`, `"vision":""`, 1),
		"more":         text + "{}",
		"third of two": strings.Replace(text, `["a","b"]`, `["a","b","c"]`, 1),
		"no number":    strings.Replace(text, `"core":true`, `"core":maybe`, 1),
		"no level":     strings.Replace(text, `"7":{`, `"7.5":{`, 1),
	} {
		if _, err := rubric.FromCanonical(other); err == nil || other == text {
			t.Errorf("%s: accepted", name)
		}
	}
}
