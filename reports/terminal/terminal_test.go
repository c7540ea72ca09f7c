package terminal_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/reports/doc"
	"fathom/reports/gap"
	"fathom/reports/handbook"
	"fathom/reports/terminal"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
	"fathom/rubric/say"
)

var update = flag.Bool("update", false, "rewrite the expected reports; read them before you commit")

func documents(t testing.TB, lang say.Language) []*doc.Report {
	t.Helper()
	r := channelteam.Rubric()
	m := assess.Compile(r)
	var out []*doc.Report
	for _, s := range samples.All() {
		a, err := answerfile.Read(s.Name, s.Data, r)
		if err != nil {
			t.Fatal(err)
		}
		res := m.Evaluate(a, assess.Options{Langs: []string{string(lang)}})
		out = append(out, gap.New(res, channelteam.Digest(), lang).Doc())
	}
	for _, id := range []string{"", "roles", "people", "compliance-risk/risk-control"} {
		doc, _ := handbook.Show(r, id, lang)
		out = append(out, doc)
	}
	return append(out, handbook.Coverage(r, lang))
}

// TestWidth: no line is wider than the terminal, in either language.
func TestWidth(t *testing.T) {
	for _, lang := range []say.Language{"zh", "en"} {
		for _, width := range []int{60, 80, 100, 120} {
			for i, doc := range documents(t, lang) {
				checkWidth(t, i, doc, terminal.Options{Width: width})
			}
		}
	}
}

func checkWidth(t *testing.T, i int, rep *doc.Report, opt terminal.Options) {
	t.Helper()
	var b strings.Builder
	if err := terminal.Write(&b, rep, opt); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(b.String(), "\n") {
		if w := displaywidth.String(line); w > opt.Width {
			t.Errorf("%s, document %d at %+v: %d cells in %q", rep.Lang, i, opt, w, line)
		}
	}
}

// TestClusters: a table is straight, whatever its cells are written with. What is private stays what it is.
func TestClusters(t *testing.T) {
	table := doc.Table{Columns: []doc.Column{{Title: "1\ufe0f\u20e3"}, {Title: "n", Right: true}, {Title: "|"}}}
	texts := []string{"👨\u200d👩\u200d👧 x", "1\ufe0f\u20e3", "abc", "🇨🇳", "👍🏽", "❤\ufe0f", "❤", "渠道", "กำน้ำ", "हिन्दी", "தமிழ்",
		"e\u0301", "각", "\U000f0000", "\U000f0001\U000f0000", "\u200b"}
	for i, text := range texts {
		table.Rows = append(table.Rows, []string{text, texts[len(texts)-1-i], "|"})
	}
	var b strings.Builder
	if err := terminal.WriteTable(&b, table, nil, terminal.Options{Width: 80}); err != nil {
		t.Fatal(err)
	}
	const want = 2 + 4 + 2 + 4 + 2 + 1 // the margin, two columns as wide as 渠道, and a bar
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	for i, line := range lines[2:] {
		if n := displaywidth.String(line); n != want {
			t.Errorf("%d cells, want %d: %s", n, want, line)
		}
		if f := strings.Fields(line); f[0] != strings.Fields(texts[i] + " -")[0] {
			t.Errorf("%q became %q", texts[i], f[0])
		}
	}
}

// TestNoCells: a sign that is counted as no cell together with what follows it stays where it is, and leaves the rest
// of the table as it was.
func TestNoCells(t *testing.T) {
	for _, text := range []string{"\u0600 12", "x \u06ddy", "\u070f.", "\u08e2 渠道", "\U000110bd1"} {
		table := doc.Table{Columns: []doc.Column{{Title: "n"}, {Title: "|"}}}
		table.Rows = [][]string{{text, "|"}, {"abc", "|"}}
		var b strings.Builder
		if err := terminal.WriteTable(&b, table, nil, terminal.Options{Width: 80}); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(b.String()), "\n")
		row := func(k int) string { return strings.Join(strings.Fields(lines[k]), " ") }
		if len(lines) != 4 || row(2) != text+" |" || row(3) != "abc |" {
			t.Errorf("%q became %q", text, lines)
		}
	}
}

// TestColour adds nothing but colour: without the escapes the text is the same.
func TestColour(t *testing.T) {
	doc := documents(t, "zh")[0]
	var plain, colour strings.Builder
	for b, c := range map[*strings.Builder]bool{&plain: false, &colour: true} {
		if err := terminal.Write(b, doc, terminal.Options{Width: 80, Color: c}); err != nil {
			t.Fatal(err)
		}
	}
	stripped := strings.NewReplacer("\x1b[1m", "", "\x1b[0m", "", "\x1b[38;5;67m", "", "\x1b[38;5;178m",
		"").Replace(colour.String())
	if stripped == colour.String() || stripped != plain.String() {
		t.Error(cmp.Diff(plain.String(), stripped))
	}
}

// TestGolden compares whole reports with the ones that were read and accepted.
func TestGolden(t *testing.T) {
	for _, lang := range []say.Language{"zh", "en"} {
		for i, doc := range documents(t, lang)[:3] {
			var b strings.Builder
			if err := terminal.Write(&b, doc, terminal.Options{Width: 80}); err != nil {
				t.Fatal(err)
			}
			path := fmt.Sprintf("../../testdata/golden/report-%s-%s.txt",
				strings.TrimSuffix(samples.All()[i].Name, ".yaml"), lang)
			if *update {
				if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), b.String()); diff != "" {
				t.Errorf("%s:\n%s", path, diff)
			}
		}
	}
}
