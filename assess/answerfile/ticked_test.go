package answerfile_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric"
	"fathom/rubric/rubricfile"
)

// checklists is a rubric of a criterion with a checklist and one without; rules and ids can be other ones.
func checklists(t *testing.T, version, items string) *rubric.Rubric {
	t.Helper()
	r, _, err := rubricfile.Read(rubricfile.File{Name: "r.yaml", Data: []byte(`format: fathom.rubric/1
id: lists
version: ` + version + `
languages: [en]
scales: {plain: [{level: 1}, {level: 2}, {level: 3}]}
parts: [{id: team}]
dimensions: [{id: work, part: team}]
practices:
  - id: p
    dimension: work
    criteria:
      - id: backups
        items: [` + items + `]
        ticked: [{level: 3, at_least: 3}, {level: 2, any: [tested]}]
      - {id: plain}
`)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const items = "{id: daily, text: {en: Made daily}}, {id: tested}, {id: offsite}, {id: none, alone: true}"

func withAnswers(answers string) []byte {
	return []byte(`format: fathom.answers/1
rubric: {id: lists, version: 1.0.0}
subject: {id: x}
date: 2026-11-20
answers:
` + answers)
}

// TestTicked: what is ticked makes the level, in the order of the checklist; it is written as it was ticked.
func TestTicked(t *testing.T) {
	r := checklists(t, "1.0.0", items)
	for text, want := range map[string]assess.Answer{
		"{items: []}":                         {Level: 1, Ticked: []string{}},
		"{items: [none]}":                     {Level: 1, Ticked: []string{"none"}},
		"{items: [daily, offsite]}":           {Level: 1, Ticked: []string{"daily", "offsite"}},
		"{items: [tested], note: seen}":       {Level: 2, Ticked: []string{"tested"}, Note: "seen"},
		"{items: [offsite, tested, daily]}":   {Level: 3, Ticked: []string{"daily", "tested", "offsite"}},
		"{level: 2, confidence: low}":         {Level: 2, Confidence: "low"},
		"3":                                   {Level: 3},
		"{items: [tested], evidence: [a, b]}": {Level: 2, Ticked: []string{"tested"}, Evidence: []string{"a", "b"}},
	} {
		want.Given, want.State = true, assess.Answered
		a, err := answerfile.Read("a.yaml", withAnswers("  p/backups: "+text+"\n"), r)
		if err != nil || !reflect.DeepEqual(a.Answers[0], want) {
			t.Fatalf("%s: %+v %v, want %+v", text, a, err, want)
		}
		for _, name := range []string{"a.yaml", "a.json"} {
			var out bytes.Buffer
			if err := answerfile.WriteAs(&out, name, a, r); err != nil {
				t.Errorf("%s: %v", text, err)
			}
			has := strings.Contains(strings.ReplaceAll(out.String(), `"`, ""), "items:")
			if has != (want.Ticked != nil) {
				t.Errorf("%s is written as %s", text, out.String())
			}
		}
		if i := strings.Index(text, "items: ["); i >= 0 && strings.Contains(text, "none") {
			line, _ := answerfile.ReadJSON("l", 1, []byte(`{"format": "fathom.answers/1", "rubric": {"id": "lists", "version": "1.0.0"},
 "subject": {"id": "x"}, "date": "2026-11-20", "answers": {"p/backups": {"items": ["none"]}}}`), r)
			if line == nil || !reflect.DeepEqual(line.Answers[0], want) {
				t.Errorf("as a line: %+v", line)
			}
		}
	}
}

func TestTickedFaults(t *testing.T) {
	r := checklists(t, "1.0.0", items)
	for text, want := range map[string]string{
		"p/backups: {items: [dayly]}":                   "has no item dayly; did you mean daily?",
		"p/backups: {items: [made daily]}":              "has no item made daily; that is daily",
		"p/backups: [daily, tested]":                    "to tick what holds, write {items: [daily, ...]}",
		"p/plain: [daily]":                              "want a level here (1, 2, 3), got a list",
		"p/backups: {ticked: [daily]}":                  "give level, items, na, unknown or votes",
		"p/plain: {}":                                   "give level, na, unknown or votes",
		"p/backups: {items: [daily, daily]}":            "daily is ticked twice",
		"p/backups: {items: [daily, none]}":             "none says that nothing else holds",
		"p/backups: {items: [daily], level: 2}":         "two answers",
		"p/plain: {items: [daily]}":                     "plain has no checklist",
		"p/backups: {items: daily}":                     "want a list",
		"p/backups: {votes: {a: 1}, items: [daily]}":    "write level",
		"p/backups: {items: [daily], unanswered: true}": "two answers",
	} {
		_, err := answerfile.Read("a.yaml", withAnswers("  "+text+"\n"), r)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

// TestTickedTakenOver: a new version takes ticks over by what items were called before, and makes the level by its own
// rules; ticks of which one is gone are kept aside, whole.
func TestTickedTakenOver(t *testing.T) {
	r := checklists(t, "2.0.0", "{id: nightly, was: daily}, {id: tested}, {id: offsite}")
	for text, want := range map[string]assess.Answer{
		"{items: [daily, tested]}":          {Level: 2, Ticked: []string{"nightly", "tested"}},
		"{items: [daily, tested, offsite]}": {Level: 3, Ticked: []string{"nightly", "tested", "offsite"}},
		"{items: []}":                       {Level: 1, Ticked: []string{}},
	} {
		want.Given, want.State, want.Text = true, assess.Answered, answerfile.Unchecked
		a, _, err := answerfile.ReadOlder("a.yaml", withAnswers("  p/backups: "+text+"\n"), r)
		if err != nil || !reflect.DeepEqual(a.Answers[0], want) {
			t.Errorf("%s: %+v %v, want %+v", text, a, err, want)
		}
	}
	a, changes, err := answerfile.ReadOlder("a.yaml", withAnswers("  p/backups: {items: [tested, none]}\n  p/plain: 2\n"), r)
	if err != nil || a.Answers[0].Given || len(changes.Removed) != 1 ||
		!reflect.DeepEqual(a.Removed[0].Answer.Ticked, []string{"tested", "none"}) {
		t.Fatalf("%+v %+v %v", a, changes, err)
	}
	var out bytes.Buffer
	if err := answerfile.Write(&out, a, r); err != nil || !strings.Contains(out.String(), "p/backups: {items: [tested, none]}") {
		t.Errorf("%v\n%s", err, out.String())
	}
}
