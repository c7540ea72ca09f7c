package web

import (
	"crypto/rand"
	"math/big"
	"strings"

	"fathom/rubric/width"
)

// The names of the secrets in [workshop.Opened].Keys.
const (
	joinKey   = "join"   // in the QR picture: whoever has it may take a seat
	codeKey   = "code"   // the same to type: short, and so its tries are counted
	hostKey   = "host"   // of the facilitator
	cookieKey = "cookie" // from which the secrets of seats are derived
)

// codeLetters leaves out what is taken for something else when it is read from a wall: 0 1 I L O U.
const (
	codeLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
	codeLength  = 6
)

// NewKeys makes the secrets of a new room, for [workshop.Opened].
func NewKeys() map[string]string {
	return map[string]string{joinKey: NewSecret(), codeKey: newCode(), hostKey: NewSecret(), cookieKey: NewSecret()}
}

func newCode() string {
	var b strings.Builder
	for range codeLength {
		n, _ := rand.Int(rand.Reader, big.NewInt(int64(len(codeLetters)))) // never fails
		b.WriteByte(codeLetters[n.Int64()])
	}
	return b.String()
}

// typed is a code as somebody typed it: in small letters, with blanks, or in the full width of a Chinese keyboard.
func typed(code string) string {
	code = strings.ToUpper(width.Narrow(code))
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return -1
		}
		return r
	}, code)
}
