package safe

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"plain 正常，text":          "plain 正常，text",
		"\x1b[31mred":            "<U+001B>[31mred",
		"\u009b31m":              "<U+009B>31m",
		"a\rb\x00":               "a<U+000D>b<U+0000>",
		"abc\u202edef":           "abc<U+202E>def",
		"x\u2028y\u2066z":        "x<U+2028>y<U+2066>z",
		"::set-output name=a::":  ":<U+003A>set-output name=a:<U+003A>",
		"##vso[task]":            "#<U+0023>vso[task]",
		"tab\tnew\nline":         "tab\tnew\nline",
		"bad\xffbyte":            "bad<0xFF>byte",
		"河南\u200B快消\u2060":       "河南<U+200B>快消<U+2060>",
		"co\u00ADop\u034F\u180E": "co<U+00AD>op<U+034F><U+180E>",
		"\u3164\u115F\U000E0041": "<U+3164><U+115F><U+E0041>",
		":\u200B: \xff\u200D":    ":<U+200B>: <0xFF><U+200D>",
		"👩\u200D💻 می\u200Cخواهم": "👩\u200D💻 می\u200Cخواهم",
		"葛\U000E0100城 ❤\uFE0F":   "葛\U000E0100城 ❤\uFE0F",
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
		if !utf8.ValidString(out) || strings.ContainsFunc(out, unsafe) || strings.Contains(out, "::") ||
			strings.Contains(out, "##") {
			t.Errorf("Text(%q) = %q", s, out)
		}
	})
}
