// Package gate decides whether an assessment meets a policy: rules about scores, levels, what is missing, age, evidence,
// regression and disagreement. A rule that cannot be decided is never met.
package gate

import (
	"time"

	"fathom/assess"
)

// Kind says what a rule looks at.
type Kind string

// The kinds of rules. Shares are of the weight of what is applicable, 0 to 1.
const (
	MinScore      Kind = "min-score"      // score of At, in points
	MinLevel      Kind = "min-level"      // level that the score of At reaches
	MinAttainment Kind = "min-attainment" // share of the way to the targets, of the whole
	Floor         Kind = "floor"          // score of the practice At against the rubric's floor
	MaxUnanswered Kind = "max-unanswered" // share without an answer
	MaxUnknown    Kind = "max-unknown"    // share of don't-knows
	MaxNA         Kind = "max-na"         // share not applicable, of everything asked
	MaxAge        Kind = "max-age"        // days from the assessment's date to now
	Evidence      Kind = "evidence"       // criteria at the level Limit or above that name no evidence: none
	Regression    Kind = "regression"     // points that At may lie below the baseline, like for like
	MaxDiscuss    Kind = "max-discuss"    // criteria whose votes are to be discussed
)

// Kinds lists every kind, in the order in which they are documented.
func Kinds() []Kind {
	return []Kind{MinScore, MinLevel, MinAttainment, Floor, MaxUnanswered, MaxUnknown, MaxNA, MaxAge, Evidence, Regression, MaxDiscuss}
}

// Rule is one demand. At is "overall", or the id of a part, a dimension or a practice; it is "" for rules about the whole
// that have no node.
type Rule struct {
	Kind  Kind
	At    string
	Limit float64
}

// Verdict is what a rule says.
type Verdict string

// The verdicts.
const (
	Met       Verdict = "met"
	NotMet    Verdict = "not-met"
	Undecided Verdict = "undecided" // what the rule needs is not there
)

// Outcome is one rule with its verdict.
type Outcome struct {
	Rule
	Verdict  Verdict
	Was      assess.Maybe[float64] // what the rule compares with its limit
	Criteria []int                 // those that the rule names, in rubric order
	Steps    []Step                // the cheapest way that meets the rule; none when it is met or no step helps
}

// Context is what a check needs besides the result.
type Context struct {
	Baseline *assess.Result // for regression; nil: undecided
	Now      string         // YYYY-MM-DD, for the age; "": undecided
}

// Check decides every rule, in their order.
func Check(m *assess.Model, res *assess.Result, rules []Rule, ctx Context) []Outcome {
	c := &checker{m: m, res: res, ctx: ctx}
	out := make([]Outcome, len(rules))
	for i, r := range rules {
		out[i] = c.decide(r)
	}
	return out
}

// Passed tells whether every rule is met.
func Passed(outcomes []Outcome) bool {
	for _, o := range outcomes {
		if o.Verdict != Met {
			return false
		}
	}
	return true
}

type checker struct {
	m   *assess.Model
	res *assess.Result
	ctx Context
}

func (c *checker) decide(r Rule) Outcome {
	o := Outcome{Rule: r}
	o.Was, o.Criteria = c.measure(r, c.res)
	o.Verdict = verdict(r, o.Was)
	if o.Verdict != Met {
		o.Steps = c.steps(r)
	}
	return o
}

// eps is how far a sum may be off by rounding.
const eps = 1e-9

// verdict compares what was with what was wanted.
func verdict(r Rule, was assess.Maybe[float64]) Verdict {
	switch {
	case !was.OK:
		return Undecided
	case r.atLeast() && was.Value >= r.Limit-eps, !r.atLeast() && was.Value <= r.most()+eps:
		return Met
	}
	return NotMet
}

// atLeast tells the rules that want much from those that want little.
func (r Rule) atLeast() bool {
	switch r.Kind {
	case MinScore, MinLevel, MinAttainment, Floor:
		return true
	}
	return false
}

// most is the most that a rule allows; of criteria without evidence, none.
func (r Rule) most() float64 {
	if r.Kind == Evidence {
		return 0
	}
	return r.Limit
}

