package names

import (
	"strings"

	"fathom/assess"
	"fathom/assess/plan"
)

// This file words what a step of a plan says to do; every document of a result says it so.

// WhatToDo is all that a step says to do: what comes before, what to check first, the action, and what its level needs
// beside it.
func (s *Scored) WhatToDo(st *plan.Step) string {
	text, also := s.Text(st.Action.Text), s.alsoNeeded(st)
	if stop := s.Say(".", "。"); also != "" && text != "" && !strings.HasSuffix(text, stop) {
		text += stop
	}
	if text == "" {
		return s.beforeThat(st) + strings.TrimSpace(also)
	}
	return s.beforeThat(st) + s.CheckFirst(st) + text + also
}

// FirstStep is what one person does this week to begin; "" where the rubric does not say.
func (s *Scored) FirstStep(st *plan.Step) string {
	if begin := s.Text(st.Action.First); begin != "" {
		return s.CheckFirst(st) + begin
	}
	return ""
}

// Measure is what tells whether a step works, with a mark where it is of a criterion that was not asked; "" where the
// rubric does not say.
func (s *Scored) Measure(st *plan.Step) string {
	text := s.Text(st.Action.KPI)
	if k, ok := s.measured(st); ok && text != "" && !s.WasAsked(st.Practice, k) {
		return s.Say("%s (check first: %s was not asked)", "%s（先核实：没问到%s）", text, s.Within(st.Practice, k))
	}
	return text
}

// measured is the criterion that a step's measure is of, where the rubric says.
func (s *Scored) measured(st *plan.Step) (int, bool) {
	for k, c := range s.Rubric.Practices[st.Practice].Criteria {
		if st.Action.Measures != "" && c.ID == st.Action.Measures {
			return k, true
		}
	}
	return 0, false
}

// CheckFirst leads from the criteria that a step's action serves and that were not asked to the action: nobody knows
// whether they need it. It is "" where there are none, or the action does not say whom it serves.
func (s *Scored) CheckFirst(st *plan.Step) string {
	asked, unasked := s.served(st)
	switch {
	case len(unasked) == 0:
		return ""
	case len(asked) == 0:
		return s.Say("Check first, as it was not asked (%s): ", "先核实（未问到%s）：", s.List(unasked))
	}
	return s.Say("Check first what was not asked (%s), then: ", "先核实没问到的（%s），再做：", s.List(unasked))
}

// IsUnasked reports whether a step's action serves only what was not asked: there is no answer that calls for it.
func (s *Scored) IsUnasked(st *plan.Step) bool {
	asked, unasked := s.served(st)
	return len(asked) == 0 && len(unasked) > 0
}

// served names the criteria that an action says it serves: those that were asked, and the others.
func (s *Scored) served(st *plan.Step) (asked, unasked []string) {
	if len(st.Action.Serves) == 0 {
		return nil, nil
	}
	for k, c := range s.Rubric.Practices[st.Practice].Criteria {
		switch {
		case !st.Action.ServesCriterion(c.ID):
		case s.WasAsked(st.Practice, k):
			asked = append(asked, s.Within(st.Practice, k))
		default:
			unasked = append(unasked, s.Within(st.Practice, k))
		}
	}
	return asked, unasked
}

// WasAsked reports whether a criterion was asked at the depth of the assessment.
func (s *Scored) WasAsked(i, k int) bool {
	return s.Result.Practices[i].Criteria[k].State != assess.NotAsked
}

// beforeThat names the criteria that are below the level from which a step starts.
func (s *Scored) beforeThat(st *plan.Step) string {
	if len(st.FirstRaise) == 0 {
		return ""
	}
	return s.Say("Before that, bring to level %d: %s. ", "在此之前，先把%[2]s补到 %[1]d 级。", st.From, s.criteria(st.Practice, st.FirstRaise))
}

// alsoNeeded names the criteria that a step takes to its level without an action of their own.
func (s *Scored) alsoNeeded(st *plan.Step) string {
	if len(st.Also) == 0 {
		return ""
	}
	return s.Say(" Also needed for level %d, without an action of their own: %s.", "要到 %d 级，还须一并做到：%s（没有单列的行动）。", st.To, s.criteria(st.Practice, st.Also))
}

// Unserved names the criteria that a step takes to its level without an action of their own; "" for none.
func (s *Scored) Unserved(st *plan.Step) string { return s.criteria(st.Practice, st.Also) }

func (s *Scored) criteria(i int, of []int) string {
	out := make([]string, len(of))
	for n, k := range of {
		out[n] = s.Within(i, k)
	}
	return s.List(out)
}
