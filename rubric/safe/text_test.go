package safe

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"plain 正常，text":         "plain 正常，text",
		"\x1b[31mred":           "<U+001B>[31mred",
		"\u009b31m":             "<U+009B>31m",
		"a\rb\x00":              "a<U+000D>b<U+0000>",
		"abc\u202edef":          "abc<U+202E>def",
		"x\u2028y\u2066z":       "x<U+2028>y<U+2066>z",
		"::set-output name=a::": ":<U+003A>set-output name=a:<U+003A>",
		"##vso[task]":           "#<U+0023>vso[task]",
		"tab\tnew\nline":        "tab\tnew\nline",
		"bad\xffbyte":           "bad<0xFF>byte",
	} {
		if got := Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("::add-mask::\x1b]52;c;!\x07 ﷽")
	f.Fuzz(func(t *testing.T, s string) {
		out := Text(s)
		if !utf8.ValidString(out) || strings.ContainsFunc(out, unsafe) || strings.Contains(out, "::") || strings.Contains(out, "##") {
			t.Errorf("Text(%q) = %q", s, out)
		}
	})
}
