package ooxml_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"fathom/rubric/ooxml"
)

// archive is a package of parts, in this order.
func archive(t testing.TB, parts ...[2]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p[0], Method: zip.Deflate,
			Modified: time.Date(2026, 11, len(p[1])%28+1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, p[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func pack(t testing.TB, data []byte, edits ...ooxml.Edit) []byte {
	t.Helper()
	out, err := ooxml.Pack(data, edits...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// packed is what becomes of one part.
func packed(t testing.TB, name, text string) string {
	t.Helper()
	z := unzip(t, pack(t, archive(t, [2]string{name, text})))
	return read(t, z.File[0])
}

func unzip(t testing.TB, data []byte) *zip.Reader {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func read(t testing.TB, f *zip.File) string {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestSpelling(t *testing.T) {
	const core = `xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"`
	for _, c := range []struct{ part, in, want string }{
		{"xl/worksheets/sheet1.xml", `<row hidden="true" ht="15">`, `<row hidden="1" ht="15">`},
		{"xl/worksheets/sheet1.xml", `<a x:y = 'false'/><b z='true'/>`, `<a x:y = '0'/><b z='1'/>`},
		// words of people stay, wherever they stand
		{"xl/workbook.xml", `<sheet name="true" state="false"/>`, `<sheet name="true" state="0"/>`},
		{"word/document.xml", `<w:tag w:val="true"/>`, `<w:tag w:val="true"/>`},
		{"xl/sharedStrings.xml", `<t>a b="true" <![CDATA[<c d="true">]]></t>`, `<t>a b="true" <![CDATA[<c d="true">]]></t>`},
		{"xl/a.xml", `<!-- <c d="true"> --><?p d="true"?>true`, `<!-- <c d="true"> --><?p d="true"?>true`},
		{"xl/a.xml", `<a error="x b='true' >" c="true">`, `<a error="x b='true' >" c="1">`},
		{"xl/a.xml", `<a b='c="true"' d="TRUE" e="truely"/>`, `<a b='c="true"' d="TRUE" e="truely"/>`},
		{"xl/media/image1.png", `<a b="true">`, `<a b="true">`},
		{"_rels/.rels", `<a b="true">`, `<a b="1">`},
		{"xl/a.xml", `<a b="true"`, `<a b="true"`}, // does not end: nothing to mend
		// the properties of the document
		{"docProps/core.xml", `<?xml?><coreProperties ` + core + ` xmlns:dc="d"><dc:title>a</dc:title><version/>` +
			`<lastModifiedBy></lastModifiedBy></coreProperties>`,
			`<?xml?><cp:coreProperties ` + strings.Replace(core, "xmlns", "xmlns:cp", 1) +
				` xmlns:dc="d"><dc:title>a</dc:title><cp:version/><cp:lastModifiedBy></cp:lastModifiedBy></cp:coreProperties>`},
		{"docProps/core.xml", `<a><dcterms:created xsi:type="t">2006-09-16T00:00:00Z</dcterms:created><dcterms:modified ` +
			`xsi:type="t">2026-11-20T00:00:00Z</dcterms:modified></a>`,
			`<cp:a><dcterms:modified xsi:type="t">2026-11-20T00:00:00Z</dcterms:modified></cp:a>`},
		{"docProps/core.xml", `<cp:coreProperties><cp:revision>1</cp:revision></cp:coreProperties>`,
			`<cp:coreProperties><cp:revision>1</cp:revision></cp:coreProperties>`},
		{"[Content_Types].xml", `<Types><Override b="2"></Override><Default a="1"/><Override b="1"/></Types>`,
			`<Types><Default a="1"/><Override b="1"/><Override b="2"></Override></Types>`},
		{"[Content_Types].xml", `<Types></Types>`, `<Types></Types>`},
	} {
		if got := packed(t, c.part, c.in); got != c.want {
			t.Errorf("%s %s\n%s, want\n%s", c.part, c.in, got, c.want)
		}
	}
}

// TestSameBytes: neither the order of the parts nor their times nor how hard they were packed change the bytes, and to
// pack twice is to pack once.
func TestSameBytes(t *testing.T) {
	types := [2]string{"[Content_Types].xml", `<Types><Default b="2"/><Default b="1"/></Types>`}
	again := [2]string{types[0], `<Types><Default b="1"/><Default b="2"/></Types>`}
	sheet, picture := [2]string{"xl/sheet.xml", `<a b="true"/>`}, [2]string{"A/p.png", "\x89PNG"}
	one := pack(t, archive(t, sheet, picture, types))
	if other := pack(t, archive(t, again, picture, sheet)); !bytes.Equal(one, other) {
		t.Error("another order gives other bytes")
	}
	if twice := pack(t, one); !bytes.Equal(one, twice) {
		t.Error("packed twice it is another")
	}
	var names []string
	for _, f := range unzip(t, one).File {
		names = append(names, f.Name)
		if got := f.Modified.UTC().Format(time.DateTime); got != "1980-01-01 00:00:00" {
			t.Errorf("%s is of %s", f.Name, got)
		}
	}
	if got := strings.Join(names, " "); got != "[Content_Types].xml A/p.png xl/sheet.xml" {
		t.Errorf("parts %s", got)
	}
}

// TestEdits come before the spelling, in their order, and see each part.
func TestEdits(t *testing.T) {
	add := func(s string) ooxml.Edit {
		return func(name string, text []byte) []byte {
			if name == "xl/a.xml" {
				text = append(text, s...)
			}
			return text
		}
	}
	data := pack(t, archive(t, [2]string{"xl/a.xml", ""}, [2]string{"xl/b.xml", ""}), add(`<a b="true"/>`), add(`<c/>`))
	z := unzip(t, data)
	if a, b := read(t, z.File[0]), read(t, z.File[1]); a != `<a b="1"/><c/>` || b != "" {
		t.Errorf("%s and %s", a, b)
	}
}

func TestNoArchive(t *testing.T) {
	if _, err := ooxml.Pack([]byte("PK no")); err == nil {
		t.Error("no error")
	}
	broken := archive(t, [2]string{"a.xml", strings.Repeat("abc", 100)})
	broken[30+len("a.xml")+9] ^= 0xff // the packed text, behind the head, the name and the time
	if _, err := ooxml.Pack(broken); err == nil || !strings.Contains(err.Error(), "a.xml") {
		t.Errorf("%v", err)
	}
}
