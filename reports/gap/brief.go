package gap

import "fathom/reports/doc"

// briefPages is how many pages the brief takes.
const briefPages = 2

// TwoPages is the report for who reads two pages: the summary with what to decide, and the plan.
func (g *Gap) TwoPages() *doc.Report {
	rep := doc.New(g.Language, g.title())
	rep.Date, rep.Figures, rep.Pages = g.Result.Assessment.Date, g.front, briefPages
	plan := g.brief()
	if len(plan.Blocks) > 0 {
		plan.Blocks = append(append(plan.Blocks, g.road().Picture()...), g.phases())
	}
	rep.Add(g.WithView(g.summary()), plan)
	return rep
}

// front are the charts of page one.
func (g *Gap) front() doc.Figures {
	f := g.figures()
	f.Gaps, f.Heat = doc.GapChart{}, doc.Heat{}
	return f
}
