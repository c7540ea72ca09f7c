// Package versions compares two versions of a rubric, first of all for people who have answers to the old one.
package versions

import (
	"bytes"
	"slices"

	"fathom/rubric"
)

// Fate is what becomes of an old answer when its file is taken over to the new rubric, as `fathom assess FILE
// --migrate` does.
type Fate string

// The fates. They hold for a file that answers every criterion and records the texts that were rated; where it does not
// record them, every answer has to be confirmed.
const (
	Kept     Fate = "kept"     // as it is
	Renamed  Fate = "renamed"  // under another id, with the same text
	Reworded Fate = "reworded" // the text changed and asks the same, as `same_as` declares: the answer counts
	Confirm  Fate = "confirm"  // the text changed: the answer stays, and is asked again
	Aside    Fate = "aside"    // no place any more: kept aside in the file
	Added    Fate = "added"    // nobody has answered it yet
)

// Changes is what differs between two rubrics; see [Compare].
type Changes struct {
	Old, New *rubric.Rubric
	Criteria []CriterionChange // every criterion: the new rubric's in its order, then the old ones that have no place
	// everything else that differs: the rubric itself, then node by node; what is gone last in its kind
	Nodes []NodeChange
	Form  bool // nothing of the above, yet the contents differ: in what is neither asked, scored nor read
}

// CriterionChange is one criterion then and now. Ids are full ids.
type CriterionChange struct {
	Was, ID  string            // "" for Was where it is Added, for ID where it is Aside
	Old, New *rubric.Criterion // nil likewise
	Fate     Fate
	TakenBy  string // Aside only: the old criterion that has its place, "" where there is no place
	// Aside only: the Added criterion with the same level texts, which a `was` there would make it; "" for none
	LooksLike  string
	Moved      bool    // to another practice, where renaming a practice moves nothing
	LevelsGone []int   // levels that the scale has no more: answers at them are kept aside whatever the fate
	Revalued   bool    // the scale has other levels, or other values for them
	Fields     []Field // what else differs
}

// Same tells that nothing about the criterion changed.
func (c *CriterionChange) Same() bool {
	return c.Fate == Kept && len(c.Fields)+len(c.LevelsGone) == 0 && !c.Revalued
}

// Declare lists what a `same_as` has to say where the new text asks the same as the old one: the old text's digest, and
// those of still earlier texts of which the old rubric said so. It is empty unless the criterion is asked again.
func (c *CriterionChange) Declare() []string {
	if c.Fate != Confirm {
		return nil
	}
	return append([]string{c.Old.TextDigest()}, c.Old.SameAs...)
}

// NodeChange is anything but a criterion that was added, that is gone, or that has other fields.
type NodeChange struct {
	Kind    string  // rubric, source, scale, stage, sector, owner, part, dimension or practice
	Was, ID string  // "" for Was where it is new, for ID where it is gone
	Fields  []Field // empty for what is new or gone
}

// Field is one field then and now. Its path is that of the YAML within its node: "weight/growth", "levels/3/zh". Values
// are float64, int, bool, string or []string, nil where there is none. Ids of renamed practices are the new ones on
// both sides, and so are the full ids of the criteria that actions name.
type Field struct {
	Path     string
	Old, New any
}

// Compare tells what differs between two versions of a rubric. It is empty exactly when both have the same digest.
func Compare(old, new *rubric.Rubric) Changes {
	d := newDiffer(old, new)
	c := Changes{Old: old, New: new, Criteria: d.criteria(), Nodes: d.nodes()}
	c.Form = c.unchanged() && !bytes.Equal(old.Canonical(), new.Canonical())
	return c
}

// Empty tells that there is no difference.
func (c *Changes) Empty() bool { return !c.Form && c.unchanged() }

func (c *Changes) unchanged() bool {
	return len(c.Nodes) == 0 && !slices.ContainsFunc(c.Criteria, func(x CriterionChange) bool { return !x.Same() })
}

// differ holds what belongs together in two rubrics.
type differ struct {
	old, new  *rubric.Rubric
	olds      map[string]*rubric.Criterion // the old criteria, by full id
	was       map[string]string            // the old id of each new criterion that has one
	placeOf   map[string]string            // the new id of each old criterion that has one
	takenBy   map[string]string            // for old criteria whose place another one has: that one's old id
	practice  map[string]string            // the new id of each old practice that has one
	languages []string                     // of both, the new rubric's first
	stages    [][2]string                  // old and new id of the stages to compare numbers at
}

func newDiffer(old, new *rubric.Rubric) *differ {
	d := &differ{old: old, new: new, olds: map[string]*rubric.Criterion{}, was: map[string]string{},
		placeOf: map[string]string{}, takenBy: map[string]string{}, practice: map[string]string{}}
	d.matchPractices()
	d.matchCriteria()
	d.languages = slices.Clone(new.Languages)
	for _, l := range old.Languages {
		if !slices.Contains(d.languages, l) {
			d.languages = append(d.languages, l)
		}
	}
	for _, s := range new.Stages {
		if slices.ContainsFunc(old.Stages, func(o rubric.Stage) bool { return o.ID == s.ID }) {
			d.stages = append(d.stages, [2]string{s.ID, s.ID})
		}
	}
	if d.stages == nil {
		d.stages = [][2]string{{old.DefaultStage(), new.DefaultStage()}}
	}
	return d
}

