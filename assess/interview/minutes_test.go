package interview

import (
	"strings"
	"testing"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// TestMinutes: 31 questions take 45 minutes with a look at the evidence and 91 two hours, in both languages; to read
// them alone takes 15 to 20 and 40 to 45, as the texts are a little longer or shorter.
func TestMinutes(t *testing.T) {
	for _, lang := range []say.Language{"en", "zh"} {
		s := &Setup{Facts: Facts{Lang: lang}, Model: assess.Compile(channelteam.Rubric())}
		for depth, want := range map[string][2]int{"quick": {45, 15}, "full": {120, 40}} {
			answering, reading := s.answering(depth), s.reading(depth)
			if more := answering - want[0]; more < 0 || more > 5 || reading < want[1] || reading > want[1]+5 {
				t.Errorf("%s %s: %d and %d minutes, want %v (%.1f)", lang, depth, answering, reading, want,
					s.minutesOfText(depth))
			}
		}
	}
}

// TestMinutesOfChecklist: who ticks reads the items, too. By hand: a question of 3 words, and 2 items of 114 each with
// their numbers, are 233 words where the criterion has no name: over a minute at 230 a minute.
func TestMinutesOfChecklist(t *testing.T) {
	text := rubric.Text{"en": strings.Repeat("word ", 114)}
	r := &rubric.Rubric{Languages: []string{"en"}, Scales: []rubric.Scale{{ID: "s", Levels: []rubric.Level{{}}}},
		Parts: []rubric.Part{{ID: "p"}}, Dimensions: []rubric.Dimension{{ID: "d", Part: "p"}},
		Practices: []rubric.Practice{{ID: "a", Dimension: "d", Criteria: []rubric.Criterion{{ID: "c", Scale: "s",
			Weight: 1, Question: rubric.Text{"en": "What holds here?"}, Ticked: []rubric.TickRule{{}},
			Items: []rubric.Item{{ID: "x", Text: text}, {ID: "y", Text: text}}}}}}}
	s := &Setup{Facts: Facts{Lang: "en"}, Model: assess.Compile(r)}
	if got := s.minutesOfText("full"); got != 233.0/230 {
		t.Errorf("%v minutes", got)
	}
}

func TestCounted(t *testing.T) {
	if words, signs := counted("3–7 written goals, 每季度复盘 QBR"); words != 5 || signs != 5 {
		t.Errorf("%d words, %d signs", words, signs)
	}
}
