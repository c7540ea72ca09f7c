// Package trend compares assessments of one subject over time, like for like: only criteria that were answered each
// time, under the weights of the last. What moved because the subject did, and what moved because something else was
// asked, or because the rubric is another, is kept apart.
package trend

import (
	"time"

	"fathom/assess"
	"fathom/assess/plan"
)

// Round is one assessment of the subject.
type Round struct {
	*assess.Result                // under the present rubric
	Version        string         // of the rubric that the file was made with
	Own            *assess.Result // as it was reported, by that rubric; nil where that is not at hand
}

// Present is a round that was made with the present rubric.
func Present(res *assess.Result) Round { return Round{res, res.Rubric.Version, res} }

// IsPresent tells that the round was made with the present rubric; IsRemade, that it was made with another, which is at
// hand.
func (r Round) IsPresent() bool { return r.Own == r.Result }
func (r Round) IsRemade() bool  { return r.Own != nil && !r.IsPresent() }

// Reported is the overall score as it was reported, or under the present rubric where the round's own is not at hand.
func (r Round) Reported() assess.Maybe[float64] {
	if r.Own != nil {
		return r.Own.Overall.Score
	}
	return r.Overall.Score
}

// Trend is the comparison of two assessments under one rubric.
type Trend struct {
	Old, New   Round
	Alike      assess.Alike // what is compared
	Criteria   int          // answered both times, by the present text
	OtherTexts int          // answered both times, and not compared: the text changed, or may have
	Overall    Change
	Parts      []Change // like for like, in rubric order
	Dimensions []Change
	Practices  []PracticeChange
	Moves      Moves
	Raters     Raters
	FollowUp   []Followed // the old plan's steps, by phase and rank
	Days       int        // from the old date to the new one
}

// Change is a score then and now, in points, over what is compared.
type Change struct{ Old, New assess.Maybe[float64] }

// Delta is the change, undefined where one side is.
func (c Change) Delta() assess.Maybe[float64] {
	if !c.Old.OK || !c.New.OK {
		return assess.Maybe[float64]{}
	}
	return assess.Some(c.New.Value - c.Old.Value)
}

// PracticeChange is the change of a practice, with the levels that its scores reach. A change within a level is no
// change in level.
type PracticeChange struct {
	Change
	OldLevel, NewLevel assess.Maybe[int]
	// what the raters' own scores say of the change, in points: so wide that of all practices together one in twenty
	// comparisons has an interval that misses; undefined where one rater or nobody known by name rated
	Interval assess.Maybe[Interval]
}

// Beyond reports whether the practice changed by more than raters differ among themselves, and so that their own scores
// point the same way.
func (p *PracticeChange) Beyond() bool {
	d, iv := p.Delta(), p.Interval
	return iv.OK && iv.Value.Certain() && assess.Rounded(d.Value) != 0 && d.Value > 0 == (iv.Value.Mean > 0)
}

// Moves splits the change of the overall score, in points. Rubric + Stage + Dropped + Texts + Subject + Added is the
// whole difference from the old round's Reported to the new one's score under the present rubric. All are undefined
// when a score is.
type Moves struct {
	OK      bool
	Rubric  float64 // another rubric; 0 where the old round's own is not at hand
	Stage   float64 // other weights: stage or sector changed
	Dropped float64 // what was answered only then, and what applies now and did not then, or the other way round
	Texts   float64 // what was answered both times by texts that are not alike, and so is not compared
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

// Compare compares two results of one subject, both under the rubric of the model.
func Compare(m *assess.Model, old, new Round) *Trend {
	alike := m.Alike(old.Result, new.Result)
	t := &Trend{Old: old, New: new, Alike: alike, Criteria: alike.Count(),
		OtherTexts: alike.OfAnyText().Count() - alike.Count(),
		Days:       daysBetween(old.Assessment.Date, new.Assessment.Date)}
	then, now := m.ScoreUnder(alike.Of(old.Assessment), new.Result), m.ScoreUnder(alike.Of(new.Assessment), new.Result)
	t.Overall = Change{then.Overall.Score, now.Overall.Score}
	t.Parts, t.Dimensions = changes(then.Parts, now.Parts), changes(then.Dimensions, now.Dimensions)
	for i := range then.Practices {
		x, y := &then.Practices[i], &now.Practices[i]
		t.Practices = append(t.Practices, PracticeChange{Change: Change{x.Score, y.Score}, OldLevel: x.Level,
			NewLevel: y.Level})
	}
	t.Moves = t.moves(m)
	t.Raters = ratersOf(m, t, alike)
	t.followUp()
	return t
}

// Line is one assessment in a series: its score as reported, and over what was answered every time.
type Line struct {
	Round
	Alike    assess.Maybe[float64]
	Compared int // criteria that Alike is over, the same in all lines
}

// Series puts assessments of one subject in a line, like for like over all of them under the last one's weights.
func Series(m *assess.Model, all []Round) []Line {
	results := make([]*assess.Result, len(all))
	for i := range all {
		results[i] = all[i].Result
	}
	alike, last := m.Alike(results...), results[len(results)-1]
	lines := make([]Line, len(all))
	for i, r := range all {
		lines[i] = Line{r, m.ScoreUnder(alike.Of(r.Assessment), last).Overall.Score, alike.Count()}
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

// moves goes from the one score to the other by way of the old assessment under the new weights, and of what was
// answered both times by any text. Where what is compared has a score then, it has one now, and so have the others
// under the same weights.
func (t *Trend) moves(m *assess.Model) Moves {
	reported, alike := t.Old.Reported(), t.Overall
	if !reported.OK || !t.Old.Overall.Score.OK || !alike.Old.OK {
		return Moves{}
	}
	score := func(a *assess.Assessment) float64 { return m.ScoreUnder(a, t.New.Result).Overall.Score.Value }
	both := t.Alike.OfAnyText()
	weighed, then, now := score(t.Old.Assessment), score(both.Of(t.Old.Assessment)), score(both.Of(t.New.Assessment))
	return Moves{
		OK:      true,
		Rubric:  t.Old.Overall.Score.Value - reported.Value,
		Stage:   weighed - t.Old.Overall.Score.Value,
		Dropped: then - weighed,
		Texts:   alike.Old.Value - then + now - alike.New.Value,
		Subject: alike.New.Value - alike.Old.Value,
		Added:   t.New.Overall.Score.Value - now,
	}
}

func (t *Trend) followUp() {
	for _, ph := range plan.Begin(t.Old.Result) {
		for k := range ph.Actions {
			st := &ph.Actions[k]
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
