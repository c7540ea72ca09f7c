package panel

import (
	"math"
	"slices"

	"fathom/assess"
)

// HintCode says what catches the eye in one rater's answers. A hint never changes a number.
type HintCode string

// The hints.
const (
	// N equal levels in a row, on scales of four or more: 6 or more, and half of those answers
	StraightLine HintCode = "straight-line"
	// By levels above the mean of the others, over 0.5 on 8 criteria of one scale or more
	Lenient    HintCode = "lenient"
	Severe     HintCode = "severe"      // By levels below it
	NoEvidence HintCode = "no-evidence" // N levels at the middle of their scale or above without a piece of evidence
	SelfAbove  HintCode = "self-above"  // N criteria on which self rates 2 or more levels above an assessor
)

// HintCodes lists every code, in the order in which they are documented.
func HintCodes() []HintCode {
	return []HintCode{StraightLine, Lenient, Severe, NoEvidence, SelfAbove}
}

// Hint is one remark on the quality of a rater's answers.
type Hint struct {
	Rater string
	Code  HintCode
	N     int
	By    float64 // in levels of Scale
	// id of the scale of Lenient and Severe: a level of another scale is another distance, so each scale is by itself
	Scale string
}

// The thresholds. The run is that of Curran (2016), half of the answers; the others are ours.
const (
	longRun   = 6
	wideScale = 4
	shared    = 8
	farOff    = 0.5
	farAbove  = 2
)

// HintsOf looks at the raters of a panel, by id. The ballots it was made of, where they are known, tell whose evidence
// is missing. An anonymous panel has no hints: they would tell who said what.
func HintsOf(m *assess.Model, a *assess.Assessment, ballots []Ballot) []Hint {
	if a.IsAnonymous() {
		return nil
	}
	v, scales := votesOf(a), scalesOf(m, a)
	var perScale []votes
	for i := range m.Rubric.Scales {
		perScale = append(perScale, votesOn(m, a, &m.Rubric.Scales[i]))
	}
	var out []Hint
	for r, rater := range a.Raters {
		add := func(code HintCode, n int) { out = append(out, Hint{Rater: rater.ID, Code: code, N: n}) }
		if run, n := v.run(r, scales); run >= longRun && 2*run >= n {
			add(StraightLine, run)
		}
		for k := range perScale {
			out = append(out, perScale[k].leniency(r, rater.ID, m.Rubric.Scales[k].ID)...)
		}
		if n := unproved(m, rater.ID, ballots); n > 0 {
			add(NoEvidence, n)
		}
		if rater.Role == "self" {
			if n := v.above(r, a.Raters); n > 0 {
				add(SelfAbove, n)
			}
		}
	}
	return out
}

// votes are the levels of a panel: a row a criterion with votes, a column a rater; math.MinInt for none.
type votes [][]int

const none = math.MinInt

func votesOf(a *assess.Assessment) votes {
	at := map[string]int{}
	for i, r := range a.Raters {
		at[r.ID] = i
	}
	var out votes
	for i := range a.Answers {
		if len(a.Answers[i].Votes) == 0 {
			continue
		}
		row := slices.Repeat([]int{none}, len(a.Raters))
		for _, v := range a.Answers[i].Votes {
			if v.State == assess.Answered {
				row[at[v.Rater]] = v.Level
			}
		}
		out = append(out, row)
	}
	return out
}

// scalesOf are the ids of the scales of the rows of votesOf; "" for those on which a run of equal levels is common.
func scalesOf(m *assess.Model, a *assess.Assessment) []string {
	var out []string
	for i := range a.Answers {
		if len(a.Answers[i].Votes) == 0 {
			continue
		}
		id := m.Criterion(i).Scale
		if len(m.Rubric.Scale(id).Levels) < wideScale {
			id = ""
		}
		out = append(out, id)
	}
	return out
}

// run is a rater's longest run of equal levels of one scale, and how many levels the rater gave, on scales that have an
// id.
func (v votes) run(rater int, scales []string) (longest, n int) {
	run, before, scale := 0, none, ""
	for k, row := range v {
		if row[rater] == none || scales[k] == "" {
			continue
		}
		n++
		if row[rater] != before || scales[k] != scale {
			run, before, scale = 0, row[rater], scales[k]
		}
		run++
		longest = max(longest, run)
	}
	return longest, n
}

// leniency tells of a rater who is far from the others on the criteria of one scale.
func (v votes) leniency(rater int, id, scale string) []Hint {
	switch by, n := v.lean(rater); {
	case n < shared:
	case by > farOff+assess.Tolerance:
		return []Hint{{id, Lenient, n, by, scale}}
	case by < -farOff-assess.Tolerance:
		return []Hint{{id, Severe, n, -by, scale}}
	}
	return nil
}

// lean is the mean of a rater's level less the mean of the others', over the criteria that both rated.
func (v votes) lean(rater int) (by float64, n int) {
	for _, row := range v {
		sum, others := 0, 0
		for r, level := range row {
			if r != rater && level != none {
				sum, others = sum+level, others+1
			}
		}
		if row[rater] != none && others > 0 {
			by += float64(row[rater]) - float64(sum)/float64(others)
			n++
		}
	}
	return by / float64(max(n, 1)), n
}

// above counts the criteria on which a rater is far above an assessor.
func (v votes) above(rater int, raters []assess.Rater) int {
	n := 0
	for _, row := range v {
		if row[rater] != none && slices.ContainsFunc(raters, func(o assess.Rater) bool {
			level := row[slices.Index(raters, o)]
			return o.Role == "assessor" && level != none && row[rater]-level >= farAbove
		}) {
			n++
		}
	}
	return n
}

// unproved counts a rater's levels that want evidence and have none.
func unproved(m *assess.Model, rater string, ballots []Ballot) int {
	n := 0
	for _, s := range ballots {
		if s.Panel || len(s.Raters) == 0 || s.Raters[0].ID != rater {
			continue
		}
		for i := range s.Answers {
			levels := m.Rubric.Scale(m.Criterion(i).Scale).Levels
			if a := &s.Answers[i]; a.State == assess.Answered && a.Level >= levels[len(levels)/2].Level &&
				len(a.Evidence) == 0 {
				n++
			}
		}
	}
	return n
}
