package lint

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestPiecesHoldRanges: texts that are searched piece by piece have the ranges that the whole text has.
func TestPiecesHoldRanges(t *testing.T) {
	words := strings.Fields(`50 79% 80 1,500 0.15万 2.5 至 到 to - – between and at least 不低于 >= under 以上 以内 ` +
		`or more days 天 % 个月 Q1 ; : ( ) ； ： ， 、 。 ！ ？ （ ） , . x`)
	dice := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 5000 {
		var b strings.Builder
		for range dice.IntN(14) {
			b.WriteString(words[dice.IntN(len(words))])
			b.WriteString([]string{"", " "}[dice.IntN(2)])
		}
		text := halfWidth.Replace(b.String())
		var want, got []string
		pattern := bandPattern()
		for _, at := range pattern.FindAllStringSubmatchIndex(text, -1) {
			unit, band := readBand(text[at[0]:at[1]], groupsOf(pattern, text, at))
			want = append(want, fmt.Sprintf("%s %v", unit, band))
		}
		for _, f := range numbersIn(b.String()) {
			got = append(got, fmt.Sprintf("%s %v", f.unit, f.band))
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Fatalf("%q: %q, want %q", text, got, want)
		}
		found += len(got)
	}
	if found < 5000 {
		t.Errorf("only %d ranges were made", found)
	}
}

// TestPlain: whatever is made plain is made plain in every text that has a digit.
func TestPlain(t *testing.T) {
	for _, r := range "０１２３４５６７８９．％－〜a，天" {
		for _, text := range []string{"5" + string(r), string(r) + "0"} {
			if got, want := plain(text), halfWidth.Replace(text); got != want {
				t.Errorf("%s: %q, want %q", text, got, want)
			}
		}
	}
	if got := plain("５"); got != "5" {
		t.Errorf("%q", got)
	}
}

// TestNear: the search that begins at digits finds what the search at each character finds.
func TestNear(t *testing.T) {
	words := strings.Fields(`5 50 1,500 1,2345 0.15 12.5.7 Q1 a 7b million 万 % 天 个工作日 个百分点 days working_days or_more
		or_higher and_above or_fewer and_below 以上 以内 间 至 to - and ; . , _ x over no_fewer_than not_less_than between
		at_least at_most not_more_than within less_than leſs_than AT_LEAſT >= <= < > 不低于 不超过 至少 最多 低于 moreover inbetween`)
	gaps := []string{"", " ", " ", strings.Repeat(" ", 30), "\t\n", "the whole of them all in this year ", "上述全部在今年之内的"}
	dice := rand.New(rand.NewPCG(3, 4))
	found := 0
	for range 4000 {
		var b strings.Builder
		for range dice.IntN(12) {
			b.WriteString(strings.ReplaceAll(words[dice.IntN(len(words))], "_", " ") + gaps[dice.IntN(len(gaps))])
		}
		text := b.String()
		for _, p := range []*regexp.Regexp{bandPattern(), thresholdPattern(), figures()} {
			want, got := p.FindAllStringSubmatchIndex(text, -1), near(p, text)
			if !slices.EqualFunc(got, want, slices.Equal[[]int]) {
				t.Fatalf("%q: %v, want %v, of %s", text, got, want, p)
			}
			if rest := p.ReplaceAllString(text, " "); between(text, got) != rest {
				t.Fatalf("%q: %q, want %q", text, between(text, got), rest)
			}
			found += len(got)
		}
	}
	if found < 10000 {
		t.Errorf("only %d numbers were made", found)
	}
}
