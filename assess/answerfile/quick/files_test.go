package quick

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubrictest"
	"fathom/testdata/fleet"
)

// bothFiles reads a file with the scanner and with the strict reader: what the scanner takes, the strict reader takes
// as the same record.
func bothFiles(t testing.TB, m *assess.Model, file []byte) (scanned, accepted bool) {
	t.Helper()
	fast := Head{}
	codes := make([]assess.Code, m.Len())
	scanned = NewFiles(NewLayout(m)).Scan(file, &fast, codes)
	a, err := answerfile.Read("file", file, m.Rubric)
	if !scanned {
		return false, err == nil
	}
	if err != nil {
		t.Fatalf("the scanner takes what the strict reader refuses: %v\n%s", err, file)
	}
	sameRecord(t, m, &fast, codes, a, file)
	return true, true
}

const plainFile = `format: fathom.answers/1
rubric: {id: channel-team, version: 1.1.0}
subject: {id: henan, name: 河南快消渠道, stage: growth, sector: fmcg-distributor, tags: {"1a": "x, y", region: 华中}}
date: 2026-11-20
depth: quick
previous: may.yaml
rater: {id: r1, role: field}
capacity:
  DIR: 20
  OPS: 0
at_once: 12
answers:
  goals-strategy/goal-quality: 3
  goals-strategy/line-of-sight: {level: 2, note: "a: \"b\"\n\t\\ 长 \u00A0", evidence: [RACI, "2025.xlsx"], confidence: high}

  roles/overlap-control: {na: 纯软件，无实物库存}
  communication/internal: {unknown: true, note: 没问}
  innovation/new-models: {unanswered: true, note: 再问}

# Kept by fathom: the wording that each answer was given to.
# 由 fathom 填写：每一条作答时的文字版本。
texts:
  goals-strategy: {goal-quality: abcdefgh, line-of-sight: hgfedcba}
  roles: {overlap-control: aaaaaaaa}
`

