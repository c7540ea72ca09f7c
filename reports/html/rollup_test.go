package html_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fathom/assess/portfolio"
	"fathom/assess/portfolio/portfoliotest"
	"fathom/reports/html"
	"fathom/reports/rollup"
	"fathom/rubric/say"
)

func rollupOf(t testing.TB, r *portfolio.Rollup, lang say.Language) string {
	t.Helper()
	var b strings.Builder
	if err := html.Write(&b, rollup.New(r, lang).Doc()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestRollupPages: nothing comes from elsewhere, nothing runs, and every drawing has its numbers in a table. With
// FATHOM_PAGES set to a folder the pages stay there.
func TestRollupPages(t *testing.T) {
	for lang, tag := range map[say.Language]string{"zh": "zh-Hans", "en": "en"} {
		page := rollupOf(t, portfoliotest.Rollup(240), lang)
		if dir := os.Getenv("FATHOM_PAGES"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, "rollup-"+string(lang)+".html"), []byte(page),
				0o644); err != nil {
				t.Fatal(err)
			}
		}
		if strings.Contains(page, "url(") || strings.Contains(page, "@import") || !strings.Contains(page, `<html lang="`+tag+`">`) ||
			!strings.Contains(page, `content="default-src 'none'; style-src 'unsafe-inline'"`) {
			t.Errorf("%s: requests, no language or no policy", lang)
		}
		checkStructure(t, "rollup "+string(lang), nodes(t, page))
	}
}

// TestRollupByHand: the numbers that were worked out by hand, in the tables and as drawings of 200 units.
func TestRollupByHand(t *testing.T) {
	page := rollupOf(t, portfoliotest.ByHand(), "en")
	for _, want := range []string{
		"20 subjects score 2.63 on average: level 2, Emerging, 63% of the way to 3.",
		// 2.40 to 2.59 is the eighth of twenty classes, and the fullest
		`<rect class="fill" x="70.5" y="0" width="9" height="70"/>`,
		`<rect class="fill" x="50.5" y="35" width="9" height="35"/>`,                                                    // half as many
		`<line class="mean" x1="81.3"`,                                                                                  // (2.625 - 1) / 4 of 200
		`<rect class="f2" x="0" y="0" width="150" height="16"/><rect class="f5" x="150" y="0" width="50" height="16"/>`, // three quarters at level 2
		`<td class="number" data-head="2">75%</td><td class="number" data-head="3">25%</td>`,
		`<th scope="row">华东</th><td class="number plain" data-head="Subjects">13</td><td class="number h4" data-head="Overall">2.71</td>`, // (2.71 - 1) / 4 is 0.43
		`>87.5</td>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
}

// TestSmallRollupPages draw nothing that a few subjects do not have.
func TestSmallRollupPages(t *testing.T) {
	for n, want := range map[int]string{0: "No subject could be scored", 1: "1 subject scores", 3: "The lowest scores"} {
		page := rollupOf(t, portfoliotest.Rollup(n), "en")
		if strings.Contains(page, `class="multiples"`) || strings.Contains(page, `class="emblem"`) ||
			!strings.Contains(page, want) {
			t.Errorf("%d subjects: a drawing, or no %q", n, want)
		}
	}
}

// TestHostileRollup: whatever a record says, the page has the same elements and attributes.
func TestHostileRollup(t *testing.T) {
	shape := func(text string) (out []string) {
		page := rollupOf(t, portfoliotest.With(portfoliotest.ByHand(), text), "en")
		if strings.ContainsAny(page, "\x1b\u202e") {
			t.Errorf("%q: control characters", text)
		}
		for _, n := range nodes(t, page) {
			tag := n.Data
			for _, a := range n.Attr {
				tag += " " + a.Key
			}
			out = append(out, tag)
		}
		return out
	}
	want := shape("x")
	for _, text := range append(portfoliotest.Hostile(), hostile...) {
		if !slices.Equal(shape(text), want) {
			t.Errorf("%.40q changes the page", text)
		}
	}
}
