package portfolio

import (
	"errors"
	"math"

	"fathom/assess"
)

// dist gathers the scores of one node in whole numbers: how many there are, their sum in millionths, and how many fall into
// each bin. A bin is one printed score: a hundredth of a point, a tenth where scores span more than 100 points, a point
// where they span more than 1,000.
type dist struct {
	n, sum int64
	per    float64 // bins in a point: 100, 10 or 1
	from   int     // the number of the first bin that is kept
	bins   []int64
}

// millionths is the unit of sums.
const millionths = 1e6

// round rounds half up, as scores are printed.
func round(x float64) int { return int(math.Floor(x + 0.5 + 1e-9)) }

// Decimals is with how many decimals the scores between two ends are counted: 2, where more than 100 points lie between them 1,
// where more than 1,000 none.
func Decimals(low, high float64) int {
	switch wide := high - low; {
	case wide > 1000:
		return 0
	case wide > 100:
		return 1
	}
	return 2
}

// newDist makes a dist with room for the scores from low to high, in which nearly all lie.
func newDist(low, high float64) dist {
	d := dist{per: math.Pow10(Decimals(low, high))}
	d.from = round(low * d.per)
	d.bins = make([]int64, max(min(round(high*d.per)-d.from+1, mostRoom), 0))
	return d
}

// mostRoom bounds the bins that are made before there is a score for them.
const mostRoom = 20_000

// add counts one score.
func (d *dist) add(x float64) {
	d.n++
	d.sum += int64(round(x * millionths))
	at := round(x*d.per) - d.from
	if at < 0 || at >= len(d.bins) {
		at = d.reach(at)
	}
	d.bins[at]++
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
	if d.per != o.per {
		return errShape
	}
	d.n += o.n
	d.sum += o.sum
	for k, n := range o.bins {
		if n == 0 {
			continue
		}
		at := o.from + k - d.from
		if at < 0 || at >= len(d.bins) {
			at = d.reach(at)
		}
		d.bins[at] += n
	}
	return nil
}

// mean is the mean of the scores, each rounded to a millionth; undefined without any.
func (d *dist) mean() assess.Maybe[float64] {
	if d.n == 0 {
		return assess.Maybe[float64]{}
	}
	return assess.Some(float64(d.sum) / float64(d.n) / millionths)
}

// quantile is the nearest-rank quantile of the binned scores: the lowest that at least the share p does not exceed.
func (d *dist) quantile(p float64) assess.Maybe[float64] {
	if d.n == 0 {
		return assess.Maybe[float64]{}
	}
	rank := max(int64(math.Ceil(p*float64(d.n)-1e-9)), 1)
	for k, n := range d.bins {
		if rank -= n; rank <= 0 {
			return assess.Some(d.value(k))
		}
	}
	return assess.Some(d.value(len(d.bins) - 1))
}

func (d *dist) value(k int) float64 { return float64(d.from+k) / d.per }

// below counts the scores whose bin is below that of x, and those that share it.
func (d *dist) below(x float64) (below, equal int64) {
	at := round(x*d.per) - d.from
	for _, n := range d.bins[:min(max(at, 0), len(d.bins))] {
		below += n
	}
	if at >= 0 && at < len(d.bins) {
		equal = d.bins[at]
	}
	return below, equal
}

// trimmed is the dist without empty bins at its ends, so that equal contents have equal form.
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
