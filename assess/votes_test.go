package assess_test

import (
	"fmt"
	"slices"
	"testing"

	"fathom/assess"
)

// panelOf is a panel of raters r1, r2 ... on one practice; each word is a criterion's votes in their order: a digit,
// "n" for not applicable, "?" for don't know, "-" for none.
func panelOf(t *testing.T, raters int, votes ...string) (*assess.Model, *assess.Assessment) {
	t.Helper()
	m := assess.Compile(build(means(), []spec{{id: "a", criteria: len(votes), weight: 1}}))
	a := &assess.Assessment{Date: "2026-11-20", Panel: true, Answers: make([]assess.Answer, len(votes))}
	for r := range raters {
		a.Raters = append(a.Raters, assess.Rater{ID: fmt.Sprintf("r%d", r+1)})
	}
	for i, word := range votes {
		answer := &a.Answers[i]
		for r, sign := range word {
			v := assess.Vote{Rater: a.Raters[r].ID}
			switch sign {
			case '-':
				continue
			case 'n':
				v.State = assess.NotApplicable
			case '?':
				v.State = assess.Unknown
			default:
				v.State, v.Level = assess.Answered, int(sign-'0')
			}
			answer.Given, answer.State, answer.Votes = true, assess.Unanswered, append(answer.Votes, v)
		}
	}
	return m, a
}

// TestAgreedBesideVotes: what was agreed wins over the votes, also that the criterion does not apply or that nobody
// knows. The other criterion is at 3.
func TestAgreedBesideVotes(t *testing.T) {
	for _, c := range []struct {
		state                      assess.State
		score, coverage, low, high float64
	}{
		{assess.Unanswered, 3.5, 1, 3.5, 3.5}, // votes 3 and 5: 4; with the other's 3 the mean is 3.5
		{assess.Answered, 2, 1, 2, 2},         // agreed 1
		{assess.NotApplicable, 3, 1, 3, 3},    // only the other counts
		{assess.Unknown, 3, 0.5, 2, 4},        // missing: 1 to 5 beside 3
	} {
		m, a := panelOf(t, 3, "35n", "333")
		a.Answers[0].State, a.Answers[0].Level = c.state, 1
		res := m.Evaluate(a, assess.Options{})
		p := res.Practices[0]
		want(t, c.state.String()+" score", p.Score, c.score)
		want(t, c.state.String()+" coverage", p.Coverage, c.coverage)
		want(t, c.state.String()+" low", p.Low, c.low)
		want(t, c.state.String()+" high", p.High, c.high)
		if got := p.Criteria[0]; got.Agreement != assess.Discuss ||
			c.state != assess.Unanswered && got.State != c.state {
			t.Errorf("%s: %+v", c.state, got)
		}
		scorer := m.NewScorer()
		scorer.Evaluate(a, assess.Options{})
		if scorer.Overall() != res.Overall.Node {
			t.Errorf("%s: a scorer says %+v, the evaluation %+v", c.state, scorer.Overall(), res.Overall.Node)
		}
	}
}

// TestVotesWarn: more than half of the raters without a level is told, until something is agreed; who gave no vote
// anywhere is no rater.
func TestVotesWarn(t *testing.T) {
	votes := []string{
		"nnnnnnn5-", // 7 of 8
		"nnnnn333-", // 5 of 8, and of the ten files just half
		"nnnn3333-", // 4 of 8: not more than half
		"?????123-", // 5 of 8
		"????1234-",
		"nn??????-",
		"nnnnnnnn-", // they agree, and the criterion counts for nothing
		"5--------", // silent on one criterion is no N/A
		"???nnn12-", // neither alone
	}
	want := []string{"votes-na a/c0", "votes-na a/c1", "votes-unknown a/c3", "votes-unknown a/c5", "votes-na a/c6"}
	told := func(m *assess.Model, a *assess.Assessment) (out []string) {
		for _, w := range m.Evaluate(a, assess.Options{}).Warnings {
			if w.Code == assess.VotesNA || w.Code == assess.VotesUnknown {
				out = append(out, string(w.Code)+" "+w.At)
			}
		}
		return out
	}
	m, a := panelOf(t, 10, votes...)
	if got := told(m, a); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for _, state := range []assess.State{assess.Answered, assess.NotApplicable, assess.Unknown} {
		m, a := panelOf(t, 10, votes...)
		for i := range a.Answers {
			a.Answers[i].State, a.Answers[i].Level = state, 3
		}
		if got := told(m, a); len(got) > 0 {
			t.Errorf("agreed %s: %q", state, got)
		}
	}
	if got := told(assess.Compile(build(means(), []spec{{id: "a", criteria: 1, weight: 1}})),
		&assess.Assessment{Answers: []assess.Answer{na}}); len(got) > 0 {
		t.Errorf("one person's file: %q", got)
	}
}

// TestVoters: raters without a vote are not counted; where no votes are kept, or no names, all are.
func TestVoters(t *testing.T) {
	_, a := panelOf(t, 4, "3-n-", "-?--")
	if got := a.Voters(); len(got) != 3 || got[1].ID != "r2" || got[2].ID != "r3" {
		t.Errorf("%v", got)
	}
	for i := range a.Raters {
		a.Raters[i].ID = assess.AnonymousPrefix + a.Raters[i].ID
	}
	if got := a.Voters(); len(got) != 4 {
		t.Errorf("anonymous: %v", got)
	}
	_, a = panelOf(t, 4, "----")
	a.Answers[0] = level(3)
	if got := a.Voters(); len(got) != 4 {
		t.Errorf("agreed together: %v", got)
	}
}

// TestVoteDates: the oldest vote is that of somebody who voted, and a rater without a date has the file's.
func TestVoteDates(t *testing.T) {
	for _, c := range []struct {
		dates          [3]string // the third rater gave no vote
		oldest, newest string
	}{
		{[3]string{"", "", ""}, "2026-11-20", "2026-11-20"},
		{[3]string{"2021-03-01", "2026-11-20", "2019-01-01"}, "2021-03-01", "2026-11-20"},
		{[3]string{"2026-11-20", "2021-03-01", ""}, "2021-03-01", "2026-11-20"},
		{[3]string{"2021-03-01", "", "2019-01-01"}, "2021-03-01", "2026-11-20"},
		{[3]string{"2021-03-01", "2022-03-01", "2030-01-01"}, "2021-03-01", "2022-03-01"},
	} {
		_, a := panelOf(t, 3, "3--", "-n-")
		for i, d := range c.dates {
			a.Raters[i].Date = d
		}
		if oldest, newest := a.VoteDates(); oldest != c.oldest || newest != c.newest {
			t.Errorf("%v: %s to %s, want %s to %s", c.dates, oldest, newest, c.oldest, c.newest)
		}
	}
	if oldest, newest := (&assess.Assessment{Date: "2026-11-20"}).VoteDates(); oldest != "2026-11-20" ||
		newest != "2026-11-20" {
		t.Errorf("nobody: %s to %s", oldest, newest)
	}
}
