package panel_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/panel"
)

// TestSilentRater: who gave no answer is named and is no rater, whatever else stands in the file.
func TestSilentRater(t *testing.T) {
	m := model()
	blank := ballot(m, "late", "")
	blank.Date, blank.Depth = "2030-01-01", "quick"
	blank.Answers[0] = assess.Answer{Given: true, State: assess.Unanswered, Note: "ask me"}
	// Whoever only does not know, or only says that nothing applies, has rated.
	ballots := []panel.Ballot{ballot(m, "a", "", -1), ballot(m, "b", "", -2), ballot(m, "c", "", 4), blank}
	names := func(raters []assess.Rater) (out []string) {
		for _, r := range raters {
			out = append(out, r.ID)
		}
		return out
	}
	if got := names(panel.Silent(ballots)); !slices.Equal(got, []string{"late"}) {
		t.Errorf("silent: %v", got)
	}
	a := merge(t, m, ballots...)
	if got := names(a.Raters); !slices.Equal(got, []string{"a", "b", "c"}) || a.Date != "2026-05-01" || a.Depth != "" {
		t.Errorf("raters %v, date %s, depth %q", got, a.Date, a.Depth)
	}
	if a.Answers[0].Note != "b: no\nlate: ask me" {
		t.Errorf("the note is lost: %q", a.Answers[0].Note)
	}
	old := panel.Ballot{File: "p.yaml", Assessment: merge(t, m, ballots[:3]...)}
	old.Raters = append(old.Raters, assess.Rater{ID: "z"})
	if got := names(merge(t, m, old).Raters); !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("of a panel's file: %v", got)
	}
	if _, problems := panel.Merge(m, []panel.Ballot{blank, ballot(m, "z", "")}); problems == nil ||
		!strings.Contains(problems.Error(), "nobody gave an answer") {
		t.Errorf("nobody rated: %v", problems)
	}
	together := panel.Ballot{File: "t.yaml", Assessment: &assess.Assessment{Subject: assess.Subject{ID: "s"},
		Date: "2026-05-01", Panel: true,
		Raters: []assess.Rater{{ID: "a"}, {ID: "b"}}, Answers: make([]assess.Answer, m.Len())}}
	together.Answers[0] = assess.Answer{Given: true, State: assess.Answered, Level: 3}
	if got := names(merge(t, m, together).Raters); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("a panel that keeps no votes: %v", got)
	}
}

// TestThirdOfTheVoters: one of three does not know, which is a third; a fourth file without an answer makes it no
// quarter.
func TestThirdOfTheVoters(t *testing.T) {
	m := model()
	a := merge(t, m, ballot(m, "a", "", -1), ballot(m, "b", "", 3), ballot(m, "c", "", 3), ballot(m, "d", ""))
	if ag := panel.NewAgenda(m, m.Evaluate(a, assess.Options{})); !slices.Equal(ag.Items[0].Reasons,
		[]panel.Reason{panel.DontKnow}) {
		t.Errorf("%v", ag.Items[0].Reasons)
	}
}

// TestApplies: N/A beside levels is a disagreement, also where the levels agree, until something is agreed.
func TestApplies(t *testing.T) {
	m := model()
	for _, c := range []struct {
		votes       []int
		reasons     string
		unknown, na int
	}{
		{[]int{-2, -2, -2, 5}, "[applies]", 0, 3},
		{[]int{-2, 3, 3, 3}, "[applies]", 0, 1},
		{[]int{-2, -1, 1, 5}, "[applies discuss]", 1, 1},
		{[]int{-2, -2, -2, -2}, "[]", 0, 4}, // they agree
		{[]int{-2, -2, -1, -1}, "[dont-know]", 2, 2},
		{[]int{3, 3, 3, 3}, "[]", 0, 0},
	} {
		var ballots []panel.Ballot
		for i, l := range c.votes {
			ballots = append(ballots, ballot(m, fmt.Sprintf("r%d", i), "", l))
		}
		a := merge(t, m, ballots...)
		ag := panel.NewAgenda(m, m.Evaluate(a, assess.Options{}))
		it := ag.Items[0]
		if fmt.Sprint(it.Reasons) != c.reasons || it.Unknown != c.unknown || it.NA != c.na ||
			len(ag.Discuss) > 0 != (c.reasons != "[]") || it.State != assess.Unanswered {
			t.Errorf("%v: %+v, to discuss %v", c.votes, it, ag.Discuss)
		}
		for _, state := range []assess.State{assess.NotApplicable, assess.Unknown, assess.Answered} {
			panel.Agree(a, 0, state, 3, "as discussed")
			ag := panel.NewAgenda(m, m.Evaluate(a, assess.Options{}))
			if it := ag.Items[0]; len(ag.Discuss) > 0 || it.State != state ||
				it.Agreed.OK != (state == assess.Answered) {
				t.Errorf("%v, agreed %s: %+v, to discuss %v", c.votes, state, it, ag.Discuss)
			}
			file(t, a)
		}
	}
}

