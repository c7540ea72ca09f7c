package panel_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"fathom/assess"
	"fathom/assess/panel"
)

// ballots draws raters' files of the first eight criteria; some leave some blank.
func ballots(m *assess.Model, r *rand.Rand, n int) []panel.Ballot {
	var out []panel.Ballot
	for i := range n {
		levels := []int{1 + r.IntN(5)}
		for range 7 {
			levels = append(levels, max(-2+r.IntN(9), -2)%6)
		}
		out = append(out, ballot(m, fmt.Sprintf("r%02d", i), "", levels...))
	}
	return out
}

// anonymous merges, forgets who, and takes out what an earlier panel would tell.
func anonymous(t *testing.T, m *assess.Model, k int, ballots []panel.Ballot,
	earlier ...*assess.Assessment) *assess.Assessment {
	t.Helper()
	a, ok := panel.Anonymize(merge(t, m, ballots...), k)
	if !ok {
		t.Fatalf("%d raters cannot be anonymous in groups of %d", len(ballots), k)
	}
	a, _ = panel.Withhold(a, k, earlier)
	return a
}

// TestLateRaterStaysHidden: an anonymous panel of seven, then one of eight. Whatever the eighth had said to a question,
// both files are the same to the last byte, so that nobody can learn it; without the first at hand they are not.
func TestLateRaterStaysHidden(t *testing.T) {
	m, r := model(), rand.New(rand.NewPCG(36, 1))
	told := 0
	for range 5 {
		ballots := ballots(m, r, 8)
		late := ballots[7].Answers
		for i := range 8 {
			late[i] = assess.Answer{Given: true, State: assess.Answered, Level: 1}
		}
		seven := anonymous(t, m, 3, ballots[:7])
		for i := range 8 {
			seen, open := map[string]bool{}, map[string]bool{}
			for _, said := range []int{1, 2, 3, 4, 5, -1, -2} {
				late[i] = ballot(m, "x", "", said).Answers[0]
				seen[file(t, anonymous(t, m, 3, ballots, seven))] = true
				open[file(t, anonymous(t, m, 3, ballots))] = true
			}
			if len(seen) != 1 {
				t.Fatalf("%s: the eighth's answer makes %d different panels", m.Criterion(i).ID, len(seen))
			}
			if len(open) > 1 {
				told++
			}
		}
	}
	if told < 25 {
		t.Errorf("without the earlier panel only %d answers were told: the test looks at nothing", told)
	}
}

// isSafe is the rule in other words: strike out equal votes one by one; none or k of each side are left.
func isSafe(before, now []assess.Vote, k int) bool {
	rest := slices.Clone(now)
	gone := 0
	for _, b := range before {
		at := slices.IndexFunc(rest, func(v assess.Vote) bool { return v.State == b.State && v.Level == b.Level })
		if at < 0 {
			gone++
			continue
		}
		rest = slices.Delete(rest, at, at+1)
	}
	return (len(rest) == 0 || len(rest) >= k) && (gone == 0 || gone >= k)
}

// TestLateRatersAreShown: ten after seven, in groups of three: what may be shown is shown, all of it, and nothing else.
func TestLateRatersAreShown(t *testing.T) {
	m, r := model(), rand.New(rand.NewPCG(36, 2))
	shown, hidden := 0, 0
	for range 100 {
		ballots := ballots(m, r, 10)
		seven, full := anonymous(t, m, 3, ballots[:7]), anonymous(t, m, 3, ballots)
		ten, withheld := panel.Withhold(full, 3, []*assess.Assessment{seven})
		out := 0
		for i := range ten.Answers {
			want := full.Answers[i].Votes
			if before := seven.Answers[i].Votes; len(before) > 0 && !isSafe(before, want, 3) {
				want = nil
			}
			if !slices.Equal(ten.Answers[i].Votes, want) {
				t.Fatalf("%v after %v: shown %v, want %v", full.Answers[i].Votes, seven.Answers[i].Votes, ten.Answers[i].Votes, want)
			}
			if len(want) > 0 {
				shown++
			} else if len(full.Answers[i].Votes) > 0 {
				out++
			}
		}
		hidden += out
		if out != withheld {
			t.Fatalf("%d criteria lost their votes, told %d", out, withheld)
		}
	}
	if shown < 100 || hidden < 100 {
		t.Errorf("%d shown, %d hidden: too few to mean anything", shown, hidden)
	}
}

