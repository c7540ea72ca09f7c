package main

import (
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms lists what each room of the house may import of ours; data flows rubric -> assess -> reports -> cmd.
var rooms = map[string][]string{
	"rubric/safe":                {},
	"rubric/release":             {},
	"rubric/width":               {},
	"rubric/ooxml":               {"rubric/problem", "rubric/safe", "rubric/say"},
	"rubric/ooxml/ooxmltest":     {},
	"rubric/aloud":               {"rubric/say"},
	"rubric/say":                 {"rubric/safe"},
	"rubric/problem":             {"rubric/safe", "rubric/say", "rubric/width"},
	"rubric/strictyaml":          {"rubric/problem", "rubric/safe", "rubric/say"},
	"rubric":                     {"rubric/say"},
	"rubric/rubricfile":          {"rubric", "rubric/problem", "rubric/safe", "rubric/say", "rubric/strictyaml"},
	"rubric/lint":                {"rubric", "rubric/problem", "rubric/say"},
	"rubric/versions":            {"rubric"},
	"rubric/channelteam":         {"rubric", "rubric/rubricfile"},
	"rubric/channelteam/samples": {},
	"rubric/rubrictest":          {"rubric"},
	"rubric/starter":             {"rubric", "rubric/strictyaml"},
	"rubric/foreign": {"rubric", "rubric/problem", "rubric/rubricfile", "rubric/safe", "rubric/say", "rubric/starter",
		"rubric/strictyaml", "rubric/width"},
	"assess": {"rubric"},
	"assess/answerfile": {"assess", "assess/answerfile/atomicfile", "assess/answerfile/disk", "rubric",
		"rubric/problem", "rubric/safe", "rubric/say", "rubric/strictyaml"},

	"assess/interview": {"assess", "rubric", "rubric/problem", "rubric/say"},
	"assess/interview/lineprompt": {"assess", "assess/interview", "rubric/aloud", "rubric/safe", "rubric/say",
		"rubric/width"},
	"assess/interview/huhprompt": {"assess", "assess/interview", "assess/interview/huhprompt/background",
		"rubric/safe", "rubric/say", "rubric/width"},

	"assess/interview/huhprompt/background": {},

	"assess/panel":             {"assess", "assess/panel/reliability", "rubric", "rubric/problem", "rubric/say"},
	"assess/panel/reliability": {"assess"},
	"assess/trend": {"assess", "assess/answerfile", "assess/plan", "rubric", "rubric/problem",
		"rubric/say"},
	"assess/gate": {"assess", "assess/plan", "rubric", "rubric/problem", "rubric/safe", "rubric/say",
		"rubric/strictyaml"},
	"assess/plan":    {"assess", "rubric", "rubric/say"},
	"assess/finding": {"assess", "assess/panel", "rubric"},
	"assess/actions": {"assess", "assess/answerfile/atomicfile", "rubric", "rubric/problem", "rubric/safe",
		"rubric/say", "rubric/strictyaml"},
	"assess/actions/plansheet": {"assess/actions", "assess/form", "rubric", "rubric/problem", "rubric/say"},
	"assess/portfolio": {"assess", "assess/answerfile/quick", "rubric", "rubric/problem", "rubric/safe",
		"rubric/say", "rubric/strictyaml"},
	"assess/portfolio/intake": {"assess/portfolio", "rubric/problem", "rubric/say", "rubric/strictyaml"},

	"assess/portfolio/portfoliotest": {"assess", "assess/portfolio", "rubric", "rubric/channelteam"},

	"assess/card": {},
	"assess/workshop/web": {"assess", "assess/card", "assess/workshop", "rubric", "rubric/problem", "rubric/safe",
		"rubric/say", "rubric/width"},

	"assess/form": {"assess", "rubric", "rubric/ooxml", "rubric/problem", "rubric/safe", "rubric/say",
		"rubric/strictyaml", "rubric/width"},

	"assess/form/page": {"assess", "assess/answerfile", "assess/card", "rubric", "rubric/problem", "rubric/safe",
		"rubric/say"},
	"assess/form/photo": {"rubric/problem", "rubric/say"},

	"assess/survey": {"assess", "assess/form", "rubric", "rubric/problem", "rubric/safe", "rubric/say",
		"rubric/strictyaml", "rubric/width"},

	"assess/foreign": {"assess", "assess/form", "rubric", "rubric/foreign", "rubric/problem", "rubric/say",
		"rubric/strictyaml"},

	"assess/answerfile/pasted": {"assess", "rubric/strictyaml"},

	"assess/roster": {"assess", "assess/form", "rubric", "rubric/problem", "rubric/say", "rubric/width"},

	"assess/answerfile/quick":       {"assess", "rubric", "rubric/strictyaml"},
	"assess/answerfile/atomicfile":  {"assess/answerfile/disk", "rubric/problem"},
	"assess/answerfile/disk":        {"rubric/problem"},
	"assess/answerfile/disk/faulty": {"assess/answerfile/disk"},

	"assess/workshop": {"assess", "assess/panel", "rubric", "rubric/say"},
	"assess/workshop/journal": {"assess/answerfile/atomicfile", "assess/answerfile/disk", "assess/workshop",
		"rubric/problem", "rubric/say"},

	"reports/number": {"assess", "rubric"},
	"reports/doc":    {"assess", "reports/number", "rubric/say"},
	"reports/brand":  {"reports/doc", "rubric/problem", "rubric/safe", "rubric/say", "rubric/strictyaml"},
	"reports/record": {"assess", "reports/number", "rubric", "rubric/release", "rubric/safe"},
	"reports/names": {"assess", "assess/plan", "reports/doc", "reports/number", "reports/record", "rubric",
		"rubric/safe", "rubric/say", "rubric/width"},
	"reports/agreement": {"assess", "assess/panel", "reports/doc", "reports/names", "reports/number",
		"reports/record", "rubric/safe", "rubric/say"},
	"reports/change": {"assess", "assess/plan", "assess/trend", "reports/doc", "reports/names", "reports/number",
		"reports/record", "rubric", "rubric/safe", "rubric/say"},
	"reports/explanation": {"assess", "reports/doc", "reports/names", "reports/number", "rubric", "rubric/safe",
		"rubric/say"},
	"reports/gap": {"assess", "assess/finding", "assess/panel", "assess/plan", "assess/trend", "reports/agreement",
		"reports/change", "reports/doc", "reports/names", "reports/number", "reports/planbook", "reports/record",
		"reports/roadmap", "reports/whatif", "rubric", "rubric/safe",
		"rubric/say"},
	"reports/followup": {"assess", "assess/actions", "reports/doc", "reports/names", "reports/number", "rubric/safe",
		"rubric/say"},
	"reports/returns": {"assess", "assess/roster", "reports/doc", "reports/names", "reports/number", "reports/record",
		"rubric/problem", "rubric/safe", "rubric/say"},
	"reports/handoff": {"assess", "assess/actions", "assess/plan", "reports/doc", "reports/markdown", "reports/names",
		"reports/number", "reports/record", "rubric", "rubric/problem", "rubric/safe", "rubric/say"},
	"reports/handbook": {"assess", "reports/doc", "reports/names", "reports/number", "rubric", "rubric/safe",
		"rubric/say"},
	"reports/docx": {"reports/doc", "reports/nativechart", "rubric/ooxml", "rubric/safe", "rubric/say",
		"rubric/width"},
	"reports/html": {"reports/doc", "reports/number", "rubric/aloud", "rubric/safe", "rubric/say",
		"rubric/width"},
	"reports/manpage":  {"rubric/width"},
	"reports/markdown": {"reports/doc", "rubric/say"},
	"reports/nativechart": {"assess", "reports/doc", "reports/number", "reports/xlsx", "rubric/ooxml", "rubric/safe",
		"rubric/say"},
	"reports/pdf": {},
	"reports/pptx": {"assess", "reports/doc", "reports/nativechart", "reports/number", "rubric/ooxml",
		"rubric/problem", "rubric/safe", "rubric/say", "rubric/width"},
	"reports/roadmap": {"assess", "assess/plan", "reports/doc", "reports/names", "reports/number", "reports/planbook",
		"reports/record", "rubric", "rubric/say"},
	"reports/rollup": {"assess", "assess/portfolio", "reports/doc", "reports/names", "reports/number",
		"reports/record", "rubric", "rubric/problem", "rubric/safe", "rubric/say"},
	"reports/rubricdiff": {"reports/doc", "reports/names", "reports/number", "reports/record", "rubric", "rubric/safe",
		"rubric/say", "rubric/versions"},
	"reports/terminal": {"reports/doc", "rubric/aloud", "rubric/say", "rubric/width"},
	"reports/verdict": {"assess", "assess/gate", "assess/plan", "reports/doc", "reports/markdown", "reports/names",
		"reports/number", "reports/record", "reports/roadmap", "rubric", "rubric/problem", "rubric/safe", "rubric/say"},
	"reports/planbook": {"assess", "assess/actions", "reports/doc", "reports/names"},
	"reports/whatif":   {"assess", "reports/doc", "reports/names", "reports/number", "rubric"},
	"reports/xlsx":     {"reports/doc", "rubric/aloud", "rubric/ooxml", "rubric/safe", "rubric/say", "rubric/width"},
	"cmd/fathom":       nil, // the door knows every room
	"cmd/dist":         {},

	"testdata/fleet":           {"assess", "assess/answerfile", "rubric"},
	"testdata/fleet/write":     {"rubric", "rubric/channelteam", "rubric/rubricfile", "testdata/fleet"},
	"testdata/onwindows":       {},
	"testdata/session":         {"rubric/say"},
	"testdata/bench":           {"rubric/channelteam", "rubric/rubricfile"},
	"testdata/bench/plainjson": {"assess", "assess/answerfile", "rubric/rubricfile"},
	"testdata/bench/hello":     {},
	"testdata/browsers":        {},
}

// guests lists the one room that knows a dependency.
var guests = map[string][]string{
	"gopkg.in/yaml.v3":                     {"rubric/strictyaml"},
	"github.com/spf13/cobra":               {"cmd/fathom"},
	"github.com/olekukonko/tablewriter":    {"reports/terminal"},
	"github.com/clipperhouse/displaywidth": {"rubric/width"},
	"github.com/charmbracelet/huh":         {"assess/interview/huhprompt"},
	"github.com/charmbracelet/bubbletea":   {"assess/interview/huhprompt"},
	"github.com/charmbracelet/bubbles":     {"assess/interview/huhprompt"},
	"github.com/charmbracelet/lipgloss":    {"assess/interview/huhprompt", "assess/interview/huhprompt/background"},
	"github.com/xuri/excelize/v2":          {"reports/xlsx", "assess/form"},
	"golang.org/x/sys":                     {"assess/answerfile/disk"},
	"gonum.org/v1/gonum":                   {"assess/trend"},
	"github.com/klauspost/compress":        {"assess/portfolio/intake"},
	"rsc.io/qr":                            {"assess/workshop/web"},
	"github.com/makiuchi-d/gozxing":        {"assess/form/photo"},
}

const root = "../.."

// packages finds every folder with Go files.
func packages(t *testing.T) []string {
	t.Helper()
	var dirs []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && d.Name() != ".." {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".go") {
			rel, _ := filepath.Rel(root, filepath.Dir(path))
			if rel = filepath.ToSlash(rel); !slices.Contains(dirs, rel) {
				dirs = append(dirs, rel)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return dirs
}

func TestRooms(t *testing.T) {
	for _, dir := range packages(t) {
		allowed, known := rooms[dir]
		if !known {
			t.Errorf("%s is not a room of the house; give it a place in rooms or fold it into another", dir)
			continue
		}
		pkg, err := build.ImportDir(filepath.Join(root, dir), 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, imp := range pkg.Imports {
			ours, isOurs := strings.CutPrefix(imp, "fathom/")
			if isOurs && dir != "cmd/fathom" && !slices.Contains(allowed, ours) {
				t.Errorf("%s must not import %s", dir, ours)
			}
			if strings.HasPrefix(ours, "testdata") && !strings.HasPrefix(dir, "testdata/") {
				t.Errorf("%s must not import %s: the tests' data are no part of the program", dir, ours)
			}
			for guest, hosts := range guests {
				if (imp == guest || strings.HasPrefix(imp, guest+"/")) && !slices.Contains(hosts, dir) {
					t.Errorf("%s must not import %s", dir, imp)
				}
			}
		}
	}
}

// reachesOut reports whether a package of others gives more than a function of its arguments: a clock, a disk, a
// network, chance. Of libraries only the tables of characters do not.
func reachesOut(imp string) bool {
	first, _, _ := strings.Cut(imp, "/")
	return imp != "golang.org/x/text/unicode/norm" && strings.Contains(first, ".") ||
		slices.Contains([]string{"os", "net", "time", "log", "runtime", "regexp"}, first) ||
		slices.Contains([]string{"math/rand", "math/rand/v2", "crypto/rand", "embed"}, imp)
}

// TestWorkshopIsPure: the room of a workshop knows what happened by its events alone: the same events make the same
// room when the journal is read again.
func TestWorkshopIsPure(t *testing.T) {
	pkg, err := build.ImportDir(filepath.Join(root, "assess/workshop"), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, imp := range pkg.Imports {
		if !strings.HasPrefix(imp, "fathom/") && reachesOut(imp) {
			t.Errorf("assess/workshop must not import %s", imp)
		}
	}
}

// TestScoringIsPure: whatever assess is made of, down to the last package of ours, asks for nothing but its
// arguments, and nobody else's code is in it. What the standard library imports itself, as fmt does os, is not asked.
func TestScoringIsPure(t *testing.T) {
	var ours []string
	var visit func(dir string)
	visit = func(dir string) {
		if slices.Contains(ours, dir) {
			return
		}
		ours = append(ours, dir)
		pkg, err := build.ImportDir(filepath.Join(root, dir), 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, imp := range pkg.Imports {
			room, isOurs := strings.CutPrefix(imp, "fathom/")
			switch {
			case isOurs:
				visit(room)
			case reachesOut(imp):
				t.Errorf("assess is pure: %s, which it is made of, must not import %s", dir, imp)
			}
		}
	}
	visit("assess")
	slices.Sort(ours)
	if want := []string{"assess", "rubric", "rubric/safe", "rubric/say"}; !slices.Equal(ours, want) {
		t.Errorf("assess is made of %v, want %v", ours, want)
	}
}

var halfWidth = regexp.MustCompile(`\p{Han}[,;:?!()]|[,;:?!()]\p{Han}`)

// TestChinesePunctuation refuses half-width marks beside Chinese characters in everything a user can read.
func TestChinesePunctuation(t *testing.T) {
	for _, dir := range packages(t) {
		files, _ := filepath.Glob(filepath.Join(root, dir, "*.go"))
		for _, path := range files {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			for _, s := range literals(t, path) {
				if m := halfWidth.FindString(s); m != "" {
					t.Errorf("%s: %q in %q", path, m, s)
				}
			}
		}
	}
	texts, _ := filepath.Glob(filepath.Join(root, "rubric/channelteam/rubric.json"))
	samples, _ := filepath.Glob(filepath.Join(root, "rubric/channelteam/samples/*.yaml"))
	starters, _ := filepath.Glob(filepath.Join(root, "rubric/starter/*.yaml"))
	others, _ := filepath.Glob(filepath.Join(examples, "*.yaml"))
	notes, _ := filepath.Glob(filepath.Join(examples, "answers/*.yaml"))
	help, _ := filepath.Glob("help/zh/*.md")
	texts = slices.Concat(texts, samples, starters, others, notes, help,
		[]string{filepath.Join(root, "README.zh.md"), filepath.Join(examples, "README.zh.md")})
	quotedText := regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
	for _, path := range texts {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if strings.HasSuffix(path, ".json") {
			text = strings.Join(quotedText.FindAllString(text, -1), "\n")
		}
		for _, line := range strings.Split(text, "\n") {
			line = flowMarks.ReplaceAllString(linkTarget.ReplaceAllString(line, "]"), " ")
			if m := halfWidth.FindString(line); m != "" {
				t.Errorf("%s: %q in %q", path, m, line)
			}
		}
	}
}

// linkTarget is where a link of a page leads.
var linkTarget = regexp.MustCompile(`\]\([^)]*\)`)

// flowMarks are YAML's own marks between the values of a flow mapping: "name: 河南, stage: growth".
var flowMarks = regexp.MustCompile(`, ?[a-z]+: |[a-z]+: ?[\[{]?|, ?"?|[\]}]`)

// literals are the string literals of a Go file.
func literals(t *testing.T, path string) []string {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.ParseFile(token.NewFileSet(), path, src, 0); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range regexp.MustCompile("`[^`]*`|\"(?:[^\"\\\\\\n]|\\\\.)*\"").FindAllString(string(src), -1) {
		if s, err := strconv.Unquote(m); err == nil {
			out = append(out, s)
		}
	}
	return out
}

// TestFileSize keeps files short enough to read in one sitting.
func TestFileSize(t *testing.T) {
	for _, dir := range packages(t) {
		files, _ := filepath.Glob(filepath.Join(root, dir, "*.go"))
		for _, path := range files {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if n := strings.Count(string(data), "\n"); n > 400 {
				t.Errorf("%s has %d lines; 400 are enough", path, n)
			}
		}
	}
}
