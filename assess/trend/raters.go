package trend

import (
	"slices"

	"fathom/assess"
)

// Raters tells who rated then and now, and what the raters' own scores say of the change.
type Raters struct {
	Same, Left, Joined []string // ids, in the order of the files
	Method             Method
	Interval           Interval // for PairedRaters and OtherRaters
}

// Method is how the change was tested.
type Method string

// The methods.
const (
	PairedRaters Method = "paired"    // two raters or more rated both times
	OtherRaters  Method = "welch"     // two or more each time, fewer than two both times
	OneRater     Method = "one-rater" // nothing to tell a change from noise
	Nameless     Method = "anonymous" // votes belong to nobody
)

// ratersOf compares the raters' own overall scores over what is compared.
func ratersOf(m *assess.Model, t *Trend, alike assess.Alike) Raters {
	old, new, under := t.Old.Assessment, t.New.Assessment, t.New.Result
	var r Raters
	for _, x := range old.Raters {
		if has(new, x.ID) {
			r.Same = append(r.Same, x.ID)
		} else {
			r.Left = append(r.Left, x.ID)
		}
	}
	for _, x := range new.Raters {
		if !has(old, x.ID) {
			r.Joined = append(r.Joined, x.ID)
		}
	}
	r.Method = OneRater
	if old.IsAnonymous() || new.IsAnonymous() {
		r.Method = Nameless
		return r
	}
	if iv := Paired(differences(m, old, new, r.Same, alike, under)); iv.OK {
		r.Method, r.Interval = PairedRaters, iv.Value
	} else if iv := Welch(scores(m, old, alike, under), scores(m, new, alike, under)); iv.OK {
		r.Method, r.Interval = OtherRaters, iv.Value
	}
	return r
}

func has(a *assess.Assessment, rater string) bool {
	return slices.ContainsFunc(a.Raters, func(r assess.Rater) bool { return r.ID == rater })
}

// differences are the changes of the raters' own overall scores, each over what that rater rated both times.
func differences(m *assess.Model, old, new *assess.Assessment, raters []string, alike assess.Alike,
	under *assess.Result) []float64 {
	var out []float64
	for _, id := range raters {
		x, y := of(old, id), of(new, id)
		both := rated(alike, x, y)
		own := Change{m.ScoreUnder(both.Of(x), under).Overall.Score, m.ScoreUnder(both.Of(y), under).Overall.Score}
		if d := own.Delta(); d.OK {
			out = append(out, d.Value)
		}
	}
	return out
}

// scores are the raters' own overall scores.
func scores(m *assess.Model, a *assess.Assessment, alike assess.Alike, under *assess.Result) []float64 {
	var out []float64
	for _, r := range a.Raters {
		own := of(a, r.ID)
		if s := m.ScoreUnder(rated(alike, own).Of(own), under).Overall.Score; s.OK {
			out = append(out, s.Value)
		}
	}
	return out
}

// rated narrows what is compared to what one rater gave a level each time. What does not apply stays what does not
// apply to all: else raters who disagree about it would be weighed by different rules.
func rated(alike assess.Alike, each ...*assess.Assessment) assess.Alike {
	alike.Compared = slices.Clone(alike.Compared)
	for _, a := range each {
		for i := range a.Answers {
			alike.Compared[i] = alike.Compared[i] && a.Answers[i].State == assess.Answered
		}
	}
	return alike
}

// of is the assessment as one rater gave it. A file of one rater is that rater's.
func of(a *assess.Assessment, rater string) *assess.Assessment {
	if !a.Panel {
		return a
	}
	out := *a
	out.Answers = make([]assess.Answer, len(a.Answers))
	for i := range a.Answers {
		for _, v := range a.Answers[i].Votes {
			if v.Rater == rater {
				out.Answers[i] = assess.Answer{Given: true, State: v.State, Level: v.Level}
			}
		}
	}
	return &out
}
