package rubric

import "slices"

// Rubric is the whole model: what is assessed, how it is rated, and what to do next. A Rubric that
// [fathom/rubric/rubricfile.Read] returns is consistent: every id it names exists, ids are unique, requirements have no
// cycle, and every practice's dimension and every dimension's part is there. Treat it as read-only.
type Rubric struct {
	ID        string    `json:"id"`
	Version   string    `json:"version"`
	Languages []string  `json:"languages"` // every text should have them all; the first is the fallback
	Title     Text      `json:"title,omitempty"`
	Rating    Text      `json:"rating,omitempty"` // how to rate, told to raters before the first question
	Source    []Entry   `json:"source,omitempty"`
	Scales    []Scale   `json:"scales"` // never empty; the first is the default one
	Stages    []Stage   `json:"stages,omitempty"`
	Sectors   []Sector  `json:"sectors,omitempty"`
	Owners    []Owner   `json:"owners,omitempty"`
	Profiles  []Profile `json:"profiles,omitempty"`
	Scoring   Scoring   `json:"scoring"`
	// person-days that an action of each effort takes where it does not say; see Work
	PersonDays map[Effort]float64 `json:"person_days,omitempty"`
	Parts      []Part             `json:"parts"`
	Dimensions []Dimension        `json:"dimensions"` // in rubric order: grouped by part
	Practices  []Practice         `json:"practices"`  // in rubric order: grouped by dimension
	// practices of two parts that belong together: the same thing, seen from the other side, by somebody else
	Pairs    [][2]string `json:"pairs,omitempty"`
	Findings []Finding   `json:"findings,omitempty"`
	Tests    []Test      `json:"-"` // not part of the content: they change no score
	Base     *Base       `json:"-"` // what the rubric's file extends, nil for a whole one
	// the file or folder that it was read from, where it is not the built-in one; else ""
	From string `json:"-"`
}

// Base names the rubric that another one extends.
type Base struct {
	Name, Pin   string // as the file names it; the version that it asks for, "" for any
	ID, Version string
	Digest      string // "" for what is no rubric without what is laid over it
	Base        *Base  // what that one extends itself
}

// Text is one text in several languages, by language tag ("zh", "en").
type Text map[string]string

// In returns the text in the first of langs that it has, or "" when it has none of them.
func (t Text) In(langs ...string) string {
	for _, l := range langs {
		if s := t[l]; s != "" {
			return s
		}
	}
	return ""
}

// Entry is one numbered statement of the source that the rubric encodes, cut into clauses.
type Entry struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Clauses []Clause `json:"clauses"`
}

// Clause is the smallest piece of the source that a criterion can score.
type Clause struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// Scale is a named, ordered set of levels.
type Scale struct {
	ID     string  `json:"id"`
	Levels []Level `json:"levels"` // rising by level number; never empty
}

// Level is one point of a scale. Its value, in points, is what scores are made of; it defaults to the level's number.
type Level struct {
	Level   int     `json:"level"`
	Value   float64 `json:"value"`
	Name    Text    `json:"name,omitempty"`
	Meaning Text    `json:"meaning,omitempty"`
	Short   Text    `json:"short,omitempty"` // what is short where a criterion stands here, in a few words
}

// Stage is a phase of the business (startup, growth, mature) that selects weights and targets.
type Stage struct {
	ID      string `json:"id"`
	Name    Text   `json:"name,omitempty"`
	Meaning Text   `json:"meaning,omitempty"`
	Default bool   `json:"default,omitempty"`
}

// Sector is an industry; its weights are added to the practices' own, and the sum never falls below 0.
type Sector struct {
	ID       string             `json:"id"`
	Name     Text               `json:"name,omitempty"`
	Weights  map[string]float64 `json:"weights,omitempty"` // by practice id
	Why      Text               `json:"why,omitempty"`
	LeaveOut []string           `json:"leave_out,omitempty"` // full ids of criteria that are not asked and do not apply
	// why they do not apply; see Reason
	LeaveOutWhy Text `json:"leave_out_why,omitempty"`
}

// Reason is why the criteria that the sector leaves out do not apply: its own text for that, else why it is a sector.
func (s *Sector) Reason() Text {
	if len(s.LeaveOutWhy) > 0 {
		return s.LeaveOutWhy
	}
	return s.Why
}

// Owner is a role that actions are assigned to.
type Owner struct {
	ID   string `json:"id"`
	Name Text   `json:"name,omitempty"`
}

// Scoring holds one aggregation rule for each kind of node.
type Scoring struct {
	Practice  Rule `json:"practice"`
	Dimension Rule `json:"dimension"`
	Part      Rule `json:"part"`
	Overall   Rule `json:"overall"`
}

