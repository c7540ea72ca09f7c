// Package aloud writes text for those who listen to it: words in the place of signs that speech programs skip. What is
// dropped was heard with espeak-ng 1.51: its Mandarin says 3.2 as "three two" and says nothing for – → ≥ ≤; its English
// says nothing for – and "right arrow" for →.
package aloud

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"fathom/rubric/say"
)

// Text is a text to be listened to in a language. What has no such sign stays as it is, and so do versions (1.0.0),
// names of files (a-2.3.yaml) and the like: only a number that stands for itself is one.
func Text(lang say.Language, s string) string {
	if !strings.ContainsAny(s, signs) {
		return s
	}
	for _, r := range rules(lang) {
		s = apart(s, r)
	}
	return s
}

// signs are what any rule looks for.
const signs = ".%-+–→≥≤≈±<>＜＞=·▲▼×−~～"

// rule puts words in the place of what a pattern finds, blanks around it included, where what stands before and after
// lets it. The words have their blanks, which edges takes away where none belongs.
type rule struct {
	find  *regexp.Regexp
	fits  func(before, after string) bool
	words func(groups []string) string
}

// rules are made when they are needed: at every start they would cost more than scoring.
func rules(lang say.Language) []rule {
	if lang == "zh" {
		return chinese()
	}
	return english()
}

var english = sync.OnceValue(func() []rule {
	return []rule{
		sign(`–|～`, " to ", isBetweenNumbers), sign("–", " none ", isNothing),
		sign("→", " to ", isBetween), sign("·", ", ", isBeforeText),
		sign("≥", " at least ", isBeforeNumber), sign("≤", " at most ", isBeforeNumber),
		sign("≈|~|～", " about ", isBeforeNumber), sign("<|＜", " below ", isBeforeNumber),
		sign(">|＞", " above ", isBeforeNumber), sign("▲", " up, ", isBeforeText), sign("▼", " down, ", isBeforeText),
	}
})

// In Chinese numbers with a point come last: the rules before them look for figures.
var chinese = sync.OnceValue(func() []rule {
	return []rule{
		sign(`–|～`, " 至 ", isBetweenNumbers), sign("–", " 无 ", isNothing),
		sign("→", " 至 ", isBetween), sign("·", "，", isBeforeText),
		sign("≥", " 不低于 ", isBeforeNumber), sign("≤", " 不超过 ", isBeforeNumber), sign("≈|~|～", " 约 ", isBeforeNumber),
		sign("<|＜", " 低于 ", isBeforeNumber), sign(">|＞", " 高于 ", isBeforeNumber), sign("=", " 等于 ", isFirst),
		sign("×", " 乘 ", isBeforeNumber), sign("±", " 正负 ", isBeforeNumber),
		sign("▲", " 上升，", isBeforeText), sign("▼", " 下降，", isBeforeText),
		sign("-|−", " 负", isFirst), sign(`\+`, " 加", isFirst),
		numbers(`(\d{4})-(\d{2})-(\d{2})`, func(g []string) string {
			return g[0] + "年" + strings.TrimPrefix(g[1], "0") + "月" + strings.TrimPrefix(g[2], "0") + "日"
		}),
		numbers(`(\d[\d,]*(?:\.\d+)?)%`, func(g []string) string { return "百分之" + g[0] }),
		numbers(`(\d[\d,]*)\.(\d+)`, func(g []string) string { return whole(g[0]) + "点" + digits(g[1]) }),
	}
})

// sign is one that words stand for, with their blanks.
func sign(pattern, words string, fits func(before, after string) bool) rule {
	return rule{regexp.MustCompile(` ?(?:` + pattern + `) ?`), fits, func([]string) string { return words }}
}

// numbers are ones that stand for themselves. The blanks around them stay: they keep a name and its number apart.
func numbers(pattern string, say func(groups []string) string) rule {
	return rule{regexp.MustCompile(pattern), isAlone, say}
}

func isBeforeText(_, after string) bool { return strings.TrimSpace(after) != "" }

func isBetween(before, after string) bool {
	return strings.TrimSpace(before) != "" && isBeforeText(before, after)
}

// isBetweenNumbers reports whether numbers stand on both sides, such as 2 and 3, or P10 and P90.
func isBetweenNumbers(before, after string) bool {
	c := lastOf(strings.TrimRight(before, " "))
	next := firstOf(after)
	return (isFigure(c) || c == '%') &&
		(isBeforeNumber(before, after) || next < unicode.MaxASCII && unicode.IsLetter(next))
}

