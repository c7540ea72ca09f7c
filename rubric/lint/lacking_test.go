package lint

import "testing"

// TestLacking: a level between the lowest and the highest that says what it lacks fails whoever does better.
func TestLacking(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "There is a rota, but not for the weekend", true},
		{"en", "There is a rota, but no stand-in", true},
		{"en", "There is a rota, but without stand-ins", true},
		{"en", "There is a rota; nurses have not yet seen it", true},
		{"zh", "有排班表，但没有周末的", true},
		{"zh", "有排班表，但不含周末", true},
		{"zh", "有排班表，但尚未公布", true},
		{"zh", "有排班表，还没公布", true},

		{"en", "There is a rota, even if not for the weekend", false},
		{"en", "There is a rota", false},
		{"en", "Loaves wait, but no more than 2 hours", false},
		{"en", "Loaves wait, but no less than 2 hours and no later than noon", false},
		{"en", "Loaves wait, but not longer than 2 hours", false},
		{"en", "Loaves wait for whoever asks, but not only for regulars", false},
		{"en", "Fewer than 10% of loaves are thrown away", false},
		{"zh", "有排班表，哪怕没有周末的", false},
		{"zh", "面包可以放，但不超过2小时", false},
		{"zh", "扔掉的面包不到10%", false},
	} {
		for level := 1; level <= 3; level++ {
			texts := []string{"a", "b", "c"}
			texts[level-1] = c.text
			want := c.want && level == 2
			if got := len(kindsOf(c.lang, texts...)) > 0; got != want {
				t.Errorf("level %d, %s: %v", level, c.text, got)
			}
		}
	}
}
