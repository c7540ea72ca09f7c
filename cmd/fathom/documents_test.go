package main

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// document is what a command writes: the formats it has, and in each something that no other document of this program
// has. The marks of a workbook are its sheets.
type document struct {
	args  string
	marks map[string]string
}

// documents are the pairs of a command and a format that are documents; every other pair is refused.
func documents(samples string) []document {
	henan, folder := filepath.Dir(samples)+"/rubric/channelteam/samples/henan-fmcg.yaml", samples+"/workshop/2026-05"
	may, nov := folder+"/chen.yaml", samples+"/workshop/2026-11/chen.yaml"
	return []document{
		{"report " + henan, map[string]string{
			"terminal": "\n  Gap report: ", "markdown": "# Gap report: ", "html": "<title>Gap report: ", "pdf": "", "docx": "Gap report: 河南快消渠道",
			"xlsx": "Summary Scorecard Gaps Plan What if What-if scores Answers Lists fathom", "pptx": "Gap report: 河南快消渠道",
			"json": `"format": "fathom.result/1"`, "ndjson": `{"format":"fathom.result/1",`, "csv": `subject,"date","kind","id","name","score","low","high","coverage","weight",`}},
		{"report " + henan + " --brand " + samples + "/schemas/full-brand.yaml", map[string]string{
			"terminal": "\n  Gap report: ", "markdown": "# Gap report: 河南快消渠道\n\n**Confidential, for the board of Henan Foods**\n\n- Prepared for: Henan Foods\n",
			"html": `<dt>Prepared for</dt><dd>Henan Foods</dd>`, "pdf": "", "xlsx": "Summary Scorecard Gaps Plan What if What-if scores Answers Lists fathom",
			"docx": "Gap report: 河南快消渠道", "pptx": "Gap report: 河南快消渠道", "json": `"format": "fathom.result/1"`, "ndjson": `{"format":"fathom.result/1",`, "csv": `subject,"date","kind","id","name","score","low","high","coverage","weight",`}},
		{"score " + henan, map[string]string{
			"terminal": "\n  Subject   Date        Score ",
			"json":     `"format": "fathom.result/1"`, "ndjson": `{"format":"fathom.result/1",`, "csv": `subject,"date","kind","id","name","score","low","high","coverage","weight",`}},
		{"check " + henan + " --min-overall 1", map[string]string{
			"terminal": "\n  Gate: ", "markdown": "# Gate: ", "json": `"format": "fathom.verdict/1"`, "junit": "<testsuites>", "github": "\n  Gate: "}},
		{"merge " + may + " " + folder + "/li.yaml", map[string]string{
			"terminal": "\n  Agreement: ", "markdown": "# Agreement: ", "yaml": "\nraters:\n  - {id: chen, ", "json": `"format": "fathom.agreement/1"`,
			"csv": `id,"votes","unknown","na","low","high","mean","ad","verdict","agreed","weight"`}},
		{"compare " + may + " " + nov, map[string]string{
			"terminal": "\n  What changed: 山东", "markdown": "# What changed: 山东", "html": "<title>What changed: ", "pdf": "", "docx": "What changed: 山东低温奶渠道",
			"xlsx": "Summary Change Steps Criteria Earlier plan Next",
			"json": `"format": "fathom.trend/1"`, "csv": `kind,"id","old","new","change","old_level","new_level"`}},
		{"plan " + henan + " --start 2027-01-04", map[string]string{
			"terminal": "\n  Plan: ", "markdown": "# Plan: ", "html": "<title>Plan: ", "pdf": "", "docx": "Plan: 河南快消渠道", "xlsx": "Steps Milestones People Lists fathom",
			"json": `"format": "fathom.plan/1"`, "csv": `subject,"number","id","practice","name","from","to","action","measure","owner","owner_name",`,
			"actions": "format: fathom.actions/1\n", "ics": "BEGIN:VCALENDAR\r\n", "jira-csv": `External issue ID,"Issue Type",`,
			"azure-csv": `ID,"Work Item Type","Title",`, "github": `{"title":"Roles & responsibilities to level 2 [henan/roles@2]",`,
			"sow-md": "# Statement of work: "}},
		{"portfolio " + folder, map[string]string{
			"terminal": ": roll-up of 8 subjects\n", "markdown": ": roll-up of 8 subjects\n", "html": ": roll-up of 8 subjects</title>",
			"xlsx": "Summary Practices Focus Pairs Subjects Method Counts",
			"json": `"format": "fathom.rollup/1"`, "rollup": `{"format":"fathom.fold/2",`, "ndjson": `{"id":"shandong-dairy",`, "csv": `id,"name","date","stage","sector","tags","depth","asked","criteria","score",`}},
		{"rubric show", map[string]string{
			"terminal": "\n  Channel team maturity  1.1.0\n", "markdown": "# Channel team maturity: a handbook for raters\n",
			"html": "<title>Channel team maturity: a handbook for raters</title>", "xlsx": "Scale &amp; rules Criteria Practices Actions Sources"}},
		{"rubric show roles", map[string]string{
			"terminal": "\n  Roles & responsibilities (roles)\n", "markdown": "# Roles &amp; responsibilities (roles)\n",
			"html": "<title>Roles &amp; responsibilities (roles)</title>", "xlsx": "Scale &amp; rules Criteria Practices Actions"}},
		{"rubric diff builtin " + samples + "/rubrics/ok/mini.yaml", map[string]string{
			"terminal": "\n  What changed: ", "markdown": "# What changed: ", "json": `"format": "fathom.rubric-diff/1"`}},
		{"form export", map[string]string{
			"html": "<!DOCTYPE html>", "xlsx": "Start Questions fathom", "xlsform": "survey choices settings", "csv": "id,part,dimension,practice,question,criterion,answer,reason,note,evidence,"}},
		{"explain " + henan + " overall", nil},
		{"rubric coverage", nil},
		{"rubric lint", nil},
		{"rubric export out", nil},
		{"schema result", nil},
		{"form import form.csv", nil},
		{"assess new.yaml --accessible", nil},
	}
}

