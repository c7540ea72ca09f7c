package rubricfile

import (
	"cmp"
	"slices"

	"fathom/rubric"
)

// bands reads the names of a node's scores, each with the number from which it is the name, in any order: what is laid
// over another rubric adds its own behind.
func (d *decoder) bands(to *[]rubric.Band) func(*node) {
	return func(n *node) {
		d.named(n, func(item *node) {
			var b rubric.Band
			d.object(item, keys{"id": d.id(&b.ID), "from": d.number(&b.From), "name": d.text(&b.Name)}, "id", "from")
			*to = append(*to, b)
		})
		slices.SortStableFunc(*to, func(a, b rubric.Band) int { return cmp.Compare(a.From, b.From) })
	}
}
