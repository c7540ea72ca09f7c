package lineprompt_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/interview"
	"fathom/assess/interview/lineprompt"
	"fathom/rubric"
)

// lists is a model of one checklist, and of one criterion without.
func lists() *assess.Model {
	r := &rubric.Rubric{ID: "t", Version: "1", Languages: []string{"en"}, Parts: []rubric.Part{{ID: "all"}},
		Scales:     []rubric.Scale{{ID: "s", Levels: []rubric.Level{{}, {Level: 1, Value: 1}, {Level: 2, Value: 2}}}},
		Dimensions: []rubric.Dimension{{ID: "d", Part: "all"}}}
	c := rubric.Criterion{ID: "backups", Weight: 1, Scale: "s", Items: []rubric.Item{
		{ID: "daily", Text: rubric.Text{"en": "Made daily"}}, {ID: "tested", Text: rubric.Text{"en": "Tested"}},
		{ID: "none", Text: rubric.Text{"en": "Neither"}, Alone: true}}}
	c.Ticked = []rubric.TickRule{{Level: 2, AtLeast: 2}, {Level: 1, AtLeast: 1}, {Level: 0}}
	plain := rubric.Criterion{ID: "plain", Weight: 1, Scale: "s"}
	r.Practices = []rubric.Practice{{ID: "p", Dimension: "d", Criteria: []rubric.Criterion{c, plain}}}
	r.Share()
	return assess.Compile(r)
}

// TestTick: numbers tick, 0 says that none holds; what cannot be is refused and asked again; a level answers the
// criterion without a list.
func TestTick(t *testing.T) {
	for _, x := range []struct {
		typed  string
		ticked []string
		level  int
		said   string
	}{
		{"1 2", []string{"daily", "tested"}, 2, ""}, {"2，1", []string{"daily", "tested"}, 2, ""},
		{"２", []string{"tested"}, 1, ""}, {"0", []string{}, 0, ""}, {"3", []string{"none"}, 0, ""},
		{"1 3\n1", []string{"daily"}, 1, "nothing else holds"}, {"4\n2", []string{"tested"}, 1, "no such item"},
		{"0 1\n2", []string{"tested"}, 1, "no such item"},
	} {
		m := lists()
		a := &assess.Assessment{Answers: make([]assess.Answer, m.Len())}
		var out bytes.Buffer
		err := lineprompt.Prompter{In: strings.NewReader(x.typed + "\n2\n\n\n"), Out: &out}.Conduct(t.Context(),
			interview.Start{Lang: "en", Begin: func(interview.Facts) (*interview.Session, error) {
				return interview.New(m, a, func(*assess.Assessment) error { return nil }), nil
			}})
		got := a.Answers[0]
		if err != nil || got.State != assess.Answered || got.Level != x.level || got.Ticked == nil ||
			!slices.Equal(got.Ticked, x.ticked) || a.Answers[1].Level != 2 || a.Answers[1].Ticked != nil {
			t.Errorf("%q: %+v %v\n%s", x.typed, a.Answers, err, out.String())
		}
		for _, want := range []string{"1.  Made daily", "Level 2. 2 or more hold", x.said} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%q: no %q in\n%s", x.typed, want, out.String())
			}
		}
	}
}
