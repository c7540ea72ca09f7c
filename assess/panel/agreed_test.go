package panel_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/panel"
)

// TestAgreeAgain: whatever was agreed before, the new answer stands with its own reason, what was noted stays, and the
// reason why a criterion did not apply is no note on another answer.
func TestAgreeAgain(t *testing.T) {
	m := model()
	votes := []assess.Vote{{Rater: "a", State: assess.Answered, Level: 2}}
	for _, c := range []struct {
		name      string
		was, want assess.Answer
		state     assess.State
		reason    string
	}{
		{"N/A again, without votes", assess.Answer{State: assess.NotApplicable, Note: "seen", Reason: "old"},
			assess.Answer{State: assess.NotApplicable, Note: "seen", Reason: "new"}, assess.NotApplicable, "new"},
		{"N/A again, nothing noted", assess.Answer{State: assess.NotApplicable, Note: "old"},
			assess.Answer{State: assess.NotApplicable, Note: "new"}, assess.NotApplicable, "new"},
		{"a level after N/A", assess.Answer{State: assess.NotApplicable, Note: "old"},
			assess.Answer{State: assess.Answered, Level: 3, Note: "new"}, assess.Answered, "new"},
		{"don't know after a noted N/A", assess.Answer{State: assess.NotApplicable, Note: "seen", Reason: "old"},
			assess.Answer{State: assess.Unknown, Note: "seen"}, assess.Unknown, ""},
		{"N/A after a level", assess.Answer{State: assess.Answered, Level: 2, Note: "seen"},
			assess.Answer{State: assess.NotApplicable, Note: "seen", Reason: "new"}, assess.NotApplicable, "new"},
		{"N/A beside votes", assess.Answer{State: assess.Answered, Level: 2, Note: "a: seen", Reason: "old", Votes: votes},
			assess.Answer{State: assess.NotApplicable, Note: "a: seen", Reason: "new", Votes: votes}, assess.NotApplicable,
			"new"},
		{"don't know beside votes", assess.Answer{State: assess.NotApplicable, Note: "a: seen", Reason: "old", Votes: votes},
			assess.Answer{State: assess.Unknown, Note: "a: seen", Reason: "ask", Votes: votes}, assess.Unknown, "ask"},
	} {
		a := merge(t, m, ballot(m, "a", "", 2, 3))
		a.Answers[0] = c.was
		a.Answers[0].Given, c.want.Given = true, true
		panel.Agree(a, 0, c.state, 3, c.reason)
		if diff := cmp.Diff(c.want, a.Answers[0]); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		file(t, a)
	}
}

// TestAgreedWithoutVotes: a panel has agreed that a criterion does not apply on which nobody voted. Merged again it
// says the same, and beside a late rater's vote its reason stays apart from what that rater noted.
func TestAgreedWithoutVotes(t *testing.T) {
	m := model()
	a := merge(t, m, ballot(m, "b", "", 3))
	panel.Agree(a, 1, assess.NotApplicable, 0, "no stock")
	old := panel.Ballot{File: "p.yaml", Assessment: a}
	want := assess.Answer{Given: true, State: assess.NotApplicable, Note: "no stock", Text: a.Answers[1].Text}
	if diff := cmp.Diff(want, merge(t, m, old).Answers[1]); diff != "" {
		t.Error(diff)
	}
	late := ballot(m, "c", "", 3, 4)
	late.Answers[1].Note = "mine"
	got := merge(t, m, old, late)
	want.Note, want.Reason, want.Text = "c: mine", "no stock", got.Answers[1].Text
	want.Votes = []assess.Vote{{Rater: "c", State: assess.Answered, Level: 4}}
	if diff := cmp.Diff(want, got.Answers[1]); diff != "" {
		t.Error(diff)
	}
	file(t, got)
}

// TestAgreedIsWritten: whatever stands in a panel's file, with votes or without, what is agreed on it, what a late
// rater adds and what is left without names can be written and is read back as it is.
func TestAgreedIsWritten(t *testing.T) {
	m, r := model(), rand.New(rand.NewPCG(21, 4))
	states := []assess.State{assess.Answered, assess.NotApplicable, assess.Unknown}
	text := func() string { return []string{"", "seen", "a: seen\nno stock"}[r.IntN(3)] }
	for range 8 {
		a := merge(t, m, ballot(m, "a", "", 1), ballot(m, "b", "", 2), ballot(m, "d", "", 3))
		votes, late := a.Answers[0].Votes, ballot(m, "c", "", 4)
		for i := range a.Answers {
			x := &a.Answers[i]
			*x = assess.Answer{Given: true, State: states[r.IntN(3)], Note: text()}
			if i == 0 || r.IntN(2) == 0 {
				x.Votes, x.Reason = votes, text()
			}
			if x.State == assess.Answered {
				x.Level = 2
			}
			if x.State == assess.NotApplicable {
				x.RuleOut("old")
			}
			if r.IntN(2) == 0 {
				panel.Agree(a, i, states[r.IntN(3)], 3, "why")
			}
			late.Answers[i] = assess.Answer{Given: r.IntN(2) == 0, State: assess.Answered, Level: 1}
			if !late.Answers[i].Given {
				late.Answers[i] = assess.Answer{}
			}
		}
		file(t, a)
		all := merge(t, m, panel.Ballot{File: "p.yaml", Assessment: a}, late)
		file(t, all)
		for i := range all.Answers {
			if got, want := &all.Answers[i], &a.Answers[i]; got.State != want.State || got.Level != want.Level ||
				got.Why() != want.Why() {
				t.Errorf("%+v became %+v", want, got)
			}
		}
		nameless, ok := panel.Anonymize(all, 2)
		if !ok {
			t.Fatal("too few raters")
		}
		file(t, nameless)
	}
}
