package gap

import (
	"slices"
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/rubric/safe"
)

// This file prints what whoever hands over the report says of it: see [assess.Assessment.Comments].

// withView puts what is said of the whole and of its parts into the summary, behind what it begins with.
func (g *Gap) withView(s doc.Section) doc.Section {
	view := paragraphs("", g.Result.Assessment.Comments[assess.SummaryComment])
	for i := range g.Rubric.Parts {
		lead := g.Say("%s: ", "%s：", g.Part(i))
		view = append(view, paragraphs(lead, g.said(assess.KindPart, g.Rubric.Parts[i].ID))...)
	}
	if len(view) == 0 {
		return s
	}
	at := slices.IndexFunc(s.Blocks, func(b doc.Block) bool { _, ok := b.(doc.Heading); return ok })
	if at < 0 {
		at = len(s.Blocks)
	}
	view = slices.Insert(view, 0, doc.Block(doc.Heading{Text: g.ourView()}))
	s.Blocks = slices.Insert(slices.Clone(s.Blocks), at, view...)
	return s
}

func (g *Gap) ourView() string { return g.Say("Our view", "我们的看法") }

// said is what is said of a node; of two with one id it is about the outer one.
func (g *Gap) said(kind assess.Kind, id string) string {
	found, _ := g.Result.Model.Find(id, assess.KindPart, assess.KindDimension, assess.KindPractice)
	if found != kind || id == assess.SummaryComment {
		return ""
	}
	return g.Result.Assessment.Comments[id]
}

// viewOf is what is said of a dimension and of its practices.
func (g *Gap) viewOf(d int) []doc.Block {
	view := paragraphs(g.Say("Our view: ", "我们的看法："), g.said(assess.KindDimension, g.Rubric.Dimensions[d].ID))
	for i := range g.Rubric.Practices {
		if g.DimensionOf(i) == d {
			view = append(view, paragraphs(g.Say("Our view on %s: ", "我们对“%s”的看法：", g.Practice(i)),
				g.said(assess.KindPractice, g.ID(i)))...)
		}
	}
	return view
}

// viewAlone is what is said of a dimension of which there is nothing else to say, under its name.
func (g *Gap) viewAlone(d int) []doc.Block {
	view := g.viewOf(d)
	if len(view) == 0 {
		return nil
	}
	head := g.Say("%s  not assessed", "%s  未评估", g.Dimension(d))
	return slices.Insert(view, 0, doc.Block(doc.Heading{Text: head}))
}

// paragraphs are the lines of a text, the first behind a lead; none of an empty text.
func paragraphs(lead, text string) []doc.Block {
	var out []doc.Block
	for _, line := range strings.Split(text, "\n") {
		if line = safe.Line(line); line != "" {
			out, lead = append(out, doc.Paragraph{Text: lead + line}), ""
		}
	}
	return out
}

// viewSheet is the same as a sheet, the whole first, then in rubric order.
func (g *Gap) viewSheet() doc.Sheet {
	s := doc.Sheet{Name: g.ourView(), Title: g.ourView(), Columns: []doc.SheetColumn{
		{Title: g.Say("On", "关于")}, doc.Prose(g.ourView(), 90)}}
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
