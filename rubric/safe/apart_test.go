package safe_test

import (
	"testing"

	"fathom/rubric/safe"
)

// TestApart: texts that differ look different on one line, and usual ones are as they are.
func TestApart(t *testing.T) {
	for s, want := range map[string]string{
		"a b": "a b", "华东　一区": "华东　一区", "": "", "a\tb": "a<U+0009>b", "a\nb": "a<U+000A>b", "a\r\nb": "a<U+000D><U+000A>b",
		"a  b": "a<U+0020><U+0020>b", "a\u00a0b": "a<U+00A0>b", "a\u2028b": "a<U+2028>b",
		"a\x1bb": "a<U+001B>b", "::x": ":<U+003A>x",
	} {
		if got := safe.Apart(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
