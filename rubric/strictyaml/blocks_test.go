package strictyaml_test

import (
	"testing"

	"fathom/rubric/strictyaml"
)

// TestEncodeKeepsTexts: a text in lines of its own comes back as it was, however it begins.
func TestEncodeKeepsTexts(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a:\n  - note: |\n\n      line\n", "\nline\n"},
		{"a:\n  - note: |2\n        line\n", "  line\n"},
		{"a:\n  - note: >\n\n      line\n", "\nline\n"},
		{"a:\n  - note: |\n\n\n      line\n\n      more\n", "\n\nline\n\nmore\n"},
		{"a:\n  - note: |\n      line\n        more\n", "line\n  more\n"},
	} {
		root, problems := strictyaml.Parse("a.yaml", []byte(c.text), limits)
		if problems != nil {
			t.Fatal(problems)
		}
		out, err := strictyaml.Encode(root)
		if err != nil {
			t.Fatal(err)
		}
		back, problems := strictyaml.Parse("a.yaml", out, limits)
		if problems != nil {
			t.Fatalf("%s\n%v", out, problems)
		}
		got, _ := back.Fields()[0].Value.Items()[0].Fields()[0].Value.Text()
		if got != c.want {
			t.Errorf("%q became %q, want %q", c.text, got, c.want)
		}
	}
}
