package versions

import (
	"slices"
	"strings"

	"fathom/rubric"
)

// This file says what the differences mean: for answers to the old rubric, and for the numbers made of them.

// Count tells how many criteria have a fate.
func (c *Changes) Count(f Fate) int {
	n := 0
	for i := range c.Criteria {
		if c.Criteria[i].Fate == f {
			n++
		}
	}
	return n
}

// SameID tells that both are versions of one rubric. Answers to another rubric are refused, not taken over.
func (c *Changes) SameID() bool { return c.Old.ID == c.New.ID }

// Indistinct tells that the content changed, but neither the id nor the version: a result does not tell of which it is.
func (c *Changes) Indistinct() bool {
	return c.SameID() && c.Old.Version == c.New.Version && !c.unchanged()
}

// Gone lists the ids of a kind of node that only the old rubric has.
func (c *Changes) Gone(kind string) []string {
	var out []string
	for _, n := range c.Nodes {
		if n.Kind == kind && n.ID == "" {
			out = append(out, n.Was)
		}
	}
	return out
}

// Languages lists the languages that only the new rubric has, and those that only the old one has.
func (c *Changes) Languages() (added, gone []string) {
	only := func(of, not *rubric.Rubric) []string {
		return slices.DeleteFunc(slices.Clone(of.Languages),
			func(l string) bool { return slices.Contains(not.Languages, l) })
	}
	return only(c.New, c.Old), only(c.Old, c.New)
}

// Reason says why numbers under the two rubrics differ though the answers are the same.
type Reason string

// The reasons why scores differ, then those why gaps and priorities do.
const (
	ByCriteria  Reason = "criteria"  // some are new, gone, or belong to another practice
	ByStructure Reason = "structure" // practices or dimensions belong elsewhere
	ByScales    Reason = "scales"    // levels have other values, or there are others
	ByWeights   Reason = "weights"   // also those of sectors
	ByScoring   Reason = "scoring"   // the rules that make a score of scores
	ByStage     Reason = "stage"     // another default stage, for files that name none

	ByTargets  Reason = "targets"
	ByFloors   Reason = "floors"
	ByRequires Reason = "requires"
)

// ScoreReasons tells why the same answers may score otherwise; empty: scores can be compared.
func (c *Changes) ScoreReasons() []Reason {
	return c.reasons([]Reason{ByCriteria, ByStructure, ByScales, ByWeights, ByScoring, ByStage})
}

// GapReasons tells why the same scores may have other gaps and priorities.
func (c *Changes) GapReasons() []Reason { return c.reasons([]Reason{ByTargets, ByFloors, ByRequires}) }

// reasons keeps those that hold.
func (c *Changes) reasons(of []Reason) []Reason {
	holds := map[Reason]bool{}
	for i := range c.Criteria {
		x := &c.Criteria[i]
		holds[ByCriteria] = holds[ByCriteria] || x.Fate == Added || x.Fate == Aside || x.Moved
		holds[ByScales] = holds[ByScales] || x.Revalued
		for _, f := range x.Fields {
			holds[ByWeights] = holds[ByWeights] || f.Path == "weight"
			holds[ByScoring] = holds[ByScoring] || strings.HasPrefix(f.Path, "ticked/")
		}
	}
	for _, n := range c.Nodes {
		for _, f := range n.Fields {
			holds[reasonOf(n.Kind, f.Path)] = true
		}
	}
	c.ofStages(holds)
	return slices.DeleteFunc(of, func(r Reason) bool { return !holds[r] })
}

// Recalled reports whether the same score may be in another band.
func (c *Changes) Recalled() bool {
	for _, n := range c.Nodes {
		for _, f := range n.Fields {
			if isOfBand(f.Path) && strings.HasSuffix(f.Path, "/from") {
				return true
			}
		}
	}
	return false
}

// isOfBand reports whether a field is of the bands of a node, or of all of a kind.
func isOfBand(path string) bool { return strings.Contains("/"+path, "/bands/") }

// reasonOf tells which reason a field of a node is, "" for most.
func reasonOf(kind, path string) Reason {
	if isOfBand(path) {
		return "" // only what a score is called
	}
	field, _, _ := strings.Cut(path, "/")
	switch kind + " " + field {
	case "practice dimension", "dimension part":
		return ByStructure
	case "practice weight", "dimension weight", "part weight", "sector weights":
		return ByWeights
	case "rubric scoring":
		return ByScoring
	case "rubric default_stage":
		return ByStage
	case "practice target":
		return ByTargets
	case "practice floor":
		return ByFloors
	case "practice requires":
		return ByRequires
	}
	return ""
}
