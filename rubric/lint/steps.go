package lint

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"fathom/rubric"
	"fathom/rubric/say"
)

// How long the text of a level may be. A rater holds five of them in mind to choose one.
const (
	maxWords = 30
	maxHan   = 60
)

// anchor judges the words of one level.
func (l *linter) anchor(path string, level int, t rubric.Text) {
	for _, lang := range l.r.Languages {
		l.long(path+"/"+lang, level, lang, t[lang])
		l.vague(path+"/"+lang, lang, t[lang])
	}
}

// long warns of a text that is too long to compare with four others.
func (l *linter) long(path string, level int, lang, text string) {
	switch n := length(lang, text); {
	case base(lang) == "zh" && n > maxHan:
		l.warn(path, "long", say.Both("the %[2]s text of level %[1]d has %[3]d characters; up to %[4]d can be compared: shorten it, or make two criteria of it",
			"第 %[1]d 级的 %[2]s 文字有 %[3]d 个汉字，超过 %[4]d 个就不好比较：改短，或拆成两条标准", level, lang, n, maxHan))
	case base(lang) != "zh" && n > maxWords:
		l.warn(path, "long", say.Both("the %[2]s text of level %[1]d has %[3]d words; up to %[4]d can be compared: shorten it, or make two criteria of it",
			"第 %[1]d 级的 %[2]s 文字有 %[3]d 个词，超过 %[4]d 个就不好比较：改短，或拆成两条标准", level, lang, n, maxWords))
	}
}

// length counts Chinese characters in zh, words in other languages.
func length(lang, text string) (n int) {
	if base(lang) == "zh" {
		for _, r := range text {
			if unicode.Is(unicode.Han, r) {
				n++
			}
		}
		return n
	}
	for _, word := range strings.Fields(text) {
		if strings.ContainsFunc(word, wordRune) {
			n++
		}
	}
	return n
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// base is the language of a tag: zh for zh-Hant.
func base(lang string) string {
	lang, _, _ = strings.Cut(lang, "-")
	return lang
}

// sameTexts finds levels that say the same, so that nobody can choose between them.
func (l *linter) sameTexts(c *rubric.Criterion, path string) {
	said := map[string]int{}
	for _, level := range l.r.Scale(c.Scale).Levels {
		for _, lang := range l.r.Languages {
			text := c.Levels[level.Level][lang]
			if text == "" {
				continue
			}
			key := lang + " " + text
			if first, twice := said[key]; twice {
				l.err(fmt.Sprintf("%s/levels/%d", path, level.Level), "same-text", say.Both("levels %[1]d and %[2]d have the same %[3]s text; nobody can choose between them",
					"第 %[1]d 级和第 %[2]d 级的 %[3]s 文字一样，没法区分", first, level.Level, lang))
			}
			said[key] = level.Level
		}
	}
}

// degrees warns of a level that repeats the one before but for words of degree ("seldom", "often"): no fact tells the
// two apart.
func (l *linter) degrees(path string, low, high int, below, above rubric.Text) {
	for _, lang := range l.r.Languages {
		a, b := below[lang], above[lang]
		if a == "" || b == "" || a == b {
			continue
		}
		if sameFacts(lang, a, b) {
			l.warn(path+"/"+lang, "degree", say.Both("levels %[1]d and %[2]d differ only in words of degree (%[3]s): write the fact that %[2]d has and %[1]d has not",
				"第 %[1]d 级和第 %[2]d 级的 %[3]s 文字只差程度词：写清第 %[2]d 级比第 %[1]d 级多了什么事实", low, high, lang))
		}
	}
}

// sameFacts reports whether two texts are the same without their words of degree and their punctuation. Most differ in
// the first words: no more is read of them.
func sameFacts(lang, a, b string) bool {
	next := nextWord
	if base(lang) == "zh" {
		next = nextCharacter
	}
	for {
		var x, y string
		x, a = next(a)
		y, b = next(b)
		if x != y || x == "" {
			return x == y
		}
	}
}

// nextWord is the first word of a text that is none of degree, in lower case, and what stands behind it; "" for none.
func nextWord(text string) (word, rest string) {
	for {
		from := strings.IndexFunc(text, wordRune)
		if from < 0 {
			return "", ""
		}
		text = text[from:]
		to := strings.IndexFunc(text, func(r rune) bool { return !wordRune(r) })
		if to < 0 {
			to = len(text)
		}
		word, text = strings.ToLower(text[:to]), text[to:]
		if !degreeEN()[word] {
			return word, text
		}
	}
}

// nextCharacter is nextWord for Chinese, which has no blanks: the first letter that is in no word of degree.
func nextCharacter(text string) (character, rest string) {
	for text != "" {
		if k := slices.IndexFunc(degreeZH, func(w string) bool { return strings.HasPrefix(text, w) }); k >= 0 {
			text = text[len(degreeZH[k]):]
			continue
		}
		r, size := utf8.DecodeRuneInString(text)
		text = text[size:]
		if wordRune(r) {
			return string(unicode.ToLower(r)), text
		}
	}
	return "", ""
}

// degreeEN are English words that say how much without saying it.
var degreeEN = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, word := range strings.Fields(`never rarely seldom hardly occasionally sometimes often frequently regularly usually generally normally mainly mostly
	largely always consistently partly partially somewhat fairly quite rather very highly fully completely entirely well better best good
	poor poorly strong strongly effective effectively adequate adequately sufficient sufficiently appropriate appropriately robust
	excellent timely more most less least many much few fewer several some all also even still already only`) {
		out[word] = true
	}
	return out
})

// degreeZH are Chinese words of degree, the longer ones first.
var degreeZH = []string{"大部分", "从来不", "基本上", "从不", "很少", "较少", "极少", "偶尔", "有时", "一般", "通常", "经常", "常常", "定期", "总是",
	"始终", "一直", "较多", "很多", "更多", "比较", "非常", "十分", "基本", "完全", "全部", "部分", "少量", "大量", "少数", "多数", "个别", "充分", "适当", "显著",
	"有效", "及时", "良好", "较好", "优秀", "完善", "所有", "很", "较", "更", "极", "都", "均", "也", "还"}