// TestAppliesFirst: what a third say is not applicable comes before levels that are far apart, and below a third it
// waits for its turn.
func TestAppliesFirst(t *testing.T) {
	m := model()
	for n, want := range map[int][]int{1: {1, 0}, 2: {0, 1}, 3: {0, 1}} { // N/A among five votes on the first
		var ballots []panel.Ballot
		for i := range 5 {
			first := 3
			if i < n {
				first = -2
			}
			ballots = append(ballots, ballot(m, fmt.Sprintf("r%d", i), "", first, 1+4*(i%2)))
		}
		res := m.Evaluate(merge(t, m, ballots...), assess.Options{})
		if got := panel.NewAgenda(m, res).Discuss; !slices.Equal(got, want) {
			t.Errorf("%d of 5 say N/A: the order is %v, want %v", n, got, want)
		}
	}
}

// TestConfirm: a low level on which all agree is to confirm where it weighs more than the average criterion: incentives
// weigh 5 of 119 and innovation less than a 31st. It is not to discuss, and not to confirm once it is agreed.
func TestConfirm(t *testing.T) {
	m := model()
	a := merge(t, m, workshop(t, "2026-05")...)
	heavy, _ := m.Index("incentives/plan-fairness")
	for i := range a.Answers {
		for k := range a.Answers[i].Votes {
			a.Answers[i].Votes[k].State, a.Answers[i].Votes[k].Level = assess.Answered, 4
			if i == heavy {
				a.Answers[i].Votes[k].Level = 2
			}
		}
	}
	ag := panel.NewAgenda(m, m.Evaluate(a, assess.Options{}))
	if len(ag.Discuss) != 0 || len(ag.Confirm) != 1 || ag.Items[ag.Confirm[0]].Criterion != heavy {
		t.Errorf("to discuss %v, to confirm %v", ag.Discuss, ag.Confirm)
	}
	panel.Agree(a, heavy, assess.Answered, 2, "")
	if ag := panel.NewAgenda(m, m.Evaluate(a, assess.Options{})); len(ag.Confirm) != 0 {
		t.Errorf("agreed, and still to confirm: %v", ag.Confirm)
	}
}

// TestWithin: six minutes for one to discuss, two for one to confirm, and nothing is confirmed while something is left
// to discuss.
func TestWithin(t *testing.T) {
	ag := &panel.Agenda{Discuss: make([]int, 3), Confirm: make([]int, 4)}
	if ag.Minutes() != 3*6+4*2 {
		t.Errorf("the whole takes %d minutes", ag.Minutes())
	}
	for minutes, want := range map[int][2]int{0: {0, 0}, 5: {0, 0}, 6: {1, 0}, 17: {2, 0}, 18: {3, 0}, 19: {3, 0},
		20: {3, 1}, 25: {3, 3}, 26: {3, 4}, 600: {3, 4}} {
		if d, c := ag.Within(minutes); d != want[0] || c != want[1] {
			t.Errorf("in %d minutes %d and %d, want %v", minutes, d, c, want)
		}
	}
}

