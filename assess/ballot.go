package assess

// Ballot counts the votes on one criterion.
type Ballot struct {
	Levels      []int // those that are levels, in the order of the votes
	Unknown, NA int
}

// Ballot counts an answer's votes.
func (a *Answer) Ballot() Ballot {
	b := Ballot{Levels: levels(a.Votes)}
	for _, v := range a.Votes {
		switch v.State {
		case Unknown:
			b.Unknown++
		case NotApplicable:
			b.NA++
		}
	}
	return b
}

// N is how many voted.
func (b *Ballot) N() int { return len(b.Levels) + b.Unknown + b.NA }

// IsAgreed tells whether the panel settled on an answer beside its votes: a level, that it does not apply, or that nobody knows.
func (a *Answer) IsAgreed() bool {
	return a.Given && (a.State == Answered || a.State == NotApplicable || a.State == Unknown)
}

// Voters are the raters of a panel who gave a vote on anything, in the order of the file: the others are not counted. Everybody counts
// where the panel keeps no votes at all or no names, and in the file of one rater.
func (a *Assessment) Voters() []Rater {
	voted := map[string]bool{}
	for i := range a.Answers {
		for _, v := range a.Answers[i].Votes {
			voted[v.Rater] = true
		}
	}
	if len(voted) == 0 || a.IsAnonymous() {
		return a.Raters
	}
	var out []Rater
	for _, r := range a.Raters {
		if voted[r.ID] {
			out = append(out, r)
		}
	}
	return out
}

// Roles maps a panel's raters to their roles.
func (a *Assessment) Roles() map[string]string {
	roles := map[string]string{}
	for _, r := range a.Raters {
		roles[r.ID] = r.Role
	}
	return roles
}
