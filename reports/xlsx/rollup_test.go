package xlsx_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fathom/assess/portfolio"
	"fathom/assess/portfolio/portfoliotest"
	"fathom/reports/rollup"
	"fathom/reports/xlsx"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

func rollupOf(t testing.TB, r *portfolio.Rollup, lang say.Language) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := xlsx.Write(&out, rollup.New(r, lang).Workbook()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestRollupByHand: every number that was worked out by hand is a number in its cell.
func TestRollupByHand(t *testing.T) {
	f := open(t, rollupOf(t, portfoliotest.ByHand(), "en"))
	for _, c := range [][3]string{
		{"Summary", "C3", "2.625"}, {"Summary", "D3", "2"}, {"Summary", "F3", "2.5"}, {"Summary", "H3", "3.5"},
		{"Summary", "K3", "level 2, Emerging"},
		{"Spread", "A10", "2.40–2.59"}, {"Spread", "B10", "10"}, {"Spread", "C10", "0.5"},
		{"Practices", "C3", "Goals & strategy"}, {"Practices", "E3", "2.625"}, {"Practices", "M3", "0.25"}, {"Practices", "P3", "0.75"},
		{"Practices", "Q3", "0.25"},
		{"Focus", "B3", "14"}, {"Groups", "B3", "华东"}, {"Groups", "C3", "13"}, {"Groups", "E3", "2.75"},
		{"Pairs", "F3", "-0.375"}, {"Pairs", "G3", "0.25"}, {"Subjects", "B5", "high-1"}, {"Subjects", "C5", "河南"},
		{"Subjects", "F5", "87.5"},
		{"Counts", "D4", "2.5"}, {"Counts", "E4", "10"},
	} {
		if got, err := f.GetCellValue(c[0], c[1], excelize.Options{RawCellValue: true}); err != nil || got != c[2] {
			t.Errorf("%s!%s is %q, want %q, %v", c[0], c[1], got, c[2], err)
		}
	}
	// the whole and nine dimensions
	if rules, err := f.GetConditionalFormats("Groups"); err != nil || len(rules) != 10 {
		t.Errorf("%d coloured columns of groups, %v", len(rules), err)
	}
	if got, _ := f.GetCellValue("Method", "A3"); !strings.HasPrefix(got, "20 subjects score 2.63 on average") {
		t.Errorf("the method begins %q", got)
	}
}

// TestRollupBooks: sheets in the report's language, those that would be empty left out, charts that can be drawn, the
// same bytes twice.
func TestRollupBooks(t *testing.T) {
	for n, want := range map[int][2]string{
		0:   {"Summary Method", "摘要 方法"},
		3:   {"Summary Practices Focus Pairs Subjects Method Counts", "摘要 事项 重点 对照 对象 方法 计数"},
		240: {"Summary Spread Practices Focus Groups Pairs Subjects Method Counts", "摘要 分布 事项 重点 分组 对照 对象 方法 计数"},
	} {
		for k, lang := range []say.Language{"en", "zh"} {
			data := rollupOf(t, portfoliotest.Rollup(n), lang)
			if got := strings.Join(open(t, data).GetSheetList(), " "); got != want[k] {
				t.Errorf("%d subjects: %s", n, got)
			}
			if !bytes.Equal(data, rollupOf(t, portfoliotest.Rollup(n), lang)) {
				t.Errorf("%d subjects: two workbooks", n)
			}
		}
	}
	kinds := map[string]int{}
	for _, xml := range parts(t, rollupOf(t, portfoliotest.Rollup(240), "en"), "xl/charts/chart") {
		for _, k := range []string{"radarChart", `barDir val="col"`, `grouping val="percentStacked"`, `barDir val="bar"`} {
			if strings.Contains(xml, k) {
				kinds[k]++
			}
		}
	}
	if kinds["radarChart"] != 1 || kinds[`barDir val="col"`] != 1 || kinds[`grouping val="percentStacked"`] != 1 || kinds[`barDir val="bar"`] != 3 {
		t.Errorf("charts: %v", kinds)
	}
}

// TestHostileRollup: nothing that a record says becomes a formula, and it can be read.
func TestHostileRollup(t *testing.T) {
	for _, text := range portfoliotest.Hostile() {
		data := rollupOf(t, portfoliotest.With(portfoliotest.ByHand(), text), "en")
		for name, xml := range parts(t, data, "xl/worksheets/sheet") {
			if regexp.MustCompile(`<f[ >]`).MatchString(xml) {
				t.Errorf("%q: a formula in %s", text, name)
			}
		}
		f := open(t, data)
		group, _ := f.GetCellValue("Groups", "B3")
		id, _ := f.GetCellValue("Subjects", "B3")
		seen := group + id
		if group == "" || group != id && group != safe.Apart(text) || strings.ContainsAny(seen, "\x1b\u202e\n") ||
			strings.Contains(seen, "::") {
			t.Errorf("%q came back as %q and %q", text, group, id)
		}
	}
}

// TestAnonymousRollup names nobody.
func TestAnonymousRollup(t *testing.T) {
	for name, xml := range parts(t, rollupOf(t, portfoliotest.Fold(60, true).Rollup(5), "en"), "xl/") {
		if m := regexp.MustCompile(`\bs00\d\d\b|渠道 \d`).FindString(xml); m != "" {
			t.Errorf("%s names %s", name, m)
		}
	}
}
