package terminal

import "testing"

// TestBreaksWord: a column of six is too narrow for a word of nine letters, and for no Chinese text.
func TestBreaksWord(t *testing.T) {
	for text, want := range map[string]bool{"Ownership": true, "all of it": false, "责任和治理": false, "": false} {
		if breaksWord(text, 6) != want {
			t.Errorf("%s: broken %v", text, !want)
		}
	}
}
