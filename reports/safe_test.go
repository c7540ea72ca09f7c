package reports

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestRound(t *testing.T) {
	for _, c := range []struct {
		x        float64
		decimals int
		want     string
	}{
		{2.25, 1, "2.3"}, {3.05, 1, "3.1"}, {2.2499, 1, "2.2"}, {1.0 / 3, 1, "0.3"}, {0.625, 2, "0.63"}, {2.65 - 1e-12, 1, "2.7"}, {4, 1, "4.0"}, {0, 1, "0.0"},
	} {
		if got := Round(c.x, c.decimals); got != c.want {
			t.Errorf("Round(%v, %d) = %s, want %s", c.x, c.decimals, got, c.want)
		}
	}
}

func TestSafe(t *testing.T) {
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
		if got := Safe(in); got != want {
			t.Errorf("Safe(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzSafe(f *testing.F) {
	f.Add("::add-mask::\x1b]52;c;!\x07 ﷽")
	f.Fuzz(func(t *testing.T, s string) {
		out := Safe(s)
		if !utf8.ValidString(out) || strings.ContainsFunc(out, unsafe) || strings.Contains(out, "::") || strings.Contains(out, "##") {
			t.Errorf("Safe(%q) = %q", s, out)
		}
	})
}

func TestCell(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "＝1": "'＝1", "＠x": "'＠x", " =1": "' =1", "　=1": "'　=1", "\t=1": "'\t=1", "ok": "ok", "": "", "3-4": "3-4",
	} {
		if got := cell(in); got != want {
			t.Errorf("cell(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"a|b":                    `a\|b`,
		"<img src=x>":            "&lt;img src=x&gt;",
		"![x](http://e.com)":     `\!\[x\](http:&#47;&#47;e.com)`,
		"# head":                 `\# head`,
		"- item":                 `\- item`,
		"1. item":                `1\. item`,
		"two\nlines":             "two lines",
		"@someone *bold* `code`": "&#64;someone \\*bold\\* \\`code\\`",
	} {
		if got := lineStart(escape(in)); got != want {
			t.Errorf("escape(%q) = %q, want %q", in, got, want)
		}
	}
}
