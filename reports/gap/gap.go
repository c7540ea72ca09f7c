// Package gap is the gap report: what is, what should be, what to do first; to read, as a workbook, as JSON and CSV,
// and in one line.
//
// Like every document it does all choosing, sorting, rounding and wording itself; writers only lay out. Text from files
// is made safe when the report is built ([fathom/rubric/safe]), so that no writer can forget it.
package gap

import (
	"fathom/assess"
	"fathom/assess/trend"
	"fathom/reports/agreement"
	"fathom/reports/change"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/rubric/say"
)

// Gap is the gap report of a result: what is, what should be, what to do first.
type Gap struct {
	names.Scored
	earlier *trend.History // nil without an earlier assessment
	since   *change.Change // what is said of it
}

// New prepares the report of a result in a language, "zh" or "en". The digest names the rubric's exact content.
func New(res *assess.Result, digest string, lang say.Language) *Gap {
	return Against(res, nil, digest, lang)
}

// Against prepares the report of a result, with what changed since an earlier assessment; without one it is [New].
func Against(res *assess.Result, earlier *trend.History, digest string, lang say.Language) *Gap {
	b := &Gap{Scored: names.Of(res, digest, lang), earlier: earlier}
	if earlier != nil {
		b.since = change.New(earlier, digest, lang)
	}
	return b
}

// Doc is the report to read.
func (g *Gap) Doc() *doc.Report {
	rep := doc.New(g.Language, g.title())
	rep.Date, rep.Figures = g.Result.Assessment.Date, g.figures
	rep.Add(g.withView(g.summary()))
	if g.since != nil {
		rep.Add(g.since.Since())
	}
	rep.Add(g.scorecard(), g.findings(), agreement.Summary(g.Scored), g.priorities(), g.nextSteps(), g.roadmap(),
		g.notNow(), g.findOut())
	if g.since != nil {
		rep.Add(g.since.Details()...)
	}
	rep.Add(g.scope(), g.appendix())
	return rep
}

func (g *Gap) title() string { return g.Say("Gap report: %s", "差距报告：%s", g.Subject()) }

// Line is one subject in one line.
type Line struct {
	Subject, Date, Score, Bounds, Level, Stage, Attainment, Asked, Coverage, First string
}
