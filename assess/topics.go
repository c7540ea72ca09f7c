package assess

import "slices"

// Concern says why the votes on a criterion are worth discussing.
type Concern string

// The concerns.
const (
	Applies     Concern = "applies"   // some say that it does not apply, and others gave it a level
	FarApart    Concern = "discuss"   // the average deviation is above its limit
	TwoLevels   Concern = "check"     // two votes are 2 or more levels apart
	RolesApart  Concern = "roles"     // two roles' means are a level or more apart
	ManyUnknown Concern = "dont-know" // a third of those who voted at all, or more, do not know
	// a lowest level or the next below the best, with more weight than the average criterion
	LowAndMain Concern = "low-weight"
)

// Concerns lists the concerns of raters who differ or do not know, in the order in which they are settled: whether it
// applies comes first. To discuss is what has one of them, whoever counts it. [LowAndMain] is none of them: there the
// raters agree, and the group confirms what it said.
func Concerns() []Concern {
	return []Concern{Applies, FarApart, TwoLevels, RolesApart, ManyUnknown}
}

// Lasts reports whether no further vote takes a concern away: levels that are two apart stay so, and so do a level and
// an N/A. Two neighbours may be far apart only on a scale of two levels, and then more votes for one of them bring them
// together.
func (t *Topic) Lasts(c Concern) bool {
	return c == TwoLevels || c == Applies || c == FarApart && t.Spread.High-t.Spread.Low >= 2
}

// Topic is what one criterion's votes are worth discussing for.
type Topic struct {
	Poll
	Spread   Spread
	Weight   float64   // share of the whole over every part, 0 to 1
	Agreed   bool      // an answer stands beside the votes
	Concerns []Concern // none: nothing to discuss or to confirm
}

// Open reports whether the criterion is to be discussed: raters differ or do not know, and nothing is agreed.
func (t *Topic) Open() bool {
	return !t.Agreed && slices.ContainsFunc(t.Concerns, func(c Concern) bool { return c != LowAndMain })
}

// ToConfirm reports whether the raters agree on a low level that weighs much, and the group has not said so yet.
func (t *Topic) ToConfirm() bool { return !t.Agreed && len(t.Concerns) > 0 && !t.Open() }

// SplitOnUse reports whether so many say that it does not apply, against those who gave it a level, that this is to be
// settled before any level is: a third of the votes or more.
func (t *Topic) SplitOnUse() bool { return t.Spread.N > 0 && t.NA > 0 && 3*t.NA >= t.N() }

// Topics looks at the votes on every criterion, in rubric order. This is the one definition of "to discuss".
func (m *Model) Topics(res *Result) []Topic {
	a, voters := res.Assessment, len(res.Assessment.Voters())
	shares := m.Shares(res, EveryPart)
	average, roles := averageOf(shares), a.Roles()
	out := make([]Topic, len(m.criteria))
	for i := range out {
		t, scale := &out[i], m.criteria[i].scale
		*t = Topic{Poll: a.Answers[i].Poll(), Weight: shares[i].Weight, Agreed: a.Answers[i].IsAgreed()}
		t.Spread = SpreadOf(t.Levels, len(scale.Levels))
		t.Concerns = concerns(&a.Answers[i], t, roles, voters)
		second := scale.Levels[max(0, min(1, len(scale.Levels)-2))].Level // of two levels, only the lowest is low
		if t.Spread.N > 0 && t.Spread.Mean <= float64(second) && less(average, t.Weight) {
			t.Concerns = append(t.Concerns, LowAndMain)
		}
	}
	return out
}

// averageOf is what a criterion that weighs anything weighs on average.
func averageOf(shares []Share) float64 {
	n := 0
	for _, s := range shares {
		if s.Weight > 0 {
			n++
		}
	}
	return 1 / float64(max(1, n))
}

func concerns(a *Answer, t *Topic, roles map[string]string, voters int) []Concern {
	var out []Concern
	if t.NA > 0 && t.Spread.N > 0 {
		out = append(out, Applies)
	}
	switch t.Spread.Verdict {
	case Discuss:
		out = append(out, FarApart)
	case Check:
		out = append(out, TwoLevels)
	}
	if low, high, ok := a.roleMeans(roles); ok && high-low >= 1-Tolerance {
		out = append(out, RolesApart)
	}
	if 3*t.Unknown >= voters && t.Unknown > 0 {
		out = append(out, ManyUnknown)
	}
	return out
}

// roleMeans are the lowest and the highest mean level of the roles from which two raters or more voted on a criterion:
// one person's view is no role's.
func (a *Answer) roleMeans(roles map[string]string) (low, high float64, ok bool) {
	sums, counts := map[string]float64{}, map[string]int{}
	for _, v := range a.Votes {
		if role := roles[v.Rater]; v.State == Answered && role != "" {
			sums[role] += float64(v.Level)
			counts[role]++
		}
	}
	var means []float64
	for role, n := range counts {
		if n > 1 {
			means = append(means, sums[role]/float64(n))
		}
	}
	if len(means) < 2 {
		return 0, 0, false
	}
	return slices.Min(means), slices.Max(means), true
}
