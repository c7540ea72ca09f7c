package assess

// Poll counts the votes on one criterion.
type Poll struct {
	Levels      []int // those that are levels, in the order of the votes
	Unknown, NA int
}

// Poll counts an answer's votes.
func (a *Answer) Poll() Poll {
	p := Poll{Levels: levels(a.Votes)}
	for _, v := range a.Votes {
		switch v.State {
		case Unknown:
			p.Unknown++
		case NotApplicable:
			p.NA++
		}
	}
	return p
}

// N is how many voted.
func (p *Poll) N() int { return len(p.Levels) + p.Unknown + p.NA }

// Roles maps a panel's raters to their roles.
func (a *Assessment) Roles() map[string]string {
	roles := map[string]string{}
	for _, r := range a.Raters {
		roles[r.ID] = r.Role
	}
	return roles
}
