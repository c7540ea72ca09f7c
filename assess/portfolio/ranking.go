package portfolio

import (
	"sort"

	"fathom/assess"
)

// minRanked is how many scores there must be for a percentile.
const minRanked = 10

// Ranking tells the place of a score among those of a fold, as they were when it was made. It may be used by several
// goroutines.
type Ranking struct {
	dist  *dist
	keys  []int64 // rising: scores, or the numbers of bins
	below []int64 // how many scores lie below each key; one more entry for all
}

// Ranking prepares the places of overall scores.
func (f *Fold) Ranking() *Ranking {
	f.overall.countWaiting()
	rising := f.overall.rising()
	r := &Ranking{&f.overall, make([]int64, len(rising)), make([]int64, len(rising)+1)}
	for k, s := range rising {
		r.keys[k], r.below[k+1] = r.key(s.score), r.below[k]+s.n
	}
	return r
}

// key is what a score is compared by: itself, or its bin.
func (r *Ranking) key(score int64) int64 {
	if r.dist.coarse {
		return int64(r.dist.bin(score))
	}
	return score
}

// Percentile is the mid rank of an overall score among all, 0 to 100: those below and half of its equals, which are
// those of the same bin where scores are counted in bins. It is defined from ten scores up.
func (r *Ranking) Percentile(score float64) assess.Maybe[float64] {
	all := r.below[len(r.keys)]
	if all < minRanked {
		return assess.Maybe[float64]{}
	}
	key := r.key(r.dist.count(score))
	at := sort.Search(len(r.keys), func(k int) bool { return r.keys[k] >= key })
	equal := int64(0)
	if at < len(r.keys) && r.keys[at] == key {
		equal = r.below[at+1] - r.below[at]
	}
	return assess.Some(100 * (float64(r.below[at]) + float64(equal)/2) / float64(all))
}
