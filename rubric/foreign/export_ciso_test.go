package foreign

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
)

// TestBuiltInAsLibrary: the built-in rubric comes back of its library, which has what the tool's loader asks for.
func TestBuiltInAsLibrary(t *testing.T) {
	r := channelteam.Rubric()
	lib, err := CISO(r, ExportOptions{File: "lib.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	counts(t, r, &lib.Ledger)
	im := readTool(t, FromCISO, 0, Options{}, File{"lib.yaml", lib.Data})
	sameContent(t, r, sound(t, im), "growth")
	loads(t, lib.Data)
	again, err := CISO(r, ExportOptions{File: "lib.yaml"})
	if err != nil || string(again.Data) != string(lib.Data) {
		t.Error("the same rubric made other bytes")
	}
}

// loads checks a library by the rules of the tool's loader (backend/core/models.py, StoredLibrary; library/utils.py):
// the keys that must be there, urns that match its pattern and stand once, whole numbers where it wants those.
func loads(t *testing.T, data []byte) {
	t.Helper()
	var lib struct {
		URN, Locale, RefID, Name string
		Version                  int
		Objects                  struct {
			Framework struct {
				URN      string
				RefID    string `yaml:"ref_id"`
				MinScore int    `yaml:"min_score"`
				MaxScore int    `yaml:"max_score"`
				Nodes    []struct {
					URN        string
					Parent     string `yaml:"parent_urn"`
					Name       string
					Assessable bool
					Weight     *int
					Questions  map[string]struct {
						Type, Text string
						Choices    []struct {
							URN, Value string
							Score      *int `yaml:"add_score"`
						}
					}
				} `yaml:"requirement_nodes"`
			}
		}
	}
	if err := yaml.Unmarshal(data, &lib); err != nil {
		t.Fatal(err)
	}
	f := lib.Objects.Framework
	if lib.URN == "" || lib.Locale == "" || lib.Name == "" || lib.Version < 1 || f.RefID == "" || f.URN == "" ||
		f.MinScore < 0 || f.MinScore >= f.MaxScore || len(f.Nodes) == 0 {
		t.Errorf("%+v", lib)
	}
	seen := map[string]bool{"": true}
	for _, n := range f.Nodes {
		if urn := strings.ToLower(n.URN); !isURN(urn) || seen[urn] || !seen[strings.ToLower(n.Parent)] {
			t.Errorf("urn %s, parent %s", n.URN, n.Parent)
		}
		seen[strings.ToLower(n.URN)] = true
		for _, q := range n.Questions {
			for _, c := range q.Choices {
				if c.Score == nil || c.Value == "" || !isURN(c.URN) || q.Type != "unique_choice" || q.Text == "" ||
					!n.Assessable {
					t.Errorf("%s: %+v", n.URN, q)
				}
			}
		}
	}
}

// isURN is the pattern URN_REGEX of the tool.
func isURN(s string) bool {
	parts := strings.Split(s, ":")
	for i, p := range parts {
		for _, r := range p {
			isWord := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-'
			if !isWord && (i < 4 || !strings.ContainsRune("[]().", r)) {
				return false
			}
		}
	}
	return len(parts) >= 5 && parts[0] == "urn" && !slices.Contains(parts, "")
}

// TestLibraryWeights: the tool takes one mean over all criteria, with whole weights. By hand: practices that weigh 2
// and
// 3 share the whole 2:3; of the first, two criteria have 1 each, of the second, two have 1 and 2; so 1, 1, 1, 2.
func TestLibraryWeights(t *testing.T) {
	r := rubricOf(t, `
  - {id: a, dimension: d, weight: 2, name: {en: A}, criteria: [{id: x, name: {en: X}, core: true}, {id: y,
	name: {en: Y}}]}
  - {id: b, dimension: d, weight: 3, name: {en: B}, criteria: [{id: x, name: {en: X}, core: true}, {id: y,
	name: {en: Y}, weight: 2}]}
`)
	lib, err := CISO(r, ExportOptions{File: "lib.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	if want := map[string]int{"a/x": 1, "a/y": 1, "b/x": 1, "b/y": 2}; !reflect.DeepEqual(wholeShares(r, ""), want) {
		t.Errorf("%v", wholeShares(r, ""))
	}
	loads(t, lib.Data)
	im := readTool(t, FromCISO, 0, Options{}, File{"lib.yaml", lib.Data})
	sameContent(t, r, im.Rubric, "")
	for id, share := range sharesOf(im.Rubric, "") {
		if want := map[string]float64{"a/x": .2, "a/y": .2, "b/x": .2, "b/y": .4}[id]; math.Abs(share-want) > 1e-12 {
			t.Errorf("%s: %v", id, share)
		}
	}
	if e := lib.Ledger.Of(Lost); slices.ContainsFunc(e, func(e Entry) bool { return e.Kind == kindOf(roleWeight) }) {
		t.Errorf("%+v", e)
	}
}

// rubricOf is a rubric of practices on a scale of 0, 1 and 2.
func rubricOf(t *testing.T, practices string) *rubric.Rubric {
	t.Helper()
	r, _, err := rubricfile.Read(rubricfile.File{Name: "r.yaml", Data: []byte(`format: fathom.rubric/1
id: r
version: 2.0.1
languages: [en]
title: {en: R}
scales:
  s:
    - {level: 0, name: {en: No}, meaning: {en: no}}
    - {level: 1, name: {en: Some}, meaning: {en: some}}
    - {level: 2, name: {en: All}, meaning: {en: all}}
parts:
  - {id: p, name: {en: P}, noun: {en: practice}}
dimensions:
  - {id: d, part: p, name: {en: D}}
practices:` + practices)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestLibraryOfSharedTexts: who describes one level and leaves the others to the scale can be given each of them.
func TestLibraryOfSharedTexts(t *testing.T) {
	r := rubricOf(t, `
  - {id: a, dimension: d, name: {en: A}, criteria: [{id: x, name: {en: X}, core: true, levels: {2: {en: it runs}}}]}
`)
	lib, err := CISO(r, ExportOptions{File: "lib.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	loads(t, lib.Data)
	back := sound(t, readTool(t, FromCISO, 0, Options{}, File{"lib.yaml", lib.Data}))
	c := back.Practices[0].Criteria[0]
	for level, want := range []string{"no", "some", "it runs"} {
		if got := c.LevelText(level)["en"]; got != want {
			t.Errorf("level %d: %q, want %q", level, got, want)
		}
	}
}
