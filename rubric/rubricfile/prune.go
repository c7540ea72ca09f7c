package rubricfile

import (
	"slices"
	"strings"

	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file takes out of a base what hangs on things that an overlay leaves out. What the overlay itself says is never
// touched: there, the name of a thing that is gone is a fault.

// mine reports whether a node stands in the overlay.
func (o *overlay) mine(n *node) bool {
	return slices.ContainsFunc(o.files, func(f File) bool { return f.Name == n.File() })
}

func (o *overlay) prune(top map[string][]section) map[string][]section {
	if len(o.ignored) == 0 {
		return top
	}
	o.dropItems(top, "dimensions", func(n *node) bool { return o.gone("parts", n.Value("part")) })
	o.dropItems(top, "practices", func(n *node) bool { return o.gone("dimensions", n.Value("dimension")) })
	o.dropItems(top, "pairs", func(n *node) bool {
		return slices.ContainsFunc(n.Items(), func(id *node) bool { return o.gone("practices", id) })
	})
	there := present(top["practices"])
	o.dropItems(top, "findings", func(n *node) bool { return o.isAboutGone(n, there) })
	for i := range top["sectors"] {
		top["sectors"][i].value = o.leavingOut(top["sectors"][i].value, there)
	}
	for _, key := range []string{"profiles", "parts", "dimensions", "practices", "sectors"} {
		for i := range top[key] {
			top[key][i].value = o.without(top[key][i].value)
		}
	}
	return top
}

// present are the ids of practices and the full ids of criteria that are still there.
func present(practices []section) map[string]bool {
	there := map[string]bool{}
	for _, s := range practices {
		for _, p := range s.value.Items() {
			id := textOf(p, "id")
			there[id] = true
			if criteria := p.Value("criteria"); criteria != nil {
				for _, c := range criteria.Items() {
					there[id+"/"+textOf(c, "id")] = true
				}
			}
		}
	}
	return there
}

// leavingOut is a list of sectors whose leave_out names only what is there: a criterion of the base that is gone needs
// no leaving out.
func (o *overlay) leavingOut(sectors *node, there map[string]bool) *node {
	if sectors.Kind() != strictyaml.List {
		return sectors // refused later
	}
	items := slices.Clone(sectors.Items())
	for i, item := range items {
		if item.Kind() != strictyaml.Mapping {
			continue
		}
		fields := slices.Clone(item.Fields())
		for k, f := range fields {
			if f.Name() == "leave_out" && f.Value.Kind() == strictyaml.List {
				gone := func(id *node) bool {
					name, _ := id.Text()
					return !o.mine(id) && !there[name]
				}
				ids := slices.DeleteFunc(slices.Clone(f.Value.Items()), gone)
				fields[k].Value = strictyaml.NewList(f.Value, ids)
			}
		}
		items[i] = strictyaml.NewMapping(item, fields)
	}
	return strictyaml.NewList(sectors, items)
}

// isAboutGone reports whether a finding of the base names a practice or criterion that is no longer there.
func (o *overlay) isAboutGone(finding *node, there map[string]bool) bool {
	conditions := finding.Value("if")
	return conditions != nil && slices.ContainsFunc(conditions.Items(), func(c *node) bool {
		at := c.Value("at")
		return at != nil && !o.mine(at) && !there[textOf(c, "at")]
	})
}

// gone reports whether what a node of the base names was left out.
func (o *overlay) gone(list string, id *node) bool {
	if id == nil || o.mine(id) {
		return false
	}
	name, _ := id.Text()
	return o.ignored[join(list, name)]
}

// dropItems takes items out of a list and notes them as left out.
func (o *overlay) dropItems(top map[string][]section, key string, drop func(*node) bool) {
	for i, s := range top[key] {
		var items []*node
		for _, item := range s.value.Items() {
			if drop(item) {
				o.untouched(item)
				o.ignored[join(key, textOf(item, "id"))] = true
				continue
			}
			items = append(items, item)
		}
		if len(items) < len(s.value.Items()) {
			top[key][i].value = strictyaml.NewList(s.value, items)
		}
	}
}

// untouched refuses what the overlay says of an item that goes with something else.
func (o *overlay) untouched(item *node) {
	for _, f := range item.Fields() {
		if f.Name() != "id" && o.mine(f.Key) {
			o.Fault(f.Key, "ignore", say.Both("%s goes with what is ignored above it; it cannot be changed too", "%s 随上层一起被忽略，不能再改", textOf(item, "id")))
			return
		}
	}
}

// without takes the weights and targets of stages, the sectors' weights and the requirements that name what is gone out
// of a list of named things.
func (o *overlay) without(list *node) *node {
	if list.Kind() != strictyaml.List {
		return list // refused later, and so below
	}
	items := make([]*node, len(list.Items()))
	for i, item := range list.Items() {
		items[i] = o.fields(item)
	}
	return strictyaml.NewList(list, items)
}

func (o *overlay) fields(item *node) *node {
	if item.Kind() != strictyaml.Mapping {
		return item
	}
	item = o.withoutCriteria(item)
	fields := slices.Clone(item.Fields())
	for k, f := range fields {
		switch f.Name() {
		case "weight", "target":
			fields[k].Value = o.keys(f.Value, "stages")
		case "weights":
			fields[k].Value = o.keys(f.Value, "practices")
		case "requires":
			fields[k].Value = o.items(f.Value, "practices", "practice")
		case "criteria":
			fields[k].Value = o.without(f.Value)
		case "profiles", "includes":
			fields[k].Value = o.items(f.Value, "profiles", "")
		case "sources":
			fields[k].Value = o.items(f.Value, "source", "")
		case "clauses":
			fields[k].Value = o.items(f.Value, "source/clauses", "")
		}
	}
	return strictyaml.NewMapping(item, fields)
}

// keys takes the keys that name something gone out of a mapping.
func (o *overlay) keys(n *node, list string) *node {
	if n.Kind() != strictyaml.Mapping {
		return n
	}
	fields := slices.DeleteFunc(slices.Clone(n.Fields()), func(f strictyaml.Field) bool { return o.gone(list, f.Key) })
	return strictyaml.NewMapping(n, fields)
}

// items takes the items that name something gone, by themselves or by a key, out of a list.
func (o *overlay) items(n *node, list, key string) *node {
	if n.Kind() != strictyaml.List {
		return n
	}
	items := slices.DeleteFunc(slices.Clone(n.Items()), func(item *node) bool {
		if key != "" {
			item = item.Value(key)
		}
		return o.gone(list, item)
	})
	return strictyaml.NewList(n, items)
}

// leaveOutLanguages takes the base's texts in languages that the overlay does not list any more out of everything.
func (o *overlay) leaveOutLanguages(base, top map[string][]section) {
	now := words(top["languages"])
	gone := slices.DeleteFunc(words(base["languages"]), func(lang string) bool { return slices.Contains(now, lang) })
	if len(gone) == 0 {
		return
	}
	for _, sections := range top {
		for i := range sections {
			sections[i].value = o.withoutTexts(sections[i].value, gone, false)
		}
	}
}

// words are the plain values of a list.
func words(list []section) []string {
	var out []string
	for _, s := range list {
		for _, item := range s.value.Items() {
			word, _ := item.Text()
			out = append(out, word)
		}
	}
	return out
}

// withoutTexts takes the texts in some languages out of a node and of all below it. Mappings of numbers hold no texts,
// nor do the items of a list: the id of one is no Indonesian.
func (o *overlay) withoutTexts(n *node, gone []string, item bool) *node {
	switch n.Kind() {
	case strictyaml.Mapping:
		var fields []strictyaml.Field
		for _, f := range n.Fields() {
			if !item && slices.Contains(gone, f.Name()) && isText(f.Value) && !o.mine(f.Key) {
				continue
			}
			if !slices.Contains([]string{"weight", "weights", "target"}, f.Name()) {
				f.Value = o.withoutTexts(f.Value, gone, false)
			}
			fields = append(fields, f)
		}
		return strictyaml.NewMapping(n, fields)
	case strictyaml.List:
		items := slices.Clone(n.Items())
		for i := range items {
			items[i] = o.withoutTexts(items[i], gone, true)
		}
		return strictyaml.NewList(n, items)
	}
	return n
}

// isText reports whether a node can be what a language's key holds: a text, or a list of texts.
func isText(n *node) bool {
	return n.Kind() == strictyaml.Scalar || n.Kind() == strictyaml.List &&
		!slices.ContainsFunc(n.Items(), func(item *node) bool { return item.Kind() != strictyaml.Scalar })
}

// idsIn are the id nodes of a list's items.
func idsIn(list []section) []*node {
	var out []*node
	for _, s := range list {
		for _, item := range s.value.Items() {
			if id := item.Value("id"); id != nil {
				out = append(out, id)
			}
		}
	}
	return out
}

func last(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }
