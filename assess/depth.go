package assess

import (
	"cmp"
	"slices"
)

// layOutProfiles notes what each profile asks.
func (m *Model) layOutProfiles() {
	m.asks = make(map[string][]bool, len(m.Rubric.Profiles))
	for _, id := range m.Rubric.ProfileIDs() {
		m.asks[id] = m.Rubric.ProfileAsks(id)
	}
}

// Asked reports whether the criterion is asked at a depth, one of the words of [rubric.Rubric.Depths]; "" is full.
func (m *Model) Asked(i int, depth string) bool {
	switch depth {
	case "", FullDepth:
		return true
	case QuickDepth:
		return m.criteria[i].core
	}
	d := m.Rubric.DepthOf(depth)
	if d.Part != "" && m.Rubric.Parts[m.practices[m.criteria[i].practice].part].ID != d.Part {
		return false
	}
	switch d.Choice {
	case "":
		return true
	case QuickDepth:
		return m.criteria[i].core
	}
	return m.asks[d.Choice][i]
}

// Within reports whether all that one depth asks is asked at another, too.
func (m *Model) Within(one, other string) bool {
	for i := range m.criteria {
		if m.Asked(i, one) && !m.Asked(i, other) {
			return false
		}
	}
	return true
}

// Widest is the one of two depths that asks all that the other does; full where neither takes in the other. Of two that
// ask the same it is the one that the rubric names first, whichever is given first.
func (m *Model) Widest(one, other string) string {
	in, out := m.Within(one, other), m.Within(other, one)
	switch {
	case one == other, out && !in:
		return one
	case in && !out:
		return other
	case !in:
		return FullDepth
	}
	words := m.Rubric.Depths()
	one, other = cmp.Or(one, FullDepth), cmp.Or(other, FullDepth)
	if slices.Index(words, one) < slices.Index(words, other) {
		return one
	}
	return other
}
