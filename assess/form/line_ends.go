package form

import (
	"io"
	"strings"

	"golang.org/x/text/transform"
)

// This file reads text whose lines end in CR alone, as "CSV (Macintosh)" has them.

// endsInCR reports whether the first line of a text, however long, ends in CR alone. One within quotation marks is part
// of a cell. What cannot be read ends the text.
func endsInCR(text io.ByteReader) bool {
	quoted := false
	for {
		b, err := text.ReadByte()
		switch {
		case err != nil, b == '\n' && !quoted:
			return false
		case b == '"':
			quoted = !quoted
		case b == '\r' && !quoted:
			next, err := text.ReadByte()
			return err != nil || next != '\n'
		}
	}
}

// lineEnds is a text whose lines end in LF where the first one ends in CR alone; in any other text such a CR stays what
// it is, a part of a cell.
func lineEnds(text string) string {
	if !endsInCR(strings.NewReader(text)) {
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
