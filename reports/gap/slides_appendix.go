package gap

import "fathom/reports/doc"

// appendixSlides are what is looked up rather than shown.
func (g *Gap) appendixSlides() []doc.Slide {
	var out []doc.Slide
	add := func(title string, content ...doc.Content) {
		for _, c := range content {
			out = append(out, doc.Slide{Title: g.Say("Appendix: %s", "附录：%s", title), Content: []doc.Content{c},
				Notes: []string{g.Say("To look up; there is nothing to say to it.", "供查阅，不必讲。")}})
		}
	}
	title := g.scorecard().Heading
	for _, b := range g.scorecard().Blocks {
		switch v := b.(type) {
		case doc.Heading:
			title = g.Say("%s, %s", "%s（%s）", g.scorecard().Heading, v.Text)
		case doc.Bars:
			add(title, v)
		}
	}
	if !g.isTooEarly() {
		if chart := g.gapChart(); len(chart.Rows) > mostBars {
			add(chart.Title, chart)
		}
		if t := tables(g.priorities()); len(t) > 0 && len(t[0].Rows) > mostRanks {
			add(g.priorities().Heading, t[0])
		}
		if len(g.road().Plan().Steps) > 0 {
			add(g.roadmap().Heading, g.phases())
		}
	}
	for k, s := range g.agreementSlides() {
		if k > 0 {
			add(s.Title, s.Content...)
		}
	}
	for _, t := range tables(g.scope()) {
		add(g.scope().Heading, t)
	}
	if t := g.answerTable(); len(t.Rows) > 0 {
		add(g.Say("all answers", "全部答案"), t)
	}
	return out
}

// answerTable is every answer in one table.
func (g *Gap) answerTable() doc.Table {
	t := doc.Table{Columns: []doc.Column{{Title: g.Say("Practice", "事项"), Flexible: true}}}
	practice := ""
	for _, b := range g.appendix().Blocks {
		switch v := b.(type) {
		case doc.Heading:
			practice = v.Text
		case doc.Table:
			t.Columns = append(t.Columns[:1], v.Columns...)
			for _, row := range v.Rows {
				t.Rows = append(t.Rows, append([]string{practice}, row...))
				practice = ""
			}
		}
	}
	return t
}
