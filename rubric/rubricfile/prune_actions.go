package rubricfile

import (
	"slices"

	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file takes the criteria that an overlay leaves out of the actions of the base.

// withoutCriteria is a practice whose actions name no criterion that was left out. An action that served none but such
// goes with them: without a name it would be one for all the others.
func (o *overlay) withoutCriteria(practice *node) *node {
	criteria, actions := practice.Value("criteria"), practice.Value("actions")
	if criteria == nil || actions == nil || actions.Kind() != strictyaml.List {
		return practice
	}
	gone := func(n *node) bool { // one of another practice may have the same id
		id, _ := n.Text()
		return o.gone("practices/criteria", n) &&
			!slices.ContainsFunc(criteria.Items(), func(c *node) bool { return textOf(c, "id") == id })
	}
	var items []*node
	for _, action := range actions.Items() {
		if action = o.stripped(action, gone); action != nil {
			items = append(items, action)
		}
	}
	fields := slices.Clone(practice.Fields())
	for k := range fields {
		if fields[k].Name() == "actions" {
			fields[k].Value = strictyaml.NewList(actions, items)
		}
	}
	return strictyaml.NewMapping(practice, fields)
}

// stripped is an action that does not name what is gone, or nil when it served nothing else.
func (o *overlay) stripped(action *node, gone func(*node) bool) *node {
	if action.Kind() != strictyaml.Mapping {
		return action
	}
	fields := slices.DeleteFunc(slices.Clone(action.Fields()), func(f strictyaml.Field) bool {
		return f.Name() == "measures" && gone(f.Value)
	})
	for k, f := range fields {
		if f.Name() != "serves" || !slices.ContainsFunc(f.Value.Items(), gone) {
			continue
		}
		left := slices.DeleteFunc(slices.Clone(f.Value.Items()), gone)
		if len(left) == 0 {
			o.unchanged(action)
			return nil
		}
		fields[k].Value = strictyaml.NewList(f.Value, left)
	}
	return strictyaml.NewMapping(action, fields)
}

// unchanged refuses what the overlay says of an action that goes with its criteria.
func (o *overlay) unchanged(action *node) {
	for _, f := range action.Fields() {
		if o.mine(f.Key) {
			o.Fault(f.Key, "ignore", say.Both(
				"the step to %s served only criteria that are ignored, and goes with them; write what it serves now, or leave it",
				"升到 %s 的这一步只提升被忽略的标准，会随之去掉：请写明它现在提升哪几条，或不要改它", textOf(action, "to")))
			return
		}
	}
}