// TestAgreedMerges: an agreed N/A meets a late rater's vote: both stay, the reason stands apart from the notes; another
// agreed answer is refused.
func TestAgreedMerges(t *testing.T) {
	m := model()
	agreed := func(file, rater string, state assess.State) panel.Ballot {
		a := merge(t, m, ballot(m, rater, "", 3))
		panel.Agree(a, 0, state, 0, "because "+rater)
		return panel.Ballot{File: file, Assessment: a}
	}
	late := ballot(m, "a", "", 4)
	late.Answers[0].Note = "mine"
	a := merge(t, m, agreed("p.yaml", "b", assess.NotApplicable), late)
	if got := a.Answers[0]; got.State != assess.NotApplicable || len(got.Votes) != 2 || got.Reason != "because b" ||
		got.Note != "a: mine" {
		t.Errorf("%+v", got)
	}
	file(t, a)
	if a := merge(t, m, agreed("p.yaml", "b", assess.NotApplicable),
		agreed("q.yaml", "c", assess.NotApplicable)); a.Answers[0].Reason != "because b\nbecause c" {
		t.Errorf("%+v", a.Answers[0])
	}
	_, problems := panel.Merge(m, []panel.Ballot{agreed("p.yaml", "b", assess.NotApplicable),
		agreed("q.yaml", "c", assess.Unknown)})
	if problems == nil || !strings.Contains(problems.Error(), "another agreed answer than in p.yaml") {
		t.Errorf("%v", problems)
	}
}

// TestDates: each rater keeps the date of the own file; the anonymous panel has one date, the oldest vote's.
func TestDates(t *testing.T) {
	m := model()
	dated := func(rater, date string) panel.Ballot {
		s := ballot(m, rater, "", 3)
		s.Date = date
		return s
	}
	a := merge(t, m, dated("a", "2026-05-03"), dated("b", "2021-02-01"), dated("c", "2026-05-01"))
	again := merge(t, m, panel.Ballot{File: "panel.yaml", Assessment: a}, dated("d", "2026-06-01"))
	old := panel.Ballot{File: "old.yaml", Assessment: merge(t, m, dated("a", "2026-05-03"))}
	old.Raters[0].Date = "" // written by hand: the panel's date is all that is known
	hand := merge(t, m, old, dated("d", "2026-06-01"))
	for _, c := range []struct {
		a           *assess.Assessment
		date, dates string
	}{
		{a, "2026-05-03", "[2026-05-03 2021-02-01 2026-05-01]"},
		{again, "2026-06-01", "[2026-05-03 2021-02-01 2026-05-01 2026-06-01]"},
		{hand, "2026-06-01", "[2026-05-03 2026-06-01]"},
	} {
		var dates []string
		for _, r := range c.a.Raters {
			dates = append(dates, r.Date)
		}
		if c.a.Date != c.date || fmt.Sprint(dates) != c.dates {
			t.Errorf("%s %v, want %s %s", c.a.Date, dates, c.date, c.dates)
		}
	}
	nameless, _ := panel.Anonymize(again, 3)
	text := file(t, nameless)
	if nameless.Date != "2021-02-01" || strings.Count(text, "date:") != 1 {
		t.Errorf("the anonymous panel:\n%s", text)
	}
	if back := merge(t, m, panel.Ballot{File: "n.yaml", Assessment: nameless}); file(t, back) != text {
		t.Errorf("merged again it says\n%s", file(t, back))
	}
}

// TestAnonymousShows: what may be shown is shown: every vote on a criterion with as many levels as the group, each kind
// of agreed answer, and the number of raters.
func TestAnonymousShows(t *testing.T) {
	m, r := model(), rand.New(rand.NewPCG(13, 14))
	exact := 0
	for range 200 {
		n, k := 3+r.IntN(6), 2+r.IntN(2)
		full := random(t, m, r, n)
		k = min(k, len(full.Raters))
		for i := range 4 {
			panel.Agree(full, r.IntN(8), []assess.State{assess.Answered, assess.NotApplicable, assess.Unknown,
				assess.Unknown}[i], 3, "secret reason")
		}
		a, ok := panel.Anonymize(full, k)
		if !ok || len(a.Raters) != len(full.Raters) {
			t.Fatalf("%d of %d raters, groups of %d", len(a.Raters), len(full.Raters), k)
		}
		for i := range full.Answers {
			was, is := &full.Answers[i], &a.Answers[i]
			before := was.Poll()
			levels, unknown, na := len(before.Levels), before.Unknown, before.NA
			if levels < k {
				levels, unknown, na = 0, 0, 0
			} else if levels == k {
				exact++
			}
			after := is.Poll()
			if len(after.Levels) != levels || after.Unknown != unknown || after.NA != na ||
				was.IsAgreed() != is.IsAgreed() || was.IsAgreed() && (is.State != was.State || is.Level != was.Level) {
				t.Fatalf("groups of %d: %+v became %+v", k, was, is)
			}
			if levels > 0 && !isSafe(was.Votes, is.Votes, n+1) {
				t.Fatalf("the votes %+v became %+v", was.Votes, is.Votes)
			}
		}
	}
	if exact < 50 {
		t.Errorf("only %d criteria with exactly as many levels as the group", exact)
	}
}

