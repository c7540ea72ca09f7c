package names

import (
	"slices"
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/rubric/safe"
)

// This file prints what whoever hands over a report says of it: see [assess.Assessment.Comments].

// WithView puts what is said of the whole and of its parts into the summary, behind what it begins with.
func (s *Scored) WithView(sec doc.Section) doc.Section {
	view := Paragraphs("", s.Result.Assessment.Comments[assess.SummaryComment])
	for i := range s.Rubric.Parts {
		lead := s.Say("%s: ", "%s：", s.Part(i))
		view = append(view, Paragraphs(lead, s.Said(assess.KindPart, s.Rubric.Parts[i].ID))...)
	}
	if len(view) == 0 {
		return sec
	}
	at := slices.IndexFunc(sec.Blocks, func(b doc.Block) bool { _, ok := b.(doc.Heading); return ok })
	if at < 0 {
		at = len(sec.Blocks)
	}
	view = slices.Insert(view, 0, doc.Block(doc.Heading{Text: s.OurView()}))
	sec.Blocks = slices.Insert(slices.Clone(sec.Blocks), at, view...)
	return sec
}

// OurView is how what is said of a report is headed.
func (s *Scored) OurView() string { return s.Say("Our view", "我们的看法") }

// Said is what is said of a node; of two with one id it is about the outer one.
func (s *Scored) Said(kind assess.Kind, id string) string {
	found, _ := s.Result.Model.Find(id, assess.KindPart, assess.KindDimension, assess.KindPractice)
	if found != kind || id == assess.SummaryComment {
		return ""
	}
	return s.Result.Assessment.Comments[id]
}

// Paragraphs are the lines of a text, the first behind a lead; none of an empty text.
func Paragraphs(lead, text string) []doc.Block {
	var out []doc.Block
	for _, line := range strings.Split(text, "\n") {
		if line = safe.Line(line); line != "" {
			out, lead = append(out, doc.Paragraph{Text: lead + line}), ""
		}
	}
	return out
}
