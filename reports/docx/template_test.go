package docx_test

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"fathom/reports/doc"
	"fathom/reports/docx"
	"fathom/rubric/ooxml"
	"fathom/rubric/ooxml/ooxmltest"
	"fathom/rubric/say"
)

// corporate is a template such as people have.
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

// writeOn writes a report on a template.
func writeOn(t testing.TB, files map[string]string, rep *doc.Report) (map[string]string, []ooxml.Shortfall) {
	t.Helper()
	made, wrong := docx.ReadTemplate(ooxmltest.Archive(t, files))
	if wrong != (say.Message{}) {
		t.Fatal(wrong)
	}
	var b bytes.Buffer
	lacks, err := docx.WriteOn(&b, rep, made)
	if err != nil {
		t.Fatal(err)
	}
	return ooxmltest.Parts(t, b.Bytes()), lacks
}

// TestTemplate: the document has the styles, pages, heads and feet of the template, whatever their ids, and nothing of
// its text or of what Word would do with it.
func TestTemplate(t *testing.T) {
	rep := sample(t, 0, "zh")
	rep.Brand = &doc.Brand{Confidentiality: "仅供董事会"}
	all, lacks := writeOn(t, corporate(t), rep)
	for name, text := range all {
		if strings.Contains(text, "secret") || strings.Contains(text, "example.org") {
			t.Errorf("%s is left of the template", name)
		}
		if strings.HasSuffix(name, ".xml") && xml.Unmarshal([]byte(text), new(struct{})) != nil {
			t.Errorf("%s is no XML", name)
		}
	}
	styles := map[string]int{}
	for _, l := range linesOf(t, all["word/d.xml"]) {
		styles[l.style]++
	}
	for _, id := range []string{"Title", "Subtitle0", "berschrift1", "2", "b", "ListNumber", "TOC1",
		"FathomCell", "IntenseQuote"} {
		if styles[id] == 0 {
			t.Errorf("nothing is in the style %s", id)
		}
	}
	for part, wants := range map[string][]string{
		"word/d.xml": {`<w:headerReference w:type="default" r:id="h1"/><w:headerReference w:type="first" r:id="h3"/>` +
			`<w:footerReference w:type="default" r:id="f1"/><w:pgSz w:w="10000" w:h="14000"/><w:pgMar w:top="1000" w:right="900"`,
			`<w:titlePg/><w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>`,
			`<w:tblStyle w:val="House"/><w:tblW w:w="8000" w:type="dxa"/>`, `w:fill="AA1100" w:themeFill="accent1"`},
		"word/styles.xml": {`w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Standard"/><w:next w:val="Standard"/>`,
			`w:styleId="Subtitle0"><w:name w:val="Subtitle"/>`},
		"word/settings.xml": {`<w:defaultTableStyle w:val="House"/><w:evenAndOddHeaders/></w:settings>`},
		"word/f1.xml":       {`仅供董事会</w:t></w:r></w:p></w:ftr>`},
		"word/numbering.xml": {`w:abstractNumId="7"/><w:abstractNum xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:abstractNumId="8">`,
			`<w:num xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:numId="5"><w:abstractNumId w:val="9"/>`,
			`</w:num><w:numIdMacAtCleanup w:val="1"/></w:numbering>`},
		"[Content_Types].xml":    {`PartName="/word/d.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"`, `"/docProps/custom.xml"`},
		"word/_rels/h1.xml.rels": {`"/word/media/logo.png"`},
	} {
		for _, want := range wants {
			if !strings.Contains(all[part], want) {
				t.Errorf("%s: no %s in\n%.3000s", part, want, all[part])
			}
		}
	}
	for _, no := range []string{"FathomTable", `w:val="heading 1"/><w:basedOn`, `"Fathom Table"`} {
		if strings.Contains(all["word/styles.xml"], no) {
			t.Errorf("%s is added, and not needed", no)
		}
	}
	const want = "ours stand in for styles that the template lacks: Title, Subtitle, TOC Heading, toc 1, List Number, Intense Quote, caption"
	if len(lacks) != 1 || lacks[0].Kind != "template-style" || lacks[0].Message.EN != want {
		t.Errorf("lacks %v", lacks)
	}
}

