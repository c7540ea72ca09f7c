package pptx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
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

// parts are the files of an archive.
func parts(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := out[f.Name]; twice {
			t.Errorf("%s is there twice", f.Name)
		}
		out[f.Name] = string(text)
	}
	return out
}

// shape is what is read of a slide again.
type shape struct {
	XMLName xml.Name
	Props   struct {
		ID   string `xml:"id,attr"`
		Name string `xml:"name,attr"`
		Alt  string `xml:"descr,attr"`
	}
	Place struct {
		Type string `xml:"type,attr"`
	}
	Lines []string // its paragraphs, or those of its cells
}

// slideOf reads the shapes of a slide, and whatever is wrong with its texts.
func slideOf(t *testing.T, name, text string) (out []shape) {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(text))
	ids := map[string]bool{}
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch v := token.(type) {
		case xml.StartElement:
			of := map[string]string{}
			for _, a := range v.Attr {
				of[a.Name.Local] = a.Value
			}
			switch v.Name.Local {
			case "cNvPr":
				if ids[of["id"]] {
					t.Errorf("%s: the id %s is there twice", name, of["id"])
				}
				ids[of["id"]] = true
				s := shape{}
				s.Props.ID, s.Props.Name, s.Props.Alt = of["id"], of["name"], of["descr"]
				out = append(out, s)
			case "ph":
				out[len(out)-1].Place.Type = of["type"]
			case "tbl", "chart":
				out[len(out)-1].XMLName = v.Name
			case "tblPr":
				if of["firstRow"] != "1" {
					t.Errorf("%s: a table without a head", name)
				}
			case "p":
				out[len(out)-1].Lines = append(out[len(out)-1].Lines, "")
			case "rPr", "endParaRPr":
				if of["lang"] != "en-US" && of["lang"] != "zh-CN" {
					t.Errorf("%s: a text in the language %q", name, of["lang"])
				}
				if n, err := strconv.Atoi(of["sz"]); of["sz"] != "" && (err != nil || n < 1100) {
					t.Errorf("%s: text of %s", name, of["sz"])
				}
			}
		case xml.CharData:
			if n := len(out); n > 0 && len(out[n-1].Lines) > 0 {
				out[n-1].Lines[len(out[n-1].Lines)-1] += string(v)
			}
		}
	}
}

// slides are those of a deck, in their order.
func slides(t *testing.T, all map[string]string) [][]shape {
	t.Helper()
	var out [][]shape
	for n := 1; ; n++ {
		name := "ppt/slides/slide" + strconv.Itoa(n) + ".xml"
		text, ok := all[name]
		if !ok {
			return out
		}
		out = append(out, slideOf(t, name, text))
	}
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
				all := parts(t, data)
				closed(t, all)
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
		if one.XMLName.Local == "tbl" && one.Props.Name == "" {
			t.Errorf("slide %s: a table without a name", n)
		}
	}
}

// closed checks that a package hangs together.
func closed(t *testing.T, all map[string]string) {
	t.Helper()
	led := map[string]bool{}
	for name, text := range all {
		if path.Ext(name) != ".xml" && path.Ext(name) != ".rels" {
			continue
		}
		if err := xml.Unmarshal([]byte(text), new(any)); err != nil && !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", name, err)
		}
		if path.Ext(name) != ".rels" {
			continue
		}
		for _, r := range relsOf(t, text) {
			led[r] = true
			if _, ok := all[r]; !ok {
				t.Errorf("%s leads to %s, which is not there", name, r)
			}
		}
	}
	for name := range all {
		if name == "[Content_Types].xml" || path.Ext(name) == ".rels" {
			continue
		}
		if !led[name] {
			t.Errorf("nothing leads to %s", name)
		}
		if !strings.Contains(all["[Content_Types].xml"], `PartName="/`+name+`"`) {
			t.Errorf("nobody says what %s is", name)
		}
	}
}

func relsOf(t *testing.T, text string) []string {
	t.Helper()
	var rels struct {
		All []struct {
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	if err := xml.Unmarshal([]byte(text), &rels); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range rels.All {
		if r.Mode == "External" {
			t.Errorf("a way out of the package: %s", r.Target)
		}
		out = append(out, strings.TrimPrefix(r.Target, "/"))
	}
	return out
}

// texts are all paragraphs of a deck, of slides and notes.
func texts(t *testing.T, all map[string]string) []string {
	t.Helper()
	var out []string
	for name, text := range all {
		if strings.HasPrefix(name, "ppt/slides/slide") || strings.HasPrefix(name, "ppt/notesSlides/notesSlide") {
			for _, s := range slideOf(t, name, text) {
				out = append(out, s.Lines...)
			}
		}
	}
	return out
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
	all := parts(t, write(t, d))
	closed(t, all)
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
		all := parts(t, write(t, &doc.Deck{Lang: lang, Title: words, Slides: []doc.Slide{
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
