package form

import "golang.org/x/text/transform"

// This file reads text whose lines end in CR alone, as "CSV (Macintosh)" has them.

// endsInCR reports whether the first line of a text ends in CR alone. One within quotation marks is part of a cell.
func endsInCR(text string) bool {
	quoted := false
	for i := range len(text) {
		switch text[i] {
		case '"':
			quoted = !quoted
		case '\n':
			if !quoted {
				return false
			}
		case '\r':
			if !quoted {
				return i+1 == len(text) || text[i+1] != '\n'
			}
		}
	}
	return false
}

// lineEnds is a text whose lines end in LF where the first one ends in CR alone; in any other text such a CR stays what
// it is, a part of a cell.
func lineEnds(text string) string {
	if !endsInCR(text) {
		return text
	}
	text, _, _ = transform.String(macLines{}, text) // which never fails
	return text
}

// macLines puts LF in the place of CR that no LF follows: as many bytes.
type macLines struct{ transform.NopResetter }

func (macLines) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for ; nSrc < len(src); nDst, nSrc = nDst+1, nSrc+1 {
		isLast := nSrc+1 == len(src)
		switch b := src[nSrc]; {
		case nDst == len(dst):
			return nDst, nSrc, transform.ErrShortDst
		case b == '\r' && isLast && !atEOF:
			return nDst, nSrc, transform.ErrShortSrc
		case b == '\r' && (isLast || src[nSrc+1] != '\n'):
			dst[nDst] = '\n'
		default:
			dst[nDst] = b
		}
	}
	return nDst, nSrc, nil
}
