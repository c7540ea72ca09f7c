package quick

import (
	"bytes"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// This file knows the text inside the strings of JSON.

// escape is the length of a valid escape, a pair of surrogates being one; 0 for any other.
func escape(s []byte) int {
	if len(s) < 2 {
		return 0
	}
	switch s[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		switch r, ok := codeUnit(s); {
		case !ok:
			return 0
		case !utf16.IsSurrogate(r):
			return 6
		default:
			low, ok := codeUnit(s[6:])
			if !ok || utf16.DecodeRune(r, low) == utf8.RuneError {
				return 0
			}
			return 12
		}
	}
	return 0
}

// codeUnit reads an escape like \u6cb3.
func codeUnit(s []byte) (r rune, ok bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	for _, b := range s[2:6] {
		switch {
		case b >= '0' && b <= '9':
			r = 16*r + rune(b-'0')
		case b >= 'a' && b <= 'f':
			r = 16*r + rune(b-'a') + 10
		case b >= 'A' && b <= 'F':
			r = 16*r + rune(b-'A') + 10
		default:
			return 0, false
		}
	}
	return r, true
}

// unescape appends a text without its escapes, which are valid.
func unescape(dst, s []byte) []byte {
	for {
		at := bytes.IndexByte(s, '\\')
		if at < 0 {
			return append(dst, s...)
		}
		dst = append(dst, s[:at]...)
		s = s[at:]
		n := escape(s)
		switch s[1] {
		case 'b':
			dst = append(dst, '\b')
		case 'f':
			dst = append(dst, '\f')
		case 'n':
			dst = append(dst, '\n')
		case 'r':
			dst = append(dst, '\r')
		case 't':
			dst = append(dst, '\t')
		case 'u':
			r, _ := codeUnit(s)
			if n == 12 {
				low, _ := codeUnit(s[6:])
				r = utf16.DecodeRune(r, low)
			}
			dst = utf8.AppendRune(dst, r)
		default:
			dst = append(dst, s[1])
		}
		s = s[n:]
	}
}

// isBlank reports whether a text, which may have escapes, is empty or nothing but white space. Nearly all begin with
// something else.
func isBlank(s []byte) bool {
	return (len(s) == 0 || s[0] <= ' ' || s[0] == '\\' || s[0] >= utf8.RuneSelf) && isSpace(s)
}

func isSpace(s []byte) bool {
	for len(s) > 0 {
		r, n := sign(s)
		if !unicode.IsSpace(r) {
			return false
		}
		s = s[n:]
	}
	return true
}

// sign is the first character of a text, or the first half of one that is written as a pair of escapes.
func sign(s []byte) (r rune, size int) {
	if s[0] != '\\' {
		return utf8.DecodeRune(s)
	}
	switch s[1] {
	case 'f', 'n', 'r', 't':
		return ' ', 2
	case 'u':
		r, _ = codeUnit(s)
		return r, 6
	}
	return rune(s[1]), 2
}
