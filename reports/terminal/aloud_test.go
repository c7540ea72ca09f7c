package terminal_test

import (
	"regexp"
	"strings"
	"testing"

	"fathom/assess/portfolio/portfoliotest"
	"fathom/reports/doc"
	"fathom/reports/terminal"
	"fathom/rubric/say"
)

// drawn are the signs that bars, rules, histograms and arrows are drawn with.
const drawn = "═─█░┃▌▁▂▃▄▅▆▇→"

// TestInScreen: where GNU screen takes them for two cells, nothing is drawn with them.
func TestInScreen(t *testing.T) {
	for _, lang := range []say.Language{"zh", "en"} {
		all := documents(t, lang)
		var b strings.Builder
		for _, rep := range all {
			if err := terminal.Write(&b, rep, terminal.Options{Width: 80, ASCII: true}); err != nil {
				t.Fatal(err)
			}
		}
		text := b.String() + rollupOf(t, portfoliotest.Rollup(240), lang, terminal.Options{Width: 80, ASCII: true})
		if i := strings.IndexAny(text, drawn); i >= 0 {
			t.Errorf("%s: drawn with %.3s", lang, text[i:])
		}
		for _, sign := range []string{"\n  ====", "\n  ----", "####", "....", "| ", "-> "} {
			if !strings.Contains(text, sign) {
				t.Errorf("%s: nothing drawn with %q", lang, sign)
			}
		}
	}
}

// TestASCIIWidth: no line is wider than the terminal, with ASCII too.
func TestASCIIWidth(t *testing.T) {
	for _, lang := range []say.Language{"zh", "en"} {
		for i, rep := range documents(t, lang) {
			checkWidth(t, i, rep, terminal.Options{Width: 80, ASCII: true})
			checkWidth(t, i, rep, terminal.Options{Width: 60, Plain: true})
		}
	}
}

// TestSaid: without drawings signs are words, in the columns of a table too, and no rule is drawn.
func TestSaid(t *testing.T) {
	for lang, want := range map[say.Language]string{
		"zh": "  目标达到 百分之80\n  事项  得分\n  激励  二点零 至 二点五\n  协同  三点零\n",
		"en": "  目标达到 80%\n  事项  得分\n  激励  2.0 to 2.5\n  协同  3.0\n",
	} {
		rep := &doc.Report{Lang: lang, Title: "目标达到 80%", Sections: []doc.Section{{Blocks: []doc.Block{doc.Table{
			Columns: []doc.Column{{Title: "事项"}, {Title: "得分"}},
			Rows:    [][]string{{"激励", "2.0–2.5"}, {"协同", "3.0"}}}}}}}
		var b strings.Builder
		if err := terminal.Write(&b, rep, terminal.Options{Width: 60, Plain: true}); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimLeft(regexp.MustCompile(`\n+`).ReplaceAllString(b.String(), "\n"), "\n"); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}
