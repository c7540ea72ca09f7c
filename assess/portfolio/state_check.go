package portfolio

import (
	"cmp"
	"iter"
	"maps"
	"math/big"
	"slices"

	"fathom/assess"
	"fathom/rubric"
)

// This file holds the numbers of a state against each other and against the rubric: whatever a state says, no score
// lies outside of what the rubric can score, and what is counted twice is counted alike. What [Fold.State] makes
// always agrees.

// knows reports whether the rubric has the stage and the sector of a state.
func knows(m *assess.Model, s *state) bool {
	return (s.Stage == "" || slices.Contains(m.Rubric.StageIDs(), s.Stage)) &&
		(s.Sector == "" || slices.Contains(m.Rubric.SectorIDs(), s.Sector))
}

// agrees checks a fold that was loaded from a state.
func (f *Fold) agrees() error {
	f.settle()
	if f.Anonymous && f.overall.n != f.Subjects || !f.nodesAgree() || !f.pairsAgree() || !f.groupsAgree() ||
		!f.Anonymous && !f.listsAgree() {
		return errShape
	}
	return nil
}

func (f *Fold) nodesAgree() bool {
	spans := f.model.Spans()
	ok := f.overall.agrees(spans.Overall)
	for i := range f.parts {
		ok = ok && f.parts[i].agrees(spans.Parts[i])
	}
	for i := range f.dims {
		ok = ok && f.dims[i].agrees(spans.Dimensions[i])
	}
	_, scales := f.model.Scales()
	for i := range f.practices {
		p := &f.practices[i]
		ok = ok && p.dist.agrees(spans.Practices[i]) && p.levelsAgree(scales[i]) && p.reached <= p.target &&
			p.agreed <= p.target && p.target <= p.n
	}
	return ok
}

func (f *Fold) pairsAgree() bool {
	for k, of := range f.model.Pairs() {
		p, first, second := &f.pairs[k], &f.practices[of[0]], &f.practices[of[1]]
		if p.n < 0 || p.n > min(first.n, second.n) || p.lower > p.n-p.higher || !first.within(sums{p.n, p.first}) ||
			!second.within(sums{p.n, p.second}) {
			return false
		}
	}
	return true
}

// groupsAgree reports whether the groups of each tag, and the cells of an anonymous fold, hold every subject once, as
// far as all are kept.
func (f *Fold) groupsAgree() bool {
	for k := range f.groups {
		if len(f.groups[k]) <= maxGroups && !f.addsUp(maps.Values(f.groups[k])) {
			return false
		}
	}
	return !f.Anonymous || len(f.cells) > maxCells || f.addsUp(maps.Values(f.cells))
}

// agrees reports whether the scores lie within a span, and what was counted of them fits the lowest, the highest and
// the sum of them.
func (d *dist) agrees(span assess.Span) bool {
	if d.n == 0 {
		return d.low == 0 && d.high == 0 && d.sum == (total{}) && !d.coarse
	}
	from, to := d.reachOf(span)
	if d.low < from || d.high > to || d.low > d.high {
		return false
	}
	if !d.coarse {
		return true // the rest was computed
	}
	if first, bins := d.trimmed(); d.n <= maxScores || d.bin(d.low) != first || d.bin(d.high) != first+len(bins)-1 {
		return false
	}
	least, most := new(big.Int), new(big.Int)
	for _, r := range d.ranges() {
		least.Add(least, new(big.Int).Mul(big.NewInt(r.low), big.NewInt(r.n)))
		most.Add(most, new(big.Int).Mul(big.NewInt(r.high), big.NewInt(r.n)))
	}
	is := d.sum.big()
	return is.Cmp(least) >= 0 && is.Cmp(most) <= 0
}

// binsOf is how many bins a list stands for, the empty ones too.
func binsOf(list []int64) (int, error) {
	room := 0
	for _, n := range list {
		switch {
		case n < 0 && n > -maxBins:
			room -= int(n)
		case n > 0 && n <= maxTimes:
			room++
		default:
			return 0, errShape
		}
		if room > maxBins {
			return 0, errShape
		}
	}
	return room, nil
}

