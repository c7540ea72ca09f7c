package assess

import (
	"bytes"
	"encoding/json"

	"fathom/rubric"
)

// Maybe is a value that can be undefined. Undefined is null in JSON: never NaN, never 0, never a missing key.
type Maybe[T any] struct {
	Value T
	OK    bool
}

// Some returns a defined value.
func Some[T any](v T) Maybe[T] { return Maybe[T]{v, true} }

// MarshalJSON writes the value, or null.
func (m Maybe[T]) MarshalJSON() ([]byte, error) {
	if !m.OK {
		return []byte("null"), nil
	}
	if f, ok := any(m.Value).(float64); ok {
		return Quantity(f).MarshalJSON()
	}
	return json.Marshal(m.Value)
}

// Quantity is a number that can have a fraction, as documents that are data write it: a score, a share, a weight.
type Quantity float64

// MarshalJSON writes the number with a decimal point, 3.0: readers that guess the type of a column by its first rows
// would take it for one of whole numbers, and cut the fractions of later ones. What is too large or too small for plain
// digits has an exponent instead.
func (q Quantity) MarshalJSON() ([]byte, error) {
	text, err := json.Marshal(float64(q))
	if err == nil && !bytes.ContainsAny(text, ".e") {
		text = append(text, ".0"...)
	}
	return text, err
}

// Result is everything computed from a rubric and an assessment. It is pure data: slices are in rubric order, and
// Practices[i] belongs to Rubric.Practices[i] (likewise Parts and Dimensions), unless a field says that it is ranked.
type Result struct {
	Model      *Model // that it was made with
	Rubric     *rubric.Rubric
	Assessment *Assessment
	Stage      string // in force, "" without stages
	Sector     string // in force, "" without one
	// of the answers as they stand: "sha256:" and the hash in hexadecimal, said by whoever read or made them; ""
	// where nobody did, and of a panel without names. Nothing follows from it
	Digest string

	Overall    Overall
	Parts      []Node
	Dimensions []Node
	Practices  []Practice
	Priorities []Priority // ranked: Priorities[0] has rank 1
	Plan       Plan
	Warnings   []Warning

	overruled []int // criteria that the sector leaves out and somebody answered all the same
}

// Asked counts the criteria that were asked, or have an entry all the same, and all that the rubric has. What the
// sector leaves out was not asked; see [Result.LeftOut].
func (res *Result) Asked() (asked, all int) {
	asked -= len(res.LeftOut())
	for i := range res.Practices {
		for _, c := range res.Practices[i].Criteria {
			if c.State != NotAsked {
				asked++
			}
			all++
		}
	}
	return asked, all
}

// Node is a node by its kind and its place among the nodes of its kind, as [Model.Find] gives them; nil for a
// criterion, and for none.
func (res *Result) Node(kind Kind, i int) *Node {
	switch kind {
	case KindOverall:
		return &res.Overall.Node
	case KindPart:
		return &res.Parts[i]
	case KindDimension:
		return &res.Dimensions[i]
	case KindPractice:
		return &res.Practices[i].Node
	}
	return nil
}

// Node is the worth of one node of the rubric. Scores, bounds and values are in points of its scale.
type Node struct {
	Score    Maybe[float64] // undefined when nothing is answered
	Low      Maybe[float64] // every missing answer at its lowest; undefined when nothing is applicable
	High     Maybe[float64] // every missing answer at its highest
	Coverage Maybe[float64] // answered weight / applicable weight, 0 to 1
	Weight   float64        // in its parent; 0 takes no part
	// what its score counts with in its parent's: its Weight, or less where it weighs what its criteria weigh together
	// and some of them are missing
	Counted  float64
	Level    Maybe[int]    // the highest level whose value the score reaches; undefined without score or scale
	Next     Maybe[int]    // the level after Level; undefined at the top
	Progress float64       // the way from Level to Next, 0 to 1
	Scale    *rubric.Scale // nil where the node sums or mixes scales, or stands above one that does
	Decimals int           // how finely its numbers are printed
	Bands    Bands         // names for its scores; see BandOf
}

// Overall is the worth of the whole. Its children are the parts that have a score.
type Overall struct {
	Node
	StageReached Maybe[int]     // a level, by the 85 % rule
	Attainment   Maybe[float64] // 0 to 1: how much of the way to the targets is done
	Weakest      Maybe[int]     // index of the practice with the lowest score
	Agreement    Maybe[Agreement]
}

// Agreement sums up a panel over the criteria with two votes or more.
type Agreement struct {
	Criteria int      `json:"criteria"`
	Aligned  Quantity `json:"aligned"` // share of those criteria, 0 to 1
	MeanAD   Quantity `json:"mean_ad"` // in levels, those of every scale put together
}

