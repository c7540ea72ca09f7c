package actions

import (
	"cmp"
	"slices"
	"time"

	"fathom/rubric"
)

// Soon is how many days ahead an action may begin to be among the next.
const Soon = 30

// Status is where things stand on a day. Each action is in exactly one of the six lists, by its place in the file.
type Status struct {
	Now     string
	Actions []Standing // in the order of the file
	Done    []int      // by the day they were done
	Late    []int      // their day has passed; the longest late first
	// can be worked on: being done, or beginning within [Soon] days, or without a day; the first to begin where there
	// is none of these. By the day they are due; those without a day come last.
	Next    []int
	Later   []int  // can be worked on, and begin later, by that day
	Blocked []int  // wait for something that is not done, and are not late yet; by the day they are due
	Dropped []int  // in the order of the file
	Owners  []Load // in the order of the rubric, then of the file; "" (nobody yet) comes last
}

// Standing is where one action stands.
type Standing struct {
	*Action
	// as of the day: what is done later is not done yet, and what was not done then is open or being done
	State State
	Late  int      // days after its due day, of a done one that it took longer; 0 for on time, or without a day
	Left  int      // days to its due day, 0 for today, of what is neither late, done nor dropped and has a day
	Waits []string // the ids of what it waits for that is not done, and of what was dropped and so never will be
	// about when it begins, of what has a due day: so many days before it as the rubric's action takes, and that day
	// itself for what is no step of the rubric
	Begins string
}

// Load is how one owner's actions stand; each is counted once.
type Load struct {
	Owner                           string // id; "" for nobody yet
	OnTime, DoneLate, Late, Blocked int
	Next, Later                     int // can be worked on
	Dropped                         int
}

// StatusOn tells where the actions of a file stand on a day, as 2027-01-29. Roles are put in the order of the rubric.
// It is only what the file says: the day is given, and no clock is asked.
func StatusOn(f *File, now string, r *rubric.Rubric) *Status {
	s := &Status{Now: now, Actions: make([]Standing, len(f.Actions))}
	holds := map[string]bool{}
	for i := range f.Actions {
		a := &f.Actions[i]
		s.Actions[i] = Standing{Action: a, State: stateOn(a, now), Begins: beginOf(a, r)}
		// what no plan wants any more holds nothing up; what was dropped and is wanted does, for good
		holds[a.ID] = s.Actions[i].State != Done && a.Planned != Gone
	}
	for i := range s.Actions {
		s.place(i, holds)
	}
	s.sort()
	s.loads(r)
	return s
}

// stateOn is the state as of a day.
func stateOn(a *Action, now string) State {
	if a.State == Done && a.Done > now {
		return Doing
	}
	return a.State
}

// beginOf is about when an action begins, "" where it has no day.
func beginOf(a *Action, r *rubric.Rubric) string {
	due, err := time.Parse(time.DateOnly, a.Due)
	if err != nil || a.Practice < 0 {
		return a.Due
	}
	for _, step := range r.Practices[a.Practice].Actions {
		if step.To == a.To {
			return due.AddDate(0, 0, 1-max(step.Days, 1)).Format(time.DateOnly)
		}
	}
	return a.Due
}

func (st *Standing) isOpen() bool { return st.State == Open || st.State == Doing }

// place puts an action into its list.
func (s *Status) place(i int, holds map[string]bool) {
	st := &s.Actions[i]
	days := 0 // after the due day, below 0 before it
	switch {
	case st.Due == "":
	case st.State == Done:
		days = daysBetween(st.Due, st.Action.Done)
	default:
		days = daysBetween(st.Due, s.Now)
	}
	if st.State != Dropped {
		st.Late = max(days, 0)
	}
	if st.isOpen() {
		st.Left = max(-days, 0)
		for _, id := range st.Action.Waits {
			if holds[id] {
				st.Waits = append(st.Waits, id)
			}
		}
	}
	switch {
	case st.State == Done:
		s.Done = append(s.Done, i)
	case st.State == Dropped:
		s.Dropped = append(s.Dropped, i)
	case st.Late > 0:
		s.Late = append(s.Late, i)
	case len(st.Waits) > 0:
		s.Blocked = append(s.Blocked, i)
	case st.State == Open && st.Due != "" && daysBetween(s.Now, st.Begins) > Soon:
		s.Later = append(s.Later, i)
	default:
		s.Next = append(s.Next, i)
	}
}

func (s *Status) sort() {
	slices.SortStableFunc(s.Done, func(i, j int) int {
		return cmp.Compare(s.Actions[i].Action.Done, s.Actions[j].Action.Done)
	})
	slices.SortStableFunc(s.Late, func(i, j int) int { return s.Actions[j].Late - s.Actions[i].Late })
	byDue := func(i, j int) int {
		x, y := s.Actions[i].Due, s.Actions[j].Due
		if x == "" || y == "" {
			return cmp.Compare(y, x)
		}
		return cmp.Compare(x, y)
	}
	slices.SortStableFunc(s.Later, func(i, j int) int { return cmp.Compare(s.Actions[i].Begins, s.Actions[j].Begins) })
	s.first()
	slices.SortStableFunc(s.Next, byDue)
	slices.SortStableFunc(s.Blocked, byDue)
}

// first makes those the next that begin first, where there would be none.
func (s *Status) first() {
	if len(s.Next) > 0 {
		return
	}
	n := 0
	for n < len(s.Later) && s.Actions[s.Later[n]].Begins == s.Actions[s.Later[0]].Begins {
		n++
	}
	s.Next, s.Later = s.Later[:n], s.Later[n:]
}

// loads counts by owner.
func (s *Status) loads(r *rubric.Rubric) {
	by := map[string]*Load{}
	var owners []string
	of := func(i int) *Load {
		owner := s.Actions[i].Owner
		if by[owner] == nil {
			by[owner] = &Load{Owner: owner}
			owners = append(owners, owner)
		}
		return by[owner]
	}
	for i := range s.Actions {
		of(i) // in the order of the file
	}
	for _, i := range s.Done {
		if s.Actions[i].Late > 0 {
			of(i).DoneLate++
		} else {
			of(i).OnTime++
		}
	}
	count := func(list []int, to func(*Load) *int) {
		for _, i := range list {
			*to(of(i))++
		}
	}
	count(s.Late, func(l *Load) *int { return &l.Late })
	count(s.Next, func(l *Load) *int { return &l.Next })
	count(s.Later, func(l *Load) *int { return &l.Later })
	count(s.Blocked, func(l *Load) *int { return &l.Blocked })
	count(s.Dropped, func(l *Load) *int { return &l.Dropped })
	slices.SortStableFunc(owners, func(x, y string) int { return rank(r, x) - rank(r, y) })
	for _, owner := range owners {
		s.Owners = append(s.Owners, *by[owner])
	}
}

// rank is the place of an owner: as in the rubric, then those it does not know, then nobody.
func rank(r *rubric.Rubric, owner string) int {
	switch i := slices.Index(r.OwnerIDs(), owner); {
	case i >= 0:
		return i
	case owner == "":
		return len(r.Owners) + 1
	}
	return len(r.Owners)
}

// daysBetween counts days from one day to another; both have been checked by a reader.
func daysBetween(from, to string) int {
	x, errX := time.Parse(time.DateOnly, from)
	y, errY := time.Parse(time.DateOnly, to)
	if errX != nil || errY != nil {
		return 0
	}
	return int(y.Sub(x).Hours() / 24)
}
