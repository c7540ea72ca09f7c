package lint

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"fathom/rubric"
	"fathom/rubric/pattern"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// number is a number as texts write it: digits, perhaps grouped by thousands, perhaps with decimals.
const number = `(?:\d{1,3}(?:,\d{3})+\b|\d+)(?:\.\d+)?`

// figures finds numbers with the letter before, if any, and the word for a power of ten behind, if any. Like all
// patterns of lint it is made when it is first used, because most commands never do.
var figures = pattern.Of(`(?i)([a-z]?)(` + number + `)(?:\s?(thousand\b|million\b|billion\b|` + "万|亿" + `))?`)

var powers = map[string]float64{"": 1, "万": 1e4, "亿": 1e8, "thousand": 1e3, "million": 1e6, "billion": 1e9}

// halfWidth makes full-width digits and signs plain.
var halfWidth = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７",
	"7", "８", "8", "９", "9", "．", ".", "％", "%", "－", "-", "〜", "~")

// plain is a text with its digits and signs made plain, "" where it has no digit, as most texts.
func plain(text string) string {
	switch {
	case !strings.ContainsFunc(text, isDigit):
		return ""
	case !strings.ContainsFunc(text, isWide):
		return text
	}
	return halfWidth.Replace(text)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' || '０' <= r && r <= '９' }

// isWide reports whether halfWidth has something for a character.
func isWide(r rune) bool {
	return '０' <= r && r <= '９' || r == '．' || r == '％' || r == '－' || r == '〜'
}

// figuresIn lists the numbers of a text that are written in digits, rising: 1,500 and 0.15万 are the same number, and
// the digits of names (Q1, B2B) are none.
func figuresIn(text string) []float64 {
	text = plain(text)
	var out []float64
	for _, at := range near(figures(), text) {
		if at[2] == at[3] { // no letter before
			v := quantity(text[at[4]:at[5]]) * powers[strings.ToLower(text[max(at[6], 0):max(at[7], 0)])]
			out = append(out, math.Round(v*1e6)/1e6)
		}
	}
	slices.Sort(out)
	return out
}

// quantity is the value of what number matches.
func quantity(digits string) float64 {
	v, _ := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64) // too long a number is infinite, and so alike
	return v
}

// numbers warns of a text whose numbers are not the same in every language: two raters would apply two rules.
func (l *linter) numbers(path string, t rubric.Text) {
	first := l.r.Languages[0]
	for _, lang := range l.r.Languages[1:] {
		if t[first] == "" || t[lang] == "" {
			continue
		}
		a, b := figuresIn(t[first]), figuresIn(t[lang])
		if slices.Equal(a, b) {
			continue
		}
		ours, theirs := only(first, more(a, b)), only(lang, more(b, a))
		if ours.EN != "" && theirs.EN != "" {
			ours.EN, ours.ZH = ours.EN+", ", ours.ZH+"，"
		}
		l.warn(path, "numbers", say.Message{
			EN: "the languages differ in numbers: " + ours.EN + theirs.EN + `: "` + clip(t[first]) + `" and "` + clip(t[lang]) + `"`,
			ZH: "两种语言的数字不一样：" + ours.ZH + theirs.ZH + "：“" + clip(t[first]) + "”与“" + clip(t[lang]) + "”",
		})
	}
}

// only says which numbers a language has alone, "" when none.
func only(lang string, numbers []float64) say.Message {
	if len(numbers) == 0 {
		return say.Message{}
	}
	var words []string
	for _, v := range numbers[:min(len(numbers), listed)] {
		words = append(words, say.Both("%v", "%v", tidy(v)).EN)
	}
	if len(numbers) > listed {
		words = append(words, "…")
	}
	return say.Message{
		EN: "only " + lang + " has " + strings.Join(words, ", "),
		ZH: "只有 " + lang + " 有 " + strings.Join(words, "、"),
	}
}

// more is what a has more often than b; both rise.
func more(a, b []float64) (out []float64) {
	for _, v := range a {
		for len(b) > 0 && b[0] < v {
			b = b[1:]
		}
		if len(b) > 0 && b[0] == v {
			b = b[1:]
			continue
		}
		out = append(out, v)
	}
	return out
}

// tidy is a number that was worked out, without the dust of binary fractions: to the fifteen digits that every decimal
// number keeps in a float64.
func tidy(v float64) float64 { return roughly(v, 15) }

// roughly is a number to so many digits.
func roughly(v float64, digits int) float64 {
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', digits, 64), 64)
	if err != nil {
		return v // rounded up beyond all numbers
	}
	return short
}

// How much of a text a message repeats, in characters (all of an anchor that is not too long), and how many of its
// numbers.
const (
	quoted = 240
	listed = 6
)

// clip makes a text one line that fits into a message.
func clip(text string) string {
	return problem.Shorten(strings.Join(strings.Fields(text), " "), quoted)
}
