// Package trend compares assessments of one subject over time, like for like: only criteria that were answered each time, under
// the same weights. What moved because the subject did, and what moved because something else was asked, is kept apart.
package trend

import (
	"time"

	"fathom/assess"
)

// Trend is the comparison of two results of one rubric.
type Trend struct {
	Old, New   *assess.Result
	Criteria   int // answered both times
	Overall    Change
	Parts      []Change // like for like, in rubric order
	Dimensions []Change
	Practices  []PracticeChange
	Moves      Moves
	Raters     Raters
	FollowUp   []Followed // the old plan's steps, by phase and rank
	Days       int        // from the old date to the new one
}

// Change is a score then and now, in points, over what was answered both times.
type Change struct{ Old, New assess.Maybe[float64] }

// Delta is the change, undefined where one side is.
func (c Change) Delta() assess.Maybe[float64] {
	if !c.Old.OK || !c.New.OK {
		return assess.Maybe[float64]{}
	}
	return assess.Some(c.New.Value - c.Old.Value)
}

// PracticeChange is the change of a practice, with the levels that its scores reach. A change within a level is no change in
// level.
type PracticeChange struct {
	Change
	OldLevel, NewLevel assess.Maybe[int]
}

// Moves splits the change of the overall score, in points. Stage + Dropped + Subject + Added is the whole difference between the two
// scores as they were reported. All are undefined when a score is.
type Moves struct {
	OK      bool
	Stage   float64 // other weights: stage or sector changed
	Dropped float64 // what was answered only then, or does not apply any more
	Subject float64 // like for like
	Added   float64 // what was answered only now
}

// Followed is one step of the old plan, seen from the new levels.
type Followed struct {
	Step   *assess.Step
	Level  assess.Maybe[int] // the practice's level now
	Status Status
}

// Status says whether an action shows in the new levels.
type Status string

// The states of an action of the old plan.
const (
	Shows      Status = "shows"       // the practice is at the step's level or above
	NotSeen    Status = "not-seen"    // its time is over, and the level is not there
	NotDue     Status = "not-due"     // its time is not over
	NotCompare Status = "not-compare" // the practice has no level now
)

// Compare compares two results of one rubric and subject. Skip lists criteria (indexes) that cannot be compared, because their
// text changed between the two.
func Compare(m *assess.Model, old, new *assess.Result, skip []int) *Trend {
	t := &Trend{Old: old, New: new, Days: daysBetween(old.Assessment.Date, new.Assessment.Date)}
	both := assess.Shared(old, new)
	for _, i := range skip {
		both[i] = false
	}
	for _, is := range both {
		if is {
			t.Criteria++
		}
	}
	opt := assess.Options{Stage: new.Stage, Sector: new.Sector}
	then, now := m.Score(m.Alike(old.Assessment, both), opt), m.Score(m.Alike(new.Assessment, both), opt)
	t.Overall = Change{then.Overall.Score, now.Overall.Score}
	t.Parts, t.Dimensions = changes(then.Parts, now.Parts), changes(then.Dimensions, now.Dimensions)
	for i := range then.Practices {
		x, y := &then.Practices[i], &now.Practices[i]
		t.Practices = append(t.Practices, PracticeChange{Change{x.Score, y.Score}, x.Level, y.Level})
	}
	t.Moves = moves(m.Score(old.Assessment, opt), t)
	t.Raters = ratersOf(m, t, both)
	t.followUp()
	return t
}

// Line is one assessment in a series: its score as reported, and over what was answered every time.
type Line struct {
	Date         string
	Score, Alike assess.Maybe[float64]
}

// Series puts results of one rubric and subject in a line, like for like over all of them under the last one's weights.
func Series(m *assess.Model, all []*assess.Result) []Line {
	both, last := assess.Shared(all...), all[len(all)-1]
	lines := make([]Line, len(all))
	for i, res := range all {
		alike := m.Score(m.Alike(res.Assessment, both), assess.Options{Stage: last.Stage, Sector: last.Sector})
		lines[i] = Line{res.Assessment.Date, res.Overall.Score, alike.Overall.Score}
	}
	return lines
}

func changes(old, new []assess.Node) []Change {
	out := make([]Change, len(old))
	for i := range old {
		out[i] = Change{old[i].Score, new[i].Score}
	}
	return out
}

// moves takes the old assessment under the new weights, and goes from the one reported score to the other.
func moves(reweighed *assess.Result, t *Trend) Moves {
	old, new := t.Old.Overall.Score, t.New.Overall.Score
	if !old.OK || !new.OK || !t.Overall.Old.OK || !t.Overall.New.OK || !reweighed.Overall.Score.OK {
		return Moves{}
	}
	weighed := reweighed.Overall.Score.Value
	return Moves{
		OK:      true,
		Stage:   weighed - old.Value,
		Dropped: t.Overall.Old.Value - weighed,
		Subject: t.Overall.New.Value - t.Overall.Old.Value,
		Added:   new.Value - t.Overall.New.Value,
	}
}

func (t *Trend) followUp() {
	for i := range t.Old.Plan.Phases {
		for k := range t.Old.Plan.Phases[i].Actions {
			st := &t.Old.Plan.Phases[i].Actions[k]
			f := Followed{Step: st, Level: t.New.Practices[st.Practice].Level}
			switch {
			case !f.Level.OK:
				f.Status = NotCompare
			case f.Level.Value >= st.To:
				f.Status = Shows
			case t.Days >= st.ToDay:
				f.Status = NotSeen
			default:
				f.Status = NotDue
			}
			t.FollowUp = append(t.FollowUp, f)
		}
	}
}

// daysBetween counts days between two dates of answer files, whose readers have checked them.
func daysBetween(from, to string) int {
	x, errX := time.Parse(time.DateOnly, from)
	y, errY := time.Parse(time.DateOnly, to)
	if errX != nil || errY != nil {
		return 0
	}
	return int(y.Sub(x).Hours() / 24)
}
