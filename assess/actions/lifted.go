package actions

import "fathom/assess"

// Lift is what the next assessment says of a done step.
type Lift struct {
	*Action
	Old, New assess.Maybe[int] // the level of its practice, then and now
	Outcome  Outcome
}

// Outcome says whether a done step shows in the next assessment.
type Outcome string

// The outcomes.
const (
	Lifted  Outcome = "lifted"  // the practice was below the step's level, and is there now
	Not     Outcome = "not"     // it is still below
	Already Outcome = "already" // it was there before
	Earlier Outcome = "earlier" // the step was done before the old assessment, which shows what came of it
	TooLate Outcome = "later"   // the step was done after the new assessment, which cannot show it
	// the practice has no level now, or is at the step's level and had none then: nothing of it was answered, it did
	// not apply, or its points have no levels
	NoLevel Outcome = "no-level"
)

// LiftedBy looks up what came of every done step of the rubric, in the order of the file. Both results are under the
// rubric that the file was read with. Two assessments tell that a practice rose, not why: a step is called lifted when
// its practice is at the step's level now and was not then, whatever else was done.
func LiftedBy(f *File, old, now *assess.Result) []Lift {
	var out []Lift
	for i := range f.Actions {
		a := &f.Actions[i]
		if a.State != Done || a.Practice < 0 {
			continue
		}
		l := Lift{Action: a, Old: old.Practices[a.Practice].Level, New: now.Practices[a.Practice].Level}
		l.Outcome = l.outcome(old.Assessment.Date, now.Assessment.Date)
		out = append(out, l)
	}
	return out
}

func (l *Lift) outcome(old, now string) Outcome {
	switch {
	case l.Done < old:
		return Earlier
	case l.Done > now:
		return TooLate
	case !l.New.OK:
		return NoLevel
	case l.New.Value < l.To:
		return Not
	case !l.Old.OK:
		return NoLevel
	case l.Old.Value >= l.To:
		return Already
	}
	return Lifted
}
