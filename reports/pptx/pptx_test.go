package pptx_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/reports/doc"
	"fathom/reports/gap"
	"fathom/reports/pptx"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
	"fathom/rubric/ooxml/ooxmltest"
	"fathom/rubric/say"
)

// sampleDeck is the deck of one of the samples.
func sampleDeck(t testing.TB, i int, lang say.Language, appendix bool) *doc.Deck {
	t.Helper()
	r := channelteam.Rubric()
	s := samples.All()[i]
	a, err := answerfile.Read(s.Name, s.Data, r)
	if err != nil {
		t.Fatal(err)
	}
	res := assess.Compile(r).Evaluate(a, assess.Options{})
	return gap.New(res, channelteam.Digest(), lang).Slides(appendix)
}

func write(t testing.TB, d *doc.Deck) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pptx.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestDecks: every part is well-formed and named in the list of types, every relation leads to a part and to every part
// one, every slide has a title and notes, every chart and table says what it is, and another run makes the same bytes.
func TestDecks(t *testing.T) {
	for i := range samples.All() {
		pages := map[bool]int{}
		for _, lang := range []say.Language{"en", "zh"} {
			for _, appendix := range []bool{false, true} {
				d := sampleDeck(t, i, lang, appendix)
				data := write(t, d)
				if !bytes.Equal(data, write(t, sampleDeck(t, i, lang, appendix))) {
					t.Errorf("%s: another run, other bytes", d.Title)
				}
				all := ooxmltest.Parts(t, data)
				ooxmltest.Closed(t, all)
				got := slides(t, all)
				for k, s := range got {
					told(t, all, k, s)
				}
				if !appendix && (len(got) > 20 || len(data) > 150_000) {
					t.Errorf("%s: %d slides of %d bytes", d.Title, len(got), len(data))
				}
				if !appendix && pages[true] != 0 && pages[true] != len(d.Slides) {
					t.Errorf("%s: %d things to show, %d in the other language", d.Title, len(d.Slides), pages[true])
				}
				if !appendix {
					pages[true] = len(d.Slides)
				}
			}
		}
	}
}

// told checks that a slide says what it shows.
func told(t *testing.T, all map[string]string, k int, s []shape) {
	t.Helper()
	n := strconv.Itoa(k + 1)
	if len(s) < 2 || !strings.HasSuffix(strings.ToLower(s[1].Place.Type), "title") ||
		strings.Join(s[1].Lines, "") == "" {
		t.Errorf("slide %s begins with no title", n)
	}
	if !strings.Contains(all["ppt/notesSlides/notesSlide"+n+".xml"], "<a:t>") {
		t.Errorf("slide %s has no notes", n)
	}
	for _, one := range s {
		if one.XMLName.Local == "chart" && one.Props.Alt == "" {
			t.Errorf("slide %s: a chart that says nothing to who does not see it", n)
		}
		if one.XMLName.Local == "tbl" && (one.Props.Name == "" || one.Props.Alt == "") {
			t.Errorf("slide %s: a table without a name or a description", n)
		}
	}
}

// TestGoesOn: a table whose group goes on to a further slide names the group there, too, and has room for that.
func TestGoesOn(t *testing.T) {
	heat := doc.Heat{Corner: "Practice", Columns: []string{"1"}, Description: "levels"}
	for n := range 40 {
		r := doc.HeatRow{Name: fmt.Sprintf("practice %d", n), Cells: []doc.HeatCell{{Text: "3"}}}
		if n == 0 || n == 30 {
			r.Group = fmt.Sprintf("group of %d", n)
		}
		heat.Rows = append(heat.Rows, r)
	}
	for lang, want := range map[say.Language]string{"en": "group of 0 (continued)", "zh": "group of 0（续）"} {
		all := ooxmltest.Parts(t, write(t, &doc.Deck{Title: "x", Lang: lang,
			Slides: []doc.Slide{{Title: "All", Content: []doc.Content{heat}}}}))
		got := slides(t, all)
		if len(got) < 3 {
			t.Fatalf("%d slides", len(got))
		}
		for k, s := range got[2:] {
			for _, one := range s {
				if one.XMLName.Local != "tbl" {
					continue
				}
				if first := one.Lines[2]; first != want && !strings.HasPrefix(first, "group of 30") {
					t.Errorf("%s: slide %d goes on with %q", lang, k+3, first)
				}
			}
		}
	}
}

// TestStrangers: what people wrote is text, harmless and whole, wherever it comes to stand.
func TestStrangers(t *testing.T) {
	const evil = "a</a:t><b>\u202e ::error:: _x0041_ \x00 &amp;"
	const shown = "a</a:t><b><U+202E> :<U+003A>error:<U+003A> _x0041_ <U+0000> &amp;"
	d := &doc.Deck{Lang: "en", Title: evil, Slides: []doc.Slide{{Title: evil, Lead: evil, Notes: []string{evil},
		Content: []doc.Content{doc.Table{Columns: []doc.Column{{Title: evil}}, Rows: [][]string{{evil}}}}},
		{Title: "L", Content: []doc.Content{doc.List{Items: []string{evil}}}},
		{Title: "B", Content: []doc.Content{doc.GapChart{Title: evil, Rows: []doc.GapRow{{Bar: doc.Bar{Name: evil,
			Score: assess.Some(2.0), Text: "2.0", Max: 5}}}}}}}}
	all := ooxmltest.Parts(t, write(t, d))
	ooxmltest.Closed(t, all)
	n := 0
	for _, text := range texts(t, all) {
		if text == shown {
			n++
		}
		if strings.ContainsAny(text, "\u202e\x00") {
			t.Errorf("%q", text)
		}
	}
	if n < 8 { // title of the cover and in its notes; title, lead, notes, head and cell; the point
		t.Errorf("%d of 8 texts are as they should be", n)
	}
	for _, name := range []string{"ppt/slides/slide4.xml", "ppt/charts/chart1.xml"} {
		if strings.Contains(all[name], "\u202e") || strings.Contains(all[name], "<b>") {
			t.Errorf("%s has what nobody escaped", name)
		}
	}
}

