package portfolio

import (
	"cmp"
	"maps"
	"math/big"
	"slices"

	"fathom/assess"
)

// Rollup holds the published numbers of a portfolio. Lists are in rubric order unless they are ranked. What an
// anonymous roll-up may not show is undefined; see [Fold.Rollup].
type Rollup struct {
	Model         *assess.Model
	Digest        string
	Stage, Sector string // in force for all, "" for each subject's own
	Anonymous     bool   // subjects without an overall score are not counted
	Withheld      bool   // there are fewer than MinGroup subjects, and nothing else is told
	Subjects, Bad int64
	MinGroup      int // groups of fewer subjects are not shown

	// how many subjects were asked how much, of what any was; the numbers undefined where they are not shown
	Depths     []DepthCount
	Overall    Distribution
	Parts      []Distribution
	Dimensions []Distribution
	Practices  []PracticeRollup
	Pairs      []PairRollup
	Groupings  []Grouping
	Weakest    []int    // practices by their mean, the lowest first, five at most
	Strongest  []int    // likewise, the highest first
	Focus      []int    // practices by how many subjects have them in focus, the most common first; none without any
	Low, High  []Placed // the subjects with the lowest and the highest scores, ten at most
	Outliers   Outliers
}

// Count is a number of subjects, undefined where it is not shown.
type Count = assess.Maybe[int64]

// DepthCount is how many subjects were asked so much.
type DepthCount struct {
	Depth string // one of the words of Rubric.Depths
	N     Count
}

// Distribution describes the scores of one node: the mean of the exact scores, and quantiles of type 7, as spreadsheets
// have them.
type Distribution struct {
	Hidden                  bool  // the numbers of this node are not shown; all of them are zero or undefined
	N                       int64 // subjects with a score
	Mean                    assess.Maybe[float64]
	Min, P10, P25, P50, P75 assess.Maybe[float64]
	P90, Max                assess.Maybe[float64]
	// how far the quantiles may be off, in points: 0 while each different score is counted
	Precision assess.Maybe[float64]
	Bins      []Bin // what is not empty, rising
}

// Bin counts the scores that are printed from one to another: alike, except where bins of too few subjects are put
// together.
type Bin struct {
	Score, To float64
	N         int64
}

// PracticeRollup describes one practice.
type PracticeRollup struct {
	Distribution
	Levels   []Count               // subjects by the level shown, as the scale's levels; nil where there is none
	Below    Count                 // subjects below the lowest level
	AtTarget assess.Maybe[float64] // share of those with a target that reach it, 0 to 1
	Focus    Count                 // subjects in whose focus it is
}

// PairRollup compares two practices that belong together, as the team's and the members', over the subjects that have
// both.
type PairRollup struct {
	First, Second         int // practices
	Hidden                bool
	N                     int64
	MeanFirst, MeanSecond assess.Maybe[float64]
	Lower, Higher         Count // the second is a point or more below the first, or above it
}

// Grouping is the portfolio by one tag, or by depth.
type Grouping struct {
	Tag    string
	Groups []Group // by value
	Hidden int64   // subjects in groups that are not shown
}

// Group is the subjects with one value of a tag, "" without the tag.
type Group struct {
	Value      string
	N          int64
	Overall    assess.Maybe[float64]
	Dimensions []assess.Maybe[float64]
}

// Placed is a subject with its place among all.
type Placed struct {
	Subject
	Percentile assess.Maybe[float64]
}

// Outliers are scores beyond the fences of Tukey: more than one and a half times the distance between the quartiles
// below the first or above the third.
type Outliers struct {
	LowFence, HighFence assess.Maybe[float64]
	Low, High           Count
}

// maxRanked is how many practices the short lists hold.
const maxRanked = 5

// Rollup makes the published numbers. Groups of fewer than minGroup subjects are not shown; and where what is hidden
// could be told by subtracting, neither is the smallest of the others. So it is with each mean of a group and the
// scores behind it.
//
// An anonymous roll-up has no number of fewer than minGroup subjects, of whatever node or group, and none whose
// difference to another one that is shown is of fewer; see veil. The least group of the fold holds where minGroup is
// less.
func (f *Fold) Rollup(minGroup int) *Rollup {
	f.settle()
	var v veil
	if f.Anonymous {
		minGroup = max(minGroup, f.Least)
		v.least = int64(minGroup)
	}
	r := &Rollup{Model: f.model, Digest: f.Digest, Stage: f.Stage, Sector: f.Sector, Anonymous: f.Anonymous,
		Bad: f.Bad, MinGroup: minGroup,
		Withheld: f.Subjects < v.least && v.least > 1}
	t := f.nodes(r, v)
	f.pairRollups(r, v, t)
	if r.Withheld {
		return r
	}
	r.Subjects = f.Subjects
	f.groupings(r, v, t)
	r.rank()
	r.Low, r.High = f.placed(f.low), f.placed(f.high)
	return r
}

