package actions_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"fathom/assess/actions"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
)

// kept is a file in which a team has written something of its own, and nothing.
const kept = head + `actions:
  # the first
  - {id: roles@2, state: open, due: 2026-12-30, planned: 2026-12-30} # soon
  - {id: roles@3, state: doing, who: Li, due: 2027-02-01, planned: 2027-01-29, note: agreed}
  - {id: incentives@2, state: done, due: 2027-01-10, done: 2027-01-11}
`

// TestEnter: what the file does not say yet is taken, comments stay, and what is new comes last.
func TestEnter(t *testing.T) {
	out, e, err := actions.Enter("a.yaml", []byte(kept), []actions.Entry{
		{ID: "roles@2", State: actions.Doing, Who: "王芳: A", Due: "2027-01-05", Note: "two\nlines"},
		{ID: "roles@3", State: actions.Done, Who: "Li", Done: "2027-02-03"},
		{ID: "hire-director", Title: "Find one", Who: "Wu"},
	}, actions.NoSide, channelteam.Rubric())
	if err != nil || fmt.Sprint(e.Changed, e.Added, len(e.Apart)) != "[roles@2 roles@3] [hire-director] 0" {
		t.Fatal(e, err)
	}
	f := parsed(t, string(out))
	a, b, c := f.Actions[0], f.Actions[1], f.Actions[3]
	got := fmt.Sprintf("%+v", []any{a.State, a.Who, a.Due, a.Planned, a.Note,
		b.State, b.Done, b.Due, b.Note, c.ID, c.Who})
	if want := "[doing 王芳: A 2027-01-05 2026-12-30 two\nlines done 2027-02-03 2027-02-01 agreed hire-director Wu]"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	for _, c := range []string{"# the first", "# soon", "# Find one"} {
		if !strings.Contains(string(out), c) {
			t.Errorf("%q is lost in\n%s", c, out)
		}
	}
}

// TestEnterApart: what the team has said in the file otherwise is told by place, and who wins is asked.
func TestEnterApart(t *testing.T) {
	entries := []actions.Entry{
		{ID: "roles@3", State: actions.Open, Who: "Wu", Due: "2027-03-01", Note: "else",
			Place: problem.Problem{File: "p.xlsx", Cell: "Plan!B5", Line: 5}},
		{ID: "incentives@2", State: actions.Done, Done: "2027-01-12",
			Place: problem.Problem{File: "p.xlsx", Cell: "Plan!B6", Line: 6}},
	}
	_, _, err := actions.Enter("a.yaml", []byte(kept), entries, actions.NoSide, channelteam.Rubric())
	for _, want := range []string{"p.xlsx:Plan!B5: roles@3: state is open here and doing in the file [conflict]",
		"who is Wu here and Li in", "due is 2027-03-01 here and 2027-02-01 in", "note is else here and agreed in",
		"p.xlsx:Plan!B6: incentives@2: done is 2027-01-12 here and 2027-01-11 in"} {
		if !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("%q is not told in %v", want, err)
		}
	}
	for side, want := range map[actions.Side]string{actions.FileSide: "doing Li 2027-02-01 agreed 2027-01-11",
		actions.EntrySide: "open Wu 2027-03-01 else 2027-01-12"} {
		out, e, err := actions.Enter("a.yaml", []byte(kept), entries, side, channelteam.Rubric())
		if err != nil || len(e.Apart) != 5 {
			t.Fatal(e, err)
		}
		f := parsed(t, string(out))
		a := f.Actions[1]
		if got := fmt.Sprint(a.State, " ", a.Who, " ", a.Due, " ", a.Note, " ", f.Actions[2].Done); got != want {
			t.Errorf("%s: %s, want %s", side, got, want)
		}
	}
}

// TestEnterReopened: work that a workbook takes up again has no day on which it was done.
func TestEnterReopened(t *testing.T) {
	entries := []actions.Entry{{ID: "incentives@2", State: actions.Doing}}
	out, _, err := actions.Enter("a.yaml", []byte(kept), entries, actions.EntrySide, channelteam.Rubric())
	if err != nil {
		t.Fatal(err)
	}
	if a := parsed(t, string(out)).Actions[2]; a.State != actions.Doing || a.Done != "" {
		t.Errorf("%+v", a)
	}
}

// TestEnterTwice: whatever is entered, entering it again changes nothing, and what nobody mentioned stays as it was.
func TestEnterTwice(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	ids := []string{"roles@2", "roles@3", "incentives@2", "incentives@3", "talk"}
	words := []string{"", "", "Li", "王", "# x", "a: b", "- y", "\"", "=1"}
	days := []string{"", "2027-01-01", "2027-05-05"}
	for range 100 {
		var entries []actions.Entry
		for _, id := range ids {
			if rng.IntN(2) == 0 {
				continue
			}
			e := actions.Entry{ID: id, Who: words[rng.IntN(len(words))], Note: words[rng.IntN(len(words))],
				Due: days[rng.IntN(3)], State: actions.State(append(actions.States(), "")[rng.IntN(5)])}
			if e.State == actions.Done {
				e.Done = "2027-02-02"
			}
			entries = append(entries, e)
		}
		side := []actions.Side{actions.FileSide, actions.EntrySide}[rng.IntN(2)]
		once, _, err := actions.Enter("a.yaml", []byte(kept), entries, side, channelteam.Rubric())
		if err != nil {
			t.Fatalf("%+v: %v", entries, err)
		}
		twice, e, err := actions.Enter("a.yaml", once, entries, side, channelteam.Rubric())
		if err != nil || string(twice) != string(once) || len(e.Changed)+len(e.Added) > 0 {
			t.Fatalf("%+v, %v: %+v\n%s\n%s", entries, err, e, once, twice)
		}
		before, after := parsed(t, kept), parsed(t, string(once))
		for i := range before.Actions {
			mentioned := false
			for _, entry := range entries {
				mentioned = mentioned || entry.ID == before.Actions[i].ID
			}
			if !mentioned && !reflect.DeepEqual(before.Actions[i], after.Actions[i]) {
				t.Fatalf("%+v became %+v", before.Actions[i], after.Actions[i])
			}
		}
	}
}
