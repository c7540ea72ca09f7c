package gap

import (
	"slices"
	"strings"

	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/rubric/say"
)

// lineColumn is a column of the table of several reports.
type lineColumn struct {
	doc.Column
	of    func(l *Line) string
	shown bool
}

// columns are those of the table; levels and bands are left out where no whole has any.
func (s *Scores) columns() []lineColumn {
	lang := s.Language
	bands := slices.ContainsFunc(s.lines, func(l Line) bool { return l.Band != "" })
	column := func(title string) doc.Column { return doc.Column{Title: title} }
	right := func(title string) doc.Column { return doc.Column{Title: title, Right: true} }
	wide := func(title string) doc.Column { return doc.Column{Title: title, Flexible: true} }
	return slices.DeleteFunc([]lineColumn{
		{wide(lang.Say("Subject", "对象")), func(l *Line) string { return l.Subject }, true},
		{column(lang.Say("Date", "日期")), func(l *Line) string { return l.Date }, true},
		{column(lang.Say("Score", "得分")), func(l *Line) string { return scored(*l, lang) }, true},
		{right(lang.Say("Level", "级别")), func(l *Line) string { return l.Level }, s.levels},
		{wide(lang.Say("Band", "分段")), func(l *Line) string { return l.Band }, bands},
		{right(lang.Say("Attainment", "目标达成度")), func(l *Line) string { return l.Attainment }, true},
		{right(lang.Say("Answered", "已答")), func(l *Line) string { return l.Coverage }, true},
		{wide(lang.Say("First", "首要事项")), func(l *Line) string { return l.First }, true},
	}, func(c lineColumn) bool { return !c.shown })
}

// Scores are several reports, one line each, and what is to be said of them. Of a report it keeps what it says.
type Scores struct {
	names.Namer // of the rubric by which all are scored

	lines    []Line
	levels   bool // a whole has levels
	targets  []string
	asked    []string            // what was asked where that was not everything
	subjects map[string][]string // of whom
}

// NewScores makes an empty table.
func NewScores(lang say.Language) *Scores {
	return &Scores{Namer: names.Namer{Language: lang}, subjects: map[string][]string{}}
}

// Add adds a report; it never fails.
func (s *Scores) Add(g *Gap) error {
	s.Namer = g.Namer
	s.lines = append(s.lines, g.Line())
	s.levels = s.levels || g.Result.Overall.Scale != nil
	if agreed := g.AgreedTargets(); agreed != "" {
		s.targets = append(s.targets, g.Say("Agreed targets of %s: %s.", "%s的约定目标：%s。", g.Subject(), agreed))
	}
	if asked, of := g.Result.Asked(); asked < of {
		what := g.Asked(g.Result)
		if s.subjects[what] == nil {
			s.asked = append(s.asked, what)
		}
		s.subjects[what] = append(s.subjects[what], g.Subject())
	}
	return nil
}

// End makes Scores a [record.Stream]; there is nothing to end.
func (s *Scores) End() error { return nil }

// Table is the table, a line a report.
func (s *Scores) Table() doc.Table {
	t := doc.Table{Rows: make([][]string, len(s.lines))}
	for _, c := range s.columns() {
		t.Columns = append(t.Columns, c.Column)
		for i := range s.lines {
			t.Rows[i] = append(t.Rows[i], c.of(&s.lines[i]))
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

// Notes say below the table which subjects were not asked everything, those that were asked the same together.
func (s *Scores) Notes() []string {
	var out []string
	if len(s.lines) > 0 {
		for _, block := range s.Origin() {
			out = append(out, block.(doc.Paragraph).Text)
		}
	}
	out = append(out, s.targets...)
	for _, asked := range s.asked {
		out = append(out, s.Say("%s %s – %s", "%s %s——%s", notAll, asked, s.List(s.subjects[asked])))
	}
	return out
}
