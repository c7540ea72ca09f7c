package handbook

import (
	"slices"
	"strconv"

	"fathom/reports/doc"
	"fathom/rubric"
)

// actions are the steps of a practice: what is done, then how each begins and ends, where the rubric says so.
func (b *builder) actions(i int) []doc.Section {
	if len(b.Rubric.Practices[i].Actions) == 0 {
		return nil
	}
	out := []doc.Section{{Heading: b.Say("Actions", "行动"),
		Blocks: []doc.Block{b.actionTable(i), doc.Paragraph{Text: b.EffortLegend()}}}}
	if t := b.beginTable(i); len(t.Columns) > 1 {
		out = append(out, doc.Section{Heading: b.Say("How each step begins and ends", "每一步怎么开始、怎么算做完"), Blocks: []doc.Block{t}})
	}
	return out
}

func (b *builder) actionTable(i int) doc.Table {
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("To", "升到"), Right: true},
		{Title: b.Say("Action", "行动"), Flexible: true}, {Title: b.Say("Owner", "负责人"), Flexible: true},
		{Title: b.Say("Days", "天"), Right: true}, {Title: b.Say("Effort", "投入")}, {Title: b.Say("Measure", "衡量"), Flexible: true}}}
	for _, a := range b.Rubric.Practices[i].Actions {
		t.Rows = append(t.Rows, []string{strconv.Itoa(a.To), b.Text(a.Text), b.Owner(a.Owner), strconv.Itoa(a.Days),
			b.Effort(&a), b.Text(a.KPI)})
	}
	return t
}

// beginTable is what a person needs to take the steps. A column that no step fills is left out.
func (b *builder) beginTable(i int) doc.Table {
	p := &b.Rubric.Practices[i]
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("To", "升到"), Right: true}}}
	for _, a := range p.Actions {
		t.Rows = append(t.Rows, []string{strconv.Itoa(a.To)})
	}
	column := func(title string, given func(*rubric.Action) bool, text func(*rubric.Action) string) {
		if !slices.ContainsFunc(p.Actions, func(a rubric.Action) bool { return given(&a) }) {
			return
		}
		t.Columns = append(t.Columns, doc.Column{Title: title, Flexible: true})
		for k := range p.Actions {
			t.Rows[k] = append(t.Rows[k], text(&p.Actions[k]))
		}
	}
	column(b.Say("First step this week", "本周第一步"), func(a *rubric.Action) bool { return len(a.First) > 0 },
		func(a *rubric.Action) string { return b.Text(a.First) })
	column(b.Say("What shows that it is done", "做完看什么"), func(a *rubric.Action) bool { return len(a.Done) > 0 },
		func(a *rubric.Action) string { return b.Text(a.Done) })
	column(b.Say("Criteria it lifts", "提升哪几条标准"), isTagged,
		func(a *rubric.Action) string { return b.lifts(i, a) })
	return t
}

// isTagged reports whether an action says which criteria it lifts, or which one its measure is of.
func isTagged(a *rubric.Action) bool { return len(a.Serves) > 0 || a.Measures != "" }

// lifts names the criteria that an action serves, and the one that its measure is of.
func (b *builder) lifts(i int, a *rubric.Action) string {
	all := b.Rubric.Practices[i].Criteria
	var served []string
	measured := ""
	for k := range all {
		if a.ServesCriterion(all[k].ID) {
			served = append(served, b.Criterion(i, k))
		}
		if a.Measures == all[k].ID {
			measured = b.Criterion(i, k)
		}
	}
	words := b.List(served)
	if len(all) > 1 && len(served) == len(all) {
		words = b.Say("all %d", "全部 %d 条", len(all))
	}
	if measured != "" && len(all) > 1 {
		words += b.Say("; measured: %s", "；衡量：%s", measured)
	}
	return words
}
