package reports

import (
	"fathom/assess"
	"fathom/rubric/say"
)

// Report is one document, ready to lay out: a gap report or another.
type Report struct {
	Lang     say.Language
	Title    string
	Edition  string // what exactly a handbook was made of: the rubric's id, version and digest
	Contents string // the heading of the table of contents, "" for a document that needs none
	Sections []Section
	Line     Line // the report in one line

	result *assess.Result
	panel  *Panel         // of an agreement report
	trend  *Trend         // against an earlier assessment
	gate   *Gate          // of a verdict
	cover  *cover         // of a handbook
	rollup *rollupBuilder // of a portfolio
	digest string
}

// Section is a headed part of a report, with the sections below it.
type Section struct {
	ID       string      // where a link leads, unique in the report; "" for none
	Kind     assess.Kind // what of the rubric it is about; "" for the rest
	Heading  string
	Note     string // what stands beside the heading in small print
	Blocks   []Block
	Sections []Section
}

// IsListed tells whether a section stands in the table of contents: those below a practice do not.
func (s Section) IsListed() bool { return s.ID != "" && s.Kind != assess.KindCriterion }

// Block is a Heading, Paragraph, List, Table, Bars, Profiles or Grid.
type Block interface{ block() }

// Heading is a heading within a section.
type Heading struct{ Text string }

// Paragraph is running text. Strong text is what a hurried reader should see.
type Paragraph struct {
	Text   string
	Strong bool
}

// List is a list of short texts, numbered from 1 where the order matters.
type List struct {
	Items   []string
	Ordered bool
}

// Table is a table with a head.
type Table struct {
	Columns []Column
	Rows    [][]string
}

// Column is one column of a table. Flexible columns share the width that the others leave.
type Column struct {
	Title    string
	Right    bool
	Flexible bool
}

// Bars shows scores against their targets. Heads holds the titles of the columns, for writers that print them.
type Bars struct {
	Heads Bar
	Rows  []Bar
}

// Bar is one score on its scale, all numbers in points; Text is the score as it is printed, Note what is said beside it.
type Bar struct {
	Name        string
	Level       int // nesting: 0 is the outermost
	Score       assess.Maybe[float64]
	Low, High   assess.Maybe[float64]
	Target      assess.Maybe[float64]
	Earlier     assess.Maybe[float64] // the score of an earlier assessment
	Min, Max    float64               // the ends of the scale
	Text, Note  string
	TargetLabel string
}

// share is where the score lies on the scale, 0 to 1.
func (r *Bar) share() float64 { return (r.Score.Value - r.Min) / (r.Max - r.Min) }

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
func (Bars) block()      {}

// Line is one subject in one line.
type Line struct {
	Subject, Date, Score, Bounds, Level, Stage, Attainment, Asked, Coverage, First string
}

// New builds the report of a result in a language, "zh" or "en". The digest names the rubric's exact content.
func New(res *assess.Result, digest string, lang say.Language) *Report {
	return Against(res, nil, digest, lang)
}

// Against builds the report of a result, with what changed since an earlier assessment; without one it is [New].
func Against(res *assess.Result, earlier *Trend, digest string, lang say.Language) *Report {
	rep := Brief(res, digest, lang)
	rep.trend = earlier
	b := rep.builder()
	sections := []func() Section{b.summary, b.since, b.scorecard, b.findings, b.agreement, b.priorities, b.nextSteps, b.roadmap, b.notNow, b.findOut}
	if earlier != nil {
		sections = append(sections, b.series, b.moves, b.changedDimensions, b.changedPractices, b.followUp, b.trendScope)
	}
	for _, section := range append(sections, b.scope, b.appendix) {
		if s := section(); len(s.Blocks) > 0 {
			rep.Sections = append(rep.Sections, s)
		}
	}
	return rep
}

// Brief is a report without its sections: all that one line, JSON and CSV need.
func Brief(res *assess.Result, digest string, lang say.Language) *Report {
	rep := &Report{Lang: lang, result: res, digest: digest}
	b := rep.builder()
	rep.Title, rep.Line = b.Say("Gap report: %s", "差距报告：%s", b.subject()), b.line()
	return rep
}

func (rep *Report) builder() *builder {
	return &builder{res: rep.result, r: rep.result.Rubric, Language: rep.Lang, digest: rep.digest, trend: rep.trend}
}
