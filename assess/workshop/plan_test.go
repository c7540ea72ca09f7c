package workshop_test

import (
	"cmp"
	"math"
	"reflect"
	"slices"
	"testing"

	"fathom/assess"
	"fathom/assess/panel"
	"fathom/assess/workshop"
)

// TestPlanOfNew: without votes the core criteria come first, by weight, then the others by weight; minutes cut it at 90
// seconds each.
func TestPlanOfNew(t *testing.T) {
	m := model()
	weights := m.Shares(m.Evaluate(empty(m), assess.Options{}), assess.EveryPart)
	var want []int
	for i := range m.Len() {
		want = append(want, i)
	}
	slices.SortStableFunc(want, func(x, y int) int {
		isCore := func(i int) int {
			if m.Criterion(i).Core {
				return 1
			}
			return 0
		}
		return cmp.Or(isCore(y)-isCore(x),
			cmp.Compare(assess.Round(weights[y].Weight, 9), assess.Round(weights[x].Weight, 9)))
	})
	for minutes, n := range map[int]int{0: 91, 1: 0, 3: 2, 20: 13, 45: 30, 1000: 91} {
		o := opened(m)
		o.Minutes = minutes
		p := open(t, m, o).Plan()
		if len(p.Planned) != n || !reflect.DeepEqual(append(slices.Clone(p.Planned), p.Spare...), want) {
			t.Errorf("%d minutes: %d planned, %v", minutes, len(p.Planned), p)
		}
	}
}

// TestPlanOfVotes: where there are votes, the plan is the agenda of merging: what is agreed is not on it, and what
// nobody voted on or disputes is there if there is time.
func TestPlanOfVotes(t *testing.T) {
	m := model()
	o := opened(m)
	o.Known, o.Depth = known(m), "team"
	p := open(t, m, o).Plan()
	disputed, _ := m.Index("roles/overlap-control")
	agreed, _ := m.Index("roles/role-definition")
	if !reflect.DeepEqual(p.Planned, []int{disputed}) {
		t.Errorf("%v", p.Planned)
	}
	if len(p.Spare) != 56 || slices.Contains(p.Spare, agreed) {
		t.Errorf("%d spare: %v", len(p.Spare), p.Spare)
	}
	if !reflect.DeepEqual(p.Why[disputed], []panel.Reason{panel.FarApart}) {
		t.Errorf("%v", p.Why)
	}
}

// TestOrder: next goes down the plan from where the room stands, and round to its beginning; what was left before it
// was shown comes again, and what was skipped last of all; what was shown does not.
func TestOrder(t *testing.T) {
	m := model()
	o := opened(m)
	o.Depth, o.Minutes = "quick", 3
	r := open(t, m, o)
	plan := slices.Concat(r.Plan().Planned, r.Plan().Spare)
	id := func(k int) string { return m.Criterion(plan[k]).ID }
	at := func(k int) {
		t.Helper()
		if got := r.Public(0).Criterion; got != id(k) {
			t.Fatalf("at %s, want %s", got, id(k))
		}
	}
	apply(t, r, workshop.Joined{Nonce: "1"}, workshop.Moved{})
	at(0)
	apply(t, r, workshop.Skipped{Criterion: id(0)})
	at(1)
	apply(t, r, workshop.Moved{To: id(len(plan) - 2)}, workshop.Moved{})
	at(len(plan) - 1)
	for k := 1; k < len(plan); k++ { // all that are open, and not the first two for ever
		apply(t, r, workshop.Moved{})
		at(k)
	}
	apply(t, r, workshop.Moved{})
	for k := 1; k < len(plan); k++ {
		at(k)
		apply(t, r, workshop.Shown{Criterion: id(k), Round: 1}, workshop.Moved{})
	}
	at(0)
	if h := r.Host(0); h.Planned != 2 || h.Next != -1 || len(h.Items) != len(plan) {
		t.Errorf("%d planned, next %d, %d items", h.Planned, h.Next, len(h.Items))
	}
	if kind := kindOf(t, r.Apply(workshop.Skipped{Criterion: id(0)})); kind != workshop.NothingLeft {
		t.Error(kind)
	}
	if kind := kindOf(t, r.Apply(workshop.Moved{})); kind != workshop.NothingLeft {
		t.Error(kind)
	}
	apply(t, r, workshop.Moved{To: id(5)})
	if p := r.Public(0); p.Phase != workshop.Revealed || p.Round != 1 {
		t.Errorf("%+v: it is seen as it was left", p)
	}
}

// TestPaused: a round that the facilitator left goes on where it was, with its votes.
func TestPaused(t *testing.T) {
	r := open(t, model(), opened(model()))
	apply(t, r, workshop.Joined{Nonce: "1"}, workshop.Moved{To: "roles/overlap-control"},
		workshop.Voted{Criterion: "roles/overlap-control", Round: 1, Voter: "s1", Vote: level(4)},
		workshop.Moved{To: "roles/role-definition"}, workshop.Moved{To: "roles/overlap-control"})
	if p, _ := r.Phone("s1", "", 0); p.Round != 1 || p.Phase != workshop.Voting || p.Mine == nil || p.Mine.Level != 4 {
		t.Errorf("%+v", p)
	}
}

// TestPlanOfDepth: a room that is to ask less than the panel has votes on does not; one that is not told so asks them,
// also where the panel's own depth does not.
func TestPlanOfDepth(t *testing.T) {
	m := model()
	disputed, _ := m.Index("roles/overlap-control")
	for _, c := range []struct {
		known, room string
		want        bool
	}{{"full", "member", false}, {"full", "", true}, {"member", "", true}, {"member", "team", true}} {
		o := opened(m)
		o.Known, o.Depth = known(m), c.room
		o.Known.Depth = c.known
		r := open(t, m, o)
		if got := slices.Contains(r.Plan().Planned, disputed); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
		if kind := kindOf(t, r.Apply(workshop.Moved{To: "roles/overlap-control"})); (kind == "") != c.want {
			t.Errorf("%+v: %q", c, kind)
		}
	}
}

// TestMinutesOfAnyNumber: no number of minutes is too large: it is time for all.
func TestMinutesOfAnyNumber(t *testing.T) {
	for minutes, want := range map[int]int{0: 91, 1: 0, 2: 1, 3: 2, 136: 90, 137: 91, 200: 91,
		math.MaxInt / 60: 91, math.MaxInt/60 + 1: 91, math.MaxInt / 50: 91, math.MaxInt: 91} {
		o := opened(model())
		o.Minutes = minutes
		if got := len(open(t, model(), o).Plan().Planned); got != want {
			t.Errorf("%d minutes: %d planned, want %d", minutes, got, want)
		}
	}
}
