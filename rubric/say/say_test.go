package say_test

import (
	"testing"

	"fathom/rubric/say"
)

// TestBoth: texts among the arguments are made visible in both languages, numbers are not touched, and a text without
// arguments is no format.
func TestBoth(t *testing.T) {
	m := say.Both("no %s in %d", "没有 %s（%d）", "a\u200Bb", 3).And(say.Both(", 5% off", "，打九五折 %d"))
	if want := (say.Message{EN: "no a<U+200B>b in 3, 5% off", ZH: "没有 a<U+200B>b（3），打九五折 %d"}); m != want {
		t.Errorf("%+v", m)
	}
}

// TestBothOfNumbers: a number is written as people write it, however large or small; a verb that says how is obeyed.
func TestBothOfNumbers(t *testing.T) {
	for got, want := range map[string]string{
		say.Both("%v", "", 1e9).EN:                       "1000000000",
		say.Both("%v", "", 999999999.999998).EN:          "999999999.999998",
		say.Both("%v", "", -0.000025).EN:                 "-0.000025",
		say.Both("%v", "", 3.0).EN:                       "3",
		say.Both("%v", "", 1e300).EN:                     "1e+300",
		say.Both("%.1f|%5.2f|%g", "", 2.55, 1.0, 0.5).EN: "2.5|" + " 1.00|0.5",
		say.Both("", "%[2]v %[1]v", 1e7, 1e-5).ZH:        "0.00001 10000000",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestBothOfBoth: what is in both languages stands in each sentence in its own.
func TestBothOfBoth(t *testing.T) {
	m := say.Both("no level (%[2]s) of %[1]s", "%[1]s 没有这一级（%[2]s）", "a", say.Row([]string{"1", "2"}))
	if want := (say.Message{EN: "no level (1, 2) of a", ZH: "a 没有这一级（1、2）"}); m != want {
		t.Errorf("%+v", m)
	}
}

func TestLanguage(t *testing.T) {
	for lang, want := range map[say.Language]string{"zh": "共 2 份：a、b", "en": "2 files: a, b", "": "2 files: a, b", "fr": "2 files: a, b"} {
		if got := lang.Say("%[2]s: %[3]s", "共 %[1]d 份：%[3]s", 2, say.Count(2, "1 file", "%d files"), lang.List([]string{"a", "b"})); got != want {
			t.Errorf("%s: %s, want %s", lang, got, want)
		}
	}
	if got := say.Count(1, "1 file", "%d files") + " " + say.Agree(1, "is", "are") + " " + say.Agree(0, "is", "are"); got != "1 file is are" {
		t.Error(got)
	}
}
