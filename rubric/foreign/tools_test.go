package foreign

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"fathom/rubric"
)

// held counts the values of files of YAML by another reader: texts, numbers and truths that are not empty, where an
// alias is no second one.
func held(t *testing.T, files []File) (n int) {
	t.Helper()
	var count func(*yaml.Node)
	count = func(y *yaml.Node) {
		if y.Kind == yaml.ScalarNode && y.Tag != "!!null" && strings.TrimSpace(y.Value) != "" {
			n++
		}
		for i, kid := range y.Content {
			if y.Kind != yaml.MappingNode || i%2 == 1 {
				count(kid)
			}
		}
	}
	for _, f := range files {
		d := yaml.NewDecoder(bytes.NewReader(bytes.ReplaceAll(f.Data, []byte(": NaN"), []byte(": null"))))
		for {
			var doc yaml.Node
			if err := d.Decode(&doc); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			count(&doc)
		}
	}
	return n
}

// readTool reads a source, which is recognised, and checks what holds for every import. Names are the keys that hold
// something.
func readTool(t *testing.T, kind string, names int, opt Options, files ...File) *Import {
	t.Helper()
	read := func(kind string) *Import {
		im, known, err := ReadTool(kind, files, Origin{File: files[0].Name, Digest: "sha256:0"}, opt)
		if err != nil || !known {
			t.Fatalf("%v, known: %v", err, known)
		}
		return im
	}
	im := read("")
	sound(t, im)
	if !bytes.Equal(im.Write(), read(kind).Write()) {
		t.Error("the same source made other bytes")
	}
	if got, want := im.Ledger.Total(Taken)+im.Ledger.Total(Lost), held(t, files)+names; got != want {
		t.Errorf("came over and lost: %d, the source holds %d", got, want)
	}
	return im
}

func refusedTool(t *testing.T, kind string, data string) string {
	t.Helper()
	_, _, err := ReadTool(kind, []File{{"m.yaml", []byte(data)}}, Origin{File: "m.yaml"}, Options{})
	if err == nil {
		t.Fatal("it was read")
	}
	return err.Error()
}

func isLost(t *testing.T, im *Import, want ...string) {
	t.Helper()
	if got := lostKinds(im); !slices.Equal(got, want) {
		t.Errorf("lost %q, want %q", got, want)
	}
}

// library is one of the tool's form, with the odd things that published ones have.
const library = `urn: urn:x:risk:library:tiny
locale: en
ref_id: Tiny-1
name: Tiny
copyright: (c) nobody
version: 7
provider: ACME
objects:
  framework:
    urn: urn:x:risk:framework:tiny
    ref_id: tiny
    name: Tiny framework
    translations: {fr: {name: Petit}}
    min_score: 0
    max_score: 3
    implementation_groups_definition:
    - {ref_id: "R+", name: More, description: for the brave, translations: {fr: {name: Plus}}}
    - {ref_id: full, name: null, description: null}
    - {ref_id: Élevé}
    - {ref_id: R, name: Usual, default_selected: true}
    - {ref_id: none, name: Nobody}
    scores_definition:
    - {score: 0, name: None, description: nothing is there, translations: {fr: {name: Rien, description: rien}}}
    - {score: 3, name: All, description: all is there, translations: {fr: {name: Tout, description: tout}}}
    requirement_nodes:
    - {urn: "urn:x:risk:req_node:tiny:gv", assessable: false, depth: 1, ref_id: GV, name: Govern, implementation_groups: [none], description: To govern}
    - {urn: "urn:x:risk:req_node:tiny:gv.a", parent_urn: "urn:x:risk:req_node:tiny:gv", assessable: false, depth: 2, ref_id: GV.A, name: Aims}
    - urn: urn:x:risk:req_node:tiny:gv.a-01
      parent_urn: urn:x:risk:req_node:tiny:gv.a
      assessable: true
      depth: 3
      ref_id: GV.A-01
      description: Aims are written down.
      annotation: See the manual.
      typical_evidence: "- The plan\n- The minutes"
      implementation_groups: [R, R+, Élevé, Eleve]
      translations: {fr: {description: Les buts sont écrits.}}
    - urn: urn:x:risk:req_node:tiny:gv.a-02
      parent_urn: urn:x:risk:req_node:tiny:gv.a
      assessable: true
      weight: 3
      name: Aims known
      description: All know the aims.
      translations: {fr: {name: Buts connus}}
    - urn: urn:x:risk:req_node:tiny:pr
      assessable: true
      name: Protect
      translations: {fr: {name: Protéger}}
      implementation_groups: full
      questions:
        urn:x:risk:req_node:tiny:pr:question:1:
          type: unique_choice
          text: Is it locked?
          translations: {fr: {text: "Est-ce fermé ?"}}
          choices:
          - {urn: c1, value: "No", add_score: 1, translations: {fr: {value: Non}}}
          - {urn: c2, value: "Yes", add_score: 5, translations: {fr: {value: Oui}}}
        urn:x:risk:req_node:tiny:pr:question:2:
          type: text
          text: Anything else?
    - {urn: "urn:x:risk:req_node:tiny:pr-1", parent_urn: "urn:x:risk:req_node:tiny:pr", assessable: true, ref_id: 1, translations: {fr: {description: Portes}}, description: Doors}
`

