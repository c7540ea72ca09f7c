package portfolio

import (
	"errors"
	"math"
	"math/big"

	"fathom/assess"
)

// dist gathers the scores of one node in whole numbers: their sum, the lowest and the highest, and how often each of
// them occurs. Once there are more different ones than a tally keeps, it is coarse: it counts how many fall into each
// bin. That depends on the set of the scores alone, so that neither their order nor the merging of shards changes
// anything.
//
// A bin is one printed score: a hundredth of a point, a tenth where scores span more than 100 points, a point where
// they span more than 1,000, and so on: about 10,000 bins hold all scores.
type dist struct {
	grain
	// empty once it is coarse; stands here because each record needs it, and a line of the cache is short
	exact     tally
	sums            // brought up to date by settle
	low, high int64 // the lowest and the highest score, in units, likewise; without any 0
	coarse    bool
	width     int64    // of a bin, in units
	ends      [2]int64 // between which nearly all scores lie
	from      int      // the number of the first bin that is kept
	bins      []int64
	waiting   [waitRoom]int64 // scores that are not counted yet, in units
	waits     int             // how many they are
}

// waitRoom is how many scores wait to be counted together: each has its own place in the tables, which are larger than
// the nearest cache, and places that are known at once are fetched at once.
const waitRoom = 32

// Decimals is with how many decimals the scores between two ends are counted: 2, where more than 100 points lie between
// them 1, where more than 1,000 none, where more than 10,000 -1: in tens, and so on.
func Decimals(low, high float64) int {
	n := 2
	for wide := 100.0; high-low > wide; wide *= 10 {
		n--
	}
	return n
}

// newDist makes a dist for the scores from low to high, between which nearly all lie.
func newDist(low, high float64) dist {
	g := grainOf(low, high)
	width := int64(math.Pow10(max(g.decimals-Decimals(low, high), 0)))
	return dist{grain: g, width: width, ends: [2]int64{g.count(low), g.count(high)}}
}

// bin is the number of the bin that a score in units falls into: it rounds half up, as scores are printed.
func (d *dist) bin(score int64) int { return int(floorDiv(score+d.width/2, d.width)) }

func floorDiv(x, y int64) int64 {
	n := x / y
	if x < 0 && n*y != x {
		n--
	}
	return n
}

// add takes a score, in units, to be counted.
func (d *dist) add(score int64) {
	d.waiting[d.waits] = score
	if d.waits++; d.waits == waitRoom {
		d.countWaiting()
	}
}

// countWaiting counts the scores that wait.
func (d *dist) countWaiting() {
	for _, score := range d.waiting[:d.waits] {
		if !d.exact.again(score, 1) {
			d.addTimes(score, 1)
		}
	}
	d.waits = 0
}

// addTimes counts a score, in units, so many times.
func (d *dist) addTimes(score, n int64) {
	if d.exact.again(score, n) || !d.coarse && d.exact.add(score, n) {
		return
	}
	d.coarsen()
	d.low, d.high = min(d.low, score), max(d.high, score)
	d.sums.addTimes(score, n)
	d.fill(d.bin(score), n)
}

// settle computes from the scores what adding them left alone: how many there are, their sum, the lowest and the
// highest.
func (d *dist) settle() {
	d.countWaiting()
	if !d.coarse {
		d.sumUp()
	}
}

// sumUp is settle for what is counted while it is not coarse.
func (d *dist) sumUp() {
	d.sums, d.low, d.high = sums{}, 0, 0
	for _, s := range d.exact.slots {
		if s.n == 0 {
			continue
		}
		if d.n == 0 {
			d.low, d.high = s.score, s.score
		}
		d.low, d.high = min(d.low, s.score), max(d.high, s.score)
		d.sums.addTimes(s.score, s.n)
	}
}

// maxRoom bounds the bins that are made before there is a score for them.
const maxRoom = 20_000