func TestScanFileTakes(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	minimal := "format: fathom.answers/1\nrubric: {id: channel-team, version: 1.1.0}\nsubject: {id: a}\ndate: 2026-11-20\n"
	for _, file := range []string{plainFile, minimal, minimal + "answers:\n  roles/overlap-control: 1\n"} {
		if scanned, _ := bothFiles(t, m, []byte(file)); !scanned {
			t.Errorf("the scanner declines\n%s", file)
		}
	}
	for _, name := range []string{"nordic-reseller", "henan-fmcg", "startup-self"} { // with comments, by hand
		data, err := os.ReadFile("../../../rubric/channelteam/samples/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		bothFiles(t, m, data)
	}
}

// TestScanFileOthers: answers to other texts are told by their places; the present text, an earlier one that asked the
// same, and a text without an entry are none.
func TestScanFileOthers(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	at := func(id string) int {
		i, ok := m.Index(id)
		if !ok {
			t.Fatal(id)
		}
		return i
	}
	quality, same := m.Criterion(at("goals-strategy/goal-quality")), m.Criterion(at("goals-strategy/line-of-sight"))
	for i := range m.Len() {
		if len(m.Criterion(i).SameAs) > 0 {
			same = m.Criterion(i)
		}
	}
	practice, criterion, _ := strings.Cut(same.ID, "/")
	file := strings.Replace(plainFile, "goal-quality: abcdefgh", "goal-quality: "+quality.TextDigest(), 1)
	file += "  innovation: {new-methods: aaaaaaaa}\n"
	var head Head
	if !NewFiles(NewLayout(m)).Scan([]byte(file), &head, make([]assess.Code, m.Len())) {
		t.Fatal("the scanner declines")
	}
	want := []int{at("goals-strategy/line-of-sight"), at("roles/overlap-control")}
	if !slices.Equal(head.Others, want) {
		t.Errorf("%v, want %v", head.Others, want)
	}
	bothFiles(t, m, []byte(file))
	earlier := "format: fathom.answers/1\nrubric: {id: channel-team, version: 1.1.0}\nsubject: {id: a}\ndate: 2026-11-20\n" +
		"answers:\n  " + same.ID + ": 1\n\ntexts:\n  " + practice + ": {" + criterion + ": " + same.SameAs[0] + "}\n"
	if !NewFiles(NewLayout(m)).Scan([]byte(earlier), &head, make([]assess.Code, m.Len())) || len(head.Others) > 0 {
		t.Errorf("an earlier text that asked the same: %v", head.Others)
	}
}

// TestScanNoteBesideReason: a note beside the reason of what does not apply is written so, and needs no strict reader.
func TestScanNoteBesideReason(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	file := strings.Replace(plainFile, "{na: 纯软件，无实物库存}", "{na: 纯软件，无实物库存, note: 明年再看}", 1)
	if scanned, accepted := bothFiles(t, m, []byte(file)); !scanned || !accepted || file == plainFile {
		t.Errorf("file: scanned %v, accepted %v", scanned, accepted)
	}
	line := strings.Replace(plainLine, `"na":"none"`, `"na":"none","note":"n"`, 1)
	if scanned, accepted := both(t, m, []byte(line)); !scanned || !accepted || line == plainLine {
		t.Errorf("line: scanned %v, accepted %v", scanned, accepted)
	}
}

// TestScanFileDeclines: every other file is the strict reader's.
func TestScanFileDeclines(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for _, c := range []struct {
		old, new string
		good     bool
	}{
		{"answers:\n", "answers: # all\n", true}, {"date: ", "date:  ", true}, {": 3\n", ": '3'\n", false}, {": 3\n", ": 03\n", false}, {": 3\n", ": 6\n", false}, {": 3\n", ": 3.0\n", false},
		{": 3\n", ":\n", false}, {"quick", "slow", false}, {"2026-11-20", "2026-11-31", false}, {"henan,", "he nan,", false},
		{"growth", "grown", false},
		{"{unknown: true", "{unknown: false", false}, {"{na: 纯软件，无实物库存}", "{na: no}", false}, {"{na: 纯软件，无实物库存}", "{na: \"no\"}", true},
		{"  communication/internal", "  goals-strategy/goal-quality", false}, {"  communication/internal", "  goals-strategy/strategy-definition", true}, {"\ntexts", "\nremoved: {}\n\ntexts", true},
		{"# Kept by", "# [Kept] by", true}, {"# Kept by", "# Kept\u202Eby", true}, {"# Kept by", "#Kept by", true},
		{"# Kept by", "Kept by", false}, {"# Kept by", "# Kept by\xff", false},
		{"abcdefgh", "ABC", false}, {"rater: {id: r1, role: field}", "raters: [{id: r1}]", true}, {"1.1.0", "1.1.1", false}, {"confidence: high", "confidence: sure", false},
		{`\u00A0`, `\uD800`, false}, {`\u00A0`, `\/`, false}, {`\u00A0`, `\ud83d\ude00`, false}, {"region: 华中", "1a: 华中", false},
		{"depth: quick\n", "depth: quick\ndepth: quick\n", false}, {"河南快消渠道", "null", false},
		{"DIR: 20", "DIR: 20.5", true}, {"DIR: 20", "DIR: 10001", false}, {"DIR: 20", "DIR: -1", false}, {"  DIR: 20", "  CHM: 20", false}, {"  DIR: 20", "  OPS: 20", false},
		{"  OPS: 0\n", "  OPS: 0 # none\n", true}, {"capacity:\n  DIR: 20\n  OPS: 0\n", "capacity: {OPS: 0, DIR: 20}\n", true}, {"capacity:\n  DIR: 20\n  OPS: 0\n", "capacity:\n", false},
		{"  DIR: 20\n  OPS: 0\n", "  OPS: 0\n  DIR: 20\n", true}, {"at_once: 12", "at_once: 0", false}, {"at_once: 12", "at_once: 101", false}, {"at_once: 12\n", "at_once: 12\nat_once: 12\n", false},
	} {
		file := strings.Replace(plainFile, c.old, c.new, 1)
		scanned, accepted := bothFiles(t, m, []byte(file))
		if canBe := c.new == `{na: "no"}` || strings.HasPrefix(c.new, "  goals-strategy/s"); scanned && !canBe || accepted != c.good {
			t.Errorf("%q for %q: scanned %v, accepted %v, want false, %v", c.new, c.old, scanned, accepted, c.good)
		}
	}
}

// TestScanFilePanels: so with the panels that Fathom writes, whatever was agreed beside their votes.
func TestScanFilePanels(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	const one, two = "raters:\n  - {id: r1, name: 河, role: field, date: 2026-01-02}\n", "  - {id: r2, date: 2026-11-20}\n  - {id: r3}\n"
	panel := func(raters, entry string) []byte {
		return []byte(strings.NewReplacer("rater: {id: r1, role: field}\n", raters,
			"{na: 纯软件，无实物库存}", entry).Replace(plainFile))
	}
	for entry, good := range map[string]bool{
		"{votes: {r1: 2}}": true, "{votes: {r1: unknown, r2: 2, r3: na}, note: later}": true,
		"{votes: {r1: 2}, level: 3, agreed: seen, note: ask, evidence: [x], confidence: low}": true,
		"{votes: {r1: 2}, unknown: true}":       true,
		"{votes: {r3: na}, na: 不做, note: 明年再看}": true,
		"{votes: {r1: 2}, agreed: so far}":      true,
		"{votes: {r2: 2, r1: 3}}":               true,
		"{votes: {r1: 2}, unanswered: true}":    false, "{votes: {}}": false,
		"{votes: {r1: 2}, na: none, agreed: x}": false, "{votes: {r1: 2, r1: 2}}": false, "{votes: {r4: 2}}": false,
		"{votes: {r1: nay}}": false, "{votes: {r1: 6}}": false, "{votes: {r1: 2,}, level: 7}": false,
		"{level: 2, agreed: x}": false, "{votes: {r1: 2}, }, level: 2}": false,
	} {
		if scanned, accepted := bothFiles(t, m, panel(one+two, entry)); scanned != good || accepted != good {
			t.Errorf("%s: scanned %v, accepted %v, want %v", entry, scanned, accepted, good)
		}
	}
	for raters, good := range map[string]bool{one: true, "raters:\n": false, one + one: false,
		"raters:\n  - {id: r1, date: 2026-02-30}\n": false, "raters:\n  - {id: r1, date: 2026-01-02, role: x}\n": true,
		"raters:\n  - {id: \"r1\"}\n": true, "rater: {id: r1, date: 2026-01-02}\n": false,
	} {
		scanned, accepted := bothFiles(t, m, panel(raters, "{votes: {r1: 2}}"))
		if want := good && raters == one; scanned != want || accepted != good {
			t.Errorf("%s: scanned %v, accepted %v, want %v", raters, scanned, accepted, good)
		}
	}
}

// TestScanFileWritten: what Fathom writes is read without the strict reader, and every beginning of it by no reader or
// by both alike.
func TestScanFileWritten(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	dir := t.TempDir()
	opt := fleet.Default()
	opt.Unknown, opt.Unanswered, opt.Evidence, opt.Confidence, opt.Panels = 0.1, 0.1, 0.2, 0.2, 0.5
	if err := fleet.New(m.Rubric, opt).WriteFolder(dir, 50); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if len(files) != 50 {
		t.Fatalf("%d files", len(files))
	}
	declined := 0
	rng := rand.New(rand.NewPCG(5, 6))
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if scanned, _ := bothFiles(t, m, data); !scanned {
			declined++
		}
		for range rubrictest.Cases(20) {
			bothFiles(t, m, data[:rng.IntN(len(data))])
			bothFiles(t, m, bytes.Replace(data, data[:1+rng.IntN(3)], nil, rng.IntN(4)))
		}
	}
	if declined > 0 {
		t.Errorf("the scanner declines %d of 50 written files", declined)
	}
}

// FuzzScanFile: what the scanner takes, the strict reader takes, as the same record.
func FuzzScanFile(f *testing.F) {
	m := assess.Compile(channelteam.Rubric())
	f.Add([]byte(plainFile))
	f.Add([]byte(strings.Replace(plainFile, "\"x, y\"", "a  b–c", 1)))
	f.Add([]byte(strings.NewReplacer("rater: {id: r1, role: field}", "raters:\n  - {id: r1, date: 2026-01-02}\n  - {id: r2}",
		"{na: 纯软件，无实物库存}", "{votes: {r1: 2, r2: unknown}, level: 3, agreed: x}").Replace(plainFile)))
	f.Fuzz(func(t *testing.T, file []byte) { bothFiles(t, m, file) })
}
