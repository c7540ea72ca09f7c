package rollup

import (
	"encoding/binary"
	"math"
	"math/bits"
	"strconv"

	"fathom/assess"
	"fathom/reports/number"
)

// This file writes the numbers of rows.

// appendScore appends a number as it is compared, or null.
func appendScore(b []byte, v number.Value) []byte {
	if !v.OK {
		return append(b, "null"...)
	}
	return appendNumber(b, v)
}

// plainBelow is below what size all numbers are compared to nine decimals, see [assess.Rounded].
const plainBelow = 1e4

// appendNumber appends a number as it is compared, with one decimal at least; nothing where it is undefined.
func appendNumber(b []byte, v number.Value) []byte {
	switch {
	case !v.OK:
		return b
	case math.Abs(v.Value) >= plainBelow:
		b = strconv.AppendFloat(b, assess.Rounded(v.Value), 'f', -1, 64)
		if v.Value = assess.Rounded(v.Value); v.Value == math.Trunc(v.Value) {
			b = append(b, ".0"...)
		}
		return b
	}
	n := int64(math.RoundToEven(v.Value * 1e9)) // much faster than the general way
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	whole, rest := n/1e9, uint32(n%1e9)
	if whole >= 10 {
		b, whole = strconv.AppendInt(b, whole/10, 10), whole%10
	}
	b = append(b, byte('0'+whole), '.', byte('0'+rest/1e8))
	return appendDecimals(b, rest%1e8)
}

// appendDecimals appends eight more decimals, without zeros at the end.
func appendDecimals(b []byte, n uint32) []byte {
	if n == 0 { // most numbers end soon
		return b
	}
	digits := eightDigits(n)
	b = binary.LittleEndian.AppendUint64(b, digits|'0'*0x0101010101010101)
	return b[:len(b)-bits.LeadingZeros64(digits)/8]
}

// eightDigits are the digits of a number below 1e8, one a byte, the first of them lowest. All are found at once: a
// number in two halves, each of these in two, and once more. A product and a shift are a division here: by 100 what is
// below 10,000, and by 10 what is below 100.
func eightDigits(n uint32) uint64 {
	halves := uint64(n/10_000) | uint64(n%10_000)<<32
	above := halves * 5243 >> 19 & 0x0000007f_0000007f
	pairs := above | (halves-100*above)<<16
	above = pairs * 103 >> 10 & 0x000f000f_000f000f
	return above | (pairs-10*above)<<8
}

func appendWhole(b []byte, l assess.Maybe[int]) []byte {
	if !l.OK {
		return append(b, "null"...)
	}
	return strconv.AppendInt(b, int64(l.Value), 10)
}
