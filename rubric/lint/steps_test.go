package lint

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestSameFacts: texts that are read word by word, as far as they are the same, are the same as those that are read
// whole.
func TestSameFacts(t *testing.T) {
	words := map[string][]string{
		"en": strings.Fields("often Always never plans PLANS the The Q1 80% plan's x İ ſ - , . ; most"),
		"zh": strings.Fields("较 较好 好 很少 少 从来不 从来 大部分 部分 分 都 计划 Plan ， 。 Q1 x 0"),
	}
	dice := rand.New(rand.NewPCG(5, 6))
	some := func(lang string, n int) string {
		var b strings.Builder
		for range dice.IntN(n) {
			b.WriteString(words[lang][dice.IntN(len(words[lang]))] + []string{"", " "}[dice.IntN(2)])
		}
		return b.String()
	}
	same := 0
	for range 20_000 {
		for lang := range words {
			common := some(lang, 4)
			a, b := common+some(lang, 3), common+some(lang, 3)
			want := slices.Equal(bare(lang, a), bare(lang, b))
			if got := sameFacts(lang, a, b); got != want {
				t.Fatalf("%q and %q: %v, want %v", a, b, got, want)
			}
			if want && a != b {
				same++
			}
		}
	}
	if same < 2000 {
		t.Errorf("only %d pairs were the same in other words", same)
	}
}

// bare is a whole text without its words of degree and its punctuation.
func bare(lang, text string) []string {
	if lang == "zh" {
		var pairs []string
		for _, w := range degreeZH {
			pairs = append(pairs, w, "")
		}
		text = strings.NewReplacer(pairs...).Replace(text)
	}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !wordRune(r) })
	if lang == "zh" {
		return []string{strings.Join(words, "")}
	}
	return slices.DeleteFunc(words, func(w string) bool { return degreeEN()[w] })
}
