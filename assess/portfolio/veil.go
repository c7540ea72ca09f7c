package portfolio

import (
	"cmp"
	"maps"
	"slices"
)

// veil keeps an anonymous roll-up from telling of fewer than so many subjects: neither by a number of them nor by the
// difference of two that are shown. Under 2 it hides nothing.
type veil struct{ least int64 }

// few tells of so few subjects that no number of them may be shown.
func (v veil) few(n int64) bool { return n > 0 && n < v.least }

// cells are the counts of a number of subjects that is shown itself, cut into cells: but those of too few subjects, and
// while what is hidden is together of too few, the smallest others.
func (v veil) cells(counts ...int64) []Count {
	out, hidden := make([]Count, len(counts)), int64(0)
	for k, n := range counts {
		out[k] = Count{Value: n, OK: !v.few(n)}
		if v.few(n) {
			hidden += n
		}
	}
	for v.few(hidden) {
		least := -1
		for k, n := range counts {
			if out[k].OK && n > 0 && (least < 0 || n < counts[least]) {
				least = k
			}
		}
		if least < 0 {
			break
		}
		hidden += counts[least]
		out[least].OK = false
	}
	for k := range out {
		if !out[k].OK {
			out[k].Value = 0
		}
	}
	return out
}

// partition is how the groups that are shown cut the subjects: two are in the same piece when no group has one of them
// alone. Whatever can be told from sums and differences of the groups is of whole pieces.
type partition struct {
	veil
	counts []int64 // subjects of each cell
	piece  []int   // of each cell
	sizes  []int64 // of each piece
}

func (v veil) partition(counts []int64) *partition {
	p := &partition{v, counts, make([]int, len(counts)), []int64{0}}
	for _, n := range counts {
		p.sizes[0] += n
	}
	return p
}

// cut shows the group of some cells too, unless a piece would be of too few subjects.
func (p *partition) cut(cells []int) bool {
	inside := map[int]int64{}
	for _, c := range cells {
		inside[p.piece[c]] += p.counts[c]
	}
	for piece, n := range inside {
		if p.few(n) || p.few(p.sizes[piece]-n) {
			return false
		}
	}
	moved := map[int]int{}
	for _, piece := range slices.Sorted(maps.Keys(inside)) {
		moved[piece] = len(p.sizes)
		p.sizes = append(p.sizes, inside[piece])
		p.sizes[piece] -= inside[piece]
	}
	for _, c := range cells {
		p.piece[c] = moved[p.piece[c]]
	}
	return true
}

// grouped are the cells of an anonymous fold, by what their subjects have of each tag and of the depth.
type grouped struct {
	cells []*group
	by    []map[string][]int // cells by value; the last is the depth
}

func (f *Fold) grouped() grouped {
	g := grouped{by: make([]map[string][]int, len(f.By)+1)}
	for k := range g.by {
		g.by[k] = map[string][]int{}
	}
	for at, key := range slices.Sorted(maps.Keys(f.cells)) {
		values, _ := f.valuesOf(key)
		for k, value := range values {
			g.by[k][value] = append(g.by[k][value], at)
		}
		g.cells = append(g.cells, f.cells[key])
	}
	return g
}

// sum adds up what of some cells.
func (g *grouped) sum(cells []int, what func(*group) sums) (out sums) {
	for _, c := range cells {
		s := what(g.cells[c])
		out.merge(&s)
	}
	return out
}

// partition is the one of which no group is shown yet, by the scores of one node.
func (g *grouped) partition(v veil, what func(*group) sums) *partition {
	counts := make([]int64, len(g.cells))
	for k, c := range g.cells {
		counts[k] = what(c).n
	}
	return v.partition(counts)
}

func overallOf(g *group) sums { return g.overall }

func dimOf(d int) func(*group) sums { return func(g *group) sums { return g.dims[d] } }

// veiled fills in the groups of an anonymous roll-up, those of the first tag first and the largest first, as far as
// what is shown together tells of no fewer than the least. Every subject in it has an overall score.
func (f *Fold) veiled(r *Rollup, v veil, t *tree) {
	g := f.grouped()
	subjects := g.partition(v, overallOf)
	dims := make([]*partition, len(f.dims))
	for d := range dims {
		dims[d] = g.partition(v, dimOf(d))
	}
	for k, tag := range f.By {
		out := Grouping{Tag: tag}
		for _, value := range g.largestFirst(k) {
			cells := g.by[k][value]
			all := g.sum(cells, overallOf)
			if !subjects.cut(cells) {
				out.Hidden += all.n
				continue
			}
			shown := Group{Value: value, N: all.n, Overall: f.overall.mean(all)}
			for d := range dims {
				s := g.sum(cells, dimOf(d))
				hidden := t.dims[d].masked || v.few(all.n-s.n) || !dims[d].cut(cells)
				shown.Dimensions = append(shown.Dimensions, f.dims[d].meanUnless(hidden, s))
			}
			out.Groups = append(out.Groups, shown)
		}
		slices.SortFunc(out.Groups, func(a, b Group) int { return cmp.Compare(a.Value, b.Value) })
		r.Groupings = append(r.Groupings, out)
	}
	for _, value := range g.largestFirst(len(f.By)) {
		if !subjects.cut(g.by[len(f.By)][value]) {
			for k := range r.Depths {
				r.Depths[k].N = Count{}
			}
			return
		}
	}
}

// largestFirst are the values of a tag by how many subjects have them.
func (g *grouped) largestFirst(k int) []string {
	n := map[string]int64{}
	for value, cells := range g.by[k] {
		n[value] = g.sum(cells, overallOf).n
	}
	return slices.SortedFunc(maps.Keys(n), func(a, b string) int {
		return cmp.Or(cmp.Compare(n[b], n[a]),
			cmp.Compare(a, b))
	})
}
