package foreign_test

import (
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/foreign"
	models "fathom/rubric/foreign"
)

// lens has two questions with one id, and one whose rules tell nothing apart.
const lens = `{"schemaVersion": "1", "name": "L", "pillars": [
 {"id": "ops", "name": "Ops", "questions": [
  {"id": "OPS 1", "title": "Logs?", "choices": [{"id": "kept", "title": "Kept"}, {"id": "read", "title": "Read"}, {"id": "ops1_no", "title": "None"}],
   "riskRules": [{"condition": "kept && read", "risk": "NO_RISK"}, {"condition": "kept", "risk": "MEDIUM_RISK"}, {"condition": "default", "risk": "HIGH_RISK"}]},
  {"id": "OPS_2", "title": "Alarms?", "choices": [{"id": "a", "title": "A"}],
   "riskRules": [{"condition": "a", "risk": "NO_RISK"}, {"condition": "default", "risk": "HIGH_RISK"}]}]},
 {"id": "sec", "name": "Sec", "questions": [
  {"id": "OPS_2", "title": "Keys?", "choices": [{"id": "a", "title": "A"}],
   "riskRules": [{"condition": "!a", "risk": "HIGH_RISK"}, {"condition": "a", "risk": "MEDIUM_RISK"}]},
  {"id": "OPS_3", "title": "Flat?", "choices": [{"id": "a", "title": "A"}], "riskRules": [{"condition": "default", "risk": "NO_RISK"}]}]}]}`

