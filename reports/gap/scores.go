package gap

import (
	"slices"

	"fathom/reports/doc"
	"fathom/rubric/say"
)

// levelColumn is left out where no whole has a level.
const levelColumn = 4

// ScoreTable is the table of several reports, one line each.
func ScoreTable(all []*Gap, lang say.Language) doc.Table {
	t := doc.Table{Columns: []doc.Column{
		{Title: lang.Say("Subject", "对象"), Flexible: true}, {Title: lang.Say("Date", "日期")},
		{Title: lang.Say("Score", "得分"), Right: true},
		{Title: lang.Say("Bounds", "区间")}, {Title: lang.Say("Level", "级别"), Right: true},
		{Title: lang.Say("Attainment", "目标达成度"), Right: true},
		{Title: lang.Say("Answered", "已答"), Right: true}, {Title: lang.Say("First", "首要事项"), Flexible: true}}}
	levels := slices.ContainsFunc(all, func(r *Gap) bool { return r.Result.Overall.Scale != nil })
	for _, r := range all {
		l := r.Line()
		row := []string{l.Subject, l.Date, l.Score, l.Bounds, l.Level, l.Attainment, l.Coverage, l.First}
		if !levels {
			row = slices.Delete(row, levelColumn, levelColumn+1)
		}
		t.Rows = append(t.Rows, row)
	}
	if !levels {
		t.Columns = slices.Delete(t.Columns, levelColumn, levelColumn+1)
	}
	return t
}

// ScoreNotes say below the table which subjects were not asked everything, those that were asked the same together.
func ScoreNotes(all []*Gap) []string {
	var order []string
	subjects := map[string][]string{}
	for _, r := range all {
		if asked, of := r.Result.Asked(); asked < of {
			what := r.Asked(r.Result)
			if subjects[what] == nil {
				order = append(order, what)
			}
			subjects[what] = append(subjects[what], r.Subject())
		}
	}
	var out []string
	if len(all) > 0 {
		for _, block := range all[0].Origin() { // all are scored by one rubric
			out = append(out, block.(doc.Paragraph).Text)
		}
	}
	for _, r := range all {
		if agreed := r.AgreedTargets(); agreed != "" {
			out = append(out, r.Say("Agreed targets of %s: %s.", "%s的约定目标：%s。", r.Subject(), agreed))
		}
	}
	for _, asked := range order {
		b := all[0]
		out = append(out, b.Say("%s %s – %s", "%s %s——%s", notAll, asked, b.List(subjects[asked])))
	}
	return out
}
