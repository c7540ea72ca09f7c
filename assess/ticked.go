package assess

import "fathom/rubric"

// This file makes levels of what was ticked. It is done once, where an answer is given or read: everything else sees a
// level.

// Tick answers a criterion with what holds of its checklist: these items, and no others. It returns false, and changes
// nothing, where one is no item of it or where one that stands alone is ticked beside others.
func (a *Answer) Tick(c *rubric.Criterion, ids []string) bool {
	ticked, ok := c.Ticks(ids)
	if !ok || !c.IsChecklist() {
		return false
	}
	a.Given, a.State, a.Level, a.Ticked = true, Answered, c.LevelOf(ticked), ticked
	return true
}

// Toward is the nearest way up from what was ticked at criterion i; false where nothing was, or where there is none.
func (res *Result) Toward(i int) (rubric.Toward, bool) {
	c, a := &res.Model.criteria[i], &res.Assessment.Answers[i]
	if a.Ticked == nil || a.State != Answered {
		return rubric.Toward{}, false
	}
	return res.Model.Criterion(i).Toward(a.Ticked, c.scale)
}
