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
		out = append(out, gap.New(m.Evaluate(a, assess.Options{}), channelteam.Digest(), lang).Doc())
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
				var b strings.Builder
				if err := terminal.Write(&b, doc, terminal.Options{Width: width}); err != nil {
					t.Fatal(err)
				}
				for _, line := range strings.Split(b.String(), "\n") {
					if w := displaywidth.String(line); w > width {
						t.Errorf("%s, document %d at %d: %d cells in %q", lang, i, width, w, line)
					}
				}
			}
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