func TestCISO(t *testing.T) {
	im := readTool(t, FromCISO, 0, Options{}, File{"tiny.yaml", []byte(library)})
	r := sound(t, im)
	isShape(t, r, `
		GV Govern
		  GV.A Aims*criteria [GV.A-01 Aims are written down. *1 ] [Aims known *3 ]
		Protect
		  Protect*criteria [Is it locked? *1 ]
		  Protect*criteria [1 Doors *1 ]`)
	isLost(t, im, "urn: 1, tiny.yaml:1:6", "name: 1, tiny.yaml:4:7", "framework.urn: 1, tiny.yaml:10:10",
		"framework.ref_id: 1, tiny.yaml:11:13", "framework.min_score: 1, tiny.yaml:14:16", "framework.max_score: 1, tiny.yaml:15:16",
		"implementation_groups_definition.default_selected: 1, tiny.yaml:20:50", "implementation_groups_definition.ref_id: 1, tiny.yaml:21:16",
		"implementation_groups_definition.name: 1, tiny.yaml:21:28", "requirement.implementation_groups: 2, tiny.yaml:26:123",
		"requirement.description: 1, tiny.yaml:26:143", "requirement.annotation: 1, tiny.yaml:34:19", "question.type: 1, tiny.yaml:59:17",
		"question.text: 1, tiny.yaml:60:17")
	if got := fmt.Sprint(r.ID, r.Version, r.Languages, r.CriterionIDs()); got != "Tiny-17[en fr] [gv.a/gv.a-01 gv.a/gv.a-02 pr-scale-2/pr-question-1 pr-2/pr-1]" {
		t.Error(got)
	}
	doors := r.Practices[2].Criteria[0]
	if s := r.Scale(doors.Scale); s.Levels[1].Value != 3 || s.Levels[1].Meaning["fr"] != "tout" {
		t.Errorf("scale %+v", s)
	}
	if got := r.Practices[1].Criteria[0].Levels[5]["fr"]; got != "Oui" {
		t.Errorf("level 5 in French: %q", got)
	}
	if im.Origin.Licence != "(c) nobody" || im.Origin.By != "ACME" {
		t.Errorf("origin %+v", im.Origin)
	}
	one := readTool(t, FromCISO, 0, Options{Langs: []string{"fr"}}, File{"tiny.yaml", []byte(library)})
	if got := sound(t, one).Practices[0].Criteria[0].Name["fr"]; got != "GV.A-01 Les buts sont écrits." {
		t.Error(got)
	}
}

