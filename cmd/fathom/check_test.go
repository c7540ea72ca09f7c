package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fathom/rubric/channelteam"
)

// silent runs a command without terminal and environment.
func silent(args ...string) (code int, out, errs string) {
	var stdout, stderr bytes.Buffer
	a := app{in: strings.NewReader(""), out: &stdout, err: &stderr, getenv: func(string) string { return "" }}
	code = a.run(args)
	return code, stdout.String(), stderr.String()
}

// checked is what one `fathom check` wrote in every format.
type checked struct {
	code                                    int
	terminal, json, junit, markdown, github string
}

// checkAll runs `fathom check` once and reads what it wrote.
func checkAll(t *testing.T, args ...string) checked {
	t.Helper()
	dir := t.TempDir()
	formats := []string{"terminal", "json", "junit", "markdown", "github"}
	args = append([]string{"check"}, args...)
	for _, f := range formats {
		args = append(args, "-f", f+"="+filepath.Join(dir, f))
	}
	code, out, errs := silent(args...)
	if code != exitOK && code != exitGate || out != "" {
		t.Fatalf("%v: exit code %d, %s%s", args, code, out, errs)
	}
	c := checked{code: code}
	for i, into := range []*string{&c.terminal, &c.json, &c.junit, &c.markdown, &c.github} {
		text, err := os.ReadFile(filepath.Join(dir, formats[i]))
		if err != nil {
			t.Fatal(err)
		}
		*into = string(text)
	}
	return c
}

type verdictDoc struct {
	Subject struct{ Name string }
	Passed  bool
	Rules   []struct {
		Rule    string
		At      *string
		Limit   float64
		Was     *float64
		Verdict string
		Steps   []any
	}
	Way *struct{ Steps []string }
}

// tried reports whether a page shows steps that were found by trying: where a way leads to what is not met, those of
// more than three stand in the JSON alone.
func (d *verdictDoc) tried() bool {
	for _, r := range d.Rules {
		scores := []string{"min-score", "min-level", "min-attainment", "floor"}
		onTheWay := d.Way != nil && r.Verdict == "not-met" && slices.Contains(scores, r.Rule) && len(r.Steps) > 3
		if len(r.Steps) > 0 && !onTheWay {
			return true
		}
	}
	return false
}

// verdictOf finds a rule's verdict in the JSON.
func verdictOf(t *testing.T, text, rule, at string) string {
	t.Helper()
	var doc verdictDoc
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	for _, r := range doc.Rules {
		if r.Rule == rule && (at == "" || *r.At == at) {
			return r.Verdict
		}
	}
	t.Fatalf("no rule %s %s in %s", rule, at, text)
	return ""
}

