package handbook

import (
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// Coverage shows where each clause of the rubric's source is scored.
func Coverage(r *rubric.Rubric, lang say.Language) *doc.Report {
	b := newBuilder(r, "", lang)
	by := b.scoredBy(func(i, k int) string { return rubric.FullID(r.Practices[i].ID, r.Practices[i].Criteria[k].ID) })
	s := doc.Section{Heading: b.Say("Where the source is scored", "来源在哪里计分")}
	if len(r.Source) == 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.Say("The rubric names no source, so there is nothing to trace.", "评估标准没有列出来源，无从对照。"), Strong: true})
		return doc.New(b.Language, b.Named(r.Title, r.ID), s)
	}
	for _, e := range r.Source {
		t := doc.Table{Columns: b.sourceColumns()}
		for _, c := range e.Clauses {
			t.Rows = append(t.Rows, []string{c.ID, safe.Line(c.Text), b.listed(by[c.ID])})
		}
		s.Blocks = append(s.Blocks, doc.Heading{Text: e.ID + "  " + safe.Line(e.Title)}, t)
	}
	s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.covered(by), Strong: true})
	return doc.New(b.Language, b.Named(r.Title, r.ID), s)
}

func (b *builder) sourceColumns() []doc.Column {
	return []doc.Column{{Title: b.Say("Clause", "句")}, {Title: b.Say("Text", "原文"), Flexible: true},
		{Title: b.Say("Scored by", "由哪条标准计分"), Flexible: true}}
}

// sourcePage is the appendix of a handbook: the source in one table, scored by criteria that are named.
func (b *builder) sourcePage() doc.Section {
	by := b.scoredBy(b.Full)
	t := doc.Table{Columns: append([]doc.Column{{Title: b.Say("Entry", "条目"), Flexible: true}}, b.sourceColumns()...)}
	for _, e := range b.Rubric.Source {
		entry := safe.Line(e.ID + " " + e.Title)
		for _, c := range e.Clauses {
			t.Rows = append(t.Rows, []string{entry, c.ID, safe.Line(c.Text), b.listed(by[c.ID])})
		}
	}
	return doc.Section{ID: "about:source", Heading: b.Say("Appendix: where the source is scored", "附录：来源与标准对照"),
		Blocks: []doc.Block{doc.Paragraph{Text: b.covered(by)}, t}}
}

// scoredBy finds the criteria that score each clause, as name calls them.
func (b *builder) scoredBy(name func(i, k int) string) map[string][]string {
	by := map[string][]string{}
	for i := range b.Rubric.Practices {
		for k := range b.Rubric.Practices[i].Criteria {
			for _, id := range b.Rubric.Practices[i].Criteria[k].Clauses {
				by[id] = append(by[id], name(i, k))
			}
		}
	}
	return by
}

// listed joins names, with a dash for none.
func (b *builder) listed(names []string) string {
	if len(names) == 0 {
		return number.None
	}
	return b.List(names)
}

// covered counts how much of the source is scored.
func (b *builder) covered(by map[string][]string) string {
	entries, clauses, total := 0, 0, 0
	for _, e := range b.Rubric.Source {
		missing := 0
		for _, c := range e.Clauses {
			if len(by[c.ID]) == 0 {
				missing++
			}
		}
		if missing == 0 {
			entries++
		}
		clauses, total = clauses+len(e.Clauses)-missing, total+len(e.Clauses)
	}
	return b.Say("Scored: %[1]d of %[5]s, %[3]d of %[6]s.", "%[2]d 条中 %[1]d 条、%[4]d 句中 %[3]d 句有标准计分。", entries, len(b.Rubric.Source), clauses, total,
		say.Count(len(b.Rubric.Source), "1 entry", "%d entries"), say.Count(total, "1 clause", "%d clauses"))
}
