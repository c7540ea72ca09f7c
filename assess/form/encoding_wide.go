package form

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// This file knows UTF-16 that has no mark at its beginning.

// manyZeros is how many bytes there are for each zero byte, at most, where these are many.
const manyZeros = 8

// isUTF16 reports whether bytes are UTF-16: there half of the bytes of Latin letters, digits and signs are zero, and so
// one beside each line end. A few zero bytes make none of a text that is something else.
func isUTF16(data []byte) bool {
	if bytes.IndexByte(data, 0) < 0 || utf8.Valid(data) && !hasMany(data, 0, manyZeros/2) {
		return false
	}
	out, _ := unicode.UTF16(endianness(data), unicode.IgnoreBOM).NewDecoder().Bytes(data)
	good, bad := 0, 0
	for _, r := range string(out) {
		switch {
		case r == 0 || r == utf8.RuneError:
			bad++
		case r < utf8.RuneSelf:
			good++
		}
	}
	return good > bad && (hasMany(data, 0, manyZeros) || bytes.ContainsAny(out, "\r\n"))
}

// hasMany reports whether a byte is at least one of so many.
func hasMany(data []byte, b byte, of int) bool { return bytes.Count(data, []byte{b})*of >= len(data) }

// endianness tells the order of the bytes of UTF-16 without a mark, by where the zero bytes of line ends, separators
// and digits stand; without any of these by where more are zero. Characters of which the other byte is zero, as the
// Chinese for "one", may be more.
func endianness(data []byte) unicode.Endianness {
	const digits = '9'
	big, little, even, odd := 0, 0, 0, 0
	for i := 0; i+1 < len(data); i += 2 {
		switch first, second := data[i], data[i+1]; {
		case first == 0 && second <= digits && second > 0:
			big++
		case second == 0 && first <= digits && first > 0:
			little++
		case first == 0:
			even++
		case second == 0:
			odd++
		}
	}
	if big > little || big == little && even > odd {
		return unicode.BigEndian
	}
	return unicode.LittleEndian
}