// Sums reports whether any kind of node adds points up.
func (s Scoring) Sums() bool {
	return slices.ContainsFunc([]Rule{s.Practice, s.Dimension, s.Part, s.Overall},
		func(r Rule) bool { return r.Aggregate == Sum })
}

// Rule says how a node's score is made of its children's.
type Rule struct {
	Aggregate Aggregate `json:"aggregate"`
	// AboveLowest, on practices only, caps the score at the lowest answered criterion plus this many points.
	AboveLowest *float64 `json:"above_lowest,omitempty"`
	// Start is what a sum begins with: 110 where points are taken away from 110.
	Start float64 `json:"start,omitempty"`
	// Scale, on practices that add up or are staged only, is the id of the scale that their score is read on: it then
	// has levels. Of a sum, what does not apply or was not asked is taken to be like the others, so that all of the
	// scale can be reached.
	Scale string `json:"scale,omitempty"`
	// Bands are names for the scores of every node of the kind that has none of its own.
	Bands []Band `json:"bands,omitempty"`
	// Pass, where practices are staged, is the level of the criteria's scales that a rung asks for; else nil.
	Pass *int `json:"pass,omitempty"`
}

// Aggregate names a way to combine scores.
type Aggregate string

// The aggregates a rubric can choose, and [Staged]; weights apply to all but Min and Staged.
const (
	Mean      Aggregate = "mean"
	Sum       Aggregate = "sum"
	Min       Aggregate = "min"
	Geometric Aggregate = "geometric"
)

// Aggregates lists the valid words, in the order they are documented.
func Aggregates() []string { return []string{"mean", "sum", "min", "geometric", "staged"} }

// Part is one assessed object, such as a team, or a firm that it works with.
type Part struct {
	ID     string   `json:"id"`
	Name   Text     `json:"name,omitempty"`
	Noun   Text     `json:"noun,omitempty"` // what its practices are called: key element, capability
	Of     string   `json:"of,omitempty"`   // whose it is: OfMember, or "" for the subject's own
	Weight PerStage `json:"weight,omitzero"`
	Bands  []Band   `json:"bands,omitempty"`
}

// OfMember marks a part that rates another firm than the subject: a member of the channel, which has a name of its own.
const OfMember = "member"

// MemberParts lists the ids of the parts that rate a member of the channel.
func (r *Rubric) MemberParts() (out []string) {
	for i := range r.Parts {
		if r.Parts[i].Of == OfMember {
			out = append(out, r.Parts[i].ID)
		}
	}
	return out
}

// Dimension is a group of practices within a part.
type Dimension struct {
	ID       string   `json:"id"`
	Part     string   `json:"part"`
	Name     Text     `json:"name,omitempty"`
	Question Text     `json:"question,omitempty"`
	Weight   PerStage `json:"weight,omitzero"`
	Bands    []Band   `json:"bands,omitempty"`
}

// Practice is a key element or a capability: the unit of targets, priorities and actions.
type Practice struct {
	ID        string   `json:"id"`
	Was       []string `json:"was,omitempty"` // ids it had in earlier versions
	Dimension string   `json:"dimension"`
	Name      Text     `json:"name,omitempty"`
	Intent    Text     `json:"intent,omitempty"`
	Sources   []string `json:"sources,omitempty"` // entry ids
	Weight    PerStage `json:"weight,omitzero"`   // default 1
	// it weighs what its criteria that count weigh together, instead of Weight: their mean is then one over all
	ByCriteria bool                `json:"weight_by_criteria,omitempty"`
	Target     PerStage            `json:"target,omitzero"` // a level of its scale, or points where it has no level
	Floor      *float64            `json:"floor,omitempty"` // as Target; below it the practice is urgent
	Bands      []Band              `json:"bands,omitempty"`
	Requires   []Requirement       `json:"requires,omitempty"`
	Evidence   map[string][]string `json:"evidence,omitempty"` // by language
	Criteria   []Criterion         `json:"criteria"`
	Actions    []Action            `json:"actions,omitempty"`
}

// WeightAt is what the practice weighs at a stage where everything in it counts, before any sector.
func (p *Practice) WeightAt(stage string) float64 {
	if p.ByCriteria {
		return p.Whole()
	}
	if w, ok := p.Weight.At(stage); ok {
		return w
	}
	return 1
}

// Whole is the weight of all its criteria.
func (p *Practice) Whole() (w float64) {
	for k := range p.Criteria {
		w += p.Criteria[k].Weight
	}
	return w
}

