package gap

import "fathom/reports/doc"

// briefPages is how many pages of paper the brief fills.
const briefPages = 2

// Brief is the report for who reads two pages: the summary with what to decide, and the plan.
func (g *Gap) Brief() *doc.Report {
	rep := doc.New(g.Language, g.title())
	rep.Date, rep.Figures, rep.Pages = g.Result.Assessment.Date, g.front, briefPages
	rep.Add(g.summary(), g.briefPlan())
	return rep
}

// front are the charts of page one.
func (g *Gap) front() doc.Figures {
	f := g.figures()
	f.Gaps, f.Heat = doc.GapChart{}, doc.Heat{}
	return f
}

// briefPlan is the roadmap, with all its steps in one table.
func (g *Gap) briefPlan() doc.Section {
	s := g.roadmap()
	steps := doc.Table{}
	for k := range g.Result.Priorities {
		i := g.Result.Priorities[k].Practice
		t := g.stepsTable(i)
		if steps.Columns == nil {
			steps.Columns = append([]doc.Column{{Title: g.Say("Practice", "事项"), Flexible: true}}, t.Columns...)
		}
		for _, row := range t.Rows {
			steps.Rows = append(steps.Rows, append([]string{g.Practice(i)}, row...))
		}
	}
	if len(steps.Rows) > 0 {
		s.Blocks = append(s.Blocks, doc.Heading{Text: g.Say("The steps", "各个步骤")}, steps)
	}
	return s
}
