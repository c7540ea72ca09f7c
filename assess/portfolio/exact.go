package portfolio

import (
	"cmp"
	"encoding/json"
	"math"
	"math/big"
	"math/bits"
	"slices"
	"strconv"

	"fathom/assess"
)

// grain is the unit in which the scores of a node are counted, as a power of ten: 9 decimals of a point, the distance
// within which scores are equal, and fewer where they would not go into a whole number, which is where floating point
// is coarser still. Whole numbers have sums that do not depend on their order.
type grain struct {
	decimals int
	units    float64 // in a point
}

// maxUnits is the most units of a score; what is beyond counts as that.
const maxUnits = 4e18

// grainOf is the grain of scores from low to high.
func grainOf(low, high float64) grain {
	g := grain{9, 1e9}
	for max(math.Abs(low), math.Abs(high))*g.units > maxUnits {
		g.decimals--
		g.units = math.Pow10(g.decimals)
	}
	return g
}

// count is a score in units.
func (g grain) count(x float64) int64 {
	if math.Abs(x) >= 1e4 { // below, counting does what comparing does
		x = assess.Rounded(x)
	}
	if x *= g.units; x >= -maxUnits && x <= maxUnits {
		return int64(math.RoundToEven(x))
	}
	return int64(math.Copysign(maxUnits, x))
}

// points is x units divided by n, in points: the nearest number of floating point, one value however it is computed.
func (g grain) points(x *big.Int, n int64) float64 {
	const exact = 1 << 53 // whole numbers up to here are numbers of floating point, too
	if divisor := float64(n) * g.units; g.decimals >= 0 && divisor <= exact && x.IsInt64() &&
		max(x.Int64(), -x.Int64()) <= exact {
		return float64(x.Int64()) / divisor
	}
	power := func(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(n, 0))), nil) }
	above := new(big.Int).Mul(x, power(-g.decimals))
	out, _ := new(big.Rat).SetFrac(above, new(big.Int).Mul(big.NewInt(n), power(g.decimals))).Float64()
	return out
}

// total is an exact sum of 128 bits.
type total struct {
	high int64
	low  uint64
}

func (t *total) add(x int64) {
	low, carry := bits.Add64(t.low, uint64(x), 0)
	t.low = low
	t.high += x>>63 + int64(carry)
}

// addTimes adds x so many times.
func (t *total) addTimes(x, n int64) {
	high, low := bits.Mul64(uint64(max(x, -x)), uint64(n))
	o := total{int64(high), low}
	if x < 0 {
		o = total{^o.high, ^o.low}
		o.add(1)
	}
	t.merge(o)
}

func (t *total) merge(o total) {
	low, carry := bits.Add64(t.low, o.low, 0)
	t.low = low
	t.high += o.high + int64(carry)
}

func (t total) big() *big.Int {
	x := new(big.Int).Lsh(big.NewInt(t.high), 64)
	return x.Add(x, new(big.Int).SetUint64(t.low))
}

// MarshalJSON writes the sum as a whole number.
func (t total) MarshalJSON() ([]byte, error) {
	if x := int64(t.low); t.high == x>>63 { // most are that small, and a state has very many
		return strconv.AppendInt(nil, x, 10), nil
	}
	return t.big().MarshalJSON()
}

// UnmarshalJSON reads a whole number of 127 bits at most.
func (t *total) UnmarshalJSON(data []byte) error {
	if x, err := strconv.ParseInt(string(data), 10, 64); err == nil {
		t.low, t.high = uint64(x), x>>63
		return nil
	}
	x := new(big.Int)
	if err := json.Unmarshal(data, x); err != nil {
		return err
	}
	if x.BitLen() > 126 {
		return errShape
	}
	t.low = new(big.Int).And(x, new(big.Int).SetUint64(math.MaxUint64)).Uint64()
	t.high = new(big.Int).Rsh(x, 64).Int64()
	return nil
}

// sums is how many scores there are, and what they add up to in units.
type sums struct {
	n   int64
	sum total
}

func (s *sums) add(x int64) {
	s.n++
	s.sum.add(x)
}

func (s *sums) addTimes(x, n int64) {
	s.n += n
	if n == 1 {
		s.sum.add(x)
		return
	}
	s.sum.addTimes(x, n)
}

func (s *sums) merge(o *sums) {
	s.n += o.n
	s.sum.merge(o.sum)
}

// mean is the mean of the scores, which were counted in that grain; undefined without any.
func (g grain) mean(s sums) assess.Maybe[float64] {
	if s.n == 0 {
		return assess.Maybe[float64]{}
	}
	return assess.Some(g.points(s.sum.big(), s.n))
}

// tally counts how often each of a few numbers occurs, in a table without deletion.
type tally struct {
	slots []slot // a power of two of them
	shift uint
	used  int
}

// slot is a number and how often it occurs; empty when that is 0.
type slot struct{ score, n int64 }

// maxScores is how many different scores of one node are kept.
const maxScores = 4096

// spread multiplies a number to make its highest bits a mixture of all: 2^64 divided by the golden ratio.
const spread = 0x9E3779B97F4A7C15

// place is where a number is looked for first.
func (t *tally) place(score int64) uint64 { return uint64(score) * spread >> (t.shift & 63) }

// again counts a number n more times if it stands where it is looked for first, as most do that are there.
func (t *tally) again(score, n int64) bool {
	if len(t.slots) == 0 {
		return false
	}
	s := &t.slots[t.place(score)]
	if s.score != score || s.n == 0 {
		return false
	}
	s.n += n
	return true
}

// add counts a number n more times. False means that there are more different numbers than are kept, and nothing was
// counted.
func (t *tally) add(score, n int64) bool {
	if t.slots == nil {
		t.grow(32)
	}
	for at := t.place(score); ; at = (at + 1) & uint64(len(t.slots)-1) {
		s := &t.slots[at]
		if s.n == 0 {
			break
		}
		if s.score == score {
			s.n += n
			return true
		}
	}
	return t.put(score, n)
}

// put takes in a number that the table does not have.
func (t *tally) put(score, n int64) bool {
	if t.used == maxScores {
		return false
	}
	if t.used++; 2*t.used > len(t.slots) {
		t.grow(2 * len(t.slots))
	}
	t.insert(slot{score, n})
	return true
}

func (t *tally) insert(s slot) {
	at := t.place(s.score)
	for t.slots[at].n != 0 {
		at = (at + 1) & uint64(len(t.slots)-1)
	}
	t.slots[at] = s
}

func (t *tally) grow(size int) {
	old := t.slots
	t.slots, t.shift = make([]slot, size), uint(64-bits.TrailingZeros(uint(size)))
	for _, s := range old {
		if s.n != 0 {
			t.insert(s)
		}
	}
}

// rising are the numbers that occur, in their order.
func (t *tally) rising() []slot {
	out := make([]slot, 0, t.used)
	for _, s := range t.slots {
		if s.n != 0 {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b slot) int { return cmp.Compare(a.score, b.score) })
	return out
}
