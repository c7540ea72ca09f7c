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

// Agreed tells whether the answer stands by itself, whatever the votes beside it: one rater's own, or what a panel agreed on.
func (a *Answer) Agreed() bool { return a.Given && a.State != Unanswered }

// Voters are the ids of a panel's raters who voted on a criterion or more, in the order in which they first do; who is only named
// at the top of the file is none.
func (a *Assessment) Voters() []string {
	var out []string
	seen := map[string]bool{}
	for i := range a.Answers {
		for _, v := range a.Answers[i].Votes {
			if !seen[v.Rater] {
				seen[v.Rater] = true
				out = append(out, v.Rater)
			}
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
