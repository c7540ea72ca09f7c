package ooxml_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash/crc32"
	"testing"

	"fathom/rubric/ooxml"
)

const types = `<Types><Default Extension="XML" ContentType="a/xml"/>` +
	`<Override PartName="/doc/main.xml" ContentType="a/main"/></Types>`

// TestRead: a package that was read is written as it was, whatever form its relations had.
func TestRead(t *testing.T) {
	const head = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	const kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	rel := func(id, of, to string) string {
		return `<Relationship Id="` + id + `" Type="` + of + `" Target="` + to + `/>`
	}
	p, err := ooxml.Read(archive(t, [2]string{"[Content_Types].xml", types}, [2]string{"doc/main.xml", "<m/>"},
		[2]string{"doc/a b.xml", "<a/>"}, [2]string{"doc/c%20d.xml", "<c/>"}, [2]string{"doc/", ""},
		[2]string{"_rels/.rels", head + rel("x", kind+"officeDocument", `doc/main.xml"`) + `</Relationships>`},
		[2]string{"doc/_rels/main.xml.rels", head + rel("r7", kind+"one", `a%20b.xml"`) +
			rel("q", kind+"two", `../doc/c%20d.xml"`) + rel("n", kind+"none", `NULL"`) +
			rel("e", "urn:other", `http://example.org" TargetMode="External"`) + `</Relationships>`}))
	if err != nil {
		t.Fatal(err)
	}
	main := p.Find("doc/main.xml")
	if main.Type != "a/main" || p.Find("doc/a b.xml").Type != "a/xml" {
		t.Errorf("types %q and %q", main.Type, p.Find("doc/a b.xml").Type)
	}
	for i, want := range []ooxml.Relation{{ID: "r7", Kind: "one", Target: "doc/a b.xml"},
		{ID: "q", Kind: "two", Target: "doc/c%20d.xml"}, {ID: "n", Kind: "none", Target: "doc/NULL", Lost: true},
		{ID: "e", Type: "urn:other", Target: "http://example.org", External: true}} {
		if main.Relations[i] != want {
			t.Errorf("%+v, want %+v", main.Relations[i], want)
		}
	}
	again, err := ooxml.Read(bytesOf(t, p))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytesOf(t, p), bytesOf(t, again)) {
		t.Error("read and written twice it is another")
	}
}

// told is an archive with a part of so many blanks that says that it has another number.
func told(t *testing.T, name string, has, says int) []byte {
	t.Helper()
	var out, packed bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create("[Content_Types].xml")
	if err != nil {
		t.Fatal(err)
	}
	blanks := bytes.Repeat([]byte(" "), has)
	f, _ := flate.NewWriter(&packed, flate.BestSpeed)
	_, errText := w.Write([]byte(types))
	_, errBlanks := f.Write(blanks)
	errClosed := f.Close()
	raw, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(blanks),
		UncompressedSize64: uint64(says), CompressedSize64: uint64(packed.Len())})
	if err := errors.Join(errText, errBlanks, err, errClosed); err != nil {
		t.Fatal(err)
	}
	if _, err := raw.Write(packed.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestReadRefuses: nothing is unpacked of what says that it is large, and little of what is and says not.
func TestReadRefuses(t *testing.T) {
	listed := [2]string{"[Content_Types].xml", types}
	twice := archive(t, listed, [2]string{"a.xml", "<a/>"}, [2]string{"/a.xml", "<b/>"})
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"says":      {told(t, "a.bin", 10, ooxml.MaxUnpacked+1), ooxml.ErrLarge},
		"says all":  {told(t, "a.bin", 10, 1<<62), ooxml.ErrLarge},
		"says not":  {told(t, "a.bin", 1<<20, 10), ooxml.ErrDamaged},
		"much XML":  {told(t, "a.XML", ooxml.MaxXML+1, ooxml.MaxXML+1), ooxml.ErrLarge},
		"relations": {told(t, "_rels/.rels", 4<<20+1, 4<<20+1), ooxml.ErrLarge},
		"twice":     {twice, ooxml.ErrDamaged},
		"outside":   {archive(t, listed, [2]string{"../a.xml", "<a/>"}), ooxml.ErrDamaged},
		"no types":  {archive(t, [2]string{"a.xml", "<a/>"}), ooxml.ErrNoPackage},
	} {
		if _, err := ooxml.Read(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}
