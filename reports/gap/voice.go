package gap

import (
	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/names"
)

// This file prints what whoever hands over the report says of it: see [assess.Assessment.Comments].

// viewOf is what is said of a dimension and of its practices.
func (g *Gap) viewOf(d int) []doc.Block {
	view := names.Paragraphs(g.Say("Our view: ", "我们的看法："), g.Said(assess.KindDimension, g.Rubric.Dimensions[d].ID))
	for i := range g.Rubric.Practices {
		if g.DimensionOf(i) == d {
			view = append(view, names.Paragraphs(g.Say("Our view on %s: ", "我们对“%s”的看法：", g.Practice(i)),
				g.Said(assess.KindPractice, g.ID(i)))...)
		}
	}
	return view
}

// viewSheet is the same as a sheet, the whole first, then in rubric order.
func (g *Gap) viewSheet() doc.Sheet {
	s := doc.Sheet{Name: g.OurView(), Title: g.OurView(), Columns: []doc.SheetColumn{
		{Title: g.Say("On", "关于")}, doc.Prose(g.OurView(), 90)}}
	for _, id := range assess.CommentIDs(g.Rubric) {
		if text := g.Result.Assessment.Comments[id]; text != "" {
			s.Rows = append(s.Rows, []doc.SheetCell{doc.TextCell(g.commented(id)), doc.TextCell(text)})
		}
	}
	return s
}

// commented names what a comment is about.
func (g *Gap) commented(id string) string {
	kind, i := g.Result.Model.Find(id, assess.KindPart, assess.KindDimension, assess.KindPractice)
	switch {
	case id == assess.SummaryComment:
		return g.Say("Overall", "总体")
	case kind == assess.KindPart:
		return g.Part(i)
	case kind == assess.KindDimension:
		return g.Dimension(i)
	default:
		return g.Practice(i)
	}
}

// comments is the same as data.
func (g *Gap) comments() map[string]string {
	if c := g.Result.Assessment.Comments; c != nil {
		return c
	}
	return map[string]string{}
}
