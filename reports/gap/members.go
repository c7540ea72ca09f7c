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

// This file tells of the firms of a channel that were rated beside their team: how far apart they are.

// firm is what one firm scores in one thing.
type firm struct {
	*Gap
	name string
	node *assess.Node
}

func (f *firm) score() float64 { return f.node.Score.Value }

// memberParts are the parts of the rubric that are of a member of the channel.
func (g *Gap) memberParts() []int {
	var out []int
	for p := range g.Rubric.Parts {
		if g.Rubric.Parts[p].Of == rubric.OfMember {
			out = append(out, p)
		}
	}
	return out
}

// rated are the firms of which enough is answered of a part to say where they stand, the lowest first, and the others.
func (g *Gap) rated(part int) (enough, early []firm) {
	for k, x := range g.firms {
		f := firm{x, cmp.Or(x.Member(), g.Say("firm %s", "第 %s 家", strconv.Itoa(k+1))), &x.Result.Parts[part]}
		if f.node.Score.OK && !f.node.Provisional() {
			enough = append(enough, f)
		} else {
			early = append(early, f)
		}
	}
	slices.SortStableFunc(enough, byScore)
	return enough, early
}

func byScore(x, y firm) int { return compare(x.score(), y.score()) }

// median is the middle of scores in their order, or halfway between the two in the middle.
func median(of []firm) float64 {
	n := len(of)
	return (of[(n-1)/2].score() + of[n/2].score()) / 2
}

// pointsOf are scores in print, the median behind them, so finely that what differs reads as different.
func pointsOf(all []firm) (scores []string, middle string) {
	values, places := []float64{median(all)}, all[0].node.Decimals
	for i := range all {
		values = append(values, all[i].score())
	}
	for _, x := range values {
		places = max(places, number.Apart(x, all[0].node.Decimals, values...))
	}
	for i := range all {
		scores = append(scores, assess.Round(all[i].score(), places))
	}
	return scores, assess.Round(values[0], places)
}

// members is the section about the firms: how far apart they are in each practice, and who is lowest.
func (g *Gap) members() doc.Section {
	var s doc.Section
	if len(g.firms) == 0 {
		return s
	}
	s.Heading = g.Say("Partners", "渠道成员")
	for _, p := range g.memberParts() {
		all, early := g.rated(p)
		s.Blocks = append(s.Blocks, doc.Paragraph{Strong: true, Text: g.spread(p)})
		if len(all) > 1 {
			s.Blocks = append(s.Blocks, g.rankedFirms(all))
		}
		if len(all) > 0 {
			s.Blocks = append(s.Blocks, doc.Heading{Text: g.Say("By practice", "逐项看")}, g.byPractice(p, all))
		}
		if len(early) > 0 {
			s.Blocks = append(s.Blocks, doc.Paragraph{Text: g.Say("Not in these numbers, as too little is answered: %s.", "答得太少、以上数字未计入的：%s。", g.List(g.howFar(early)))})
		}
	}
	if len(g.older) > 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: g.Say("Of a firm that was rated twice the newer file counts. Not counted: %s.", "同一家评过两次的，以较新的一份为准。未计入：%s。", g.List(g.olderFiles()))})
	}
	return s
}

// besideTeam says on page one what was rated beside the team.
func (g *Gap) besideTeam() []doc.Block {
	var out []doc.Block
	for _, p := range g.memberParts() {
		if g.isBeside(p) {
			out = append(out, doc.Paragraph{Strong: true, Text: g.Say("%s These have files of their own and are in no score of the team.", "%s他们各用一份答卷，不计入团队的得分。", g.spread(p))})
		}
	}
	return out
}

// isBeside reports whether firms were rated in a part, beside the team.
func (g *Gap) isBeside(part int) bool {
	return len(g.firms) > 0 && g.Rubric.Parts[part].Of == rubric.OfMember
}

// withoutScore says why an asked part has no score.
func (g *Gap) withoutScore(part int) string {
	if g.isBeside(part) {
		return g.Say("%s: rated in files of their own; the team's file has no answer about them",
			"%s：各用一份答卷评；团队的答卷里没有这部分的答案", g.Part(part))
	}
	return g.Say("%s: not assessed", "%s：未评估", g.Part(part))
}

// askedParagraph says what the scores rest on: of a team with firms beside it, what the team itself was asked.
func (g *Gap) askedParagraph() doc.Paragraph {
	if len(g.firms) == 0 {
		return g.AskedParagraph()
	}
	return doc.Paragraph{Strong: true, Text: g.Say("The scores of the team rest on its own file alone: %s.", "团队的得分只以它自己的答卷为据：%s。", g.Asked(g.Result))}
}

// unknownOfFirms says of which firms too little is answered.
func (g *Gap) unknownOfFirms() []string {
	var out []string
	for _, p := range g.memberParts() {
		_, early := g.rated(p)
		out = append(out, g.howFar(early)...)
	}
	return out
}

