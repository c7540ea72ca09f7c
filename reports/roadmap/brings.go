package roadmap

import (
	"cmp"
	"slices"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/reports/number"
	"fathom/rubric"
)

// This file says in the rubric's words what a step brings, for every document that tells a plan.

// IsAim reports whether a level can be held up as an aim: it is in the upper half of its scale. The texts of the others
// say what is there and what is missing, which is right for rating only.
func IsAim(scale *rubric.Scale, level int) bool {
	at := slices.IndexFunc(scale.Levels, func(l rubric.Level) bool { return l.Level == level })
	return at >= len(scale.Levels)/2
}

// Brings is what there is when a step is done: what its level says, where that can be an aim; else what can then be
// looked at or measured, and at least the level's name.
func (r *Roadmap) Brings(st *plan.Step) string {
	if k := r.furthestBelow(st.Practice, st.To); k >= 0 && r.Result.Practices[st.Practice].Scale != nil {
		c := &r.Rubric.Practices[st.Practice].Criteria[k]
		to, _ := r.LiftTo(st.Practice, k, st.To)
		if text := r.Text(c.LevelText(to)); text != "" && IsAim(r.Rubric.Scale(c.Scale), to) {
			return r.about(st.Practice, k, to, text)
		}
	}
	kpi := r.Measure(st)
	if kpi != "" { // alone it does not say what it is: "all"
		kpi = r.Say("%s (measure)", "%s（衡量指标）", kpi)
	}
	if text := cmp.Or(r.Text(st.Action.Done), kpi, r.Text(st.Action.Text)); text != "" {
		return text
	}
	return r.Level(r.Result.Practices[st.Practice].Scale, st.To)
}

// about is what a level asks for, behind the name of the criterion where it is what the level of the scale means for
// all: that alone does not say of what.
func (r *Roadmap) about(i, k, level int, text string) string {
	criteria := r.Rubric.Practices[i].Criteria
	if _, own := criteria[k].Levels[level]; own || len(criteria) == 1 {
		return text
	}
	return r.Say("%s: %s", "%s：%s", r.Within(i, k), text)
}

// furthestBelow is the criterion of a practice that is furthest below a level, of those that are answered and count; -1
// where none is below it.
func (r *Roadmap) furthestBelow(i, level int) int {
	at := -1
	for k, c := range r.Result.Practices[i].Criteria {
		if c.State != assess.Answered || c.Weight == 0 {
			continue
		}
		if _, asked := r.LiftTo(i, k, level); !asked {
			continue
		}
		if at < 0 || c.Value.Value < r.Result.Practices[i].Criteria[at].Value.Value-assess.Tolerance {
			at = k
		}
	}
	if at < 0 {
		return -1
	}
	if to, _ := r.LiftTo(i, at, level); !number.Less(r.Result.Practices[i].Criteria[at].Value.Value,
		r.LevelValue(i, at, to)) {
		return -1
	}
	return at
}
