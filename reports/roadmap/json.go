package roadmap

import (
	"cmp"
	_ "embed"
	"io"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/reports/number"
	"fathom/reports/record"
	"fathom/rubric"
)

//go:embed plan.schema.json
var planSchema string

// Schema returns the JSON Schema of the documents that WriteJSON writes.
func Schema() []byte { return []byte(planSchema) }

// Format is the value of the `format` key.
const Format = "fathom.plan/1"

// The shape of the plan JSON. Undefined values are null, never missing; numbers carry full precision.
type (
	planDoc struct {
		Format     string            `json:"format"`
		Program    string            `json:"program"`
		Rubric     record.Rubric     `json:"rubric"`
		Subject    record.Subject    `json:"subject"`
		Question   questionDoc       `json:"question"`
		Start      *string           `json:"start"` // the date of day 0; null where nobody said when
		Until      *int              `json:"until"` // the day by whose start all has to be done; null without an end
		Now        scoreDoc          `json:"now"`
		Steps      []stepDoc         `json:"steps"`
		Phases     []phaseDoc        `json:"phases"`
		Loads      []loadDoc         `json:"loads"`
		PersonDays assess.Quantity   `json:"person_days"`
		TargetsMet assess.Maybe[int] `json:"targets_met"` // day
		AtTargets  number.Value      `json:"at_targets"`  // overall score
		Left       []leftDoc         `json:"left"`
		Proof      *proofDoc         `json:"proof"` // null for a focus plan
		Short      []shortDoc        `json:"short"`
		NoRoom     []string          `json:"no_room"` // chosen steps that do not fit on the calendar
		ByUrgency  *measuredDoc      `json:"by_urgency"`
		ByWorth    *measuredDoc      `json:"by_worth"`
		WeekMore   *measuredDoc      `json:"week_more"`
		Other      *otherDoc         `json:"other"`
		// of a reach that holds whatever the missing answers turn out to be: their criteria, those first that count
		// most; and the answers without which no steps lead there
		Missing []string `json:"missing"`
		Needed  []Needed `json:"needed"`
	}
	questionDoc struct {
		Kind       plan.Kind    `json:"kind"`
		Gain       *string      `json:"gain"`        // of a budget
		PersonDays number.Value `json:"person_days"` // of a budget; null for the whole capacity
		Goals      []goalDoc    `json:"goals"`
		Save       *string      `json:"save"` // of a reach
	}
	goalDoc struct {
		Kind  plan.GoalKind   `json:"kind"`
		At    *string         `json:"at"`
		Value assess.Quantity `json:"value"`
	}
	scoreDoc struct {
		Overall    number.Value `json:"overall"`
		Attainment number.Value `json:"attainment"`
	}
	stepDoc struct {
		ID         string          `json:"id"`
		Practice   string          `json:"practice"`
		From       int             `json:"from"`
		To         int             `json:"to"`
		Owner      *string         `json:"owner"`
		Effort     rubric.Effort   `json:"effort"`
		PersonDays assess.Quantity `json:"person_days"`
		FromDay    int             `json:"from_day"`
		ToDay      int             `json:"to_day"`
		Start      *string         `json:"start"` // first and last date, null where nobody said when
		Due        *string         `json:"due"`
		Waits      []string        `json:"waits"`  // ids of steps that must be done before it begins
		Beside     []string        `json:"beside"` // and before it is done
		FirstRaise []string        `json:"first_raise"`
		Also       []string        `json:"also"` // full ids of criteria below the level that the action does not serve
	}
	phaseDoc struct {
		Days       int             `json:"days"`
		Steps      []string        `json:"steps"`
		PersonDays assess.Quantity `json:"person_days"`
		Overall    number.Value    `json:"overall"`
		Attainment number.Value    `json:"attainment"`
	}
	loadDoc struct {
		Owner      *string         `json:"owner"`
		PersonDays assess.Quantity `json:"person_days"`
		AtOnce     int             `json:"at_once"`
		PeakDay    int             `json:"peak_day"`
		PerWeek    assess.Quantity `json:"per_week"`
		Over       bool            `json:"over"`
		// what the owner can do in a quarter, in person-days; null without a bound
		Capacity number.Value `json:"capacity"`
	}
	leftDoc struct {
		Practice string          `json:"practice"`
		Score    assess.Quantity `json:"score"`
		Why      plan.Reason     `json:"why"`
		Message  string          `json:"message"`
	}
	proofDoc struct {
		Optimal bool            `json:"optimal"`
		Bound   assess.Quantity `json:"bound"`
		Nodes   int             `json:"nodes"`
	}
	shortDoc struct {
		Goal goalDoc      `json:"goal"`
		Best number.Value `json:"best"`
		Left []leftDoc    `json:"left"`
	}
	measuredDoc struct {
		PersonDays assess.Quantity `json:"person_days"`
		Attainment assess.Quantity `json:"attainment"`
		Steps      []string        `json:"steps"`
	}
	otherDoc struct {
		PersonDays assess.Quantity `json:"person_days"`
		Steps      []string        `json:"steps"`
		Proof      proofDoc        `json:"proof"`
	}
)

