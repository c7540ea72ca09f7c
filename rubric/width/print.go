package width

import (
	"strings"
	"unicode"
)

// How wide printed text is, for each point of its size. A font that is not installed is replaced by another, so these
// are of the wider fonts: what fits by them fits in others, too.
const (
	hanWidth     = 1.0
	latinWidth   = 0.55
	capitalWidth = 0.68
	otherWidth   = 0.62 // of letters beyond those of western Europe
	broadWidth   = 0.95
	between      = 0.2 // what programs put between Chinese characters and others
)

// ofOne is how wide one character is: small letters even out among each other, capitals and broad signs do not.
func ofOne(c rune) float64 {
	switch {
	case Of(string(c)) == 2:
		return hanWidth
	case strings.ContainsRune("MW%@<>+=~—…", c):
		return broadWidth
	case unicode.IsUpper(c), c == '&':
		return capitalWidth
	case unicode.IsLetter(c) && c > unicode.MaxLatin1:
		return otherWidth
	}
	return latinWidth
}

// Printed is how wide a text is in one line of print, for each point of its size.
func Printed(text string) float64 {
	sum, wasWide := 0.0, false
	for i, c := range []rune(text) {
		isWide := Of(string(c)) == 2
		sum += ofOne(c)
		if i > 0 && isWide != wasWide {
			sum += between
		}
		wasWide = isWide
	}
	return sum
}
