package reports

import (
	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/rubric/say"
)

// Gap is the gap report of a result: what is, what should be, what to do first.
type Gap struct{ *builder }

// New prepares the report of a result in a language, "zh" or "en". The digest names the rubric's exact content.
func New(res *assess.Result, digest string, lang say.Language) *Gap {
	return Against(res, nil, digest, lang)
}

// Against prepares the report of a result, with what changed since an earlier assessment; without one it is [New].
func Against(res *assess.Result, earlier *Trend, digest string, lang say.Language) *Gap {
	return &Gap{&builder{names.Of(res, digest, lang), earlier}}
}

// Doc is the report to read.
func (b *Gap) Doc() *doc.Report {
	rep := doc.New(b.Language, b.title())
	rep.Date, rep.Figures = b.Result.Assessment.Date, b.figures()
	rep.Add(b.summary(), b.since(), b.scorecard(), b.findings(), b.agreement(), b.priorities(), b.nextSteps(), b.roadmap(), b.notNow(), b.findOut())
	if b.trend != nil {
		rep.Add(b.series(), b.moves(), b.changedDimensions(), b.changedPractices(), b.followUp(), b.trendScope())
	}
	rep.Add(b.scope(), b.appendix())
	return rep
}

func (b *Gap) title() string { return b.Say("Gap report: %s", "差距报告：%s", b.Subject()) }

// Line is one subject in one line.
type Line struct {
	Subject, Date, Score, Bounds, Level, Stage, Attainment, Asked, Coverage, First string
}