// matchPractices pairs practices by their id, then by the ids that new ones had before.
func (d *differ) matchPractices() {
	claimed := map[string]bool{}
	for _, p := range d.new.Practices {
		if slices.ContainsFunc(d.old.Practices, func(o rubric.Practice) bool { return o.ID == p.ID }) {
			d.practice[p.ID], claimed[p.ID] = p.ID, true
		}
	}
	for _, o := range d.old.Practices {
		for _, p := range d.new.Practices {
			if d.practice[o.ID] == "" && !claimed[p.ID] && slices.Contains(p.Was, o.ID) {
				d.practice[o.ID], claimed[p.ID] = p.ID, true
			}
		}
	}
}

// now is the new id of an old practice, or the old one where it is gone.
func (d *differ) now(practice string) string {
	if now := d.practice[practice]; now != "" {
		return now
	}
	return practice
}

// matchCriteria pairs criteria as an answer file is taken over: what has its id keeps it, then each earlier id gets the
// place that is still free, in the order of the old rubric.
func (d *differ) matchCriteria() {
	today, earlier := map[string]bool{}, d.new.Earlier()
	each(d.new, func(_ *rubric.Practice, _ *rubric.Criterion, id string) { today[id] = true })
	each(d.old, func(_ *rubric.Practice, c *rubric.Criterion, id string) {
		d.olds[id] = c
		if today[id] {
			d.was[id] = id
		}
	})
	each(d.old, func(_ *rubric.Practice, _ *rubric.Criterion, id string) {
		now, renamed := earlier[id]
		switch holder := d.was[now]; {
		case today[id] || !renamed:
		case holder != "":
			d.takenBy[id] = holder
		default:
			d.was[now] = id
		}
	})
	for now, was := range d.was {
		d.placeOf[was] = now
	}
}

// nowCriterion is the new full id of an old criterion, or the old one where it has no place any more.
func (d *differ) nowCriterion(id string) string {
	if now := d.placeOf[id]; now != "" {
		return now
	}
	return id
}

// each visits the criteria of a rubric in its order.
func each(r *rubric.Rubric, visit func(p *rubric.Practice, c *rubric.Criterion, id string)) {
	for i := range r.Practices {
		p := &r.Practices[i]
		for k := range p.Criteria {
			visit(p, &p.Criteria[k], rubric.FullID(p.ID, p.Criteria[k].ID))
		}
	}
}

func (d *differ) criteria() []CriterionChange {
	var out []CriterionChange
	placed, practiceOf := map[string]bool{}, map[string]string{}
	each(d.old, func(p *rubric.Practice, _ *rubric.Criterion, id string) { practiceOf[id] = d.now(p.ID) })
	each(d.new, func(p *rubric.Practice, c *rubric.Criterion, id string) {
		was := d.was[id]
		if was == "" {
			out = append(out, CriterionChange{ID: id, New: c, Fate: Added})
			return
		}
		placed[was] = true
		change := d.criterion(d.olds[was], c)
		change.Was, change.ID, change.Moved = was, id, practiceOf[was] != p.ID
		if change.Fate == Kept && was != id {
			change.Fate = Renamed
		}
		out = append(out, change)
	})
	each(d.old, func(_ *rubric.Practice, c *rubric.Criterion, id string) {
		if !placed[id] {
			out = append(out, CriterionChange{Was: id, Old: c, Fate: Aside, TakenBy: d.takenBy[id]})
		}
	})
	likeness(out)
	return out
}

// likeness finds for what is gone the first new criterion with the same texts of levels: perhaps it was renamed and
// nobody said so.
func likeness(all []CriterionChange) {
	texts := func(c *rubric.Criterion) string { return (&rubric.Criterion{Levels: c.Levels}).TextDigest() }
	fresh := map[string]string{}
	for _, x := range all {
		if x.Fate == Added && len(x.New.Levels) > 0 && fresh[texts(x.New)] == "" {
			fresh[texts(x.New)] = x.ID
		}
	}
	for i := range all {
		if x := &all[i]; x.Fate == Aside && len(x.Old.Levels) > 0 {
			x.LooksLike = fresh[texts(x.Old)]
		}
	}
}

// criterion compares one criterion with what it was.
func (d *differ) criterion(old, new *rubric.Criterion) CriterionChange {
	c := CriterionChange{Old: old, New: new, Fate: Kept, Fields: fieldsOf(d, (*facts).rated, old, new)}
	switch then := old.TextDigest(); {
	case then == new.TextDigest():
	case new.Means(then):
		c.Fate = Reworded
	default:
		c.Fate = Confirm
	}
	then, today := d.old.Scale(old.Scale), d.new.Scale(new.Scale)
	c.Revalued = len(then.Levels) != len(today.Levels)
	for _, l := range then.Levels {
		v, ok := today.Value(l.Level)
		if !ok {
			c.LevelsGone = append(c.LevelsGone, l.Level)
		}
		c.Revalued = c.Revalued || !ok || v != l.Value
	}
	return c
}
