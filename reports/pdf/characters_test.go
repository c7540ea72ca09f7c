package pdf_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"maps"
	"slices"
	"testing"

	"fathom/reports/pdf"
)

// stream is an object with a packed text.
func stream(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("<</Filter /FlateDecode\n/Length %d>> stream\n%s\nendstream", b.Len(), b.String())
}

// TestCharacters: single glyphs, a ligature, one beyond 16 bits and a row of glyphs count; the numbers of glyphs,
// though they look like characters, and tables that no font names do not.
func TestCharacters(t *testing.T) {
	head := "begincmap\n1 begincodespacerange\n<0000> <4EBA>\nendcodespacerange\n"
	got := pdf.Characters(file(sample[0],
		"<</Type /Font\n/Subtype /Type0\n/ToUnicode 3 0 R>>",
		stream(t, head+"2 beginbfchar\n<5B57> <76EE>\n<0002> <00660069>\n<0003> <D842DFB7>\nendbfchar\n"+
			"1 beginbfrange\n<5B58> <5B5A> <0061>\nendbfrange\n"),
		stream(t, head+"1 beginbfchar\n<0001> <6807>\nendbfchar\n"),
		"<</Type /Font\n/ToUnicode 99 0 R>>", "<</Type /Font\n/ToUnicode 7 0 R>>", "<</Length 1>> stream\nx\nendstream"))
	if want := []rune("abcfi目𠮷"); !slices.Equal(slices.Sorted(maps.Keys(got)), want) {
		t.Errorf("%q", string(slices.Sorted(maps.Keys(got))))
	}
	if got := pdf.Characters([]byte("%PDF-1.4 of another kind")); len(got) != 0 {
		t.Errorf("%v of no file", got)
	}
}
