//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/assess/answerfile"
	"fathom/rubric/channelteam"
)

// pairRubric has one practice of two criteria, so that what comes of two answers is worked in the head.
const pairRubric = `format: fathom.rubric/1
id: pair
version: 1.0.0
languages: [en]
title: {en: Pair}
scales: {s: [{level: 1, value: 1, name: {en: L}, meaning: {en: l}}, {level: 2, value: 2, name: {en: H}, meaning: {en: h}}]}
parts: [{id: team, name: {en: Team}}]
dimensions: [{id: work, part: team, name: {en: Work}, question: {en: "Does it work?"}}]
practices:
  - {id: p, dimension: work, name: {en: P}, intent: {en: Go}, target: 2, criteria: [
      {id: a, name: {en: A}, levels: {1: {en: x}, 2: {en: y}}}, {id: b, name: {en: B}, levels: {1: {en: x}, 2: {en: y}}}]}
`

// pairLines are 25,000 assessments by that rubric: all of level 2, but for one of both levels at 24,000, half of which
// one has answered that comes next, and, on demand, a bad one at 24,500. All numbers of the first 20,480, by which
// DuckDB knows a column, are whole.
func pairLines(isBad bool) []byte {
	var b bytes.Buffer
	for i := range 25000 {
		answers := `"p/a":2,"p/b":2`
		switch {
		case i == 24000:
			answers = `"p/a":1,"p/b":2`
		case i == 24001:
			answers = `"p/a":2`
		case i == 24500 && isBad:
			answers = `"p/a":9`
		}
		fmt.Fprintf(&b, `{"format":"fathom.answers/1","rubric":{"id":"pair","version":"1.0.0"},"subject":{"id":"s%d","name":"S"},`+
			`"date":"2026-11-20","answers":{%s}}`+"\n", i, answers)
	}
	return b.Bytes()
}

// npmModules is the folder of what .ci/run installs through npm to read what we write.
func npmModules(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("FATHOM_READERS")
	if dir == "" {
		t.Skip("left out: readers of npm (set FATHOM_READERS to the node_modules that has them; .ci/run does)")
	}
	return dir
}

// TestRowsAsEnginesReadThem: who guesses the columns of rows by the first of them reads a later fraction as what it is,
// and a bad record as none that counts. By hand: 24,999 subjects have the coverage 1, one 0.5; a bad one has none.
func TestRowsAsEnginesReadThem(t *testing.T) {
	t.Parallel()
	modules, dir := npmModules(t), t.TempDir()
	fathom := program(t, ".")
	file := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	file("pair.yaml", []byte(pairRubric))
	script, err := filepath.Abs(filepath.Join(root, "testdata/readers/rows.mjs"))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]float64{"fraction": {25000, 25000, 24999.5, 0.5}, "error": {25000,
		24999, 24998.5, 0.5}} {
		file("in.ndjson", pairLines(name == "error"))
		for _, format := range []string{"ndjson", "csv"} {
			cmd := exec.Command(fathom, "portfolio", "in.ndjson", "--rubric", "pair.yaml", "--rollup", "none",
				"--keep-going",
				"-q", "-f", format+"="+name+"."+format)
			cmd.Dir = dir
			if out, err := cmd.CombinedOutput(); (err == nil) != (name == "fraction") {
				t.Fatalf("%v: %s", err, out)
			}
		}
		cmd := exec.Command("node", script, name+".ndjson", name+".csv")
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "NODE_MODULES="+modules)
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		asRead(t, out, want)
	}
}

// asRead holds what the script tells against what is right.
func asRead(t *testing.T, out []byte, want []float64) {
	t.Helper()
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		var told struct {
			Engine, File string
			Read         any
		}
		if err := json.Unmarshal([]byte(line), &told); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if told.Read == nil {
			t.Logf("left out: %s (it is not installed; .ci/run installs it)", told.Engine)
			continue
		}
		var read []any
		for _, n := range want {
			read = append(read, n)
		}
		if diff := cmp.Diff(any(read), told.Read); diff != "" {
			t.Errorf("%s of %s: rows, without error, sum and least of coverage:\n%s", told.Engine, told.File, diff)
		}
	}
}

