package rollup_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/assess/portfolio/portfoliotest"
	"fathom/reports/markdown"
	"fathom/reports/rollup"
	"fathom/rubric"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// rollupPage is the report of a roll-up as text.
func rollupPage(t testing.TB, r *portfolio.Rollup, lang say.Language) string {
	t.Helper()
	var b strings.Builder
	if err := markdown.Write(&b, rollup.New(r, lang).Doc()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestRollupByHand: the numbers that were worked out by hand stand in the report, with the words that they need.
func TestRollupByHand(t *testing.T) {
	for lang, want := range map[say.Language][]string{
		"en": {
			"roll-up of 21 subjects",
			"**20 subjects score 2.63 on average: level 2, Emerging, 63% of the way to 3. The middle half lies between 2.00 and 2.50, the middle 80% between 2.00 and 3.50.**",
			"In the one practice with a target, fewer than half of the subjects reach it.",
			"1 subject has no answer that could be scored. 2 records could not be read and are left out.",
			"Lowest 2.00, median 2.50, highest 3.50. Unusually low, below 1.25: 0. Unusually high, above 3.25: 5.",
			"| 2.40–2.59 | ██████████ | 50% | 10 |", "| 2.60–2.79 | ░░░░░░░░░░ | 0% | 0 |",
			"| **Overall** | ▁▁▁▁▁▅▁█▁▁▁▁▅▁▁▁▁▁▁▁ | 2.63 | 2.00–3.50 | 2.50 | 20 |",
			"| Goals &amp; strategy | 0% | 75% | 25% | 0% | 0% | 2.63 | 25% | 2.00–3.50 | 2.50 | 20 |",
			"| Goals &amp; strategy | ███████░░░ | 67% | 14 |",
			"| 华东 | 13 | 2.71 | 2.75 |", "8 subjects are in groups that are not shown: of fewer than 5 subjects",
			"| Goals &amp; strategy → Partner adaptability | 2.50 → 2.13 | −0.38 | 25% | 6% |", "Over the 16 subjects that have both scores.",
			"| low-1 | 2026-11-20 | 2.00 | 12.5 |", "| 河南 (high-1) | 2026-11-20 | 3.50 | 87.5 |",
			"Without any score: People &amp; accountability,", "it is no ranking",
		},
		"zh": {
			"21 个对象的汇总", "**20 个对象平均 2.63 分：2 级“起步”，到 3 级的差距补上了 63%。中间一半的得分在 2.00 到 2.50 之间，中间八成在 2.00 到 3.50 之间。**",
			"1 个设有目标的事项中，没有一个达到半数对象达标。", "1 个对象没有可计分的答案。2 条记录无法读取，未计入。",
			"最低 2.00 分，中位数 2.50 分，最高 3.50 分。异常偏低（低于 1.25 分）的有 0 个，异常偏高（高于 3.25 分）的有 5 个。",
			"| 目标与策略 | 0% | 75% | 25% | 0% | 0% | 2.63 | 25% | 2.00–3.50 | 2.50 | 20 |", "8 个对象所在的组不单列：该组少于 5 个对象",
			"只算两项都有得分的 16 个对象。", "| 河南（high-1） | 2026-11-20 | 3.50 | 87.5 |",
		},
	} {
		got := rollupPage(t, portfoliotest.ByHand(), lang)
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: no %q in\n%s", lang, w, got)
			}
		}
	}
}

// TestLevelOfTheMean is never rounded up: 2.996 is printed as 3.00 and is level 2.
func TestLevelOfTheMean(t *testing.T) {
	r := portfoliotest.ByHand()
	r.Overall.Mean = assess.Some(2.996)
	if got := rollupPage(t, r, "en"); !strings.Contains(got, "score 3.00 on average: level 2, Emerging, 99% of the way to 3.") {
		t.Error(got)
	}
}

