package names_test

import (
	"testing"

	"fathom/assess"
	"fathom/reports/names"
	"fathom/rubric"
	"fathom/rubric/say"
)

// TestNextTicks: the way up is told with the items in quotes, and in Chinese no blank stands beside them.
func TestNextTicks(t *testing.T) {
	text := func(en, zh string) rubric.Text { return rubric.Text{"en": en, "zh": zh} }
	c := rubric.Criterion{ID: "c", Weight: 1, Scale: "s", Items: []rubric.Item{{ID: "a", Text: text("Plan", "计划")},
		{ID: "b", Text: text("Delay", "拖延")}}, Ticked: []rubric.TickRule{
		{Level: 2, All: []string{"a"}, Without: []string{"b"}}, {Level: 1, Any: []string{"a", "b"}}, {Level: 0}}}
	r := &rubric.Rubric{ID: "r", Languages: []string{"en", "zh"}, Parts: []rubric.Part{{ID: "p"}},
		Scales:     []rubric.Scale{{ID: "s", Levels: []rubric.Level{{}, {Level: 1, Value: 1}, {Level: 2, Value: 2}}}},
		Dimensions: []rubric.Dimension{{ID: "d", Part: "p"}},
		Practices:  []rubric.Practice{{ID: "x", Dimension: "d", Criteria: []rubric.Criterion{c}}}}
	for _, x := range []struct {
		ticked []string
		en, zh string
	}{
		{[]string{}, "The shortest way up, to level 2: “Plan” as well", "最近的一步（2 级）：还需符合“计划”"},
		{[]string{"a", "b"}, "The shortest way up, to level 2: no longer “Delay”", "最近的一步（2 级）：不再有“拖延”"},
		{[]string{"b"}, "The shortest way up, to level 2: “Plan” as well, and no longer “Delay”",
			"最近的一步（2 级）：还需符合“计划”，且不再有“拖延”"},
	} {
		m := assess.Compile(r)
		a := &assess.Assessment{Answers: make([]assess.Answer, 1)}
		a.Answers[0].Tick(m.Criterion(0).Criterion, x.ticked)
		for lang, want := range map[say.Language]string{"en": x.en, "zh": x.zh} {
			n := names.Of(m.Evaluate(a, assess.Options{}), "", lang)
			if got := n.NextTicks(0, 0); got != want {
				t.Errorf("%v: %q, want %q", x.ticked, got, want)
			}
		}
	}
}
