package panel_test

import (
	"fmt"
	"testing"

	"fathom/assess"
	"fathom/assess/panel"
)

// TestLate: a panel of two agreed on the first criterion. The third rater's vote on it is late, that on the second is
// not, and a note alone is no vote.
func TestLate(t *testing.T) {
	m := model()
	a := merge(t, m, ballot(m, "a", "", 1, 2), ballot(m, "b", "", 5, 2))
	panel.Agree(a, 0, assess.Answered, 3, "")
	both := []panel.Ballot{{File: "panel", Assessment: a}, ballot(m, "c", "", 4, 4), ballot(m, "d", "", -1)}
	noted := ballot(m, "e", "", 1)
	noted.Answers[0] = assess.Answer{Given: true, State: assess.Unanswered, Note: "late"}
	got := fmt.Sprint(panel.Late(m, append(both, noted)))
	if want := "[{0 {c answered 4}} {0 {d unknown 0}}]"; got != want {
		t.Errorf("late are %s, want %s", got, want)
	}
	if late := panel.Late(m, both[1:]); late != nil {
		t.Errorf("nothing is agreed, and late are %v", late)
	}
}
