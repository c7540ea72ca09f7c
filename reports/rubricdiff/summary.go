package rubricdiff

import (
	"strconv"
	"strings"

	"fathom/reports/doc"
	"fathom/rubric/say"
	"fathom/rubric/versions"
)

// Summary is what changed between two rubrics without their texts: what it means, and a line for each criterion and
// for everything else that changed.
func Summary(c *versions.Changes, lang say.Language) *doc.Report {
	b := newBuilder(c, lang)
	rep := b.report()
	if !c.Empty() {
		rep.Add(b.meaning(), b.everyCriterion(), b.everythingElse())
	}
	return rep
}

// everyCriterion is a line for each criterion that is not as it was: what becomes of its answer.
func (b *builder) everyCriterion() doc.Section {
	s := doc.Section{Heading: b.Say("Criteria", "标准")}
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("Criterion", "标准"), Flexible: true},
		{Title: b.Say("Its old answer", "旧答案"), Flexible: true}}}
	for i := range b.c.Criteria {
		if what := b.fate(&b.c.Criteria[i]); what != "" {
			t.Rows = append(t.Rows, []string{b.criterionName(&b.c.Criteria[i]), what})
		}
	}
	if len(t.Rows) > 0 {
		s.Blocks = []doc.Block{t}
	}
	return s
}

// fate says in a few words what becomes of the answer to a criterion, "" where nothing about it changed.
func (b *builder) fate(x *versions.CriterionChange) string {
	var words []string
	add := func(is bool, text string) {
		if is {
			words = append(words, text)
		}
	}
	add(x.Fate == versions.Added, b.Say("new, to be answered", "新增，待作答"))
	add(x.Fate == versions.Aside, b.Say("kept aside, no longer asked", "另存备查，不再提问"))
	add(x.Fate == versions.Confirm, b.Say("asked again, the text changed", "文字有改动，要再确认"))
	add(x.Fate == versions.Reworded, b.Say("carries over, only reworded", "照样算数，只是换了说法"))
	add(x.Fate == versions.Renamed, b.Say("carries over", "照样算数"))
	add(x.Fate == versions.Kept && (len(x.Fields)+len(x.LevelsGone) > 0 || x.Revalued),
		b.Say("carries over, other things changed", "照样算数，其他内容有改动"))
	add(x.New != nil && x.Old != nil && x.Was != x.ID, b.Say("was %s", "原为 %s", x.Was))
	return strings.Join(words, b.Say("; ", "；"))
}

// everythingElse is a line for each other node that is not as it was.
func (b *builder) everythingElse() doc.Section {
	s := doc.Section{Heading: b.Say("Everything else", "其他")}
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("What", "项目"), Flexible: true},
		{Title: b.Say("Changes", "改动"), Right: true}}}
	for _, n := range b.c.Nodes {
		changes := strconv.Itoa(len(n.Fields))
		switch {
		case n.Was == "":
			changes = b.Say("new", "新增")
		case n.ID == "":
			changes = b.Say("gone", "去掉")
		}
		t.Rows = append(t.Rows, []string{b.node(n), changes})
	}
	if len(t.Rows) > 0 {
		s.Blocks = []doc.Block{t}
	}
	return s
}
