package workshop_test

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/panel"
	"fathom/assess/workshop"
	"fathom/rubric"
)

// file is an assessment as its file.
func file(t testing.TB, m *assess.Model, a *assess.Assessment) string {
	t.Helper()
	var out bytes.Buffer
	if err := answerfile.Write(&out, a, m.Rubric); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// read is what a file says.
func read(t testing.TB, m *assess.Model, text string) *assess.Assessment {
	t.Helper()
	a, err := answerfile.Read("a.yaml", []byte(text), m.Rubric)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return a
}

func resultOf(t testing.TB, r *workshop.Room) *assess.Assessment {
	t.Helper()
	a, err := r.Result()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// bare is a panel without what is noted.
func bare(a *assess.Assessment) *assess.Assessment {
	out := *a
	out.Answers = slices.Clone(a.Answers)
	for i := range out.Answers {
		out.Answers[i].Note = ""
	}
	return &out
}

// first is what somebody votes in the first round of a criterion; ok is false for nothing.
func first(by *rand.Rand, anonymous bool) (v workshop.Vote, ok bool) {
	switch n := by.IntN(10); {
	case n == 0:
		return v, false
	case n == 1:
		v.Answer = workshop.Unknown
	case n == 2:
		v.Answer, v.Note = workshop.NA, "不适用，因为没有"
	default:
		v = level(1 + n%5)
		v.Note = []string{"", "", "see the \"plan\": 2026"}[n%3]
	}
	if anonymous {
		v.Note = ""
	}
	return v, true
}

var people = []string{"Ann Lee", "Bo", "Chen", "陈静", "anonymous-1", "true", "Maximiliane von Hohenstein", "Bo"}

// session is a workshop on six criteria: every second is voted on twice, and the room agrees on all but the last. It
// returns the room and the same first votes as one assessment a person.
func session(t *testing.T, m *assess.Model, seed uint64, anonymous bool) (*workshop.Room, []*assess.Assessment) {
	by := rand.New(rand.NewPCG(seed, 3))
	o := opened(m)
	o.Anonymous, o.Known.Targets = anonymous, map[string]float64{"roles": 4}
	r := open(t, m, o)
	var files []*assess.Assessment
	for n, name := range people {
		a := empty(m)
		a.Date, a.Targets = o.Date, o.Known.Targets
		files = append(files, a)
		if anonymous {
			name = ""
		}
		apply(t, r, workshop.Joined{Nonce: fmt.Sprint(n), Key: fmt.Sprint(n), Name: name})
	}
	for k := range 6 {
		apply(t, r, workshop.Moved{})
		i, _, _ := r.Current()
		id := m.Criterion(i).ID
		for n := range people {
			v, ok := first(by, anonymous)
			if n == 0 {
				v, ok = level(1+k%5), true
			}
			if !ok {
				continue
			}
			seat := fmt.Sprint("s", n+1)
			apply(t, r, workshop.Voted{Criterion: id, Round: 1, Voter: r.Voter(seat, []byte(seat)), Vote: v})
			if v.Answer == workshop.NA {
				v.Note = cmp.Or(v.Note, "a file wants a reason; merging without names drops it")
			}
			files[n].Answers[i] = answer(v, m.Criterion(i).TextDigest())
		}
		apply(t, r, workshop.Shown{Criterion: id, Round: 1})
		round := 1
		if k%2 == 1 {
			apply(t, r, workshop.Again{Criterion: id, Round: 1}, workshop.Voted{Criterion: id, Round: 2,
				Voter: r.Voter("s1", []byte("s1")), Vote: level(3)}, workshop.Shown{Criterion: id, Round: 2})
			round = 2
		}
		if k < 5 {
			apply(t, r, workshop.Settled{Criterion: id, Round: round, Vote: outcomes[k]})
		}
	}
	apply(t, r, workshop.Closed{})
	return r, files
}

// outcomes are what the room agrees on, one criterion after the other.
var outcomes = []workshop.Vote{{Answer: workshop.Level, Level: 3, Note: "one owner from May"},
	{Answer: workshop.Level, Level: 2}, {Answer: workshop.NA, Note: "no stock of its own"}, {Answer: workshop.Unknown},
	{Answer: workshop.Unknown, Note: "ask finance"}}

func answer(v workshop.Vote, text string) assess.Answer {
	a := assess.Answer{Given: true, State: assess.Answered, Level: v.Level, Note: v.Note, Text: text}
	switch v.Answer {
	case workshop.NA:
		a.State = assess.NotApplicable
	case workshop.Unknown:
		a.State = assess.Unknown
	}
	return a
}

// merged is what merging the files makes of them, and of what was agreed, in the order of the plan.
func merged(t *testing.T, m *assess.Model, r *workshop.Room, raters []assess.Rater, files []*assess.Assessment,
	anonymous bool) *assess.Assessment {
	t.Helper()
	var ballots []panel.Ballot
	for n, a := range files {
		a.Raters = []assess.Rater{raters[n]}
		ballots = append(ballots, panel.Ballot{File: raters[n].ID, Assessment: read(t, m, file(t, m, a))})
	}
	out, problems := panel.Merge(m, ballots)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	if anonymous {
		var ok bool
		if out, ok = panel.Anonymize(out, panel.MinGroup); !ok {
			t.Fatal("too few")
		}
	}
	states := map[workshop.Answer]assess.State{workshop.Level: assess.Answered, workshop.NA: assess.NotApplicable,
		workshop.Unknown: assess.Unknown}
	for k, v := range outcomes {
		panel.Agree(out, r.Plan().Planned[k], states[v.Answer], v.Level, v.Note)
	}
	return out
}

// TestResultIsMerge: the panel of a session is byte for byte what merging makes of the same votes as one file each, but
// for the notes about later rounds.
func TestResultIsMerge(t *testing.T) {
	m := model()
	ids := []string{"ann-lee", "bo", "chen", rubric.IDFrom("陈静", "r-"), "r-anonymou", "true", "maximiliane", "bo-2"}
	names := slices.Clone(people)
	names[7] = "Bo (2)"
	for seed := range uint64(10) {
		r, files := session(t, m, seed, false)
		got := resultOf(t, r)
		var raters []assess.Rater
		for n := range people {
			raters = append(raters, assess.Rater{ID: ids[n], Name: names[n]})
		}
		want := merged(t, m, r, raters, files, false)
		if got, want := file(t, m, bare(got)), file(t, m, bare(want)); got != want {
			t.Fatalf("seed %d:\n%s\nwant\n%s", seed, got, want)
		}
		for k, i := range r.Plan().Planned[:6] {
			second := map[bool]string{true: "\nsecond vote: 3"}[k%2 == 1]
			if got, want := got.Answers[i].Note, want.Answers[i].Note+second; strings.TrimPrefix(got, "\n") !=
				strings.TrimPrefix(want, "\n") {
				t.Errorf("seed %d: note %q, want %q", seed, got, want)
			}
		}
		if back := read(t, m, file(t, m, got)); !reflect.DeepEqual(back, got) {
			t.Errorf("seed %d: it is read back as something else", seed)
		}
	}
}

// TestAnonymousResultIsMerge: the same without names; then merging forgets them. Where everybody has voted on one
// criterion the raters are as many.
func TestAnonymousResultIsMerge(t *testing.T) {
	m := model()
	compared := 0
	for seed := range uint64(10) {
		r, files := session(t, m, seed, true)
		var raters []assess.Rater
		voted := 0
		for n := range files {
			raters = append(raters, assess.Rater{ID: fmt.Sprint("r", n)})
		}
		for _, i := range r.Plan().Planned[:6] {
			n := 0
			for _, a := range files {
				if a.Answers[i].Given {
					n++
				}
			}
			voted = max(voted, n)
		}
		if voted < len(files) {
			continue
		}
		compared++
		got, want := resultOf(t, r), merged(t, m, r, raters, files, true)
		if got, want := file(t, m, bare(got)), file(t, m, bare(want)); got != want {
			t.Fatalf("seed %d:\n%s\nwant\n%s", seed, got, want)
		}
	}
	if compared == 0 {
		t.Error("nothing was compared")
	}
}

// TestAnonymousRoundsInPanel: the panel has the votes of the first round that could be seen, never one that came later,
// and a line about a later one only where that was seen, too: it tells nobody more than the screen did.
func TestAnonymousRoundsInPanel(t *testing.T) {
	for _, c := range []struct {
		rounds [][]int
		votes  []int
		note   string
	}{
		{[][]int{{1, 2, 0, 0, 0}, {1, 2, 3, 0, 0}}, []int{1, 2, 3}, "second vote: 1 2 3"},
		{[][]int{{1, 2, 3, 0, 0}, {1, 2, 3, 4, 5}}, []int{1, 2, 3}, ""},
		{[][]int{{1, 2, 3, 4, 5}, {1, 2, 3, 4, 4}}, []int{1, 2, 3, 4, 5}, ""},
		{[][]int{{1, 2, 3, 4, 5}, {3, 3, 3, 3, 3}}, []int{1, 2, 3, 4, 5}, "second vote: 3 3 3 3 3"},
		{[][]int{{1, 2, 3, 4, 5}, {5, 4, 3, 2, 2}, {3, 3, 3, 3, 3}}, []int{1, 2, 3, 4, 5}, "third vote: 3 3 3 3 3"},
	} {
		_, r := anonymousRounds(t, c.rounds...)
		i, _, _ := r.Current()
		a := resultOf(t, r)
		var votes []int
		for _, v := range a.Answers[i].Votes {
			votes = append(votes, v.Level)
		}
		if len(a.Raters) != slices.Max([]int{voters(c.rounds[0]), voters(c.rounds[1])}) {
			t.Errorf("%v: %d raters", c.rounds, len(a.Raters))
		}
		if !reflect.DeepEqual(votes, c.votes) || a.Answers[i].Note != c.note {
			t.Errorf("%v: %v, %q", c.rounds, votes, a.Answers[i].Note)
		}
		file(t, model(), a)
	}
}

// voters is how many levels are votes.
func voters(levels []int) int {
	return len(slices.DeleteFunc(slices.Clone(levels), func(l int) bool { return l == 0 }))
}

// TestKept: what the panel file said besides votes is still there.
func TestKept(t *testing.T) {
	m := model()
	o := opened(m)
	o.Known = known(m)
	o.Known.Previous, o.Known.Comments = "last.yaml", map[string]string{"summary": "well done"}
	old := assess.Answer{Given: true, State: assess.Answered, Level: 2}
	o.Known.Removed = []assess.Removed{{ID: "old/one", Answer: old}}
	r := open(t, m, o)
	apply(t, r, workshop.Joined{Nonce: "1", Name: "Bo"}, workshop.Moved{},
		workshop.Voted{Criterion: here, Round: 1, Voter: "s1", Vote: level(1)}, workshop.Closed{})
	a := resultOf(t, r)
	if len(a.Raters) != 3 || a.Previous != "last.yaml" || a.Comments["summary"] != "well done" || len(a.Removed) != 1 {
		t.Errorf("%+v", a)
	}
	file(t, m, a)
}
