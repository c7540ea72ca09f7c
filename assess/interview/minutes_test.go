package interview

import (
	"testing"

	"fathom/assess"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// TestMinutes: 31 questions take 45 minutes with a look at the evidence and 91 two hours, in both languages; to read
// them alone takes 15 and 40.
func TestMinutes(t *testing.T) {
	for _, lang := range []say.Language{"en", "zh"} {
		s := &Setup{Facts: Facts{Lang: lang}, Model: assess.Compile(channelteam.Rubric())}
		for depth, want := range map[string][2]int{"quick": {45, 15}, "full": {120, 40}} {
			if got := [2]int{s.answering(depth), s.reading(depth)}; got != want {
				t.Errorf("%s %s: %v minutes, want %v (%.1f)", lang, depth, got, want, s.minutesOfText(depth))
			}
		}
	}
}

func TestCounted(t *testing.T) {
	if words, signs := counted("3–7 written goals, 每季度复盘 QBR"); words != 5 || signs != 5 {
		t.Errorf("%d words, %d signs", words, signs)
	}
}