// TestNothingLost: of texts for which no slide has room every word is on a slide or in the notes, and rows that are
// left over are counted.
func TestNothingLost(t *testing.T) {
	for _, lang := range []say.Language{"en", "zh"} {
		var long, items []string
		for i := range 3000 {
			long = append(long, "w"+strconv.Itoa(i))
		}
		for i := range 100 {
			items = append(items, "i"+strconv.Itoa(i))
		}
		table := doc.Table{Columns: []doc.Column{{Title: "N"}, {Title: "T", Flexible: true}}}
		for _, item := range items {
			table.Rows = append(table.Rows, []string{"r" + item, strings.Repeat("字", 60)})
		}
		words := strings.Join(long, " ")
		all := ooxmltest.Parts(t, write(t, &doc.Deck{Lang: lang, Title: words, Slides: []doc.Slide{
			{Title: words, Lead: words, Content: []doc.Content{doc.List{Items: items}}, Most: 1, Notes: items},
			{Title: "P", Content: []doc.Content{doc.List{Items: []string{words}}}},
			{Title: "T", Content: []doc.Content{table}, Most: 2},
			{Title: "C", Content: []doc.Content{doc.Table{Columns: []doc.Column{{Title: "W", Flexible: true}},
				Rows: [][]string{{words}}}}},
		}}))
		said := strings.Join(texts(t, all), " ")
		have := strings.Fields(said)
		for i, w := range long {
			if n := count(have, w); n < 4 { // cover, title or lead, point, cell
				t.Fatalf("%s: word %d stands in %d places, want 4", lang, i, n)
			}
		}
		for _, item := range items {
			if !slices.Contains(have, item) || !slices.Contains(have, "r"+item) {
				t.Errorf("%s: %s is lost", lang, item)
			}
		}
		if more := map[say.Language]string{"en": "more: see the notes", "zh": "见备注"}[lang]; strings.Count(said, more) != 2 {
			t.Errorf("%s: %d lists say that they go on", lang, strings.Count(said, more))
		}
	}
}

func count(all []string, of string) int {
	n := 0
	for _, s := range all {
		if s == of {
			n++
		}
	}
	return n
}

// other is content that nobody can draw.
type other struct{ doc.Content }

func TestUnknownContent(t *testing.T) {
	err := pptx.Write(io.Discard, &doc.Deck{Slides: []doc.Slide{{Title: "T", Content: []doc.Content{other{}}}}})
	if err == nil || !strings.Contains(err.Error(), "other") {
		t.Error(err)
	}
}

func BenchmarkWrite(b *testing.B) {
	for b.Loop() {
		d := sampleDeck(b, 0, "zh", false)
		if err := pptx.Write(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}

// TestValues: what a chart keeps is the result's number, rounded as it is printed.
func TestValues(t *testing.T) {
	for i := range samples.All() {
		d := sampleDeck(t, i, "en", true)
		var bars []doc.Bar
		for _, s := range d.Slides {
			switch v := s.Content[0].(type) {
			case doc.Radar:
				bars = append(bars, v.Axes...)
			case doc.GapChart:
				for _, r := range v.Rows {
					bars = append(bars, r.Bar)
				}
			}
		}
		all := ooxmltest.Parts(t, write(t, d))
		n := 0
		for ; all["ppt/charts/chart"+strconv.Itoa(n+1)+".xml"] != ""; n++ {
			var c kept
			if err := xml.Unmarshal([]byte(all["ppt/charts/chart"+strconv.Itoa(n+1)+".xml"]), &c); err != nil {
				t.Fatal(err)
			}
			series := slices.Concat(c.Radar, c.Bars)
			for _, p := range series[0].Points {
				at := slices.IndexFunc(series[0].Names, func(x point) bool { return x.At == p.At })
				name := series[0].Names[at].Value
				bar := bars[slices.IndexFunc(bars, func(b doc.Bar) bool { return b.Name == name })]
				printed, err := strconv.ParseFloat(bar.Text, 64)
				value, err2 := strconv.ParseFloat(p.Value, 64)
				if errors.Join(err, err2) != nil || printed != value || math.Abs(value-bar.Score.Value) > 0.05+1e-9 {
					t.Errorf("%s: %s of %v, printed %s", bar.Name, p.Value, bar.Score.Value, bar.Text)
				}
			}
		}
		if want := map[int]int{0: 5, 1: 5, 2: 1}[i]; n != want { // a radar; gaps, and all of them in the appendix
			t.Errorf("%s: %d charts, want %d", d.Title, n, want)
		}
	}
}

type point struct {
	At    int    `xml:"idx,attr"`
	Value string `xml:"v"`
}

// kept is what a chart keeps of its first series.
type kept struct {
	Radar []keptSeries `xml:"chart>plotArea>radarChart>ser"`
	Bars  []keptSeries `xml:"chart>plotArea>barChart>ser"`
}

type keptSeries struct {
	Names  []point `xml:"cat>strRef>strCache>pt"`
	Points []point `xml:"val>numRef>numCache>pt"`
}
