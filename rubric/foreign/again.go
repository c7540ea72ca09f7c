package foreign

import (
	"strings"

	"fathom/rubric"
	"fathom/rubric/say"
)

// This file is what answers of other tools need to find the criteria again that were made of a tool's model.

// RequirementID is the id of the criterion that is made of a requirement of CISO Assistant, within its practice.
func RequirementID(urn string) string { return asID(tailOf(urn), "r-") }

// IsOwn reports whether a urn is one of a library that an export of ours made.
func IsOwn(urn string) bool { return strings.HasPrefix(strings.ToLower(urn), ownURN+":") }

// OwnCriterionID is the full id of the criterion of which an export of ours made a requirement.
func OwnCriterionID(urn string) (id string, ok bool) {
	parts := strings.Split(urn, ":")
	if !IsOwn(urn) || len(parts) != ownDepth {
		return "", false
	}
	return rubric.FullID(parts[ownDepth-2], parts[ownDepth-1]), true
}

// QuestionID is how the ids of the criteria begin that are made of the questions of a requirement, but for long ones.
func QuestionID(urn string) string { return asID(tailOf(urn), "q-") + "-" }

// tailOf is what tells a requirement apart within its framework: the last part of its urn.
func tailOf(urn string) string {
	parts := strings.Split(urn, ":")
	return strings.Join(parts[min(len(parts)-1, 5):], "-")
}

// Compliance are the names of the levels that a framework without scores is rated on, the lowest first.
func Compliance() []say.Message {
	return []say.Message{say.Both("Not compliant", "不符合"), say.Both("Partially compliant", "部分符合"), say.Both("Compliant", "符合")}
}

// ActivityID is the id of the criterion that is made of an activity of DSOMM, within its practice.
func ActivityID(uuid string) string { return asID("a-"+uuid, "a-") }

// Take notes something that came over; the kind is in the plural, the place that of this one.
func (l *Ledger) Take(kind say.Message, where string) { l.took(kind, where) }

// Lose notes something that did not.
func (l *Ledger) Lose(kind say.Message, where string) { l.lost(kind, where) }

// Add notes something that the source does not say.
func (l *Ledger) Add(kind say.Message) { l.added(kind) }
