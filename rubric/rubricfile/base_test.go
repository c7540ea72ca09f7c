package rubricfile_test

import (
	"slices"
	"strings"
	"testing"

	"fathom/rubric/channelteam"
	"fathom/rubric/lint"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
)

// TestPinnedBase: an overlay can ask for one version of what it extends, by id or by path, and is not read over
// another.
func TestPinnedBase(t *testing.T) {
	for extends, want := range map[string]string{
		"mini.yaml":           "",
		"mini.yaml@1.0.0":     "",
		"kit@acme/mini.yaml":  "", // a folder
		"a@b.yaml@1.0.0":      "",
		"mini.yaml@1.0.1":     "over.yaml:2:10: this was written for version 1.0.1 of mini.yaml, and what is found is version 1.0.0",
		"mini.yaml@1":         "over.yaml:2:10: this was written for version 1 of mini.yaml",
		"'../mini.yaml@v1.0'": "over.yaml:2:10: this was written for version v1.0 of ../mini.yaml",
	} {
		r, places, err := readLayers([]rubricfile.File{load(t, "../../testdata/rubrics/ok/mini.yaml")},
			[]rubricfile.File{{Name: "over.yaml", Data: []byte("format: fathom.rubric/1\nextends: " + extends + "\nid: x\n")}})
		if want != "" {
			if err == nil || !strings.HasPrefix(err.Error(), want) || !strings.Contains(err.Error(), "[moved-base]") {
				t.Errorf("%s: %v, want %s", extends, err, want)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", extends, err)
			continue
		}
		found := lint.Rubric(r, places)
		at := slices.IndexFunc(found, func(p problem.Problem) bool { return p.Kind == "unpinned" })
		if pinned := r.Base.Pin != ""; pinned == (at >= 0) ||
			!pinned && (found[at].Line != 2 || found[at].Severity != problem.Warning) {
			t.Errorf("%s: pin %q, lint %v", extends, r.Base.Pin, found)
		}
	}
}

// TestBaseOfBase: each layer says what it stands on, with the digest that it has alone; of what is no rubric by itself
// there is none.
func TestBaseOfBase(t *testing.T) {
	layer := func(text string) []rubricfile.File {
		return []rubricfile.File{{Name: "l.yaml", Data: []byte("format: fathom.rubric/1\n" + text)}}
	}
	one := layer("extends: channel-team@1.1.0\nid: one\nversion: '1.1'\n")
	two := layer("extends: ../one.yaml@1.1\nid: two\nversion: '2.0'\n")
	r, _, err := readLayers(channelteam.Files(), one, two)
	if err != nil {
		t.Fatal(err)
	}
	alone, _, err := readLayers(channelteam.Files(), one)
	if err != nil {
		t.Fatal(err)
	}
	b := r.Base
	if b.ID != "one" || b.Version != "1.1" || b.Digest != alone.Digest() || b.Base == nil ||
		b.Base.ID != "channel-team" || b.Base.Digest != channelteam.Digest() || b.Base.Base != nil {
		t.Errorf("%+v over %+v", b, b.Base)
	}
	frame := layer("id: frame\nversion: '1'\nlanguages: [en]\nscales: {s: [{level: 1}, {level: 2}]}\nparts: [{id: p}]\ndimensions: [{id: d, part: p}]\n")
	r, _, err = readLayers(frame, layer("extends: frame.yaml@1\nid: x\npractices: [{id: a, dimension: d, criteria: [{id: c}]}]\n"))
	if err != nil || r.Base.Digest != "" {
		t.Errorf("%v, %+v", err, r)
	}
}