// TestSinceWorked is worked by hand, in groups of three: what the earlier panel said, what this one says, whether it is
// shown.
func TestSinceWorked(t *testing.T) {
	m := model()
	const none = 0
	for _, c := range []struct {
		before, now []int
		shown       bool
	}{
		{[]int{2, 3, 4}, []int{2, 3, 4}, true},
		{[]int{2, 3, 4}, []int{2, 3, 4, none}, true}, // the late one said nothing to this
		{[]int{2, 3, 4}, []int{2, 3, 4, 4}, false},
		{[]int{2, 3, 4}, []int{2, 3, 4, -1}, false}, // a don't-know is an answer as well
		{[]int{2, 3, 4}, []int{2, 3, 4, -2, 5}, false},
		{[]int{2, 3, 4}, []int{2, 3, 4, -2, 5, 5}, true},
		{[]int{2, 3, 4}, []int{5, 3, 4}, false},             // one changed
		{[]int{2, 3, 4}, []int{5, 5, 5}, true},              // all did
		{[]int{2, 3, 4, 4}, []int{3, 4, 4, 1, 1, 1}, false}, // three came, and one who is gone had said 2
		// two levels were kept back; the third is found
		{[]int{2, 2, none}, []int{2, 2, 5}, false},
		{[]int{2, 2, none}, []int{2, 2, none, 5}, false},                // likewise
		{[]int{2, 2, none}, []int{2, 2, none, 5, 5, 1}, true},           // three came
		{[]int{none, none, none, 1}, []int{1, 2, 3, 4, 5, none}, true},  // of five levels two at most are old
		{[]int{none, none, none, 1}, []int{1, 2, 3, 4, -1, -1}, false},  // of four, two may be new
		{[]int{none, none, none, -1}, []int{-1, -1, -1, -1, 2}, false},  // too few levels by itself
		{[]int{2, 3, 4, 5}, []int{2, 3, 4, 5, none, none, none}, true},  // three came and said nothing
		{[]int{2, 3, 4, -1, -1}, []int{2, 3, 4, -1, -1, -2, -2}, false}, // two came
	} {
		ballot := func(levels []int) (out []panel.Ballot) {
			for i, l := range levels {
				out = append(out, ballot(m, fmt.Sprintf("r%d", i), "", l, 3))
			}
			return out
		}
		earlier := anonymous(t, m, 3, ballot(c.before))
		got := anonymous(t, m, 3, ballot(c.now), earlier)
		if shown := len(got.Answers[0].Votes) > 0; shown != c.shown {
			t.Errorf("%v after %v: shown %v", c.now, c.before, shown)
		}
	}
}

// TestEveryEarlierPanel: seven, eight, nine and ten raters answer the first question, a panel after each. The panel of
// eight shows nothing, so that of nine is held against that of seven as well; ten are three more.
func TestEveryEarlierPanel(t *testing.T) {
	m := model()
	var ballots []panel.Ballot
	for i := range 10 {
		ballots = append(ballots, ballot(m, fmt.Sprintf("r%02d", i), "", 1+i%5))
	}
	var out []*assess.Assessment
	for n := 7; n <= 10; n++ {
		out = append(out, anonymous(t, m, 3, ballots[:n], out...))
	}
	for n, want := range []int{7, 0, 0, 10} {
		if got := len(out[n].Answers[0].Votes); got != want {
			t.Errorf("%d raters: %d votes shown, want %d", 7+n, got, want)
		}
	}
}

// TestWithholdKeepsAgreed: what the panel agreed on stays where its votes go.
func TestWithholdKeepsAgreed(t *testing.T) {
	m := model()
	ballots := []panel.Ballot{ballot(m, "a", "", 2, 3), ballot(m, "b", "", 2, 3), ballot(m, "c", "", 4, 3),
		ballot(m, "d", "", 4, 3)}
	earlier := anonymous(t, m, 3, ballots[:3])
	full, _ := panel.Anonymize(merge(t, m, ballots...), 3)
	panel.Agree(full, 0, assess.NotApplicable, 0, "no stock")
	got, withheld := panel.Withhold(full, 3, []*assess.Assessment{earlier})
	if a := got.Answers[0]; withheld != 2 || !a.Given || a.State != assess.NotApplicable || a.Note != "no stock" ||
		a.Votes != nil || got.Answers[1].Given {
		t.Errorf("%d %+v", withheld, got.Answers[:2])
	}
	if len(full.Answers[0].Votes) != 4 {
		t.Error("the panel it was made of has changed")
	}
	file(t, got)
}
