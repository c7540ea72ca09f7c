//go:build unix

package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"fathom/rubric/channelteam"
)

// completed is what the program tells a shell: the words, each with what it is, and how they are taken.
func completed(t *testing.T, dir string, line ...string) (words map[string]string, order []string, how string) {
	t.Helper()
	var out, errs bytes.Buffer
	a := app{in: strings.NewReader("nobody reads this"), out: &out, err: &errs, getenv: func(string) string { return "" }}
	if dir != "" {
		t.Chdir(dir)
	}
	if code := a.run(append([]string{cobra.ShellCompRequestCmd}, line...)); code != exitOK || errs.Len() > 0 {
		t.Errorf("%q: exit code %d, %q", line, code, &errs)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	words = map[string]string{}
	for _, l := range lines[:len(lines)-1] {
		word, text, _ := strings.Cut(l, "\t")
		words[word], order = text, append(order, word)
	}
	return words, order, lines[len(lines)-1]
}

// The numbers of how words are taken: 2 no blank behind it, 4 no files of the shell's own, 32 in this order.
const (
	complete, unfinished, filesToo = ":36", ":38", ":0"
)

// TestComplete: what shells are told, for every kind of word.
func TestComplete(t *testing.T) {
	dir := completionFolder(t)
	for _, c := range []struct {
		line string // its last word is being typed; _ is an empty one
		want string // the words, in order
		how  string
	}{
		{"explain a.yaml over", "overall", complete},
		{"explain a.yaml role", "roles role-modelling", complete},
		{"explain a.yaml roles", "roles roles/role-definition roles/overlap-control", complete},
		{"explain a.yaml a b", "", complete},
		{"explain a.yaml --set roles=", "roles=1 roles=2 roles=3 roles=4 roles=5", complete},
		{"explain a.yaml --set roles/overlap-control=4", "roles/overlap-control=4", complete},
		{"explain a.yaml --set none=", "", complete},
		{"rubric show over", "", complete},
		{"rubric show cap-fin", "cap-finance", complete},
		{"merge a.yaml --agree roles/o", "roles/overlap-control=", unfinished},
		{"assess --target role", "roles= role-modelling=", unfinished},
		{"assess --depth _", "full quick team member quick/team quick/member", complete},
		{"score --stage _", "startup growth mature", complete},
		{"score --sector fm", "fmcg-distributor", complete},
		{"score --rubric own.yaml --stage _", "early late", complete},
		{"--rubric own.yaml explain a.yaml p", "p p/a", complete},
		{"score --rubric own.yaml --sector _", "", complete},
		{"score --rubric broken.yaml --stage _", "", complete},
		{"score --rubric missing --stage _", "", complete},
		{"score --rubric - --stage _", "", complete},
		{"score --lang _", "zh en", complete},
		{"plan a.yaml --reach t", "team= team-culture= team-cohesion= targets", unfinished},
		{"plan a.yaml --save RE", "REG", complete},
		{"plan a.yaml --capacity D", "DIR= DAT=", unfinished},
		{"plan a.yaml --for _", "attainment overall levels", complete},
		{"plan a.yaml --start _", "", complete},
		{"form export --for _", "", filesToo},
		{"form import --prefer _", "words numbers", complete},
		{"plan --prefer _", "workbook file", complete},
		{"form _", "export import mapping status", ":4"},
		{"help for", "form forms formats", complete},
		{"help form e", "export", complete},
		{"schema an", "answers", complete},
		{"completion z", "zsh", complete},
		{"report -f j", "json json=", complete},
		{"report -f p", "pdf= pptx=", complete},
		{"report -f xl", "xlsx=", unfinished},
		{"report -f te", "terminal", complete},
		{"report --format=xl", "xlsx=", unfinished},
		{"form export -f xls", "xlsx xlsform", complete},
		{"report -f json=b", "json=b.json json=brand.yaml json=broken.yaml", complete},
		{"report -f json=su", "json=sub/", unfinished},
		{"score _", "a.yaml b.json sub/", complete},
		{"score a.yaml _", "b.json sub/", complete},
		{"score sub/", "sub/c.yml", complete},
		{"score own", "", filesToo},
		{"score --rubric o", "own.yaml", complete},
		{"rubric diff b", "builtin broken.yaml", complete},
		{"rubric diff builtin channel", "channel-team@1.0.0", complete},
		{"check a.yaml --policy g", "gate.yaml", complete},
		{"report a.yaml --brand b", "brand.yaml", complete},
		{"portfolio _", "", filesToo},
		{"version _", "", complete},
	} {
		words := strings.Fields(c.line)
		if last := len(words) - 1; words[last] == "_" {
			words[last] = ""
		}
		_, got, how := completed(t, dir, words...)
		if strings.Join(got, " ") != c.want || how != c.how {
			t.Errorf("%s: %q%s, want %q%s", c.line, got, how, c.want, c.how)
		}
	}
}

// completionFolder has files of each kind, and some that are none.
func completionFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	long := "# " + strings.Repeat("x", 2000) + "\n"
	for name, text := range map[string]string{
		"a.yaml": long + "format: fathom.answers/1\n", "b.json": `{"rubric": {}, "format" : "fathom.answers/1"}`,
		"sub/c.yml": "'format': \"fathom.answers/1\"\n", "result.json": `{"format": "fathom.result/1"}`, "note.txt": "format: fathom.answers/1",
		".hidden.yaml": "format: fathom.answers/1\n", "gate.yaml": "format: fathom.policy/1\n", "brand.yaml": "format: fathom.brand/1\n",
		"tell.yaml": "note: 'format: fathom.answers/1'\n", "broken.yaml": "format: fathom.rubric/1\nid: [\n", "odd\x1b[31m.yaml": "format: fathom.answers/1\n",
		"own.yaml": `format: fathom.rubric/1
id: own
version: 1.0.0
languages: [en]
scales: {s: [{level: 1, name: {en: no}}, {level: 2, name: {en: yes}}]}
stages: [{id: early, name: {en: "a: b	c \e[31mred"}}, {id: late, name: {en: Late}}]
parts: [{id: t, name: {en: T}}]
dimensions: [{id: d, part: t, name: {en: D}}]
practices: [{id: p, dimension: d, name: {en: P}, criteria: [{id: a, core: true, name: {en: A}}]}]
`,
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestCompleteSays: each word comes with what it is, in the language of the run; what a rubric calls things does no
// harm to a terminal and stays on its line.
func TestCompleteSays(t *testing.T) {
	dir := completionFolder(t)
	for line, want := range map[string][2]string{
		"--lang zh explain a.yaml roles/over":          {"roles/overlap-control", "无空档无重叠"},
		"explain a.yaml roles/over":                    {"roles/overlap-control", "No gaps, no overlaps"},
		"--lang zh explain a.yaml --set roles=2":       {"roles=2", "起步"},
		"--lang zh score --stage g":                    {"growth", "成长期"},
		"--lang zh assess --depth full":                {"full", "每条标准都问"},
		"--lang zh assess --depth quick/t":             {"quick/team", "快速，只问渠道团队：每项只问核心标准"},
		"--lang zh report -f xl":                       {"xlsx=", "Excel 工作簿，写到文件"},
		"--lang zh help authoring":                     {"authoring", "写自己的评估标准"},
		"score --rubric own.yaml --stage e":            {"early", "a: b c <U+001B>[31mred"},
		"--lang zh score --rubric own.yaml --stage la": {"late", "Late"},
		"report --bas":                                 {"--baseline", "an earlier answer file FILE of the same subject: what changed since"},
	} {
		words, _, _ := completed(t, dir, strings.Fields(line)...)
		if len(words) != 1 || words[want[0]] != want[1] {
			t.Errorf("%s: %q, want %q", line, words, want)
		}
	}
}

// TestEveryFlagCompletes: a flag that has a value stands in the table, names its words, or is one of which people make
// the value up.
func TestEveryFlagCompletes(t *testing.T) {
	own := strings.Fields("member subject name rater role id title noun dimensions date due today start until not now minutes seats " +
		"jobs min-group max-age max-discuss max-na max-unanswered max-unknown min-attainment min-overall min-raters " +
		"evidence-from at-once by listen public-host lan levels sheet head langs format")
	a := app{getenv: func(string) string { return "" }, lang: "en"}
	table := flagSlots()
	used := map[string]bool{}
	root := a.rootCommand()
	eachCommand(root, func(cmd *cobra.Command) {
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			name, _ := pflag.UnquoteUsage(f)
			for _, key := range []string{pathOf(cmd) + " --" + f.Name, "--" + f.Name} {
				if table[key] != nil {
					used[key] = true
					if strings.Contains(name, "|") {
						t.Errorf("%s --%s: its usage lists %s, and %s says other words", pathOf(cmd), f.Name, name, key)
					}
					return
				}
			}
			if f.Value.Type() != "bool" && !strings.Contains(name, "|") && !slices.Contains(own, f.Name) {
				t.Errorf("%s --%s: what can stand behind it? say so in flagSlots, or here that people make it up", cmd.CommandPath(), f.Name)
			}
		})
	})
	for key := range table {
		if !used[key] {
			t.Errorf("there is no flag %s any more", key)
		}
	}
	for path := range a.wordSlots(root) {
		cmd, rest, err := root.Find(strings.Fields(path))
		if (err != nil || len(rest) > 0 || cmd == root) && path != helpName {
			t.Errorf("there is no command %s any more", path)
		}
	}
}

