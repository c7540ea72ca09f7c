package verdict

import (
	_ "embed"
	"strings"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/assess/plan"
	"fathom/reports/number"
	"fathom/reports/record"
	"fathom/reports/roadmap"
	"fathom/rubric/safe"
)

//go:embed verdict.schema.json
var schema string

// Schema returns the JSON Schema of the verdicts that a gate writes.
func Schema() []byte { return []byte(schema) }

// Format is the value of the `format` key of a verdict's JSON.
const Format = "fathom.verdict/1"

// foundByTrying says in JSON that the steps are a way, and perhaps not the shortest.
const foundByTrying = "by trying"

// The shape of the verdict JSON.
type (
	gateDoc struct {
		Format  string         `json:"format"`
		Program string         `json:"program"`
		File    string         `json:"file"`
		Rubric  record.Rubric  `json:"rubric"`
		Subject record.Subject `json:"subject"`
		Passed  bool           `json:"passed"`
		Rules   []ruleDoc      `json:"rules"`
		// the cheapest way to all rules about scores that are not met; null where there is none
		Way *wayDoc `json:"way"`
		// the missing answers without which no steps meet the rules about scores that are not met
		Needed []roadmap.Needed `json:"needed"`
	}
	wayDoc struct {
		PersonDays assess.Quantity `json:"person_days"`
		Steps      []string        `json:"steps"` // ids: the practice and the level, roles@3
		Optimal    bool            `json:"optimal"`
		Bound      assess.Quantity `json:"bound"` // no way takes fewer person-days
		Other      *wayDoc         `json:"other"` // another one, of whose work at most half is the same; null without
	}
	ruleDoc struct {
		Rule     gate.Kind       `json:"rule"`
		At       *string         `json:"at"`
		Limit    assess.Quantity `json:"limit"`
		Band     *string         `json:"band"` // which begins at the limit, where the policy names it
		Was      number.Value    `json:"was"`
		Low      number.Value    `json:"low"`
		High     number.Value    `json:"high"`
		Verdict  gate.Verdict    `json:"verdict"`
		Criteria []string        `json:"criteria"`
		Steps    []stepDoc       `json:"steps"`
		// How the steps were found, null without any; and for max-discuss, why a criterion is to be discussed.
		StepsFound *string          `json:"steps_found"`
		Reasons    []assess.Concern `json:"reasons"`
	}
	stepDoc struct {
		Criterion string            `json:"criterion"`
		From      assess.Maybe[int] `json:"from"`
		To        assess.Maybe[int] `json:"to"`
	}
)

func (v *Verdict) gateDoc(g *Gate) gateDoc {
	doc := gateDoc{Format, record.Program(), g.File, record.RubricOf(v.Rubric, v.Digest), record.SubjectOf(v.Result),
		gate.Passed(g.Outcomes), []ruleDoc{}, nil, []roadmap.Needed{}}
	if g.Way != nil {
		doc.Needed = v.roadmap().Needed()
	}
	if g.Way != nil && g.Way.Reached() {
		doc.Way = v.wayDoc(g.Way.Plan)
		if g.Way.Other != nil {
			doc.Way.Other = v.wayDoc(g.Way.Other)
		}
	}
	for i := range g.Outcomes {
		o := &g.Outcomes[i]
		d := ruleDoc{o.Kind, nil, assess.Quantity(o.Limit), record.Given(o.Band), o.Was, o.Low, o.High, o.Verdict,
			[]string{}, []stepDoc{}, nil, []assess.Concern{}}
		if o.At != "" {
			d.At = &o.At
		}
		if len(o.Steps) > 0 {
			found := foundByTrying
			d.StepsFound = &found
		}
		if o.Kind == gate.MaxDiscuss {
			d.Reasons = assess.Concerns()
		}
		for _, c := range o.Criteria {
			d.Criteria = append(d.Criteria, v.FullID(c))
		}
		for _, s := range o.Steps {
			d.Steps = append(d.Steps, stepDoc{v.FullID(s.Criterion), s.From, s.To})
		}
		doc.Rules = append(doc.Rules, d)
	}
	return doc
}

func (v *Verdict) wayDoc(p *plan.Plan) *wayDoc {
	d := &wayDoc{PersonDays: assess.Quantity(p.PersonDays), Optimal: p.Proof.Optimal,
		Bound: assess.Quantity(p.Proof.Bound)}
	for i := range p.Steps {
		d.Steps = append(d.Steps, p.Steps[i].ID(v.Rubric))
	}
	return d
}

// command escapes the message of a workflow command, and property a value before it.
func command(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(safe.Line(s))
}

func property(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(command(s))
}
