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
	same := pairs(m, old, new, r.Same, alike, under)
	if iv := Paired(differences(same)); iv.OK {
		r.Method, r.Interval = PairedRaters, iv.Value
		t.noise(pairedViews(t, same))
		return r
	}
	then, now := each(m, old, alike, under), each(m, new, alike, under)
	if iv := Welch(scores(then), scores(now)); iv.OK {
		r.Method, r.Interval = OtherRaters, iv.Value
		t.noise(otherViews(t, then, now))
	}
	return r
}

func has(a *assess.Assessment, rater string) bool {
	return slices.ContainsFunc(a.Raters, func(r assess.Rater) bool { return r.ID == rater })
}

// pair is what one rater's own answers score then and now.
type pair struct{ old, new *assess.Result }

// pairs scores the raters' own answers, each over what that rater rated both times.
func pairs(m *assess.Model, old, new *assess.Assessment, raters []string, alike assess.Alike,
	under *assess.Result) []pair {
	var out []pair
	for _, id := range raters {
		x, y := of(old, id), of(new, id)
		both := rated(alike, x, y)
		out = append(out, pair{m.ScoreUnder(both.Of(x), under), m.ScoreUnder(both.Of(y), under)})
	}
	return out
}

// differences are the changes of the raters' own overall scores.
func differences(same []pair) []float64 {
	var out []float64
	for _, p := range same {
		if d := (Change{p.old.Overall.Score, p.new.Overall.Score}).Delta(); d.OK {
			out = append(out, d.Value)
		}
	}
	return out
}

// each scores every rater's own answers.
func each(m *assess.Model, a *assess.Assessment, alike assess.Alike, under *assess.Result) []*assess.Result {
	var out []*assess.Result
	for _, r := range a.Raters {
		own := of(a, r.ID)
		out = append(out, m.ScoreUnder(rated(alike, own).Of(own), under))
	}
	return out
}

// scores are the overall scores of what has one.
func scores(all []*assess.Result) []float64 {
	var out []float64
	for _, res := range all {
		if s := res.Overall.Score; s.OK {
			out = append(out, s.Value)
		}
	}
	return out
}

// rated narrows what is compared to what one rater gave a level each time. What does not apply stays what does not
// apply to all: else raters who disagree about it would be weighed by different rules.
func rated(alike assess.Alike, all ...*assess.Assessment) assess.Alike {
	alike.Compared = slices.Clone(alike.Compared)
	for _, a := range all {
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
