package plan

import (
	"slices"
	"strconv"

	"fathom/assess"
	"fathom/rubric"
)

// Step is one practice taken one level up: when it is done, the practice works at that level. It lifts every answered
// criterion below the level to it; what is missing or does not apply stays. The rubric's action is the deliverable that
// gets it there, and may serve only some of these criteria directly.
type Step struct {
	Practice   int // index into Rubric.Practices
	Action     *rubric.Action
	From, To   int     // levels
	PersonDays float64 // all of its work: of its owner and of who helps
	FirstRaise []int   // criteria of the practice (indexes) below the level From: they come first
	Also       []int   // likewise, below the level To, which the action does not serve: they have none of their own

	// When, in days of the plan: the work begins at the start of FromDay, 0 for the first, and is done when ToDay
	// starts.
	FromDay, ToDay int
	Weeks          []float64 // person-days done in each week of the plan (7 days), from the week of FromDay on
	Waits          []int     // the steps that must be done before it begins, by their place in Plan.Steps
	Beside         []int     // the steps that it is not done before, likewise: small ones of its prerequisites
}

// ID names a step so that it stays the same in every later plan: the practice's id and the level, "roles@3".
func (s *Step) ID(r *rubric.Rubric) string {
	return r.Practices[s.Practice].ID + "@" + strconv.Itoa(s.To)
}

// Before are the steps that must be done before this one is, by their place in Plan.Steps: [Step].Waits and Beside.
func (s *Step) Before() []int {
	out := append(slices.Clone(s.Waits), s.Beside...)
	slices.Sort(out)
	return slices.Compact(out)
}

// Plan is the answer to a question, on a calendar.
type Plan struct {
	Question Question
	Steps    []Step // by the day they begin, then by rank
	Phases   []Phase
	Proof    Proof
	Left     []Left // what is short of its target at the end, in rubric order
	// the first day on which every practice that has a score and some weight is at its target; undefined when the plan
	// never gets there, or there is none with a target
	TargetsMet assess.Maybe[int]
	AtTargets  assess.Maybe[float64] // the overall score if every practice were exactly at its target
	PersonDays float64
	Loads      []Load // by owner, in rubric order; "" (nobody yet) comes last
}

// PersonDaysAfter is the work of the steps that are not done by the start of a day.
func (p *Plan) PersonDaysAfter(day int) float64 {
	sum := 0.0
	for i := range p.Steps {
		if p.Steps[i].ToDay > day {
			sum += p.Steps[i].PersonDays
		}
	}
	return sum
}

// Phase is a stretch of the calendar, from the end of the one before it to the start of day Days: 30, 90, 180, then
// every 90 days, and where the plan has to end on another day, that one.
type Phase struct {
	Days      int
	Steps     []int // that are done by its end, by their place in Plan.Steps
	Projected assess.Projection
	// how much of the way to the targets is done then, 0 to 1
	Attainment assess.Maybe[float64]
	PersonDays float64 // of the steps done in it
}

// Load is what a plan asks of one owner.
type Load struct {
	Owner      string // id; "" for nobody yet
	PersonDays float64
	AtOnce     int     // the most steps at the same time
	PeakDay    int     // the first day on which that is so
	PerWeek    float64 // the most person-days in one week of the plan
	// nobody said what the owner can do, and it is more than most can: see TooManyAtOnce and TooMuchAWeek
	Over bool
}

// Left says that a practice of some weight stays short of its target, or any below its floor, and why.
type Left struct {
	Practice int
	Score    float64 // at the end of the plan, in points
	Why      Reason
	By       int // for Blocked, the prerequisite; for NoAction, the level without one; else 0
}

// Reason says why a practice stays short.
type Reason string

// The reasons.
const (
	NoAction Reason = "no-action" // the rubric has no action for the next level
	Blocked  Reason = "blocked"   // a prerequisite never gets far enough
	Later    Reason = "later"     // it does not fit before the end that was asked for
	Unscored Reason = "unscored"  // nothing of it is answered
	Missing  Reason = "missing"   // what is answered is at the top, and what is missing holds it down
	NoPeople Reason = "no-people" // its owner has no capacity
	NoLevels Reason = "no-levels" // it adds points up, or mixes scales: there are no levels to climb
	// what was asked is reached, or bought, without it; never in a focus plan
	NotChosen Reason = "not-chosen"
)

// Proof says how good an answer is.
type Proof struct {
	Optimal bool
	// what no plan can beat: at most this much (budget), at least this cost (reach); equal to the answer when Optimal
	Bound float64
	Nodes int // of the search: a measure of work that is the same on every machine
}

// Question is what a plan is asked.
type Question struct {
	Kind   Kind
	Gain   Gain    // what a budget is to buy; "" means the attainment
	Budget float64 // person-days, for a budget without capacity
	Goals  []Goal  // to be reached, all of them
	Cost   Cost    // what reaching is to save; "" means person-days
	Owner  string  // whose days CostOwner counts
	Bounds Bounds
	// the answers by which goals and gains are judged, where not by those of the result: these with something given
	// where it is missing; see NewSolverAs
	Judged *assess.Assessment
}

// Bounds hold the steps of any answer. The zero value sets none.
type Bounds struct {
	MaxSteps int  // of one practice; 0 for as many as there are
	ToTarget bool // no step beyond what the target, the floor and those that wait for the practice ask for
	// person-days by owner id ("" for nobody yet); who is not in it is unbounded. With it the Budget may be 0.
	Owners map[string]float64
	// calendar days by which every step must be done that begins as soon as what it waits for is done; 0 for no end
	Horizon int
	Work    int // of the search, in ways compared; 0 means WorkPerPractice for each practice

	people *Capacity // who must have room for all steps until the horizon; nil where that is not asked
}

// Kind is one of the three questions.
type Kind string

// The questions.
const (
	Focus  Kind = "focus"
	Budget Kind = "budget"
	Reach  Kind = "reach"
)

// Gain is what a budget is to buy as much of as possible.
type Gain string

// The gains.
const (
	GainAttainment Gain = "attainment"
	GainOverall    Gain = "overall"
	GainLevels     Gain = "levels" // levels climbed, all practices together
)

// Cost is what the cheapest way is cheapest in.
type Cost string

// The costs. Days are the actions' calendar days added up.
const (
	CostPersonDays Cost = "person-days"
	CostDays       Cost = "days"
	CostOwner      Cost = "owner"
)

// Goal is something to reach.
type Goal struct {
	Kind  GoalKind
	At    string  // the id of a node, for GoalScore and GoalLevel
	Value float64 // points, a level's number, or a share from 0 to 1
}

// GoalKind is what kind of goal it is.
type GoalKind string

// The goals.
const (
	GoalScore      GoalKind = "score"      // of the whole, a part, a dimension or a practice, in points
	GoalLevel      GoalKind = "level"      // likewise, by the level that it shows
	GoalAttainment GoalKind = "attainment" // of the whole
	GoalTargets    GoalKind = "targets"    // every practice's target
	GoalFloors     GoalKind = "floors"     // every practice's floor
)

// Capacity is how much the people can do. The zero value sets no bounds.
type Capacity struct {
	// person-days a quarter (91 days of the plan) by owner id, "" for nobody yet; who is not in it is unbounded, and
	// who has 0 does nothing
	PerQuarter map[string]float64
	// most steps at once for an owner; 0 means 2 for those in PerQuarter, and no bound for the others. What nobody has
	// taken on yet is only bounded when it is in PerQuarter.
	AtOnce int
}