// nodes fills in the whole, the parts, the dimensions and the practices, each as far as it may be shown beside the
// others.
func (f *Fold) nodes(r *Rollup, v veil) *tree {
	t := f.tree(v, r.Withheld)
	show := func(d *dist, b *branch) Distribution {
		if b.hidden {
			return Distribution{Hidden: true}
		}
		return d.distribution()
	}
	withBins := func(d *dist, b *branch) Distribution {
		out := show(d, b)
		if !b.hidden {
			out.Bins = d.ladder(v).bins()
		}
		return out
	}
	r.Overall = show(&f.overall, t.root)
	if !t.root.hidden {
		l := f.overall.ladder(v)
		r.Outliers, r.Overall.Bins = l.outliers(), l.bins()
	}
	for i := range f.parts {
		r.Parts = append(r.Parts, withBins(&f.parts[i], t.parts[i]))
	}
	for i := range f.dims {
		r.Dimensions = append(r.Dimensions, withBins(&f.dims[i], t.dims[i]))
	}
	for i := range f.practices {
		r.Practices = append(r.Practices, f.practice(i, show(&f.practices[i].dist, t.practices[i]), r.Overall.N, v))
	}
	return t
}

func (d *dist) distribution() Distribution {
	if d.n == 0 {
		return Distribution{}
	}
	rising := d.rising()
	at := func(score int64) assess.Maybe[float64] { return assess.Some(d.points(big.NewInt(score), 1)) }
	return Distribution{N: d.n, Mean: d.mean(d.sums), Min: at(d.low), P10: d.quantile(rising, 10),
		P25: d.quantile(rising, 25), P50: d.quantile(rising, 50),
		P75: d.quantile(rising, 75), P90: d.quantile(rising, 90), Max: at(d.high), Precision: d.precision()}
}

// practice is one of so many subjects in all, with what may be shown of its distribution.
func (f *Fold) practice(i int, shown Distribution, all int64, v veil) PracticeRollup {
	p, out := &f.practices[i], PracticeRollup{Distribution: shown}
	if shown.Hidden {
		out.Levels = make([]Count, len(p.levels))
		return out
	}
	l := p.ladder(v)
	_, scales := f.model.Scales()
	out.Below, out.Levels = l.levels(p, scales[i])
	out.AtTarget = l.atTarget(p, f.targets(i))
	out.Bins = l.bins()
	if !v.few(p.focus) && !v.few(p.n-p.focus) && !v.few(all-p.focus) {
		out.Focus = assess.Some(p.focus)
	}
	return out
}

// pairRollups fills in the pairs. The scores of a pair are also some of those of its practices, and of other pairs with
// one of them.
func (f *Fold) pairRollups(r *Rollup, v veil, t *tree) {
	for k, of := range f.model.Pairs() {
		p := &f.pairs[k]
		out := PairRollup{First: of[0], Second: of[1], Hidden: r.Withheld || v.few(p.n) || v.few(r.Overall.N-p.n)}
		for _, i := range of {
			out.Hidden = out.Hidden || t.practices[i].masked || !r.Practices[i].Hidden && v.few(r.Practices[i].N-p.n)
		}
		for _, o := range r.Pairs {
			shares := o.First == of[0] || o.First == of[1] || o.Second == of[0] || o.Second == of[1]
			out.Hidden = out.Hidden || shares && !o.Hidden && v.few(max(o.N-p.n, p.n-o.N))
		}
		if !out.Hidden {
			out.N = p.n
			out.MeanFirst = f.practices[of[0]].mean(sums{p.n, p.first})
			out.MeanSecond = f.practices[of[1]].mean(sums{p.n, p.second})
			cells := v.cells(p.lower, p.n-p.lower-p.higher, p.higher)
			out.Lower, out.Higher = cells[0], cells[2]
		}
		r.Pairs = append(r.Pairs, out)
	}
}

