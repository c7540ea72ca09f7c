package form_test

import (
	"bytes"
	"io"
	"testing"

	"fathom/assess/form"
	"fathom/rubric/say"
)

// TestSameBytes: the same form is the same bytes, however often it is written.
func TestSameBytes(t *testing.T) {
	m := model()
	opt := form.Options{Langs: []say.Language{"en", "zh"}}
	for name, write := range map[string]func(w io.Writer) error{
		"workbook": func(w io.Writer) error { return form.WriteXLSX(w, m, sample(m), opt) },
		"XLSForm":  func(w io.Writer) error { return form.WriteXLSForm(w, m, opt) },
	} {
		var first []byte
		for i := range 5 {
			var out bytes.Buffer
			if err := write(&out); err != nil {
				t.Fatal(err)
			}
			if i == 0 {
				first = out.Bytes()
			} else if !bytes.Equal(first, out.Bytes()) {
				t.Errorf("%s: other bytes when written again", name)
				break
			}
		}
	}
}
