package docx_test

import (
	"bytes"
	entities "html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/reports/doc"
	"fathom/reports/docx"
	"fathom/reports/gap"
	"fathom/reports/html"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
	"fathom/rubric/ooxml/ooxmltest"
	"fathom/rubric/say"
)

// sample is the report of one of the samples.
func sample(t testing.TB, i int, lang say.Language) *doc.Report {
	t.Helper()
	r := channelteam.Rubric()
	s := samples.All()[i]
	a, err := answerfile.Read(s.Name, s.Data, r)
	if err != nil {
		t.Fatal(err)
	}
	return gap.New(assess.Compile(r).Evaluate(a, assess.Options{}), channelteam.Digest(), lang).Doc()
}

func write(t testing.TB, rep *doc.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := docx.Write(&b, rep, false); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestReports: every part is well-formed and named in the list of types, every relation leads to a part and to every
// part one, every table has a head that repeats, every chart says what it is, and another run makes the same bytes.
func TestReports(t *testing.T) {
	for i := range samples.All() {
		for _, lang := range []say.Language{"en", "zh"} {
			rep := sample(t, i, lang)
			data := write(t, rep)
			if !bytes.Equal(data, write(t, sample(t, i, lang))) {
				t.Errorf("%s: another run, other bytes", rep.Title)
			}
			all := ooxmltest.Parts(t, data)
			ooxmltest.Closed(t, all)
			text := all["word/document.xml"]
			lines := linesOf(t, text)
			if lines[0] != (line{style: "Title", text: rep.Title}) || lines[1].text != rep.Date {
				t.Errorf("begins with %v", lines[:2])
			}
			tables := strings.Count(text, "<w:tbl>")
			if heads := strings.Count(text, "<w:tblHeader/>"); tables == 0 || heads != tables ||
				strings.Count(text, "<w:tblCaption ") != tables {
				t.Errorf("%s: %d tables, %d heads", rep.Title, tables, heads)
			}
			charts := strings.Count(text, "<c:chart ")
			ids := regexp.MustCompile(`<wp:docPr id="(\d+)" name="[^"]+" descr="[^"]+&#xA;[^"]+"/>`).FindAllStringSubmatch(text, -1)
			for k, id := range ids {
				if id[1] != strconv.Itoa(k+1) {
					t.Errorf("%s: drawing %d has the id %s", rep.Title, k+1, id[1])
				}
			}
			if charts == 0 || len(ids) != charts {
				t.Errorf("%s: %d charts, of which %d say what they show", rep.Title, charts, len(ids))
			}
			for _, size := range regexp.MustCompile(`w:szC?s? w:val="(\d+)"`).FindAllStringSubmatch(text+all["word/styles.xml"], -1) {
				if n, err := strconv.Atoi(size[1]); err != nil || n < 18 {
					t.Errorf("text of %s half points", size[1])
				}
			}
			for _, no := range []string{"updateFields", "w:dirty"} {
				if strings.Contains(text+all["word/settings.xml"], no) {
					t.Errorf("%s: Word would ask a question when it opens it", no)
				}
			}
		}
	}
}

// TestContents: the contents list the headings of the first level, each leads to its own, and none of the levels below
// is skipped.
func TestContents(t *testing.T) {
	for i := range samples.All() {
		text := ooxmltest.Parts(t, write(t, sample(t, i, "en")))["word/document.xml"]
		var listed, headed []string
		level := 0
		for _, l := range linesOf(t, text) {
			switch {
			case l.style == "TOC1":
				listed = append(listed, l.text)
			case l.style == "Heading1":
				headed = append(headed, l.text)
			}
			if n, err := strconv.Atoi(strings.TrimPrefix(l.style, "Heading")); err == nil {
				if n > level+1 {
					t.Errorf("%s: from level %d to %d", l.text, level, n)
				}
				level = n
			}
		}
		if len(listed) < 5 || !slices.Equal(listed, headed) {
			t.Errorf("%q listed, and %q headed", listed, headed)
		}
		for n := range listed {
			name := `="_Toc` + strconv.Itoa(n+1) + `"`
			if strings.Count(text, "w:anchor"+name) != 1 || strings.Count(text, "w:name"+name) != 1 {
				t.Errorf("%s leads nowhere", listed[n])
			}
		}
		if b, e := strings.Count(text, `"begin"`), strings.Count(text, `"end"`); b != 1 || e != 1 {
			t.Errorf("%d fields begin, %d end", b, e)
		}
	}
}

// said are the texts of blocks, in their order.
func said(blocks []doc.Block) (out []string) {
	table := func(t doc.Table) {
		for _, c := range t.Columns {
			out = append(out, c.Title)
		}
		for _, r := range t.Rows {
			out = append(out, r...)
		}
	}
	for _, b := range blocks {
		switch v := b.(type) {
		case doc.Heading:
			out = append(out, v.Text)
		case doc.Paragraph:
			out = append(out, v.Text)
		case doc.List:
			out = append(out, v.Items...)
		case doc.Table:
			table(v)
		case doc.Bars:
			table(v.Table())
		}
	}
	return out
}

// TestEveryText: all texts of the report stand in the document, whole and in their order; only heads of tables that are
// one table in the appendix stand there once.
func TestEveryText(t *testing.T) {
	for i := range samples.All() {
		for _, lang := range []say.Language{"en", "zh"} {
			rep := sample(t, i, lang)
			lines := linesOf(t, ooxmltest.Parts(t, write(t, rep))["word/document.xml"])
			for _, s := range rep.Sections {
				at := slices.IndexFunc(lines, func(l line) bool { return l.style == "Heading1" && l.text == s.Heading })
				if at < 0 {
					t.Fatalf("no heading %s", s.Heading)
				}
				for _, text := range said(s.Blocks) {
					if text == "" {
						continue
					}
					is := func(l line) bool { return l.text == text }
					n := slices.IndexFunc(lines[at:], is)
					if n < 0 && (!s.Annex || !slices.ContainsFunc(lines, is)) {
						t.Errorf("%s: %s: no %q", rep.Title, s.Heading, text)
					} else if n >= 0 && !s.Annex {
						at += n
					}
				}
			}
		}
	}
}

// words are what no line breaks within: letters and digits, or one Chinese character.
var words = regexp.MustCompile(`[A-Za-z0-9.]*[A-Za-z0-9]|\p{Han}`)

// drawn are the words that a page says of how it draws: scales, keys, and what dots and diamonds are.
const drawn = "Scale to now target Dot score diamond thin line what the missing answers could change Sorted by gap " +
	"标尺 现状 目标 按差距从大到小排列 圆点 得分 菱形 细线 缺的答案可能带来的变化 Contents 目录"

// TestEveryWord: every word of the page is in the document, but for those that say how the page draws.
func TestEveryWord(t *testing.T) {
	hidden := regexp.MustCompile(`(?s)<style>.*?</style>|<svg.*?</svg>|<title>.*?</title>|<wbr>`)
	tags := regexp.MustCompile(`<[^>]*>`)
	for i := range samples.All() {
		for _, lang := range []say.Language{"en", "zh"} {
			var page strings.Builder
			if err := html.Write(&page, sample(t, i, lang)); err != nil {
				t.Fatal(err)
			}
			have := map[string]bool{}
			for _, w := range words.FindAllString(drawn, -1) {
				have[w] = true
			}
			for _, l := range linesOf(t, ooxmltest.Parts(t, write(t, sample(t, i, lang)))["word/document.xml"]) {
				for _, w := range words.FindAllString(l.text, -1) {
					have[w] = true
				}
			}
			text := tags.ReplaceAllString(hidden.ReplaceAllString(page.String(), ""), " ")
			for _, w := range words.FindAllString(entities.UnescapeString(text), -1) {
				if !have[w] {
					t.Errorf("%s, %s: no %q", samples.All()[i].Name, lang, w)
				}
			}
		}
	}
}

// TestNumbersOfCharts: what a chart of gaps draws stands to the digit in the table below.
func TestNumbersOfCharts(t *testing.T) {
	rep := sample(t, 0, "en")
	all := ooxmltest.Parts(t, write(t, rep))
	value := regexp.MustCompile(`<c:v>([^<]*)</c:v>`)
	got := map[string][]string{}
	for name, text := range all {
		if !strings.HasPrefix(name, "word/charts/chart") || !strings.Contains(text, "barChart") {
			continue
		}
		for _, series := range strings.Split(text, "<c:ser>")[1:] {
			names, numbers, _ := strings.Cut(series[strings.Index(series, "<c:cat>"):], "<c:val>")
			all := value.FindAllStringSubmatch(numbers, -1)
			for k, n := range value.FindAllStringSubmatch(names, -1) {
				got[n[1]] = append(got[n[1]], all[k][1])
			}
		}
	}
	rows := rep.Figures().Gaps.Rows
	if len(got) != len(rows) || len(rows) == 0 {
		t.Fatalf("%d names, want %d", len(got), len(rows))
	}
	for _, r := range rows {
		for k, want := range []string{r.Text, r.TargetLabel} {
			number, err := strconv.ParseFloat(got[strings.ReplaceAll(r.Name, "&", "&amp;")][k], 64)
			if printed, e := strconv.ParseFloat(want, 64); err != nil || e != nil || number != printed {
				t.Errorf("%s: %v, want %s", r.Name, number, want)
			}
		}
	}
}

// TestUntrusted: no text of a stranger becomes markup, and what harms is shown as what it is.
func TestUntrusted(t *testing.T) {
	const evil = "<w:b/>&\x00\u202e]]>"
	rep := &doc.Report{Lang: "en", Title: evil, Sections: []doc.Section{{Heading: evil, Blocks: []doc.Block{
		doc.Table{Columns: []doc.Column{{Title: evil}}, Rows: [][]string{{evil}}}, doc.List{Items: []string{evil}}}}}}
	all := ooxmltest.Parts(t, write(t, rep))
	ooxmltest.Closed(t, all)
	n := 0
	for _, l := range linesOf(t, all["word/document.xml"]) {
		if l.text == "<w:b/>&<U+0000><U+202E>]]>" {
			n++
		}
	}
	if n != 5 {
		t.Errorf("%d of 5 texts", n)
	}
}

// TestBrand: whose paper it is stands on a cover, who may read it at the foot of every page, and who signs at the end.
func TestBrand(t *testing.T) {
	rep := sample(t, 0, "en")
	rep.Brand = &doc.Brand{Facts: []doc.BrandFact{{Label: "Prepared for", Text: "Henan"}}, Confidentiality: "For the board",
		Accent: "#123456", Cover: true, SignOff: &doc.SignOff{Heading: "Signed", Role: "R", Name: "N", Date: "D",
			Signature: "S", Roles: []string{"Head of sales"}}}
	all := ooxmltest.Parts(t, write(t, rep))
	lines := linesOf(t, all["word/document.xml"])
	if lines[2].text != "Prepared for: Henan" || lines[3].text != "For the board" {
		t.Errorf("the cover says %v", lines[:5])
	}
	if strings.Count(all["word/document.xml"], `<w:br w:type="page"/>`) != 2 {
		t.Error("neither the cover nor the page to sign is a page of its own")
	}
	if last := lines[len(lines)-4]; last.text != "Head of sales" {
		t.Errorf("ends with %v", lines[len(lines)-8:])
	}
	for _, foot := range []string{"word/footer1.xml", "word/footer2.xml"} {
		if got := linesOf(t, all[foot]); len(got) != 1 || got[0].text != "For the boardPage 1 of 1" {
			t.Errorf("%s: %v", foot, got)
		}
	}
	if strings.Contains(all["word/styles.xml"], "0072B2") ||
		!strings.Contains(all["word/theme/theme1.xml"], `<a:accent1><a:srgbClr val="123456"/>`) {
		t.Error("not in the colour of the brand")
	}
}

// TestPaper is A4, or US letter; the text is as wide as the page leaves.
func TestPaper(t *testing.T) {
	rep := doc.New("en", "T", doc.Section{Heading: "H", Blocks: []doc.Block{doc.Paragraph{Text: "a"}}})
	for letter, want := range map[bool]string{false: `<w:pgSz w:w="11906" w:h="16838"/>`, true: `<w:pgSz w:w="12240" w:h="15840"/>`} {
		var b bytes.Buffer
		if err := docx.Write(&b, rep, letter); err != nil {
			t.Fatal(err)
		}
		text := ooxmltest.Parts(t, b.Bytes())["word/document.xml"]
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
}

// TestLists: every numbered list begins with 1, and what is in a row stays together unless it is very long.
func TestLists(t *testing.T) {
	two := doc.List{Items: []string{"a", "b"}, Ordered: true}
	long := strings.Repeat("word ", 2000)
	all := ooxmltest.Parts(t, write(t, doc.New("en", "T", doc.Section{Heading: "H", Blocks: []doc.Block{two, two,
		doc.Table{Columns: []doc.Column{{Title: "A"}}, Rows: [][]string{{"short"}, {long}}}}})))
	var ids []string
	for _, m := range regexp.MustCompile(`<w:numId w:val="(\d+)"/>`).FindAllStringSubmatch(all["word/document.xml"], -1) {
		ids = append(ids, m[1])
	}
	if got := strings.Join(ids, " "); got != "2 2 3 3" {
		t.Errorf("lists %s", got)
	}
	if n := strings.Count(all["word/numbering.xml"], `<w:startOverride w:val="1"/>`); n != 3 {
		t.Errorf("%d lists begin anew", n)
	}
	if n := strings.Count(all["word/document.xml"], "<w:cantSplit/>"); n != 2 {
		t.Errorf("%d rows stay together, want the head and the short one", n)
	}
}

// TestDaysHaveRoom: of the heads of a calendar the last is there, and as many others as have room.
func TestDaysHaveRoom(t *testing.T) {
	var l doc.Lanes
	for n := range 12 {
		l.Marks = append(l.Marks, doc.LaneMark{Day: 30 * (n + 1), Text: "2027-" + strconv.Itoa(10+n) + "-01"})
	}
	l.Rows = []doc.Lane{{Name: "Who", Bars: []doc.LaneBar{{Number: 1, Name: "step", To: 30}}}}
	var got []string
	text := ooxmltest.Parts(t, write(t, doc.New("en", "T", doc.Section{Heading: "H",
		Blocks: []doc.Block{l}})))["word/document.xml"]
	for _, c := range linesOf(t, text) {
		if strings.HasPrefix(c.text, "2027-") {
			got = append(got, c.text)
		}
	}
	if strings.Join(got, " ") != "2027-16-01 2027-21-01" {
		t.Errorf("%v", got)
	}
	spans := 0
	first, _, _ := strings.Cut(text, "</w:tr>")
	for _, m := range regexp.MustCompile(`w:gridSpan w:val="(\d+)"`).FindAllStringSubmatch(first, -1) {
		n, _ := strconv.Atoi(m[1])
		spans += n
	}
	if spans != 24 {
		t.Errorf("the heads of %d cells span %d", 24, spans)
	}
}

func BenchmarkReport(b *testing.B) {
	rep := sample(b, 0, "zh")
	for b.Loop() {
		b.SetBytes(int64(len(write(b, rep))))
	}
}
