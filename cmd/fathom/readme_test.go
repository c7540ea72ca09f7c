//go:build unix

package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// commands of a block, without the remarks behind them.
func (b block) commands() []string {
	var out []string
	for _, line := range strings.Split(regexp.MustCompile(`\\\n\s*`).ReplaceAllString(b.text, ""), "\n") {
		shown, prompt := strings.CutPrefix(line, "$ ")
		if line == "" || b.kind == "console" && !prompt {
			continue
		}
		out = append(out, strings.TrimSpace(regexp.MustCompile(` {2,}#.*`).ReplaceAllString(shown, "")))
	}
	return out
}

// reader walks through a page in a folder of its own, as somebody who tries everything in it from top to bottom.
type reader struct {
	*testing.T
	page
	dir     string
	printed string // all of it
	ran     map[string]bool
}

// TestPages runs every command of both READMEs and of every help topic, and compares what they show with what is
// printed; files that they show are read by those for whom they are.
func TestPages(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("left out: no bash")
	}
	for _, lang := range []string{"en", "zh"} {
		t.Run(lang, func(t *testing.T) {
			all := pagesIn(t, lang)
			ran := make([]map[string]bool, len(all))
			first := &reader{T: t, page: page{lang: lang, columns: "76"}, dir: t.TempDir()}
			first.prepare()
			t.Run("page", func(t *testing.T) {
				for i, p := range all {
					t.Run(p.name, func(t *testing.T) {
						t.Parallel()
						r := &reader{T: t, page: p, dir: t.TempDir(), ran: map[string]bool{}}
						if err := os.CopyFS(r.dir, os.DirFS(first.dir)); err != nil {
							t.Fatal(err)
						}
						if strings.Contains(p.text, "dealers.csv") {
							dealers(t, filepath.Join(r.dir, "dealers.csv"), filepath.Join(r.dir, "returns"), 300)
						}
						for _, b := range p.blocks {
							r.read(b)
						}
						r.phrases()
						ran[i] = r.ran
					})
				}
			})
			for command := range typed(lang) {
				if !slices.ContainsFunc(ran, func(m map[string]bool) bool { return m[command] }) {
					t.Errorf("no page has: %s", command)
				}
			}
		})
	}
}

// prepare lays out what a reader has: the two rounds of a workshop, a small rubric, the samples that the demo writes,
// and forms that came back.
func (r *reader) prepare() {
	r.Helper()
	for _, folder := range []string{"workshop", "engines", "plans"} {
		if err := os.CopyFS(filepath.Join(r.dir, "testdata", folder),
			os.DirFS(filepath.Join(root, "testdata", folder))); err != nil {
			r.Fatal(err)
		}
	}
	r.shell("fathom demo demo")
	if err := os.CopyFS(r.dir, os.DirFS(filepath.Join(root, "testdata/surveys"))); err != nil {
		r.Fatal(err)
	}
	survey := "Who;Q1 Goals\nli;Fully\nwang;3\n"
	for _, list := range []string{"people.csv", "名单.csv"} {
		if err := os.WriteFile(filepath.Join(r.dir, list), []byte("姓名,角色\n李明,一线销售\nAnna Berg,manager\n"), 0o600); err != nil {
			r.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(r.dir, "survey.csv"), []byte(survey), 0o600); err != nil {
		r.Fatal(err)
	}
	for name, list := range map[string]string{
		"checklist.csv": "Area,Question,Weight\nGoals,Are they set?,2\n,Are they met?,1\n", "items.csv": "Point,Weight\nGoals are set,2\n",
		"检查表.csv": "维度,问题,权重\n目标,定了吗？,2\n,达成吗？,1\n", "清单.csv": "内容,权重\n目标定了,2\n",
	} {
		if err := os.WriteFile(filepath.Join(r.dir, name), []byte(list), 0o600); err != nil {
			r.Fatal(err)
		}
	}
	for rater, form := range map[string]string{"li": "li.xlsx", "wang": "wang.csv"} {
		r.shell("fathom form export testdata/workshop/2026-05/" + rater + ".yaml -o " + form)
	}
	r.shell("fathom form import li.xlsx -o rate-li.json")
	certified(r.T, r.dir, "room.example", 3)
}

func (r *reader) read(b block) {
	r.Helper()
	switch b.kind {
	case "sh", "console":
		var out string
		for _, command := range b.commands() {
			out = r.run(b, command)
		}
		if _, shown, ok := strings.Cut(b.text, "\n\n"); b.kind == "console" &&
			(!ok || !strings.Contains(out, strings.Trim(shown, "\n"))) {
			r.Errorf("%s:%d shows what is not printed:\n%s\n%s", r.name, b.line, shown, out)
		}
	case "text":
		if !strings.Contains(r.printed+r.screens(), strings.Trim(b.text, "\n")) {
			r.Errorf("%s:%d shows what no command prints", r.name, b.line)
		}
	case "yaml":
		r.file(b)
	default:
		r.Errorf("%s:%d: a block of the kind %q; there are sh, console, text and yaml", r.name, b.line, b.kind)
	}
}

// phrases wants what the first column of a table quotes to have been printed; Chinese lines break without a blank.
func (r *reader) phrases() {
	r.Helper()
	printed := regexp.MustCompile(`(\p{Han})\n +(\p{Han})`).ReplaceAllString(r.printed, "$1$2")
	printed = strings.Join(strings.Fields(printed), " ")
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|").FindAllStringSubmatch(r.text, -1) {
		if !strings.Contains(printed, strings.Join(strings.Fields(m[1]), " ")) {
			r.Errorf("%s explains %q, which no command prints", r.name, m[1])
		}
	}
}