// isNothing reports whether a dash stands where a value would.
func isNothing(before, after string) bool {
	return (before == "" || strings.HasSuffix(before, " ")) &&
		(after == "" || strings.ContainsRune(",;，；、。.", firstOf(after)))
}

// isBeforeNumber reports whether a number follows, with its sign.
func isBeforeNumber(_, after string) bool {
	return isFigure(firstOf(strings.TrimLeft(strings.TrimLeft(after, " "), "-−+±")))
}

// isFirst reports whether a number follows that nothing but a blank, a mark or Chinese stands before.
func isFirst(before, after string) bool {
	return isFigure(firstOf(after)) && !isOfName(lastOf(before))
}

// isAlone reports whether a number is no part of a name. Behind the end of a sentence no name goes on.
func isAlone(before, after string) bool {
	next := firstOf(after)
	if next == '.' || next == ',' {
		next = firstOf(after[1:])
	}
	return !isOfName(lastOf(before)) && !isOfName(next)
}

// isOfName reports whether a character is of names of files, versions and the like, in Latin letters.
func isOfName(c rune) bool {
	return c < unicode.MaxASCII && (unicode.IsLetter(c) || isFigure(c) || strings.ContainsRune("._-/\\@#", c))
}

func isFigure(c rune) bool { return c >= '0' && c <= '9' }

func firstOf(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

func lastOf(s string) rune {
	c, _ := utf8.DecodeLastRuneInString(s)
	return c
}

// apart applies a rule.
func apart(s string, r rule) string {
	var done []byte
	for s != "" {
		at := r.find.FindStringSubmatchIndex(s)
		if at == nil {
			break
		}
		done = append(done, s[:at[0]]...)
		found, after := s[at[0]:at[1]], s[at[1]:]
		before := string(done[max(0, len(done)-near):])
		if left, right := blanks(found); r.fits(before+left, s[at[1]-len(right):]) {
			groups := make([]string, 0, len(at)/2)
			for i := 2; i < len(at); i += 2 {
				groups = append(groups, s[at[i]:at[i+1]])
			}
			found = edges(before, r.words(groups), after)
		}
		done, s = append(done, found...), after
	}
	return string(done) + s
}

// near is how many bytes before a sign are looked at: one character and a few blanks. A text may have as many signs as
// bytes, and all that stands before each would be looked at as often.
const near = 16

// blanks are those at the ends of what was found: they end a name.
func blanks(found string) (left, right string) {
	return found[:len(found)-len(strings.TrimLeft(found, " "))], found[len(strings.TrimRight(found, " ")):]
}

// edges takes away the blanks at the ends of words that no blank belongs to: at the ends of a text, beside marks and
// other blanks, and between Chinese characters.
func edges(before, words, after string) string {
	said := strings.TrimSpace(words)
	last, next := lastOf(before), firstOf(after)
	if before == "" || strings.ContainsRune(" ([（［“‘：；，。、", last) || areHan(last, firstOf(said)) {
		words = strings.TrimLeft(words, " ")
	}
	if after == "" || strings.ContainsRune(" )],;.）］”’：；，。、", next) || areHan(lastOf(said), next) {
		words = strings.TrimRight(words, " ")
	}
	return words
}

// areHan reports whether no blank stands between two characters: they are Chinese ones, or full-width marks, which have
// their own room.
func areHan(x, y rune) bool {
	wide := func(c rune) bool {
		return unicode.Is(unicode.Han, c) || strings.ContainsRune("，。、：；（）", c)
	}
	return wide(x) && wide(y)
}

var figures = [...]string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

// digits says digits one by one: what stands behind the point, read as one number, would be another.
func digits(s string) string {
	var b strings.Builder
	for _, c := range s {
		b.WriteString(figures[c-'0'])
	}
	return b.String()
}

// whole says a number below 100 in characters; larger ones are read well as they are.
func whole(s string) string {
	if len(s) > 2 || s[0] == '0' && len(s) > 1 {
		return s
	}
	if len(s) == 1 {
		return digits(s)
	}
	tens, ones := figures[s[0]-'0'], figures[s[1]-'0']
	if s[0] == '1' {
		tens = ""
	}
	if s[1] == '0' {
		ones = ""
	}
	return tens + "十" + ones
}
