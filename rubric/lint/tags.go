package lint

import (
	"fmt"
	"slices"

	"fathom/rubric"
	"fathom/rubric/say"
)

// This file judges what actions say of themselves: which criteria they lift, how to begin, and how to see the end.

// hint is a key that an action may have, and what a reader misses without it.
type hint struct {
	key   string
	given func(*rubric.Action) bool
	lacks say.Message
}

func hints() []hint {
	return []hint{
		{"serves", func(a *rubric.Action) bool { return len(a.Serves) > 0 },
			say.Both("it counts as lifting every criterion", "就算作提升全部标准")},
		{"measures", func(a *rubric.Action) bool { return a.Measures != "" },
			say.Both("nobody knows which criterion its measure is of", "就看不出衡量的是哪条标准")},
		{"first", func(a *rubric.Action) bool { return len(a.First) > 0 },
			say.Both("nobody knows how to begin", "就不知道从哪里做起")},
		{"done", func(a *rubric.Action) bool { return len(a.Done) > 0 },
			say.Both("nobody can see when it is finished", "就看不出做完没有")},
	}
}

// inUse are the hints that some action of a rubric gives.
func inUse(r *rubric.Rubric) []hint {
	return slices.DeleteFunc(hints(), func(h hint) bool {
		return !slices.ContainsFunc(r.Practices, func(p rubric.Practice) bool {
			return slices.ContainsFunc(p.Actions, func(a rubric.Action) bool { return h.given(&a) })
		})
	})
}

// tags checks that a practice's actions say all that any action of the rubric says, in every language, and that
// together they lift each criterion.
func (l *linter) tags(p *rubric.Practice, path string) {
	for i := range p.Actions {
		a := &p.Actions[i]
		at := fmt.Sprintf("%s/actions/%d", path, a.To)
		for _, h := range l.hints {
			if !h.given(a) {
				l.warn(at, "action-"+h.key, say.Message{
					EN: fmt.Sprintf("other actions say %s, this one does not: %s", h.key, h.lacks.EN),
					ZH: fmt.Sprintf("别的行动写了 %s，这一条没写：%s", h.key, h.lacks.ZH)})
			}
		}
		if len(a.First) > 0 {
			l.text(at+"/first", a.First)
		}
		if len(a.Done) > 0 {
			l.text(at+"/done", a.Done)
		}
		l.unserved(p, a, at+"/serves")
	}
}

// unserved warns of each criterion that the step to a level leaves behind: whoever takes all the steps still does not
// get there.
func (l *linter) unserved(p *rubric.Practice, a *rubric.Action, path string) {
	for _, c := range p.Criteria {
		if _, described := c.Levels[a.To]; described && !a.ServesCriterion(c.ID) {
			l.warn(path, "unserved", say.Both("no action lifts %[1]s to level %[2]d: add it to serves where the action does it, else add to the action what does",
				"没有行动把 %[1]s 升到 %[2]d 级：这条行动做得到的，就加进 serves；做不到的，先在行动里补上", c.ID, a.To))
		}
	}
}