// elsewhere are the commands that would write into the source or run this test again, with what is run in their place.
func elsewhere() map[string]string {
	return map[string]string{
		"make demo":                       "make -n demo",
		"make test":                       "make -n test",
		"make workshop-demo":              "make -n workshop-demo",                 // TestWorkshopDemo plays it
		"go build -o fathom ./cmd/fathom": "go list ./cmd/fathom && make -n build", // other tests build it
	}
}

// others are the commands that need a program of others, told by how they begin. Those without a probe are never run
// here, for the reason given; the others are left out where the probe fails.
func others() map[string]struct{ probe, reason string } {
	return map[string]struct{ probe, reason string }{
		"echo ":      {"echo", "no shell"},
		"split ":     {"split --version", "no split of GNU coreutils"},
		"parallel ":  {"parallel --version", "GNU parallel is not installed; .ci/run installs it"},
		python + " ": {python + ` -c "import distributed"`, "Dask distributed is not installed; .ci/run installs it"},
		"go run ./":  {"go version", "no Go"},
		"sbatch ":    {"", "it needs a cluster"},

		"fathom portfolio --merge part-": {"ls part-*.json", "GNU parallel would have made its parts"},
		"clickhouse-client":              {"", "it needs a server"},
	}
}

// other runs a command that needs a program of others, or leaves it out.
func (r *reader) other(b block, command string) (known bool) {
	for begin, o := range others() {
		if !strings.HasPrefix(command, begin) {
			continue
		}
		probe := exec.Command("sh", "-c", o.probe)
		probe.Dir = r.dir
		if o.probe == "" || probe.Run() != nil {
			r.Logf("%s:%d: left out: %s: %s", r.name, b.line, command, o.reason)
			return true
		}
		if code, _, errs := r.shell(command); code != exitOK {
			r.Errorf("%s:%d: %s: exit code %d\n%s", r.name, b.line, command, code, errs)
		}
		return true
	}
	return false
}

// typed is what is typed into the commands that ask: the language where it is not known, the facts of a new file, and
// some answers.
func typed(lang string) map[string]string {
	const facts, firm, more, none = "2\n\n1\n\n", "2\n\n\n", "3\n2\nq\n", "s\nq\n"
	if lang == "zh" {
		return map[string]string{
			"fathom assess":                             "1\n我的团队\n" + facts + "团队.yaml\n" + more,
			"fathom assess 团队.yaml":                     more,
			"fathom assess 团队.yaml --depth full":        more,
			"fathom assess 团队.yaml --accessible":        more,
			"fathom assess 李.yaml --rater li --role 一线": "1\n我的团队\n" + facts + more,
			"fathom assess 五月.yaml --consensus":         none,
			"fathom assess 甲商贸.yaml --member 甲商贸":       "1\n我的团队\n" + firm + more,
			"fathom assess 客户团队.yaml --rubric 客户.yaml":  "1\n我的团队\n" + facts + more,
		}
	}
	return map[string]string{
		"fathom assess":                                         "2\nMy team\n" + facts + "team.yaml\n" + more,
		"fathom assess team.yaml":                               more,
		"fathom assess team.yaml --depth full":                  more,
		"fathom assess team.yaml --accessible":                  more,
		`fathom assess li.yaml --rater li --role "field sales"`: "2\nMy team\n" + facts + more,
		"fathom assess may.yaml --consensus":                    none,
		`fathom assess alpha.yaml --member "Alpha Trading"`:     "2\nMy team\n" + firm + more,
		"fathom assess acme-team.yaml --rubric acme.yaml":       "2\nMy team\n" + facts + more,
	}
}

// refused are the commands that show a gate that says no.
func refused(command string) bool {
	return strings.HasPrefix(command, "fathom check demo/nordic-reseller.yaml --min-overall 2.5") ||
		strings.HasPrefix(command, "fathom check demo/startup-self.yaml --min-overall 1.5") || strings.HasSuffix(command, " --max-discuss 5 --min-raters 5")
}

