package pptx_test

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"fathom/reports/pptx"
	"fathom/rubric/ooxml"
	"fathom/rubric/ooxml/ooxmltest"
	"fathom/rubric/say"
)

// corporate is a template such as people have, and blank a layout without a place for anything.
func corporate(t testing.TB) map[string]string {
	t.Helper()
	a, err := txtar.ParseFile("testdata/corporate.txtar")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range a.Files {
		out[f.Name] = string(f.Data)
	}
	return out
}

const blank = `<sldLayout><cSld><spTree/></cSld></sldLayout>`

func kinds(lacks []ooxml.Shortfall) string {
	var out []string
	for _, l := range lacks {
		out = append(out, l.Kind)
	}
	return strings.Join(out, " ")
}

// TestTemplate: slides stand on the layouts of the template that have places for them, named as these are, and nothing
// of its own slides is left.
func TestTemplate(t *testing.T) {
	made, wrong := pptx.ReadTemplate(ooxmltest.Archive(t, corporate(t)))
	if wrong != (say.Message{}) {
		t.Fatal(wrong)
	}
	var b bytes.Buffer
	lacks, err := pptx.WriteOn(&b, sampleDeck(t, 0, "en", true), made)
	if err != nil || kinds(lacks) != "template-masters" {
		t.Fatalf("%v, and lacks %s", err, kinds(lacks))
	}
	all := ooxmltest.Parts(t, b.Bytes())
	for name, text := range all {
		if strings.Contains(text, "secret") || strings.Contains(text, "<old") || name == "ppt/viewProps.xml" {
			t.Errorf("%s is left of the template", name)
		}
		if strings.HasSuffix(name, ".xml") && xml.Unmarshal([]byte(text), new(struct{})) != nil {
			t.Errorf("%s is no XML", name)
		}
	}
	for part, wants := range map[string][]string{
		"ppt/slides/_rels/slide1.xml.rels": {`"/ppt/slideLayouts/c.xml"`},
		"ppt/slides/slide1.xml":            {`<p:ph type="ctrTitle" idx="101"/>`, `<p:ph type="subTitle" idx="1"/>`},
		"ppt/slides/_rels/slide2.xml.rels": {`"/ppt/slideLayouts/b.xml"`},
		"ppt/slides/slide2.xml": {`<p:ph type="title" idx="7"/>`, `<p:ph idx="13"/>`,
			`<p:ph type="sldNum" idx="12"/>`},
		"ppt/slideMasters/_rels/one.xml.rels": {`"/ppt/slides/slide1.xml"`, `"/ppt/media/a%20b.png"`},
		"[Content_Types].xml":                 {`presentationml.presentation.main+xml"`, `"/ppt/media/a%20b.png" ContentType="image/png"`},
	} {
		for _, want := range wants {
			if !strings.Contains(all[part], want) {
				t.Errorf("%s: no %s in\n%.900s", part, want, all[part])
			}
		}
	}
	if !strings.Contains(all["ppt/slides/slide2.xml"], `<a:rPr lang="en-US"/><a:t>Where we stand</a:t>`) {
		t.Error("a title that has room is not as large as the template's titles are")
	}
	order := elementsOf(all["ppt/presentation.xml"])
	if order != "sldMasterIdLst notesMasterIdLst sldIdLst sldSz notesSz" {
		t.Errorf("the presentation has %s", order)
	}
	if n := strings.Count(all["ppt/presentation.xml"], "<p:sldId "); n != len(slides(t, all)) {
		t.Errorf("%d slides are shown of %d", n, len(slides(t, all)))
	}
}

// elementsOf are the elements of a presentation, in their order.
func elementsOf(text string) string {
	var p struct {
		All []struct{ XMLName xml.Name } `xml:",any"`
	}
	if err := xml.Unmarshal([]byte(text), &p); err != nil {
		return err.Error()
	}
	var out []string
	for _, e := range p.All {
		out = append(out, e.XMLName.Local)
	}
	return strings.Join(out, " ")
}

