package lint

import (
	"fmt"
	"slices"

	"fathom/rubric"
	"fathom/rubric/say"
)

// This file judges what actions say of themselves: which criteria they lift, how to begin, and how to see the end.

// key is one that an action may have.
type key struct {
	name  string
	given func(*rubric.Action) bool
}

func tagKeys() []key {
	return []key{
		{"serves", func(a *rubric.Action) bool { return len(a.Serves) > 0 }},
		{"measures", func(a *rubric.Action) bool { return a.Measures != "" }},
		{"first", func(a *rubric.Action) bool { return len(a.First) > 0 }},
		{"done", func(a *rubric.Action) bool { return len(a.Done) > 0 }},
	}
}

// inUse are the keys that some action of a rubric has.
func inUse(r *rubric.Rubric) []key {
	return slices.DeleteFunc(tagKeys(), func(k key) bool {
		return !slices.ContainsFunc(r.Practices, func(p rubric.Practice) bool {
			return slices.ContainsFunc(p.Actions, func(a rubric.Action) bool { return k.given(&a) })
		})
	})
}

// tags checks that a practice's actions say all that any action of the rubric says, in every language, and that
// together they lift each criterion.
func (l *linter) tags(p *rubric.Practice, path string) {
	for i := range p.Actions {
		a := &p.Actions[i]
		at := fmt.Sprintf("%s/actions/%d", path, a.To)
		l.silent(a, at)
		if a.First != nil {
			l.text(at+"/first", a.First)
		}
		if a.Done != nil {
			l.text(at+"/done", a.Done)
		}
	}
	l.unserved(p, path)
}

// silent warns of an action without keys that other actions have: a report would tell how to begin one and not the
// next.
func (l *linter) silent(a *rubric.Action, path string) {
	var lacks []string
	for _, k := range l.tagKeys {
		if !k.given(a) {
			lacks = append(lacks, k.name)
		}
	}
	if len(lacks) > 0 {
		en, zh := say.Language("en").List(lacks), say.Language("zh").List(lacks)
		l.warn(path, "action-tags", say.Message{
			EN: "other actions say " + en + ", this one does not; write it here too, or nowhere",
			ZH: "别的行动写了 " + zh + "，这一条没写：要写就每条都写"})
	}
}

// unserved warns of a criterion that no action of its practice lifts: whoever takes all the steps still does not get
// there. One that only some of the steps lift is no fault: the others take the practice on elsewhere.
func (l *linter) unserved(p *rubric.Practice, path string) {
	for _, c := range p.Criteria {
		if len(p.Actions) > 0 && !slices.ContainsFunc(p.Actions, func(a rubric.Action) bool { return a.ServesCriterion(c.ID) }) {
			l.warn(path+"/criteria/"+c.ID, "unserved", say.Both("no action lifts %[1]s: if one does, add it to its serves; if not, write into an action what would",
				"没有行动提升 %[1]s：有哪条做得到，就加进它的 serves；都做不到，就在行动里补上该做的事", c.ID))
		}
	}
}
