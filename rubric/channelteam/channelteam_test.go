package channelteam

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"fathom/rubric/lint"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
)

var update = flag.Bool("update", false, "rewrite rubric.json, outline.json and stamp.txt from the YAML files")

// TestCanonical keeps the embedded form in step with the YAML.
func TestCanonical(t *testing.T) {
	r, _, err := rubricfile.Read(Files()...)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		write(t, "rubric.json", r.Canonical())
		write(t, "outline.json", r.Outline().Canonical())
		write(t, "stamp.txt", []byte(r.ID+" "+r.Version+" "+r.Digest()+"\n"))
		return
	}
	if !bytes.Equal(r.Canonical(), Rubric().Canonical()) {
		t.Error("rubric.json is not what the YAML says; run: make generate")
	}
	if !bytes.Equal(r.Outline().Canonical(), Outline().Canonical()) {
		t.Error("outline.json is not what the YAML says; run: make generate")
	}
	id, version := Version()
	if id != r.ID || version != r.Version || r.Digest() != Digest() {
		t.Errorf("stamp.txt has %s %s %s, the YAML %s %s %s; run: make generate", id, version, Digest(), r.ID, r.Version, r.Digest())
	}
}

// TestDigestWithoutPersonDays: a rubric that says nothing of person-days has the digest that it had before there were
// any, as results and states of roll-ups record it.
func TestDigestWithoutPersonDays(t *testing.T) {
	r := Rubric()
	r.PersonDays = nil
	for i := range r.Practices {
		for k := range r.Practices[i].Actions {
			r.Practices[i].Actions[k].PersonDays = 0
		}
	}
	const before = "sha256:83e0c9f803a9d74d53576c714bb55b875032a7adfd063ba420664b8e7e584957"
	if r.Digest() != before {
		t.Errorf("%s, want %s", r.Digest(), before)
	}
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestLint holds the built-in rubric to the standard that we ask of others, warnings included.
func TestLint(t *testing.T) {
	r, places, err := rubricfile.Read(Files()...)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range lint.Rubric(r, places) {
		t.Error(p)
	}
}

// TestSize counts what the rubric promises.
func TestSize(t *testing.T) {
	r := Rubric()
	practices, criteria, anchors, cores := map[string]int{}, map[string]int{}, 0, 0
	part := map[string]string{}
	for _, d := range r.Dimensions {
		part[d.ID] = d.Part
	}
	for _, p := range r.Practices {
		practices[part[p.Dimension]]++
		criteria[part[p.Dimension]] += len(p.Criteria)
		if len(p.Actions) != 4 {
			t.Errorf("%s has %d actions, want 4", p.ID, len(p.Actions))
		}
		for _, c := range p.Criteria {
			anchors += len(c.Levels)
			if c.Core {
				cores++
			}
		}
	}
	clauses := 0
	for _, e := range r.Source {
		clauses += len(e.Clauses)
	}
	got := [...]int{practices["team"], practices["member"], criteria["team"], criteria["member"], anchors, cores,
		len(r.Source), clauses}
	if want := [...]int{19, 12, 58, 33, 455, 31, 51, 163}; got != want {
		t.Errorf("elements, capabilities, their criteria, anchors, core criteria, entries, clauses: %v, want %v", got, want)
	}
}

func BenchmarkReadYAML(b *testing.B) {
	files := Files()
	for b.Loop() {
		if _, _, err := rubricfile.Read(files...); err != nil {
			b.Fatal(err.(problem.List))
		}
	}
}

func BenchmarkReadEmbedded(b *testing.B) {
	for b.Loop() {
		Rubric()
	}
}

func BenchmarkReadOutline(b *testing.B) {
	for b.Loop() {
		Outline()
	}
}

// TestVersions: whoever gives the rubric a new version adds it to those that were shipped.
func TestVersions(t *testing.T) {
	all := Versions()
	if _, now := Version(); all[len(all)-1] != now {
		t.Errorf("the versions %v do not end with the present one, %s", all, now)
	}
}
