package assess

import (
	"iter"
	"math/bits"
)

// set is a set of small whole numbers, one bit each.
type set []uint64

// wordsFor is how many words hold the numbers below n.
func wordsFor(n int) int { return (n + 63) / 64 }

func (s set) add(i int)      { s[i/64] |= 1 << (i % 64) }
func (s set) has(i int) bool { return s[i/64]>>(i%64)&1 == 1 }

func (s set) addAll(other set) {
	for w := range s {
		s[w] |= other[w]
	}
}

// all yields the numbers in rising order.
func (s set) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for w, word := range s {
			for ; word != 0; word &= word - 1 {
				if !yield(64*w + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}
