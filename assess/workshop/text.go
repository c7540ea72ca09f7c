package workshop

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"fathom/rubric/say"
)

// Tidy is what somebody typed into a name or a note, as events have it: one line, with single blanks, without control
// characters and without the signs that turn the direction of text; "" where nothing of it can be seen.
func Tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), strings.ContainsRune(fillers, r):
			return ' '
		case unicode.IsGraphic(r) && r != utf8.RuneError, r == nonJoiner, r == joiner:
			return r
		}
		return -1
	}, s)
	if !strings.ContainsFunc(s, isSeen) {
		return ""
	}
	return strings.Join(strings.Fields(s), " ")
}

// fillers are letters and signs that look like a blank.
const fillers = "\u115f\u1160\u2800\u3164\uffa0"

// isSeen reports whether a sign has a shape of its own, rather than one that changes others.
func isSeen(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) }

// Joiner and non-joiner have no shape, but words of some scripts and some pictures are written with them.
const nonJoiner, joiner = '\u200c', '\u200d'

// checkText refuses a text that is not tidy, or longer than most characters; so it does one that would take more than
// signBytes for each of so many, which only some hundred joiners do.
func checkText(s string, most int) error {
	if n := utf8.RuneCountInString(s); n > most {
		return refuse(BadText, "the text is too long: %[3]s, and the limit is %[2]d", "文字有 %[1]d 个字符，上限是 %[2]d 个",
			n, most, say.Count(n, "1 character", "%d characters"))
	}
	if s != Tidy(s) || len(s)+len(`\u200d`)*joiners(s) > signBytes*most {
		return refuse(BadText, "a text has signs that nobody can see", "文字里有看不见的符号")
	}
	return nil
}

// joiners counts the signs that the panel file has to write by their numbers.
func joiners(s string) int {
	return strings.Count(s, string(joiner)) + strings.Count(s, string(nonJoiner))
}

// VoterKey is under which a seat's vote is kept in an anonymous room: the HMAC of the criterion and the round with the
// secret that only the seat's phone has. Nobody without that secret can tell which two keys are of one seat.
func VoterKey(secret []byte, criterion string, round int) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(criterion + "|" + strconv.Itoa(round)))
	return hex.EncodeToString(mac.Sum(nil))
}

// isVoterKey reports whether a text can be a [VoterKey].
func isVoterKey(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == sha256.Size && s == strings.ToLower(s)
}

// SeatKey is the digest of a seat's secret that [Joined] has: whoever reads the events cannot make the cookie of it.
func SeatKey(secret []byte) string {
	sum := sha256.Sum256(secret)
	return hex.EncodeToString(sum[:])
}