// groupings fills in the groups and how many subjects were asked how much.
func (f *Fold) groupings(r *Rollup, v veil, t *tree) {
	for _, d := range f.depths {
		if d.n > 0 {
			r.Depths = append(r.Depths, DepthCount{string(d.id), assess.Some(d.n)})
		}
	}
	if v.least > 1 {
		f.veiled(r, v, t)
		return
	}
	for k, tag := range f.By {
		r.Groupings = append(r.Groupings, f.grouping(k, tag, int64(r.MinGroup)))
	}
}

func (f *Fold) grouping(k int, tag string, least int64) Grouping {
	out, groups := Grouping{Tag: tag}, f.groups[k]
	hidden := hide(groups, nil, least, func(g *group) int64 { return g.n })
	overall := hide(groups, hidden, least, func(g *group) int64 { return g.overall.n })
	dims := make([]map[string]bool, len(f.dims))
	for d := range dims {
		dims[d] = hide(groups, hidden, least, func(g *group) int64 { return g.dims[d].n })
	}
	for _, value := range slices.Sorted(maps.Keys(groups)) {
		g := groups[value]
		if hidden[value] {
			out.Hidden += g.n
			continue
		}
		shown := Group{Value: value, N: g.n, Overall: f.overall.meanUnless(overall[value], g.overall)}
		for d := range g.dims {
			shown.Dimensions = append(shown.Dimensions, f.dims[d].meanUnless(dims[d][value], g.dims[d]))
		}
		out.Groups = append(out.Groups, shown)
	}
	return out
}

// meanUnless is a mean, unless it is hidden.
func (g grain) meanUnless(hidden bool, s sums) assess.Maybe[float64] {
	if hidden {
		return assess.Maybe[float64]{}
	}
	return g.mean(s)
}

// hide tells of which groups a mean is not shown: of those that are hidden already, of those that have too few scores
// and, while what is hidden is together too little to be told from the rest, of the smallest others. A group without a
// score has nothing to hide.
func hide(groups map[string]*group, already map[string]bool, least int64, scores func(*group) int64) map[string]bool {
	values := slices.SortedFunc(maps.Keys(groups), func(a, b string) int {
		return cmp.Or(cmp.Compare(scores(groups[a]), scores(groups[b])), cmp.Compare(a, b))
	})
	hidden, sum := map[string]bool{}, int64(0)
	for v := range already {
		hidden[v] = true
		sum += scores(groups[v])
	}
	for _, v := range values {
		if n := scores(groups[v]); !hidden[v] && n > 0 && (n < least || sum > 0 && sum < least) {
			hidden[v] = true
			sum += n
		}
	}
	return hidden
}

// rank fills the short lists of practices.
func (r *Rollup) rank() {
	var scored, focused []int
	for i := range r.Practices {
		if r.Practices[i].Mean.OK {
			scored = append(scored, i)
		}
		if r.Practices[i].Focus.Value > 0 {
			focused = append(focused, i)
		}
	}
	by := func(key func(i int) float64) []int {
		list := slices.Clone(scored)
		slices.SortStableFunc(list, func(a, b int) int {
			return cmp.Compare(assess.Rounded(key(a)), assess.Rounded(key(b)))
		})
		return list[:min(len(list), maxRanked)]
	}
	r.Weakest = by(func(i int) float64 { return r.Practices[i].Mean.Value })
	r.Strongest = by(func(i int) float64 { return -r.Practices[i].Mean.Value })
	slices.SortStableFunc(focused, func(a, b int) int {
		return cmp.Compare(r.Practices[b].Focus.Value,
			r.Practices[a].Focus.Value)
	})
	r.Focus = focused[:min(len(focused), 2*maxRanked)]
}

func (f *Fold) placed(list []Subject) []Placed {
	out, ranking := make([]Placed, len(list)), f.Ranking()
	for i, s := range list {
		out[i] = Placed{s, ranking.Percentile(s.Score)}
	}
	return out
}

// maxClasses is how many classes the scores of a node are put into where they are not counted as they are printed.
const maxClasses = 21

// ClassWidth is 1, 2 or 5 times a power of ten bins, the least that makes no more classes than wanted from the first
// bin to the last; two at least are.
func ClassWidth(first, last, most int) int {
	for step := 1; ; step *= 10 {
		for _, f := range []int{1, 2, 5} {
			w := int64(f * step)
			if floorDiv(int64(last), w)-floorDiv(int64(first), w) < int64(max(most, 2)) {
				return int(w)
			}
		}
	}
}
