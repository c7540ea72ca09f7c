package lint

import (
	"fmt"
	"math/rand/v2"
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
