package names

import (
	"slices"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/safe"
)

// This file names what can be ticked, and what was.

// Items are the things of a criterion's checklist, in its order.
func (n *Namer) Items(i, k int) []string {
	c := &n.Rubric.Practices[i].Criteria[k]
	var out []string
	for j := range c.Items {
		out = append(out, n.item(&c.Items[j]))
	}
	return out
}

func (n *Namer) item(it *rubric.Item) string { return safe.Line(n.Named(it.Text, it.ID)) }

// These names items by their ids.
func (n *Namer) These(i, k int, ids []string) []string {
	c := &n.Rubric.Practices[i].Criteria[k]
	var out []string
	for j := range c.Items {
		if slices.Contains(ids, c.Items[j].ID) {
			out = append(out, n.item(&c.Items[j]))
		}
	}
	return out
}

// Ticked says what was ticked for the level of a criterion; "" where the level itself was given.
func (s *Scored) Ticked(i, k int) string {
	a := s.Answer(i, k)
	if a.Ticked == nil || s.Result.Practices[i].Criteria[k].State != assess.Answered {
		return ""
	}
	if names := s.These(i, k, a.Ticked); len(names) > 0 {
		return s.Say("Ticked: %s", "已勾选：%s", s.quoted(names))
	}
	return s.Say("Ticked: none of the list", "已勾选：清单里都不符合")
}

// NextTicks says what the next level up needs besides what was ticked; "" where there is no next, or nothing was.
func (s *Scored) NextTicks(i, k int) string {
	up, ok := s.Result.Toward(s.place(i, k))
	if !ok {
		return ""
	}
	level := s.Grade(s.Rubric.Scale(s.Rubric.Practices[i].Criteria[k].Scale), up.Level)
	add, drop := s.quoted(s.These(i, k, up.Add)), s.quoted(s.These(i, k, up.Drop))
	switch {
	case len(up.Drop) == 0:
		return s.Say("The shortest way up, to %s: %s as well", "最近的一步（%s）：还需符合%s", level, add)
	case len(up.Add) == 0:
		return s.Say("The shortest way up, to %s: no longer %s", "最近的一步（%s）：不再有%s", level, drop)
	}
	return s.Say("The shortest way up, to %s: %s as well, and no longer %s", "最近的一步（%s）：还需符合%s，且不再有%s", level, add, drop)
}

// quoted lists texts that may hold commas.
func (s *Scored) quoted(texts []string) string {
	out := make([]string, len(texts))
	for j, t := range texts {
		out[j] = s.Say("“%s”", "“%s”", t)
	}
	return s.List(out)
}