// Needed is an answer that is missing, and the level that it must have at least: of a plan and of a verdict.
type Needed struct {
	Criterion string            `json:"criterion"`
	Level     assess.Maybe[int] `json:"level"`
}

// Needed are those without which no steps lead to the aim.
func (r *Roadmap) Needed() []Needed {
	out := make([]Needed, len(r.answer.Needed))
	for k, n := range r.answer.Needed {
		out[k] = Needed{r.Result.Model.Criterion(n.Criterion).ID, n.Level}
	}
	return out
}

// WriteJSON writes the plan as one JSON document.
func (r *Roadmap) WriteJSON(w io.Writer) error {
	p := r.plan
	d := planDoc{
		Format: Format, Program: record.Program(),
		Rubric: record.RubricOf(r.Rubric, r.Digest), Subject: record.SubjectOf(r.Result),
		Question: r.questionDoc(), Now: scoreDoc{r.Result.Overall.Score, r.Result.Overall.Attainment},
		Steps: []stepDoc{}, Phases: []phaseDoc{}, Loads: []loadDoc{}, Left: r.leftDocs(p.Left), Short: []shortDoc{},
		PersonDays: assess.Quantity(p.PersonDays), TargetsMet: p.TargetsMet, AtTargets: p.AtTargets,
		ByUrgency: r.measuredDoc(r.answer.ByUrgency), ByWorth: r.measuredDoc(r.answer.ByWorth),
		WeekMore: r.measuredDoc(r.answer.WeekMore), NoRoom: r.stepIDs(r.answer.NoRoom),
		Missing: []string{}, Needed: r.Needed(),
	}
	for _, i := range r.answer.Missing {
		d.Missing = append(d.Missing, r.Result.Model.Criterion(i).ID)
	}
	if r.answer.Until > 0 {
		d.Until = &r.answer.Until
	}
	if r.when.Dated {
		d.Start = record.Given(date(r.when.Dates.Date(0)))
	}
	for k := range p.Steps {
		d.Steps = append(d.Steps, r.stepDoc(&p.Steps[k]))
	}
	for k := range p.Phases {
		ph := &p.Phases[k]
		d.Phases = append(d.Phases, phaseDoc{ph.Days, r.ids(ph.Steps), assess.Quantity(ph.PersonDays),
			ph.Projected.Overall,
			ph.Attainment})
	}
	for k := range p.Loads {
		l := &p.Loads[k]
		d.Loads = append(d.Loads, loadDoc{record.Given(l.Owner), assess.Quantity(l.PersonDays), l.AtOnce,
			l.PeakDay, assess.Quantity(l.PerWeek), l.Over,
			r.capacity(l.Owner)})
	}
	if c := r.answer.Choice; c != nil {
		d.Proof = &proofDoc{p.Proof.Optimal, assess.Quantity(p.Proof.Bound), p.Proof.Nodes}
		for _, s := range c.Short {
			d.Short = append(d.Short, shortDoc{goalOf(&s.Goal), s.Best, r.leftDocs(s.Left)})
		}
	}
	if o := r.answer.Other; o != nil {
		d.Other = &otherDoc{assess.Quantity(o.PersonDays), r.stepIDs(o.Steps), proofDoc{o.Proof.Optimal,
			assess.Quantity(o.Proof.Bound), o.Proof.Nodes}}
	}
	return record.Write(w, d)
}