// howFar says of firms how much is answered.
func (g *Gap) howFar(of []firm) []string {
	var out []string
	for i := range of {
		if f := &of[i]; f.node.Score.OK {
			out = append(out, g.Say("%s (%s answered)", "%s（已答 %s）", f.name, number.Answered(f.node)))
		} else {
			out = append(out, g.Say("%s (nothing answered)", "%s（一题未答）", f.name))
		}
	}
	return out
}

// olderFiles are the files of firms of which there is a newer one.
func (g *Gap) olderFiles() []string {
	var out []string
	for _, x := range g.older {
		out = append(out, g.Say("%s of %s", "%s（%s）", x.Member(), x.date()))
	}
	return out
}

// spread says how many firms there are in a part, and what lies between them.
func (g *Gap) spread(part int) string {
	all, early := g.rated(part)
	if len(all) == 0 {
		return g.Say("%[2]s rated, with too little answered to say where any stands.", "共评了 %[1]d 家，都答得太少，还不能下结论。", len(early),
			say.Count(len(early), "1 firm was", "%d firms were"))
	}
	low, high := &all[0], &all[len(all)-1]
	scores, middle := pointsOf(all)
	count := say.Count(len(all), "1 firm was", "%d firms were")
	switch {
	case len(all) == 1:
		return g.Say("One firm was rated: %s, %s.", "评了一家：%s，%s 分。", low.name, scores[0])
	case !number.Less(low.score(), high.score()):
		return g.Say("%[3]s rated, all at %[2]s.", "共评了 %[1]d 家，都是 %[2]s 分。", len(all), scores[0], count)
	}
	return g.Say("%[7]s rated: from %[2]s (%[3]s) to %[4]s (%[5]s); the median is %[6]s.",
		"共评了 %[1]d 家：最低 %[2]s（%[3]s），最高 %[4]s（%[5]s），中位数 %[6]s。",
		len(all), scores[0], low.name, scores[len(all)-1], high.name, middle, count)
}

// rankedFirms lists the firms, the lowest first, with what their scores do not have in common.
func (g *Gap) rankedFirms(all []firm) doc.List {
	var out doc.List
	scores, _ := pointsOf(all)
	asked := func(f *firm) int { n, _ := f.Result.Asked(); return n }
	differ := func(of func(*firm) string) bool {
		return slices.ContainsFunc(all, func(f firm) bool { return of(&f) != of(&all[0]) })
	}
	dates := differ(func(f *firm) string { return f.date() })
	depths := differ(func(f *firm) string { return strconv.Itoa(asked(f)) })
	for i := range all {
		f, remarks := &all[i], []string(nil)
		if dates {
			remarks = append(remarks, f.date())
		}
		if depths {
			remarks = append(remarks, g.Say("%[2]s", "问了 %[1]d 条标准", asked(f), say.Count(asked(f), "1 criterion asked", "%d criteria asked")))
		}
		if f.node.Coverage.Value < 1 {
			remarks = append(remarks, g.Say("%s answered", "已答 %s", number.Answered(f.node)))
		}
		item := f.name + "  " + scores[i]
		if len(remarks) > 0 {
			item = g.Say("%s (%s)", "%s（%s）", item, strings.Join(remarks, g.Say(", ", "，")))
		}
		out.Items = append(out.Items, item)
	}
	return out
}

// byPractice is the table of the practices of a part over the firms.
func (g *Gap) byPractice(part int, firms []firm) doc.Table {
	t := doc.Table{Columns: []doc.Column{{Title: g.Say("Practice", "事项"), Flexible: true},
		{Title: g.Say("Firms", "家数"), Right: true}, {Title: g.Say("Lowest", "最低"), Right: true},
		{Title: g.Say("Median", "中位数"), Right: true}, {Title: g.Say("Highest", "最高"), Right: true},
		{Title: g.Say("Lowest is", "最低的是"), Flexible: true}}}
	for i := range g.Result.Practices {
		if g.PartOf(g.DimensionOf(i)) != part {
			continue
		}
		var all []firm
		for _, f := range firms {
			if p := &f.Result.Practices[i].Node; p.Score.OK && !p.Provisional() {
				all = append(all, firm{f.Gap, f.name, p})
			}
		}
		if len(all) == 0 {
			continue
		}
		slices.SortStableFunc(all, byScore)
		scores, middle := pointsOf(all)
		t.Rows = append(t.Rows, []string{g.Practice(i), strconv.Itoa(len(all)), scores[0], middle, scores[len(all)-1],
			safe.Line(g.lowest(all))})
	}
	return t
}

// lowest names those of the firms, in their order, that score lowest.
func (g *Gap) lowest(all []firm) string {
	var names []string
	for i := range all {
		if !number.Less(all[0].score(), all[i].score()) {
			names = append(names, all[i].name)
		}
	}
	if len(names) == len(all) && len(all) > 1 {
		return g.Say("all the same", "都一样")
	}
	return g.List(names)
}