func eachCommand(cmd *cobra.Command, do func(*cobra.Command)) {
	do(cmd)
	for _, sub := range cmd.Commands() {
		eachCommand(sub, do)
	}
}

// TestFormatsAbout: every format that a command offers is explained.
func TestFormatsAbout(t *testing.T) {
	for _, line := range strings.Split("score|report|plan|merge|compare|check|portfolio|form export|form status|rubric show|rubric diff", "|") {
		words, _, _ := completed(t, "", append(strings.Fields(line), "-f", "")...)
		for word, about := range words {
			if about == "" {
				t.Errorf("%s -f %s: what is it?", line, word)
			}
		}
		if len(words) < 3 {
			t.Errorf("%s -f: %q", line, words)
		}
	}
}

// TestCompletedIDsWork: what is offered is taken.
func TestCompletedIDsWork(t *testing.T) {
	_, ids, _ := completed(t, "", "explain", "a.yaml", "")
	for i := range channelteam.Outline().Practices {
		_, criteria, _ := completed(t, "", "explain", "a.yaml", channelteam.Outline().Practices[i].ID+"/")
		ids = append(ids, criteria...)
	}
	if n := channelteam.Outline(); len(ids) != 1+len(n.Parts)+len(n.Dimensions)+len(n.Practices)+len(n.CriterionIDs()) {
		t.Errorf("%d ids", len(ids))
	}
	file := filepath.Join(answers(t), "henan-fmcg.yaml")
	run := func(args ...string) {
		t.Helper()
		var errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: io.Discard, err: &errs, getenv: func(string) string { return "" }}
		if code := a.run(args); code != exitOK {
			t.Errorf("%q: exit code %d, %s", args, code, &errs)
		}
	}
	for _, id := range ids {
		run("explain", file, id)
	}
	for _, flag := range []string{"--reach", "--reach-level"} {
		_, aims, _ := completed(t, "", "plan", file, flag, "")
		for i := 0; i < len(aims); i += 5 {
			aim := aims[i]
			if strings.HasSuffix(aim, "=") {
				aim += "1"
			}
			run("plan", file, flag, aim)
		}
	}
}