func (r *Roadmap) questionDoc() questionDoc {
	q := &r.plan.Question
	d := questionDoc{Kind: q.Kind, Goals: []goalDoc{}}
	switch q.Kind {
	case plan.Budget:
		d.Gain = record.Given(string(cmp.Or(q.Gain, plan.GainAttainment)))
		if q.Budget > 0 {
			d.PersonDays = assess.Some(q.Budget)
		}
	case plan.Reach:
		save := string(cmp.Or(q.Cost, plan.CostPersonDays))
		if q.Cost == plan.CostOwner {
			save = q.Owner
		}
		d.Save = record.Given(save)
		for k := range q.Goals {
			d.Goals = append(d.Goals, goalOf(&q.Goals[k]))
		}
	}
	return d
}

func goalOf(g *plan.Goal) goalDoc {
	return goalDoc{g.Kind, record.Given(g.At), assess.Quantity(g.Value)}
}

func (r *Roadmap) stepDoc(st *plan.Step) stepDoc {
	d := stepDoc{ID: st.ID(r.Rubric), Practice: r.ID(st.Practice), From: st.From, To: st.To,
		Owner: record.Given(st.Action.Owner), Effort: st.Action.Effort,
		PersonDays: assess.Quantity(st.PersonDays), FromDay: st.FromDay,
		ToDay: st.ToDay, Waits: r.ids(st.Waits), Beside: r.ids(st.Beside),
		FirstRaise: r.criteria(st.Practice, st.FirstRaise),
		Also:       r.criteria(st.Practice, st.Also)}
	if r.when.Dated {
		days := r.when.Dates.Span(st.FromDay, st.ToDay)
		d.Start, d.Due = record.Given(date(days.From)), record.Given(date(days.To))
	}
	return d
}

// criteria are the full ids of criteria of practice i.
func (r *Roadmap) criteria(i int, of []int) []string {
	out, p := make([]string, len(of)), &r.Rubric.Practices[i]
	for n, k := range of {
		out[n] = rubric.FullID(p.ID, p.Criteria[k].ID)
	}
	return out
}

// ids are those of the plan's steps, by their places.
func (r *Roadmap) ids(at []int) []string {
	out := make([]string, len(at))
	for i, n := range at {
		out[i] = r.plan.Steps[n].ID(r.Rubric)
	}
	return out
}

func (r *Roadmap) stepIDs(steps []plan.Step) []string {
	out := make([]string, len(steps))
	for k := range steps {
		out[k] = steps[k].ID(r.Rubric)
	}
	return out
}

func (r *Roadmap) leftDocs(left []plan.Left) []leftDoc {
	out := make([]leftDoc, len(left))
	for k := range left {
		l := &left[k]
		out[k] = leftDoc{r.ID(l.Practice), assess.Quantity(l.Score), l.Why, r.leftWords(l)}
	}
	return out
}

func (r *Roadmap) measuredDoc(m *plan.Measured) *measuredDoc {
	if m == nil {
		return nil
	}
	return &measuredDoc{assess.Quantity(m.PersonDays), assess.Quantity(m.Attainment), r.stepIDs(m.Steps)}
}
