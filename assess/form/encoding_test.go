package form_test

import (
	"bytes"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"fathom/assess/form"
	"fathom/rubric/say"
)

// TestConvertedMark: a converter that turns our own CSV into GB18030 turns its byte order mark, too.
func TestConvertedMark(t *testing.T) {
	m := model()
	a := sample(m)
	var out bytes.Buffer
	if err := form.WriteCSV(&out, m, a, form.Options{Langs: []say.Language{"zh"}}); err != nil {
		t.Fatal(err)
	}
	converted, err := simplifiedchinese.GB18030.NewEncoder().Bytes(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	got := imported(t, converted)
	if written(t, a) != written(t, got[0].Assessment) {
		t.Error("the answers changed")
	}
}
