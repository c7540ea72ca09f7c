package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"fathom/reports/gap"
)

// examples is the folder with rubrics of other fields.
const examples = root + "/testdata/rubrics/examples"

// fathom runs the program and wants it to end well, or with a gate's no.
func fathom(t *testing.T, in string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	a := app{in: strings.NewReader(in), out: &out, err: &errs, getenv: func(string) string { return "" }}
	if code := a.run(args); code != exitOK && code != exitGate {
		t.Fatalf("fathom %s: exit code %d\n%s", strings.Join(args, " "), code, &errs)
	}
	return out.String()
}

// byHand finds the rows of the tables in a README: a node, and its score as it was worked by hand.
var byHand = regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|.*\\| ([0-9.]+) \\|$")

// TestExamplesByHand: the scores of the examples are those that their READMEs work out, to the digits written there.
func TestExamplesByHand(t *testing.T) {
	scores := map[string]float64{}
	for answers, rubric := range map[string]string{"riverside-2026-03": "kitchen-hygiene",
		"stadthalle": "hausrundgang"} {
		text := fathom(t, "", "score", examples+"/answers/"+answers+".yaml", "--rubric", examples+"/"+rubric+".yaml",
			"-f", "json")
		valid(t, text)
		for id, score := range scoresOf(t, text) {
			if id == "overall" {
				id = rubric + " overall"
			}
			scores[id] = score
		}
	}
	for _, name := range []string{"README.md", "README.zh.md"} {
		text, err := os.ReadFile(filepath.Join(examples, name))
		if err != nil {
			t.Fatal(err)
		}
		rows, overall := byHand.FindAllStringSubmatch(string(text), -1), []string{"kitchen-hygiene overall", "hausrundgang overall"}
		if len(rows) != 19+9 {
			t.Errorf("%s works out %d scores", name, len(rows))
		}
		for _, row := range rows {
			id := row[1]
			if id == "overall" {
				id, overall = overall[0], overall[1:]
			}
			want, _ := strconv.ParseFloat(row[2], 64)
			_, decimals, _ := strings.Cut(row[2], ".")
			within := 0.0
			if len(decimals) == 4 { // roots go on
				within = 0.00005
			}
			if got, ok := scores[id]; !ok || math.Abs(got-want) > within+1e-9 {
				t.Errorf("%s: %s is %v, the program says %v", name, id, want, got)
			}
		}
	}
}

// scoresOf reads the scores of a result by id.
func scoresOf(t *testing.T, text string) map[string]float64 {
	t.Helper()
	type node struct {
		ID    string
		Score *float64
	}
	var doc struct {
		Overall                      node
		Parts, Dimensions, Practices []node
	}
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	doc.Overall.ID = "overall"
	out := map[string]float64{}
	for _, n := range append(append(append(doc.Parts, doc.Dimensions...), doc.Practices...), doc.Overall) {
		if n.Score != nil {
			out[n.ID] = *n.Score
		}
	}
	return out
}

// valid holds a result against its schema.
func valid(t *testing.T, text string) {
	t.Helper()
	read := func(data []byte) any {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("result", read(gap.Schema())); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("result")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(read([]byte(text))); err != nil {
		t.Error(err)
	}
}

var (
	// channels are words of the built-in rubric's field.
	channels = regexp.MustCompile(`(?i)渠道|channel|经销|销售|销量|\bsales\b`)
	// levels is how a level is named by its number, which says nothing where points are added up.
	levels = regexp.MustCompile(`\blevel [0-9]|[^.0-9][0-9] 级`)
)

// TestExamplesEverywhere: every command works on rubrics of other fields, in both languages, and none speaks of sales
// channels. Where points are added up, no report speaks of levels.
func TestExamplesEverywhere(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "zh"} {
		t.Run(lang, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range everything(t, dir, lang) {
				if text == "" {
					t.Errorf("%s: nothing", name)
				}
				if m := channels.FindString(text); m != "" {
					t.Errorf("%s speaks of %q", name, m)
				}
				if m := levels.FindString(text); m != "" && strings.HasPrefix(name, "kitchen ") {
					t.Errorf("%s speaks of %q", name, m)
				}
				for line := range strings.Lines(text) {
					if strings.Contains(line, "NaN") || strings.Contains(line, "%!") {
						t.Errorf("%s: %s", name, line)
					}
				}
			}
		})
	}
}

