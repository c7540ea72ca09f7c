package names

import (
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
)

// Effort is the size of an action with its person-days, for a narrow column: "M (15)".
func (n *Namer) Effort(a *rubric.Action) string {
	return n.Say("%s (%s)", "%s（%s）", a.Effort, n.Work(a))
}

// Work prints the person-days of an action, as exactly as the rubric says them.
func (n *Namer) Work(a *rubric.Action) string { return number.Plain(n.Rubric.Work(a)) }

// WorkCell is Work as a number to add up.
func (n *Namer) WorkCell(a *rubric.Action) doc.SheetCell {
	_, decimals, _ := strings.Cut(n.Work(a), ".")
	return doc.SheetCell{Number: assess.Some(n.Rubric.Work(a)), Decimals: len(decimals)}
}

// Letters says what the letters of effort stand for.
func (n *Namer) Letters() string {
	return n.Say("Effort: S is up to 5 person-days, M up to 30, L more.", "投入：S 不超过 5 人天，M 不超过 30 人天，L 更多。")
}

// EffortLegend explains what [Namer.Effort] prints.
func (n *Namer) EffortLegend() string {
	return n.Letters() + n.Say(" The number in brackets is the person-days of the step.", "括号里是这一步的人天数。")
}