// Practice is the worth of one practice.
type Practice struct {
	Node
	// its score counts in the overall score: no weight on the way up is 0 and its part has a score
	InOverall bool
	Target    Maybe[float64] // as the rubric or the assessment writes it: a level, or points
	IsAgreed  bool           // the target is the assessment's own; see Assessment.Targets
	// the target in points of the score: where points are added up, its share of what applies and was asked
	Aim      Maybe[float64]
	Floor    Maybe[float64] // the floor, likewise
	Gap      Maybe[float64] // max(0, Aim - Score), in points
	Criteria []CriterionResult
}

// HasGap reports whether it has a target and is short of it.
func (p *Practice) HasGap() bool { return round(p.Gap.Value) > 0 }

// BelowFloor reports whether it has a floor and is below it.
func (p *Practice) BelowFloor() bool {
	return p.Floor.OK && p.Score.OK && less(p.Score.Value, p.Floor.Value)
}

// CriterionResult is the worth of one criterion.
type CriterionResult struct {
	State     State
	Value     Maybe[float64] // in points; undefined unless Answered
	Level     Maybe[int]     // as answered or agreed; for votes alone their lower median
	Weight    float64
	Agreement Verdict
}

// Verdict judges how far the votes on one criterion are apart.
type Verdict string

// The verdicts. NoVotes is the zero value.
const (
	NoVotes     Verdict = ""
	SingleRater Verdict = "single rater"
	Aligned     Verdict = "aligned"
	Check       Verdict = "check"
	Discuss     Verdict = "discuss"
)

// Priority is one listed practice with its rank.
type Priority struct {
	Rank          int // from 1
	Practice      int // index into Result.Practices
	Own           float64
	Effective     float64    // own, or inherited from a practice that waits for this one
	InheritedFrom Maybe[int] // index of that practice
	BestRank      int        // if every priority were off by up to 25 %
	WorstRank     int
	Urgent        bool
	Focus         bool
	Certain       bool // in focus, and still among the first five at worst
	Waiting       int  // how many listed practices wait for it, directly or through others
	OpenRequires  []int
}

// Brings reports whether working on it brings its own target, or that of somebody who waits for it, nearer.
func (p *Priority) Brings() bool { return round(p.Effective) > 0 }

// Plan is the phased roadmap and what it leaves out. It knows nothing of who there is to work on it: what people are
// shown is [fathom/assess/plan.Begin].
type Plan struct {
	Phases       []Phase
	NotNow       []NotNow // by rank
	FindOutFirst []int    // practices with missing answers, by what they could change
}

// Phase holds the steps that end by a day, ranked, and what the scores would then be.
type Phase struct {
	Days      int
	Actions   []Step
	Projected Projection
}

// Step is one action on the calendar.
type Step struct {
	Practice       int
	Action         *rubric.Action
	FromDay, ToDay int
	FirstRaise     []int // criteria of the practice (indexes) below the step's starting level: they come first
	StartLevel, To int
}

// Projection is the whole assessment scored again after the steps so far.
type Projection struct {
	Overall   Maybe[float64]
	Parts     []Maybe[float64]
	Practices []Maybe[float64]
}

// NotNow is a listed practice outside the focus, and why.
type NotNow struct {
	Practice int
	Reason   Reason
}

// Reason says why a listed practice is not in focus.
type Reason string

// The reasons, in the order they are tried.
const (
	ReasonWeight   Reason = "weight"   // its effective priority is 0
	ReasonRequires Reason = "requires" // it waits for an open prerequisite
	ReasonRank     Reason = "rank"     // others come first
)

// Warning is a remark that travels with the result.
type Warning struct {
	Code WarningCode
	At   string // id of the node it is about, a criterion's in full; "" for the whole
	By   string // id of what causes it, where there is one: the prerequisite that blocks, the level without an action
}

// WarningCode is one of a closed list.
type WarningCode string

// The warnings.
const (
	NothingAnswered WarningCode = "nothing-answered" // no part has a score
	NotAssessed     WarningCode = "not-assessed"     // a part has applicable criteria and no score
	LowCoverage     WarningCode = "low-coverage"     // a node's coverage is under 80 %: its score is provisional
	// a focus practice waits for a prerequisite that the plan does not lift far enough
	Blocked  WarningCode = "blocked"
	NoAction WarningCode = "no-action" // the rubric has no action for the next level of a focus practice
	// most raters of a panel say that a criterion does not apply, and nothing is agreed
	VotesNA      WarningCode = "votes-na"
	VotesUnknown WarningCode = "votes-unknown" // most raters do not know, and nothing is agreed
	// a criterion has an answer, and the sector leaves it out: the answer is in no number
	AnsweredLeftOut WarningCode = "answered-left-out"
)

// WarningCodes lists every code, in the order they are documented.
func WarningCodes() []WarningCode {
	return []WarningCode{NothingAnswered, NotAssessed, LowCoverage, AnsweredLeftOut, VotesNA, VotesUnknown, Blocked,
		NoAction}
}
