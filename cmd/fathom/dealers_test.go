package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric/channelteam"
	"fathom/testdata/fleet"
)

// dealers makes a list of made-up dealers, and a folder of what came back from all but every 20th of them: YAML and
// JSON by turns, every 10th copied out of a chat, every 30th twice. It returns the answers of those, in the order of
// the files.
func dealers(t *testing.T, list, folder string, n int) []*assess.Assessment {
	t.Helper()
	r := channelteam.Rubric()
	f := fleet.New(r, fleet.Default())
	rows := [][]string{{"name", "id", "subject", "subject id", "tag:region", "wechat", "due"}}
	var back []*assess.Assessment
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		a := f.Assessment(i)
		a.Raters = []assess.Rater{{ID: fmt.Sprintf("boss%d", i+1), Name: fmt.Sprintf("老板%d", i+1)}}
		rows = append(rows, []string{a.Raters[0].Name, a.Raters[0].ID, a.Subject.Name, a.Subject.ID,
			a.Subject.Tags["region"], fmt.Sprintf("wx%d", i+1), "2026-12-05"})
		if i%20 == 19 {
			continue
		}
		back = append(back, a)
		name := fmt.Sprintf("rate-%04d(1)", i+1) + []string{".yaml", ".json"}[i%2]
		var text bytes.Buffer
		if err := answerfile.WriteAs(&text, name, a, r); err != nil {
			t.Fatal(err)
		}
		data := text.Bytes()
		if i%10 == 3 {
			name = fmt.Sprintf("rate-%04d 2.txt", i+1)
			chat := "\uFEFF" + a.Raters[0].Name + " 14:05\n" + text.String() + "\n收到\n"
			data = []byte(strings.ReplaceAll(chat, "\n", "\r\n"))
		}
		names := []string{name}
		if i%30 == 0 {
			names = append(names, strings.Replace(name, "(1)", "(2)", 1))
		}
		for _, name := range names {
			if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	var out bytes.Buffer
	if err := csv.NewWriter(&out).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(list, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return back
}

// TestDealers: the returns of 300 dealers are imported and rolled up with one command; the roll-up is that of the
// answers themselves, to the last byte, and the status knows everybody.
func TestDealers(t *testing.T) {
	dir := t.TempDir()
	list, folder := filepath.Join(dir, "dealers.csv"), filepath.Join(dir, "returned")
	back := dealers(t, list, folder, 300)
	ran := func(in string, args ...string) (out, errs string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		a := &app{in: strings.NewReader(in), out: &stdout, err: &stderr, getenv: func(string) string { return "" }}
		if code := a.run(append(args, "--lang", "en")); code != exitOK {
			t.Fatalf("%s: exit code %d\n%s", args, code, stderr.String())
		}
		return stdout.String(), stderr.String()
	}
	lines, said := ran("", "form", "import", folder, "--for", list, "-o", "-")
	for _, want := range []string{"Of the 300 people on the list, 285 answered everything, 0 in part, 15 not yet.",
		"rate-0001(2).yaml: the same answers as in ",
		"rate-0004 2.txt: lines left out, which are no part of the answers: 老板4 14:05, 收到",
		"\nnot yet: 老板20 ("} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%.2000s", want, said)
		}
	}
	var direct bytes.Buffer
	one := answerfile.NewLines(channelteam.Rubric())
	for _, a := range back {
		line, err := one.Line(a)
		if err != nil {
			t.Fatal(err)
		}
		direct.Write(line)
	}
	got, _ := ran(lines, "portfolio", "-", "--by", "region", "-f", "json")
	want, _ := ran(direct.String(), "portfolio", "-", "--by", "region", "-f", "json")
	if got != want || strings.Count(lines, "\n") != 285 {
		t.Errorf("%d lines; the roll-up of the returns is not that of the answers", strings.Count(lines, "\n"))
	}
	status, _ := ran("", "form", "status", folder, "--for", list, "--today", "2026-12-08", "-f", "json")
	var doc struct{ Counts map[string]int }
	if err := json.Unmarshal([]byte(status), &doc); err != nil {
		t.Fatal(err)
	}
	c := doc.Counts
	if c["complete"] != 285 || c["waiting"] != 15 || c["late"] != 15 || c["strangers"]+c["unread"] != 0 {
		t.Errorf("%v", c)
	}
}
