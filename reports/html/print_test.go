package html

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/rubric/say"
)

// TestQuoted: a title can neither leave its string nor its style sheet, and is one line.
func TestQuoted(t *testing.T) {
	for text, want := range map[string]string{
		"河南 2026-11-20":             `"河南 2026\00002d 11\00002d 20"`,
		`"}</style><script>`:        `"\000022 \00007d \00003c \00002f style\00003e \00003c script\00003e "`,
		`a\b`:                       `"a\00005c b"`,
		strings.Repeat("long ", 14): `"` + strings.Repeat("long ", 14) + `"`,
	} {
		if got := quoted(text); got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
	if got, want := oneLine(strings.Repeat("长", 71)), strings.Repeat("长", 70)+"…"; got != want {
		t.Error(got)
	}
}

// TestSheet: the paper, and the running head from the second page on.
func TestSheet(t *testing.T) {
	rep := &doc.Report{Title: "Gap report: West", Date: "2026-11-20"}
	for want, p := range map[string]Print{"@page{size:A4;": {}, "@page{size:letter;": {Letter: true}} {
		sheet := string(p.sheet(rep))
		if !strings.HasPrefix(sheet, want) || !strings.Contains(sheet, `content:"Gap report\00003a  West";`) ||
			!strings.Contains(sheet, `content:"2026\00002d 11\00002d 20";`) {
			t.Errorf("%s", sheet)
		}
	}
	for tight, want := range map[int]string{0: "", 1: "tight1", 9: "tight4"} {
		if got := (Print{Tight: tight}).Class(); got != want {
			t.Errorf("%d: %q", tight, got)
		}
	}
}

// TestScaleWords: where bars begin and end.
func TestScaleWords(t *testing.T) {
	same, other := axis("a", 2, 3), axis("b", 2, 3)
	other.Max = 10
	for want, bars := range map[string][]doc.Bar{"": nil, "标尺 1–5": {same, same}, "各按自己的标尺": {same, other}} {
		if got := scaleWords("zh", bars); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestGrouped: headed tables with the same columns become one; what stands alone or differs stays as it is.
func TestGrouped(t *testing.T) {
	one, two := []doc.Column{{Title: "x"}}, []doc.Column{{Title: "x"}, {Title: "y"}}
	table := func(columns []doc.Column, cells ...string) block {
		return block{Table: newTable(doc.Table{Columns: columns, Rows: [][]string{cells}})}
	}
	lead := block{Paragraph: &doc.Paragraph{Text: "p"}}
	var shape []string
	for _, b := range grouped([]block{lead, {Heading: "A"}, table(one, "1"), {Heading: "B"}, table(one, "2"), lead,
		{Heading: "C"}, table(two, "3", "4"), {Heading: "D"}, table(one, "5"), {Heading: "E"}},
		section{ID: "s5", Heading: "all"}, "What") {
		switch {
		case b.Groups != nil:
			s := b.Groups.Head
			for _, g := range b.Groups.Groups {
				s += fmt.Sprint(" ", g.Name, g.Rows[0][0].Text)
			}
			shape = append(shape, s)
		case b.Heading != "":
			shape = append(shape, b.Heading)
		default:
			shape = append(shape, "p")
		}
	}
	if got := strings.Join(shape, "|"); got != "p|What A1 B2|p|What C3|What D5|E" {
		t.Error(got)
	}
}

// TestHalves: bars lie side by side on paper where there are enough of them and nothing else.
func TestHalves(t *testing.T) {
	bars := func(n int) block { return block{Bars: &barTable{Rows: make([]bar, n)}} }
	for _, c := range []struct {
		blocks []block
		want   bool
	}{
		{[]block{{Heading: "Team"}, bars(7), {Heading: "Partners"}, bars(5)}, true},
		{[]block{bars(11)}, false},
		{[]block{bars(12), {Paragraph: &doc.Paragraph{Text: "p"}}}, false},
		{[]block{{Heading: "Team"}}, false},
	} {
		if got := (section{Blocks: c.blocks}).Halves(); got != c.want {
			t.Errorf("%d blocks: %v", len(c.blocks), got)
		}
	}
}

// TestNoteBelowName: where there is no room for the column of remarks, the page has each once more for its row's head.
func TestNoteBelowName(t *testing.T) {
	rep := doc.New(say.Language("en"), "t", doc.Section{Heading: "Summary"}, doc.Section{Heading: "Scores",
		Blocks: []doc.Block{doc.Bars{Heads: doc.Bar{Name: "What", TargetLabel: "Target"},
			Rows: []doc.Bar{{Name: "Goals", Note: `of 2"><b>`}, {Name: "Roles"}}}}})
	rep.Figures = func() doc.Figures { return doc.Figures{} }
	var b strings.Builder
	if err := Write(&b, rep); err != nil {
		t.Fatal(err)
	}
	if page := b.String(); strings.Count(page, "data-note=") != 1 ||
		!strings.Contains(page, `<th scope="row" data-note="of 2&#34;&gt;&lt;b&gt;">Goals</th>`) {
		t.Error(page[strings.Index(page, "Scores"):])
	}
}

// contentsOf lays out a report with so many sections, the last of them to be looked up, and returns its contents.
func contentsOf(t *testing.T, sections, most int, pages map[string]int) []entry {
	t.Helper()
	rep := doc.New(say.Language("en"), "t", doc.Section{Heading: "Summary"})
	for range sections {
		rep.Sections = append(rep.Sections, doc.Section{Heading: "more"})
	}
	rep.Sections[len(rep.Sections)-1].Annex = true
	rep.Pages = most
	rep.Figures = func() doc.Figures {
		return doc.Figures{Gaps: doc.GapChart{Title: "gaps", Rows: []doc.GapRow{{Bar: axis("a", 2, 3)}}},
			Heat: doc.Heat{Title: "heat", Columns: []string{"1"},
				Rows: []doc.HeatRow{{Name: "a", Cells: []doc.HeatCell{{Text: "2", Position: assess.Some(0.25)}}}}}}
	}
	p, err := newPage(rep, Print{Pages: pages})
	if err != nil {
		t.Fatal(err)
	}
	if err := WriteFor(io.Discard, rep, Print{Pages: pages}); err != nil {
		t.Fatal(err)
	}
	return p.Contents()
}

// TestContents: in the order of the page, with the pages that are known; few sections and a brief need none.
func TestContents(t *testing.T) {
	got := contentsOf(t, 3, 0, map[string]int{"gaps": 2, "s4": 7})
	want := []entry{{"s2", "more", 0}, {"gaps", "gaps", 2}, {"s3", "more", 0}, {"heat", "heat", 0}, {"s4", "more", 7}}
	if len(got) != len(want) {
		t.Fatalf("%v", got)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("%v, want %v", got[i], want[i])
		}
	}
	if few, brief := contentsOf(t, 1, 0, nil), contentsOf(t, 3, 2, nil); few != nil || brief != nil {
		t.Errorf("%v, %v", few, brief)
	}
}