// run runs one command and returns what it printed.
func (r *reader) run(b block, command string) string {
	r.Helper()
	r.ran[command] = true
	if instead, ok := elsewhere()[command]; ok {
		cmd := exec.Command("bash", "-e", "-c", instead)
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			r.Errorf("%s:%d: %s: %v\n%s", r.name, b.line, command, err, out)
		}
		return ""
	}
	if r.other(b, command) {
		return ""
	}
	if !strings.HasPrefix(command, "fathom ") {
		r.Errorf("%s:%d: no way to run %s", r.name, b.line, command)
		return ""
	}
	if strings.HasPrefix(command, "fathom workshop ") {
		r.held(b, command)
		return ""
	}
	code, out, errs := r.shell(command)
	if want := map[bool]int{true: exitGate}[refused(command)]; code != want {
		r.Errorf("%s:%d: %s: exit code %d, want %d\n%s", r.name, b.line, command, code, want, errs)
	}
	r.printed += out
	return out
}

// held holds a workshop until it says where it is, and ends it as people do. It stays on this computer.
func (r *reader) held(b block, command string) {
	r.Helper()
	cmd := exec.Command("bash", "-c", "exec "+strings.Replace(command, " --lan", "", 1)+" --no-browser --no-qr")
	cmd.Dir, cmd.Env = r.dir, append(os.Environ(), "PATH="+searchPath(r))
	said, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		r.Fatal(err)
	}
	var all strings.Builder
	for lines := bufio.NewScanner(said); lines.Scan(); {
		fmt.Fprintln(&all, lines.Text())
		if strings.Contains(lines.Text(), "/host#k=") {
			_ = cmd.Process.Signal(os.Interrupt)
		}
	}
	if err := cmd.Wait(); err != nil || !strings.Contains(all.String(), "/host#k=") {
		r.Errorf("%s:%d: %s: %v\n%s", r.name, b.line, command, err, &all)
	}
}

// writer is the program that readers run from its source; here it is built once.
const writer = "./testdata/fleet/write"

func (r *reader) shell(command string) (code int, out, errs string) {
	r.Helper()
	var stdout, stderr strings.Builder
	if before, args, ok := strings.Cut(command, "go run "+writer+" "); ok {
		command = before + program(r, filepath.Join(root, writer)) + " " + args
	}
	cmd := exec.Command("bash", "-e", "-c", command)
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = r.dir, strings.NewReader(typed(r.lang)[command]), &stdout, &stderr
	cmd.Env = append(os.Environ(), "PATH="+searchPath(r), "FATHOM_LANG=", "LC_ALL=", "LC_MESSAGES=",
		"LANG="+map[string]string{"en": "en_US.UTF-8", "zh": "zh_CN.UTF-8"}[r.lang], "COLUMNS="+r.columns,
		"ACCESSIBLE=1")
	if !strings.HasPrefix(command, "fathom assess") {
		cmd.Env = append(cmd.Env, "ACCESSIBLE=")
	}
	var ended *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &ended) {
		r.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()
}

// edit is a file with lines that are put in the place of those with the same key, which may stand behind a #: at most
// five, as the page says.
func (r *reader) edit(path, lines string) string {
	r.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		r.Fatal(err)
	}
	edits := strings.Split(strings.Trim(lines, "\n"), "\n")[1:]
	all := strings.Split(string(text), "\n")
	keyOf := func(line string) string {
		key, _, _ := strings.Cut(strings.TrimLeft(line, " #"), ":")
		return key
	}
	for _, line := range edits {
		at := slices.IndexFunc(all, func(old string) bool { return keyOf(old) == keyOf(line) })
		if at < 0 || len(edits) > 5 {
			r.Fatalf("%s: %d lines are edited, of them %s", path, len(edits), line)
		}
		all[at] = line
	}
	return strings.Join(all, "\n")
}

// screens are the questionnaire's, which a terminal shows and another test keeps.
func (r *reader) screens() string {
	text, err := os.ReadFile(filepath.Join(root, "testdata/golden/screens-"+r.lang+"-80.txt"))
	if err != nil {
		r.Fatal(err)
	}
	return string(text)
}

// file puts a shown file where its first line says and has it read.
func (r *reader) file(b block) {
	r.Helper()
	first, _, _ := strings.Cut(b.text, "\n")
	name := strings.TrimPrefix(first, "# ")
	if name == first {
		r.Errorf("%s:%d: the file has no name", r.name, b.line)
		return
	}
	name, edited := strings.CutSuffix(name, ", edited")
	path := filepath.Join(r.dir, name)
	if edited {
		b.text = r.edit(path, b.text)
	}
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755),
		os.WriteFile(path, []byte(b.text), 0o600)); err != nil {
		r.Fatal(err)
	}
	switch name {
	case ".github/workflows/maturity.yml":
		checkWorkflow(r.T, path)
	case ".gitlab-ci.yml":
		checkGitLab(r.T, path)
	case ".pre-commit-config.yaml":
		checkHooks(r.T, path)
	default:
		if code, _, errs := r.shell("fathom check --lint " + name); code != exitOK {
			r.Errorf("%s:%d: %s", r.name, b.line, errs)
		}
	}
}
