package foreign

import (
	"fmt"
	"slices"
	"strings"

	"fathom/rubric"
)

// This file keeps answers where a source numbers its questions anew: with a row more in its middle, 1.3 is what was
// 1.2.
// The id of a question then stays with its text, since its number is now that of another one, and an answer would move
// to what it never was given to.

// unit is a question as what has an id: a practice that is one question, or a criterion.
type unit struct {
	practice, criterion int    // places in the new rubric
	id, old             string // full ids; old is "" of what was not there before
	target              string // the full id that it gets; "" for its own
}

// stick gives questions their ids of the earlier import back where those are now of others, and these get new ones.
func (im *Import) stick(old *rubric.Rubric) (kept int) {
	units := im.units(old)
	at := map[string]*unit{}
	for _, u := range units {
		at[u.id] = u
	}
	var move []*unit
	for _, u := range units {
		if other := at[u.old]; u.old != "" && u.old != u.id && other != nil {
			move = append(move, u)
			kept++
		}
	}
	for i := 0; i < len(move); i++ { // whose id somebody gets must have another one, too
		u := move[i]
		u.target = im.targetOf(u, old)
		for _, vacated := range []string{u.target, u.old} {
			if other := at[vacated]; other != nil && !slices.Contains(move, other) {
				move = append(move, other)
			}
		}
	}
	taken := map[string]bool{}
	for _, u := range units {
		taken[u.id], taken[u.old], taken[u.target] = true, true, true
	}
	for _, u := range move {
		if u.target == "" {
			u.target = im.fresh(u, taken)
		}
	}
	for _, u := range move {
		im.rename(u)
	}
	return kept
}

// units are the questions, with what they were called in the earlier import.
func (im *Import) units(old *rubric.Rubric) (out []*unit) {
	now, before := places(im.Rubric), places(old)
	for i := range im.Rubric.Practices {
		p := &im.Rubric.Practices[i]
		for k := range p.Criteria {
			u := &unit{practice: i, criterion: k, id: rubric.FullID(p.ID, p.Criteria[k].ID)}
			text := textOf(im.Rubric, &p.Criteria[k])
			if then := before[text]; len(then) == 1 && len(now[text]) == 1 {
				q := &old.Practices[then[0][0]]
				u.old = rubric.FullID(q.ID, q.Criteria[then[0][1]].ID)
			}
			out = append(out, u)
		}
	}
	return out
}

// targetOf is the old id of a question that can have it: within its practice, or of a practice of its own; else "".
func (im *Import) targetOf(u *unit, old *rubric.Rubric) string {
	if u.old == "" {
		return ""
	}
	p := &im.Rubric.Practices[u.practice]
	for i := range old.Practices {
		q := &old.Practices[i]
		for k := range q.Criteria {
			isThat := rubric.FullID(q.ID, q.Criteria[k].ID) == u.old
			isAlone := len(p.Criteria) == 1 && len(q.Criteria) == 1 && p.Criteria[0].ID == q.Criteria[k].ID
			if isThat && (q.ID == p.ID || isAlone) {
				return u.old
			}
		}
	}
	return ""
}

// fresh is an id that nothing has or had.
func (im *Import) fresh(u *unit, taken map[string]bool) string {
	p := &im.Rubric.Practices[u.practice]
	c := &p.Criteria[u.criterion]
	for n := 2; ; n++ {
		id := rubric.FullID(p.ID, fmt.Sprintf("%s-%d", c.ID[:min(len(c.ID), longID)], n))
		if len(p.Criteria) == 1 && c.ID == ratingID {
			id = rubric.FullID(fmt.Sprintf("%s-%d", p.ID[:min(len(p.ID), longID)], n), c.ID)
		}
		if !taken[id] {
			taken[id] = true
			return id
		}
	}
}

// rename gives a question its id.
func (im *Import) rename(u *unit) {
	p := &im.Rubric.Practices[u.practice]
	practice, criterion, _ := strings.Cut(u.target, "/")
	if len(p.Criteria) == 1 && p.Criteria[0].ID == criterion {
		p.ID = practice
		return
	}
	p.Criteria[u.criterion].ID = criterion
}
