package gap

import (
	"slices"
	"strings"

	"fathom/reports/doc"
	"fathom/rubric/say"
)

// lineColumn is a column of the table of several reports.
type lineColumn struct {
	doc.Column
	of    func(l *Line) string
	shown bool
}

// lineColumns are the columns; levels, shares and bands are left out where no whole has any.
func lineColumns(all []*Gap, lines []Line, lang say.Language) []lineColumn {
	levels := slices.ContainsFunc(all, func(r *Gap) bool { return r.Result.Overall.Scale != nil })
	bands := slices.ContainsFunc(lines, func(l Line) bool { return l.Band != "" })
	column := func(title string) doc.Column { return doc.Column{Title: title} }
	right := func(title string) doc.Column { return doc.Column{Title: title, Right: true} }
	wide := func(title string) doc.Column { return doc.Column{Title: title, Flexible: true} }
	return slices.DeleteFunc([]lineColumn{
		{wide(lang.Say("Subject", "对象")), func(l *Line) string { return l.Subject }, true},
		{column(lang.Say("Date", "日期")), func(l *Line) string { return l.Date }, true},
		{column(lang.Say("Score", "得分")), func(l *Line) string { return scored(*l, lang) }, true},
		{right(lang.Say("Level", "级别")), func(l *Line) string { return l.Level }, levels},
		{wide(lang.Say("Band", "分段")), func(l *Line) string { return l.Band }, bands},
		{right(lang.Say("Attainment", "目标达成度")), func(l *Line) string { return l.Attainment }, true},
		{right(lang.Say("Answered", "已答")), func(l *Line) string { return l.Coverage }, true},
		{wide(lang.Say("First", "首要事项")), func(l *Line) string { return l.First }, true},
	}, func(c lineColumn) bool { return !c.shown })
}

// ScoreTable is the table of several reports, one line each.
func ScoreTable(all []*Gap, lang say.Language) doc.Table {
	lines := make([]Line, len(all))
	for i, r := range all {
		lines[i] = r.Line()
	}
	t := doc.Table{Rows: make([][]string, len(lines))}
	for _, c := range lineColumns(all, lines, lang) {
		t.Columns = append(t.Columns, c.Column)
		for i := range lines {
			t.Rows[i] = append(t.Rows[i], c.of(&lines[i]))
		}
	}
	return t
}

// scored is a score with its bounds, where what is not answered leaves any between them.
func scored(l Line, lang say.Language) string {
	if l.Bounds == "" || l.Bounds == l.Score || !strings.Contains(l.Bounds, "–") {
		return l.Score
	}
	return lang.Say("%s (%s)", "%s（%s）", l.Score, l.Bounds)
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
