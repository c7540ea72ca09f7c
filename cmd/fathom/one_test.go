package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// ofOne is a rubric in which there is one of everything. TEXT and ID differ between its versions, and MORE is another
// criterion.
const ofOne = `
format: fathom.rubric/1
id: one
version: "VERSION"
languages: [en, zh]
scales: {s: [{level: 1}, {level: 2}, {level: 3}, {level: 4}]}
source: [{id: book, title: The book, clauses: [{id: book-1, text: It says so}]}]
parts: [{id: p}]
dimensions: [{id: d, part: p}]
practices:
  - id: a
    dimension: d
    target: 3
    sources: [book-1]
    criteria: [{id: ID, core: true, levels: {1: {en: TEXT one, zh: 甲}, 2: {en: TEXT two, zh: 乙}, 3: {en: TEXT three, zh: 丙}, 4: {en: TEXT four, zh: 丁}}}MORE]
    actions:
      - {to: 2, text: {en: Begin, zh: 开始}, effort: S, days: 1}
      - {to: 3, text: {en: Go on, zh: 继续}, effort: L, days: 20}
`

// pluralOfOne is a count of one before the plural of what this program counts.
var pluralOfOne = regexp.MustCompile(`(?:^|[^\d.,:×–→-])1 (?:more )?(?:answers|criteria|raters|days|files|actions|rules|practices|dimensions|parts|levels|` +
	`subjects|records|groups|entries|clauses|votes|people|questions|problems|warnings|scales|are|have|say|do not)\b|\(s\)`)

