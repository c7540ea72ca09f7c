package quick

import (
	"encoding/binary"
	"math/bits"
)

// This file looks at eight bytes at a time.

// eight are the first eight bytes of a text, the first of them lowest.
func eight(data []byte) uint64 { return binary.LittleEndian.Uint64(data) }

// The lowest and the highest bit of each of eight bytes.
const (
	lowBits  = 0x0101010101010101
	highBits = 0x8080808080808080
)

// below has the highest bit of a byte set where one of eight bytes is lower than a number of at most 0x80; only the
// first such byte is told surely, those behind it may be off by one.
func below(x, number uint64) uint64 { return (x - number*lowBits) &^ x & highBits }

// stops has the highest bit set of the first of eight bytes that no string holds as it is: a quote, a backslash or a
// control character. The bit that is turned makes the quote 0x20, right above the control characters, which stay
// below it.
func stops(x uint64) uint64 { return below(x^0x02*lowBits, '"'^0x02+1) | below(x^'\\'*lowBits, 1) }

// textEnd finds, from a place on, the first byte that no string holds as it is: the length of the data without one. It
// tells whether all bytes before are ASCII.
func textEnd(data []byte, at int) (end int, ascii bool) {
	seen := uint64(0) // bits of all bytes
	for ; len(data)-at >= 8; at += 8 {
		x := eight(data[at:])
		if stop := stops(x); stop != 0 {
			seen |= x & ((stop - 1) &^ stop)
			return at + bits.TrailingZeros64(stop)/8, seen&highBits == 0
		}
		seen |= x
	}
	for ; at < len(data); at++ {
		b := data[at]
		if b < ' ' || b == '"' || b == '\\' {
			break
		}
		seen |= uint64(b)
	}
	return at, seen&highBits == 0
}

// phrase is a text that is expected, ready to be compared.
type phrase struct {
	words []uint64 // eight bytes each, the last filled up with zeros
	mask  uint64   // of the last word, the bytes that count
	size  int
}

// phraseOf makes a phrase of a text that is not empty.
func phraseOf(text string) phrase {
	p := phrase{mask: 1<<(8*(len(text)%8)) - 1, size: len(text)}
	if p.mask == 0 {
		p.mask = ^p.mask
	}
	for padded := append([]byte(text), make([]byte, 7)...); len(padded) >= 8; padded = padded[8:] {
		p.words = append(p.words, eight(padded))
	}
	return p
}

// begins reports whether a text begins with the phrase. The text must be seven bytes longer than it.
func (p *phrase) begins(data []byte) bool {
	last := len(p.words) - 1
	for k, word := range p.words[:last] {
		if eight(data[8*k:]) != word {
			return false
		}
	}
	return (eight(data[8*last:])^p.words[last])&p.mask == 0
}
