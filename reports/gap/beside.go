package gap

import (
	"slices"
	"strings"
	"unicode"

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

// Together holds reports for as long as they may be those of a team and its firms.
type Together struct {
	Held  []*Gap
	team  *Gap
	apart bool
}

// Add adds a report. It returns those, if any, that are known to stand for themselves: this one and, at first, all that
// were held.
func (t *Together) Add(g *Gap) (apart []*Gap) {
	if t.apart {
		return []*Gap{g}
	}
	suspects := []*Gap{g}
	switch {
	case g.isOfFirm():
	case t.team != nil:
		t.apart = true
	default:
		t.team, suspects = g, t.Held
	}
	t.Held = append(t.Held, g)
	if t.apart = t.apart || t.team != nil && slices.ContainsFunc(suspects, func(f *Gap) bool {
		return !sameSubject(&f.Result.Assessment.Subject, &t.team.Result.Assessment.Subject)
	}); t.apart {
		apart, t.Held = t.Held, nil
	}
	return apart
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

// firmName is by what the firm of a report is known, whatever its letters; "" where nobody named it.
func (g *Gap) firmName() string {
	return strings.Map(lowest, strings.Join(strings.Fields(g.Result.Assessment.Subject.Member), " "))
}

// lowest is the first of the letters that are one but for small and capital ones.
func lowest(r rune) rune {
	out := r
	for o := unicode.SimpleFold(r); o != r; o = unicode.SimpleFold(o) {
		out = min(out, o)
	}
	return out
}

func (g *Gap) date() string { return g.Result.Assessment.Date }

// rivals are the reports of which nobody can tell which one counts: of one firm, on one date.
func rivals(all []*Gap) []Twice {
	type known struct{ name, date string }
	var out []Twice
	first := map[known]int{}
	for at, g := range all {
		as := known{g.firmName(), g.date()}
		if as.name == "" || !g.ratesFirm() {
			continue
		}
		if before, twice := first[as]; twice {
			out = append(out, Twice{before, at})
		} else {
			first[as] = at
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
	newest := map[string]string{} // date of each
	for _, f := range firms {
		newest[f.firmName()] = max(newest[f.firmName()], f.date())
	}
	for _, f := range firms {
		if name := f.firmName(); name != "" && f.date() < newest[name] {
			g.older = append(g.older, f)
		} else {
			g.firms = append(g.firms, f)
		}
	}
}
