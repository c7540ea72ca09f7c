package workshop_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"fathom/assess/workshop"
)

// This file tests what may be seen of the votes of an anonymous room once they are shown.

// TestNobodysVote: in an anonymous room it makes no difference who voted what, before or after all is shown.
func TestNobodysVote(t *testing.T) {
	var want []string
	for seed := range uint64(12) {
		by := rand.New(rand.NewPCG(seed, 2))
		p := newPlay(t, true, "", nil)
		for range 6 {
			p.join()
		}
		p.do(workshop.Moved{})
		p.seen = nil
		for _, levels := range [][]int{{1, 2, 2, 5, 5, 5}, {1, 2, 2, 5, 3, 5}, {4, 4, 4, 4, 4, 4}} {
			at := p.r.Public(0)
			for n, k := range by.Perm(6) {
				if err := p.r.Apply(workshop.Voted{Criterion: at.Criterion, Round: at.Round,
					Voter: p.voter(fmt.Sprint("s", n+1)), Vote: level(levels[k])}); err != nil {
					t.Fatal(err)
				}
			}
			p.secret = "" // no phone's own vote is looked at
			p.joined = 0
			p.show()
			p.do(workshop.Again{Criterion: at.Criterion, Round: at.Round})
		}
		p.do(workshop.Closed{})
		if want == nil {
			want = p.seen
		}
		if !reflect.DeepEqual(p.seen, want) {
			t.Fatalf("seed %d: it shows who voted", seed)
		}
	}
}

// anonymousRounds plays rounds of an anonymous room on one criterion: a level a seat, 0 for no vote. It returns why
// each could not be seen.
func anonymousRounds(t *testing.T, rounds ...[]int) (hidden []workshop.Hidden, r *workshop.Room) {
	t.Helper()
	p := newPlay(t, true, "", nil)
	for range rounds[0] {
		p.join()
	}
	p.do(workshop.Moved{})
	for k, levels := range rounds {
		at := p.r.Public(0)
		p.cast(levels)
		p.show()
		hidden = append(hidden, p.r.Screen(0).Shown.Hidden)
		if k+1 < len(rounds) {
			p.do(workshop.Again{Criterion: at.Criterion, Round: at.Round})
		}
	}
	return hidden, p.r
}

// TestAnonymousRounds: fewer than three levels are not shown, nor a round in which one or two votes differ from one
// that was seen; one that was not seen does not count.
func TestAnonymousRounds(t *testing.T) {
	const few, close = workshop.TooFew, workshop.TooClose
	for _, c := range []struct {
		rounds [][]int
		want   []workshop.Hidden
	}{
		{[][]int{{1, 2, 0, 0, 0}}, []workshop.Hidden{few}},
		{[][]int{{1, 2, 3, 0, 0}}, []workshop.Hidden{""}},
		{[][]int{{1, 2, 3, 4, 5}, {1, 2, 3, 4, 5}}, []workshop.Hidden{"", ""}},
		{[][]int{{1, 2, 3, 4, 5}, {1, 2, 3, 4, 4}}, []workshop.Hidden{"", close}},
		{[][]int{{1, 2, 3, 4, 5}, {1, 2, 3, 3, 3}}, []workshop.Hidden{"", close}},
		{[][]int{{1, 2, 3, 4, 5}, {3, 3, 3, 3, 3}}, []workshop.Hidden{"", ""}},
		{[][]int{{1, 2, 3, 4, 5}, {1, 2, 3, 4, 0}}, []workshop.Hidden{"", close}},
		{[][]int{{1, 2, 3, 4, 5}, {2, 1, 3, 4, 5}}, []workshop.Hidden{"", ""}}, // nobody can see that two changed
		// the third differs by three from the first, and nobody saw the second
		{[][]int{{1, 2, 3, 4, 5}, {1, 2, 3, 3, 3}, {3, 3, 3, 3, 3}}, []workshop.Hidden{"", close, ""}},
		{[][]int{{1, 2, 0, 0, 0}, {1, 2, 3, 0, 0}}, []workshop.Hidden{few, ""}},
	} {
		got, _ := anonymousRounds(t, c.rounds...)
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%v: %q, want %q", c.rounds, got, c.want)
		}
	}
}

// TestEnteredVotes: the facilitator knows the votes that he enters for people without a phone, and can take them off.
// So what is shown, and what stands in the panel, has three levels from phones, and between two rounds that are shown
// no or at least three votes from phones differ.
func TestEnteredVotes(t *testing.T) {
	const few, close = workshop.TooFew, workshop.TooClose
	for _, c := range []struct {
		byHand int // the last so many
		rounds [][]int
		want   []workshop.Hidden
		votes  int // in the panel
	}{
		{0, [][]int{{1, 2, 3}}, []workshop.Hidden{""}, 3},
		{1, [][]int{{1, 2, 3}}, []workshop.Hidden{few}, 0},
		{1, [][]int{{1, 2, 3, 3}}, []workshop.Hidden{""}, 4},
		{2, [][]int{{1, 2, 0, 4, 5}, {1, 2, 3, 4, 5}}, []workshop.Hidden{few, ""}, 5},
		// three votes differ in all, and two of them from phones
		{1, [][]int{{1, 2, 3, 4}, {1, 1, 1, 5}}, []workshop.Hidden{"", close}, 4},
		{1, [][]int{{1, 2, 3, 4}, {5, 5, 5, 4}}, []workshop.Hidden{"", ""}, 4},
		// none from phones, and one in all, by which everybody sees that it is the one without a phone
		{1, [][]int{{1, 2, 3, 4}, {1, 2, 3, 5}}, []workshop.Hidden{"", close}, 4},
	} {
		people := len(c.rounds[0])
		p := newPlay(t, true, "", nil)
		for n := range people {
			if n < people-c.byHand {
				p.join()
			} else {
				p.comes()
			}
		}
		p.do(workshop.Moved{})
		var got []workshop.Hidden
		for k, levels := range c.rounds {
			p.cast(levels)
			p.show()
			got = append(got, p.r.Screen(0).Shown.Hidden)
			if at := p.r.Public(0); k+1 < len(c.rounds) {
				p.do(workshop.Again{Criterion: at.Criterion, Round: at.Round})
			}
		}
		i, _, _ := p.r.Current()
		if votes := len(resultOf(t, p.r).Answers[i].Votes); votes != c.votes || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%d of %v by hand: %q and %d votes, want %q and %d", c.byHand, c.rounds, got, votes, c.want, c.votes)
		}
	}
}

// cast lets the seats vote, a level each, 0 for no vote.
func (p *play) cast(levels []int) {
	for n, l := range levels {
		seat, at := fmt.Sprint("s", n+1), p.r.Public(0)
		if l > 0 {
			apply(p.t, p.r, workshop.Voted{Criterion: at.Criterion, Round: at.Round, Voter: p.voter(seat),
				Vote: level(l), Entered: p.byHand[seat]})
		}
	}
}
