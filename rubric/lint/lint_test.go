package lint

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
)

// TestFiguresIn: how a number is written does not matter, and names are no numbers.
func TestFiguresIn(t *testing.T) {
	for text, want := range map[string][]float64{
		"80% of 5 teams":         {5, 80},
		"８０％的5个团队":               {5, 80},
		"1,500 and 0.15万":        {1500, 1500},
		"2 million, 3亿":          {2e6, 3e8},
		"Q1, B2B, H2 and ISO":    nil,
		"05/2026":                {5, 2026},
		"within ±10.50%":         {10.5},
		"1,2000":                 {1, 2000},
		"twice, 两次":              nil,
		strings.Repeat("9", 400): {math.Inf(1)},
	} {
		if got := figuresIn(text); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// TestBandsIn: the one range of a unit, or none.
func TestBandsIn(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		text, unit string
		low, high  float64
	}{
		{"covers 50–79% of it", "%", 50, 79},
		{"50% to 79%", "%", 50, 79},
		{"between 50 and 79%", "%", 50, 79},
		{"50到79%", "%", 50, 79},
		{"50%～79%", "%", 50, 79},
		{"２.５－３.４", "", 2.5, 3.4},
		{"score 2.5 - 3.4.", "", 2.5, 3.4},
		{"5 to 10 days", "day", 5, 10},
		{"5至10天", "天", 5, 10},
		{"since 2026-11", "", 0, 0}, // a month
		{"1,000–2,000 outlets", "outlet", 1000, 2000},
		{"under 50%", "%", -inf, 49},
		{"不到50%", "%", -inf, 49},
		{"不低于80%", "%", 80, inf},
		{"above 20% a year", "%", 21, inf},
		{"不超过12.5%", "%", -inf, 12.5},
		{"not more than 20%", "%", -inf, 20},
		{"turnover 25% a year", "%", 0, 0}, // no bound
		{"95 % or more", "%", 95, inf},
		{"50 and 79%", "%", 0, 0},       // two numbers
		{"50–79%, then 80%", "%", 0, 0}, // ambiguous
		{"on 2026-11-20", "", 0, 0},     // a date
		{"open 8:00-17:00", "", 0, 0},   // a time
		{"3–5 tests in 10–20 days", "test", 3, 5},
	} {
		b := bandsIn(numbersIn(c.text))[c.unit]
		switch {
		case c.low == 0 && c.high == 0:
			if b != nil {
				t.Errorf("%q: %+v, want none", c.text, *b)
			}
		case b == nil || b.low != c.low || b.high != c.high:
			t.Errorf("%q: %+v, want %v to %v", c.text, b, c.low, c.high)
		}
	}
}

// TestSwing checks by hand how far one child moves a score.
func TestSwing(t *testing.T) {
	for _, c := range []struct {
		agg          rubric.Aggregate
		w, all, want float64
	}{
		{rubric.Mean, 1, 4, 1}, // a quarter of the way from 1 to 5
		{rubric.Sum, 2, 4, 8},  // 2*5 - 2*1
		// the lowest is the score, whatever it weighs
		{rubric.Min, 0.1, 4, 4},
		{rubric.Geometric, 2, 4, 5 - math.Sqrt(5)},                           // sqrt(5*5) - sqrt(5*1)
		{rubric.Mean, 0, 4, 0}, {rubric.Min, 0, 4, 0}, {rubric.Sum, 0, 4, 0}, // weight 0 takes no part
	} {
		if got := swing(c.agg, c.w, c.all, 1, 5); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s %v of %v: %v, want %v", c.agg, c.w, c.all, got, c.want)
		}
	}
}

// TestVagueWords holds the table to its form: in lower case, once a language, with advice, none hiding another.
func TestVagueWords(t *testing.T) {
	for lang, words := range vague() {
		seen := map[string]bool{}
		for _, w := range words {
			if seen[w.word] || w.word != strings.ToLower(w.word) || w.instead.EN == "" || w.instead.ZH == "" {
				t.Errorf("%s %q: twice, in capitals or without advice", lang, w.word)
			}
			seen[w.word] = true
			if !w.in(strings.Replace(w.word, "…", " x ", 1)) {
				t.Errorf("%s %q does not find itself", lang, w.word)
			}
			if glued := w.in("crm" + strings.Replace(w.word, "…", " x ", 1)); glued != (lang == "zh") {
				t.Errorf("%s %q behind a Latin letter: %v; English needs a space, Chinese none", lang, w.word, glued)
			}
		}
	}
}

