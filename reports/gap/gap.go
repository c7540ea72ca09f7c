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
	"fathom/reports/roadmap"
	"fathom/rubric/say"
)

// Gap is the gap report of a result: what is, what should be, what to do first.
type Gap struct {
	names.Scored
	earlier *trend.History   // nil without an earlier assessment
	since   *change.Change   // what is said of it
	way     *roadmap.Roadmap // see road
	firms   []*Gap           // of the channel, each with a report of its own; see Beside
	older   []*Gap           // of firms that have a newer one
	names   bool             // whether notes say whose they are
}

// WithNames lets notes say which rater wrote them.
func (g *Gap) WithNames() *Gap {
	g.names = true
	return g
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
	rep.Add(g.WithView(g.summary()))
	if g.since != nil {
		rep.Add(g.since.Since())
	}
	rep.Add(g.scorecard(), g.members(), g.findings(), g.notes(), agreement.Summary(g.Scored))
	if !g.isTooEarly() {
		rep.Add(g.priorities(), g.nextSteps(), g.roadmap(), g.notNow())
	}
	rep.Add(g.findOut())
	if g.since != nil {
		rep.Add(g.since.Details()...)
	}
	rep.Add(g.scope(), g.appendix())
	return rep
}

// Brief is the report on a screen or two: where the subject stands, what stands out, and the first half-year.
func (g *Gap) Brief() *doc.Report {
	rep := doc.New(g.Language, g.title())
	rep.Date = g.Result.Assessment.Date
	rep.Add(g.WithView(g.summary()))
	if g.since != nil {
		rep.Add(g.since.Since())
	}
	rep.Add(g.members(), g.findings(), g.brief())
	return rep
}

// Ending is what somebody reads who has just answered, on less than a small screen: where the subject stands, and the
// three practices that come first; or that it is too early to say.
func (g *Gap) Ending() *doc.Report {
	switch {
	case !g.Result.Overall.Score.OK:
		return doc.New(g.Language, g.noScore())
	case g.isTooEarly():
		return doc.New(g.Language, g.tooEarly())
	}
	rep := doc.New(g.Language, g.standing())
	if first := g.first(named, false); len(first) > 0 {
		rep.Add(doc.Section{Heading: g.Say("What to do first", "先做什么"), Blocks: []doc.Block{doc.List{Items: first, Ordered: true}}})
	}
	if low := g.lowestFew(); len(low) > 0 {
		rep.Add(doc.Section{Heading: g.whereLowest(), Blocks: []doc.Block{doc.List{Items: low}}})
	}
	return rep
}

func (g *Gap) title() string { return g.Say("Gap report: %s", "差距报告：%s", g.Heading()) }

// Line is one subject in one line.
type Line struct {
	Subject, Date, Score, Bounds, Level, Stage, Attainment, Asked, Coverage, First string

	Band string // what the score is called; "" without bands
}