// TestSmallRollups: under ten subjects there are no percentiles, no classes and no drawings, and nothing is a row of
// dashes.
func TestSmallRollups(t *testing.T) {
	for n := range 13 {
		for _, lang := range []say.Language{"zh", "en"} {
			got := rollupPage(t, portfoliotest.Rollup(n), lang)
			for _, word := range []string{"P10", "Percentile", "百分位", "Unusual", "异常"} {
				if strings.Contains(got, word) && n < 10 {
					t.Errorf("%d subjects, %s: %s", n, lang, word)
				}
			}
			for _, m := range regexp.MustCompile(`(?m)^.*\| – \| – .*$`).FindAllString(got, -1) {
				if !strings.HasPrefix(m, "| 华东 | 5 | 2.92 | ") { // of a group whose members' part has too few scores
					t.Errorf("%d subjects, %s: %s", n, lang, m)
				}
			}
		}
	}
	for n, want := range map[int]string{0: "No subject could be scored.", 1: "**1 subject scores 3.48: level 3, Defined, 48% of the way to 4.**", 3: "Every group is too small to be shown: fewer than 5 subjects."} {
		if got := rollupPage(t, portfoliotest.Rollup(n), "en"); !strings.Contains(got, want) {
			t.Errorf("%d subjects: no %q in\n%s", n, want, got)
		}
	}
}

// TestFewSubjects: up to twenty are listed once each; of more, ten at each end.
func TestFewSubjects(t *testing.T) {
	for n, want := range map[int]int{1: 1, 9: 9, 10: 10, 15: 15, 20: 20, 21: 20, 200: 20} {
		text := rollupPage(t, portfoliotest.Rollup(n), "en")
		if one := strings.Contains(text, "Subjects, the lowest first"); one != (n <= 20) {
			t.Errorf("%d subjects in one list: %v", n, one)
		}
		got := regexp.MustCompile(`(?m)^\| .*s\d{4}.* \| 2026-11-20 \|`).FindAllString(text, -1)
		seen := map[string]bool{}
		for _, line := range got {
			seen[line] = true
		}
		if len(got) != want || len(seen) != want {
			t.Errorf("of %d subjects %d are listed, %d different ones, want %d", n, len(got), len(seen), want)
		}
	}
}

func fences(below, above float64, low, high int64) portfolio.Outliers {
	return portfolio.Outliers{LowFence: assess.Some(below), HighFence: assess.Some(above), Low: assess.Some(low),
		High: assess.Some(high)}
}

// TestFences: only a fence that a score can lie beyond is named. The scale is 1 to 5.
func TestFences(t *testing.T) {
	for _, c := range []struct {
		o    portfolio.Outliers
		want string
	}{
		{fences(-0.5, 5.5, 0, 0), "highest 3.50. No score is unusual.\n"},
		{fences(0.5, 4.5, 0, 0), "highest 3.50. No score is unusual.\n"},
		{fences(1, 5, 0, 0), "highest 3.50. No score is unusual: none lies below 1.00 or above 5.00.\n"},
		{fences(0.5, 4.5, 0, 2), "highest 3.50. Unusually high, above 4.50: 2.\n"},
		{fences(1.5, 5.5, 1, 0), "highest 3.50. Unusually low, below 1.50: 1.\n"},
	} {
		r := portfoliotest.ByHand()
		r.Outliers = c.o
		if got := rollupPage(t, r, "en"); !strings.Contains(got, c.want) {
			t.Errorf("%+v: no %q", c.o, c.want)
		}
	}
}

// TestOneSubject: one is spoken of as one.
func TestOneSubject(t *testing.T) {
	got := rollupPage(t, portfoliotest.Rollup(1), "en")
	if !strings.Contains(got, "Over the one subject that has both scores.") || regexp.MustCompile(`\b1 (subjects|scores|records)\b`).MatchString(got) {
		t.Error(got)
	}
}

// TestAnonymousRollup names nobody, in any form.
func TestAnonymousRollup(t *testing.T) {
	r := portfoliotest.Fold(60, true).Rollup(5)
	var doc strings.Builder
	if err := rollup.New(r, "").WriteJSON(&doc); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{rollupPage(t, r, "en"), rollupPage(t, r, "zh"), doc.String()} {
		if m := regexp.MustCompile(`\bs\d{4}\b|渠道 \d`).FindString(text); m != "" {
			t.Errorf("%q is named", m)
		}
	}
	if got := rollupPage(t, r, "en"); !strings.Contains(got, "No subject is named, and those without a score are not counted.") || strings.Contains(got, "Percentile") {
		t.Error("it does not say so")
	}
}

