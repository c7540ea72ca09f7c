package safe

import (
	"math/rand/v2"
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

// TestUnsafe holds every character there is to the list of those that do harm.
func TestUnsafe(t *testing.T) {
	harm := map[rune]bool{0x7F: true, 0x61C: true, 0x200E: true, 0x200F: true, 0x2028: true, 0x2029: true, 0xFEFF: true}
	for _, span := range [][2]rune{{0, 0x1F}, {0x80, 0x9F}, {0x202A, 0x202E}, {0x2066, 0x2069}} {
		for r := span[0]; r <= span[1]; r++ {
			harm[r] = r != '\n' && r != '\t'
		}
	}
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if unsafe(r) != harm[r] {
			t.Errorf("U+%04X: %v, want %v", r, unsafe(r), harm[r])
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

// TestLine: white space becomes single blanks between words, whether a text has to be made anew for that or not.
func TestLine(t *testing.T) {
	signs := []rune("abc中文   \t\n\u00a0\u3000\u0085")
	dice := rand.New(rand.NewPCG(7, 8))
	kept := 0
	for range 20_000 {
		text := make([]rune, dice.IntN(7))
		for i := range text {
			text[i] = signs[dice.IntN(len(signs))]
		}
		s := string(text)
		want := strings.Join(strings.Fields(Text(s)), " ")
		if got := Line(s); got != want {
			t.Fatalf("%q: %q, want %q", s, got, want)
		}
		if s == want && strings.Contains(s, " ") {
			kept++
		}
	}
	if kept < 50 {
		t.Errorf("only %d texts with blanks were lines already", kept)
	}
}
