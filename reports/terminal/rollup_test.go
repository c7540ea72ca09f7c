package terminal_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/google/go-cmp/cmp"

	"fathom/assess/portfolio"
	"fathom/assess/portfolio/portfoliotest"
	"fathom/reports/rollup"
	"fathom/reports/terminal"
	"fathom/rubric/say"
)

func rollupOf(t testing.TB, r *portfolio.Rollup, lang say.Language, opt terminal.Options) string {
	t.Helper()
	var b strings.Builder
	if err := terminal.Write(&b, rollup.New(r, lang).Doc(), opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestRollupHead compares the first page of a roll-up with the one that was read and accepted.
func TestRollupHead(t *testing.T) {
	for _, lang := range []say.Language{"zh", "en"} {
		lines := strings.SplitAfter(rollupOf(t, portfoliotest.Rollup(240), lang, terminal.Options{Width: 80}), "\n")
		got := strings.Join(lines[:90], "")
		path := "../../testdata/golden/rollup-" + string(lang) + ".txt"
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s:\n%s", path, diff)
		}
	}
}

// TestRollupByHand: the numbers that were worked out by hand stand where they belong.
func TestRollupByHand(t *testing.T) {
	got := rollupOf(t, portfoliotest.ByHand(), "en", terminal.Options{Width: 100})
	for _, want := range []string{
		"  2.40–2.59  ████████████████████   50%   10\n", "  Overall                 ▁▁▁▁▁▅▁█▁▁▁▁▅▁▁▁▁▁▁▁  2.63  2.00–3.50    2.50        20\n",
		"    Goals & strategy    22222222222222233333  2.63        25%  2.00–3.50    2.50        20\n", "  Goals & strategy  █████████████░░░░░░░   67%   14\n",
		"  华东          13     2.71                  2.75\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// TestRollupFits: no line is wider than the terminal, drawn or not, and whatever a record says, no line begins with it.
func TestRollupFits(t *testing.T) {
	all := []*portfolio.Rollup{portfoliotest.Rollup(0), portfoliotest.Rollup(3), portfoliotest.Rollup(240),
		portfoliotest.ByHand()}
	for _, text := range append(portfoliotest.Hostile(), strings.Repeat("长", 90), strings.Repeat("long", 40)) {
		all = append(all, portfoliotest.With(portfoliotest.ByHand(), text))
	}
	for _, r := range all {
		for _, lang := range []say.Language{"zh", "en"} {
			for _, opt := range []terminal.Options{{Width: 60}, {Width: 80}, {Width: 120}, {Width: 60, Plain: true}} {
				for _, line := range strings.Split(rollupOf(t, r, lang, opt), "\n") {
					if w := displaywidth.String(line); w > opt.Width {
						t.Errorf("%s at %+v: %d cells in %q", lang, opt, w, line)
					}
					if strings.ContainsAny(line, "\x1b\u202e") || strings.HasPrefix(line, "::") {
						t.Errorf("%s at %+v: %q", lang, opt, line)
					}
				}
			}
		}
	}
}

// TestRollupPlain draws nothing and says what the drawings show.
func TestRollupPlain(t *testing.T) {
	got := rollupOf(t, portfoliotest.ByHand(), "en", terminal.Options{Width: 120, Plain: true})
	if strings.ContainsAny(got, "█▁░▌") {
		t.Error("it draws")
	}
	if want := "Goals & strategy; Mean 2.63; At target 25%; P10 to P90 2.00 to 3.50; Median 2.50; Subjects 20; Subjects by level 1 0%, 2"; !strings.Contains(strings.Join(strings.Fields(got), " "), want) {
		t.Errorf("no %q in\n%s", want, got)
	}
}

// TestRollupColour adds nothing but colour.
func TestRollupColour(t *testing.T) {
	plain, colour := rollupOf(t, portfoliotest.Rollup(240), "en", terminal.Options{Width: 80}),
		rollupOf(t, portfoliotest.Rollup(240), "en", terminal.Options{Width: 80, Color: true})
	var b strings.Builder
	for i, part := range strings.Split(colour, "\x1b[") {
		if i > 0 {
			_, part, _ = strings.Cut(part, "m")
		}
		b.WriteString(part)
	}
	if b.String() != plain || colour == plain {
		t.Error(cmp.Diff(plain, b.String()))
	}
}

// TestSpokenMarks: what is read out in Chinese has no half-width marks beside Chinese characters.
func TestSpokenMarks(t *testing.T) {
	marks := regexp.MustCompile(`\p{Han}[,;:?!()]|[,;:?!()]\s?\p{Han}`)
	spoken := rollupOf(t, portfoliotest.Rollup(240), "zh", terminal.Options{Width: 80, Plain: true})
	if m := marks.FindString(spoken); m != "" || !strings.Contains(spoken, "；达标 百分之") || !strings.Contains(spoken, "、2 ") {
		t.Errorf("%q in\n%s", m, spoken)
	}
}

// TestGridKey: no entry of the key under a grid is broken over two lines.
func TestGridKey(t *testing.T) {
	for _, lang := range []say.Language{"zh", "en"} {
		for _, width := range []int{60, 80, 120} {
			for _, line := range strings.Split(rollupOf(t, portfoliotest.Rollup(240), lang,
				terminal.Options{Width: width}), "\n") {
				if line = strings.TrimSpace(line); strings.Contains(line, " · ") && !regexp.MustCompile(`^[A-Z] .* · [A-Z] \S+`).MatchString(line) {
					t.Errorf("%d cells: %q", width, line)
				}
			}
		}
	}
}
