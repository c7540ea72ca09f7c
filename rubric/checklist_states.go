package rubric

import "slices"

// This file goes through everything that can be ticked, without trying every set: items that no rule tells apart are
// one class, and only how many of a class are ticked can matter.

// maxStates is how many different sets are looked at; a checklist with more is not judged.
const maxStates = 1 << 16

// Checked is one way to tick a checklist, for all that come to the same.
type Checked struct {
	Ticked []string // ids, in the order of the checklist
	Rule   int      // the first rule that holds, by its place
	Level  int
}

// class are items that stand in the same lists of the same rules.
type class struct{ items []string }

func (c *Criterion) classes() []class {
	var out []class
	at := map[string]int{}
	for i := range c.Items {
		if c.Items[i].Alone {
			continue
		}
		key := c.roles(c.Items[i].ID)
		k, known := at[key]
		if !known {
			k, at[key] = len(out), len(out)
			out = append(out, class{})
		}
		out[k].items = append(out[k].items, c.Items[i].ID)
	}
	return out
}

// roles tells in which lists of which rules an item stands.
func (c *Criterion) roles(id string) string {
	var key []byte
	for k := range c.Ticked {
		t := &c.Ticked[k]
		for _, list := range [][]string{t.All, t.Any, t.Of, t.Without} {
			mark := byte('-')
			if slices.Contains(list, id) {
				mark = '+'
			}
			key = append(key, mark)
		}
	}
	return string(key)
}

// EachChecked hands every way to tick the checklist to visit, nothing ticked first: by how many of each class, the
// first of them; then each item that stands alone. It returns false, without a visit, where there are too many.
func (c *Criterion) EachChecked(visit func(Checked)) bool {
	return c.each(c.classes(), func(_ []int, s Checked) { visit(s) })
}

func (c *Criterion) each(classes []class, visit func(counts []int, s Checked)) bool {
	n := 1
	for _, cl := range classes {
		if n *= len(cl.items) + 1; n > maxStates {
			return false
		}
	}
	counts := make([]int, len(classes))
	for range n {
		visit(counts, c.checked(classes, counts))
		for k := range counts { // the next number in this mixed notation
			if counts[k]++; counts[k] <= len(classes[k].items) {
				break
			}
			counts[k] = 0
		}
	}
	for i := range c.Items {
		if c.Items[i].Alone {
			visit(nil, c.check([]string{c.Items[i].ID}))
		}
	}
	return true
}

func (c *Criterion) checked(classes []class, counts []int) Checked {
	var ids []string
	for k, cl := range classes {
		ids = append(ids, cl.items[:counts[k]]...)
	}
	ticked, _ := c.Ticks(ids)
	return c.check(ticked)
}

func (c *Criterion) check(ticked []string) Checked {
	rule := c.ruleOf(ticked)
	return Checked{ticked, rule, c.Ticked[rule].Level}
}

// Toward is a smallest change of what is ticked that leads to a level worth more: what to tick, and what must no longer
// hold, which few rules ask. Of several that are as small, the first in the order of the checklist.
type Toward struct {
	Level     int
	Add, Drop []string
}

// Toward finds the nearest way up from what is ticked; false where there is none, or where there are too many to try.
func (c *Criterion) Toward(ticked []string, s *Scale) (Toward, bool) {
	now, _ := s.Value(c.LevelOf(ticked))
	classes := c.classes()
	var best Toward
	found := false
	c.each(classes, func(counts []int, st Checked) {
		v, _ := s.Value(st.Level)
		if counts == nil || v <= now {
			return
		}
		if t := c.change(classes, counts, ticked); !found || t.size() < best.size() {
			best, found = t, true
			best.Level = st.Level
		}
	})
	return best, found
}

func (t *Toward) size() int { return len(t.Add) + len(t.Drop) }

// change is what to tick and what to take back so that of each class so many are ticked.
func (c *Criterion) change(classes []class, counts []int, ticked []string) (t Toward) {
	for k, cl := range classes {
		var is, not []string
		for _, id := range cl.items {
			if slices.Contains(ticked, id) {
				is = append(is, id)
			} else {
				not = append(not, id)
			}
		}
		t.Add = append(t.Add, not[:max(counts[k]-len(is), 0)]...)
		t.Drop = append(t.Drop, is[min(counts[k], len(is)):]...)
	}
	t.Add, _ = c.Ticks(t.Add)
	for i := range c.Items { // what says that nothing holds is no longer so
		if it := &c.Items[i]; it.Alone && slices.Contains(ticked, it.ID) {
			t.Drop = append(t.Drop, it.ID)
		}
	}
	return t
}
