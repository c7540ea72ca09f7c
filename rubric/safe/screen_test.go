package safe_test

import (
	"bytes"
	"testing"

	"fathom/rubric/safe"
)

// TestScreen: what steers a terminal is shown, however the bytes arrive, and nothing else changes.
func TestScreen(t *testing.T) {
	for text, want := range map[string]string{
		"\uFEFFid,name\r\nhenan,\x1b[31mred\r\n": "\uFEFFid,name\r\nhenan,<U+001B>[31mred\r\n",
		"a\rb":                                   "a<U+000D>b",
		"end\r":                                  "end<U+000D>",
		"\u009b2J\u202Eabc\uFEFF":                "<U+009B>2J<U+202E>abc<U+FEFF>",
		"## 河南 :: 👩\u200D💻\n\t|":                 "## 河南 :: 👩\u200D💻\n\t|",
		"a\xffb\xe6\xb2":                         "a<0xFF>b<0xE6><0xB2>",
		"a\u200Bb,co\u00ADop\n\u3164\n":          "a<U+200B>b,co<U+00AD>op\n<U+3164>\n",
		"می\u200Cخواهم 👩\u200D💻":                 "می\u200Cخواهم 👩\u200D💻",
		"":                                       "",
	} {
		for _, size := range []int{1, 2, 3, 1000} {
			var out bytes.Buffer
			s := safe.NewScreen(&out)
			for data := []byte(text); len(data) > 0; {
				n, err := s.Write(data[:min(size, len(data))])
				if err != nil || n != min(size, len(data)) {
					t.Fatal(n, err)
				}
				data = data[n:]
			}
			if err := s.Close(); err != nil || out.String() != want {
				t.Errorf("%q in pieces of %d: %q, %v", text, size, out.String(), err)
			}
		}
	}
}