// everything is what all commands print and write about the examples, by what was run.
func everything(t *testing.T, dir, lang string) map[string]string {
	t.Helper()
	out := map[string]string{}
	kitchen, house := []string{"--rubric", examples + "/kitchen-hygiene.yaml", "--lang", lang},
		[]string{"--rubric", examples + "/hausrundgang.yaml", "--lang", lang}
	march, hall, september := examples+"/answers/riverside-2026-03.yaml", examples+"/answers/stadthalle.yaml",
		filepath.Join(dir, "september.yaml")
	run := func(name string, rubric []string, args ...string) {
		out[name+" "+strings.Join(args, " ")] = fathom(t, "", append(args, rubric...)...)
	}
	files := func(name string, rubric []string, formats string, args ...string) {
		for f := range strings.FieldsSeq(formats) {
			path := filepath.Join(dir, fmt.Sprintf("%d.%s", len(out), f))
			fathom(t, "", append(append(args, rubric...), "-q", "-f", f+"="+path)...)
			out[name+" "+args[0]+" "+f] = content(t, path)
		}
	}
	fathom(t, "", append(kitchen, "merge", examples+"/answers/riverside-2026-09-okoro.yaml",
		examples+"/answers/riverside-2026-09-wen.yaml", "-q", "-f", "yaml="+september)...)

	for _, id := range []string{"overall", "kitchen", "storage", "dry-store"} {
		run("kitchen", kitchen, "explain", march, id)
	}
	run("kitchen", kitchen, "explain", march, "cold-chain", "--set", "cold-chain/fridge=2")
	run("kitchen", kitchen, "explain", march, "dry-store/dates")
	run("kitchen", kitchen, "check", march, "--min", "practices=6", "--policy", examples+"/policies/kitchen.yaml",
		"--baseline", september)
	run("kitchen", kitchen, "compare", march, september)
	run("kitchen", kitchen, "report", september, "--baseline", march)
	files("kitchen", kitchen, "terminal markdown html csv", "report", march)
	files("kitchen", kitchen, "terminal markdown html csv json", "compare", march, september)
	files("kitchen", kitchen, "json junit markdown github", "check", march, "--floors", "--min-overall", "70")
	files("kitchen", kitchen, "terminal markdown html xlsx json ndjson csv", "portfolio", march, march)

	// words of the program, where levels have numbers: the rubric itself, panels, the questionnaire, workbooks
	for name, rubric := range map[string][]string{"points": kitchen, "house": house} {
		run(name, rubric, "rubric", "show")
		run(name, rubric, "rubric", "coverage")
		files(name, rubric, "html markdown xlsx", "rubric", "show")
		files(name, rubric, "json", "score", map[string]string{"points": march, "house": hall}[name])
		run(name, rubric, "score", map[string]string{"points": march, "house": hall}[name])
	}
	run("points", kitchen, "rubric", "show", "hand-washing")
	run("house", house, "rubric", "show", "eingang")
	files("points", kitchen, "xlsx json", "report", march)
	files("points", kitchen, "xlsx", "compare", march, september)
	files("house", house, "terminal markdown html xlsx json csv", "report", hall)
	files("house", house, "terminal markdown html xlsx json ndjson csv", "portfolio", hall)
	for _, id := range []string{"overall", "ankommen", "eingang", "eingang/stufen"} {
		run("house", house, "explain", hall, id)
	}
	files("points", kitchen, "terminal markdown json csv", "merge", september)
	files("points", kitchen, "terminal", "merge", september, "--stats")
	for f, name := range map[string]string{"xlsx": "f.xlsx", "csv": "f.csv", "xlsform": "x.xlsx"} {
		path := filepath.Join(dir, name)
		fathom(t, "", append(kitchen, "form", "export", "-q", "--format", f, "-o", path)...)
		out["points form "+f] = content(t, path)
	}
	out["points assess"] = fathom(t, "1\n\n2\n", append(kitchen, "assess", filepath.Join(dir, "new.yaml"), "--accessible", "--name",
		"Canteen", "--date", "2026-03-12", "--depth", "kitchen")...)
	return out
}

// content is a file's text; of a workbook, that of all its parts.
func content(t *testing.T, path string) string {
	t.Helper()
	if filepath.Ext(path) != ".xlsx" {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var b strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&b, r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return b.String()
}