// nothing is an answer file in which nothing applies.
func nothing(t *testing.T, dir string) string {
	var b strings.Builder
	b.WriteString("format: fathom.answers/1\nrubric: {id: channel-team, version: " + channelteam.Rubric().Version + "}\nsubject: {id: none}\ndate: 2026-05-01\nrater: {id: a}\nanswers:\n")
	for _, p := range channelteam.Rubric().Practices {
		for _, c := range p.Criteria {
			fmt.Fprintf(&b, "  %s/%s: {na: no channel}\n", p.ID, c.ID)
		}
	}
	path := filepath.Join(dir, "nothing.yaml")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestGateMatrix: every rule, met, not met and undecided, with the exit code; and every format tells the same.
func TestGateMatrix(t *testing.T) {
	dir := t.TempDir()
	sample := func(name string) string { return filepath.Join(root, "rubric/channelteam/samples", name) }
	henan, nordic, half := sample("henan-fmcg.yaml"), sample("nordic-reseller.yaml"), sample("startup-self.yaml")
	panel, none := filepath.Join(dir, "may.yaml"), nothing(t, dir)
	raters, err := filepath.Glob(filepath.Join(root, "testdata/workshop/2026-05/*.yaml"))
	if err != nil || len(raters) == 0 {
		t.Fatal("no raters")
	}
	if code, _, errs := silent(append(append([]string{"merge"}, raters...), "-f", "yaml="+panel)...); code != exitOK {
		t.Fatal(errs)
	}
	for _, c := range []struct {
		rule, at string
		args     string
		want     string
	}{
		{"min-score", "overall", henan + " --min-overall 2", "met"},
		{"min-score", "overall", henan + " --min-overall 3", "not-met"},
		{"min-score", "overall", half + " --min-overall 1.5", "undecided"},
		{"min-score", "team", nordic + " --min team=3", "met"},
		{"min-score", "people", henan + " --min people=4", "not-met"},
		{"min-score", "compliance-risk", half + " --min compliance-risk=1", "undecided"},
		{"min-level", "team", henan + " --min-level team=2", "met"},
		{"min-level", "team", henan + " --min-level team=3", "not-met"},
		{"min-level", "team", half + " --min-level team=2", "undecided"},
		{"min-attainment", "", henan + " --min-attainment 0.5", "met"},
		{"min-attainment", "", henan + " --min-attainment 0.9", "not-met"},
		{"min-attainment", "", half + " --min-attainment 0.3", "undecided"},
		{"floor", "roles", nordic + " --floors", "met"},
		{"floor", "roles", henan + " --floors", "not-met"},
		{"floor", "compliance-risk", half + " --floors", "undecided"},
		{"max-unanswered", "", henan + " --max-unanswered 0", "met"},
		{"max-unanswered", "", half + " --max-unanswered 0.1", "not-met"},
		{"max-unanswered", "", none + " --max-unanswered 0.1", "undecided"},
		{"max-unknown", "", henan + " --max-unknown 0.1", "met"},
		{"max-unknown", "", henan + " --max-unknown 0", "not-met"},
		{"max-unknown", "", half + " --max-unknown 0.1", "undecided"},
		{"max-na", "", half + " --max-na 0.6", "met"},
		{"max-na", "", half + " --max-na 0", "not-met"},
		{"max-na", "", half + " --max-na 0.05", "undecided"},
		{"max-age", "", henan + " --max-age 30 --now 2026-12-20", "met"},
		{"max-age", "", henan + " --max-age 30 --now 2026-12-21", "not-met"},
		{"max-age", "", henan + " --max-age 30", "undecided"},
		{"evidence", "", henan + " --evidence-from 5 --max-unknown 0.1", "met"},
		{"evidence", "", henan + " --evidence-from 2", "not-met"},
		{"evidence", "", half + " --evidence-from 5", "undecided"},
		{"regression", "overall", henan + " --max-regression overall=0 --baseline " + henan, "met"},
		{"regression", "overall", henan + " --max-regression overall=0.1 --baseline " + nordic, "not-met"},
		{"regression", "overall", henan + " --max-regression overall=0.1", "undecided"},
		{"max-discuss", "", panel + " --max-discuss 20", "met"},
		{"max-discuss", "", panel + " --max-discuss 0", "not-met"},
		{"max-discuss", "", henan + " --max-discuss 20", "undecided"},
		{"min-raters", "", panel + " --min-raters 8", "met"},
		{"min-raters", "", panel + " --min-raters 9", "not-met"},
		{"min-raters", "", henan + " --min-raters 2", "not-met"},
		{"min-score", "cap-customer", half + " --min practices=1 --min goals-strategy=1", "not-applicable"},
	} {
		got := checkAll(t, append(strings.Fields(c.args), "--lang", "en")...)
		if v := verdictOf(t, got.json, c.rule, c.at); v != c.want {
			t.Errorf("%s: %s, want %s", c.args, v, c.want)
		}
		if (got.code == exitOK) != strings.Contains(got.json, `"passed": true`) ||
			c.want == "met" && c.rule != "floor" && got.code != exitOK ||
			(c.want == "not-met" || c.want == "undecided") && got.code != exitGate {
			t.Errorf("%s: exit code %d", c.args, got.code)
		}
		agree(t, c.args, got)
	}
}

// TestToDiscussIsOneNumber: merge, report and the gate count the same criteria to discuss, and the gate says for which
// reasons.
func TestToDiscussIsOneNumber(t *testing.T) {
	panel := filepath.Join(t.TempDir(), "may.yaml")
	raters, err := filepath.Glob(filepath.Join(root, "testdata/workshop/2026-05/*.yaml"))
	if err != nil || len(raters) == 0 {
		t.Fatal("no raters")
	}
	code, merged, errs := silent(append(append([]string{"merge"}, raters...), "-f", "yaml="+panel, "-f", "json")...)
	var agreement struct {
		Discuss  []string `json:"discuss"`
		Confirm  []string `json:"confirm"`
		Criteria []struct {
			Reasons []string `json:"reasons"`
		} `json:"criteria"`
	}
	if err := json.Unmarshal([]byte(merged), &agreement); code != exitOK || err != nil {
		t.Fatal(code, errs, err)
	}
	n := len(agreement.Discuss)
	for limit, want := range map[int]int{n: exitOK, n - 1: exitGate} {
		got := checkAll(t, panel, "--max-discuss", fmt.Sprint(limit), "--lang", "en")
		var doc struct {
			Rules []struct {
				Was      float64
				Criteria []string
				Reasons  []string
			}
		}
		if err := json.Unmarshal([]byte(got.json), &doc); err != nil {
			t.Fatal(err)
		}
		r := doc.Rules[0]
		slices.Sort(agreement.Discuss)
		slices.Sort(r.Criteria)
		if got.code != want || r.Was != float64(n) || !slices.Equal(r.Criteria, agreement.Discuss) {
			t.Errorf("limit %d: exit code %d, %v to discuss, merge has %d", limit, got.code, r.Was, n)
		}
		for _, c := range agreement.Criteria {
			for _, why := range c.Reasons {
				if why != "low-weight" && !slices.Contains(r.Reasons, why) {
					t.Errorf("the gate does not say that it counts %s", why)
				}
			}
		}
		for name, text := range map[string]string{"terminal": got.terminal, "markdown": got.markdown} {
			if !strings.Contains(strings.Join(strings.Fields(text), " "), "do not agree whether it applies; far apart; ") {
				t.Errorf("%s does not say what is counted:\n%s", name, text)
			}
		}
		if want == exitGate && !strings.Contains(got.github, "Criteria to discuss (do not agree whether it applies; far apart; ") {
			t.Errorf("the annotation does not say what is counted: %s", got.github)
		}
	}
	counts := fmt.Sprintf("%d to discuss, %d to confirm, 0 agreed", n, len(agreement.Confirm))
	if _, report, _ := silent("report", panel, "--full", "--lang", "en"); !strings.Contains(report, counts) {
		t.Errorf("the report counts another number than %d", n)
	}
}

// agree compares the verdicts of every format with those of the JSON.
func agree(t *testing.T, name string, got checked) {
	t.Helper()
	var doc verdictDoc
	if err := json.Unmarshal([]byte(got.json), &doc); err != nil {
		t.Fatal(err)
	}
	words := map[string]string{"met": "✓ met", "not-met": "✗ not met", "undecided": "? undecided", "not-applicable": "– n/a"}
	count := map[string]int{}
	suites := junitOf(t, []byte(got.junit))
	for _, r := range doc.Rules {
		count[r.Verdict]++
		id := r.Rule
		if r.At != nil {
			id += " " + *r.At
		}
		want := map[string]string{"met": "", "not-met": "not-met", "undecided": "undecided",
			"not-applicable": "skipped"}[r.Verdict]
		if is, ok := suites[0].cases[id]; !ok || is != want {
			t.Errorf("%s: junit says %q of %s, json %s", name, is, id, r.Verdict)
		}
	}
	for verdict, word := range words {
		shown := regexp.MustCompile(`(?m)^ *` + regexp.QuoteMeta(word))
		if n := len(shown.FindAllString(got.terminal, -1)); n != count[verdict] {
			t.Errorf("%s: the terminal shows %s %d times, json %d", name, verdict, n, count[verdict])
		}
		if n := strings.Count(got.markdown, "| "+word+" |"); n != count[verdict] {
			t.Errorf("%s: markdown shows %s %d times, json %d", name, verdict, n, count[verdict])
		}
	}
	if table, _, _ := strings.Cut(got.github, "\n::"); !strings.HasPrefix(got.terminal, table) {
		t.Errorf("%s: github shows another text than the terminal", name)
	}
	steps, way := doc.tried(), doc.Way != nil
	for format, text := range map[string]string{"terminal": got.terminal, "markdown": got.markdown,
		"github": got.github} {
		if said := strings.Contains(text, "found by trying"); said != steps {
			t.Errorf("%s: json has steps: %v; %s says how they were found: %v", name, steps, format, said)
		}
		if said := strings.Contains(text, "The cheapest way there"); said != way {
			t.Errorf("%s: json has a way: %v; %s shows it: %v", name, way, format, said)
		}
	}
	if strings.Contains(got.junit, "found by trying") != steps {
		t.Errorf("%s: junit does not say how steps were found", name)
	}
	if n, want := strings.Count(got.github, "\n::error file="), min(10, count["not-met"]+count["undecided"]); n != want {
		t.Errorf("%s: %d annotations, want %d", name, n, want)
	}
}

// TestGateUntrusted: what a file says is nowhere a command, an element or markup, in any format and language, and what
// it says is there.
func TestGateUntrusted(t *testing.T) {
	dir := t.TempDir()
	evil := `::error file=x::y\n::warning::z\r\n##[error]q\n## heading\n##vso[task.complete result=Failed;]\u001b[31mred\u202e]]>&<b>|@team ![x](http://h.example/i.png)`
	quoted := `"` + evil + `"`
	file := filepath.Join(dir, "::error::a ##[x] <b>,b%.yaml")
	text := "format: fathom.answers/1\nrubric: {id: channel-team, version: 1.1.0}\nsubject: {id: h, name: " + quoted + ", tags: {region: " + quoted + "}}\ndate: 2026-05-21\nrater: {id: a}\nanswers:\n" +
		"  communication/timeliness: {level: 2, note: " + quoted + ", evidence: [" + quoted + "]}\n  roles/overlap-control: {na: " + quoted + "}\n  roles/role-definition: {unknown: true, note: " + quoted + "}\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var name string
	if err := json.Unmarshal([]byte(quoted), &name); err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "zh"} {
		got := checkAll(t, file, "--min-overall", "5", "--floors", "--evidence-from", "1", "--max-unknown", "0",
			"--lang", lang)
		var doc verdictDoc
		if err := json.Unmarshal([]byte(got.json), &doc); err != nil || doc.Subject.Name != name {
			t.Errorf("json: %v, %q", err, doc.Subject.Name)
		}
		junitOf(t, []byte(got.junit))
		own, ours := regexp.MustCompile(`^::error file=[^:,]*,line=\d+,title=[^:]*::[^:]`), 0
		for format, text := range map[string]string{"terminal": got.terminal, "json": got.json, "junit": got.junit,
			"markdown": got.markdown, "github": got.github} {
			for _, line := range strings.Split(text, "\n") {
				switch line = strings.TrimLeft(line, " \t\r"); {
				case format == "github" && own.MatchString(line):
					ours++
				case format == "markdown" && (strings.HasPrefix(line, "## Not passed") || strings.HasPrefix(line, "## 未通过")),
					format == "markdown" && (line == "## What stands between" || line == "## 还差什么"),
					format == "markdown" && (line == "## The cheapest way there" || line == "## 最省的走法"):
				case strings.HasPrefix(line, "::"), strings.HasPrefix(line, "##"):
					t.Errorf("%s, %s: a line begins a command: %s", format, lang, line)
				}
			}
			if strings.ContainsAny(text, "\u001b\r") || format != "json" && strings.Contains(text, "\u202e") {
				t.Errorf("%s, %s: a control character", format, lang)
			}
			if format != "json" && strings.Contains(text, "##[") {
				t.Errorf("%s, %s: a command within a line", format, lang)
			}
		}
		if ours < 4 || ours > 10 {
			t.Errorf("%d annotations", ours)
		}
		if strings.Contains(got.markdown, "<b>") || strings.Contains(strings.ReplaceAll(got.markdown, `\]`, ""), "]") ||
			strings.Contains(got.markdown, "@team") {
			t.Errorf("markdown holds markup of the file:\n%s", got.markdown)
		}
	}
}

// TestGateMany: a job summary stays under 1 MiB, those that did not pass first, and a file that comes twice has suites
// of its own.
func TestGateMany(t *testing.T) {
	t.Parallel()
	sample := func(name string) string { return filepath.Join(root, "rubric/channelteam/samples", name) }
	args := []string{"--floors", "--min", "practices=2", "--max-unknown", "0.1", "--lang", "en"}
	for range 500 {
		args = append(args, sample("nordic-reseller.yaml"))
	}
	got := checkAll(t, append(args, sample("henan-fmcg.yaml"))...)
	if len(got.markdown) >= 1<<20 || len(got.markdown) < 1<<19 {
		t.Errorf("a summary of %d bytes", len(got.markdown))
	}
	if !strings.HasPrefix(got.markdown, "# Gate: 河南") || !strings.Contains(got.markdown, " more left out.") {
		t.Errorf("the summary begins %.60s", got.markdown)
	}
	if n := len(junitOf(t, []byte(got.junit))); n != 501*(1+len(channelteam.Rubric().Dimensions)) {
		t.Errorf("%d suites", n)
	}
}
