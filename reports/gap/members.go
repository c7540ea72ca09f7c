package gap

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// This file shows a team and the firms of its channel that were rated beside it, each in a file of its own.

// Beside puts the reports of firms beside the one of their team, where that is what the reports are: one of them rates
// the subject's own part, and the others only parts of a member of the channel, all of the same subject, by its
// id or its name. Else it returns the reports as they are.
func Beside(all []*Gap) []*Gap {
	var team *Gap
	var firms []*Gap
	for _, g := range all {
		switch {
		case g.isOfFirm():
			firms = append(firms, g)
		case team != nil:
			return all
		default:
			team = g
		}
	}
	if team == nil || len(firms) == 0 || slices.ContainsFunc(firms, func(g *Gap) bool {
		return !sameSubject(&g.Result.Assessment.Subject, &team.Result.Assessment.Subject)
	}) {
		return all
	}
	team.firms = firms
	return []*Gap{team}
}

// SameFirm finds two of the reports that rate one firm, by its name, by their places: beside a team they would count as
// two firms. Firms without a name are told apart by number.
func SameFirm(all []*Gap) (first, second int, found bool) {
	seen := map[string]int{}
	for i, g := range all {
		name := strings.ToLower(g.Member())
		if name == "" || !g.ratesFirm() {
			continue
		}
		if first, found = seen[name]; found {
			return first, i, true
		}
		seen[name] = i
	}
	return 0, 0, false
}

// sameSubject reports whether two files are of one subject, by its id or, as ids are made up where a name has no Latin
// letters, by its name.
func sameSubject(a, b *assess.Subject) bool { return a.ID == b.ID || a.Name != "" && a.Name == b.Name }

// isOfFirm reports whether only a firm of the channel was rated.
func (g *Gap) isOfFirm() bool {
	part := rubric.PartOf(g.Result.Assessment.Depth)
	return slices.ContainsFunc(g.Rubric.Parts,
		func(p rubric.Part) bool { return p.ID == part && p.Of == rubric.OfMember })
}

// firm is what one firm scores in one thing.
type firm struct {
	name  string
	score float64
}

// rated are the firms that have a score in what of tells, the lowest first.
func (g *Gap) rated(of func(*assess.Result) *assess.Node) []firm {
	var out []firm
	for k, x := range g.everyFirm() {
		if n := of(x.Result); n.Score.OK {
			out = append(out, firm{cmp.Or(x.Member(), g.Say("firm %s", "第 %s 家", strconv.Itoa(k+1))), n.Score.Value})
		}
	}
	slices.SortStableFunc(out, func(x, y firm) int { return compare(x.score, y.score) })
	return out
}

// everyFirm are the firms' own files, behind the one that is rated in the team's.
func (g *Gap) everyFirm() []*Gap {
	if g.ratesFirm() {
		return append([]*Gap{g}, g.firms...)
	}
	return g.firms
}

// ratesFirm reports whether a firm of the channel has a score, beside what is the subject's own or alone.
func (g *Gap) ratesFirm() bool {
	for p := range g.Result.Parts {
		if g.Rubric.Parts[p].Of == rubric.OfMember && g.Result.Parts[p].Score.OK {
			return true
		}
	}
	return false
}

// median is the middle of scores in their order, or halfway between the two in the middle.
func median(of []firm) float64 {
	n := len(of)
	return (of[(n-1)/2].score + of[n/2].score) / 2
}

// members is the section about the firms: how far apart they are in each practice, and who is lowest.
func (g *Gap) members() doc.Section {
	var s doc.Section
	if len(g.firms) == 0 {
		return s
	}
	s.Heading = g.Say("Partners", "渠道成员")
	for p := range g.Result.Parts {
		if g.Rubric.Parts[p].Of != rubric.OfMember {
			continue
		}
		all := g.rated(func(r *assess.Result) *assess.Node { return &r.Parts[p] })
		if len(all) == 0 {
			continue
		}
		decimals := g.firms[0].Result.Parts[p].Decimals
		s.Blocks = append(s.Blocks, doc.Paragraph{Strong: true, Text: g.spread(all, decimals)})
		if len(all) > 1 {
			s.Blocks = append(s.Blocks, g.rankedFirms(all, decimals))
		}
		s.Blocks = append(s.Blocks, g.byPractice(p))
	}
	return s
}

// spread says how many firms there are and what lies between them.
func (g *Gap) spread(all []firm, decimals int) string {
	low, high := all[0], all[len(all)-1]
	if len(all) == 1 {
		return g.Say("One firm was rated: %s, %s.", "评了一家：%s，%s 分。", low.name, points(low.score, decimals))
	}
	if !number.Less(low.score, high.score) {
		return g.Say("%[3]s rated, all at %[2]s.", "共评了 %[1]d 家，都是 %[2]s 分。", len(all), points(low.score, decimals),
			say.Count(len(all), "1 firm was", "%d firms were"))
	}
	return g.Say("%[7]s rated: from %[2]s (%[3]s) to %[4]s (%[5]s); the median is %[6]s.",
		"共评了 %[1]d 家：最低 %[2]s（%[3]s），最高 %[4]s（%[5]s），中位数 %[6]s。",
		len(all), points(low.score, decimals), low.name, points(high.score, decimals), high.name,
		points(median(all), decimals), say.Count(len(all), "1 firm was", "%d firms were"))
}

// rankedFirms lists the firms, the lowest first.
func (g *Gap) rankedFirms(all []firm, decimals int) doc.List {
	var out doc.List
	for _, f := range all {
		out.Items = append(out.Items, f.name+"  "+points(f.score, decimals))
	}
	return out
}

// byPractice is the table of the practices of a part over the firms.
func (g *Gap) byPractice(part int) doc.Table {
	t := doc.Table{Columns: []doc.Column{{Title: g.Say("Practice", "事项"), Flexible: true},
		{Title: g.Say("Firms", "家数"), Right: true}, {Title: g.Say("Lowest", "最低"), Right: true},
		{Title: g.Say("Median", "中位数"), Right: true}, {Title: g.Say("Highest", "最高"), Right: true},
		{Title: g.Say("Lowest is", "最低的是"), Flexible: true}}}
	for i := range g.Result.Practices {
		if g.PartOf(g.DimensionOf(i)) != part {
			continue
		}
		all := g.rated(func(r *assess.Result) *assess.Node { return &r.Practices[i].Node })
		if len(all) == 0 {
			continue
		}
		decimals, low := g.firms[0].Result.Practices[i].Decimals, all[0].score
		var lowest []string
		for _, f := range all {
			if !number.Less(low, f.score) {
				lowest = append(lowest, f.name)
			}
		}
		who := g.List(lowest)
		if len(lowest) == len(all) && len(all) > 1 {
			who = g.Say("all the same", "都一样")
		}
		t.Rows = append(t.Rows, []string{g.Practice(i), strconv.Itoa(len(all)), points(low, decimals),
			points(median(all), decimals), points(all[len(all)-1].score, decimals), safe.Line(who)})
	}
	return t
}

func points(x float64, decimals int) string { return number.Score(assess.Some(x), decimals) }
