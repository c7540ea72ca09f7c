package handoff_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"fathom/assess/plan"
	"fathom/reports/handoff"
	"fathom/rubric/safe"
)

// rows reads a CSV file as an importer does: after the byte order mark, strictly, as many cells in each row.
func rows(t testing.TB, file string) (head []string, all [][]string) {
	t.Helper()
	file, marked := strings.CutPrefix(file, "\uFEFF")
	if !marked || !strings.HasSuffix(file, "\r\n") {
		t.Fatalf("%q", file)
	}
	got, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return got[0], got[1:]
}

// column is a row's cell under a head.
func column(head, row []string, name string) string { return row[slices.Index(head, name)] }

// TestJira: what its documentation of the CSV import asks for, read back.
func TestJira(t *testing.T) {
	l := list(t, "zh", team)
	head, all := rows(t, write(t, "jira.csv", l))
	for _, name := range head {
		if strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz ") != "" {
			t.Errorf("punctuation in the head %q", name)
		}
	}
	todo := l.ToDo()
	if len(all) != len(todo) || len(all) < 9 {
		t.Fatalf("%d rows, want %d", len(all), len(todo))
	}
	seen := map[string]bool{}
	for i, row := range all {
		id := column(head, row, "External issue ID")
		if id != "henan/"+todo[i].ID || seen[id] || row[len(row)-1] != id {
			t.Errorf("%q", row)
		}
		seen[id] = true
		if summary := column(head, row, "Summary"); summary == "" || utf8.RuneCountInString(summary) > 255 {
			t.Errorf("%q", summary)
		}
		for _, name := range []string{"Start date", "Due date"} {
			if day := column(head, row, name); day != "" || todo[i].Due != "" {
				if _, err := time.Parse("2006-01-02", day); err != nil {
					t.Error(err)
				}
			}
		}
		for k, name := range head {
			if name == "Labels" && (row[k] == "" || strings.ContainsAny(row[k], " \t")) {
				t.Errorf("Jira parts labels at blanks: %q", row[k])
			}
		}
		if text := column(head, row, "Description"); !strings.Contains(text, todo[i].What) {
			t.Errorf("%q", text)
		}
	}
	if who := column(head, all[0], "Assignee"); who != "wang.fang@example.com" {
		t.Error(who)
	}
	if who := column(head, all[1], "Assignee"); who != "" {
		t.Errorf("%s is no account", who)
	}
	if p := column(head, all[0], "Priority"); p != "High" {
		t.Error(p)
	}
}

// TestAzure: new items have no ID and no state; the type and the fields are those that every process has; the
// description is HTML in one line.
func TestAzure(t *testing.T) {
	l := list(t, "en", team)
	head, all := rows(t, write(t, "azure.csv", l))
	if strings.Join(head, ",") != "ID,Work Item Type,Title,Description,Priority,Assigned To,Tags" {
		t.Error(head)
	}
	todo := l.ToDo()
	if len(all) != len(todo) {
		t.Fatal(len(all))
	}
	for i, row := range all {
		if row[0] != "" || row[1] != "Task" || row[2] != todo[i].Title || row[4] != "1" && row[4] != "2" ||
			row[6] != "fathom; henan; henan/"+todo[i].ID {
			t.Errorf("%q", row)
		}
		text := row[3]
		if strings.ContainsAny(text, "\r\n") || strings.Contains(strings.ReplaceAll(text, "<br>", ""), "<") ||
			!strings.Contains(html.UnescapeString(text), todo[i].What) {
			t.Errorf("%q", text)
		}
	}
}

// issue is what GitHub takes to make one.
type issue struct {
	Title  string   `json:"title"`
	Body   string   `json:"body"`
	Labels []string `json:"labels"`
}

func issues(t testing.TB, file string) (out []issue) {
	t.Helper()
	for line := range strings.Lines(file) {
		d := json.NewDecoder(strings.NewReader(line))
		d.DisallowUnknownFields()
		var i issue
		if err := d.Decode(&i); err != nil {
			t.Fatal(err)
		}
		out = append(out, i)
	}
	return out
}

func TestGitHub(t *testing.T) {
	l := list(t, "en", team)
	all := issues(t, write(t, "github.jsonl", l))
	todo := l.ToDo()
	if len(all) != len(todo) {
		t.Fatal(len(all))
	}
	for i, got := range all {
		if got.Title != todo[i].Title+" [henan/"+todo[i].ID+"]" || strings.Contains(got.Body, "@") ||
			slices.ContainsFunc(got.Labels, func(s string) bool { return len(s) > 50 }) {
			t.Errorf("%+v", got)
		}
	}
}

