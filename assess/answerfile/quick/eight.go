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

// plain has the highest bit set of each of eight ASCII characters that stands in a string as it is: adding carries
// into it from 0x21, or from 1, but no further.
func plain(x uint64) uint64 {
	return (x ^ 0x02*lowBits + (0x7f-('"'^0x02))*lowBits) & (x ^ '\\'*lowBits + 0x7f*lowBits)
}

// textEnd finds, from a place on, the first byte that no string holds as it is: the length of the data without one. It
// tells whether all bytes before are ASCII. Most texts are, and short: they are looked at in windows as a whole, as it
// costs more to guess where they end.
func textEnd(data []byte, at int) (end int, ascii bool) {
	for ; len(data)-at >= window; at += window {
		w := (*[window]byte)(data[at:])
		a, b, c, d := eight(w[0:]), eight(w[8:]), eight(w[16:]), eight(w[24:])
		if (a|b|c|d)&highBits != 0 {
			break
		}
		bad, before := ^plain(d)&highBits, 24
		if x := ^plain(c) & highBits; x != 0 {
			bad, before = x, 16
		}
		if x := ^plain(b) & highBits; x != 0 {
			bad, before = x, 8
		}
		if x := ^plain(a) & highBits; x != 0 {
			bad, before = x, 0
		}
		if bad != 0 {
			return at + before + bits.TrailingZeros64(bad)/8, true
		}
	}
	return textEndOfAny(data, at)
}

// textEndOfAny is textEnd for any text.
func textEndOfAny(data []byte, at int) (end int, ascii bool) {
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

// window is how many bytes of a phrase are compared in one step, whether it is as long or not.
const window = 32

// phrase is a text that is expected, ready to be compared.
type phrase struct {
	words, masks [window / 8]uint64 // its first bytes, eight a word, and which of them count
	rest         string             // behind the window
	size         int
}

// phraseOf makes a phrase of a text.
func phraseOf(text string) phrase {
	p := phrase{size: len(text), rest: text[min(window, len(text)):]}
	for k := range min(window, len(text)) {
		p.words[k/8] |= uint64(text[k]) << (k % 8 * 8)
		p.masks[k/8] |= 0xff << (k % 8 * 8)
	}
	return p
}

// goesOn reports whether behind the window stands what the phrase has there.
func (p *phrase) goesOn(data []byte) bool {
	return p.rest == "" || string(data[window:p.size]) == p.rest
}

// opens reports whether a window begins with the phrase, as far as it goes; the text begins with it that goesOn, too.
func (p *phrase) opens(w *[window]byte) bool {
	le := binary.LittleEndian
	return (le.Uint64(w[0:])^p.words[0])&p.masks[0]|(le.Uint64(w[8:])^p.words[1])&p.masks[1]|
		(le.Uint64(w[16:])^p.words[2])&p.masks[2]|(le.Uint64(w[24:])^p.words[3])&p.masks[3] == 0
}
