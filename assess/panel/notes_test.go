package panel

import (
	"strings"
	"testing"
	"unicode/utf8"

	"fathom/assess"
)

// TestFitted: by hand: two short notes stay whole, the long ones get what is left in equal shares, and together they
// fill what a file holds.
func TestFitted(t *testing.T) {
	long := func(n int) string { return strings.Repeat("注", n) }
	for _, c := range []struct {
		lengths []int
		want    []int // 10,000 less a line break between each two
	}{
		{[]int{5, 9}, []int{5, 9}},
		{[]int{4999, 5000}, []int{4999, 5000}},
		{[]int{5000, 5000}, []int{4999, 4999}},
		{[]int{10, 9000, 6000}, []int{10, 4994, 4994}},
		{[]int{12_000}, []int{10_000}},
		{[]int{0, 20_000, 1}, []int{0, 9997, 1}},
	} {
		var texts []string
		for _, n := range c.lengths {
			texts = append(texts, long(n))
		}
		joined, cut := fitted(texts)
		got := strings.Split(joined, "\n")
		whole := true
		for i, n := range c.want {
			whole = whole && n == c.lengths[i]
			if utf8.RuneCountInString(got[i]) != n || strings.HasSuffix(got[i], "…") != (n < c.lengths[i]) {
				t.Errorf("%v: %d characters, want %v", c.lengths, utf8.RuneCountInString(got[i]), c.want)
			}
		}
		if cut == whole || utf8.RuneCountInString(joined) > assess.MaxText {
			t.Errorf("%v: cut %v, %d characters", c.lengths, cut, utf8.RuneCountInString(joined))
		}
	}
}