// Requirement names a practice that must reach a level before this one is worked on.
type Requirement struct {
	Practice string  `json:"practice"`
	Level    float64 `json:"level"`
}

// Criterion is the thing that is rated.
type Criterion struct {
	ID  string   `json:"id"`            // within its practice; see FullID
	Was []string `json:"was,omitempty"` // ids it had in earlier versions, within its practice or full
	// digests of earlier texts that asked the same in other words: see Means
	SameAs []string `json:"same_as,omitempty"`
	Name   Text     `json:"name,omitempty"`
	// the question that its levels answer, as it is put aloud: one sentence with a question mark
	Question Text    `json:"question,omitempty"`
	Core     bool    `json:"core,omitempty"` // asked at depth quick
	Weight   float64 `json:"weight"`
	Scale    string  `json:"scale"` // resolved: never empty after reading
	// the level of a practice with a scale of its own that asks for this criterion; nil for none
	Rung     *int         `json:"rung,omitempty"`
	Profiles []string     `json:"profiles,omitempty"` // ids of those that it belongs to; see Profile.Includes
	Clauses  []string     `json:"clauses,omitempty"`
	Levels   map[int]Text `json:"levels,omitempty"` // the descriptor of each level; see LevelText
	Items    []Item       `json:"items,omitempty"`  // a checklist that can be ticked in place of naming a level
	Ticked   []TickRule   `json:"ticked,omitempty"` // the level by what is ticked: the first that holds; see LevelOf
	// what its scale's levels mean, where it does not describe them: not of its own content; see [Rubric.Share]
	Shared map[int]Text `json:"-"`
}

// FullID joins a practice's and a criterion's id into the id that answer files use.
func FullID(practice, criterion string) string { return practice + "/" + criterion }

// PerStage is one number for every stage, or one for each. The zero value is "not given".
type PerStage struct {
	All *float64           `json:"all,omitempty"`
	By  map[string]float64 `json:"by,omitempty"`
}

// IsZero reports that no number is given at all.
func (p PerStage) IsZero() bool { return p.All == nil && p.By == nil }

// At returns the number for a stage and whether there is one.
func (p PerStage) At(stage string) (float64, bool) {
	if p.All != nil {
		return *p.All, true
	}
	v, ok := p.By[stage]
	return v, ok
}

// LevelsOf is the scale of a practice's score; nil where it has points instead, because it adds up (and is read on no
// scale) or mixes scales (likewise).
// Targets, floors and requirements of a practice are levels of it, where there is one.
func (r *Rubric) LevelsOf(p *Practice) *Scale {
	if rule := &r.Scoring.Practice; rule.Aggregate == Sum || rule.Scale != "" {
		return r.Scale(rule.Scale)
	}
	for i := range p.Criteria {
		if p.Criteria[i].Scale != p.Criteria[0].Scale {
			return nil
		}
	}
	return r.Scale(p.Criteria[0].Scale)
}

// Scale returns the scale with the given id, or nil.
func (r *Rubric) Scale(id string) *Scale {
	for i := range r.Scales {
		if r.Scales[i].ID == id {
			return &r.Scales[i]
		}
	}
	return nil
}

// Sector returns the sector with the given id, or nil.
func (r *Rubric) Sector(id string) *Sector {
	for i := range r.Sectors {
		if r.Sectors[i].ID == id {
			return &r.Sectors[i]
		}
	}
	return nil
}

// Value returns the value of a level and whether the scale has that level.
func (s *Scale) Value(level int) (float64, bool) {
	for _, l := range s.Levels {
		if l.Level == level {
			return l.Value, true
		}
	}
	return 0, false
}

// Has reports whether a number is one of the scale's levels.
func (s *Scale) Has(level float64) bool {
	return slices.ContainsFunc(s.Levels, func(l Level) bool { return float64(l.Level) == level })
}

// Lowest and Highest are the extreme values of the scale, in points.
func (s *Scale) Lowest() float64 {
	v := s.Levels[0].Value
	for _, l := range s.Levels {
		v = min(v, l.Value)
	}
	return v
}

// Highest is the largest value of the scale, in points.
func (s *Scale) Highest() float64 {
	v := s.Levels[0].Value
	for _, l := range s.Levels {
		v = max(v, l.Value)
	}
	return v
}

// DefaultStage is the stage used where an assessment names none: the rubric's default, else its first, else "".
func (r *Rubric) DefaultStage() string {
	for _, s := range r.Stages {
		if s.Default {
			return s.ID
		}
	}
	if len(r.Stages) > 0 {
		return r.Stages[0].ID
	}
	return ""
}
