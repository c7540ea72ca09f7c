package rubricfile

import (
	"slices"
	"strconv"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file reads checklists: the items of a criterion, and the rules that make a level of what is ticked.

func (d *decoder) checklist(to *[]rubric.Item) func(*node) {
	return func(n *node) {
		d.named(n, func(item *node) {
			var it rubric.Item
			d.object(item, keys{"id": d.id(&it.ID), "was": d.was(&it.Was, false), "text": d.text(&it.Text),
				"help": d.text(&it.Help), "alone": d.boolean(&it.Alone)}, "id")
			*to = append(*to, it)
		})
		switch count := len(n.Items()); {
		case count == 0 && n.Kind() == strictyaml.List:
			d.Fault(n, "empty", say.Both("the checklist has no item; write one, or leave the key out", "清单里一项也没有；请写上，或去掉这个键"))
		case count > rubric.MaxItems:
			d.Fault(n, "too-many", say.Both("a checklist has at most %[2]d items, not %[1]d", "共有 %[1]d 项，一份清单最多 %[2]d 项", count, rubric.MaxItems))
		}
	}
}

func (d *decoder) tickRules(to *[]rubric.TickRule) func(*node) {
	return func(n *node) {
		for _, item := range d.Items(n) {
			var t rubric.TickRule
			d.under(strconv.Itoa(len(*to)), item, func(n *node) {
				d.object(n, keys{"level": d.level(&t.Level), "all": d.itemIDs(&t.All), "any": d.itemIDs(&t.Any),
					"at_least": d.integer(&t.AtLeast, 1, rubric.MaxItems), "of": d.itemIDs(&t.Of),
					"without": d.itemIDs(&t.Without)}, "level")
				if len(t.Of) > 0 && t.AtLeast == 0 {
					d.Fault(n, "missing-key", say.Both("of says among which items to count; at_least, how many, is missing", "of 写的是从哪几项里数，还缺 at_least（至少几项）"))
				}
			})
			*to = append(*to, t)
		}
	}
}

// itemIDs reads a list of items of the criterion, each once.
func (d *decoder) itemIDs(to *[]string) func(*node) {
	return func(n *node) {
		for _, item := range d.Items(n) {
			var id string
			d.id(&id)(item)
			d.unique(item, id)
			d.note(id, item)
			*to = append(*to, id)
		}
		if len(n.Items()) == 0 && n.Kind() == strictyaml.List {
			d.Fault(n, "empty", say.Both("the list is empty; name an item, or leave the key out", "列表是空的；请写上清单里的项，或去掉这个键"))
		}
	}
}

// checkTicked refuses what the rules of a checklist cannot mean, and has them end with one that always holds: the
// lowest level of the scale, where none says another.
func (d *decoder) checkTicked(c *rubric.Criterion, path string) {
	scale := d.r.Scale(c.Scale)
	fault := func(at, kind string, m say.Message) { d.Problems.Add(d.places.Problem(path+at, kind, m)) }
	switch {
	case len(c.Items)+len(c.Ticked) == 0, scale == nil:
		return
	case len(c.Ticked) == 0:
		fault("/items", "no-rule", say.Both("%s has items, and nothing says which level they make: add ticked, such as %s",
			"%s 有清单，却没有写勾选后是几级：请加上 ticked，如 %s", c.ID, "ticked: [{level: 3, at_least: 2}]"))
		return
	case len(c.Items) == 0:
		fault("/ticked", "no-items", say.Both("%s has rules for what is ticked, and no items to tick", "%s 写了勾选的规则，却没有可勾选的清单（items）", c.ID))
		return
	}
	d.formerItems(c, path)
	for k := range c.Ticked {
		t, at := &c.Ticked[k], "/ticked/"+strconv.Itoa(k)
		if !scale.Has(float64(t.Level)) {
			d.offScale(path+at, float64(t.Level), scale)
		}
		for _, list := range ruleLists(t) {
			for _, id := range list.ids {
				d.knownItem(path+at+"/"+list.key+"/"+id, id, c)
			}
		}
		if these := countable(c, t); t.AtLeast > len(these) {
			fault(at, "number", tooMany(t.AtLeast, these))
		}
	}
	if !c.Ticked[len(c.Ticked)-1].IsRest() {
		c.Ticked = append(c.Ticked, rubric.TickRule{Level: scale.Levels[0].Level})
	}
}

// ruleLists are the lists of items that a rule names, with their keys.
func ruleLists(t *rubric.TickRule) []struct {
	key string
	ids []string
} {
	return []struct {
		key string
		ids []string
	}{{"all", t.All}, {"any", t.Any}, {"of", t.Of}, {"without", t.Without}}
}

// countable are the items that a rule counts and that can be ticked together.
func countable(c *rubric.Criterion, t *rubric.TickRule) (ids []string) {
	for i := range c.Items {
		if it := &c.Items[i]; !it.Alone && (len(t.Of) == 0 || slices.Contains(t.Of, it.ID)) {
			ids = append(ids, it.ID)
		}
	}
	return ids
}

// tooMany tells of a rule that counts to more than can be ticked, and among which items it counts.
func tooMany(atLeast int, these []string) say.Message {
	m := say.Both("at_least is %[1]d, and only %[2]d can be ticked together", "at_least 写了 %[1]d，而最多只能同时勾选 %[2]d 项",
		atLeast, len(these))
	if len(these) == 0 {
		return m
	}
	return m.And(say.Both(": %s", "：%s", say.Row(these)))
}

func (d *decoder) knownItem(path, id string, c *rubric.Criterion) {
	if c.Item(id) == nil {
		d.Problems.Add(d.places.Problem(path, "unknown-id", d.Problems.Hint(say.Both("the checklist of %[2]s has no item %[1]s", "%[2]s 的清单里没有 %[1]s",
			problem.Short(id), c.ID), id, c.ItemIDs())))
	}
}

// formerItems refuses an earlier id of an item that another item has or had.
func (d *decoder) formerItems(c *rubric.Criterion, path string) {
	owner := map[string]string{}
	for i := range c.Items {
		owner[c.Items[i].ID] = c.Items[i].ID
	}
	for i := range c.Items {
		it := &c.Items[i]
		for _, id := range it.Was {
			if by, taken := owner[id]; taken && by != it.ID {
				d.Problems.Add(d.places.Problem(path+"/items/"+it.ID, "duplicate", say.Both("%s and %s both were %s", "%s 和 %s 以前都叫 %s", by, it.ID, id)))
			}
			owner[id] = it.ID
		}
	}
}
