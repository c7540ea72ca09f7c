package foreign

import (
	"slices"
	"strings"

	"fathom/rubric"
)

// This file makes rules of a checklist of the conditions of a lens: ids of choices with && || ! and brackets. Each is
// written out as the cases in which it holds, with what must be ticked and what must not; published conditions have
// eight cases at most.

// maxCases is how many cases a condition may have; one with more is left out, and said so.
const maxCases = 100

// ticks is one case: what must be ticked, and what must not, in the order in which the condition names them.
type ticks struct{ all, without []string }

// with puts two cases together; false where they contradict each other.
func (t ticks) with(o ticks) (ticks, bool) {
	out := ticks{slices.Clone(t.all), slices.Clone(t.without)}
	for _, id := range o.all {
		if !slices.Contains(out.all, id) {
			out.all = append(out.all, id)
		}
	}
	for _, id := range o.without {
		if !slices.Contains(out.without, id) {
			out.without = append(out.without, id)
		}
	}
	isOut := func(id string) bool { return slices.Contains(out.without, id) }
	return out, !slices.ContainsFunc(out.all, isOut)
}

// covers reports whether a case holds wherever another does.
func (t ticks) covers(o ticks) bool {
	lacks := func(of []string) func(string) bool {
		return func(id string) bool { return !slices.Contains(of, id) }
	}
	return !slices.ContainsFunc(t.all, lacks(o.all)) && !slices.ContainsFunc(t.without, lacks(o.without))
}

// condition reads a condition, from left to right: && before ||, ! before both.
type condition struct {
	rest  string
	known func(id string) bool
	bad   bool
}

// casesOf are the cases of a condition; false where it cannot be read, names what is no choice, or has too many.
func casesOf(text string, known func(id string) bool) ([]ticks, bool) {
	c := &condition{rest: text, known: known}
	out := c.any(false)
	if c.peek() != "" {
		c.bad = true
	}
	return out, !c.bad
}

// peek is the next sign or id, "" at the end.
func (c *condition) peek() string {
	c.rest = strings.TrimLeft(c.rest, " \t\r\n")
	if c.rest == "" {
		return ""
	}
	for _, sign := range []string{"&&", "||", "!", "(", ")"} {
		if strings.HasPrefix(c.rest, sign) {
			return sign
		}
	}
	if n := strings.IndexAny(c.rest, "()!&| \t\r\n"); n >= 0 {
		return c.rest[:max(n, 1)]
	}
	return c.rest
}

func (c *condition) next() string {
	word := c.peek()
	c.rest = c.rest[len(word):]
	return word
}

// any reads what || joins; not is whether its opposite is wanted, which && then joins.
func (c *condition) any(not bool) []ticks {
	out := c.all(not)
	for !c.bad && c.peek() == "||" {
		c.next()
		out = c.join(out, c.all(not), not)
	}
	return out
}

// all reads what && joins.
func (c *condition) all(not bool) []ticks {
	out := c.one(not)
	for !c.bad && c.peek() == "&&" {
		c.next()
		out = c.join(out, c.one(not), !not)
	}
	return out
}

// one reads an id, or what stands in brackets or behind a !.
func (c *condition) one(not bool) []ticks {
	switch word := c.next(); {
	case word == "!":
		return c.one(!not)
	case word == "(":
		out := c.any(not)
		c.bad = c.bad || c.next() != ")"
		return out
	case !c.known(word):
		c.bad = true
	case not:
		return []ticks{{without: []string{word}}}
	default:
		return []ticks{{all: []string{word}}}
	}
	return nil
}

// join are the cases of both where isAll, else those of either; each that another one covers is left out.
func (c *condition) join(a, b []ticks, isAll bool) []ticks {
	out := append(slices.Clone(a), b...)
	if isAll {
		out = nil
		for _, x := range a {
			for _, y := range b {
				if both, ok := x.with(y); ok {
					out = append(out, both)
				}
			}
		}
	}
	if len(out) > maxCases {
		c.bad = true
		return nil
	}
	return distinct(out)
}

// distinct leaves out each case that another covers, and of equal ones the later.
func distinct(cases []ticks) []ticks {
	var out []ticks
	for i, x := range cases {
		covered := func(k int) bool { return cases[k].covers(x) && (k < i || !x.covers(cases[k])) }
		hidden := false
		for k := range cases {
			hidden = hidden || k != i && covered(k)
		}
		if !hidden {
			out = append(out, x)
		}
	}
	return out
}

// rulesOf are the rules of a checklist for cases that lead to a level: those that want one thing alone are one rule.
func rulesOf(cases []ticks, level int) []rubric.TickRule {
	var out []rubric.TickRule
	var singles []string
	for _, t := range cases {
		if len(t.all) == 1 && len(t.without) == 0 {
			singles = append(singles, t.all[0])
			continue
		}
		out = append(out, rubric.TickRule{Level: level, All: t.all, Without: t.without})
	}
	switch {
	case len(singles) == 1:
		out = append(out, rubric.TickRule{Level: level, All: singles})
	case len(singles) > 1:
		out = append(out, rubric.TickRule{Level: level, Any: singles})
	}
	return out
}

// tidied leaves out what changes no level: rules that never decide, and what rules say of an item that stands alone
// where it means the same as nothing ticked.
func tidied(c *rubric.Criterion) {
	for i := range c.Items {
		id := c.Items[i].ID
		if c.Items[i].Alone && c.LevelOf([]string{id}) == c.LevelOf(nil) {
			forget(c, id)
		}
	}
	decides := map[int]bool{len(c.Ticked) - 1: true}
	if !c.EachChecked(func(s rubric.Checked) { decides[s.Rule] = true }) {
		return
	}
	var kept []rubric.TickRule
	for k, t := range c.Ticked {
		if decides[k] {
			kept = append(kept, t)
		}
	}
	c.Ticked = kept
}

// forget takes an item that stands alone out of the rules: those that want it ticked beside others never hold, and
// where others are ticked it is not.
func forget(c *rubric.Criterion, id string) {
	is := func(s string) bool { return s == id }
	var kept []rubric.TickRule
	for _, t := range c.Ticked {
		wanted := len(t.Any)
		t.Any, t.Without = slices.DeleteFunc(slices.Clone(t.Any), is), slices.DeleteFunc(slices.Clone(t.Without), is)
		if !slices.Contains(t.All, id) && (len(t.Any) > 0 || wanted == 0) {
			kept = append(kept, t)
		}
	}
	c.Ticked = kept
}
