package reports

import "fathom/rubric/problem"

// ScoreTable is the table of several reports, one line each.
func ScoreTable(all []*Report) Table {
	lang := ""
	if len(all) > 0 {
		lang = all[0].Lang
	}
	say := func(en, zh string) string { return problem.Message{EN: en, ZH: zh}.In(lang) }
	t := Table{Columns: []Column{
		{Title: say("Subject", "对象"), Flexible: true}, {Title: say("Date", "日期")}, {Title: say("Score", "得分"), Right: true},
		{Title: say("Bounds", "区间")}, {Title: say("Level", "级别"), Right: true}, {Title: say("To target", "达标"), Right: true},
		{Title: say("Answered", "已答"), Right: true}, {Title: say("First", "首要事项"), Flexible: true}}}
	for _, r := range all {
		l := r.Line
		t.Rows = append(t.Rows, []string{l.Subject, l.Date, l.Score, l.Bounds, l.Level, l.Attainment, l.Coverage, l.First})
	}
	return t
}