// measure finds what a rule compares, and the criteria that it names.
func (c *checker) measure(r Rule, res *assess.Result) (was assess.Maybe[float64], criteria []int) {
	switch r.Kind {
	case MinScore, Floor:
		return c.node(r.At, res).Score, nil
	case MinLevel:
		if l := c.node(r.At, res).Level; l.OK {
			return assess.Some(float64(l.Value)), nil
		}
	case MinAttainment:
		return res.Overall.Attainment, nil
	case MaxUnanswered:
		return c.share(res, assess.Unanswered)
	case MaxUnknown:
		return c.share(res, assess.Unknown)
	case MaxNA:
		return c.share(res, assess.NotApplicable)
	case MaxAge:
		return age(res.Assessment.Date, c.ctx.Now), nil
	case Evidence:
		return c.unproved(res, int(r.Limit))
	case Regression:
		return c.regression(r.At, res), nil
	case MaxDiscuss:
		return c.discuss(res)
	}
	return assess.Maybe[float64]{}, nil
}

// node finds a node by its id; what does not exist has no score.
func (c *checker) node(id string, res *assess.Result) *assess.Node {
	if id == "overall" {
		return &res.Overall.Node
	}
	r := c.m.Rubric
	for i := range r.Parts {
		if r.Parts[i].ID == id {
			return &res.Parts[i]
		}
	}
	for i := range r.Dimensions {
		if r.Dimensions[i].ID == id {
			return &res.Dimensions[i]
		}
	}
	for i := range r.Practices {
		if r.Practices[i].ID == id {
			return &res.Practices[i].Node
		}
	}
	return &assess.Node{}
}

// share is the weight of the criteria in a state among all that are asked; for unanswered and don't know, among the
// applicable ones.
func (c *checker) share(res *assess.Result, state assess.State) (assess.Maybe[float64], []int) {
	in, all, at := 0.0, 0.0, 0
	weights := res.CriterionWeights()
	var named []int
	for i := range res.Practices {
		for _, cr := range res.Practices[i].Criteria {
			if cr.State == state {
				in += weights[at]
				named = append(named, at)
			}
			if cr.State != assess.NotAsked && (state == assess.NotApplicable || cr.State != assess.NotApplicable) {
				all += weights[at]
			}
			at++
		}
	}
	if all <= 0 {
		return assess.Maybe[float64]{}, named
	}
	return assess.Some(in / all), named
}

func age(date, now string) assess.Maybe[float64] {
	from, errFrom := time.Parse(time.DateOnly, date)
	to, errTo := time.Parse(time.DateOnly, now)
	if errFrom != nil || errTo != nil {
		return assess.Maybe[float64]{}
	}
	return assess.Some(to.Sub(from).Hours() / 24)
}

// unproved counts criteria at a level or above that name no evidence.
func (c *checker) unproved(res *assess.Result, from int) (assess.Maybe[float64], []int) {
	var named []int
	at := 0
	for i := range res.Practices {
		for k := range res.Practices[i].Criteria {
			level := res.Practices[i].Criteria[k].Level
			if level.OK && level.Value >= from && len(res.Assessment.Answers[at].Evidence) == 0 {
				named = append(named, at)
			}
			at++
		}
	}
	return assess.Some(float64(len(named))), named
}

// regression is how far a node lies below the baseline, over what is answered both times and under the present weights. Above
// it, 0.
func (c *checker) regression(at string, res *assess.Result) assess.Maybe[float64] {
	if c.ctx.Baseline == nil {
		return assess.Maybe[float64]{}
	}
	both := assess.Shared(c.ctx.Baseline, res)
	old := c.node(at, c.evaluate(c.m.Alike(c.ctx.Baseline.Assessment, both))).Score
	new := c.node(at, c.evaluate(c.m.Alike(res.Assessment, both))).Score
	if !old.OK || !new.OK {
		return assess.Maybe[float64]{}
	}
	return assess.Some(max(0, old.Value-new.Value))
}

// discuss counts the criteria whose votes are far apart and on which nothing is agreed.
func (c *checker) discuss(res *assess.Result) (assess.Maybe[float64], []int) {
	if !res.Assessment.Panel {
		return assess.Maybe[float64]{}, nil
	}
	var named []int
	at := 0
	for i := range res.Practices {
		for k := range res.Practices[i].Criteria {
			if res.Practices[i].Criteria[k].Agreement == assess.Discuss && res.Assessment.Answers[at].State != assess.Answered {
				named = append(named, at)
			}
			at++
		}
	}
	return assess.Some(float64(len(named))), named
}