// inFiles writes every schema, and those of the answers to two rubrics, into a folder.
func inFiles(t *testing.T) (paths []string) {
	t.Helper()
	dir := t.TempDir()
	full, _, err := new(app).rubricAt(filepath.Join(root, "testdata/schemas/full-rubric.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	schemas := append(formatSchemas(),
		schemaOf{"answers-builtin", func() []byte { return answerfile.SchemaFor(channelteam.Rubric(), "zh") }},
		schemaOf{"answers-full", func() []byte { return answerfile.SchemaFor(full, "en") }})
	for _, s := range schemas {
		path := filepath.Join(dir, s.word+".schema.json")
		if err := os.WriteFile(path, s.schema(), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	for word, documents := range acceptedDocuments() {
		if err := os.WriteFile(filepath.Join(dir, word+".json"), []byte(documents), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

// acceptedDocuments are right ones in which every branch of a schema is taken, as lists.
func acceptedDocuments() map[string]string {
	answers := `{"format":"fathom.answers/1","rubric":{"id":"r","version":"1.0.0"},"subject":{"id":"s"},"date":"2026-11-20",
"answers":{"p/a":2,"p/b":{"level":2,"note":"n"},"p/c":{"na":"x"},"p/d":{"unknown":true},"p/e":{"unanswered":true},
"p/f":{"votes":{"a":2}},"p/g":{"votes":{"a":2,"b":"na"},"level":2,"agreed":"x"}}`
	return map[string]string{"answers": "[" + answers + "}," + answers + `,"rater":{"id":"a"}}]`}
}

// TestSchemasElsewhere: Ajv at its strictest compiles every schema, and so do the validators of Debian's Python;
// what is right they accept.
func TestSchemasElsewhere(t *testing.T) {
	t.Parallel()
	paths := inFiles(t)
	reads := func(t *testing.T, name string, args ...string) {
		t.Helper()
		if out, err := exec.Command(name, append(args, paths...)...).CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%v\n%s", err, out)
		}
	}
	t.Run("Ajv", func(t *testing.T) {
		modules := npmModules(t)
		reads(t, "env", "NODE_MODULES="+modules, "node", filepath.Join(root, "testdata/readers/strict.mjs"))
	})
	for _, module := range []string{"jsonschema", "fastjsonschema"} {
		t.Run(module, func(t *testing.T) {
			wants(t, "python3-"+module, python, "-c", "import "+module)
			reads(t, python, filepath.Join(root, "testdata/readers/schemas.py"), module)
		})
	}
}

// TestEditor: beside the schema of a rubric's answers, what assess writes is completed by an editor, and corrected.
func TestEditor(t *testing.T) {
	t.Parallel()
	modules, dir := npmModules(t), t.TempDir()
	fathom := program(t, ".")
	run := func(stdin, name string, args ...string) []byte {
		cmd := exec.Command(name, args...)
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(stdin)
		cmd.Env = append(os.Environ(), "NODE_MODULES="+modules, "FATHOM_LANG=en")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s %v: %v: %s", name, args, err, out)
		}
		return out
	}
	file := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	file("pair.yaml", []byte(pairRubric))
	file(answersSchema, run("", fathom, "schema", "answers", "--rubric", "pair.yaml"))
	good := "format: fathom.answers/1\nrubric: {id: pair, version: 1.0.0}\nsubject: {id: s, name: S}\ndate: 2026-11-20\nanswers:\n  p/a: 2\n"
	file("a.yaml", []byte(good))
	takeUp(t, dir, "a.yaml")
	saved, err := os.ReadFile(filepath.Join(dir, "a.yaml"))
	if err != nil || !bytes.HasPrefix(saved, []byte("# yaml-language-server: $schema=./"+answersSchema+"\n")) {
		t.Fatalf("%v: %s", err, saved)
	}
	script, err := filepath.Abs(filepath.Join(root, "testdata/readers/editor.mjs"))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"":                       `{"offers":["p/b"],"wrong":[]}`,
		"p/b: 9\n  p/zzz: 1\n  ": `{"offers":[],"wrong":["Value is not accepted. Valid values: 1, 2.","Property p/zzz is not allowed."]}`,
	} {
		head, _, _ := strings.Cut(string(saved), "  p/a: 2\n")
		file("c.yaml", []byte(head+"  p/a: 2\n  "+text))
		at := strings.Count(head+"  p/a: 2\n  "+text, "\n")
		if got := strings.TrimSpace(string(run("", "node", script, "c.yaml", fmt.Sprint(at), "2"))); got != want {
			t.Errorf("%s\nthe editor shows %s, want %s", text, got, want)
		}
	}
}

// takeUp saves a file as a session does that takes it up.
func takeUp(t *testing.T, dir, name string) {
	t.Helper()
	r, _, err := new(app).rubricAt(filepath.Join(dir, "pair.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	c := &assessing{app: &app{getenv: func(string) string { return "" }}, rubric: r, path: filepath.Join(dir, name)}
	file, err := c.take(c.path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	a, _, err := file.Load()
	if err == nil {
		err = file.Save(a)
	}
	if err != nil {
		t.Fatal(err)
	}
}