// TestPoorTemplate: a template that says nothing gets all of ours, and every text is there.
func TestPoorTemplate(t *testing.T) {
	files := map[string]string{"_rels/.rels": corporate(t)["_rels/.rels"],
		"[Content_Types].xml": corporate(t)["[Content_Types].xml"],
		"word/d.xml":          `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>`}
	rep := sample(t, 1, "en")
	all, lacks := writeOn(t, files, rep)
	ooxmltest.Closed(t, all)
	if len(lacks) != 2 || lacks[0].Kind != "template-page" || lacks[1].Kind != "template-style" {
		t.Errorf("lacks %v", lacks)
	}
	texts := func(parts map[string]string, name string) (out []string) {
		for _, l := range linesOf(t, parts[name]) {
			out = append(out, l.text)
		}
		return out
	}
	own := texts(ooxmltest.Parts(t, write(t, sample(t, 1, "en"))), "word/document.xml")
	if got := texts(all, "word/d.xml"); strings.Join(got, "\n") != strings.Join(own, "\n") {
		t.Errorf("%d lines, want %d", len(got), len(own))
	}
	if feet := linesOf(t, all["word/footer1.xml"]); len(feet) != 1 || feet[0].text != "Page 1 of 1" {
		t.Errorf("the foot is %v", feet)
	}
}

// TestOwnTemplate: a document of ours is a template that lacks nothing, and what stands on it is what we write anyway.
func TestOwnTemplate(t *testing.T) {
	made, wrong := docx.ReadTemplate(write(t, sample(t, 0, "en")))
	if wrong != (say.Message{}) {
		t.Fatal(wrong)
	}
	var b bytes.Buffer
	lacks, err := docx.WriteOn(&b, sample(t, 2, "zh"), made)
	if err != nil || len(lacks) > 0 {
		t.Errorf("%v, lacks %v", err, lacks)
	}
	ooxmltest.Closed(t, ooxmltest.Parts(t, b.Bytes()))
}

// TestHostile: what could harm whoever opens the document, or this program, is refused before long, with the reason.
func TestHostile(t *testing.T) {
	with := func(name, text string) []byte {
		files := corporate(t)
		files[name] = text
		return ooxmltest.Archive(t, files)
	}
	typed := func(name, contentType string) []byte {
		files := corporate(t)
		files[name] = "x"
		files["[Content_Types].xml"] = strings.Replace(files["[Content_Types].xml"], "</Types>",
			`<Override PartName="/`+name+`" ContentType="`+contentType+`"/></Types>`, 1)
		return ooxmltest.Archive(t, files)
	}
	outside := strings.Replace(corporate(t)["word/_rels/h1.xml.rels"], `Target="media/logo.png"`,
		`Target="http://example.org/a.png" TargetMode="External"`, 1)
	const deck = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
	other := corporate(t)
	other["[Content_Types].xml"] = strings.Replace(other["[Content_Types].xml"],
		"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", deck, 1)
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"no archive":     {[]byte("%PDF-1.7"), "no Word document"},
		"slides":         {ooxmltest.Archive(t, other), "no Word document"},
		"encrypted":      {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"), ".docx without a password"},
		"macros":         {typed("word/vbaProject.bin", "application/vnd.ms-office.vbaProject"), "macros"},
		"docm":           {typed("word/x.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"},
		"doctype":        {with("word/theme/t.xml", `<!DOCTYPE a [<!ENTITY b "c">]><a/>`), "DOCTYPE"},
		"long":           {with("word/styles.xml", "<a>"+strings.Repeat(" ", 16<<20)+"</a>"), "16 MiB"},
		"bomb":           {with("word/media/x.xml", strings.Repeat(" ", 33<<20)), "32 MiB"},
		"large":          {make([]byte, ooxml.MaxTemplate+1), "64 MiB"},
		"damaged":        {with("word/_rels/d.xml.rels", "<Relationships"), "damaged"},
		"broken styles":  {with("word/styles.xml", "<w:styles"), "cannot be read"},
		"empty styles":   {with("word/styles.xml", "<styles/>"), "cannot be read"},
		"broken text":    {with("word/d.xml", "<w:document><w:body></w:document>"), "cannot be read"},
		"broken lists":   {with("word/numbering.xml", `<a><num numId="x"/></a>`), "cannot be read"},
		"no numbers":     {with("word/numbering.xml", `<a><num numId="2147483647"/></a>`), "cannot be read"},
		"broken setting": {with("word/settings.xml", "<a><b></a>"), "cannot be read"},
		"fetches":        {with("word/_rels/h1.xml.rels", outside), "fetched"},
	} {
		_, wrong := docx.ReadTemplate(c.data)
		if !strings.Contains(wrong.EN, c.want) || wrong.ZH == "" {
			t.Errorf("%s: %q, want %s", name, wrong.EN, c.want)
		}
	}
}