// TestGitHubLoop runs the loop that the documentation shows, with a gh that notes what it is asked: an issue is made
// once, however often the loop runs.
func TestGitHubLoop(t *testing.T) {
	for _, program := range []string{"bash", "jq", "grep"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(err)
		}
	}
	source, err := os.ReadFile("trackers.go")
	if err != nil {
		t.Fatal(err)
	}
	var script []string
	for line := range strings.Lines(string(source)) {
		if code, ok := strings.CutPrefix(line, "//\t"); ok {
			script = append(script, code)
		}
	}
	dir := t.TempDir()
	l := list(t, "zh", team)
	for name, text := range map[string]string{"plan.jsonl": write(t, "github.jsonl", l), "made": "",
		"gh": "#!/bin/bash\nif [ \"$2\" = --paginate ]; then jq -r .title made; else cat >> made; fi\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		cmd := exec.Command("bash", "-c", strings.Join(script, ""))
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v", out, err)
		}
	}
	made, err := os.ReadFile(filepath.Join(dir, "made"))
	if err != nil || string(made) != write(t, "github.jsonl", l) {
		t.Errorf("%s\n%v", made, err)
	}
}

// TestHostile: names and notes that want to be a formula, markup, a mention, a command or another line are text in
// every format, and whole however long.
func TestHostile(t *testing.T) {
	for _, text := range []string{"=cmd|'/c calc'!A0", "+1", "-1+2", "@SUM(A1)", "\tx", "＝1", "\x1b]0;x\x07 \x00", "a\u202Eb\u200B",
		"::set-output x::", "##vso[task]", "</script><img src=x onerror=1>", "![x](https://example.com/a.png)", "a\r\nb\nc",
		`"quoted", and; more`, "@octocat #1 [x](y) {color:red} !x.png!", strings.Repeat("渠道", 2000), "BEGIN:VALARM", "😀" + strings.Repeat("x", 300)} {
		l := hostile(t, text)
		if len(l.Tasks) < 5 {
			t.Fatal(len(l.Tasks))
		}
		if all := events(t, write(t, "ics", l)); len(all) != len(l.Tasks) {
			t.Errorf("%q: %d events, want %d", text, len(all), len(l.Tasks))
		}
		for _, end := range []string{"jira.csv", "azure.csv"} {
			_, all := rows(t, write(t, end, l))
			for _, row := range all {
				for _, cell := range row {
					if safe.IsFormula(cell) || safe.Text(cell) != cell || utf8.RuneCountInString(cell) > 32767 {
						t.Errorf("%q in %s: %.100q", text, end, cell)
					}
				}
			}
			if len(all) != len(l.Tasks) {
				t.Errorf("%q in %s: %d rows", text, end, len(all))
			}
		}
		all := issues(t, write(t, "github.jsonl", l))
		if len(all) != len(l.Tasks) {
			t.Errorf("%q: %d issues", text, len(all))
		}
		for _, got := range all {
			if strings.ContainsAny(got.Body, "@<") || strings.Contains(got.Body, "://") ||
				utf8.RuneCountInString(got.Title) > 256 || strings.ContainsAny(got.Title, "\n\r\x1b") {
				t.Errorf("%q: %+v", text, got)
			}
		}
		if sow := write(t, "sow.md", l); strings.Contains(sow, "<img") || strings.Contains(sow, "://") ||
			bytes.ContainsAny([]byte(sow), "\x00\x1b\r") {
			t.Errorf("%q: %.300s", text, sow)
		}
	}
}

// TestSOW: it is of what is still to do, sums the effort, and has a line for each signature, in both languages.
func TestSOW(t *testing.T) {
	l := list(t, "en", team)
	text := write(t, "sow.md", l)
	sum := 0.0
	for i, task := range l.ToDo() {
		sum += task.PersonDays
		if i == 0 && task.ID != "roles@2" {
			t.Error(task.ID)
		}
	}
	for _, want := range []string{"# Statement of work: 河南快消渠道", "| Total | 101 |", "### 1. Roles &amp; responsibilities to level 2",
		"| For the client |", "It begins on 2026-12-01 and ends on 2027-05-29."} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
	if sum != 101 || strings.Contains(text, "Compliance &amp; risk to level 3") {
		t.Error(sum)
	}
	empty := handoff.New(l.Scored, &plan.Plan{}, december(), nil)
	if got := write(t, "sow.md", empty); !strings.Contains(got, "There is nothing to do in this plan.") {
		t.Error(got)
	}
}