// TestLintOfMutants changes every number, and leaves out every line, of all rubrics that can be read: lint judges what
// still can be, without a panic, each finding with a place and a sentence in both languages.
func TestLintOfMutants(t *testing.T) {
	paths, _ := filepath.Glob("../../testdata/rubrics/[lo][ik]*/*.yaml")
	figure := regexp.MustCompile(`\d+`)
	judged := 0
	judge := func(text string) {
		r, places, err := rubricfile.Read(rubricfile.File{Name: "mutant.yaml", Data: []byte(text)})
		if err != nil {
			return
		}
		judged++
		for _, p := range Rubric(r, places) {
			if p.Line == 0 || p.Message.EN == "" || p.Message.ZH == "" || strings.Contains(p.Error(), "%!") {
				t.Errorf("%q in\n%s", p.In("zh"), text)
			}
		}
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		for _, at := range figure.FindAllStringIndex(text, -1) {
			for _, n := range []string{"0", "-3", "0.5", "999999999999"} {
				judge(text[:at[0]] + n + text[at[1]:])
			}
		}
		lines := strings.SplitAfter(text, "\n")
		for i := range lines {
			judge(strings.Join(slices.Delete(slices.Clone(lines), i, i+1), ""))
		}
	}
	if judged < 1000 {
		t.Errorf("only %d mutants could be read", judged)
	}
}

// TestFindings: lint tells five hundred findings, errors first, and counts the rest.
func TestFindings(t *testing.T) {
	r := &rubric.Rubric{Languages: []string{"en"}, Scales: []rubric.Scale{{ID: "s",
		Levels: []rubric.Level{{Level: 1, Value: 1}, {Level: 2, Value: 2}}}},
		Parts: []rubric.Part{{ID: "a"}}, Dimensions: []rubric.Dimension{{ID: "d", Part: "a"}}}
	for i := range 30 {
		p := rubric.Practice{ID: "p" + strconv.Itoa(i), Dimension: "d"}
		for k := range 20 {
			p.Criteria = append(p.Criteria, rubric.Criterion{ID: "c" + strconv.Itoa(k), Scale: "s", Core: k == 0})
		}
		r.Practices = append(r.Practices, p)
	}
	found := Rubric(r, problem.Places{})
	missing := 0
	for _, p := range found {
		if p.Kind == "missing-level" {
			missing++
		}
	}
	if len(found) != MaxFindings+1 || found.Total() < 30*20*2 || missing == 0 || missing > MaxFindings ||
		found[MaxFindings-1].Severity != 0 {
		t.Errorf("%d findings told of %d, %d missing levels", len(found), found.Total(), missing)
	}
}

// TestSharedTexts: criteria that leave every level to the texts of their scale need no copy of them; one that describes
// some of the levels itself has to describe all.
func TestSharedTexts(t *testing.T) {
	text := rubric.Text{"en": "x"}
	for name, c := range map[string]struct {
		levels  map[int]rubric.Text
		meaning rubric.Text
		missing int
	}{
		"shared":          {nil, text, 0},
		"nothing to show": {nil, nil, 2},
		"one of two":      {map[int]rubric.Text{1: text}, text, 1},
	} {
		levels := []rubric.Level{{Level: 0, Meaning: c.meaning}, {Level: 1, Meaning: c.meaning}}
		criteria := []rubric.Criterion{{ID: "c", Scale: "s", Levels: c.levels}}
		r := &rubric.Rubric{Languages: []string{"en"}, Scales: []rubric.Scale{{ID: "s", Levels: levels}},
			Practices: []rubric.Practice{{ID: "p", Dimension: "d", Criteria: criteria}}}
		missing := 0
		for _, p := range Rubric(r, problem.Places{}) {
			if p.Kind == "missing-level" {
				missing++
			}
		}
		if missing != c.missing {
			t.Errorf("%s: %d missing levels, want %d", name, missing, c.missing)
		}
	}
}
