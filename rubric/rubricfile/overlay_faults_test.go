package rubricfile_test

import (
	"slices"
	"strings"
	"testing"

	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/lint"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
)

// laid lays the files of an overlay over the built-in rubric.
func laid(files ...rubricfile.File) (*rubric.Rubric, problem.Places, error) {
	return readLayers(channelteam.Files(), files)
}

func overlay(name, text string) rubricfile.File {
	return rubricfile.File{Name: name, Data: []byte("format: fathom.rubric/1\nextends: channel-team\nid: x\n" + text)}
}

// TestIgnoringHidesNoFault: an overlay that leaves something out is read as strictly as one that does not.
func TestIgnoringHidesNoFault(t *testing.T) {
	for text, want := range map[string]string{
		"practices: [{id: roles, requires: goals-strategy}, {id: innovation, ignore: true}]":          "o.yaml:4:35: want a list here",
		"practices: [{id: roles, criteria: overlap-control}, {id: innovation, ignore: true}]":         "o.yaml:4:35: want a list here",
		"parts: [{id: member, ignore: true}]\npractices: {a: 1}":                                      "o.yaml:5:12: want a list here",
		"practices: [foo, {id: innovation, ignore: true}]":                                            "o.yaml:4:13: want a mapping here",
		"dimensions: [{id: culture, ignore: true}]\npractices: [{id: innovation, weight: 5}]":         "o.yaml:5:30: innovation goes with what is ignored above it; it cannot be changed too",
		"parts: [{id: member, ignore: true}]\npractices: [{id: cap-brand, name: {en: Brand}}]":        "o.yaml:5:29: cap-brand goes with what is ignored above it",
		"parts: [{id: member, ignore: true}]\ndimensions: [{id: cap-market, name: {en: Markets}}]":    "o.yaml:5:31: cap-market goes with what is ignored above it",
		"scales: {maturity: [{level: 5, ignore: true}]}":                                              "o.yaml:4:40: a level cannot be ignored",
		"owners: {DIR: {en: A}, DIR: {en: B}}":                                                        "o.yaml:4:24: DIR is given twice",
		"practices: [{id: roles, weight: 3}, {id: roles, weight: 4}, {id: innovation, ignore: true}]": "practices/roles is already given",
	} {
		if _, _, err := laid(overlay("o.yaml", text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s:\n%v\nwant %s", text, err, want)
		}
	}
}

// TestOverlayFolder: what one file of an overlay's folder says, another cannot say again.
func TestOverlayFolder(t *testing.T) {
	for text, want := range map[string]string{
		"owners: {DIR: {en: Boss}}":           "b.yaml:1:10: owners/DIR is already given in a.yaml:4",
		"extends: no-such":                    "b.yaml:1:1: extends is already given in a.yaml:2",
		"practices: [{id: roles, weight: 2}]": "",
	} {
		_, _, err := laid(overlay("a.yaml", "owners: {DIR: {en: Head}}\n"), rubricfile.File{Name: "b.yaml", Data: []byte(text)})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

// TestAdviceOfLintHolds: who does what lint says about clauses that are scored no more is rid of the warning and has no
// fault.
func TestAdviceOfLintHolds(t *testing.T) {
	for _, text := range []string{
		"practices: [{id: innovation, ignore: true}]\n",
		"practices: [{id: goals-strategy, criteria: [{id: goal-quality, ignore: true}, {id: strategy-definition, core: true}]}]\n",
		"practices: [{id: channel-planning, criteria: [{id: coverage-design, ignore: true}, {id: expansion, ignore: true}, {id: partner-selection, core: true}]}]\n",
	} {
		r, places, err := laid(overlay("o.yaml", text))
		if err != nil {
			t.Fatal(err)
		}
		var advice []string
		for _, p := range lint.Rubric(r, places) {
			if p.Kind == "unscored-clause" {
				_, meant, _ := strings.Cut(p.In("en"), "(if that is meant: source: [")
				advice = append(advice, strings.TrimSuffix(meant[:strings.LastIndex(meant, ")")], "]"))
			}
		}
		if len(advice) == 0 {
			t.Fatalf("%s: no advice", text)
		}
		text += "source: [" + strings.Join(advice, ", ") + "]\n"
		r, places, err = laid(overlay("o.yaml", text))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		for _, p := range lint.Rubric(r, places) {
			if p.Kind == "unscored-clause" || p.Severity == problem.Error {
				t.Errorf("%s: %v", text, p)
			}
		}
	}
}

// TestForgottenStage: a stage that an overlay adds has no weights and no targets until it is given some.
func TestForgottenStage(t *testing.T) {
	r, places, err := laid(overlay("o.yaml", "stages: [{id: exit, name: {zh: 退出期, en: Exit}, meaning: {zh: 收尾, en: winding up}}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	found := lint.Rubric(r, places)
	at := slices.IndexFunc(found, func(p problem.Problem) bool { return strings.Contains(p.In("en"), "at the stage exit, 31 practices") })
	if at < 0 || found[at].Line != 4 || found[at].Severity != problem.Warning {
		t.Errorf("%v", found)
	}
}

// TestLanguageID: a language whose tag is a key of the format can be left out. id is Indonesian.
func TestLanguageID(t *testing.T) {
	base := rubricfile.File{Name: "base.yaml", Data: []byte("format: fathom.rubric/1\nid: b\nversion: '1'\nlanguages: [en, id]\ntitle: {en: Title, id: Judul}\nscales: {s: [{level: 1, name: {en: Low, id: Rendah}}, {level: 2}]}\nparts: [{id: p}]\ndimensions: [{id: d, part: p}]\npractices: [{id: a, dimension: d, name: {en: A, id: B}, criteria: [{id: c}]}]\n")}
	r, _, err := readLayers([]rubricfile.File{base}, []rubricfile.File{{Name: "o.yaml", Data: []byte("format: fathom.rubric/1\nextends: base.yaml\nlanguages: [en]\n")}})
	if err != nil {
		t.Fatal(err)
	}
	if r.ID != "b" || r.Practices[0].ID != "a" || r.Title["id"] != "" || r.Practices[0].Name["id"] != "" ||
		r.Practices[0].Name["en"] != "A" {
		t.Errorf("%+v", r)
	}
}