// TestRollupScope: a stage and a sector that hold for all are named.
func TestRollupScope(t *testing.T) {
	r := portfoliotest.ByHand()
	r.Stage = "growth"
	if got := rollupPage(t, r, "en"); !strings.Contains(got, "All were scored for the stage Growth, and each for its own sector.") {
		t.Error(got)
	}
	r.Sector = "fmcg-distributor"
	if got := rollupPage(t, r, "zh"); !strings.Contains(got, "全部按阶段“成长期”、行业“") {
		t.Error(got)
	}
}

// TestHostileRollup: no text from a record becomes markup, a command or a new line.
func TestHostileRollup(t *testing.T) {
	rows := func(text string) int {
		return strings.Count(rollupPage(t, portfoliotest.With(portfoliotest.ByHand(), text), "en"), "\n")
	}
	want := rows("x")
	for _, text := range portfoliotest.Hostile() {
		got := rollupPage(t, portfoliotest.With(portfoliotest.ByHand(), text), "en")
		if n := rows(text); n != want {
			t.Errorf("%q makes %d lines, not %d", text, n, want)
		}
		if strings.ContainsAny(got, "\x1b\u202e") || strings.Contains(got, "<script") ||
			strings.Contains(got, "<img") || strings.Contains(got, "::") || strings.Contains(got, "http://") {
			t.Errorf("%q is more than text", text)
		}
	}
}

// TestRollupOfAnyRubric: a rubric without levels or names, with one part or with fractions as values, gives a report
// and a document that keeps to the schema.
func TestRollupOfAnyRubric(t *testing.T) {
	s := schema(t)
	paths, _ := filepath.Glob("../../testdata/rubrics/ok/*.yaml")
	cases, _ := filepath.Glob("../../testdata/cases/[0-9]*/rubric.yaml")
	for _, path := range append(paths, cases...) {
		r, _, err := rubricfile.Read(rubricfile.File{Name: path, Data: read(t, path)})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{0, 3, 40} {
			all := portfoliotest.FoldOf(r, n, false).Rollup(5)
			for _, lang := range []say.Language{"zh", "en"} {
				got := rollupPage(t, all, lang)
				if m := regexp.MustCompile(`NaN|Inf|%!|\(MISSING\)|<nil>`).FindString(got); m != "" {
					t.Errorf("%s, %d subjects: %q", path, n, m)
				}
			}
			checkRollup(t, s, all)
		}
	}
}

// TestPointsAreNotRanked: practices of ten points and of seven have no weakest among them; those of one scale have.
func TestPointsAreNotRanked(t *testing.T) {
	for path, want := range map[string]bool{"../../testdata/rubrics/examples/kitchen-hygiene.yaml": false,
		"../../testdata/rubrics/ok/mini.yaml": true} {
		r, _, err := rubricfile.Read(rubricfile.File{Name: path, Data: read(t, path)})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(rollupPage(t, portfoliotest.FoldOf(r, 40, false).Rollup(5), "en"), "Weakest practices"); got != want {
			t.Errorf("%s: weakest practices: %v", path, got)
		}
	}
}

