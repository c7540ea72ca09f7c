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
func (s *Scored) WithView(sec doc.Section) doc.Section { return s.behindLead(sec, s.view()) }

// WithShortView is the same with so many characters of it at most, and where the rest stands.
func (s *Scored) WithShortView(sec doc.Section, most int) doc.Section {
	view := s.view()
	for k := range view {
		text := []rune(view[k].(doc.Paragraph).Text)
		if most -= len(text); most >= 0 {
			continue
		}
		kept := string(text[:len(text)+most])
		if at := strings.LastIndexAny(kept, " ，。；"); at > 0 {
			kept = kept[:at]
		}
		view = append(view[:k:k], doc.Paragraph{Text: kept + s.Say(" … The rest is in the full report.", "……全文见完整报告。")})
		break
	}
	return s.behindLead(sec, view)
}

// view is what is said of the whole and of its parts, in paragraphs.
func (s *Scored) view() []doc.Block {
	view := Paragraphs("", s.Result.Assessment.Comments[assess.SummaryComment])
	for i := range s.Rubric.Parts {
		lead := s.Say("%s: ", "%s：", s.Part(i))
		view = append(view, Paragraphs(lead, s.Said(assess.KindPart, s.Rubric.Parts[i].ID))...)
	}
	return view
}

// behindLead puts a view into a section, behind what it begins with.
func (s *Scored) behindLead(sec doc.Section, view []doc.Block) doc.Section {
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
