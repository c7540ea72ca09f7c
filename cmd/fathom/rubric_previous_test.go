package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fathom/rubric"
	"fathom/rubric/rubricfile"
)

// sourceFiles are one version of a made-up source: its files by name, below the folder or the file that is imported.
type sourceFiles map[string]string

// sourcesInVersions are the five sources in two versions each: of the questions, "same" is as it was, "renamed" has
// another id, "moved" stands elsewhere under its id, "reworded" asks something else under its id, "gone" is not there
// any
// more, and "new" was not there before.
func sourcesInVersions() map[string][2]sourceFiles {
	row := func(area, practice, id, text string) string {
		return strings.Join([]string{area, practice, id, "Is it " + text + "?"}, ",") + "\n"
	}
	node := func(urn, parent, name string, leaf bool) string {
		return fmt.Sprintf("    - {urn: \"urn:x:risk:req_node:f:%s\", %sassessable: %v, name: \"%s\"}\n", urn, parent, leaf, name)
	}
	under := func(urn string) string { return "parent_urn: \"urn:x:risk:req_node:f:" + urn + "\", " }
	library := func(n int, leaves string) string {
		return fmt.Sprintf("urn: urn:x:risk:library:f\nref_id: f\nname: F\nversion: %d\nobjects:\n  framework:\n    urn: urn:x:risk:framework:f\n    ref_id: f\n    name: F\n    requirement_nodes:\n", n) +
			node("one", "", "One", false) + node("two", "", "Two", false) + leaves
	}
	question := func(id, activity, text string) string {
		return fmt.Sprintf("---\n{type: Activity, id: a-%s, stream: %s, level: l, title: %s}\n---\n{type: Question, id: %s, activity: a-%s, answerSet: s, text: 'Is it %s?', order: 1}\n", id, activity, text, id, id, text)
	}
	model := func(n int, questions string) string {
		return fmt.Sprintf("---\n{type: Function, id: f, model: TOY%d, name: Build, order: 1}\n", n) +
			"---\n{type: Practice, id: p, function: f, shortName: SB, name: Build, order: 1}\n---\n{type: Practice, id: q, function: f, shortName: SQ, name: Test, order: 2}\n" +
			"---\n{type: Stream, id: sa, practice: p, letter: A, order: 1, name: A}\n---\n{type: Stream, id: sb, practice: p, letter: B, order: 2, name: B}\n" +
			"---\n{type: Stream, id: sc, practice: q, letter: A, order: 1, name: A}\n---\n{type: Stream, id: sd, practice: q, letter: B, order: 2, name: B}\n" +
			"---\n{type: Stream, id: se, practice: p, letter: C, order: 3, name: C}\n---\n{type: Stream, id: sf, practice: p, letter: D, order: 4, name: D}\n" +
			"---\n{type: MaturityLevel, id: m1, number: 1}\n---\n{type: PracticeLevel, id: l, practice: p, maturityLevel: m1}\n---\n{type: PracticeLevel, id: l2, practice: q, maturityLevel: m1}\n" +
			"---\n{type: AnswerSet, id: s, values: [{text: 'No', value: 0}, {text: 'Yes', value: 1}]}\n" + questions
	}
	elsewhere := func(s string) string { return strings.ReplaceAll(s, "level: l,", "level: l2,") }
	activity := func(name, uuid string) string {
		return fmt.Sprintf("    %s:\n      uuid: %s0000000-25a9-4317-8de2-09bf59f29b5b\n      level: 1\n", name, uuid)
	}
	dsomm := func(n int, build, test string) string {
		return fmt.Sprintf("---\nmeta: {version: %d.0.0, publisher: x}\n---\nMaking:\n  Build:\n%s  Test:\n%s", n, build, test)
	}
	asked := func(id, text string) string {
		return fmt.Sprintf(`{"id": "%s", "title": "Is it %s?", "choices": [{"id": "c", "title": "Yes"}],
			"riskRules": [{"condition": "c", "risk": "NO_RISK"}, {"condition": "default", "risk": "HIGH_RISK"}]}`,
			id, text)
	}
	lens := func(one, two []string) string {
		return fmt.Sprintf(`{"schemaVersion": "2021-11-01", "name": "Toy", "pillars": [{"id": "o", "name": "One",
			"questions": [%s]}, {"id": "t", "name": "Two", "questions": [%s]}]}`,
			strings.Join(one, ", "), strings.Join(two, ", "))
	}
	head := "Area,Practice,ID,Question\n"
	return map[string][2]sourceFiles{
		"numbered": {{"s.csv": "ID,Question\n1.1,Is it same?\n1.2,Is it renamed?\n1.3,Is it moved?\n1.4,Is it reworded?\n1.5,Is it gone?\n"},
			{"s.csv": "ID,Question\n1.1,Is it same?\n1.2,Is it new?\n1.3,Is it renamed?\n1.4,Is it another?\n1.5,Is it moved?\n"}},
		"table": {{"s.csv": head + row("G", "One", "a", "same") + row("G", "One", "b", "renamed") + row("G", "Two",
			"c", "moved") + row("G", "Two", "d", "reworded") + row("G", "Two", "e", "gone")},
			{"s.csv": head + row("G", "One", "n", "new") + row("G", "One", "a", "same") + row("G", "One", "b2",
				"renamed") + row("G", "One", "c", "moved") + row("G", "Two", "d", "another")}},
		"ciso": {{"s.yaml": library(1, node("a", under("one"), "same", true)+node("b", under("one"), "renamed",
			true)+node("c", under("two"), "moved", true)+node("d", under("two"), "reworded", true)+node("e",
			under("two"), "gone", true))},
			{"s.yaml": library(2, node("n", under("one"), "new", true)+node("a", under("one"), "same",
				true)+node("b2", under("one"), "renamed", true)+node("c", under("one"), "moved", true)+node("d",
				under("two"), "another", true))}},
		"samm": {{"s.yaml": model(1, question("q1", "sa", "same")+question("q2", "sb",
			"renamed")+elsewhere(question("q3", "sc", "moved")+question("q4", "sd", "reworded"))+question("q5", "se",
			"gone"))},
			{"s.yaml": model(2, question("q1", "sa", "same")+question("q6", "se", "renamed")+question("q3", "sf",
				"moved")+elsewhere(question("q4", "sd", "another"))+question("q0", "sb", "new"))}},
		"dsomm": {{"s.yaml": dsomm(1, activity("same", "a")+activity("renamed", "b"), activity("moved",
			"c")+activity("reworded", "d")+activity("gone", "e"))},
			{"s.yaml": dsomm(2, activity("new", "9")+activity("same", "a")+activity("renamed", "f")+activity("moved",
				"c"), activity("another", "d"))}},
		"aws-lens": {{"s.json": lens([]string{asked("A", "same"), asked("B", "renamed")}, []string{asked("C",
			"moved"), asked("D", "reworded"), asked("E", "gone")})},
			{"s.json": lens([]string{asked("N", "new"), asked("A", "same"), asked("B2", "renamed"), asked("C",
				"moved")}, []string{asked("D", "another")})}},
	}
}