// coarsen goes over from scores to bins, if it has not yet.
func (d *dist) coarsen() {
	if d.coarse {
		return
	}
	d.sumUp()
	d.coarse, d.from = true, d.bin(d.ends[0])
	d.bins = make([]int64, max(min(d.bin(d.ends[1])-d.from+1, maxRoom), 0))
	for _, s := range d.exact.slots {
		if s.n != 0 {
			d.fill(d.bin(s.score), s.n)
		}
	}
	d.exact = tally{}
}

// fill puts n more scores into a bin.
func (d *dist) fill(bin int, n int64) {
	at := bin - d.from
	if at < 0 || at >= len(d.bins) {
		at = d.reach(at)
	}
	d.bins[at] += n
}

// reach makes room for a bin and returns its place.
func (d *dist) reach(at int) int {
	switch {
	case len(d.bins) == 0:
		d.from += at
		d.bins = make([]int64, 1)
		return 0
	case at < 0:
		d.bins = append(make([]int64, -at, -at+len(d.bins)), d.bins...)
		d.from += at
		return 0
	}
	d.bins = append(d.bins, make([]int64, at+1-len(d.bins))...)
	return at
}

var errShape = errors.New("portfolio: the folds are of different shape")

// merge adds what another dist gathered.
func (d *dist) merge(o *dist) error {
	if d.grain != o.grain || d.width != o.width {
		return errShape
	}
	o.countWaiting()
	if o.coarse {
		d.coarsen()
		if d.n == 0 {
			d.low, d.high = o.low, o.high
		}
		d.low, d.high = min(d.low, o.low), max(d.high, o.high)
		d.sums.merge(&o.sums)
		for k, n := range o.bins {
			if n != 0 {
				d.fill(o.from+k, n)
			}
		}
	}
	for _, s := range o.exact.slots {
		if s.n != 0 {
			d.addTimes(s.score, s.n)
		}
	}
	return nil
}

// rising are the scores with how often each occurs; of a coarse dist the middles of the bins.
func (d *dist) rising() []slot {
	if !d.coarse {
		return d.exact.rising()
	}
	var out []slot
	for k, n := range d.bins {
		if n > 0 {
			out = append(out, slot{min(max(int64(d.from+k)*d.width, d.low), d.high), n})
		}
	}
	return out
}

// precision is how far the quantiles may be off, in points: half a bin where scores are counted in bins.
func (d *dist) precision() assess.Maybe[float64] {
	switch {
	case d.n == 0:
		return assess.Maybe[float64]{}
	case d.coarse:
		return assess.Some(d.points(big.NewInt(d.width), 2))
	}
	return assess.Some(0.0)
}

// quantile is the quantile of type 7 after Hyndman and Fan (1996), as spreadsheets have it: with h = (n - 1) * percent
// / 100, what lies between the scores of rank floor(h) and floor(h) + 1, counted from 0, as far along as the fraction
// of h says.
func (d *dist) quantile(rising []slot, percent int64) assess.Maybe[float64] {
	if d.n == 0 {
		return assess.Maybe[float64]{}
	}
	h := (d.n - 1) * percent
	at, rest := h/100, h%100
	first, second := ranked(rising, at), ranked(rising, min(at+1, d.n-1))
	x := new(big.Int).Mul(big.NewInt(first), big.NewInt(100-rest))
	return assess.Some(d.points(x.Add(x, new(big.Int).Mul(big.NewInt(second), big.NewInt(rest))), 100))
}

// ranked is the score of a rank, counted from 0.
func ranked(rising []slot, rank int64) int64 {
	for _, s := range rising {
		if rank -= s.n; rank < 0 {
			return s.score
		}
	}
	return rising[len(rising)-1].score
}

// trimmed are the bins without empty ones at the ends, so that equal contents have equal form.
func (d *dist) trimmed() (from int, bins []int64) {
	from, bins = d.from, d.bins
	for len(bins) > 0 && bins[0] == 0 {
		from, bins = from+1, bins[1:]
	}
	for len(bins) > 0 && bins[len(bins)-1] == 0 {
		bins = bins[:len(bins)-1]
	}
	return from, bins
}

// binPoints is where a bin lies, in points.
func (d *dist) binPoints(bin int64) float64 {
	return d.points(big.NewInt(bin*d.width), 1) // no more than maxUnits, as where scores lie is
}
