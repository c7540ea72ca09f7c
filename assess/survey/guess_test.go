package survey_test

import (
	"strings"
	"testing"

	"fathom/assess/form"
	"fathom/assess/survey"
	"fathom/rubric/say"
)

// draft is the mapping that is drafted for a table.
func draft(t *testing.T, lang say.Language, data string) string {
	t.Helper()
	tables, err := form.ReadTables("f.csv", []byte(data), "")
	if err != nil {
		t.Fatal(err)
	}
	text, err := survey.Skeleton("f.csv", tables, model(), lang)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := survey.ReadMapping("m.yaml", text, model()); err != nil {
		t.Errorf("%v\n%s", err, text)
	}
	return string(text)
}

// begins reports whether a line of a text begins so.
func begins(text, line string) bool { return strings.Contains("\n"+text, "\n"+line) }

// TestDoubtfulGuesses: a guess stands as it is only where one column bears the name, and asks for nothing else.
func TestDoubtfulGuesses(t *testing.T) {
	for _, c := range []struct {
		heads string // of columns, the cells below are 3
		live  []string
		off   []string
	}{
		{"Goal quality - importance|Goal quality - current|Goal quality - target", nil,
			[]string{"Goal quality - importance: " + q, "Goal quality - current: " + q, "Goal quality - target: " + q}},
		{"Role definition (importance)", nil, []string{`"Role definition (importance)": ` + role}},
		{"Role definition: is it paid?", nil, []string{`"Role definition: is it paid?": ` + role}},
		{"Risk control cost|Goal quality", []string{"Goal quality: " + q}, []string{"Risk control cost: compliance-risk/risk-control"}},
		{"Current [Goal quality]|Wanted [Goal quality]", nil, []string{`"Current [Goal quality]": ` + q, `"Wanted [Goal quality]": ` + q}},
		// the whole name goes before a part of it, wherever it stands
		{"Goal quality wanted|Goal quality", []string{"Goal quality: " + q}, []string{"Goal quality wanted: " + q}},
		{"How mature is it? [Goal quality]|G1Q2. Role definition", []string{`"How mature is it? [Goal quality]": ` + q, "G1Q2. Role definition: " + role}, nil},
		{"目标质量的重要性|您认为目标质量如何", nil, []string{"目标质量的重要性: " + q, "您认为目标质量如何: " + q}},
		{"您认为目标质量如何", []string{"您认为目标质量如何: " + q}, nil},
		// a note stands beside an answer; another answer is none
		{"Goal quality comment|Goal quality", []string{"Goal quality: " + q, `Goal quality comment: "` + q + `#note"`}, nil},
		{"Role definition [Other]|Role definition|Role definition [Comment]",
			[]string{"Role definition: " + role, `"Role definition [Comment]": "` + role + `#note"`}, []string{`"Role definition [Other]": "` + role + `#note"`}},
		{"Goal quality - current|Goal quality - target|Goal quality comment", nil, []string{`Goal quality comment: "` + q + `#note"`}},
	} {
		heads := strings.Split(c.heads, "|")
		text := draft(t, "en", `"`+strings.Join(heads, `","`)+"\"\n"+strings.TrimPrefix(strings.Repeat(",3", len(heads)), ",")+"\n")
		for _, line := range c.live {
			if !begins(text, "  "+line+"   #") {
				t.Errorf("not live: %s\n%s", line, text)
			}
		}
		for _, line := range c.off {
			if !begins(text, "  #"+line+"   #") {
				t.Errorf("not behind #: %s\n%s", line, text)
			}
		}
	}
}
