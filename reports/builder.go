package reports

import (
	"fathom/assess"
	"fathom/reports/names"
	"fathom/rubric/say"
)

// builder words one result in one language.
type builder struct {
	names.Scored
	trend *Trend // nil without an earlier assessment
}

func newBuilder(res *assess.Result, digest string, lang say.Language) *builder {
	return &builder{Scored: names.Of(res, digest, lang)}
}