// TestCountsOfOne sends documents in which there is one of everything through every command and format, in English:
// where the texts are made of pieces, no checker of the source sees what stands side by side.
func TestCountsOfOne(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	version := func(name, version, id, text, more string) string {
		return file(name, strings.NewReplacer("VERSION", version, "ID", id, "TEXT", text, "MORE", more).Replace(ofOne))
	}
	rubric, reworded := version("one.yaml", "1", "x", "Level", ""), version("reworded.yaml", "2", "x", "Step", "")
	other, longer := version("other.yaml", "2", "y", "Step", ""), version("longer.yaml", "1", "x", "Level", ", {id: z}")
	sheet := func(name, date, raters, answers string) string {
		return file(name, "format: fathom.answers/1\nrubric: {id: one, version: \"1\"}\nsubject: {id: s, tags: {region: n}}\ndate: "+date+"\n"+raters+"\nanswers: {"+answers+"}\n")
	}
	const own, panel = "rater: {id: r1, role: self}", "raters: [{id: r1, role: self}, {id: r2, role: assessor}]"
	var sheets []string
	for name, answers := range map[string]string{"answered": "a/x: 1", "unknown": "a/x: {unknown: true}", "empty": "", "na": "a/x: {na: gone}", "high": "a/x: 4"} {
		sheets = append(sheets, sheet(name+".yaml", "2026-11-20", own, answers))
	}
	for name, votes := range map[string]string{"apart": "r1: 4, r2: 1", "lone": "r1: 2", "unknowns": "r1: unknown, r2: 1", "nas": "r1: na, r2: 1"} {
		sheets = append(sheets, sheet(name+".yaml", "2026-11-20", panel, "a/x: {votes: {"+votes+"}}"))
	}
	before := sheet("before.yaml", "2026-11-19", own, "a/x: 1")
	lone := sheet("second.yaml", "2026-11-20", "rater: {id: r2, role: assessor}", "a/x: 1")
	policy := file("policy.yaml", "format: fathom.policy/1\nmin_score: {overall: 2}\n")

	wrong := file("wrong.yaml", "format: fathom.answers/1\n")

	var texts []string
	run := func(args ...string) {
		var out, errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
		if code := a.run(append(args, "--lang", "en")); code != exitOK && code != exitGate &&
			!slices.Contains(args, wrong) && args[0] != "portfolio" {
			t.Errorf("fathom %s: exit code %d: %s", strings.Join(args, " "), code, &errs)
		}
		what := strings.ReplaceAll("fathom "+strings.Join(args, " "), dir, "")
		for _, text := range append(unzipped(t, out.Bytes()), errs.String()) {
			if found := pluralOfOne.FindString(plainText(text)); found != "" {
				t.Errorf("%s says %q", what, found)
			}
			texts = append(texts, text)
		}
	}
	each := func(formats string, args ...string) {
		for _, f := range strings.Fields(formats) {
			run(append(args, "-f", f)...)
		}
	}
	const r = "--rubric"
	for _, s := range sheets {
		each("terminal json csv", "score", s, r, rubric)
		each("terminal html xlsx markdown json csv", "report", s, r, rubric)
		each("terminal json junit markdown github", "check", s, r, rubric, "--policy", policy)
		each("terminal markdown html xlsx json", "compare", before, s, r, rubric)
		each("terminal markdown html", "compare", before, s, r, reworded)
		each("terminal markdown html", "compare", before, s, r, other)
		run("explain", s, "overall", r, rubric)
		run("explain", s, "a/x", r, rubric)
		each("terminal html xlsx markdown json", "portfolio", s, r, rubric, "--by", "region")
		each("terminal markdown", "portfolio", s, before, r, rubric, "--by", "region", "--min-group", "2")
	}
	answered := filepath.Join(dir, "answered.yaml")
	high := filepath.Join(dir, "high.yaml")
	each("terminal markdown json yaml", "merge", answered, r, rubric, "--stats")
	each("terminal markdown json yaml", "merge", high, lone, r, rubric, "--stats")
	each("terminal markdown json yaml", "merge", filepath.Join(dir, "empty.yaml"), lone, r, rubric)
	for _, f := range []string{answered, sheet("one-left.yaml", "2026-11-20", own, "a/x: 1, a/z: {unknown: true}")} {
		each("terminal html xlsx markdown json csv", "report", f, r, longer)
		each("terminal markdown", "report", f, r, longer, "--baseline", before)
		each("terminal json junit markdown github", "check", f, r, longer, "--policy", policy)
	}
	each("terminal markdown html", "report", sheet("quick.yaml", "2026-11-20", own+"\ndepth: quick", "a/x: 1"), r, longer)
	each("terminal markdown json", "rubric", "diff", rubric, longer)
	run("merge", answered, r, rubric, "--anonymous", "--min-group", "2", wrong)
	run("score", wrong, r, rubric)
	each("terminal markdown html xlsx", "rubric", "show", r, rubric)
	each("terminal markdown json", "rubric", "diff", rubric, reworded)
	each("terminal markdown json", "rubric", "diff", rubric, other)
	each("terminal markdown json", "rubric", "diff", rubric, rubric)
	run("rubric", "lint", examples+"/hausrundgang.yaml")
	run("form", "export", answered, r, rubric, "-f", "csv")
	run("check", "--lint", answered, r, rubric)
	run("score", answered, answered, r, rubric)

	all := strings.Join(texts, "\n")
	for _, want := range []string{"1 answer missing", "1 rater;", "1 step, ", "1 rule met", "1 criterion", "1 day lies", "no error in 1 file", "1 subject"} {
		if !strings.Contains(all, want) {
			t.Errorf("nothing says %q: is there one of everything?", want)
		}
	}
}

// unzipped are the parts of a workbook, or the text itself.
func unzipped(t *testing.T, data []byte) []string {
	t.Helper()
	if !bytes.HasPrefix(data, []byte("PK")) {
		return []string{string(data)}
	}
	book, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range book.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(text))
	}
	return out
}

// markup is what stands between texts, of pages and of terminals.
var markup = regexp.MustCompile("(?s)<style.*?</style>|<[^>]*>|\x1b\\[[0-9;]*m")

// plainText is a document without markup, on one line: a sentence may be broken anywhere.
func plainText(s string) string {
	return strings.Join(strings.Fields(markup.ReplaceAllString(s, " | ")), " ")
}
