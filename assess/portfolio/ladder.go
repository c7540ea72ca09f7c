package portfolio

import (
	"cmp"
	"math"
	"slices"

	"fathom/assess"
	"fathom/rubric"
)

// ladder is what a roll-up shows of the scores of one node, counted between two points: by level, at the target, beyond
// the fences and in bins. Under a veil each of these counts cuts the scores, as groups cut the subjects, so that
// together they tell of no fewer than the least either: three of level 3 beside five that reach it are two of level 4.
type ladder struct {
	*partition
	dist   *dist
	rising []slot
}

func (d *dist) ladder(v veil) *ladder {
	rising := d.rising()
	counts := make([]int64, len(rising))
	for k, s := range rising {
		counts[k] = s.n
	}
	return &ladder{v.partition(counts), d, rising}
}

// between are the cells of the scores from low to below high, in units, and how many scores that is.
func (l *ladder) between(low, high int64) (cells []int, n int64) {
	for k, s := range l.rising {
		if low <= s.score && s.score < high {
			cells, n = append(cells, k), n+s.n
		}
	}
	return cells, n
}

// show reports whether it may be shown how many scores are from low to below high, in units.
func (l *ladder) show(low, high int64) bool {
	if l.least < 2 {
		return true
	}
	cells, _ := l.between(low, high)
	return l.cut(cells)
}

// rungs are the counts of the scores between each two neighbours of some rising points, in units; the largest are shown
// first.
func (l *ladder) rungs(points []int64, counts []int64) []Count {
	out, order := make([]Count, len(counts)), make([]int, len(counts))
	for k := range order {
		order[k] = len(order) - 1 - k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(counts[b], counts[a]) })
	for _, k := range order {
		if !l.few(counts[k]) && l.show(points[k], points[k+1]) {
			out[k] = assess.Some(counts[k])
		}
	}
	return out
}

// lowest and highest are beyond all scores, in units.
const (
	lowest  = math.MinInt64
	highest = math.MaxInt64
)

// levels are the scores of a practice below the lowest level, and by level.
func (l *ladder) levels(p *practice, scale *rubric.Scale) (below Count, levels []Count) {
	if scale == nil {
		return assess.Some(p.below), []Count{}
	}
	points := []int64{lowest}
	for k := range scale.Levels {
		points = append(points, p.count(scale.Levels[k].Value))
	}
	all := l.rungs(append(points, highest), append([]int64{p.below}, p.levels...))
	return all[0], all[1:]
}

// atTarget is the share of those with a target that reach it, where each has one of some rising targets, in units.
// Whoever is at the highest has reached it, and who is below the lowest has not; and all may have the same. Where
// somebody agreed a target of their own, a veil hides the share: beside the scores it could tell of that one subject.
func (l *ladder) atTarget(p *practice, targets []int64) assess.Maybe[float64] {
	_, perhaps := l.between(targets[0], highest)
	_, surely := l.between(targets[len(targets)-1], highest)
	for _, n := range []int64{p.target, p.n - p.target, p.reached, p.target - p.reached, p.reached - surely,
		perhaps - p.reached} {
		if l.few(n) {
			return assess.Maybe[float64]{}
		}
	}
	refused := func(t int64) bool { return !l.show(t, highest) }
	if p.target == 0 || l.least > 1 && p.agreed > 0 || slices.ContainsFunc(targets, refused) {
		return assess.Maybe[float64]{}
	}
	return assess.Some(float64(p.reached) / float64(p.target))
}

// targets are those that the stages set for a practice in the fold, rising, in units; beyond all scores in a stage that
// has none.
func (f *Fold) targets(i int) (out []int64) {
	stages := []string{f.Stage}
	if rb := f.model.Rubric; f.Stage == "" && len(rb.Stages) > 0 {
		stages = rb.StageIDs()
	}
	for _, stage := range stages {
		at := int64(highest)
		if level, ok := f.model.Rubric.Practices[i].Target.At(stage); ok {
			at = f.practices[i].count(f.model.Points(i, level))
		}
		out = append(out, at)
	}
	slices.Sort(out)
	return out
}

// outliers counts the scores beyond the fences.
func (l *ladder) outliers() (o Outliers) {
	d := l.dist
	if d.n < minRanked {
		return o
	}
	q1, q3 := d.quantile(l.rising, 25).Value, d.quantile(l.rising, 75).Value
	low, high := q1-1.5*(q3-q1), q3+1.5*(q3-q1)
	o.LowFence, o.HighFence = assess.Some(low), assess.Some(high)
	points := []int64{lowest, d.count(low), d.count(high) + 1, highest}
	counts := make([]int64, len(points)-1)
	for k := range counts {
		_, counts[k] = l.between(points[k], points[k+1])
	}
	all := l.rungs(points, counts)
	o.Low, o.High = all[0], all[2]
	return o
}

// bins counts the scores by how they are printed; under a veil in classes, each put together with the next ones until
// it may be shown.
func (l *ladder) bins() (out []Bin) {
	d, width := l.dist, int64(1)
	if l.least > 1 {
		width = int64(ClassWidth(d.bin(d.ends[0]), d.bin(d.ends[1]), maxClasses))
	}
	first, last := int64(min(d.bin(d.ends[0]), d.bin(d.low))), int64(max(d.bin(d.ends[1]), d.bin(d.high)))
	class := func(k int) int64 { return floorDiv(int64(d.bin(l.rising[k].score)), width) }
	var b Bin
	var cells []int
	for k, s := range l.rising {
		if len(cells) == 0 {
			b = Bin{Score: d.binPoints(max(class(k)*width, first))}
		}
		cells, b.N, b.To = append(cells, k), b.N+s.n, d.binPoints(min(class(k)*width+width-1, last))
		// the last always may: what the others leave is of whole pieces
		if k+1 == len(l.rising) || class(k+1) != class(k) && (l.least < 2 || l.cut(cells)) {
			out, cells = append(out, b), nil
		}
	}
	return out
}