// TestDocuments sends every command every word that -f knows anywhere, and some that it does not know: each pair is a
// document of its own kind, or is refused before anything is written, with the words there are.
func TestDocuments(t *testing.T) {
	words := map[string]bool{"gitlab": true, "mdx": true, "sarif": true, "odt": true, "jsonl": true}
	samples, err := filepath.Abs(filepath.Join(root, "testdata"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir()) // where a refused command would have written
	all := documents(samples)
	for _, d := range all {
		for word := range d.marks {
			words[word] = true
		}
	}
	for _, d := range all {
		offered := d.offered(t)
		if have := slices.Sorted(maps.Keys(d.marks)); !slices.Equal(slices.Sorted(slices.Values(offered)), have) {
			t.Errorf("%s offers %v, and is known for %v", d.args, offered, have)
		}
		for word := range words {
			if _, ok := d.marks[word]; ok {
				d.writes(t, word)
			} else {
				d.refuses(t, word, offered)
			}
		}
	}
	if left, err := filepath.Glob("*"); err != nil || len(left) > 0 {
		t.Errorf("what is refused, and what goes to standard output, left %v behind (%v)", left, err)
	}
}

// run runs the command with one format.
func (d document) run(t *testing.T, word, lang string) (code int, out, errs string) {
	t.Helper()
	args := append(strings.Fields(d.args), "-f", word, "--lang", lang)
	var stdout, stderr bytes.Buffer
	a := app{in: strings.NewReader(""), out: &stdout, err: &stderr, getenv: func(string) string { return "" }}
	code = a.run(args)
	return code, stdout.String(), stderr.String()
}

// offered are the words that the command lists when it is asked for one that there is not.
func (d document) offered(t *testing.T) (words []string) {
	t.Helper()
	if _, _, errs := d.run(t, "?", "en"); d.marks != nil {
		_, list, _ := strings.Cut(strings.TrimSpace(errs), "unknown format ?; valid: ")
		words = strings.Split(list, ", ")
	}
	return words
}

// writes wants one document in standard output, of the right kind.
func (d document) writes(t *testing.T, word string) {
	t.Helper()
	if word == "pdf" {
		return // the page of html, printed by a browser, where there is one: see TestPDF
	}
	code, out, errs := d.run(t, word, "en")
	kind := out
	if strings.HasPrefix(out, "PK\x03\x04") {
		kind = officeOf(t, out)
	}
	mark := d.marks[word]
	if code != exitOK || out == "" || !strings.Contains(kind, mark) || strings.HasPrefix(out, "PK") && kind != mark {
		t.Errorf("%s -f %s: exit code %d, no %q in %.200q; %s", d.args, word, code, mark, kind, errs)
	}
	if strings.HasPrefix(mark, "# ") && !strings.HasPrefix(out, mark) {
		t.Errorf("%s -f %s begins with %.60q", d.args, word, out)
	}
}

// refuses wants a usage error in both languages that names the words there are, or the nearest of them.
func (d document) refuses(t *testing.T, word string, offered []string) {
	t.Helper()
	near := regexp.MustCompile(`(?:did you mean|是不是想写) ?(\w+)？?\??\n`)
	for lang, list := range map[string]string{"en": "valid: " + strings.Join(offered, ", "), "zh": "可用：" + strings.Join(offered, "、")} {
		code, out, errs := d.run(t, word, lang)
		told := strings.Contains(errs, list+"\n")
		if m := near.FindStringSubmatch(errs); m != nil {
			told = slices.Contains(offered, m[1])
		}
		if d.marks == nil { // it has one format, and no -f
			told = strings.Contains(errs, " -f")
		}
		if code != exitUsage || out != "" || !told {
			t.Errorf("%s -f %s --lang %s: exit code %d, %.60q, %s", d.args, word, lang, code, out, errs)
		}
	}
}

// officeOf are the names of a workbook's sheets, or the title of slides or of a text, as they stand in the file.
func officeOf(t *testing.T, file string) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	part, name := "xl/workbook.xml", `<sheet name="([^"]*)"`
	if !slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == part }) {
		part, name = "docProps/core.xml", "<dc:title>([^<]*)<"
	}
	f, err := z.Open(part)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range regexp.MustCompile(name).FindAllSubmatch(text, -1) {
		names = append(names, string(m[1]))
	}
	return strings.Join(names, " ")
}
