package actions_test

import (
	"fmt"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/actions"
	"fathom/rubric"
	"fathom/rubric/channelteam"
)

// followed is a file in which every case stands once, for 2027-02-01.
const followed = head + `actions:
  - {id: roles@2, state: done, owner: DIR, due: 2026-12-30, done: 2026-12-30}
  - {id: goals-strategy@2, state: done, owner: DIR, due: 2026-12-30, done: 2027-01-04}
  - {id: roles@3, state: open, owner: DIR, due: 2027-01-29, waits: [roles@2]}
  - {id: goals-strategy@3, state: doing, owner: CHM, due: 2027-02-01, waits: [goals-strategy@2]}
  - {id: incentives@2, owner: CHM, due: 2027-02-20, waits: [roles@3, roles@2]}
  - {id: incentives@3, owner: CHM, due: 2027-02-10, waits: [talk, gone@1]}
  - {id: hire-director, state: open}
  - {id: talk, state: dropped, owner: CHM, due: 2027-01-01}
  - {id: gone@1, planned: gone, due: 2027-02-15}
  - {id: late-report, state: done, owner: OPS2, due: 2027-03-01, done: 2027-02-02}
`

func parsed(t *testing.T, text string) *actions.File {
	t.Helper()
	f, _, err := actions.Read("a.yaml", []byte(text), channelteam.Rubric())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func ids(s *actions.Status, list []int) string {
	var out []string
	for _, i := range list {
		st := s.Actions[i]
		text := st.ID
		if st.Late > 0 {
			text += fmt.Sprintf(" +%d", st.Late)
		}
		if st.Left > 0 {
			text += fmt.Sprintf(" -%d", st.Left)
		}
		if len(st.Waits) > 0 {
			text += " <" + strings.Join(st.Waits, " ")
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

// TestStatus, worked by hand: a day that is today is not late; what is dropped holds up what waits for it, what is gone
// does not; what is done later than the day asked for is not done yet.
func TestStatus(t *testing.T) {
	s := actions.StatusOn(parsed(t, followed), "2027-02-01", channelteam.Rubric())
	for _, c := range []struct{ name, got, want string }{
		{"done", ids(s, s.Done), "roles@2, goals-strategy@2 +5"},
		{"late", ids(s, s.Late), "roles@3 +3"},
		{"next", ids(s, s.Next), "goals-strategy@3, gone@1 -14, late-report -28, hire-director"},
		{"later", ids(s, s.Later), ""},
		{"blocked", ids(s, s.Blocked), "incentives@3 -9 <talk, incentives@2 -19 <roles@3"},
		{"dropped", ids(s, s.Dropped), "talk"},
		{"owners", fmt.Sprint(s.Owners), "[{DIR 1 1 1 0 0 0 0} {CHM 0 0 0 2 1 0 1} {OPS2 0 0 0 0 1 0 0} { 0 0 0 0 2 0 0}]"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, c.got, c.want)
		}
	}
	later := actions.StatusOn(parsed(t, followed), "2027-02-02", channelteam.Rubric())
	if got := ids(later, later.Done); got != "roles@2, goals-strategy@2 +5, late-report" {
		t.Error(got)
	}
}

// TestLater, worked by hand: the rubric's action to roles@2 and to roles@3 takes 30 days, to goals-strategy@3 and to
// data-decision@3 90; 30 days after 1 January is the 31st.
func TestLater(t *testing.T) {
	for _, c := range []struct{ actions, next, later, from string }{
		{`
  - {id: roles@2, due: 2027-03-01}                  # begins on 31 January
  - {id: roles@3, due: 2027-03-02}                  # and this a day later
  - {id: goals-strategy@3, due: 2027-04-05}         # on 6 January
  - {id: data-decision@3, state: doing, due: 2028-01-01}
  - {id: incentives@3, due: 2027-12-01, waits: [roles@2]}
  - {id: talk, due: 2027-01-31}
  - {id: walk, due: 2027-02-01}
  - {id: hire}
`, "talk -30, roles@2 -59, goals-strategy@3 -94, data-decision@3 -365, hire", "roles@3 -60, walk -31", "2027-02-01"},
		{`
  - {id: goals-strategy@3, due: 2027-08-29} # begins on 1 June
  - {id: walk, due: 2027-06-02}
  - {id: roles@2, due: 2027-06-30}          # likewise
  - {id: roles@3, due: 2026-12-31}          # late, and nothing to go on with
`, "roles@2 -180, goals-strategy@3 -240", "walk -152", "2027-06-02"},
	} {
		s := actions.StatusOn(parsed(t, head+"actions:"+c.actions), "2027-01-01", channelteam.Rubric())
		next, later, from := ids(s, s.Next), ids(s, s.Later), s.Actions[s.Later[0]].Begins
		if next != c.next || later != c.later || from != c.from {
			t.Errorf("next %s\nwant %s\nlater %s from %s\nwant %s from %s", next, c.next, later, from, c.later, c.from)
		}
	}
}

// TestStatusCountsAll: whatever the day, each action is in one list, and counted once for its owner.
func TestStatusCountsAll(t *testing.T) {
	f := parsed(t, followed)
	for _, now := range []string{"2020-01-01", "2026-12-30", "2027-01-30", "2027-02-15", "2030-01-01"} {
		s := actions.StatusOn(f, now, channelteam.Rubric())
		seen := map[int]int{}
		for _, list := range [][]int{s.Done, s.Late, s.Next, s.Later, s.Blocked, s.Dropped} {
			for _, i := range list {
				seen[i]++
			}
		}
		sum := 0
		for _, l := range s.Owners {
			sum += l.OnTime + l.DoneLate + l.Late + l.Blocked + l.Next + l.Later + l.Dropped
		}
		if len(seen) != len(f.Actions) || sum != len(f.Actions) {
			t.Errorf("%s: %v, %d", now, seen, sum)
		}
	}
}

// result is one that says only what level the practices have.
func result(r *rubric.Rubric, date string, levels map[string]int) *assess.Result {
	res := &assess.Result{Practices: make([]assess.Practice, len(r.Practices)),
		Assessment: &assess.Assessment{Date: date}}
	for i, p := range r.Practices {
		if level, ok := levels[p.ID]; ok {
			res.Practices[i].Level = assess.Some(level)
		}
	}
	return res
}

// TestLiftedBy: each outcome, by hand.
func TestLiftedBy(t *testing.T) {
	r := channelteam.Rubric()
	f := parsed(t, head+`actions:
  - {id: roles@3, done: 2027-01-29}        # 2 to 3
  - {id: roles@2, done: 2027-01-01}        # was there
  - {id: goals-strategy@3, done: 2027-03-01}        # on the day of the new one, still at 2
  - {id: incentives@2, done: 2026-11-19}   # before the old one
  - {id: incentives@3, done: 2027-03-02}   # after the new one
  - {id: cap-finance@2, done: 2026-11-20}  # nothing is known of it now
  - {id: cap-brand@2, done: 2026-12-20}   # nothing was known of it then
  - {id: innovation@2, done: 2026-12-20}   # nothing was known of it, and it is below
  - {id: talk, done: 2027-01-01}           # no step
  - {id: roles@4, state: doing}
`)
	old := result(r, "2026-11-20", map[string]int{"roles": 2, "goals-strategy": 2, "incentives": 1, "cap-finance": 1})
	now := result(r, "2027-03-01", map[string]int{"roles": 3, "goals-strategy": 2, "incentives": 2, "cap-brand": 2,
		"innovation": 1})
	var got []string
	for _, l := range actions.LiftedBy(f, old, now) {
		got = append(got, l.ID+" "+string(l.Outcome))
	}
	if text := strings.Join(got, ", "); text != "roles@3 lifted, roles@2 already, goals-strategy@3 not, incentives@2 earlier, "+
		"incentives@3 later, cap-finance@2 no-level, cap-brand@2 no-level, innovation@2 not" {
		t.Error(text)
	}
}
