// Package actions follows up what came of a plan: the file in which a team keeps who does which step until when, and
// what is done; what of it is late on a day; and which done steps lifted their practice by the next assessment.
//
//	format: fathom.actions/1
//	subject: {id: henan, name: 河南}
//	rubric: {id: channel-team, version: 1.1.0}
//	start: 2026-12-01                 # the first day of the plan
//	actions:
//	  - id: roles@3                   # a step: the practice and the level it leads to; or a word of the team's own
//	    state: done                   # open, doing, done or dropped; open where nothing is said
//	    owner: DIR                    # a role of the rubric
//	    who: 王芳
//	    due: 2027-01-29
//	    planned: 2027-01-29           # by the latest plan; gone where it has no such step any more
//	    waits: [roles@2]              # for other actions of the file
//	    done: 2027-02-03
//	    note: signed by both regions
//	    evidence: [RACI 2027.xlsx]
//
// Reading is strict as that of answers, see [Read]. A new plan is merged into what the team wrote, see [Merge].
package actions

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/pattern"
)

// Format is the value of the `format` key.
const Format = "fathom.actions/1"

// MaxBytes is the size of a file of actions at most.
const MaxBytes = 1 << 20

//go:embed actions.schema.json
var schema string

// Schema returns the JSON Schema of the format. What only the rubric can tell, it does not.
func Schema() []byte { return []byte(schema) }

// File is what was read: actions in the order of the file.
type File struct {
	Subject assess.Subject // its id and name
	Rubric  string         // id
	Version string         // of the rubric, by the latest plan
	Start   string         // the first day of the latest plan, as 2026-12-01
	Actions []Action
}

// Action is one thing to do. Dates are days, as 2026-12-01, "" where there is none.
type Action struct {
	ID       string
	Practice int // index into Rubric.Practices, -1 for an action that is no step of the rubric
	To       int // the level that the step leads to
	State    State
	Owner    string // id of a role
	Who      string
	Due      string // the last day for it
	Planned  string // what the latest plan says of it: a day or [Gone]; "" for what never was in one
	Waits    []string
	Done     string // the day on which it was done, for state done alone
	Note     string
	Evidence []string
}

// Gone stands where the day of a plan would be, when the latest plan has no such step.
const Gone = "gone"

// State is how far an action is.
type State string

// The states.
const (
	Open    State = "open"
	Doing   State = "doing"
	Done    State = "done"
	Dropped State = "dropped" // the team decided against it; a new plan leaves it so
)

// States lists the valid words, in the order they are documented.
func States() []string { return []string{"open", "doing", "done", "dropped"} }

// idForm is what an id looks like: a word, and for a step the level behind it.
var idForm = pattern.Of(`^[A-Za-z_][A-Za-z0-9_.-]{0,63}(@-?(0|[1-9][0-9]{0,8}))?$`)

// StepOf finds the step that an id names, by the practice's id of today or an earlier one. It is not ok for what is no
// step of the rubric.
func StepOf(r *rubric.Rubric, id string) (practice, to int, ok bool) {
	name, level, _ := strings.Cut(id, "@")
	to, err := strconv.Atoi(level)
	if err != nil {
		return -1, 0, false
	}
	practice = slices.IndexFunc(r.Practices, func(p rubric.Practice) bool { return p.ID == name })
	if practice < 0 {
		practice = slices.IndexFunc(r.Practices, func(p rubric.Practice) bool { return slices.Contains(p.Was, name) })
	}
	if practice < 0 || !slices.ContainsFunc(r.Practices[practice].Actions,
		func(a rubric.Action) bool { return a.To == to }) {
		return -1, 0, false
	}
	return practice, to, true
}

// stepIDs are the ids of all steps of a rubric, in its order.
func stepIDs(r *rubric.Rubric) []string {
	var out []string
	for _, p := range r.Practices {
		for _, a := range p.Actions {
			out = append(out, p.ID+"@"+strconv.Itoa(a.To))
		}
	}
	return out
}