// TestCISOHostile: what leads nowhere, or back to itself, is refused with its place.
func TestCISOHostile(t *testing.T) {
	head := "objects:\n  framework:\n    requirement_nodes:\n"
	for name, test := range map[string][2]string{
		"a cycle":    {head + "    - {urn: a, parent_urn: b, assessable: true}\n    - {urn: b, parent_urn: a}\n", "m.yaml:4:7: a stands under itself"},
		"an orphan":  {head + "    - {urn: a, parent_urn: c, assessable: true}\n", "m.yaml:4:28: there is no requirement c"},
		"nothing":    {head + "    - {urn: a, name: A}\n", "no requirement of this framework is assessed"},
		"an alias":   {head + "    - &a {urn: a, x: *a}\n", "contains itself"},
		"a weight":   {head + "    - {urn: a, assessable: true, weight: NaN}\n", "m.yaml:4:42: want a weight"},
		"no library": {"a: 1\n", "no framework"},
	} {
		if got := refusedTool(t, FromCISO, test[0]); !strings.Contains(got, test[1]) {
			t.Errorf("%s: %s", name, got)
		}
	}
	var big strings.Builder
	big.WriteString(head)
	for i := range 1802 {
		parent := ""
		if i > 0 { // nine deep, with leaves at each depth
			parent = fmt.Sprintf("parent_urn: n%d, ", min(i-1, 8))
		}
		fmt.Fprintf(&big, "    - {urn: n%d, %sassessable: %v, name: \"Name \\e[31m\\u202e %d\"}\n", i, parent, i > 8, i)
	}
	im, _, err := ReadTool("", []File{{"big.yaml", []byte(big.String())}}, Origin{File: "big.yaml"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r := sound(t, im); len(r.CriterionIDs()) != 1793 || len(r.Practices) != 1 {
		t.Errorf("%d criteria of %d practices", len(r.CriterionIDs()), len(r.Practices))
	}
}

// samm is a model of that form: one function, a practice with questions at two levels, and one without any.
func samm() []File {
	var files []File
	for i, doc := range []string{
		"{type: Function, id: f, model: TOY15, name: Build, order: 1, color: '#000'}",
		"{type: Practice, id: p, function: f, shortName: SB, name: Secure build, shortDescription: Build it well, order: 1, progress: 50}",
		"{type: Practice, id: p2, function: f, shortName: XX, name: Empty, order: 2}",
		"{type: Stream, id: sb, practice: p, letter: B, order: 2, name: Second}", "{type: Stream, id: sa, practice: p, letter: A, order: 1, name: First}",
		"{type: MaturityLevel, id: m1, number: 1, description: Begun}", "{type: MaturityLevel, id: m2, number: 2, description: Kept}",
		"{type: PracticeLevel, id: l1, practice: p, maturityLevel: m1, objective: o}", "{type: PracticeLevel, id: l2, practice: p, maturityLevel: m2}",
		"{type: Activity, id: a1, stream: sa, level: l1, title: Write, benefit: b}", "{type: Activity, id: b1, stream: sb, level: l1, title: Keep}",
		"{type: Activity, id: a2, stream: sa, level: l2, title: Test}",
		"{type: AnswerSet, id: s, values: [{text: 'No', value: 0, order: 0}, {text: Half, value: 0.5}, {text: All, value: 1}]}",
		"{type: AnswerSet, id: s2, values: [{text: Ever, value: 1}, {text: Never, value: 0}, {text: Once, value: 0.5}]}",
		"{type: Question, id: q1, activity: a1, answerSet: s, text: 'Is it written?', order: 1, quality: [You have it, You keep it]}",
		"{type: Question, id: q2, activity: b1, answerSet: s2, text: 'Is it kept?', order: 1}",
		"{type: Question, id: q3, activity: a2, answerSet: s, text: 'Is it tested?', order: 1, quality: }",
		"{branch: main}",
	} {
		files = append(files, File{fmt.Sprintf("m/%02d.yml", i), []byte("---\n" + doc + "\n")})
	}
	return files
}

// TestSAMM: of one maturity level all questions together count 1, so that the best is 2 here; the worked sum is that of
// the weights with the values of the chosen answers.
func TestSAMM(t *testing.T) {
	im := readTool(t, FromSAMM, 0, Options{}, samm()...)
	r := sound(t, im)
	isShape(t, r, `
		Build
		  Secure build [Write *0.5 0=No 1=Half 2=All] [Test *1 0=No 1=Half 2=All] [Keep *0.5 0=Never 1=Once 2=Ever]`)
	if r.Scoring.Practice.Aggregate != rubric.Sum || r.Version != "15" || r.ID != "TOY15" {
		t.Errorf("%v %s %s", r.Scoring.Practice, r.ID, r.Version)
	}
	own := r.Scale(r.Scoring.Practice.Scale)
	if own == nil || len(own.Levels) != 3 || own.Levels[2].Meaning["en"] != "Kept" ||
		!r.Practices[0].Criteria[1].IsAskedAt(2) {
		t.Errorf("the scale of the sums: %+v", own)
	}
	if got := fmt.Sprint(r.CriterionIDs(), r.Scales[0].Levels[1].Value); got != "[SB/A1 SB/A2 SB/B1] 0.5" {
		t.Error(got)
	}
	var values []string
	for _, e := range im.Ledger.Of(Lost) {
		values = append(values, fmt.Sprintf("%s %d", e.Kind.EN, e.Count))
	}
	if got := strings.Join(values, ", "); got != "Function.color 1, Function.order 1" && !strings.Contains(got, "Activity.benefit 1") {
		t.Error(got)
	}
	broken := samm()
	broken[9].Data = bytes.ReplaceAll(broken[9].Data, []byte("stream: sa"), []byte("stream: f"))
	// then its question is nobody's, and counted
	if _, _, err := ReadTool("", broken, Origin{File: "m"}, Options{}); err != nil {
		t.Error(err)
	}
	twice := append(samm(), File{"m/zz.yml", []byte("{type: Practice, id: p}")})
	if _, _, err := ReadTool("", twice, Origin{File: "m"}, Options{}); err == nil || !strings.Contains(err.Error(), "m/zz.yml:1:22: the id p is there twice, first in m/01.yml") {
		t.Error(err)
	}
	other := samm()
	other[13].Data = bytes.ReplaceAll(other[13].Data, []byte("0.5"), []byte("0.4"))
	if _, _, err := ReadTool("", other, Origin{File: "m"}, Options{}); err == nil || !strings.Contains(err.Error(), "other points") {
		t.Error(err)
	}
}

// activities is a model of two documents, whose uuids begin alike and whose implementation is of three types.
const activities = `---
meta: {version: 4.3.1, released: "2026-05-19", publisher: https://example.org}
---
Build and Deployment:
  Build:
    Defined build:
      uuid: f6f7737f-25a9-4317-8de2-09bf59f29b5b
      measure: Write the build down.
      risk: It breaks.
      assessment: |
        - Show the pipeline
        - Show a job
      level: 1
      implementation: [{name: Jenkins, tags: []}]
      isImplemented: false
      evidence: ""
    Pinned build:
      uuid: f6f7737f-0000-4317-8de2-09bf59f29b5b
      level: 2
      implementation: none
      dependsOn: [f6f7737f-25a9-4317-8de2-09bf59f29b5b, Defined build]
  Deployment:
    Rolled back:
      uuid: 11111111-0000-4317-8de2-09bf59f29b5b
      level: 3
      implementation: {name: x}
Culture:
`

func TestDSOMM(t *testing.T) {
	im := readTool(t, FromDSOMM, 6, Options{}, File{"model.yaml", []byte(activities)})
	r := sound(t, im)
	isShape(t, r, `
		Build and Deployment
		  Build [Defined build *1 ] [Pinned build *1 ]
		  Deployment [Rolled back *1 ]`)
	isLost(t, im, "meta.released: 1, model.yaml:2:34", "activity.risk: 1, model.yaml:9:13", "activity.level: 3, model.yaml:13:14",
		"implementation.name: 2, model.yaml:14:31", "activity.isImplemented: 1, model.yaml:15:22",
		"activity.implementation: 1, model.yaml:20:23", "activity.dependsOn: 2, model.yaml:21:19")
	if got := fmt.Sprint(r.Version, r.CriterionIDs()); got != "4.3.1[build/a-f6f7737f-25a9-4317-8de2-09bf59f29b5b build/a-f6f7737f-0000-4317-8de2-09bf59f29b5b deployment/a-11111111-0000-4317-8de2-09bf59f29b5b]" {
		t.Error(got)
	}
	if got := fmt.Sprint(r.Practices[0].Evidence["en"]); got != "[Show the pipeline Show a job]" {
		t.Error(got)
	}
	if got := refusedTool(t, "", strings.ReplaceAll(activities, "0000", "25a9")); !strings.Contains(got, "m.yaml:18:13: the uuid") {
		t.Error(got)
	}
}

// lens has what published ones have: a title that is none, one that is a number, ids of choices that come again, rules
// of one outcome alone.
const lens = `{"schemaVersion": "2021-11-01", "name": "Toy lens", "description": "d", "_version": "v2",
 "pillars": [{"id": "ops", "name": "Operations", "questions": [
  {"id": "OPS_1", "title": "How do you know?", "description": "It helps.",
   "choices": [{"id": "c1", "title": "Logs", "helpfulResource": {"displayText": "h", "url": "u"}},
               {"id": "c2", "title": 42}, {"id": "none", "title": NaN}],
   "riskRules": [{"condition": "c1 && (!none || c2)", "risk": "NO_RISK"}, {"condition": "c1 || c2", "risk": "MEDIUM_RISK"},
                 {"condition": "default", "risk": "HIGH_RISK"}]},
  {"id": "OPS_2", "title": "Do you \"NaN\" it", "choices": [{"id": "c1", "title": "Yes"}],
   "riskRules": [{"condition": "c1", "risk": "NO_RISK"}, {"condition": "default", "risk": "MEDIUM_RISK"}]},
  {"id": "OPS_2", "title": "Anything?", "choices": [{"id": "c1", "title": "Yes"}],
   "riskRules": [{"condition": "default", "risk": "NO_RISK"}]}]}]}`

func TestLens(t *testing.T) {
	im := readTool(t, FromLens, 0, Options{}, File{"lens.json", []byte(lens)})
	r := sound(t, im)
	isShape(t, r, `
		Operations
		  How do you know? [How do you know? *1 ]
		  Do you "NaN" it [Do you "NaN" it *1 ]
		  Anything? [Anything? *1 ]`)
	isLost(t, im, "description: 1, lens.json:1:68", "helpfulResource.displayText: 1, lens.json:4:81", "helpfulResource.url: 1, lens.json:4:93",
		"rule.condition: 1, lens.json:11:32", "rule.risk: 1, lens.json:11:51")
	if got := fmt.Sprint(r.CriterionIDs(), r.Practices[2].Evidence["en"]); got != "[OPS_1/rating OPS_2/rating OPS_2-2/rating] [1: Yes]" {
		t.Error(got)
	}
	_, lists, _ := strings.Cut(string(im.Write()), "        core: true\n")
	if want := `        items:
          - id: c1
            text: {en: Logs}
          - id: c2
            text: {en: "42"}
          - id: none
            text: {en: none}
        ticked:
          - {level: 2, all: [c1], without: [none]}
          - {level: 2, all: [c1, c2]}
          - {level: 1, any: [c1, c2]}
          - {level: 0}
`; !strings.HasPrefix(lists, want) {
		t.Errorf("got\n%s\nwant\n%s", lists, want)
	}
	if r.ID != "toy-lens" || r.Version != "v2" {
		t.Errorf("%s %s", r.ID, r.Version)
	}
}

// TestToolUnknown: what is of no known kind is no error of a kind.
func TestToolUnknown(t *testing.T) {
	for _, data := range []string{"a: 1\n", "[1, 2]\n", "{}\n", "just words\n", "a: {b: {c: 1}}\n"} {
		if _, known, err := ReadTool("", []File{{"x.yaml", []byte(data)}}, Origin{}, Options{}); known || err != nil {
			t.Errorf("%q: %v %v", data, known, err)
		}
	}
}
