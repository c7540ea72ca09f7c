package portfolio

import "slices"

// branch is a node of the tree of scores, the whole at its root, as an anonymous roll-up sees it.
type branch struct {
	n      int64 // subjects with a score
	hidden bool
	masked bool // hidden only so that it keeps another secret
	kids   []*branch
}

// tree is the nodes of a fold, each kind in the order of the rubric.
type tree struct {
	root                   *branch
	parts, dims, practices []*branch
}

// tree hides the nodes of too few subjects, or of too few less than one above that is shown, and masks what would tell
// of these.
func (f *Fold) tree(v veil, withheld bool) *tree {
	rb := f.model.Rubric
	grow := func(n int64, above ...*branch) *branch {
		b := &branch{n: n, hidden: withheld || v.few(n)}
		for k, a := range above {
			b.hidden = b.hidden || !a.hidden && v.few(a.n-n)
			if k == len(above)-1 {
				a.kids = append(a.kids, b)
			}
		}
		return b
	}
	t := &tree{root: grow(f.overall.n)}
	for i := range f.parts {
		t.parts = append(t.parts, grow(f.parts[i].n, t.root))
	}
	partOf := func(d int) *branch { return t.parts[slices.Index(rb.PartIDs(), rb.Dimensions[d].Part)] }
	for i := range f.dims {
		t.dims = append(t.dims, grow(f.dims[i].n, t.root, partOf(i)))
	}
	for i := range f.practices {
		d := slices.Index(rb.DimensionIDs(), rb.Practices[i].Dimension)
		t.practices = append(t.practices, grow(f.practices[i].n, t.root, partOf(d), t.dims[d]))
	}
	if !withheld && v.least > 1 {
		v.mask(t.root)
	}
	return t
}

// mask hides one more of the nodes that a number is made of, where that number and all others would tell of a few: a
// mean of twelve over seven and six with one in both, or over twelve beside one more that is hidden, is solved for the
// one by subtracting.
func (v veil) mask(b *branch) {
	for _, k := range b.kids {
		v.mask(k)
	}
	for level := b.kids; len(level) > 0 && !b.hidden; level = below(level) {
		if v.solved(b.n, level) {
			v.maskOne(level)
		}
	}
}

// below are the nodes one further down.
func below(level []*branch) (out []*branch) {
	for _, b := range level {
		out = append(out, b.kids...)
	}
	return out
}

// solved reports whether a number of n subjects, less those of the nodes below it that are shown, may leave one of few.
// A node of enough subjects that is hidden leaves all these.
func (v veil) solved(n int64, level []*branch) bool {
	sum, scored, hidden := int64(0), int64(0), false
	for _, b := range level {
		if b.hidden && !v.few(b.n) && b.n > 0 {
			return false
		}
		if b.n > 0 {
			sum, scored, hidden = sum+b.n, scored+1, hidden || b.hidden
		}
	}
	// in more than one node are at least so many subjects, divided by how many more nodes one can be in
	twice := sum - n
	return scored > 0 && (hidden || twice > 0 && twice <= (scored-1)*(v.least-1))
}

// maskOne hides the smallest node that is shown, and one in it at each level below, so that it cannot be put together
// again.
func (v veil) maskOne(level []*branch) {
	var least *branch
	for _, b := range level {
		if b.hidden && b.n >= v.least {
			return
		}
		if !b.hidden && b.n > 0 && (least == nil || b.n < least.n) {
			least = b
		}
	}
	if least != nil {
		least.hidden, least.masked = true, true
		v.maskOne(least.kids)
	}
}