func schema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(rollup.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("rollup.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("rollup.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// checkRollup holds a roll-up's JSON against the schema and returns it.
func checkRollup(t testing.TB, s *jsonschema.Schema, r *portfolio.Rollup) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := rollup.New(r, "").WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	validate(t, s, b.Bytes())
	return b.Bytes()
}

func TestRollupJSON(t *testing.T) {
	s := schema(t)
	for _, n := range []int{0, 1, 12, 200} {
		a, b := checkRollup(t, s, portfoliotest.Rollup(n)), checkRollup(t, s, portfoliotest.Rollup(n))
		if !bytes.Equal(a, b) {
			t.Errorf("%d subjects: two documents", n)
		}
	}
	var doc struct {
		Subjects, Bad int
		Anonymous     bool
		MinGroup      int `json:"min_group"`
		Overall       struct {
			N    int
			Mean float64
			Bins []struct {
				Score float64
				N     int
			}
		}
		Outliers struct {
			LowFence *float64 `json:"low_fence"`
			High     int
		}
		Practices []struct {
			ID     string
			Mean   *float64
			Levels []struct{ Level, N int }
			Target *float64 `json:"at_target"`
			Focus  int
		}
		Weakest []string
		Pairs   []struct {
			First, Second string
			Mean          float64 `json:"mean_second"`
			Lower         int
		}
		Groupings []struct {
			Tag    string
			Hidden int
			Groups []struct {
				Value *string
				N     int
			}
		}
		Highest []struct {
			ID, Name   string
			Percentile float64
		}
	}
	r := portfoliotest.ByHand()
	r.Groupings[0].Groups = append([]portfolio.Group{{N: 7}}, r.Groupings[0].Groups...)
	if err := json.Unmarshal(checkRollup(t, s, r), &doc); err != nil {
		t.Fatal(err)
	}
	o, p, g := doc.Overall, doc.Practices[0], doc.Groupings[0]
	if doc.Subjects != 21 || doc.Bad != 2 || doc.MinGroup != 5 || o.N != 20 || o.Mean != 2.625 || len(o.Bins) != 3 ||
		o.Bins[1].Score != 2.5 || o.Bins[1].N != 10 {
		t.Errorf("%+v", doc)
	}
	if *doc.Outliers.LowFence != 1.25 || doc.Outliers.High != 5 || doc.Highest[0].Name != "河南" ||
		doc.Highest[0].Percentile != 87.5 || doc.Weakest[0] != "goals-strategy" {
		t.Errorf("%+v", doc)
	}
	if p.ID != "goals-strategy" || p.Levels[1].Level != 2 || p.Levels[1].N != 15 || *p.Target != 0.25 ||
		p.Focus != 14 || doc.Practices[1].Mean != nil || doc.Practices[1].Target != nil {
		t.Errorf("%+v", doc.Practices[:2])
	}
	if x := doc.Pairs[0]; x.First != "goals-strategy" || x.Second != "cap-adaptability" || x.Mean != 2.125 ||
		x.Lower != 4 {
		t.Errorf("%+v", x)
	}
	if g.Tag != "region" || g.Hidden != 8 || g.Groups[0].Value != nil || *g.Groups[1].Value != "华东" || g.Groups[1].N != 13 {
		t.Errorf("%+v", g)
	}
}

// TestSchemaRefuses: the schema is no sieve.
func TestSchemaRefuses(t *testing.T) {
	s := schema(t)
	good := checkRollup(t, s, portfoliotest.ByHand())
	for _, c := range [][2]string{{`"format": "fathom.rollup/1"`, `"format": "fathom.result/1"`}, {`"bad": 2`, `"bad": "2"`}, {`"bad": 2`, `"worse": 2`}, {`"percentile": 12.5`, `"percentile": 112.5`}, {`"n": 10`, `"n": 0`}} {
		bad := strings.Replace(string(good), c[0], c[1], 1)
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(bad))
		if err != nil || bad == string(good) {
			t.Fatalf("%v: %v", c, err)
		}
		if s.Validate(doc) == nil {
			t.Errorf("%s is accepted", c[1])
		}
	}
}

// TestRollupTwice: the same roll-up gives the same report.
func TestRollupTwice(t *testing.T) {
	if diff := cmp.Diff(rollupPage(t, portfoliotest.Rollup(80), "zh"),
		rollupPage(t, portfoliotest.Rollup(80), "zh")); diff != "" {
		t.Error(diff)
	}
}

// TestRollupBase: a base that is no rubric by itself has no digest.
func TestRollupBase(t *testing.T) {
	r := *portfoliotest.Rollup(3)
	over := *r.Model.Rubric
	over.Base = &rubric.Base{ID: "frame", Version: "1"}
	r.Model = assess.Compile(&over)
	if data := checkRollup(t, schema(t), &r); !bytes.Contains(data, []byte(`"digest": null`)) {
		t.Errorf("%.300s", data)
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func validate(t testing.TB, s *jsonschema.Schema, data []byte) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("not JSON: %v", err)
	}
	if err := s.Validate(doc); err != nil {
		t.Error(err)
	}
}
