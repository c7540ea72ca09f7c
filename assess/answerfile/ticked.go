package answerfile

import (
	"slices"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file reads and writes answers that tick what holds of a checklist. What is ticked is an answer to the whole of
// it: what is not ticked does not hold.

// ticked reads the items that were ticked, and makes a level of them; of an earlier version they are taken over by the
// ids that items had before. Of a criterion that is gone, c is nil and the ids stay as they are.
func (rd *reader) ticked(a *assess.Answer, n *node, c *rubric.Criterion) {
	ids := []string{}
	for _, item := range rd.Items(n) {
		id, _ := rd.Word(item)
		if slices.Contains(ids, id) {
			rd.Fault(item, "duplicate", say.Both("%s is ticked twice", "%s 勾选了两次", problem.Short(id)))
		}
		ids = append(ids, id)
	}
	a.State, a.Ticked = assess.Answered, ids
	isOlder := rd.older != nil && rd.older.From != ""
	switch {
	case c == nil:
	case isOlder:
		a.Tick(c, renamed(ids, c)) // where that fails it does not fit; see fits
	case !c.IsChecklist():
		rd.Fault(n, "items", say.Both("%s has no checklist to tick; give a level", "%s 没有可勾选的清单；请写级别", c.ID))
	case rd.known(n, c) && !a.Tick(c, ids):
		rd.Fault(n, "items", say.Both("%s says that nothing else holds; tick it alone, or leave it out", "%s 的意思是其他各项都不符合；要么只勾选它，要么不勾选它", aloneAmong(ids, c)))
	}
}

// known refuses items that the checklist does not have.
func (rd *reader) known(n *node, c *rubric.Criterion) bool {
	all := true
	for _, item := range n.Items() {
		id, _ := item.Text()
		if c.Item(id) != nil {
			continue
		}
		all = false
		m := say.Both("the checklist of %[2]s has no item %[1]s", "%[2]s 的清单里没有 %[1]s", problem.Short(id), c.ID)
		if named := itemCalled(c, id); named != "" {
			rd.Fault(item, "unknown-id", m.And(say.Both("; that is %s", "；它是 %s", named)))
			continue
		}
		rd.Fault(item, "unknown-id", rd.Problems.Hint(m, id, c.ItemIDs()))
	}
	return all
}

// itemCalled is the id of the item with a text in some language, as people see it; "" where none has it.
func itemCalled(c *rubric.Criterion, text string) string {
	for i := range c.Items {
		for _, t := range c.Items[i].Text {
			if strings.EqualFold(t, strings.TrimSpace(text)) {
				return c.Items[i].ID
			}
		}
	}
	return ""
}

// renamed puts the ids that items have today in the place of those they had.
func renamed(ids []string, c *rubric.Criterion) []string {
	out := slices.Clone(ids)
	for i, id := range out {
		if now := c.EarlierItem(id); c.Item(id) == nil && now != "" {
			out[i] = now
		}
	}
	return out
}

func aloneAmong(ids []string, c *rubric.Criterion) string {
	i := slices.IndexFunc(ids, func(id string) bool { return c.Item(id).Alone })
	return ids[max(i, 0)]
}

// answeredAs writes how a criterion was answered: by what was ticked, or by a level.
func answeredAs(a *assess.Answer, level string) string {
	if a.Ticked == nil {
		return "level: " + level
	}
	return "items: [" + strings.Join(quoted(a.Ticked), ", ") + "]"
}
