package gap

import (
	"cmp"
	"slices"
	"strings"

	"fathom/assess"
)

// This file puts the firms of a channel, each rated in a file of its own, beside the team in whose channel they are.

// Twice are two of several reports, by their places, that are of one firm on one date: which of them counts?
type Twice struct{ First, Second int }

// Beside puts the reports of firms beside the one of their team, where that is what the reports are: one of them rates
// the subject's own part, and the others only parts of a member of the channel, all of the same subject, by its
// id or its name. Else it returns the reports as they are. Of a firm that has several, the newest counts.
func Beside(all []*Gap) ([]*Gap, []Twice) {
	var team *Gap
	var firms []*Gap
	for _, g := range all {
		switch {
		case g.isOfFirm():
			firms = append(firms, g)
		case team != nil:
			return all, nil
		default:
			team = g
		}
	}
	if team == nil || len(firms) == 0 || slices.ContainsFunc(firms, func(g *Gap) bool {
		return !sameSubject(&g.Result.Assessment.Subject, &team.Result.Assessment.Subject)
	}) {
		return all, nil
	}
	if twice := rivals(all); twice != nil {
		return all, twice
	}
	team.take(firms)
	return []*Gap{team}, nil
}

// sameSubject reports whether two files are of one subject, by its id or, as ids are made up where a name has no Latin
// letters, by its name.
func sameSubject(a, b *assess.Subject) bool { return a.ID == b.ID || a.Name != "" && a.Name == b.Name }

// isOfFirm reports whether only a firm of the channel was rated.
func (g *Gap) isOfFirm() bool { return g.Rubric.RatesMember(g.Result.Assessment.Depth) }

// ratesFirm reports whether a firm of the channel was rated at all: something of it is answered, or it has a file of
// its own.
func (g *Gap) ratesFirm() bool {
	return g.isOfFirm() || slices.ContainsFunc(g.memberParts(), func(p int) bool { return g.Result.Parts[p].Score.OK })
}

// isFirmOf reports whether two reports rate one firm, by its name.
func (g *Gap) isFirmOf(o *Gap) bool {
	name := func(g *Gap) string { return strings.Join(strings.Fields(g.Result.Assessment.Subject.Member), " ") }
	return name(g) != "" && strings.EqualFold(name(g), name(o))
}

func (g *Gap) date() string { return g.Result.Assessment.Date }

// rivals are the reports of which nobody can tell which one counts: of one firm, on one date.
func rivals(all []*Gap) []Twice {
	var out []Twice
	for second, g := range all {
		first := slices.IndexFunc(all[:second], func(o *Gap) bool {
			return o.ratesFirm() && g.ratesFirm() && o.isFirmOf(g) && o.date() == g.date()
		})
		if first >= 0 {
			out = append(out, Twice{first, second})
		}
	}
	return out
}

// take takes the reports of firms in: of each the newest, and the older ones apart. The firm that is rated in the
// team's own file is one of them.
func (g *Gap) take(firms []*Gap) {
	if g.ratesFirm() {
		firms = append([]*Gap{g}, firms...)
	}
	for _, f := range firms {
		isNewer := func(o *Gap) bool { return o.isFirmOf(f) && cmp.Compare(o.date(), f.date()) > 0 }
		if slices.ContainsFunc(firms, isNewer) {
			g.older = append(g.older, f)
		} else {
			g.firms = append(g.firms, f)
		}
	}
}