// TestPoorTemplate: where no layout has a place for a title or for content, all stands in boxes, nothing is dropped,
// and the template is said to lack them.
func TestPoorTemplate(t *testing.T) {
	files := corporate(t)
	for _, name := range []string{"v", "c", "b"} {
		files["ppt/slideLayouts/"+name+".xml"] = blank
	}
	made, wrong := pptx.ReadTemplate(ooxmltest.Archive(t, files))
	if wrong != (say.Message{}) {
		t.Fatal(wrong)
	}
	var b bytes.Buffer
	d := sampleDeck(t, 0, "zh", false)
	lacks, err := pptx.WriteOn(&b, d, made)
	if err != nil || kinds(lacks) != "template-masters template-title template-body" {
		t.Fatalf("%v, and lacks %s", err, kinds(lacks))
	}
	said := strings.Join(texts(t, ooxmltest.Parts(t, b.Bytes())), "\n")
	for _, s := range d.Slides {
		if !strings.Contains(said, s.Title) {
			t.Errorf("%s is lost", s.Title)
		}
	}
}

// TestHostile: what could harm whoever opens the deck, or this program, is refused before long, with the reason.
func TestHostile(t *testing.T) {
	with := func(name, text string) []byte {
		files := corporate(t)
		files[name] = text
		return ooxmltest.Archive(t, files)
	}
	without := func(name string) []byte {
		files := corporate(t)
		delete(files, name)
		return ooxmltest.Archive(t, files)
	}
	typed := func(name, contentType string) []byte {
		files := corporate(t)
		files[name] = "x"
		files["[Content_Types].xml"] = strings.Replace(files["[Content_Types].xml"], "</Types>",
			`<Override PartName="/`+name+`" ContentType="`+contentType+`"/></Types>`, 1)
		return ooxmltest.Archive(t, files)
	}
	outside := strings.Replace(corporate(t)["ppt/slideMasters/_rels/one.xml.rels"], `Target="NULL"`,
		`Target="http://example.org/a.png" TargetMode="External"`, 1)
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"no archive": {[]byte("%PDF-1.7"), "no PowerPoint presentation"},
		"workbook": {ooxmltest.Archive(t, map[string]string{"[Content_Types].xml": "<Types/>",
			"xl/workbook.xml": "<w/>"}), "no PowerPoint presentation"},
		"encrypted":     {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"), "password"},
		"macros":        {typed("ppt/vbaProject.bin", "application/vnd.ms-office.vbaProject"), "macros"},
		"doctype":       {with("ppt/theme/t.xml", `<!DOCTYPE a [<!ENTITY b "c">]><a/>`), "DOCTYPE"},
		"wide doctype":  {with("a.xml", "\xff\xfe<\x00!\x00D\x00O\x00C\x00T\x00Y\x00P\x00E\x00"), "DOCTYPE"},
		"long":          {with("ppt/slideLayouts/b.xml", "<a>"+strings.Repeat(" ", 4<<20)+"</a>"), "4 MiB"},
		"bomb":          {with("ppt/media/x.xml", strings.Repeat(" ", 33<<20)), "32 MiB"},
		"damaged":       {with("ppt/_rels/presentation.xml.rels", "<Relationships"), "damaged"},
		"no size":       {with("ppt/presentation.xml", "<p/>"), "masters"},
		"broken layout": {with("ppt/slideLayouts/b.xml", "<q:sldLayout"), "layout"},
		"broken master": {with("ppt/slideMasters/two.xml", "<q:sldMaster"), "a master"},
		"lost master":   {without("ppt/slideMasters/two.xml"), "masters"},
		"lost layout":   {without("ppt/slideLayouts/v.xml"), "layout"},
		"fetches":       {with("ppt/slideMasters/_rels/one.xml.rels", outside), "fetched"},
	} {
		_, wrong := pptx.ReadTemplate(c.data)
		if !strings.Contains(wrong.EN, c.want) || wrong.ZH == "" {
			t.Errorf("%s: %q, want %s", name, wrong.EN, c.want)
		}
	}
}
