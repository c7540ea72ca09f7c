// Package gate decides whether an assessment meets a policy: rules about scores, levels, what is missing, age,
// evidence, regression and disagreement.
//
// Shares of the weight are those of [assess.Model.Shares]: of what the overall score is made of, so that unanswered and
// don't know are what its coverage lacks; in a panel that has agreed on nothing, they count votes.
//
// An incomplete file is never a pass by luck. A rule is met when it holds whatever the missing answers (unanswered,
// don't know) turn out to be, and not met when it fails whatever they turn out to be; in between it is undecided, and
// the step names the answers that could decide it. So the rule is measured three times: as the file stands, with every
// missing answer at its worst for the rule, and at its best. A part of the file that nobody has begun counts as missing
// too, where it was asked. In a panel every vote is an answer: of those who voted at all, who has no vote on a
// criterion or does not know could still say anything, until the panel agrees.
//
// Only the policy can make that milder, by saying how much may be missing: where it has a rule [MaxUnanswered] and that
// rule is met, unanswered criteria and votes count as they do in a report, which is not at all; [MaxUnknown] does so
// for don't-knows.
//
// A rule is undecided, too, when what it needs is not there: an answer below the node, a baseline, a date, a panel. A
// rule made for each of many nodes asks nothing of a node that does not apply or was not asked: it is [NotApplicable]
// there. A policy passes when every rule is met or not applicable, and at least one is met.
package gate

import "fathom/assess"

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
	MaxDiscuss    Kind = "max-discuss"    // criteria whose votes are to be discussed, for any of [assess.Concerns]
	MinRaters     Kind = "min-raters"     // people who rated; of a panel's, those who voted at all
)

// Kinds lists every kind, in the order in which they are documented.
func Kinds() []Kind {
	return []Kind{MinScore, MinLevel, MinAttainment, Floor, MaxUnanswered, MaxUnknown, MaxNA, MaxAge, Evidence,
		Regression, MaxDiscuss, MinRaters}
}

// Rule is one demand. At is "overall", or the id of a part, a dimension or a practice; it is "" for rules about the
// whole that have no node.
type Rule struct {
	Kind  Kind
	At    string
	Limit float64
	Each  bool // made for each of many nodes: where nothing applies or was asked, it asks nothing
	// Band is the id of the rubric's band that begins at the limit, where the rule asks for one
	Band string
}

// Verdict is what a rule says.
type Verdict string

// The verdicts.
const (
	Met           Verdict = "met"            // it holds, whatever the missing answers turn out to be
	NotMet        Verdict = "not-met"        // it fails, whatever they turn out to be
	Undecided     Verdict = "undecided"      // it depends on missing answers, or what it needs is not there
	NotApplicable Verdict = "not-applicable" // one of many, and nothing there applies or was asked
)

// Outcome is one rule with its verdict.
type Outcome struct {
	Rule
	Verdict Verdict
	Was     assess.Maybe[float64] // what the rule compares with its limit
	// what that could be once the missing answers are known; both are Was where none is open
	Low, High assess.Maybe[float64]
	Criteria  []int  // those that the rule names, in rubric order
	Steps     []Step // a way that meets the rule, found by trying; none when it is met or none was found
}

// Context is what a check needs besides the result.
type Context struct {
	Baseline *assess.Result // for regression; nil: undecided
	Now      string         // YYYY-MM-DD, for the age; "": undecided
}

// Check decides every rule, in their order.
func Check(m *assess.Model, res *assess.Result, rules []Rule, ctx Context) []Outcome {
	c := newChecker(m, res, rules, ctx)
	out := make([]Outcome, len(rules))
	for i, r := range rules {
		out[i] = c.decide(c.ofWhatApplies(r))
	}
	return out
}

// ofWhatApplies is a rule with the floor that holds for this assessment: where points are added up, a floor counts as
// its share of what applies and was asked.
func (c *checker) ofWhatApplies(r Rule) Rule {
	if _, i := c.m.Find(r.At, assess.KindPractice); r.Kind == Floor && i >= 0 && c.res.Practices[i].Floor.OK {
		r.Limit = c.res.Practices[i].Floor.Value
	}
	return r
}

// Passed reports whether every rule is met or not applicable and, where there are rules, at least one is met.
func Passed(outcomes []Outcome) bool {
	met := len(outcomes) == 0
	for _, o := range outcomes {
		if o.Verdict == NotMet || o.Verdict == Undecided {
			return false
		}
		met = met || o.Verdict == Met
	}
	return met
}

type checker struct {
	m       *assess.Model
	res     *assess.Result
	ctx     Context
	voters  []assess.Rater // of a panel, those who voted at all
	over    assess.Basis   // of what the shares of unanswered and unknown are
	missing []assess.State // the states whose answers a rule must not depend on
	memo    *memo
}

func newChecker(m *assess.Model, res *assess.Result, rules []Rule, ctx Context) *checker {
	c := &checker{m: m, res: res, ctx: ctx, voters: res.Assessment.Voters(), memo: newMemo(newBelow(m)),
		missing: []assess.State{assess.Unanswered, assess.Unknown}}
	c.allow(rules, MaxUnanswered, assess.Unanswered)
	c.allow(rules, MaxUnknown, assess.Unknown)
	return c
}

func (c *checker) decide(r Rule) Outcome {
	o := c.judge(r)
	o.Steps = c.steps(&o)
	return o
}

// judge decides a rule without a word on how to meet it.
func (c *checker) judge(r Rule) Outcome {
	o := Outcome{Rule: r}
	o.Was, o.Criteria = c.measure(r, c.res)
	worst, best := c.reach(r, o.Was)
	o.Low, o.High = worst, best
	if !r.atLeast() {
		o.Low, o.High = best, worst
	}
	switch {
	case !o.Was.OK && r.Each && !c.asks(r):
		o.Verdict = NotApplicable
	case !o.Was.OK && !c.isBelowAll(r, c.res):
		o.Verdict = Undecided
	case r.holds(worst):
		o.Verdict = Met
	case r.holds(best):
		o.Verdict = Undecided
	default:
		o.Verdict = NotMet
	}
	return o
}

// isBelowAll reports whether a rule about a level is about a score below the lowest one, which has none.
func (c *checker) isBelowAll(r Rule, res *assess.Result) bool {
	n := c.node(r.At, res)
	return r.Kind == MinLevel && n.Scale != nil && n.Score.OK && !n.Level.OK
}

// holds compares what was with what was wanted.
func (r Rule) holds(was assess.Maybe[float64]) bool {
	if r.atLeast() {
		return was.OK && assess.Reaches(was.Value, r.Limit)
	}
	return was.OK && assess.Reaches(r.most(), was.Value)
}

// atLeast tells the rules that want much from those that want little.
func (r Rule) atLeast() bool {
	switch r.Kind {
	case MinScore, MinLevel, MinAttainment, Floor, MinRaters:
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

// OfScores tells the rules that a criterion's level can meet.
func (k Kind) OfScores() bool {
	switch k {
	case MinScore, MinLevel, MinAttainment, Floor, Regression:
		return true
	}
	return false
}
