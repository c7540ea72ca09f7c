package rubric

import "slices"

// This file is about criteria that are answered by ticking what holds: a checklist and the rules that make a level of
// what is ticked. It is the one place where that is done.

// MaxItems is how many things the checklist of a criterion has at most.
const MaxItems = 50

// Item is one thing of a checklist: it holds, or it does not.
type Item struct {
	ID   string   `json:"id"`            // within its criterion
	Was  []string `json:"was,omitempty"` // ids it had in earlier versions
	Text Text     `json:"text,omitempty"`
	Help Text     `json:"help,omitempty"` // where to look, or what counts
	// it says that none of the others holds: whoever ticks it ticks nothing else
	Alone bool `json:"alone,omitempty"`
}

// TickRule leads to a level where everything holds that it names; one that names nothing always holds. The lists are
// ids of items.
type TickRule struct {
	Level   int      `json:"level"`
	All     []string `json:"all,omitempty"`      // ticked is every one
	Any     []string `json:"any,omitempty"`      // ticked is one or more
	AtLeast int      `json:"at_least,omitempty"` // so many are ticked of Of; 0: any number
	Of      []string `json:"of,omitempty"`       // empty: all items that do not stand alone
	Without []string `json:"without,omitempty"`  // ticked is none
}

// IsRest reports whether the rule names nothing, so that it holds whatever is ticked.
func (t *TickRule) IsRest() bool { return len(t.All)+len(t.Any)+len(t.Without)+t.AtLeast == 0 }

// holds reports whether the rule leads to its level where these are ticked, and counted are those of them that do not
// stand alone.
func (t *TickRule) holds(ticked, counted map[string]bool) bool {
	is := func(id string) bool { return ticked[id] }
	count := len(counted)
	if len(t.Of) > 0 {
		count = 0
		for _, id := range t.Of {
			if counted[id] {
				count++
			}
		}
	}
	return count >= t.AtLeast && !slices.ContainsFunc(t.Without, is) &&
		(len(t.Any) == 0 || slices.ContainsFunc(t.Any, is)) &&
		!slices.ContainsFunc(t.All, func(id string) bool { return !ticked[id] })
}

// IsChecklist reports whether the criterion can be answered by ticking.
func (c *Criterion) IsChecklist() bool { return len(c.Items) > 0 }

// LevelOf is the level that ticking these items, and no others, means: that of the first rule which holds. Items that
// are not ticked do not hold. The reader has every list of rules end with one that always holds.
func (c *Criterion) LevelOf(ticked []string) int {
	return c.Ticked[c.ruleOf(ticked)].Level
}

func (c *Criterion) ruleOf(ticked []string) int {
	in, counted := map[string]bool{}, map[string]bool{}
	for i := range c.Items {
		if it := &c.Items[i]; slices.Contains(ticked, it.ID) {
			in[it.ID] = true
			if !it.Alone {
				counted[it.ID] = true
			}
		}
	}
	for k := range c.Ticked {
		if c.Ticked[k].holds(in, counted) {
			return k
		}
	}
	return len(c.Ticked) - 1
}

// Ticks puts ids of items into the order of the checklist, each once. It returns false where one is no item, or where
// one that stands alone is ticked beside others.
func (c *Criterion) Ticks(ids []string) ([]string, bool) {
	out, alone := []string{}, false
	for i := range c.Items {
		if it := &c.Items[i]; slices.Contains(ids, it.ID) {
			out, alone = append(out, it.ID), alone || it.Alone
		}
	}
	known := func(id string) bool { return c.Item(id) != nil }
	return out, !slices.ContainsFunc(ids, func(id string) bool { return !known(id) }) && !(alone && len(out) > 1)
}

// Item returns the item with the id, or nil.
func (c *Criterion) Item(id string) *Item {
	for i := range c.Items {
		if c.Items[i].ID == id {
			return &c.Items[i]
		}
	}
	return nil
}

// EarlierItem is the id that an item has today which had this one before, "" for none.
func (c *Criterion) EarlierItem(id string) string {
	for i := range c.Items {
		if slices.Contains(c.Items[i].Was, id) {
			return c.Items[i].ID
		}
	}
	return ""
}

// ItemIDs are the ids of the checklist.
func (c *Criterion) ItemIDs() []string {
	ids := make([]string, len(c.Items))
	for i := range c.Items {
		ids[i] = c.Items[i].ID
	}
	return ids
}

// meaning is what ticking means: the texts, and the rules with the places of the items for their ids, which may change.
func (c *Criterion) meaning() []any {
	var out []any
	for i := range c.Items {
		out = append(out, c.Items[i].Text)
	}
	places := func(ids []string) (at []int) {
		for _, id := range ids {
			at = append(at, slices.Index(c.ItemIDs(), id))
		}
		return at
	}
	for k := range c.Ticked {
		t := &c.Ticked[k]
		out = append(out, t.Level, places(t.All), places(t.Any), t.AtLeast, places(t.Of), places(t.Without))
	}
	return out
}
