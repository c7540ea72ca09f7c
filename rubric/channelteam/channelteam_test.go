package channelteam

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"fathom/rubric"
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

// TestTested: what lint judges is what the YAML says, to the last test.
func TestTested(t *testing.T) {
	r, _, err := rubricfile.Read(Files()...)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Tests) == 0 || !reflect.DeepEqual(r, Tested()) {
		t.Errorf("with %d tests it is not what the YAML says, which has %d; run: make generate", len(Tested().Tests), len(r.Tests))
	}
}

// TestDigestWithoutNewKeys: a rubric without the keys that came later, person-days, whose a part is and what actions
// say of themselves, has the digest that it had before there were any, as results and states of roll-ups record it.
func TestDigestWithoutNewKeys(t *testing.T) {
	r, _, err := rubricfile.Read(Shipped("channel-team@1.0.0")...)
	if err != nil {
		t.Fatal(err)
	}
	r.PersonDays = nil
	for i := range r.Parts {
		r.Parts[i].Of = ""
	}
	for i := range r.Practices {
		for k := range r.Practices[i].Actions {
			a := &r.Practices[i].Actions[k]
			a.PersonDays, a.Serves, a.Measures, a.First, a.Done = 0, nil, "", nil, nil
		}
	}
	r.Findings = nil
	for k := range r.Scales[0].Levels {
		r.Scales[0].Levels[k].Short = nil
	}
	const before = "sha256:83e0c9f803a9d74d53576c714bb55b875032a7adfd063ba420664b8e7e584957"
	if r.Digest() != before {
		t.Errorf("%s, want %s", r.Digest(), before)
	}
}

// The most that the first step of an action, or what shows that it is done, may say.
const (
	maxWords      = 20 // in English
	maxCharacters = 40 // in Chinese
)

// TestFirstAndDone: each is one short sentence without a full stop, as the other texts of actions, and no two actions
// begin or end alike.
func TestFirstAndDone(t *testing.T) {
	said := map[string]string{}
	for _, p := range Rubric().Practices {
		for _, a := range p.Actions {
			for key, text := range map[string]rubric.Text{"first": a.First, "done": a.Done} {
				at := fmt.Sprintf("%s to %d, %s", p.ID, a.To, key)
				zh, en := text["zh"], text["en"]
				if utf8.RuneCountInString(zh) > maxCharacters || len(strings.Fields(en)) > maxWords {
					t.Errorf("%s: longer than %d characters or %d words: %s / %s", at, maxCharacters, maxWords, zh, en)
				}
				if strings.ContainsAny(zh, "。；,:;()") || strings.HasSuffix(en, ".") || strings.Contains(en, ". ") {
					t.Errorf("%s: more than one sentence, or the wrong marks: %s / %s", at, zh, en)
				}
				for _, s := range []string{zh, en} {
					if other := said[s]; s != "" && other != "" {
						t.Errorf("%s says the same as %s: %s", at, other, s)
					}
					said[s] = at
				}
			}
		}
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

// TestShipped: every earlier version is still there whole, under its own name, and no other name finds one.
func TestShipped(t *testing.T) {
	id, now := Version()
	for _, version := range Versions()[:len(Versions())-1] {
		files := Shipped(id + "@" + version)
		r, _, err := rubricfile.Read(files...)
		if err != nil || r.ID != id || r.Version != version || len(r.Practices) != 31 ||
			files[0].Name != id+"@"+version+":00-rubric.yaml" {
			t.Errorf("%s: %v", version, err)
		}
	}
	for _, name := range []string{id, id + "@" + now, id + "@0.9.0", id + "@", "other@1.0.0", id + "@../1.0.0", ""} {
		if Shipped(name) != nil {
			t.Errorf("%q finds files", name)
		}
	}
}

// shape is a rubric without what people read: what makes scores, priorities and answers. Person-days are left out.
func shape(r *rubric.Rubric) string {
	var b strings.Builder
	for _, s := range r.Sectors {
		fmt.Fprintln(&b, s.ID, s.Weights, s.LeaveOut)
	}
	fmt.Fprintln(&b, r.Scoring.Practice.Aggregate, *r.Scoring.Practice.AboveLowest)
	fmt.Fprintln(&b, r.Scoring.Dimension, r.Scoring.Part, r.Scoring.Overall, r.StageIDs(), r.Pairs)
	for _, p := range r.Practices {
		fmt.Fprintln(&b, p.ID, p.Was, p.Dimension, p.Sources, p.Weight, p.Target, p.Requires)
		if p.Floor != nil {
			fmt.Fprintln(&b, p.ID, "floor", *p.Floor)
		}
		for _, c := range p.Criteria {
			fmt.Fprintln(&b, c.ID, c.Was, c.Core, c.Weight, c.Scale, c.Clauses, len(c.Levels))
		}
		for _, a := range p.Actions {
			fmt.Fprintln(&b, a.To, a.Effort, a.Days, a.Owner)
		}
	}
	return b.String()
}

// TestTextsOnly: 1.1.0 says 1.0.0 in other words: ids, weights, targets, floors, prerequisites, clauses, core criteria,
// and the effort, days and owners of actions are the same. New is what a sector without stock leaves out; other are the
// person-days of ten actions, as what is to be made there is another thing.
func TestTextsOnly(t *testing.T) {
	then, _, err := rubricfile.Read(Shipped("channel-team@1.0.0")...)
	if err != nil {
		t.Fatal(err)
	}
	now := Rubric()
	work := map[string]float64{}
	for i, p := range now.Practices {
		for k, a := range p.Actions {
			if was := then.Practices[i].Actions[k]; then.Work(&was) != now.Work(&a) {
				work[fmt.Sprintf("%s@%d", p.ID, a.To)] = now.Work(&a) - then.Work(&was)
			}
		}
	}
	want := map[string]float64{"market-insight@2": 1, "roles@2": 1, "incentives@2": 1, "incentives@3": 2,
		"partner-relationship@2": 2, "data-decision@3": 2, "compliance-risk@4": -3, "team-culture@5": -2,
		"team-cohesion@4": -13, "innovation@3": 3}
	if !maps.Equal(work, want) {
		t.Errorf("%v, want %v", work, want)
	}
	for i := range now.Sectors {
		now.Sectors[i].LeaveOut = nil
	}
	if was, is := shape(then), shape(now); was != is {
		t.Errorf("1.0.0:\n%s\nnow:\n%s", was, is)
	}
}

// TestSameAs: what the rubric declares to ask the same is the text that an earlier version has at this very criterion.
func TestSameAs(t *testing.T) {
	texts := map[string][]string{}
	for _, version := range Versions()[:len(Versions())-1] {
		r, _, err := rubricfile.Read(Shipped("channel-team@" + version)...)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range r.Practices {
			for _, c := range p.Criteria {
				id := rubric.FullID(p.ID, c.ID)
				texts[id] = append(texts[id], c.TextDigest())
			}
		}
	}
	n := 0
	for _, p := range Rubric().Practices {
		for _, c := range p.Criteria {
			for _, digest := range c.SameAs {
				n++
				if id := rubric.FullID(p.ID, c.ID); !slices.Contains(texts[id], digest) || digest == c.TextDigest() {
					t.Errorf("%s: %s is no earlier text of it", id, digest)
				}
			}
		}
	}
	if n == 0 {
		t.Error("nothing is declared, so that this checks nothing")
	}
}
