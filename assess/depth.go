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

// Widest is the one of several depths that asks all that the others do; full where none does. Of those that ask the
// same it is the one that the rubric names first, whichever is given first.
func (m *Model) Widest(depths ...string) string {
	words, best, first := m.Rubric.Depths(), FullDepth, -1
	for _, depth := range depths {
		narrow := func(other string) bool { return !m.Within(other, depth) }
		at := slices.Index(words, cmp.Or(depth, FullDepth))
		if !slices.ContainsFunc(depths, narrow) && (first < 0 || at < first) {
			best, first = depth, at
		}
	}
	return best
}
