package xlsx_test

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/portfolio/portfoliotest"
	"fathom/reports/gap"
	"fathom/reports/xlsx"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
	"fathom/rubric/say"
)

func read(t testing.TB, s samples.Sample) *assess.Assessment {
	t.Helper()
	a, err := answerfile.Read(s.Name, s.Data, channelteam.Rubric())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func write(t testing.TB, a *assess.Assessment, lang say.Language) ([]byte, *assess.Result) {
	t.Helper()
	res := assess.Compile(channelteam.Rubric()).Evaluate(a, assess.Options{})
	var out bytes.Buffer
	if err := xlsx.Write(&out, gap.New(res, channelteam.Digest(), lang).Workbook()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), res
}

func open(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// TestWorkbooks reads each sample's workbook back: sheets in the report's language, frozen heads, charts on the first
// sheet, and every score the number that was computed. With FATHOM_PAGES set to a folder the workbooks stay there.
func TestWorkbooks(t *testing.T) {
	names := map[say.Language][]string{"zh": {"摘要", "记分卡", "差距", "计划", "假设", "假设得分", "答案", "选项", "fathom"},
		"en": {"Summary", "Scorecard", "Gaps", "Plan", "What if", "What-if scores", "Answers", "Lists", "fathom"}}
	for _, s := range samples.All() {
		for _, lang := range []say.Language{"zh", "en"} {
			data, res := write(t, read(t, s), lang)
			if dir := os.Getenv("FATHOM_PAGES"); dir != "" {
				if err := os.WriteFile(filepath.Join(dir, strings.TrimSuffix(s.Name, ".yaml")+"-"+string(lang)+".xlsx"),
					data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want := names[lang]
			if res.Overall.Coverage.Value < 0.8 { // too early for gaps and a plan
				want = slices.Concat(want[:2], want[4:])
			}
			f := open(t, data)
			if got := f.GetSheetList(); strings.Join(got, " ") != strings.Join(want, " ") {
				t.Fatalf("sheets %v", got)
			}
			for _, sheet := range want {
				// the summary says much above its table, which is short
				frozen := sheet != names[lang][0] && sheet != "fathom"
				if panes, err := f.GetPanes(sheet); err != nil || panes.Freeze != frozen {
					t.Errorf("%s: %+v %v", sheet, panes, err)
				}
			}
			checkScores(t, f, names[lang][1], res)
			if n := len(parts(t, data, "xl/charts/chart")); n != 2 {
				t.Errorf("%s %s: %d charts", s.Name, lang, n)
			}
		}
	}
}

// checkScores compares the scorecard with the result, row by row.
func checkScores(t *testing.T, f *excelize.File, sheet string, res *assess.Result) {
	t.Helper()
	for i := range res.Practices {
		got, err := f.GetCellValue(sheet, "D"+strconv.Itoa(i+3), excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		if p := res.Practices[i].Score; !p.OK {
			if got != "" {
				t.Errorf("practice %d: %q, want nothing", i, got)
			}
		} else if v, err := strconv.ParseFloat(got, 64); err != nil || math.Abs(v-p.Value) > 1e-9 {
			t.Errorf("practice %d: %q, want %v", i, got, p.Value)
		}
	}
}

// parts returns the files of a workbook whose names begin so.
func parts(t testing.TB, data []byte, prefix string) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, file := range z.File {
		if !strings.HasPrefix(file.Name, prefix) {
			continue
		}
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[file.Name] = string(text)
	}
	return out
}

// TestHostileNotes: no note becomes a formula or a control sign, and each can be read as it was, as far as it fits.
func TestHostileNotes(t *testing.T) {
	a := read(t, samples.All()[0])
	harmless, _ := write(t, a, "en")
	own := formulas(t, harmless)
	if len(own) < 40 {
		t.Fatalf("%d formulas of our own", len(own))
	}
	for _, note := range []string{
		`=HYPERLINK("http://x","y")`, "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "＝1＋1", "\t=1", "<script>alert(1)</script>", "_x0041_",
		"😀👩‍👩‍👧", "two\nlines", "'x",
	} {
		a.Answers[0] = assess.Answer{Given: true, State: assess.Answered, Level: 2, Note: note,
			Evidence: []string{note}}
		a.Subject.Name = note
		data, _ := write(t, a, "en")
		if got, err := open(t, data).GetCellValue("Answers", "I3"); err != nil || got != note {
			t.Errorf("note %q came back as %q, %v", note, got, err)
		}
		if got := formulas(t, data); !maps.Equal(got, own) {
			t.Errorf("%q: the formulas are not our own", note)
		}
	}
	a.Answers[0].Note = "\x1b[31m\u202e" + strings.Repeat("长", 40_000)
	data, _ := write(t, a, "en")
	got, _ := open(t, data).GetCellValue("Answers", "I3")
	if !strings.HasPrefix(got, "<U+001B>[31m<U+202E>长长") || !strings.HasSuffix(got, "… [cut]") || len([]rune(got)) != xlsx.MaxText {
		t.Errorf("a long note: %d characters, %.40q", len([]rune(got)), got)
	}
}

// formulas counts the formulas of a workbook by their texts, with the numbers in them left out: answers are numbers.
func formulas(t *testing.T, data []byte) map[string]int {
	t.Helper()
	out := map[string]int{}
	for _, xml := range parts(t, data, "xl/worksheets/sheet") {
		for _, f := range regexp.MustCompile(`<f[ >][^<]*`).FindAllString(xml, -1) {
			out[regexp.MustCompile(`\b[0-9.]+\b`).ReplaceAllString(f, "N")]++
		}
	}
	return out
}

// TestLongEmoji: Excel counts an emoji twice, and the cut must be seen all the same.
func TestLongEmoji(t *testing.T) {
	a := read(t, samples.All()[0])
	a.Answers[0].Note = strings.Repeat("😀", 40_000)
	data, _ := write(t, a, "en")
	got, _ := open(t, data).GetCellValue("Answers", "I3")
	if n := len(utf16.Encode([]rune(got))); !strings.HasSuffix(got, "😀… [cut]") || n > xlsx.MaxText {
		t.Errorf("%d characters, the end is %q", n, got[max(0, len(got)-20):])
	}
}

// TestLongFamily: the cut is not inside an emoji that is joined of several.
func TestLongFamily(t *testing.T) {
	const family = "👨\u200d👩\u200d👧" // eight characters as Excel counts
	a := read(t, samples.All()[0])
	for lead := range 8 {
		a.Answers[0].Note = strings.Repeat("x", lead) + strings.Repeat(family, 10_000)
		data, _ := write(t, a, "en")
		got, _ := open(t, data).GetCellValue("Answers", "I3")
		text, ok := strings.CutSuffix(got, "… [cut]")
		if !ok || strings.ReplaceAll(text[lead:], family, "") != "" {
			t.Errorf("after %d characters the end is %q", lead, got[max(0, len(got)-30):])
		}
	}
}

// TestSameTwice: the same report gives the same bytes.
func TestSameTwice(t *testing.T) {
	a := read(t, samples.All()[0])
	once, _ := write(t, a, "zh")
	twice, _ := write(t, a, "zh")
	x, y := parts(t, once, ""), parts(t, twice, "")
	for name := range x {
		if x[name] != y[name] {
			t.Errorf("%s differs", name)
		}
	}
	if !bytes.Equal(once, twice) {
		t.Error("the bytes differ")
	}
}

// TestSheets looks at what a sheet is beside its cells: heads, filter, print set-up, how far it goes, dates and shares.
func TestSheets(t *testing.T) {
	data, res := write(t, read(t, samples.All()[0]), "en")
	f := open(t, data)
	for sheet, want := range map[string]string{
		"Gaps":    "Rank|Could be|Practice|Score|Target|Gap|Weight|Priority|Urgent|In focus|Waits for|Why",
		"Answers": "Criterion id|Dimension|Practice|Criterion|State|Level|Level name|Answer|Note|Evidence|Confidence",
	} {
		rows, err := f.GetRows(sheet)
		if err != nil || strings.Join(rows[1], "|") != want {
			t.Errorf("%s: %q, %v", sheet, rows[1], err)
		}
	}
	names := f.GetDefinedName()
	for i, sheet := range f.GetSheetList() {
		if visible, _ := f.GetSheetVisible(sheet); !visible {
			continue // what only programs read
		}
		rows, _ := f.GetRows(sheet)
		if to, err := f.GetSheetDimension(sheet); err != nil || !strings.HasSuffix(to, strconv.Itoa(len(rows))) {
			t.Errorf("%s goes to %s of %d rows, %v", sheet, to, len(rows), err)
		}
		prints := 0
		for _, n := range names {
			if n.Scope == sheet && strings.HasPrefix(n.Name, "_xlnm.Print_") {
				prints++
			}
		}
		if prints != 2 {
			t.Errorf("%s: %d print names", sheet, prints)
		}
		xml := parts(t, data, "xl/worksheets/sheet"+strconv.Itoa(i+1)+".xml")
		for _, text := range xml {
			if !strings.Contains(text, "<autoFilter") || !strings.Contains(text, `orientation="landscape"`) ||
				!strings.Contains(text, "fitToPage") {
				t.Errorf("%s: no filter or print set-up", sheet)
			}
		}
	}
	overall := 0
	for rows, _ := f.GetRows("Summary"); rows[overall][0] != "Overall"; {
		overall++
	}
	want := strconv.Itoa(int(100*res.Overall.Coverage.Value+0.5)) + "%"
	if got, _ := f.GetCellValue("Summary", "G"+strconv.Itoa(overall+1)); got != want {
		t.Errorf("the share answered is shown as %q", got)
	}
	var kinds []string
	rules, err := f.GetDataValidations("Plan")
	for _, rule := range rules {
		kinds = append(kinds, rule.Type+" "+rule.Sqref)
	}
	if got := strings.Join(kinds, ", "); err != nil || got != "date D2, date O5:O12, date Q5:Q12, list P5:P12" {
		t.Errorf("what may be typed: %s, %v", got, err)
	}
}

// TestRadarLines: the two series are lines in the colours of the page.
func TestRadarLines(t *testing.T) {
	data, _ := write(t, read(t, samples.All()[0]), "en")
	for name, xml := range parts(t, data, "xl/charts/chart") {
		if n := strings.Count(xml, `<a:ln w="28575"><a:solidFill><a:srgbClr val="`); strings.Contains(xml, "radarChart") != (n == 2) {
			t.Errorf("%s has %d lines", name, n)
		}
	}
}

// TestChartsDescribed: each chart of a workbook says in its language what it is and draws; a dash is a word in it.
func TestChartsDescribed(t *testing.T) {
	descriptions := regexp.MustCompile(` descr="([^"]+)"`)
	for lang, want := range map[say.Language][]string{
		"zh": {"雷达图：各维度的现状与目标。画的是得分、目标。各行：方向与布局；队伍与权责；", "组织与应变。数字见上面的表。", "条形图：最常见的重点事项。画的是占比。",
			"直方图：总分分布。画的是对象数。共 20 行：第一行是一点零零 至 一点一九，最后一行是四点八零 至 五点零零。",
			"堆叠条形图：各级别的对象。画的是1 级、2 级、3 级、4 级、5 级。共 31 行：第一行是目标与策略，最后一行是渠道成员应变能力。"},
		"en": {"Radar chart: Dimensions against their targets. Drawn: Score, Target. Rows: Direction &amp; coverage; ",
			"; Organisation &amp; response. The numbers stand in the table above.", "Bar chart: Most common focus. Drawn: Share. Rows: ",
			"Histogram: Spread of the overall score. Drawn: Subjects. 20 rows: the first is 1.00 to 1.19, the last is 4.80 to 5.00.",
			"Stacked bar chart: Subjects by level. Drawn: Level 1, Level 2, Level 3, Level 4, Level 5. 31 rows: "},
	} {
		data, _ := write(t, read(t, samples.All()[0]), lang)
		all := ""
		for _, book := range [][]byte{data, rollupOf(t, portfoliotest.Rollup(240), lang)} {
			for name, xml := range parts(t, book, "xl/drawings/drawing") {
				frames, described := strings.Count(xml, "<xdr:graphicFrame"), len(descriptions.FindAllString(xml, -1))
				if frames == 0 || described != frames {
					t.Errorf("%s %s: %d of %d charts are described", lang, name, described, frames)
				}
				all += xml
			}
		}
		for _, text := range want {
			if !strings.Contains(all, text) {
				t.Errorf("%s: nowhere %q", lang, text)
			}
		}
		for _, d := range descriptions.FindAllStringSubmatch(all, -1) {
			if strings.ContainsAny(d[1], "–→≥") {
				t.Errorf("%s: a sign that is not heard in %q", lang, d[1])
			}
		}
	}
}

func TestNothingAnswered(t *testing.T) {
	a := read(t, samples.All()[0])
	clear(a.Answers)
	data, _ := write(t, a, "zh")
	open(t, data)
}

func BenchmarkWrite(b *testing.B) {
	res := assess.Compile(channelteam.Rubric()).Evaluate(read(b, samples.All()[0]), assess.Options{})
	rep := gap.New(res, channelteam.Digest(), "zh")
	for b.Loop() {
		if err := xlsx.Write(io.Discard, rep.Workbook()); err != nil {
			b.Fatal(err)
		}
	}
}
