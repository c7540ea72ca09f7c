package pdf_test

import (
	"bytes"
	"fmt"
	"maps"
	"strings"
	"testing"

	"fathom/reports/pdf"
)

// file is what Chromium would write of these objects, the first being the catalog.
func file(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(objects))
	for i, text := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, text)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d\n/Root 1 0 R\n/Info 2 0 R>>\nstartxref\n%d\n%%%%EOF", len(objects)+1, at)
	return b.Bytes()
}

// sample has four pages in a tree of two levels, the last object being the first page.
var sample = []string{
	"<</Type /Catalog\n/Pages 3 0 R\n/Dests 4 0 R\n/MarkInfo <</Marked true>>>>",
	"<</Title (a \\(CreationDate\\))\n/CreationDate (D:20261128065841+08'00')\n/ModDate (D:20261128065841Z)>>",
	"<</Type /Pages\n/Count 4\n/Kids [5 0 R 6 0 R]>>",
	"<</sb [8 0 R /XYZ 6 827 0]\n/se [7 0 R /XYZ 6 500.5 0]\n/gaps-x [9 0 R /XYZ 6 1 0]>>",
	"<</Type /Pages\n/Count 2\n/Kids [10 0 R 8 0 R]>>",
	"<</Type /Pages\n/Count 2\n/Kids [9 0 R 7 0 R]>>",
	"<</Type /Page\n/Parent 6 0 R>>", "<</Type /Page\n/Parent 5 0 R>>", "<</Type /Page\n/Parent 6 0 R>>",
	"<</Type /Page\n/Parent 5 0 R>>\nstream\n/Kids [1 0 R] /Type /Pages\nendstream",
}

// TestRead: the pages in the order of the tree are the objects 10, 8, 9 and 7.
func TestRead(t *testing.T) {
	got, err := pdf.Read(file(sample...))
	want := map[string]int{"sb": 2, "se": 4, "gaps-x": 3}
	if err != nil || got.Pages != 4 || !maps.Equal(got.Places, want) {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestReadOther: what is no such file is refused, wherever it is cut off, and a tree that bites its tail ends.
func TestReadOther(t *testing.T) {
	whole := file(sample...)
	for n := range whole {
		if got, err := pdf.Read(whole[:n]); err == nil {
			t.Fatalf("cut off at %d of %d: %+v", n, len(whole), got)
		}
	}
	loop := file("<</Type /Catalog\n/Pages 2 0 R>>", "<</Type /Pages\n/Kids [2 0 R]>>")
	if _, err := pdf.Read(loop); err == nil {
		t.Error("a tree without pages")
	}
}

// TestDated: both dates are the day's, in as many bytes, and nothing else changes.
func TestDated(t *testing.T) {
	before := file(sample...)
	for day, digits := range map[string]string{"2026-11-20": "20261120", "": "19800101", "soon": "19800101"} {
		want := strings.Replace(string(before), "D:20261128065841+08'00'", "D:"+digits+"000000+00'00'", 1)
		want = strings.Replace(want, "D:20261128065841Z", "D:"+digits+"000000Z", 1)
		if got := string(pdf.Dated(before, day)); got != want {
			t.Errorf("%q: %s", day, got)
		}
	}
}
