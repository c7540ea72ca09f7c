package portfolio

import (
	"cmp"
	"maps"
	"slices"

	"fathom/assess"
	"fathom/rubric"
)

// Rollup holds the published numbers of a portfolio. Lists are in rubric order unless they are ranked.
type Rollup struct {
	Rubric        *rubric.Rubric
	Digest        string
	Stage, Sector string // in force for all, "" for each subject's own
	Anonymous     bool
	Subjects, Bad int64
	MinGroup      int // groups of fewer subjects are not shown

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

// Distribution describes the scores of one node. Quantiles are nearest-rank, of scores rounded as they are printed.
type Distribution struct {
	N                       int64 // subjects with a score
	Mean                    assess.Maybe[float64]
	Min, P10, P25, P50, P75 assess.Maybe[float64]
	P90, Max                assess.Maybe[float64]
	Bins                    []Bin // what is not empty, rising
}

// Bin counts the scores that are printed alike.
type Bin struct {
	Score float64
	N     int64
}

// PracticeRollup describes one practice.
type PracticeRollup struct {
	Distribution
	Levels   []int64               // subjects by the level shown, as the scale's levels; nil where there is none
	Below    int64                 // subjects below the lowest level
	AtTarget assess.Maybe[float64] // share of those with a target that reach it, 0 to 1
	Focus    int64                 // subjects in whose focus it is
}

// PairRollup compares two practices that belong together, as the team's and the members', over the subjects that have both.
type PairRollup struct {
	First, Second         int // practices
	N                     int64
	MeanFirst, MeanSecond assess.Maybe[float64]
	Lower, Higher         int64 // the second is a point or more below the first, or above it
}

// Grouping is the portfolio by one tag.
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

// Outliers are scores beyond the fences of Tukey: more than one and a half times the distance between the quartiles below
// the first or above the third.
type Outliers struct {
	LowFence, HighFence assess.Maybe[float64]
	Low, High           int64
}

// mostRanked is how many practices the short lists hold.
const mostRanked = 5

// Rollup makes the published numbers. Groups of fewer than minGroup subjects are not shown; and where what is hidden could be
// told by subtracting, neither is the smallest of the others. So it is with each mean of a group and the scores behind it.
func (f *Fold) Rollup(minGroup int) *Rollup {
	r := &Rollup{Rubric: f.model.Rubric, Digest: f.Digest, Stage: f.Stage, Sector: f.Sector, Anonymous: f.Anonymous, Subjects: f.Subjects, Bad: f.Bad,
		MinGroup: minGroup, Overall: f.overall.distribution()}
	for i := range f.parts {
		r.Parts = append(r.Parts, f.parts[i].distribution())
	}
	for i := range f.dims {
		r.Dimensions = append(r.Dimensions, f.dims[i].distribution())
	}
	for i := range f.practices {
		r.Practices = append(r.Practices, f.practices[i].rollup())
	}
	for k, p := range f.model.Pairs() {
		r.Pairs = append(r.Pairs, f.pairs[k].rollup(p))
	}
	for k, tag := range f.By {
		r.Groupings = append(r.Groupings, f.grouping(k, tag, int64(minGroup)))
	}
	r.rank()
	r.Low, r.High = f.placed(f.low), f.placed(f.high)
	r.Outliers = f.overall.outliers()
	return r
}

func (d *dist) distribution() Distribution {
	out := Distribution{N: d.n, Mean: d.mean(), Min: d.quantile(0), P10: d.quantile(0.1), P25: d.quantile(0.25), P50: d.quantile(0.5),
		P75: d.quantile(0.75), P90: d.quantile(0.9), Max: d.quantile(1)}
	for k, n := range d.bins {
		if n > 0 {
			out.Bins = append(out.Bins, Bin{d.value(k), n})
		}
	}
	return out
}

func (p *practice) rollup() PracticeRollup {
	out := PracticeRollup{Distribution: p.distribution(), Levels: slices.Clone(p.levels), Below: p.below, Focus: p.focus}
	if p.target > 0 {
		out.AtTarget = assess.Some(float64(p.reached) / float64(p.target))
	}
	return out
}

func (p *pair) rollup(practices [2]int) PairRollup {
	first, second := sums{p.n, p.first}, sums{p.n, p.second}
	return PairRollup{practices[0], practices[1], p.n, first.mean(), second.mean(), p.lower, p.higher}
}

func (s sums) mean() assess.Maybe[float64] { return (&dist{n: s.n, sum: s.sum}).mean() }

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
		shown := Group{Value: value, N: g.n, Overall: g.overall.unless(overall[value])}
		for d := range g.dims {
			shown.Dimensions = append(shown.Dimensions, g.dims[d].unless(dims[d][value]))
		}
		out.Groups = append(out.Groups, shown)
	}
	return out
}

// unless is the mean, unless it is hidden.
func (s sums) unless(hidden bool) assess.Maybe[float64] {
	if hidden {
		return assess.Maybe[float64]{}
	}
	return s.mean()
}

// hide tells of which groups a mean is not shown: of those that are hidden already, of those that have too few scores and, while
// what is hidden is together too little to be told from the rest, of the smallest others. A group without a score has nothing to
// hide.
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
		if r.Practices[i].Focus > 0 {
			focused = append(focused, i)
		}
	}
	by := func(key func(i int) float64) []int {
		list := slices.Clone(scored)
		slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(key(a), key(b)) })
		return list[:min(len(list), mostRanked)]
	}
	r.Weakest = by(func(i int) float64 { return r.Practices[i].Mean.Value })
	r.Strongest = by(func(i int) float64 { return -r.Practices[i].Mean.Value })
	slices.SortStableFunc(focused, func(a, b int) int { return cmp.Compare(r.Practices[b].Focus, r.Practices[a].Focus) })
	r.Focus = focused[:min(len(focused), 2*mostRanked)]
}

func (f *Fold) placed(list []Subject) []Placed {
	out := make([]Placed, len(list))
	for i, s := range list {
		out[i] = Placed{s, f.Percentile(s.Score)}
	}
	return out
}

// leastRanked is how many scores there must be for a percentile.
const leastRanked = 10

// Percentile is the mid rank of an overall score among all, 0 to 100: those below and half of its equals. It is defined from
// ten scores up.
func (f *Fold) Percentile(score float64) assess.Maybe[float64] {
	if f.overall.n < leastRanked {
		return assess.Maybe[float64]{}
	}
	below, equal := f.overall.below(score)
	return assess.Some(100 * (float64(below) + float64(equal)/2) / float64(f.overall.n))
}

func (d *dist) outliers() (o Outliers) {
	if d.n < leastRanked {
		return o
	}
	q1, q3 := d.quantile(0.25).Value, d.quantile(0.75).Value
	low, high := q1-1.5*(q3-q1), q3+1.5*(q3-q1)
	o.LowFence, o.HighFence = assess.Some(low), assess.Some(high)
	for k, n := range d.bins {
		switch v := d.value(k); {
		case v < low-1e-9:
			o.Low += n
		case v > high+1e-9:
			o.High += n
		}
	}
	return o
}
