package ooxml_test

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"fathom/rubric/ooxml"
)

// TestEscaped: no text becomes markup, whatever is in it, and what XML cannot hold is replaced.
func TestEscaped(t *testing.T) {
	const evil = `<b a="1">&amp;` + "\x00\v\ufffe" + `]]></t>`
	text := ooxml.New("t", "a", evil, "none", "").Text(evil).Document()
	var got struct {
		A    string `xml:"a,attr"`
		Text string `xml:",chardata"`
		All  string `xml:",innerxml"`
	}
	if err := xml.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	const want = `<b a="1">&amp;` + "\ufffd\ufffd\ufffd" + `]]></t>`
	if got.A != want || got.Text != want || strings.Contains(got.All, "<b") || bytes.Contains(text, []byte("none")) {
		t.Errorf("%q in\n%s", got, text)
	}
}

// build is a package of a document that leads to two parts, made in one order or the other.
func build(t *testing.T, names ...string) *ooxml.Package {
	t.Helper()
	p := ooxml.NewPackage()
	main := p.Add("doc/main.xml", "a/main", []byte("<m/>"))
	for _, name := range names {
		p.Add(name, "a/part", []byte("<p/>"))
	}
	p.Lead("officeDocument", main)
	main.Lead("one", p.Find("doc/a1.xml"))
	main.Lead("two", p.Find("doc/a2.xml"))
	return p
}

func bytesOf(t *testing.T, p *ooxml.Package) []byte {
	t.Helper()
	data, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestPackage: what each part is and what it leads to stand in the archive, and the order of making changes nothing.
func TestPackage(t *testing.T) {
	data := bytesOf(t, build(t, "doc/a1.xml", "doc/a2.xml"))
	if !bytes.Equal(data, bytesOf(t, build(t, "doc/a2.xml", "doc/a1.xml"))) {
		t.Error("another order gives other bytes")
	}
	var names []string
	texts := map[string]string{}
	for _, f := range unzip(t, data).File {
		names, texts[f.Name] = append(names, f.Name), read(t, f)
	}
	if got := strings.Join(names, " "); got != "[Content_Types].xml _rels/.rels doc/_rels/main.xml.rels doc/a1.xml doc/a2.xml doc/main.xml" {
		t.Error(got)
	}
	for part, want := range map[string]string{
		"[Content_Types].xml":     `<Override PartName="/doc/a1.xml" ContentType="a/part"/>`,
		"_rels/.rels":             `Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/doc/main.xml"/>`,
		"doc/_rels/main.xml.rels": `Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/two" Target="/doc/a2.xml"/>`,
	} {
		if !strings.Contains(texts[part], want) {
			t.Errorf("%s: no %s in\n%s", part, want, texts[part])
		}
	}
}

// TestNames: a new name is one that no part has, and a relation to what is gone is an error, not a broken file.
func TestNames(t *testing.T) {
	p := build(t, "doc/a1.xml", "doc/a2.xml", "doc/alone.xml")
	if got := p.Next("doc", "a", ".xml"); got != "doc/a3.xml" {
		t.Error(got)
	}
	p.Keep()
	if got := strings.Join(p.Names(), " "); got != "doc/a1.xml doc/a2.xml doc/main.xml" {
		t.Error("nothing leads to doc/alone.xml, yet there is", got)
	}
	p.Find("doc/main.xml").Lead("gone", &ooxml.Part{Name: "doc/gone.xml"})
	if _, err := p.Bytes(); err == nil || !strings.Contains(err.Error(), "doc/gone.xml") {
		t.Error(err)
	}
}
