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

// Roles maps a panel's raters to their roles.
func (a *Assessment) Roles() map[string]string {
	roles := map[string]string{}
	for _, r := range a.Raters {
		roles[r.ID] = r.Role
	}
	return roles
}
