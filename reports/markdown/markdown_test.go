package markdown

import "testing"

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
		if got := lineStart(Escape(in)); got != want {
			t.Errorf("escape(%q) = %q, want %q", in, got, want)
		}
	}
}