func lensModel(t *testing.T) *assess.Model {
	t.Helper()
	file := models.File{Name: "lens.json", Data: []byte(lens)}
	im, _, err := models.ReadTool(models.FromLens, []models.File{file}, models.Origin{}, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return assess.Compile(im.Rubric)
}

// reviewed reads answers of the four questions.
func reviewed(t *testing.T, summaries string) (*foreign.Result, error) {
	t.Helper()
	in := foreign.Input{Name: "review.json", Data: []byte(`{"WorkloadId": "w", "LensAlias": "l", "AnswerSummaries": [` + summaries + `]}`)}
	if kind := foreign.KindOf(in); kind != foreign.FromReview {
		t.Fatalf("it is taken for %q", kind)
	}
	facts := foreign.Facts{Subject: "Shop", Date: "2026-11-20", Rater: "Li"}
	return foreign.Read(foreign.FromReview, in, lensModel(t), facts)
}

// TestReview: choices are ticked and the rules make the level; questions with one id are told apart by their titles;
// one without rules takes the tool's risk; what does not apply has its reason; what nobody answered stays open.
func TestReview(t *testing.T) {
	got, err := reviewed(t, `
 {"QuestionId": "OPS 1", "QuestionTitle": "Logs?", "SelectedChoices": ["read", "kept"], "IsApplicable": true, "Risk": "NONE",
  "Choices": [{"ChoiceId": "kept"}, {"ChoiceId": "read"}, {"ChoiceId": "ops1_no"}]},
 {"QuestionId": "OPS_2", "QuestionTitle": "Keys?", "SelectedChoices": ["a"], "Risk": "HIGH"},
 {"QuestionId": "OPS_2", "QuestionTitle": "Alarms?", "SelectedChoices": [], "IsApplicable": false, "Reason": "OUT_OF_SCOPE", "Risk": "NOT_APPLICABLE"},
 {"QuestionId": "OPS_3", "SelectedChoices": ["a"], "Risk": "NONE"},
 {"QuestionId": "OPS_9", "SelectedChoices": ["a"], "Risk": "NONE"}`)
	if err != nil || len(got.Respondents) != 1 {
		t.Fatal(got, err)
	}
	a := got.Respondents[0].Assessment.Answers
	if x := a[0]; x.Level != 2 || !slices.Equal(x.Ticked, []string{"kept", "read"}) {
		t.Errorf("%+v", x)
	}
	if x := a[1]; x.State != assess.NotApplicable || x.Note != "out of scope" {
		t.Errorf("%+v", x)
	}
	if x := a[2]; x.Level != 1 || !slices.Equal(x.Ticked, []string{"a"}) {
		t.Errorf("%+v", x)
	}
	if x := a[3]; x.Level != 2 || x.Ticked != nil {
		t.Errorf("%+v", x)
	}
	ledger(t, got, 4, map[string]int{"answers to questions that the rubric does not have": 1,
		"risks that the tool came to, other than by the rules of the lens": 1})
}

// ledger holds what came over, and what did not, to what it should be.
func ledger(t *testing.T, got *foreign.Result, taken int, lost map[string]int) {
	t.Helper()
	if n := got.Ledger.Total(models.Taken); n != taken {
		t.Errorf("came over %d, want %d", n, taken)
	}
	all := got.Ledger.Of(models.Lost)
	for _, e := range all {
		if lost[e.Kind.EN] != e.Count {
			t.Errorf("lost %+v", e)
		}
	}
	if len(all) != len(lost) {
		t.Errorf("lost %+v, want %v", all, lost)
	}
}

// TestReviewLeftOut: what is not certain is left out and said: choices that the lens does not have, what nobody
// selected; a choice that does not apply counts as not ticked.
func TestReviewLeftOut(t *testing.T) {
	got, err := reviewed(t, `
 {"QuestionId": "OPS 1", "SelectedChoices": ["kept"], "Risk": "MEDIUM", "ChoiceAnswerSummaries": [
   {"ChoiceId": "kept", "Status": "SELECTED"}, {"ChoiceId": "read", "Status": "NOT_APPLICABLE", "Reason": "OTHER"}]},
 {"QuestionId": "OPS_2", "QuestionTitle": "Keys?", "SelectedChoices": ["b"], "Risk": "HIGH"},
 {"QuestionId": "OPS_2", "QuestionTitle": "Alarms?", "SelectedChoices": [], "Risk": "UNANSWERED"},
 {"QuestionId": "OPS_2", "QuestionTitle": "Other?", "SelectedChoices": ["a"], "Risk": "NONE"}`)
	if err != nil {
		t.Fatal(err)
	}
	if a := got.Respondents[0].Assessment.Answers; a[0].Level != 1 || a[1].Given || a[2].Given || a[3].Given {
		t.Errorf("%+v", a)
	}
	ledger(t, got, 2, map[string]int{"choices that do not apply, which count as not ticked": 1,
		"answers with choices that the rubric does not have": 1, "answers to questions that the rubric does not have": 1})
	_, err = reviewed(t, `{"QuestionId": "OPS 1", "SelectedChoices": ["kept"]}, {"QuestionId": "OPS 1", "SelectedChoices": ["read"]}`)
	if err == nil || !strings.Contains(err.Error(), "review.json:1:") || !strings.Contains(err.Error(), "second answer") {
		t.Error(err)
	}
}

// TestReviewUnanswered: what nobody answered is no loss, also of a question that the rubric does not have. What was
// noted at it stands at the open question, or is counted as lost.
func TestReviewUnanswered(t *testing.T) {
	got, err := reviewed(t, `
 {"QuestionId": "OPS 1", "SelectedChoices": ["kept"], "Risk": "MEDIUM"},
 {"QuestionId": "OPS_2", "QuestionTitle": "Keys?", "SelectedChoices": [], "Risk": "UNANSWERED", "Notes": "ask Li"},
 {"QuestionId": "OPS_3", "Risk": "UNANSWERED", "IsApplicable": true},
 {"QuestionId": "OPS_9", "Risk": "UNANSWERED", "Notes": "ask Wu"}`)
	if err != nil {
		t.Fatal(err)
	}
	a := got.Respondents[0].Assessment.Answers
	if x := a[2]; x.State != assess.Unanswered || !x.Given || x.Note != "ask Li" || a[3].Given {
		t.Errorf("%+v %+v", x, a[3])
	}
	want := map[string]int{"answers": 1, "questions that nobody answered there": 3, "notes": 1}
	for _, e := range got.Ledger.Of(models.Taken) {
		if want[e.Kind.EN] != e.Count {
			t.Errorf("came over %+v", e)
		}
	}
	ledger(t, got, 5, map[string]int{"notes": 1})
}

// TestReviewNotes: a note beside an answer that does not come over stands at the open question, or is counted as lost.
func TestReviewNotes(t *testing.T) {
	got, err := reviewed(t, `
 {"QuestionId": "OPS_2", "QuestionTitle": "Keys?", "SelectedChoices": ["b"], "Risk": "HIGH", "Notes": "b it is"},
 {"QuestionId": "OPS_3", "SelectedChoices": ["a"], "Risk": "ODD", "Notes": "odd"},
 {"QuestionId": "OPS_9", "SelectedChoices": ["a"], "Risk": "NONE", "Notes": "all well"}`)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range map[int]string{2: "b it is", 3: "odd"} {
		x := got.Respondents[0].Assessment.Answers[i]
		if x.State != assess.Unanswered || x.Note != want || x.Ticked != nil {
			t.Errorf("%+v", x)
		}
	}
	ledger(t, got, 2, map[string]int{"answers with choices that the rubric does not have": 2,
		"answers to questions that the rubric does not have": 1, "notes": 1})
}
