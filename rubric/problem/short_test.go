package problem_test

import (
	"testing"

	"fathom/rubric/problem"
)

// TestShorten: what is cut keeps whole what people see as one character, unless that alone is too long.
func TestShorten(t *testing.T) {
	family := "👨\u200d👩\u200d👧"
	for _, c := range []struct{ text, want string }{
		{"abc", "abc"}, {"abcd", "abc…"}, {"渠道团队", "渠道团…"}, {"a" + family, "a…"}, {"ab1\ufe0f\u20e3", "ab…"},
		{"abe\u0301", "ab…"}, {"abc\u0301", "ab…"}, {family, "👨\u200d👩…"}, {"", ""},
		{"a\nb", "a b"}, {"a\r\n\nbc", "a b…"}, {"\u2028a\n", "a"}, {"a\tb", "a\tb"},
	} {
		if got := problem.Shorten(c.text, 3); got != c.want {
			t.Errorf("%q is cut to %q, want %q", c.text, got, c.want)
		}
	}
}
