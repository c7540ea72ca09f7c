package gap

import "fathom/reports/doc"

// briefPages is how many pages the brief takes.
const briefPages = 2

// briefView is how many characters of what is said of the whole the brief has room for; in Chinese it is half as many.
const briefView = 900

// TwoPages is the report for who reads two pages: the summary with what to decide, and the plan.
func (g *Gap) TwoPages() *doc.Report {
	rep := doc.New(g.Language, g.title())
	rep.Date, rep.Figures, rep.Pages = g.Result.Assessment.Date, g.front, briefPages
	plan := g.brief()
	if len(plan.Blocks) > 0 {
		plan.Blocks = append(append(plan.Blocks, g.road().Picture()...), g.phases())
	}
	most := briefView
	if g.Language == "zh" {
		most /= 2 // its characters are twice as wide
	}
	rep.Add(g.WithShortView(g.summary(), most), plan)
	return rep
}

// front are the charts of page one.
func (g *Gap) front() doc.Figures {
	f := g.figures()
	f.Gaps, f.Heat = doc.GapChart{}, doc.Heat{}
	return f
}