// reachOf is a span in units, with room for what floating point is off by.
func (d *dist) reachOf(span assess.Span) (from, to int64) {
	room := func(x int64) int64 { return 1 + max(x, -x)>>40 }
	from, to = d.count(span.Low), d.count(span.High)
	return from - room(from), to + room(to)
}

// within reports whether some of the scores can have a sum.
func (d *dist) within(s sums) bool {
	n, is := big.NewInt(s.n), s.sum.big()
	return is.Cmp(new(big.Int).Mul(n, big.NewInt(d.low))) >= 0 && is.Cmp(new(big.Int).Mul(n, big.NewInt(d.high))) <= 0
}

// scoreRange is between what so many scores lie, in units: between the ends of a bin, or at one place.
type scoreRange struct{ low, high, n int64 }

func (d *dist) ranges() []scoreRange {
	var out []scoreRange
	if !d.coarse {
		for _, s := range d.exact.rising() {
			out = append(out, scoreRange{s.score, s.score, s.n})
		}
		return out
	}
	for k, n := range d.bins {
		if n > 0 {
			low := int64(d.from+k)*d.width - d.width/2
			out = append(out, scoreRange{max(low, d.low), min(low+d.width-1, d.high), n})
		}
	}
	return out
}

// levelsAgree reports whether as many scores reach each level as the scores say: where they lie in bins, as many as
// can. The values of levels rise, or there is nothing to hold them against.
func (p *practice) levelsAgree(scale *rubric.Scale) bool {
	if scale == nil {
		return p.below == 0
	}
	ranges, reach := p.ranges(), p.n-p.below
	rise := slices.IsSortedFunc(scale.Levels, func(a, b rubric.Level) int { return cmp.Compare(a.Value, b.Value) })
	for k, l := range scale.Levels {
		if sure, perhaps := reached(ranges, p.count(l.Value)); rise && (reach < sure || reach > perhaps) {
			return false
		}
		reach -= p.levels[k]
	}
	return reach == 0
}

// reached is how many scores reach a value, in units, for sure and perhaps.
func reached(ranges []scoreRange, value int64) (sure, perhaps int64) {
	for _, r := range ranges {
		if r.low >= value {
			sure += r.n
		}
		if r.high >= value {
			perhaps += r.n
		}
	}
	return sure, perhaps
}

// addsUp reports whether groups are together what the whole is.
func (f *Fold) addsUp(groups iter.Seq[*group]) bool {
	all := group{dims: make([]sums, len(f.dims))}
	for g := range groups {
		ok := f.overall.within(g.overall)
		for i := range g.dims {
			ok = ok && f.dims[i].within(g.dims[i])
		}
		if !ok {
			return false
		}
		all.merge(g)
	}
	for i := range all.dims {
		if all.dims[i] != f.dims[i].sums {
			return false
		}
	}
	return all.n == f.Subjects && all.overall == f.overall.sums
}

// listsAgree reports whether the lowest and the highest subjects are those of the scores.
func (f *Fold) listsAgree() bool {
	want := int(min(f.overall.n, maxExtreme))
	if len(f.low) != want || len(f.high) != want || !slices.IsSortedFunc(f.low, fromBelow) ||
		!slices.IsSortedFunc(f.high, fromAbove) {
		return false
	}
	ranges := f.overall.ranges()
	is := func(s Subject, rank int64) bool {
		r, x := rangeOf(ranges, rank), f.overall.count(s.Score)
		return x >= r.low && x <= r.high
	}
	for k := range want {
		if !is(f.low[k], int64(k)) || !is(f.high[k], f.overall.n-1-int64(k)) {
			return false
		}
	}
	return true
}

// rangeOf is where the score of a rank lies, counted from 0.
func rangeOf(ranges []scoreRange, rank int64) scoreRange {
	for _, r := range ranges {
		if rank -= r.n; rank < 0 {
			return r
		}
	}
	return scoreRange{}
}
