package safe_test

import (
	"strings"
	"testing"
	"unicode"

	"fathom/rubric/safe"
)

// TestVisible: what has no shape is shown, unless it does what it is for.
func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"recruit/q1\u200B":         "recruit/q1<U+200B>",
		"a\u2060b":                 "a<U+2060>b",
		"co\u00ADop":               "co<U+00AD>op",
		"\uFEFFid":                 "<U+FEFF>id",
		"id\U000E0041\U000E007F":   "id<U+E0041><U+E007F>",
		"\u115F\u1160\u3164\uFFA0": "<U+115F><U+1160><U+3164><U+FFA0>",
		"a\u034Fb\u17B4\u2800":     "a<U+034F>b<U+17B4><U+2800>",
		"q1\uFE0F":                 "q1<U+FE0F>", // a variation selector behind a digit that is no keycap
		"q\u200Dr":                 "q<U+200D>r",
		"q\u200Cr":                 "q<U+200C>r",
		"渠\u200D道":                 "渠<U+200D>道",
		"\u202Eabc\u200F":          "<U+202E>abc<U+200F>",
		"😀\uFE0F\uFE01":            "😀\uFE0F<U+FE01>", // the first is its style, more of them carry something
		"\u200D😀":                  "<U+200D>😀",
		"\U0001F3F4\U000E0067":     "\U0001F3F4<U+E0067>", // no end

		"ไทย\u200B":         "ไทย<U+200B>",
		"ไทย\u200Bx \u200B": "ไทย<U+200B>x <U+200B>",

		// what people write stays
		"ภาษา\u200Bไทย ភាសា\u200Bខ្មែរ": "", // words of Thai and Khmer
		"河南快消渠道 — Café, naïve №5":       "河南快消渠道 — Café, naïve №5",
		"👩\u200D💻 👨\u200D👩\u200D👧 🏳️\u200D🌈 👩🏽\u200D🚀 ❤️\u200D🔥 🧑\u200D⚖️ 1️⃣ #️⃣ ©️ ‼️ ℹ️": "",
		"\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F":            "", // Scotland
		"می\u200Cخواهم کتاب\u200Cها": "", // Persian
		"ه\u200D":              "",
		"क्\u200Dष क्\u200Cष":  "", // Devanagari
		"അവന്\u200D ":          "", // Malayalam, at the end of a word
		"葛\U000E0100城 辻\uFE00": "", // ideographic variants
		"ᠠ\u180Eᠡ ᠠ\u180B":     "",
		"a\u00A0b　c\td\ne":     "",
		"\u0600١":              "", // an Arabic number sign has a shape
	} {
		if want == "" {
			want = text
		}
		if got := safe.Visible(text); got != want {
			t.Errorf("%+q: %+q, want %+q", text, got, want)
		}
	}
}

// TestHasNoShape holds every character there is to the tables of Unicode.
func TestHasNoShape(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		want := r == 0x2800 || r >= 0x80 && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) && unicode.In(r,
			unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector, unicode.Cf, unicode.Zl, unicode.Zp)
		if got := safe.HasNoShape(r); got != want {
			t.Errorf("U+%04X: %v, want %v", r, got, want)
		}
	}
}

// FuzzVisible: to make a text visible once is enough, and takes nothing away that can be seen.
func FuzzVisible(f *testing.F) {
	for _, s := range []string{"a\u200Bb", "👩\u200D💻", "می\u200Cخواهم", "1\uFE0F\u20E3", "\U0001F3F4\U000E0067\U000E0062\U000E007F", "\u2800\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := safe.Visible(s)
		if safe.Visible(once) != once {
			t.Errorf("%+q becomes %+q, then %+q", s, once, safe.Visible(once))
		}
		if len(once) < len(strings.ToValidUTF8(s, "")) {
			t.Errorf("%+q becomes %+q", s, once)
		}
	})
}
