package gap

import (
	_ "embed"

	"fathom/assess"
	"fathom/reports/number"
	"fathom/reports/record"
	"fathom/rubric"
)

//go:embed result.schema.json
var resultSchema string

// Schema returns the JSON Schema of the documents that WriteJSON and WriteNDJSON write.
func Schema() []byte { return []byte(resultSchema) }

// Format is the value of the `format` key.
const Format = "fathom.result/1"

// The shape of the result JSON. Undefined values are null, never missing; numbers carry full precision.
type (
	resultDoc struct {
		Format     string            `json:"format"`
		Program    string            `json:"program"`
		Rubric     record.Rubric     `json:"rubric"`
		Subject    record.Subject    `json:"subject"`
		Overall    overallDoc        `json:"overall"`
		Parts      []partDoc         `json:"parts"`
		Dimensions []dimensionDoc    `json:"dimensions"`
		Practices  []practiceDoc     `json:"practices"`
		Priorities []priorityDoc     `json:"priorities"`
		Plan       planDoc           `json:"plan"`
		Comments   map[string]string `json:"comments"` // by id; see assess.Assessment
		Warnings   []record.Warning  `json:"warnings"`
	}
	boundsDoc struct {
		Score    number.Value `json:"score"`
		Low      number.Value `json:"low"`
		High     number.Value `json:"high"`
		Coverage number.Value `json:"coverage"`
	}
	overallDoc struct {
		boundsDoc
		beyondDoc
		Level        assess.Maybe[int]              `json:"level"`
		StageReached assess.Maybe[int]              `json:"stage_reached"`
		Attainment   number.Value                   `json:"attainment"`
		Weakest      *weakestDoc                    `json:"weakest"`
		Agreement    assess.Maybe[assess.Agreement] `json:"agreement"`
		// so little is answered that levels, priorities and the plan are of what is answered only, and nothing to show
		// or to decide by: no report tells them
		TooEarly bool `json:"too_early"`
	}
	weakestDoc struct {
		ID    string       `json:"id"`
		Score number.Value `json:"score"`
	}
	partDoc struct {
		ID string `json:"id"`
		boundsDoc
		beyondDoc
		Weight assess.Quantity `json:"weight"`
	}
	dimensionDoc struct {
		ID   string `json:"id"`
		Part string `json:"part"`
		boundsDoc
		beyondDoc
		Weight assess.Quantity `json:"weight"`
	}
	practiceDoc struct {
		ID        string `json:"id"`
		Dimension string `json:"dimension"`
		boundsDoc
		beyondDoc
		Weight       assess.Quantity   `json:"weight"`
		Target       number.Value      `json:"target"`        // as the rubric or the answers write it
		TargetPoints number.Value      `json:"target_points"` // what the score is compared with
		TargetAgreed bool              `json:"target_agreed"` // it is the answers'
		Gap          number.Value      `json:"gap"`
		Level        assess.Maybe[int] `json:"level"`
		Criteria     []criterionDoc    `json:"criteria"`
	}
	criterionDoc struct {
		ID        string            `json:"id"`
		State     string            `json:"state"`
		Value     number.Value      `json:"value"`
		Level     assess.Maybe[int] `json:"level"`
		Weight    assess.Quantity   `json:"weight"`
		Votes     map[string]any    `json:"votes"`  // by rater: a level, "unknown" or "na"
		Agreed    bool              `json:"agreed"` // on state and level, beside the votes; else these are their middle
		Agreement *assess.Verdict   `json:"agreement"`
		Note      *string           `json:"note"`
		Ticked    []string          `json:"ticked,omitzero"` // of its checklist, where that was ticked
	}
	priorityDoc struct {
		Rank          int             `json:"rank"`
		Practice      string          `json:"practice"`
		Own           assess.Quantity `json:"own"`
		Effective     assess.Quantity `json:"effective"`
		InheritedFrom *string         `json:"inherited_from"`
		BestRank      int             `json:"best_rank"`
		WorstRank     int             `json:"worst_rank"`
		Urgent        bool            `json:"urgent"`
		Focus         bool            `json:"focus"`
		Certain       bool            `json:"certain"`
		Waiting       int             `json:"waiting"`
		OpenRequires  []string        `json:"open_requires"`
	}
	planDoc struct {
		Phases       []phaseDoc  `json:"phases"`
		NotNow       []notNowDoc `json:"not_now"`
		FindOutFirst []string    `json:"find_out_first"`
	}
	phaseDoc struct {
		Days      int          `json:"days"`
		Actions   []actionDoc  `json:"actions"`
		Projected projectedDoc `json:"projected"`
	}
	actionDoc struct {
		Practice   string          `json:"practice"`
		To         int             `json:"to"`
		FromDay    int             `json:"from_day"`
		ToDay      int             `json:"to_day"`
		Effort     rubric.Effort   `json:"effort"`
		PersonDays assess.Quantity `json:"person_days"`
		Owner      *string         `json:"owner"`
	}
	projectedDoc struct {
		Overall   number.Value            `json:"overall"`
		Parts     map[string]number.Value `json:"parts"`
		Practices map[string]number.Value `json:"practices"`
	}
	notNowDoc struct {
		Practice string        `json:"practice"`
		Reason   assess.Reason `json:"reason"`
	}
)