// TestImportKeepsAnswers: of each source, the newer version keeps exactly the answers to what still asks the same.
func TestImportKeepsAnswers(t *testing.T) {
	for kind, versions := range sourcesInVersions() {
		t.Run(kind, func(t *testing.T) {
			dir := t.TempDir()
			var sources, rubrics []string
			for i, v := range versions {
				for name, text := range v {
					path := filepath.Join(dir, fmt.Sprint(i+1, "-", name))
					if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
						t.Fatal(err)
					}
					sources, rubrics = append(sources, path), append(rubrics, filepath.Join(dir,
						fmt.Sprintf("r%d.yaml", i+1)))
				}
			}
			fathom(t, "", "rubric", "import", sources[0], "-o", rubrics[0], "--from", from(kind), "--id", "toy")
			fathom(t, "", "rubric", "import", sources[1], "-o", rubrics[1], "--from", from(kind), "--previous",
				rubrics[0])
			old, now := readRubric(t, rubrics[0]), readRubric(t, rubrics[1])
			path := filepath.Join(dir, "a.yaml")
			answers := fmt.Sprintf("format: fathom.answers/1\nrubric: {id: %s, version: %q}\nsubject: {id: s}\ndate: 2026-11-20\nanswers:\n", old.ID, old.Version)
			level := map[string]int{"same": 0, "renamed": 1, "moved": 0, "reworded": 1, "gone": 0}
			for id, name := range called(old) {
				answers += fmt.Sprintf("  %s: %d\n", id, old.Scales[0].Levels[level[name]].Level)
			}
			if err := os.WriteFile(path, []byte(answers), 0o600); err != nil {
				t.Fatal(err)
			}
			fathom(t, "", "assess", path, "--migrate", "--rubric", rubrics[1])
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			level["another"] = level["reworded"] // under the same id it is asked again, with the answer of before
			var kept []string
			for id, name := range called(now) {
				if _, rest, ok := strings.Cut(string(data), "\n  "+id+": "); ok {
					kept = append(kept, name)
					if want := fmt.Sprint(now.Scales[0].Levels[level[name]].Level, "\n"); !strings.HasPrefix(rest,
						want) {
						t.Errorf("%s has another level than before\n%s", name, data)
					}
				}
			}
			slices.Sort(kept)
			if want := []string{"another", "moved", "renamed", "same"}; !slices.Equal(kept, want) {
				t.Errorf("kept %q, want %q\n%s", kept, want, data)
			}
		})
	}
}

// from is the word of --from for a source.
func from(kind string) string {
	if kind == "numbered" {
		return "table"
	}
	return kind
}

func readRubric(t *testing.T, path string) *rubric.Rubric {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: path, Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// called are what the criteria of a rubric ask, by their full ids.
func called(r *rubric.Rubric) map[string]string {
	out := map[string]string{}
	for i := range r.Practices {
		p := &r.Practices[i]
		for k := range p.Criteria {
			c := &p.Criteria[k]
			text := c.Question["en"] + " " + c.Name["en"]
			for _, word := range []string{"same", "renamed", "moved", "reworded", "gone", "new", "another"} {
				if strings.HasSuffix(strings.TrimSuffix(strings.TrimSpace(c.Name["en"]), "?"), word) ||
					strings.Contains(text, " "+word+"?") {
					out[rubric.FullID(p.ID, c.ID)] = word
				}
			}
		}
	}
	return out
}
