package names

// PartOf finds the part that a dimension belongs to, and dimensionOf the dimension of a practice.
func (n *Namer) PartOf(d int) int {
	for p := range n.Rubric.Parts {
		if n.Rubric.Parts[p].ID == n.Rubric.Dimensions[d].Part {
			return p
		}
	}
	return 0
}

func (n *Namer) DimensionOf(i int) int {
	for d := range n.Rubric.Dimensions {
		if n.Rubric.Dimensions[d].ID == n.Rubric.Practices[i].Dimension {
			return d
		}
	}
	return 0
}

// Place turns a criterion's place among all into its practice and its place there.
func (n *Namer) Place(at int) (i, k int) {
	for i := range n.Rubric.Practices {
		count := len(n.Rubric.Practices[i].Criteria)
		if at < count {
			return i, at
		}
		at -= count
	}
	return 0, 0
}

func (n *Namer) FullID(at int) string {
	i, k := n.Place(at)
	return n.ID(i) + "/" + n.Rubric.Practices[i].Criteria[k].ID
}

func (n *Namer) ID(i int) string { return n.Rubric.Practices[i].ID }

func (n *Namer) IDs(is []int) []string {
	out := make([]string, len(is))
	for k, i := range is {
		out[k] = n.ID(i)
	}
	return out
}
