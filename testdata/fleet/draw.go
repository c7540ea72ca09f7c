package fleet

import "math/bits"

// dice is a splitmix64 generator: small, fast, and the same on every machine.
type dice uint64

// What a record's numbers are drawn for. Each has dice of its own.
const (
	content = iota
	layout
	badness
)

// draws returns the dice of one record and purpose. Seed and number are mixed, not added: dice that start a step apart
// on one sequence would make records that echo each other.
func draws(seed uint64, i, purpose int) dice {
	d := dice(seed*4 + uint64(purpose))
	d = dice(d.next() ^ uint64(i))
	return dice(d.next())
}

func (d *dice) next() uint64 {
	*d += 0x9E3779B97F4A7C15
	z := uint64(*d)
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// below returns a number from 0 to n-1.
func (d *dice) below(n int) int {
	high, _ := bits.Mul64(d.next(), uint64(n))
	return int(high)
}

// part returns a number from 0 up to, but not, 1.
func (d *dice) part() float64 { return float64(d.next()>>11) / (1 << 53) }

// chance is true in a share p of the draws. It always draws, so that one share does not move what is drawn after it.
func (d *dice) chance(p float64) bool { return d.part() < p }

func (d *dice) word(words []string) string { return words[d.below(len(words))] }
