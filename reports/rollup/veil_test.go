package rollup_test

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/assess/portfolio/portfoliotest"
	"fathom/reports/rollup"
	"fathom/rubric/say"
)

// counts are the numbers of subjects in a document of JSON, wherever they stand, by their keys.
func counts(at string, x any, found func(at string, n int)) {
	switch v := x.(type) {
	case map[string]any:
		for key, y := range v {
			n, isNumber := y.(float64)
			switch key {
			case "n", "focus", "below", "lower", "higher", "low", "high", "hidden", "subjects":
				if isNumber {
					found(at+"."+key, int(n))
				}
			}
			counts(at+"."+key, y, found)
		}
	case []any:
		for k, y := range v {
			counts(at+"["+strconv.Itoa(k)+"]", y, found)
		}
	}
}

// TestFewInPrint is by brute force over what is printed of anonymous roll-ups: no number of subjects is below the
// least, in no format, and the documents keep to the schema.
func TestFewInPrint(t *testing.T) {
	s := schema(t)
	for n := range 45 {
		for _, least := range []int{1, 2, 5, 8} {
			r := portfoliotest.Fold(n, true).Rollup(least)
			few := func(n int) bool { return n > 0 && n < least }
			var doc any
			if err := json.Unmarshal(checkRollup(t, s, r), &doc); err != nil {
				t.Fatal(err)
			}
			seen := 0
			counts("", doc, func(at string, c int) {
				if seen++; few(c) {
					t.Errorf("%d subjects, least %d: %s is %d", n, least, at, c)
				}
			})
			if seen == 0 != r.Withheld {
				t.Errorf("%d subjects, least %d: %d counts", n, least, seen)
			}
			for _, lang := range []say.Language{"en", "zh"} {
				for _, c := range subjectColumns(rollupPage(t, r, lang)) {
					if few(c) {
						t.Errorf("%d subjects, least %d, %s: %d in a column of subjects", n, least, lang, c)
					}
				}
				for _, c := range subjectCells(rollup.New(r, lang)) {
					if few(c) {
						t.Errorf("%d subjects, least %d, %s: %d in a sheet", n, least, lang, c)
					}
				}
			}
		}
	}
}

var isSubjects = regexp.MustCompile(`^(Subjects|对象数)$`)

// subjectColumns are the numbers below heads that say subjects in the tables of a text of Markdown.
func subjectColumns(text string) (out []int) {
	var heads []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "|") {
			heads = nil
			continue
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if heads == nil {
			heads = cells
		}
		for k, c := range cells {
			if k < len(heads) && isSubjects.MatchString(strings.TrimSpace(heads[k])) {
				if n, err := strconv.Atoi(strings.TrimSpace(c)); err == nil {
					out = append(out, n)
				}
			}
		}
	}
	return out
}

// subjectCells are the numbers below such heads in the sheets of a workbook.
func subjectCells(rep *rollup.Rollup) (out []int) {
	for _, s := range rep.Workbook().Sheets {
		for k, c := range s.Columns {
			for _, row := range s.Rows {
				if isSubjects.MatchString(c.Title) && k < len(row) && row[k].Number.OK {
					out = append(out, int(row[k].Number.Value))
				}
			}
		}
	}
	return out
}

// TestWithheld: a roll-up of too few says so and has no other number than the least.
func TestWithheld(t *testing.T) {
	r := portfoliotest.Fold(4, true).Rollup(5)
	for lang, want := range map[say.Language]string{"en": "# Channel team maturity: roll-up\n\n## Summary\n\n**There are fewer than 5 subjects with a score. An anonymous roll-up shows nothing of so few.**\n\n",
		"zh": "# 渠道团队成熟度：汇总\n\n## 摘要\n\n**有得分的对象不到 5 个。对象这么少，匿名汇总什么都不显示。**\n\n"} {
		if got := rollupPage(t, r, lang); got != want {
			t.Errorf("%s: %q", lang, got)
		}
	}
}

// TestDepthsAreSaid: how much the subjects were asked stands on the first page, unless all were asked everything. Of
// the 91 criteria 31 are core, and 58 are of the team.
func TestDepthsAreSaid(t *testing.T) {
	r := portfoliotest.ByHand()
	if got := rollupPage(t, r, "en"); strings.Contains(got, "were asked") || strings.Contains(got, "criteria") {
		t.Error(got)
	}
	for _, c := range []struct {
		full, quick, team int64
		en, zh            string
	}{
		{0, 20, 0, "All subjects were asked only the core criteria (31 of 91). A quick score rests on the core criterion of each practice alone.", "所有对象都只问到核心标准（91 条中的 31 条）。快速评估的得分只依据每项的核心标准。"},
		{15, 5, 0, "Subjects were not all asked the same: 15 everything, 5 only the core criteria (31 of 91). A quick score", "各对象问到的范围不同：15 个对象问到全部标准，5 个对象只问到核心标准（91 条中的 31 条）。快速评估"},
		{10, 0, 10, "10 everything, 10 only Channel team (58 of 91 criteria). What was not asked is in no score", "10 个对象只问到渠道团队（91 条标准中的 58 条）。没问的不计入得分"},
	} {
		r.Depths = portfoliotest.Depths(c.full, c.quick, c.team)
		if en, zh := rollupPage(t, r, "en"), rollupPage(t, r, "zh"); !strings.Contains(en, c.en) ||
			!strings.Contains(zh, c.zh) {
			t.Errorf("no %q or no %q in\n%.900s\n%.900s", c.en, c.zh, en, zh)
		}
	}
	r.Parts[0].Mean, r.Parts[1].Mean = assess.Some(2.5), assess.Some(3.25)
	r.Depths = []portfolio.DepthCount{{Depth: "quick/team", N: assess.Some[int64](1)},
		{Depth: "quick/member", N: assess.Some[int64](3)}}
	if en, zh := rollupPage(t, r, "en"), rollupPage(t, r, "zh"); !strings.Contains(en, "1 only the core criteria of Channel team (19 of 91 criteria), 3 only the core criteria of Partners (12 of 91 criteria)") ||
		!strings.Contains(en, "Teams and firms of their channels are in this mean together: 1 file rates a team, 3 files rate one firm alone. Read them apart: Channel team 2.50, Partners 3.25.") ||
		!strings.Contains(zh, "这个平均分里既有团队，也有单独评的渠道成员：评团队的 1 份，只评一家渠道成员的 3 份。请分开看：渠道团队 2.50 分、渠道成员 3.25 分。") {
		t.Errorf("%.900s\n%.900s", en, zh)
	}
	r.Depths = r.Depths[1:]
	if got := rollupPage(t, r, "en"); strings.Contains(got, "Teams and firms") {
		t.Error("only firms, and yet teams are told of")
	}
	r.Depths = portfoliotest.Depths(10, 0, 10)
	for k := range r.Depths {
		r.Depths[k].N.OK = false
	}
	if got := rollupPage(t, r, "en"); !strings.Contains(got, "not all asked the same: some everything, some only Channel team") {
		t.Error(got)
	}
}
