package form

import (
	"strings"
	"unicode"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/say"
)

// This file carries what whoever hands over the report says of it: facts of a prefilled form.

// commentPrefix begins the key of a comment; the id of what it is about follows.
const commentPrefix = "comment:"

// commentFacts lists the keys for a rubric.
func commentFacts(r *rubric.Rubric) []string {
	ids := assess.CommentIDs(r)
	for i := range ids {
		ids[i] = commentPrefix + ids[i]
	}
	return ids
}

// comments lists what the assessment says, the whole first, then in rubric order.
func (f *form) comments() []fact {
	var out []fact
	for _, id := range assess.CommentIDs(f.m.Rubric) {
		if text, ok := f.a.Comments[id]; ok {
			label := say.Both("Our view, for the report", "写进报告的看法")
			if id != assess.SummaryComment {
				label = say.Both("Our view, for the report: %s", "写进报告的看法：%s", f.commented(id))
			}
			out = append(out, fact{key: commentPrefix + id, value: text, label: label})
		}
	}
	return out
}

// commented names a part, dimension or practice.
func (f *form) commented(id string) string {
	r := f.m.Rubric
	switch kind, i := f.m.Find(id, assess.KindPart, assess.KindDimension, assess.KindPractice); kind {
	case assess.KindPart:
		return f.name(r.Parts[i].Name, id)
	case assess.KindDimension:
		return f.name(r.Dimensions[i].Name, id)
	default:
		return f.name(r.Practices[i].Name, id)
	}
}

// readComments understands what comments lists.
func (rd *reader) readComments(f *filled) map[string]string {
	var out map[string]string
	for _, id := range assess.CommentIDs(rd.m.Rubric) {
		cell := f.facts[commentPrefix+id]
		if cell.isBlank() {
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		out[id] = strings.TrimRightFunc(rd.text(cell), unicode.IsSpace)
	}
	return out
}
