package rubricfile_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/lint"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
)

// head begins an overlay.
const head = "format: fathom.rubric/1\nextends: mini.yaml\n"

// over lays a text over the rubric mini: practices alpha and beta, beta requires alpha.
func over(t *testing.T, text string) (*rubric.Rubric, error) {
	t.Helper()
	layers := [][]rubricfile.File{{load(t, "../../testdata/rubrics/ok/mini.yaml")},
		{{Name: "over.yaml", Data: []byte(head + text)}}}
	r, _, err := readLayers(layers...)
	if err != nil {
		return nil, err
	}
	whole, err := rubricfile.Merged(parsed(layers)...)
	if err != nil {
		t.Fatal(err)
	}
	again, _, err := rubricfile.Read(rubricfile.File{Name: "whole.yaml", Data: whole})
	if err != nil || again.Digest() != r.Digest() {
		t.Errorf("what Merged writes reads as something else: %v\n%s", err, whole)
	}
	return r, nil
}

func practiceOf(r *rubric.Rubric, id string) *rubric.Practice {
	i := slices.IndexFunc(r.Practices, func(p rubric.Practice) bool { return p.ID == id })
	if i < 0 {
		return nil
	}
	return &r.Practices[i]
}

func TestOverlayChangesByKey(t *testing.T) {
	r, err := over(t, `
id: other
practices:
  - id: beta
    weight: 3
    criteria: [{id: one, name: {en: Uno}, question: {en: "Is it one?"}, levels: {2: {en: better}}}]
    actions: [{to: 2, days: 99}]
`)
	if err != nil {
		t.Fatal(err)
	}
	base, _, _ := rubricfile.Read(load(t, "../../testdata/rubrics/ok/mini.yaml"))
	now, was := practiceOf(r, "beta"), practiceOf(base, "beta")
	if r.ID != "other" || r.Version != base.Version || *r.Base != (rubric.Base{Name: "mini.yaml", ID: "mini",
		Version: "1.0.0", Digest: base.Digest()}) {
		t.Errorf("id %s, version %s, base %v", r.ID, r.Version, r.Base)
	}
	if w, _ := now.Weight.At("now"); w != 3 {
		t.Errorf("weight %v, want 3", w)
	}
	c := now.Criteria[0]
	if c.Name["en"] != "Uno" || c.Question["en"] != "Is it one?" ||
		c.Levels[2]["en"] != "better" || c.Levels[3]["en"] != was.Criteria[0].Levels[3]["en"] ||
		!c.Core {
		t.Errorf("the criterion is %+v", c)
	}
	if a := now.Actions[0]; a.Days != 99 || a.Effort != was.Actions[0].Effort ||
		a.Text["en"] != was.Actions[0].Text["en"] {
		t.Errorf("the action is %+v", a)
	}
	if practiceOf(r, "alpha").Name["en"] != "Alpha" || len(r.Practices) != len(base.Practices) {
		t.Error("what the overlay does not name has changed")
	}
}

// TestOverlayPersonDays: an overlay changes the work of one action and of one letter; the others stay.
func TestOverlayPersonDays(t *testing.T) {
	base := strings.Replace(string(load(t, "../../testdata/rubrics/ok/mini.yaml").Data), "owners:",
		"person_days: {S: 2, M: 10}\nowners:", 1)
	const text = "id: other\nperson_days: {M: 20, L: 50}\npractices: [{id: beta, actions: [{to: 2, person_days: 4.5}]}]\n"
	r, _, err := rubricfile.ReadLayers(rubricfile.Parse(rubricfile.File{Name: "mini.yaml", Data: []byte(base)}),
		rubricfile.Parse(rubricfile.File{Name: "over.yaml", Data: []byte(head + text)}))
	if err != nil {
		t.Fatal(err)
	}
	if want := map[rubric.Effort]float64{"S": 2, "M": 20, "L": 50}; !maps.Equal(r.PersonDays, want) {
		t.Errorf("%v, want %v", r.PersonDays, want)
	}
	if a := practiceOf(r, "beta").Actions[0]; a.PersonDays != 4.5 || a.Effort != "S" {
		t.Errorf("%+v", a)
	}
	if a := practiceOf(r, "alpha").Actions[0]; a.PersonDays != 0 || r.Work(&a) != 2 {
		t.Errorf("%+v", a)
	}
}

