package names

import (
	"slices"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/width"
)

// Lookup finds what somebody means by a word, and returns ids: of the node with that id; else of those with that name
// in any language of the rubric; else of those above the criteria of which an id or a name begins so; else of such
// criteria.
func Lookup(m *assess.Model, word string) []string {
	if m.KindOf(word) != "" {
		return []string{word}
	}
	nodes, word := everyNode(m), folded(word)
	same := func(n node) bool { return slices.Contains(n.names, word) }
	begins := func(n node) bool {
		return word != "" && slices.ContainsFunc(append(n.names, n.ids...), func(s string) bool {
			return strings.HasPrefix(s, word)
		})
	}
	for _, fits := range []func(node) bool{
		same,
		func(n node) bool { return !n.criterion && begins(n) },
		begins,
	} {
		var ids []string
		for _, n := range nodes {
			if fits(n) {
				ids = append(ids, n.ids[0])
			}
		}
		if len(ids) > 0 {
			return ids
		}
	}
	return nil
}

// Of names the node with an id.
func (n *Namer) Of(m *assess.Model, id string) string {
	switch kind, i := m.Find(id, m.KindOf(id)); kind {
	case assess.KindPart:
		return n.Part(i)
	case assess.KindDimension:
		return n.Dimension(i)
	case assess.KindPractice:
		return n.Practice(i)
	case assess.KindCriterion:
		return n.CriterionAt(i)
	}
	return n.Say("Overall", "总体")
}

// node is what people may call one: ids, the full one first, and folded names.
type node struct {
	ids, names []string
	criterion  bool
}

// everyNode lists all nodes from the top.
func everyNode(m *assess.Model) []node {
	r := m.Rubric
	out := []node{{ids: []string{string(assess.KindOverall)}, names: []string{"总体", "总分"}}}
	add := func(name rubric.Text, criterion bool, ids ...string) {
		n := node{ids: ids, criterion: criterion}
		for _, text := range name {
			n.names = append(n.names, folded(text))
		}
		out = append(out, n)
	}
	for _, p := range r.Parts {
		add(p.Name, false, p.ID)
	}
	for _, d := range r.Dimensions {
		add(d.Name, false, d.ID)
	}
	for _, p := range r.Practices {
		add(p.Name, false, p.ID)
	}
	for i := range m.Len() {
		c := m.Criterion(i)
		add(c.Name, true, c.ID, c.Criterion.ID)
	}
	return out
}

// folded is a name without what people do not care for: capitals, full-width forms, and how many blanks there are.
func folded(name string) string {
	name = strings.Join(strings.Fields(strings.ToLower(width.Narrow(name))), " ")
	return strings.ReplaceAll(name, " and ", " & ") // as people say what they read
}