// TestRolesShown is worked by hand for groups of three: which roles of these sizes may be seen.
func TestRolesShown(t *testing.T) {
	m := model()
	for sizes, want := range map[string]string{
		"a3":          "a", // exactly the group
		"a2":          "",
		"a3 b3":       "a b",
		"a4 b1":       "",  // one is found by subtracting, so the other goes as well
		"a4 b5 c1":    "b", // the smallest of the others hides with the one
		"a4 b5 c3":    "a b c",
		"a4 b2 c1":    "a", // three are hidden together, and none of them is found
		"a4 b2 c2":    "a",
		"a3 b3 c2":    "b", // of equals the first by name
		"a5 b1 c1":    "",  // two are found by subtracting
		"a5 b6 c1 d1": "b",
	} {
		var ballots []panel.Ballot
		for _, word := range strings.Fields(sizes) {
			for i := range int(word[1] - '0') {
				ballots = append(ballots, ballot(m, fmt.Sprintf("%c%d", word[0], i), word[:1], 1+i%5))
			}
		}
		var got []string
		for _, v := range panel.RolesOf(m, merge(t, m, ballots...), 3) {
			got = append(got, v.Role)
			if !v.Means[0].OK {
				t.Errorf("%s: %s is seen without its mean", sizes, v.Role)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q is shown, want %q", sizes, got, want)
		}
	}
}

// TestAsManyRatersAsThereCanBe: 500 raters are a panel, 501 are too many.
func TestAsManyRatersAsThereCanBe(t *testing.T) {
	m := model()
	var ballots []panel.Ballot
	for i := range assess.MaxRaters + 1 {
		ballots = append(ballots, ballot(m, fmt.Sprintf("r%03d", i), "", 3))
	}
	if _, problems := panel.Merge(m, ballots[:assess.MaxRaters]); problems != nil {
		t.Errorf("%d raters: %v", assess.MaxRaters, problems)
	}
	if _, problems := panel.Merge(m, ballots); problems == nil || !strings.Contains(problems.Error(), "501 raters; a panel has at most 500") {
		t.Errorf("%d raters: %v", assess.MaxRaters+1, problems)
	}
}

// TestNoEvidenceOfTheRightFile: evidence is missed in the rater's own file only, not in another's and not in a panel's.
func TestNoEvidenceOfTheRightFile(t *testing.T) {
	m := model()
	proved := ballot(m, "a", "", 3, 2)
	proved.Answers[0].Evidence = []string{"plan"}
	bare := ballot(m, "b", "", 3, 2)
	of := func(ballots ...panel.Ballot) (out []string) {
		for _, h := range panel.HintsOf(m, merge(t, m, ballots...), ballots) {
			out = append(out, fmt.Sprintf("%s %s %d", h.Rater, h.Code, h.N))
		}
		return out
	}
	if got := of(proved, bare); !slices.Equal(got, []string{"b no-evidence 1"}) {
		t.Errorf("two files: %q", got)
	}
	both := merge(t, m, proved, bare)
	panel.Agree(both, 0, assess.Answered, 3, "")
	both.Answers[0].Evidence = nil
	if got := of(panel.Ballot{File: "panel.yaml", Assessment: both}); len(got) > 0 {
		t.Errorf("a panel's file: %q", got)
	}
}