func TestOverlayAddsAndLeavesOut(t *testing.T) {
	r, err := over(t, `
practices:
  - {id: alpha, ignore: true}
  - id: gamma
    dimension: work
    criteria: [{id: one}]
`)
	if err != nil {
		t.Fatal(err)
	}
	if practiceOf(r, "alpha") != nil || practiceOf(r, "gamma") == nil {
		t.Error("alpha is still there, or gamma is not")
	}
	if n := len(practiceOf(r, "beta").Requires); n != 0 {
		t.Errorf("beta still requires %d practices; what it required is gone", n)
	}
}

// TestOverlayLeavesOutWhatLiesBelow: with a dimension go its practices, with a stage its weights and targets, with
// practices the sectors' weights and the pairs.
func TestOverlayLeavesOutWhatLiesBelow(t *testing.T) {
	text := head + "id: less\nparts: [{id: member, ignore: true}]\nstages: [{id: startup, ignore: true}]\npractices: [{id: roles, weight: {growth: 9}}]\n"
	r, _, err := readLayers(channelteam.Files(), []rubricfile.File{{Name: "less.yaml", Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Parts) != 1 || len(r.Practices) != 19 || len(r.Dimensions) != 6 || len(r.Stages) != 2 ||
		len(r.Pairs) != 0 {
		t.Errorf("%d parts, %d practices, %d dimensions, %d stages, %d pairs", len(r.Parts), len(r.Practices), len(r.Dimensions), len(r.Stages), len(r.Pairs))
	}
	if _, ok := practiceOf(r, "roles").Weight.At("startup"); ok {
		t.Error("roles still has a weight for a stage that is gone")
	}
	if w, _ := practiceOf(r, "roles").Weight.At("growth"); w != 9 {
		t.Errorf("roles weighs %v at growth, want 9", w)
	}
	for _, s := range r.Sectors {
		for id := range s.Weights {
			if practiceOf(r, id) == nil {
				t.Errorf("sector %s weighs %s, which is gone", s.ID, id)
			}
		}
	}
}

// TestOverlayLeavesOutLanguages: texts of the base in a language that the overlay does not list go with it, and nothing
// else that has the same name; a text of its own in that language is a fault.
func TestOverlayLeavesOutLanguages(t *testing.T) {
	layers := [][]rubricfile.File{channelteam.Files(), {{Name: "en.yaml", Data: []byte(head + "id: one-language\nlanguages: [en]\n")}}}
	r, places, err := readLayers(layers...)
	if err != nil {
		t.Fatal(err)
	}
	whole := channelteam.Rubric()
	for i, p := range r.Practices {
		if _, zh := p.Name["zh"]; zh || p.Name["en"] != whole.Practices[i].Name["en"] || len(p.Evidence) != 1 ||
			len(p.Criteria[0].Levels[1]) != 1 {
			t.Errorf("practice %s is %+v", p.ID, p)
		}
	}
	if found := lint.Rubric(r, places); found.Count(problem.Error) > 0 {
		t.Errorf("%v", found)
	}
	text, err := rubricfile.Merged(parsed(layers)...)
	if err != nil {
		t.Fatal(err)
	}
	if again, _, err := rubricfile.Read(rubricfile.File{Name: "whole.yaml", Data: text}); err != nil ||
		again.Digest() != r.Digest() {
		t.Errorf("what Merged writes reads as something else: %v", err)
	}

	base := "format: fathom.rubric/1\nid: b\nversion: '1'\nlanguages: [en, zh]\nscales: {zh: [{level: 1}, {level: 2, name: {en: a, zh: b}}]}\nowners: {zh: {en: c, zh: d}}\nstages: [{id: zh}, {id: late}]\n" +
		"parts: [{id: p}]\ndimensions: [{id: d, part: p}]\npractices: [{id: zh, dimension: d, weight: {zh: 4}, target: {zh: 2}, criteria: [{id: c, scale: zh, question: {en: 'q?', zh: 'r?'}}]}]\nsectors: [{id: s, weights: {zh: 1}}]\n"
	read := func(text string) (*rubric.Rubric, error) {
		r, _, err := readLayers([]rubricfile.File{{Name: "base.yaml", Data: []byte(base)}},
			[]rubricfile.File{{Name: "over.yaml", Data: []byte(head + text)}})
		return r, err
	}
	if r, err = read("languages: [en]\n"); err != nil {
		t.Fatal(err)
	}
	p := r.Practices[0]
	weight, _ := p.Weight.At("zh")
	target, _ := p.Target.At("zh")
	if weight != 4 || target != 2 || r.Sectors[0].Weights["zh"] != 1 || len(r.Scale("zh").Levels) != 2 ||
		len(r.Scale("zh").Levels[1].Name) != 1 || len(p.Criteria[0].Question) != 1 {
		t.Errorf("more than texts is gone: %+v", r)
	}
	if _, err = read("languages: [en]\ntitle: {zh: e}\n"); err == nil || !strings.Contains(err.Error(), "over.yaml:4:9: the rubric has no language zh") {
		t.Errorf("%v", err)
	}
}

// TestOverlaySpellsOut: one stage's number leaves the others what one number for all said.
func TestOverlaySpellsOut(t *testing.T) {
	text := head + "practices: [{id: a, weight: {late: 7}}]\n"
	base := "format: fathom.rubric/1\nid: b\nversion: '1'\nlanguages: [en]\nscales: {s: [{level: 1}, {level: 2}]}\nstages: [{id: early}, {id: late}]\nparts: [{id: p}]\ndimensions: [{id: d, part: p}]\npractices: [{id: a, dimension: d, weight: 4, criteria: [{id: c}]}]\n"
	r, _, err := readLayers([]rubricfile.File{{Name: "base.yaml", Data: []byte(base)}},
		[]rubricfile.File{{Name: "over.yaml", Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	early, _ := r.Practices[0].Weight.At("early")
	late, _ := r.Practices[0].Weight.At("late")
	if early != 4 || late != 7 {
		t.Errorf("weights %v and %v, want 4 and 7", early, late)
	}
}

func TestOverlayRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"practices: [{id: alpah, ignore: true}]":                                                      "over.yaml:3:18: there is no alpah to ignore; did you mean alpha?",
		"practices: [{id: alpha, ignore: false}]":                                                     "over.yaml:3:33: write ignore: true",
		"practices: [{id: alpha, ignore: true, weight: 2}]":                                           "over.yaml:3:39: what is ignored says nothing else; leave weight out",
		"practices: [{zzz: 1, ignore: true, id: alpha}]":                                              "over.yaml:3:14: what is ignored says nothing else; leave zzz out",
		"practices: [{id: alpha, name: {}}]":                                                          "over.yaml:3:31: nothing is said here",
		"owners: {}":                                                                                  "over.yaml:3:9: nothing is said here",
		"practices: [{id: alpha, wieght: 2}]":                                                         "over.yaml:3:25: unknown key wieght; did you mean weight?",
		"practices: [{id: gamma, name: {en: New}}]":                                                   "over.yaml:3:13: the key criteria is missing",
		"practices: [{id: gamma, dimension: work, criteria: [{id: a, ignore: true}]}]":                "there is nothing here to ignore",
		"practices: [{id: alpha, ignore: true}, {id: beta, requires: [{practice: alpha, level: 2}]}]": "there is no alpha",
		"practices: [{id: alpha, weight: 2}, {id: alpha, weight: 3}]":                                 "over.yaml:3:37: practices/alpha is already given in over.yaml:3",
		"practices: [{id: alpha, weight: 2}, {id: alpha, ignore: true}]":                              "over.yaml:3:37: practices/alpha is already given in over.yaml:3",
		"practices: [{id: alpha, ignore: true}, {id: alpha, ignore: true}]":                           "over.yaml:3:40: practices/alpha is already given in over.yaml:3",
		"practices: [{ignore: true}, {id: alpha, weight: 2}]":                                         "over.yaml:3:14: there is nothing here to ignore",
		"id: a\nwho: b": "over.yaml:4:1: unknown key who",
		"practices: []": "practices is empty",
		"version: 1.0.0\nformat: fathom.rubric/1": "over.yaml:4:1: format is already given",
	} {
		if _, err := over(t, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

func TestExtends(t *testing.T) {
	file := rubricfile.File{Name: "o.yaml", Data: []byte(head)}
	ref, ok := rubricfile.Parse(file).Extends()
	if !ok || ref.Name != "mini.yaml" || ref.Line != 2 || ref.Column != 10 {
		t.Errorf("%+v, %v", ref, ok)
	}
	if _, ok := rubricfile.Parse(load(t, "../../testdata/rubrics/ok/mini.yaml")).Extends(); ok {
		t.Error("mini extends nothing")
	}
	if _, _, err := rubricfile.Read(file); err == nil || !strings.Contains(err.Error(), "o.yaml:2:1: mini.yaml, which this extends, was not given") {
		t.Errorf("an overlay without its base: %v", err)
	}
	noFormat := rubricfile.File{Name: "o.yaml", Data: []byte("extends: mini.yaml\n")}
	if _, _, err := readLayers([]rubricfile.File{load(t, "../../testdata/rubrics/ok/mini.yaml")},
		[]rubricfile.File{noFormat}); err == nil || !strings.Contains(err.Error(), "the key format is missing") {
		t.Errorf("an overlay without a format: %v", err)
	}
}

// TestOverlayWithoutId: an item that lacks what tells it apart does not turn the list into a whole new one.
func TestOverlayWithoutId(t *testing.T) {
	_, err := over(t, "practices: [{id: alpha, weight: 2}, {dimension: work, criteria: [{id: one}]}]")
	if err == nil || err.Error() != "over.yaml:3:37: the key id is missing [missing-key]" {
		t.Errorf("%v", err)
	}
}

// TestOverlayIsBlamed: what an overlay lacks is told at its own first line, not at that of its base.
func TestOverlayIsBlamed(t *testing.T) {
	base := load(t, "../../testdata/rubrics/ok/mini.yaml")
	_, _, err := readLayers([]rubricfile.File{base}, []rubricfile.File{{Name: "o.yaml", Data: []byte("extends: mini.yaml\n")}})
	if err == nil || err.Error() != "o.yaml:1:1: the key format is missing [missing-key]" {
		t.Errorf("%v", err)
	}
	r, places, err := readLayers([]rubricfile.File{base},
		[]rubricfile.File{{Name: "o.yaml", Data: []byte(head)}})
	if err != nil {
		t.Fatal(err)
	}
	if found := lint.Rubric(r, places).Error(); !strings.Contains(found, "o.yaml:2:10: it is still called mini 1.0.0") {
		t.Errorf("the name is to be changed in the overlay: %v", found)
	}
}

// TestLongOverlay: a list or a mapping of tens of thousands is laid over another; BenchmarkOverlay tells how the time
// grows.
func TestLongOverlay(t *testing.T) {
	const n = 39_000
	base := load(t, "../../testdata/rubrics/ok/mini.yaml")
	all, none, wrong := []byte(head+"source:\n"), []byte(head+"source:\n"), []byte(head+"source:\n")
	base.Data = append(base.Data, "source:\n"...)
	for i := range n {
		base.Data = fmt.Appendf(base.Data, "  - {id: s%d, title: t}\n", i)
		all = fmt.Appendf(all, "  - {id: s%d, title: u}\n", n-1-i)
		none = fmt.Appendf(none, "  - {id: s%d, ignore: true}\n", n-1-i)
		wrong = fmt.Appendf(wrong, "  - {id: s%dx, ignore: true}\n", i)
	}
	for _, c := range []struct {
		text  []byte
		left  int
		fault string
	}{{all, n, ""}, {none, 0, ""}, {wrong, 0, "there is no s999x to ignore"}} {
		r, _, err := readLayers([]rubricfile.File{base},
			[]rubricfile.File{{Name: "over.yaml", Data: c.text}})
		switch {
		case c.fault != "":
			if err == nil || !strings.Contains(err.Error(), c.fault) || !strings.HasSuffix(err.Error(), "and 38000 more problems") {
				t.Errorf("no fault %q, or not as many as there are", c.fault)
			}
		case err != nil:
			t.Error(err)
		case len(r.Source) != c.left:
			t.Errorf("%d entries, want %d", len(r.Source), c.left)
		}
	}
}

// TestOverlayIsLarge: the limit of a rubric's size holds for it and its base together.
func TestOverlayIsLarge(t *testing.T) {
	half := func(name, text string) []rubricfile.File {
		return []rubricfile.File{{Name: name, Data: append([]byte(text),
			"#"+strings.Repeat("x", rubricfile.MaxBytes/2)...)}}
	}
	mini := string(load(t, "../../testdata/rubrics/ok/mini.yaml").Data)
	_, _, err := readLayers(half("mini.yaml", mini), half("over.yaml", head), half("third.yaml", head))
	if err == nil || err.Error() != "over.yaml: the rubric is larger than the limit of 4194304 bytes [too-large]" {
		t.Errorf("%v", err)
	}
}

// TestOverlayLint: what was left out on purpose is only a warning, and the same name twice is one.
func TestOverlayLint(t *testing.T) {
	text := head + "practices: [{id: innovation, ignore: true}]\n"
	r, places, err := readLayers(channelteam.Files(),
		[]rubricfile.File{{Name: "o.yaml", Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	found := lint.Rubric(r, places)
	if n := found.Count(problem.Error); n != 0 {
		t.Errorf("%d errors: %v", n, found)
	}
	for _, want := range []string{"still called channel-team 1.1.0", "source entry 1.15 are not scored any more: 1.15a, 1.15b"} {
		if !strings.Contains(found.Error(), want) {
			t.Errorf("%v does not say %q", found, want)
		}
	}
}

// FuzzOverlay: nothing laid over a rubric makes the reader panic, and what it accepts is the same rubric in one file.
func FuzzOverlay(f *testing.F) {
	base := load(f, "../../testdata/rubrics/ok/mini.yaml")
	f.Add(head + "practices: [{id: alpha, ignore: true}, {id: beta, weight: {now: 2}, actions: [{to: 2, ignore: true}]}]")
	f.Add(head + "dimensions: [{id: work, ignore: true}]\nowners: {BOSS: {en: Chief}}\nscales: {plain: [{level: 2, value: 1.5}]}")
	f.Fuzz(func(t *testing.T, text string) {
		layers := [][]rubricfile.File{{base}, {{Name: "over.yaml", Data: []byte(text)}}}
		r, places, err := readLayers(layers...)
		if err != nil {
			return
		}
		lint.Rubric(r, places)
		whole, err := rubricfile.Merged(parsed(layers)...)
		if err != nil {
			t.Fatal(err)
		}
		again, _, err := rubricfile.Read(rubricfile.File{Name: "whole.yaml", Data: whole})
		if err != nil || again.Digest() != r.Digest() {
			t.Errorf("%v\n%s", err, whole)
		}
	})
}

// readLayers reads files laid over one another.
func readLayers(layers ...[]rubricfile.File) (*rubric.Rubric, problem.Places, error) {
	return rubricfile.ReadLayers(parsed(layers)...)
}

func parsed(layers [][]rubricfile.File) []*rubricfile.Layer {
	out := make([]*rubricfile.Layer, len(layers))
	for i, files := range layers {
		out[i] = rubricfile.Parse(files...)
	}
	return out
}
